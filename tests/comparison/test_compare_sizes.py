"""The sizes of two figures. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.figures import figures
from build_scripts.comparison.figures.compare_sizes import sizes
from build_scripts.models import Span
from tests.helpers.paths import read_cases

PAIRS = read_cases("compare_sizes")
KNOWN = comparing.knowledge()


@pytest.mark.parametrize(
    ("one", "other", "expected"), PAIRS, ids=lambda words: str(words).encode("ascii", "replace").decode()
)
def test_figures_relate_by_the_sizes_that_their_words_allow(one: str, other: str, expected: str) -> None:
    texts = [f"There were {words}." for words in (one, other)]
    read = [figures.find(text, Span(0, len(text)), (), KNOWN.figures) for text in texts]
    of_one_thing = [(a, b) for a in read[0] for b in read[1] if a.same_thing(b) or a.same_lead(b)]
    assert ({sizes(a, b) for a, b in of_one_thing} or {"not comparable"}) == {expected}
    assert all(sizes(b, a) == sizes(a, b) for a, b in of_one_thing)
    assert all(b.same_thing(a) or b.same_lead(a) for a, b in of_one_thing)
