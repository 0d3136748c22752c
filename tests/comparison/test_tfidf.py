"""The similarity of sentences by their terms."""

from __future__ import annotations

import pytest

from build_scripts.comparison.evidence.tfidf import build_term_vectors


def test_half_of_their_words_in_common_makes_long_sentences_more_similar_than_short_ones() -> None:
    short = ("Fire", "storm"), ("Fire", "thieves")
    common = ("king", "harbour", "treaty", "ships", "fog")
    long = (*common, "bread", "rain", "oil", "wind", "tolls"), (*common, "wax", "tar", "rope", "sail", "hemp")
    space = build_term_vectors([*short, *long])
    assert space is not None
    space.extend_to(4)
    of_short, of_long = space.compute_paired_cosines([0, 2], [1, 3])
    # By the plain cosine they would be equally similar.
    assert 0 < 1.2 * of_short < of_long
    # Both functions give the same cosines.
    assert space.compute_cosines(3)[2, 0] == pytest.approx(of_long)
