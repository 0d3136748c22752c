"""The timeline that is made of the dates in articles. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.timeline import build_timeline, load_timeline_words
from build_scripts.models import StatedFact
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.build_articles import build_article
from tests.helpers.parsed_articles import read
from tests.helpers.paths import read_cases

CASES = read_cases("date_expressions")
KNOWN = load_timeline_words()


@pytest.mark.parametrize("case", CASES["readings"], ids=lambda case: case["text"])
def test_dates_are_resolved_against_the_publication(case: dict[str, Any], tools: PublicationTools) -> None:
    article = read(tools, "herald", case["text"])
    published = StatedFact(case["published"], "sidecar") if "published" in case else None
    article = replace(article, metadata=replace(article.metadata, published=published))
    facts = build_timeline([article], case.get("story"), case.get("timezone"), KNOWN)
    dates = case.get("date")
    assert [fact.date for fact in facts] == (dates if isinstance(dates, list) else [dates])
    if "reading" in case:
        assert facts[0].explanation == case["reading"]


@pytest.mark.parametrize("line", CASES["lines_about_the_page"])
def test_a_caption_and_the_date_of_the_page_are_no_facts(line: str) -> None:
    article = build_article("herald", line, "They met on May 3, 2024.")
    assert [fact.date for fact in build_timeline([article], None, None, KNOWN)] == ["2024-05-03"]


@pytest.mark.parametrize("line", CASES["lines_about_the_event"])
def test_a_sentence_like_a_caption_is_a_fact(line: str) -> None:
    assert build_timeline([build_article("herald", line)], None, None, KNOWN) != ()


def test_facts_are_ordered_by_date_then_by_source_and_unresolved_ones_are_last() -> None:
    herald = build_article("herald", "They met last month. They spoke on May 3, 2024.")
    post = build_article("post", "It ended on May 3, 2024. It began in 2023. It paused in May 2024.")
    facts = build_timeline([herald, post], None, None, KNOWN)
    assert [(fact.source, fact.date) for fact in facts] == [
        ("post", "2023"),
        ("post", "2024-05"),
        ("herald", "2024-05-03"),
        ("post", "2024-05-03"),
        ("herald", None),
    ]


def test_an_article_in_another_language_gives_no_dates() -> None:
    assert build_timeline([build_article("post", "Am 3 May 2024.", language="de")], None, None, KNOWN) == ()


SCRAPS = st.lists(
    st.sampled_from(
        [
            "May",
            "on",
            "in",
            " ",
            ", ",
            "3",
            "31",
            "2024",
            "Nov.",
            "last",
            "next",
            "Friday",
            "week",
            "ago",
            "will",
        ]
    )
    | st.text(max_size=6),
    max_size=12,
).map("".join)


@given(
    SCRAPS,
    st.sampled_from(
        [
            None,
            "0001-01-01",
            "9999-12-31",
            "2024-02-29T10:00",
            "2024-02-29T23:30-05:00",
            "2024",
            "2024-13",
            "x",
        ]
    ),
)
def test_any_text_and_any_date_of_publication_give_facts_inside_the_sentence(
    text: str, published: str | None
) -> None:
    article = build_article("herald", text.replace("\n", " "), published=published)
    for fact in build_timeline([article], published, "Europe/Vienna", KNOWN):
        assert fact.sentence.covers(fact.expression)
        assert (fact.date is None) == fact.explanation.startswith("not resolved")
