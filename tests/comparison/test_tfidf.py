"""The similarity of sentences by their terms."""

from __future__ import annotations

from build_scripts.comparison.evidence.tfidf import build_term_vectors


def test_half_of_their_words_in_common_makes_long_sentences_more_similar_than_short_ones() -> None:
    short = ("Fire", "storm"), ("Fire", "thieves")
    common = ("king", "harbour", "treaty", "ships", "fog")
    long = (*common, "bread", "rain", "oil", "wind", "tolls"), (*common, "wax", "tar", "rope", "sail", "hemp")
    space = build_term_vectors([short[0], long[0], short[1], long[1]])
    assert space is not None
    space.extend_to(4)
    (of_short, _), (_, of_long) = space.compute_cosines(2)
    # By the plain cosine they would be equally similar.
    assert 0 < 1.2 * of_short < of_long
