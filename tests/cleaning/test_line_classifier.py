"""The weights of a line's evidence, and the choice of the article's lines."""

from itertools import pairwise, product
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cleaning.clean import collect_page_evidence
from build_scripts.cleaning.line_classifier import (
    GAP_LINE_COST,
    GAP_OPENING_COST,
    KEEP_BIAS,
    WORDS_CAP,
    select_article_lines,
)
from build_scripts.cleaning.word_lists import load_cleaning_words
from tests.helpers.paths import read_cases

CASES = read_cases("cleaning")
WORD_LISTS = load_cleaning_words()


def test_nearly_all_evidence_has_a_weight():
    phrases = {
        phrase
        for case in CASES
        for page in [collect_page_evidence("\n".join(line for _, line in case["lines"]), WORD_LISTS)]
        for place in range(len(page.lines))
        for phrase in page.list_evidence(place)
    }
    weighed_phrases = set(WORD_LISTS.weights)
    assert len(phrases & weighed_phrases) > 0.9 * len(phrases)


@given(st.lists(st.tuples(st.floats(-9, 9), st.integers(1, 99)), max_size=9))
def test_the_chosen_lines_weigh_most(lines):
    weights, words = [w for w, _ in lines], [n for _, n in lines]
    found = select_article_lines(weights, words)
    assert len(found) == len(lines)
    best = max((value(kept, weights, words) for kept in product((False, True), repeat=len(lines))), default=0)
    assert value(found, weights, words) == pytest.approx(best)


def value(kept, weights, words) -> float:
    """Return the value of a choice of lines: the sum of their gains, less the cost of the gaps."""
    inside = [n for n, keep in enumerate(kept) if keep]
    if not inside:
        return 0.0
    gains = sum((weights[n] + KEEP_BIAS) * sqrt(min(words[n], WORDS_CAP)) / 3 for n in inside)
    gaps = [b - a - 1 for a, b in pairwise(inside) if b - a > 1]
    return gains - sum(GAP_OPENING_COST + GAP_LINE_COST * length for length in gaps)
