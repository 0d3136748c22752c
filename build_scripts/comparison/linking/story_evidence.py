"""Measure what a story's other pairs of sentences say about a pair: third sources and neighbours.

If both sentences report the same as one of a third source, they report the same; if each of them has a
counterpart there and it is another one, they rather don't. Reporters tell an event in a similar order, so the
neighbours of two sentences that report the same often do, too.

Only the sources up to the later one of a pair count, so that a source that is added at the end changes
nothing between the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]

# A less likely counterpart is ignored,
LEAST_LIKELIHOOD = 0.02
# as are all but this many of the likeliest, in third sources.
MOST_COUNTERPARTS = 20
# Log-odds are bounded by those of this likelihood and its opposite.
LEAST_ODDS = 1e-4


class StoryEvidence:
    """The likelihoods of a story's pairs by themselves, source by source.

    `source_of` gives for each sentence of the story the number of its source.
    """

    def __init__(self, source_of: Numbers) -> None:
        self._source_of = source_of
        count, sources = len(source_of), int(source_of[-1]) + 1 if len(source_of) else 0
        # Without the least likely pairs.
        self._likelihoods = np.zeros((count, count), dtype=np.float32)
        # The likelihood of each sentence's likeliest counterpart in each source: sources by sentences.
        self._best = np.zeros((sources, count), dtype=np.float32)

    def add_source(self, start: int, likelihoods: Floats) -> Floats:
        """Return an array of kinds of evidence by rows by columns, given the pairs' own likelihoods.

        Rows are the sentences before `start`, columns those of the next source.
        """
        self._add(start, likelihoods)
        odds = np.clip(likelihoods, LEAST_ODDS, 1 - LEAST_ODDS)
        shared, total, could_be_shared = self._measure_third_sources(start, likelihoods.shape[1])
        diagonal, beside = self._measure_neighbours(start, likelihoods)
        third = len(np.unique(self._source_of[:start])) - 1
        by_themselves = np.log(odds / (1 - odds))
        apart = (could_be_shared - total) / max(1, third)
        few = np.full_like(odds, 1 / (1 + third))
        return np.array([by_themselves, shared, apart, few, diagonal, beside])

    def _add(self, start: int, likelihoods: Floats) -> None:
        kept = np.where(likelihoods >= LEAST_LIKELIHOOD, likelihoods, 0)
        end, source = start + kept.shape[1], self._source_of[start]
        self._likelihoods[:start, start:end] = kept
        self._likelihoods[start:end, :start] = kept.T
        self._best[source, :start] = kept.max(axis=1)
        starts = _find_starts(self._source_of[:start])
        self._best[self._source_of[starts], start:end] = np.maximum.reduceat(kept, starts, axis=0)

    def _measure_third_sources(self, start: int, columns: int) -> tuple[Floats, Floats, Floats]:
        """Return for each pair the likeliest shared counterpart, the sum over sources, and its limit."""
        shared, total, possible = (np.zeros((start, columns)) for _ in range(3))
        for column in range(columns):
            counterparts = self._choose_counterparts(start + column, start)
            if len(counterparts):
                likelihoods = self._likelihoods[counterparts, start + column, None]
                through = np.minimum(self._likelihoods[counterparts, :start], likelihoods)
                starts = _find_starts(self._source_of[counterparts])
                by_source = np.maximum.reduceat(through, starts, axis=0)
                shared[:, column] = by_source.max(axis=0)
                total[:, column] = by_source.sum(axis=0, dtype=float)
                sources = self._source_of[counterparts[starts]]
                best = self._best[sources, start + column, None]
                possible[:, column] = np.minimum(self._best[sources, :start], best).sum(axis=0, dtype=float)
        return shared, total, possible

    def _choose_counterparts(self, sentence: int, end: int) -> Numbers:
        """Return the likeliest counterparts of a sentence before `end`, in order."""
        counterparts = np.flatnonzero(self._likelihoods[sentence, :end])
        order = np.argsort(-self._likelihoods[sentence, counterparts], kind="stable")
        return np.sort(counterparts[order[:MOST_COUNTERPARTS]])

    def _measure_neighbours(self, start: int, likelihoods: Floats) -> tuple[Floats, Floats]:
        """Return the mean likelihood of the pairs one sentence before and behind, and of those beside."""
        same = np.diff(self._source_of[:start]) == 0
        above, below = np.zeros_like(likelihoods), np.zeros_like(likelihoods)
        above[1:] = np.where(same[:, None], likelihoods[:-1], 0)
        below[:-1] = np.where(same[:, None], likelihoods[1:], 0)
        diagonal, beside = np.zeros_like(likelihoods), above + below
        diagonal[:, 1:] += above[:, :-1]
        diagonal[:, :-1] += below[:, 1:]
        beside[:, 1:] += likelihoods[:, :-1]
        beside[:, :-1] += likelihoods[:, 1:]
        return diagonal / 2, beside / 4


def _find_starts(source_of: Numbers) -> Numbers:
    """Return where each source begins, given the source of each sentence."""
    return np.flatnonzero(np.diff(source_of, prepend=-1))
