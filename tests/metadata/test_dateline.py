"""An article that opens with a dateline is read completely, whatever abbreviations the dateline has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.models import Article, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.paths import read_cases

DATELINES = read_cases("datelines")
WORDS = load_comparison_words()
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


def read(tools: PublicationTools, name: str, text: str) -> Article:
    cleaned = clean_capture(text.encode(), f"{name}.txt", Sidecar(), tools.article_tools, plain=True)
    return analyse_article(name, cleaned, (), tools.article_tools)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_opens_the_first_sentence_and_takes_no_parse_from_it(
    tools: PublicationTools, dateline: str
) -> None:
    article = read(tools, "herald", f"{dateline} {BODY}")
    first, second = article.sentences
    assert first.span.extract(article.text) == f"{dateline} {BODY.split('. ', maxsplit=1)[0]}."
    assert first.features is not None
    assert second.features is not None
    assert "minister" in first.features.lemmas
    (statement,) = article.statements
    assert statement.speaker_text == "The minister"


@given(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.sampled_from((BODY, "", "He left.")),
)
def test_any_opening_can_be_read_and_compared(tools: PublicationTools, opening: str, body: str) -> None:
    article = read(tools, "herald", f"{opening} {body}\n{BODY}")
    points = compare_articles((article, read(tools, "post", BODY)), words=WORDS)
    reported = {
        span for point in points for cell in point.cells if cell.source == "herald" for span in cell.spans
    }
    assert reported == set(article.sentence_spans)
