"""How much better two sentences fit than their alternatives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from build_scripts.comparison.linking.margins import compute_margins


def test_a_margin_is_the_distance_to_the_best_other_sentence_of_the_other_article() -> None:
    scores = np.array([[0.9, 0.4, 0.1], [0.8, 0.7, 0.2], [0.3, 0.3, 0.6]])
    # The first two rows are of one article, the third of another.
    of_rows, of_columns = compute_margins(scores, np.array([0, 2]))
    assert np.allclose(of_rows, [[0.5, -0.5, -0.8], [0.1, -0.1, -0.6], [-0.3, -0.3, 0.3]])
    assert np.allclose(of_columns, [[0.1, -0.3, -0.1], [-0.1, 0.3, 0.1], [0.0, 0.0, 0.0]])


@given(
    arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.floats(0, 1)), st.data()
)
def test_only_the_best_pair_of_a_row_has_a_positive_margin(scores: np.ndarray, data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, len(scores) - 1)))})
    of_rows, of_columns = compute_margins(scores, np.array(starts))
    assert of_rows.shape == of_columns.shape == scores.shape
    if scores.shape[1] > 1:
        assert ((of_rows > 0).sum(axis=1) <= 1).all()
    else:
        assert (of_rows == 0).all()
