"""An article that opens with a dateline is read whole, whatever abbreviations the dateline holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison import compare as comparing
from build_scripts.models import Article, Sidecar
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from tests.helpers.paths import read_cases

DATELINES = read_cases("datelines")
BODY = "The minister said on Monday that the harbour would be closed. Ships will sail to Zenda."
PIECES = (
    "STRELSAU",
    "N.H.",
    "Ill.",
    "Nov.",
    "Fri.",
    "4",
    "2024",
    ",",
    " ",
    "(AP)",
    "(Reuters)",
    "-",
    "—",
    ":",
    ".",
)


def read(tools: assembling.Tools, name: str, text: str) -> Article:
    cleaned = analysis.clean(text.encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
    return analysis.article(name, cleaned, (), tools.article)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_opens_the_first_sentence_and_takes_no_parse_from_it(
    tools: assembling.Tools, dateline: str
) -> None:
    article = read(tools, "herald", f"{dateline} {BODY}")
    first, second = article.sentences
    assert first.span.of(article.text) == f"{dateline} {BODY.split('. ', maxsplit=1)[0]}."
    assert first.units is not None
    assert second.units is not None
    assert "minister" in first.units.words
    (statement,) = article.statements
    assert statement.speaker_text == "The minister"


@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.sampled_from((BODY, "", "He left.")),
)
def test_any_opening_can_be_read_and_compared(tools: assembling.Tools, opening: str, body: str) -> None:
    article = read(tools, "herald", f"{opening} {body}\n{BODY}")
    points = comparing.compare((article, read(tools, "post", BODY)), knowledge=comparing.knowledge())
    told = {
        span for point in points for cell in point.cells if cell.source == "herald" for span in cell.spans
    }
    assert told == set(article.sentence_spans)
