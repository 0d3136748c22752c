"""Every sink shows every payload in every field as plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from tests.security import sinks
from tests.security.conftest import Round
from tests.security.payloads import FIELDS, IN_NOTES, PRINTABLE

RUNS = (
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "style",
    "link",
    "meta",
    "base",
    "form",
    "textarea",
    "title",
)


def test_every_field_says_in_every_sink_what_was_put_into_it(
    rounds: list[Round], count: Callable[..., None]
) -> None:
    changed: list[tuple[str, str, str]] = []
    tried: Counter[str] = Counter()
    for one in rounds:
        read = sinks.read(one.files)
        for field, value, parts in one.written.values:
            for sink in FIELDS[field]:
                tried[field] += len(parts)
                if value not in read[sink]:
                    changed.append((field, sink, value))
    count(tried=sum(tried.values()), changed=len(changed))
    assert changed == []
    for field, in_sinks in FIELDS.items():
        least = len(IN_NOTES if field == "point.note" else PRINTABLE)
        assert tried[field] >= least * len(in_sinks), field


def test_no_field_adds_an_element_or_an_attribute_that_does_anything(
    rounds: list[Round], count: Callable[..., None]
) -> None:
    shapes: dict[str, Counter[str]] = {}
    found: list[str] = []
    for one in rounds:
        for name, data in one.files.items():
            if not name.endswith(".html"):
                continue
            elements = list(sinks.page(data).iter(sinks.html.etree.Element))
            shape = Counter(str(element.tag) for element in elements if element.tag in RUNS)
            assert shapes.setdefault(name, shape) == shape, name
            for element in elements:
                for key, value in element.items():
                    if key.startswith("on") or re.match(
                        r"\s*(?:javascript|data|vbscript):", value, re.IGNORECASE
                    ):
                        found.append(f"{name}: {key}={value}")
    count(executed=len(found))
    assert found == []
