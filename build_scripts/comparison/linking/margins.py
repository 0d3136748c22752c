"""Compare how well two sentences fit with how well each of them fits the other article's other sentences.

A sentence that fits many others about as well reports the same as none of them. The margins are those of
cross-domain similarity local scaling with one neighbour (Conneau and others, "Word translation without
parallel data", 2018).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def compute_margins(scores: Floats, source_starts: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return by how much each pair scores higher than the best alternative of its row, and of its column.

    Columns are the sentences of one article, rows those of other articles, which begin at `source_starts`.
    An alternative is another pair of the same two articles; where there is none, the margin is 0.
    """
    of_rows = scores - _find_best_others(scores)
    of_columns = np.empty_like(scores)
    for start, end in zip(source_starts, [*source_starts[1:], len(scores)], strict=True):
        block = scores[start:end]
        of_columns[start:end] = block - _find_best_others(block.T).T
    return of_rows, of_columns


def _find_best_others(scores: Floats) -> Floats:
    """Return for each score the highest other score of its row, or the score itself if there is none."""
    if scores.shape[1] < 2:
        return scores
    second, best = np.sort(np.partition(scores, -2, axis=1)[:, -2:], axis=1).T[:, :, None]
    is_best = np.zeros(scores.shape, dtype=bool)
    is_best[np.arange(len(scores)), scores.argmax(axis=1)] = True
    others: Floats = np.where(is_best, second, best)
    return others
