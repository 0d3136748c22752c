"""Which sentences are linked, and by which evidence. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.models import Article
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.parsed_articles import read

KNOWN = load_comparison_words()


def linked(*articles: Article, possible: bool = False) -> set[frozenset[str]]:
    """Return the first words of the sentences of each point that several sources report."""
    texts = {article.id: article.text for article in articles}
    points = compare_articles(articles, words=KNOWN, possible=possible)
    return {
        frozenset(" ".join(s.extract(texts[c.source]).split()[:3]) for c in point.cells for s in c.spans)
        for point in points
        if len(point.cells) > 1
    }


HOPED = "{} said the fishermen of Zenda would soon sail past the lighthouse again."
EXPRESSED = "Before supper {} expressed hope that boats from Zenda can soon leave for the lighthouse."
ELSEWHERE = "A band played waltzes until dawn."


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Jane Roe", "Roe", True),
        ("Jane Roe", "Rudolf Hentzau", False),
        ("Michael Strogoff", "Strogoff", True),
        ("Michael Strogoff", "Michael Sapt", False),
        ("Officials", "officials", False),
    ],
)
def test_the_same_speaker_on_both_sides_makes_a_link(
    tools: PublicationTools, one: str, other: str, together: bool
) -> None:
    herald = read(tools, "herald", f"{HOPED.format(one)} {ELSEWHERE}")
    post = read(tools, "post", f"{EXPRESSED.format(other)} Nobody slept in the capital that week.")
    assert bool(linked(herald, post)) is together


def test_of_one_speakers_sentences_only_mutually_best_matches_are_linked(
    tools: PublicationTools,
) -> None:
    herald = read(tools, "herald", HOPED.format("Jane Roe"))
    also = "Roe also said that a lighthouse in Zenda needs candles, oil and two good clocks."
    both = f"{EXPRESSED.format('Roe')} {also}"
    (found,) = linked(herald, read(tools, "post", both))
    assert len(found) == 2


def test_the_same_speaker_with_nothing_else_in_common_makes_no_link(
    tools: PublicationTools,
) -> None:
    herald = read(tools, "herald", f"Jane Roe said the city had not been asked. {ELSEWHERE}")
    post = read(tools, "post", "Jane Roe told reporters that the city had lost two million crowns since May.")
    assert not linked(herald, post)


@pytest.mark.parametrize(
    ("unsaid", "together"),
    [("on when the tolls would rise", True), ("on the health of the king", False)],
)
def test_refusals_to_comment_on_the_same_topic_make_a_link(
    tools: PublicationTools, unsaid: str, together: bool
) -> None:
    herald = read(
        tools, "herald", f"The harbour ministry did not clarify whether the tolls may double. {ELSEWHERE}"
    )
    post = read(tools, "post", f"Neither the harbour master nor his clerks commented {unsaid}.")
    assert bool(linked(herald, post)) is together
