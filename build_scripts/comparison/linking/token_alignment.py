"""Align the tokens of two sentences, to see how much of each the other says in whatever words.

Each token of a sentence is aligned with the most similar token of the other (Khattab and Zaharia, "ColBERT:
Efficient and effective passage search via contextualized late interaction", 2020). Rare words weigh more. A
mean vector of the whole sentence would show its topic, which all sentences of a story share.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.sentence_tokens import SentenceTokens, Vectors

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DIMENSIONS = 384
NO_TOKENS = SentenceTokens((), np.zeros((0, DIMENSIONS), dtype=np.float32), ())


class TokenAlignment:
    """The tokens of a story's sentences, weighted by the sentences taken in so far."""

    def __init__(self, sentences: Sequence[SentenceTokens | None]) -> None:
        self._tokens = [one or NO_TOKENS for one in sentences]
        self._ends = np.cumsum([0, *(len(one.piece_ids) for one in self._tokens)])
        every = [one.vectors for one in self._tokens]
        self._vectors: Vectors = np.concatenate(every) if every else NO_TOKENS.vectors
        number_of: dict[int, int] = {}
        self._pieces = np.array(
            [number_of.setdefault(piece, len(number_of)) for one in self._tokens for piece in one.piece_ids],
            dtype=np.intp,
        )
        self._sentences_with_piece = np.zeros(len(number_of))
        self._end = 0

    def extend_to(self, end: int) -> None:
        """Count the pieces of the sentences before `end`."""
        for number in range(self._end, end):
            pieces = np.unique(self._pieces[self._ends[number] : self._ends[number + 1]])
            self._sentences_with_piece[pieces] += 1
        self._end = end

    def compute_overlaps(self, start: int, candidates: Flags) -> Floats:
        """Return the mean share of each pair's tokens that the other sentence has, from 0 to 1.

        Rows are the sentences before `start`, columns those from it on; pairs that are no `candidates` get 0.
        """
        rarity = np.log((1 + self._end) / (0.5 + self._sentences_with_piece))
        weights = rarity[self._pieces]
        found = np.zeros(candidates.shape)
        for column in range(candidates.shape[1]):
            own = slice(self._ends[start + column], self._ends[start + column + 1])
            rows = np.flatnonzero(candidates[:, column] & (np.diff(self._ends[: start + 1]) > 0))
            if own.start < own.stop and len(rows):
                found[rows, column] = self._compute_column(rows, own, weights)
        return found

    def _compute_column(self, rows: NDArray[np.intp], own: slice, weights: Floats) -> Floats:
        """Return the overlaps of one sentence, whose tokens are `own`, with the sentences of `rows`."""
        lengths = self._ends[rows + 1] - self._ends[rows]
        starts = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(self._ends[rows] - starts, lengths)
        cosines = self._vectors[places] @ self._vectors[own].T
        there = weights[places]
        covered_there = np.add.reduceat(cosines.max(axis=1) * there, starts) / np.add.reduceat(there, starts)
        covered_here = np.maximum.reduceat(cosines, starts, axis=0) @ weights[own] / weights[own].sum()
        overlaps: Floats = (covered_there + covered_here) / 2
        return overlaps
