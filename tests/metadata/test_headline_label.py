"""The lines' labels agree with the headline that was chosen."""

from __future__ import annotations

import pytest

from build_scripts.metadata.headline_label import relabel_headline
from build_scripts.models import Line, LineKind, Span, StatedFact

TITLE, OTHER = "Ferry to sail again in June", "Latest news from Zenda"


def _lines(*labelled: tuple[LineKind, str]) -> tuple[str, tuple[Line, ...]]:
    text, lines = "", []
    for number, (kind, words) in enumerate(labelled, 1):
        lines.append(Line(number, Span(len(text), len(text) + len(words)), kind, "a rule"))
        text += f"{words}\n"
    return text, tuple(lines)


@pytest.mark.parametrize(
    ("kinds", "now"),
    [
        # OTHER, TITLE, TITLE again, and a paragraph with the same words.
        ((LineKind.HEADLINE, LineKind.NAVIGATION), (LineKind.BOILERPLATE, LineKind.HEADLINE)),
        ((LineKind.NAVIGATION, LineKind.HEADLINE), (LineKind.NAVIGATION, LineKind.HEADLINE)),
        ((LineKind.NAVIGATION, LineKind.NAVIGATION), (LineKind.NAVIGATION, LineKind.HEADLINE)),
        ((LineKind.HEADLINE, LineKind.BODY), (LineKind.HEADLINE, LineKind.BODY)),
    ],
)
def test_the_chosen_line_is_labelled_as_headline(kinds, now):
    text, lines = _lines(
        (kinds[0], OTHER), (kinds[1], TITLE), (LineKind.HEADLINE, TITLE), (LineKind.BODY, TITLE)
    )
    found = relabel_headline(
        text, lines, StatedFact(TITLE, Span(text.index(TITLE), text.index(TITLE) + len(TITLE)))
    )
    assert [line.kind for line in found] == [*now, LineKind.HEADLINE, LineKind.BODY]
    assert [line.span for line in found] == [line.span for line in lines]
    if kinds[0] is LineKind.HEADLINE and now[0] is not LineKind.HEADLINE:
        assert found[0].rule == "might be a headline; line 2 was taken for it"


@pytest.mark.parametrize("headline", [None, StatedFact(TITLE, "sidecar"), StatedFact(TITLE, "markup")])
def test_a_headline_from_outside_the_text_changes_nothing(headline):
    text, lines = _lines((LineKind.HEADLINE, OTHER), (LineKind.BODY, TITLE))
    assert relabel_headline(text, lines, headline) is lines
