"""The sizes of two figures. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.figures.compare_sizes import compare_sizes
from build_scripts.comparison.figures.figures import find_figures
from build_scripts.models import Span
from tests.helpers.paths import read_cases

PAIRS = read_cases("compare_sizes")
KNOWN = load_comparison_words()


@pytest.mark.parametrize(
    ("one", "other", "expected"), PAIRS, ids=lambda words: str(words).encode("ascii", "replace").decode()
)
def test_figures_relate_by_the_sizes_that_their_words_allow(one: str, other: str, expected: str) -> None:
    texts = [f"There were {words}." for words in (one, other)]
    read = [find_figures(text, Span(0, len(text)), (), KNOWN.figures) for text in texts]
    of_one_thing = [
        (a, b) for a in read[0] for b in read[1] if a.refers_to_same_thing(b) or a.has_same_measured_thing(b)
    ]
    assert ({compare_sizes(a, b) for a, b in of_one_thing} or {"not comparable"}) == {expected}
    assert all(compare_sizes(b, a) == compare_sizes(a, b) for a, b in of_one_thing)
    assert all(b.refers_to_same_thing(a) or b.has_same_measured_thing(a) for a, b in of_one_thing)
