"""Compare sentences by the cosine of their TF-IDF vectors, while a story grows source by source.

Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. The lengths that a cosine
divides by are pivoted (Singhal, Buckley and Mitra, "Pivoted document length normalization", 1996), because a
headline of four words is similar to another by one common word: short sentences count as longer than they
are, long ones as shorter. The weights for comparing a source with earlier ones come from these sources only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_scripts.text.normalize import normalize_text

Matrix = NDArray[np.float64]

# The lengths of the character n-grams by which sentences are compared.
SHORTEST_NGRAM, LONGEST_NGRAM = 3, 5
# Typographic marks are the outlet's, not the reporter's.
PLAIN_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})

# Number of sentences whose terms are dense in memory at a time.
BLOCK_SIZE = 50
# How far each sentence's length is moved towards the mean. On labelled pairs of ECB+ any slope from 0.2 to
# 0.7 ranks better than none; a higher slope lowers the scores of short sentences in whole articles.
PIVOT_SLOPE = 0.25


class TfidfVectors:
    """The term counts of a story's sentences, weighted by the sentences taken in so far.

    `counts` is a sparse matrix of sentences (rows) and terms (columns); `new` is False for a sentence that
    repeats an earlier one.
    """

    def __init__(self, counts: Any, new: NDArray[np.bool_]) -> None:
        self._counts = counts
        self._squares = counts.multiply(counts).tocsr()
        self._new = new
        self._sentences_with_term = np.zeros(counts.shape[1])
        self._sentence_count = 0
        self._end = 0
        self._weights: Matrix = np.zeros(counts.shape[1])
        self._lengths: Matrix = np.zeros(0)

    def extend_to(self, end: int) -> None:
        """Weight the terms by their rarity among the sentences before `end`, ignoring repetitions."""
        rows = np.flatnonzero(self._new[self._end : end]) + self._end
        self._sentences_with_term += np.bincount(
            self._counts[rows].indices, minlength=len(self._sentences_with_term)
        )
        self._sentence_count += len(rows)
        self._end = end
        weights = np.log((1 + self._sentence_count) / (1 + self._sentences_with_term)) + 1
        self._weights = weights * weights
        lengths = np.sqrt(take_first_rows(self._squares, end) @ self._weights)
        positive = lengths[lengths > 0]
        mean = float(positive.mean()) if len(positive) else 1.0
        self._lengths = (1 - PIVOT_SLOPE) * lengths + PIVOT_SLOPE * mean

    def compute_cosines(self, start: int) -> Matrix:
        """Return the cosines of the sentences before `start` (rows) with those from `start` on (columns).

        With pivoted lengths, the cosine of a long sentence with itself is a little more than 1.
        """
        before = take_first_rows(self._counts, start)
        cosines: Matrix = np.zeros((start, self._end - start))
        for first in range(start, self._end, BLOCK_SIZE):
            block = self._counts[first : min(first + BLOCK_SIZE, self._end)].copy()
            block.data *= self._weights[block.indices]
            # Most sentences share some character n-gram: a dense matrix is as small, and twice as fast.
            cosines[:, first - start : first - start + BLOCK_SIZE] = before @ np.ascontiguousarray(
                block.toarray().T
            )
        cosines /= np.outer(self._lengths[:start], self._lengths[start:])
        return cosines


def normalize_for_ngrams(sentence: str) -> str:
    """Return a sentence as its n-grams are counted: with plain punctuation, blanks and letters."""
    return normalize_text(sentence).text.translate(PLAIN_PUNCTUATION)


def build_character_vectors(sentences: Sequence[str]) -> TfidfVectors | None:
    """Return the vectors of the sentences' character n-grams; None if there are none.

    McNamee and Mayfield, "Character n-gram tokenization for European language text retrieval", 2004.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    lengths = (SHORTEST_NGRAM, LONGEST_NGRAM)
    vectorizer = CountVectorizer(analyzer="char", ngram_range=lengths, dtype=np.float64)
    return _build_vectors(vectorizer, [normalize_for_ngrams(sentence) for sentence in sentences])


def build_term_vectors(terms: Sequence[Sequence[str]], *, damped: bool = False) -> TfidfVectors | None:
    """Return the vectors of each sentence's terms, None if there are none; `damped` counts n as 1 + log n."""
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(analyzer=_return_terms, dtype=np.float64)
    damp = (lambda n: 1 + np.log(n)) if damped else None
    return _build_vectors(vectorizer, [tuple(one) for one in terms], damp)


def _return_terms(terms: tuple[str, ...]) -> tuple[str, ...]:
    return terms


def _build_vectors(
    vectorizer: Any, sentences: Sequence[Any], damp: Callable[[Matrix], Matrix] | None = None
) -> TfidfVectors | None:
    """Return the vectors of sentences, None if none of them has a term; `damp` changes the counts."""
    try:
        counts = vectorizer.fit_transform(sentences).tocsr()
    except ValueError:  # no sentence has a term
        return None
    if damp is not None:
        counts.data = damp(counts.data)
    return TfidfVectors(counts, _flag_first_occurrences(sentences))


def build_incidence_matrix(sentences: Sequence[Sequence[str]]) -> Any:
    """Return a sparse matrix with a 1 for each item (column) of each sentence (row)."""
    from scipy.sparse import csr_matrix

    column_of: dict[str, int] = {}
    columns = [column_of.setdefault(item, len(column_of)) for items in sentences for item in items]
    ends = np.cumsum([0, *(len(items) for items in sentences)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(sentences), max(1, len(column_of))))


def take_first_rows(matrix: Any, rows: int) -> Any:
    """Return the first rows of a sparse matrix (CSR) without copying them."""
    from scipy.sparse import csr_matrix

    end = matrix.indptr[rows]
    shape = (rows, matrix.shape[1])
    return csr_matrix((matrix.data[:end], matrix.indices[:end], matrix.indptr[: rows + 1]), shape=shape)


def _flag_first_occurrences(sentences: Sequence[Any]) -> NDArray[np.bool_]:
    """Return True for each new sentence: repetitions must not make their words look common."""
    seen: set[Any] = set()
    is_first = np.zeros(len(sentences), dtype=bool)
    for number, sentence in enumerate(sentences):
        is_first[number] = sentence not in seen
        seen.add(sentence)
    return is_first
