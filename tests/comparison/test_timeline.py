"""The timeline that is made of the dates in articles. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.timeline import build_timeline
from build_scripts.text.date_expressions import load_date_words
from tests.helpers.build_articles import build_article
from tests.helpers.paths import read_cases

CASES = read_cases("date_expressions")
KNOWN = load_date_words()


@pytest.mark.parametrize("case", CASES["readings"], ids=lambda case: case["text"])
def test_dates_are_resolved_against_the_publication(case: dict[str, Any]) -> None:
    article = build_article("herald", case["text"], published=case.get("published"))
    (fact,) = build_timeline([article], case.get("story"), KNOWN)
    assert fact.date == case.get("date")
    if "reading" in case:
        assert fact.explanation == case["reading"]


def test_facts_are_ordered_by_date_then_by_source_and_unresolved_ones_are_last() -> None:
    herald = build_article("herald", "They met last month. They spoke on May 3, 2024.")
    post = build_article("post", "It ended on May 3, 2024. It began in 2023. It paused in May 2024.")
    facts = build_timeline([herald, post], None, KNOWN)
    assert [(fact.source, fact.date) for fact in facts] == [
        ("post", "2023"),
        ("post", "2024-05"),
        ("herald", "2024-05-03"),
        ("post", "2024-05-03"),
        ("herald", None),
    ]


def test_an_article_in_another_language_gives_no_dates() -> None:
    assert build_timeline([build_article("post", "Am 3 May 2024.", language="de")], None, KNOWN) == ()


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
    SCRAPS, st.sampled_from([None, "0001-01-01", "9999-12-31", "2024-02-29T10:00", "2024", "2024-13", "x"])
)
def test_any_text_and_any_date_of_publication_give_facts_inside_the_sentence(
    text: str, published: str | None
) -> None:
    article = build_article("herald", text.replace("\n", " "), published=published)
    for fact in build_timeline([article], published, KNOWN):
        assert fact.sentence.covers(fact.expression)
        assert (fact.date is None) == fact.explanation.startswith("not resolved")
