"""Tell how alike sentences are, by the cosine of their TF-IDF vectors, while a story grows source by source.

Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. The lengths that a cosine
divides by are pivoted (Singhal, Buckley and Mitra, "Pivoted document length normalization", 1996): a headline
of four words is like another by one common word, so short sentences count as longer than they are, and long
ones as shorter. The weights that compare a source with those before it come from it and from them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

# Sentences whose terms are held in memory at a time, common and rare ones alike.
BLOCK_SIZE = 50
# How far each sentence's length is moved towards the mean. On labelled pairs of ECB+ anything from 0.2 to 0.7
# ranks better than none; the further, the less is left of what short sentences of whole articles share.
PIVOT_SLOPE = 0.25


class TfidfVectors:
    """How often each term stands in each sentence of a story, weighted as far as the story has grown."""

    def __init__(self, counts: Any, new: NDArray[np.bool_]) -> None:
        self._counts = counts
        self._squares = counts.multiply(counts).tocsr()
        self._new = new
        self._held = np.zeros(counts.shape[1])
        self._size = 0
        self._end = 0
        self._weights: Matrix = np.zeros(counts.shape[1])
        self._lengths: Matrix = np.zeros(0)

    def extend_to(self, end: int) -> None:
        """Weight the terms by how rare they are among the sentences before `end`, copies left out."""
        rows = np.flatnonzero(self._new[self._end : end]) + self._end
        self._held += np.bincount(self._counts[rows].indices, minlength=len(self._held))
        self._size += len(rows)
        self._end = end
        weights = np.log((1 + self._size) / (1 + self._held)) + 1
        self._weights = weights * weights
        lengths = np.sqrt(take_first_rows(self._squares, end) @ self._weights)
        known = lengths[lengths > 0]
        mean = float(known.mean()) if len(known) else 1.0
        self._lengths = (1 - PIVOT_SLOPE) * lengths + PIVOT_SLOPE * mean

    def compute_cosines(self, start: int) -> Matrix:
        """Return the cosine of each sentence before `start` (rows) with each from there (columns).

        As lengths are pivoted, that of a long sentence with itself is a little more than 1.
        """
        before = take_first_rows(self._counts, start)
        found: Matrix = np.zeros((start, self._end - start))
        for first in range(start, self._end, BLOCK_SIZE):
            mine = self._counts[first : min(first + BLOCK_SIZE, self._end)].copy()
            mine.data *= self._weights[mine.indices]
            # Most sentences share some run of characters: a dense matrix is as small, and twice as fast.
            found[:, first - start : first - start + BLOCK_SIZE] = before @ np.ascontiguousarray(
                mine.toarray().T
            )
        found /= np.outer(self._lengths[:start], self._lengths[start:])
        return found

    def compute_paired_cosines(self, first: Sequence[int], second: Sequence[int]) -> list[float]:
        """Return the cosine of each sentence of one list with the same of the other."""
        mine = self._counts[list(first)].copy()
        mine.data *= self._weights[mine.indices]
        products = np.asarray(mine.multiply(self._counts[list(second)]).sum(axis=1)).ravel()
        found: list[float] = (products / (self._lengths[list(first)] * self._lengths[list(second)])).tolist()
        return found


def build_character_vectors(texts: Sequence[str], shortest: int, longest: int) -> TfidfVectors | None:
    """Return the space of runs of so many characters; None if no text has one.

    McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    lengths = (shortest, longest)
    return _space(CountVectorizer(analyzer="char", ngram_range=lengths, dtype=np.float64), texts)


def build_term_vectors(terms: Sequence[Sequence[str]], *, damped: bool = False) -> TfidfVectors | None:
    """Return the space of these terms; `damped` counts a term that stands n times as 1 + log n."""
    from sklearn.feature_extraction.text import CountVectorizer

    made = CountVectorizer(analyzer=_themselves, dtype=np.float64)
    return _space(made, [tuple(one) for one in terms], (lambda n: 1 + np.log(n)) if damped else None)


def _themselves(terms: tuple[str, ...]) -> tuple[str, ...]:
    return terms


def _space(
    made: Any, things: Sequence[Any], change: Callable[[Matrix], Matrix] | None = None
) -> TfidfVectors | None:
    try:
        counts = made.fit_transform(things).tocsr()
    except ValueError:  # Nothing that can be counted.
        return None
    if change is not None:
        counts.data = change(counts.data)
    return TfidfVectors(counts, _first_of_its_kind(things))


def build_incidence_matrix(sentences: Sequence[Sequence[str]]) -> Any:
    """Return a sparse matrix that tells which things (columns) stand in which sentences (rows)."""
    from scipy.sparse import csr_matrix

    places: dict[str, int] = {}
    columns = [places.setdefault(thing, len(places)) for one in sentences for thing in one]
    ends = np.cumsum([0, *(len(one) for one in sentences)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(sentences), max(1, len(places))))


def take_first_rows(matrix: Any, rows: int) -> Any:
    """Return the first rows of a sparse matrix without copying them."""
    from scipy.sparse import csr_matrix

    end = matrix.indptr[rows]
    shape = (rows, matrix.shape[1])
    return csr_matrix((matrix.data[:end], matrix.indices[:end], matrix.indptr[: rows + 1]), shape=shape)


def _first_of_its_kind(things: Sequence[Any]) -> NDArray[np.bool_]:
    """Tell which things stand for the first time: copies shall not make their words look common."""
    seen: set[Any] = set()
    first = np.zeros(len(things), dtype=bool)
    for number, thing in enumerate(things):
        first[number] = thing not in seen
        seen.add(thing)
    return first
