"""Markdown captures: the text of their blocks, their kinds by the markup, and nothing that runs."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.captures.decode import decode_capture
from build_scripts.captures.markdown import parse_markdown_capture
from build_scripts.models import LineKind, Sidecar
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.paths import read_cases

CASES = read_cases("markdown_captures", yaml.BaseLoader)
PIECES = st.sampled_from(
    [
        "# ",
        "- ",
        "> ",
        "\n",
        "\n\n",
        "---\n",
        "<b>",
        "</b>",
        "<script>",
        "[a](b)",
        "`",
        "|",
        "a: b",
        "Zenda. ",
        "&#13;",
    ]
)


def cleaned(markdown, tools):
    return clean_capture(markdown.encode(), "a.md", Sidecar(), tools.article_tools)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case, tools):
    found = cleaned(case["markdown"], tools)
    text = found.capture.text
    shown = [line for line in found.lines if line.kind is not LineKind.BLANK]
    lines = [f"{line.kind.value}: {line.span.extract(text)}" for line in shown]
    assert lines == case["lines"]
    stated = {
        name: fact and fact.value
        for name in ("headline", "byline", "published", "updated", "outlet")
        for fact in [getattr(found.metadata, name)]
    } | {"source_url": found.sidecar.source_url}
    for name, value in case.get("stated", {}).items():
        assert stated[name] == (None if value == "null" else tuple(value) if name == "byline" else value)


@given(st.lists(PIECES | st.text(max_size=4), max_size=20).map("".join))
def test_any_text_is_read_and_its_lines_are_the_text(tools, words):
    words = words.replace("\0", "")
    found = cleaned(words, tools)
    text = found.capture.text
    assert "\n".join(line.span.extract(text) for line in found.lines) == text
    assert "\r" not in text


def test_hostile_nesting_ends():
    for markdown in ("[" * 50_000, "> " * 20_000 + "a", "*a_" * 20_000, "<b" * 50_000, "- " * 20_000 + "a"):
        read = parse_markdown_capture(decode_capture(markdown.encode(), "a.md"))
        assert isinstance(read.capture.text, str)
