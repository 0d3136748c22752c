"""Ten pages of different kinds as a contributor would paste them: some lines are kept, others cut.

The pages in `tests/data/pasted_pages/` are invented for this purpose. Do not tune rules on them.
"""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from build_scripts.models import TEXT_KINDS, LineKind, Sidecar
from build_scripts.pipeline.article_tools import load_article_tools
from build_scripts.pipeline.clean_capture import CleanedCapture, clean_capture
from tests.helpers.paths import DATA

PAGES = DATA / "pasted_pages"
EXPECTED: Mapping[str, Mapping[str, Any]] = yaml.safe_load((PAGES / "expected.yml").read_text("utf-8"))
FIELDS = ("headline", "byline", "published", "first", "inside", "last", "cut")
# Known errors of the cleaner, with their reasons.
KNOWN_ERRORS: Mapping[tuple[str, str], str] = {
    ("live-blog", "headline"): "the last of the key points is nearest above the entries",
    ("live-blog", "inside"): "entries below times look like a feed of other news",
    ("live-blog", "last"): "entries below times look like a feed of other news",
    ("korean", "byline"): "a Korean reporter's job title follows the name",
    ("korean", "published"): "a Korean time with its word for the half of the day",
    ("deutsch", "inside"): "a short heading between two paragraphs is cut",
    ("opinion", "headline"): "a short title above a standfirst, a name and a date",
    ("opinion", "last"): "an author's biography in whole sentences looks like the article's own",
    ("opinion", "cut"): "an author's biography in whole sentences looks like the article's own",
}


@pytest.fixture(scope="module")
def cleaned() -> Mapping[str, CleanedCapture]:
    tools = load_article_tools(parsing=False)
    return {
        name: clean_capture((PAGES / f"{name}.txt").read_bytes(), f"{name}.txt", Sidecar(), tools)
        for name in EXPECTED
    }


def cases() -> list[Any]:
    return [
        pytest.param(
            name,
            field,
            marks=[pytest.mark.xfail(reason=KNOWN_ERRORS[name, field])]
            if (name, field) in KNOWN_ERRORS
            else [],
        )
        for name, page in EXPECTED.items()
        for field in FIELDS
        if field != "first" or page[field] is not None
    ]


def test_every_page_has_what_is_expected_of_it() -> None:
    assert {path.stem for path in PAGES.glob("*.txt")} == EXPECTED.keys()
    for name, page in EXPECTED.items():
        lines = (PAGES / f"{name}.txt").read_text("utf-8").splitlines()
        assert page.keys() == set(FIELDS), name
        starts = [
            page["headline"],
            page["first"] or page["headline"],
            page["last"],
            *page["inside"],
            *page["cut"],
        ]
        for start in starts:
            assert any(line.startswith(start) for line in lines), (name, start)


@pytest.mark.parametrize(("name", "field"), cases())
def test_a_page_is_read_as_a_person_would_read_it(
    cleaned: Mapping[str, CleanedCapture], name: str, field: str
) -> None:
    page, wanted = cleaned[name], EXPECTED[name][field]
    text = page.capture.text
    kept = [p.span.extract(text) for p in page.paragraphs]
    if field == "headline":
        assert page.metadata.headline is not None
        assert page.metadata.headline.value == wanted
    elif field == "byline":
        assert list(page.metadata.byline.value if page.metadata.byline else ()) == wanted
    elif field == "published":
        published = page.metadata.published
        assert str(published.value if published else None) == str(wanted)
    elif field == "first":
        assert kept[0].startswith(wanted)
    elif field == "last":
        assert kept[-1].startswith(wanted)
    elif field == "inside":
        assert [start for start in wanted if not any(line.startswith(start) for line in kept)] == []
    else:
        cut = [
            line.span.extract(text)
            for line in page.lines
            if line.kind not in TEXT_KINDS | {LineKind.HEADLINE}
        ]
        assert [start for start in wanted if not any(line.startswith(start) for line in cut)] == []
