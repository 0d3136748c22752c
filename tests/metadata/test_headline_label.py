"""The labels of a page's lines agree with the headline that was chosen."""

from __future__ import annotations

import pytest

from build_scripts.metadata import settled
from build_scripts.models import Kind, Line, Span, Stated

TITLE, OTHER = "Ferry to sail again in June", "Latest news from Zenda"


def _lines(*labelled: tuple[Kind, str]) -> tuple[str, tuple[Line, ...]]:
    text, lines = "", []
    for number, (kind, words) in enumerate(labelled, 1):
        lines.append(Line(number, Span(len(text), len(text) + len(words)), kind, "a rule"))
        text += f"{words}\n"
    return text, tuple(lines)


@pytest.mark.parametrize(
    ("kinds", "now"),
    [
        # OTHER, TITLE, TITLE again, and a paragraph that holds the same words.
        ((Kind.HEADLINE, Kind.NAVIGATION), (Kind.BOILERPLATE, Kind.HEADLINE)),
        ((Kind.NAVIGATION, Kind.HEADLINE), (Kind.NAVIGATION, Kind.HEADLINE)),
        ((Kind.NAVIGATION, Kind.NAVIGATION), (Kind.NAVIGATION, Kind.HEADLINE)),
        ((Kind.HEADLINE, Kind.BODY), (Kind.HEADLINE, Kind.BODY)),
    ],
)
def test_the_line_that_was_taken_is_the_headline(kinds, now):
    text, lines = _lines((kinds[0], OTHER), (kinds[1], TITLE), (Kind.HEADLINE, TITLE), (Kind.BODY, TITLE))
    found = settled(text, lines, Stated(TITLE, Span(text.index(TITLE), text.index(TITLE) + len(TITLE))))
    assert [line.kind for line in found] == [*now, Kind.HEADLINE, Kind.BODY]
    assert [line.span for line in found] == [line.span for line in lines]
    if kinds[0] is Kind.HEADLINE and now[0] is not Kind.HEADLINE:
        assert found[0].rule == "might be a headline; line 2 was taken for it"


@pytest.mark.parametrize("headline", [None, Stated(TITLE, "sidecar"), Stated(TITLE, "markup")])
def test_what_stands_elsewhere_changes_nothing(headline):
    text, lines = _lines((Kind.HEADLINE, OTHER), (Kind.BODY, TITLE))
    assert settled(text, lines, headline) is lines
