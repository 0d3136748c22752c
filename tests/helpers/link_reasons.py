"""Two invented articles, and the reasons why their sentences are linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.linking.explain_links import explain_links
from build_scripts.comparison.linking.score_weights import ScoreReason
from build_scripts.models import Article

Make = Callable[[str, Sequence[str]], Article]
KNOWN = load_comparison_words()
HERALD = (
    "The bridge at Zenda was closed on Monday.",
    "Roe blamed a cracked girder.",
    "Trams go round by Hentzau until spring.",
    "The mayor was abroad.",
    "Schools opened late.",
)
POST = (
    "Nobody crossed the river this week.",
    "Engineers had seen rust for years.",
    "A baker gave out free rolls.",
    "Buses were full by seven.",
    "It rained.",
)


def reasons(one: Article, other: Article, first_words: str, other_words: str) -> tuple[ScoreReason, ...]:
    """Return the reasons for the confident link of the sentences that begin so, none if there is no link."""
    found = explain_links((one, other), words=KNOWN)
    texts = {article.id: article.text for article in (one, other)}
    for link in found.links:
        first, second = (span.extract(texts[name]) for name, span in (link.one, link.other))
        if first.startswith(first_words) and second.startswith(other_words) and link.level == "confident":
            assert link.score == pytest.approx(sum(reason.score_change for reason in link.reasons), abs=1e-5)
            return link.reasons
    return ()


def whys(one: Article, other: Article, first_words: str, other_words: str) -> set[str]:
    """Return the kinds of these reasons."""
    return {reason.kind for reason in reasons(one, other, first_words, other_words)}
