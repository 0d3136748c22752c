"""Measure what a story's other pairs of sentences say about a pair: third sources and neighbours.

If both sentences report the same as one of a third source, they report the same; if each of them has a
counterpart there and it is another one, they rather don't. Reporters tell an event in a similar order, so the
neighbours of two sentences that report the same often do, too.

Only the sources up to the later one of a pair count, so that a source that is added at the end changes
nothing between the others.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        self._counterparts: list[tuple[Numbers, Floats]] = [
            (np.zeros(0, dtype=np.intp), np.zeros(0)) for _ in source_of
        ]
        sources = int(source_of[-1]) + 1 if len(source_of) else 0
        # The likelihood of each sentence's likeliest counterpart in each source.
        self._best = np.zeros((len(source_of), sources))

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
        source = int(self._source_of[start])
        for row in np.flatnonzero(kept.any(axis=1)).tolist():
            columns = np.flatnonzero(kept[row])
            numbers, values = self._counterparts[row]
            self._counterparts[row] = (
                np.concatenate([numbers, columns + start]),
                np.concatenate([values, kept[row, columns]]),
            )
            self._best[row, source] = kept[row].max()
        starts = np.flatnonzero(np.diff(self._source_of[:start], prepend=-1))
        best = np.maximum.reduceat(kept, starts, axis=0)
        self._best[start : start + kept.shape[1], self._source_of[starts]] = best.T
        for column in range(kept.shape[1]):
            rows = np.flatnonzero(kept[:, column])
            self._counterparts[start + column] = (rows, kept[rows, column])

    def _measure_third_sources(self, start: int, columns: int) -> tuple[Floats, Floats, Floats]:
        """Return for each pair the likeliest shared counterpart, the sum over sources, and its limit."""
        shared, total, possible = (np.zeros((start, columns)) for _ in range(3))
        source = int(self._source_of[start])
        for column in range(columns):
            own = self._best[start + column, :source]
            possible[:, column] = np.minimum(self._best[:start, :source], own).sum(axis=1)
            # A sentence's own source is no third one.
            own_source = self._source_of[:start]
            possible[:, column] -= np.minimum(self._best[np.arange(start), own_source], own[own_source])
            for counterparts in self._group_by_source(start + column):
                best = np.zeros(start)
                for number, likelihood in counterparts:
                    rows, values = self._counterparts[number]
                    earlier = rows < start
                    np.maximum.at(best, rows[earlier], np.minimum(values[earlier], likelihood))
                np.maximum(shared[:, column], best, out=shared[:, column])
                total[:, column] += best
        return shared, total, possible

    def _group_by_source(self, sentence: int) -> Iterator[list[tuple[int, float]]]:
        """Yield the likeliest counterparts of a sentence and their likelihoods, by source."""
        numbers, values = self._counterparts[sentence]
        order = np.argsort(-values, kind="stable")[:MOST_COUNTERPARTS]
        by_source: dict[int, list[tuple[int, float]]] = {}
        for place in order.tolist():
            number = int(numbers[place])
            by_source.setdefault(int(self._source_of[number]), []).append((number, float(values[place])))
        yield from by_source.values()

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
