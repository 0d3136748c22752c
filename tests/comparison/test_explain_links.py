"""The reasons that are given for a link. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.linking.explain_links import explain_links
from build_scripts.comparison.linking.score_weights import (
    CONFIDENT_THRESHOLD,
    POSSIBLE_THRESHOLD,
    SAME_SILENCE_FLOOR,
    SAME_SPEAKER_FLOOR,
)
from tests.helpers.build_articles import build_article
from tests.helpers.parsed_articles import TEXTS, with_units

KNOWN = load_comparison_words()


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_reasons_add_up_and_every_link_of_a_point_is_explained(texts: list[str]) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    found = explain_links(articles, words=KNOWN)
    for pair in (*found.links, *found.nearest_pairs):
        assert pair.score == pytest.approx(sum(reason.score_change for reason in pair.reasons), abs=1e-4)
    for link in found.links:
        assert link.level == ("confident" if link.score >= CONFIDENT_THRESHOLD else "possible")
        assert link.score >= POSSIBLE_THRESHOLD > SAME_SPEAKER_FLOOR > SAME_SILENCE_FLOOR
    confident = {
        name for link in found.links if link.score >= CONFIDENT_THRESHOLD for name in (link.one, link.other)
    }
    assert confident.isdisjoint(pair.one for pair in found.nearest_pairs)
    together = {
        (cell.source, span)
        for point in compare_articles(articles, words=KNOWN)
        if len(point.cells) > 1
        for cell in point.cells
        for span in cell.spans
    }
    assert together == confident
