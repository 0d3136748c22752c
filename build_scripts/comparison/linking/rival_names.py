"""Find pairs of sentences with rival names: names that are frequent in a story, but rarely in one sentence.

Two fights of one champion or two fires in one town are reported in nearly the same words, and differ in the
names that only one of the sentences has. Mostly such a name is only more detail. But two names that occur in
one sentence at most half as often as they would by chance belong to different things (pointwise mutual
information: Church and Hanks, "Word association norms, mutual information, and lexicography", 1990).

On labelled pairs of ECB+, half of the pairs that don't belong together have rival names, and one in twenty of
those that do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.tfidf import Matrix, take_first_rows

# Names are compared by this many letters: "Ruritania" and "Ruritanian" are one.
NAME_STEM_LENGTH = 5
# A name that may have rivals is in at least this many sentences.
FEWEST_SENTENCES_WITH_NAME = 3
# Rivals would by chance be together in at least this many sentences,
FEWEST_EXPECTED_TOGETHER = 1.0
# and are together in at most this share of them.
MOST_TOGETHER_SHARE = 0.5

WORD_WITHOUT_MARKS = re.compile(r"[^\W_]+")

RivalPairMatrix = NDArray[np.bool_]


class RivalNames:
    """The frequent names in a story's sentences, counted over the sentences taken in so far.

    Of a name (a column), a sentence is said to hold it if the word is there under any tag, and to name it if
    it is tagged as a name.
    """

    def __init__(self, sentences: Sequence[SentenceEvidence]) -> None:
        named = [set(map(_stem, one.features.name_words)) if one.features else set() for one in sentences]
        texts = [one.sentence_text for one in sentences]
        held = [set(map(_stem, WORD_WITHOUT_MARKS.findall(text))) for text in texts]
        column = _frequent(named, held)
        self._named = _rows([stems & column.keys() for stems in named], column)
        self._held = _rows([stems & column.keys() for stems in held], column)
        first = {text: number for number, text in reversed(list(enumerate(texts)))}
        # A repeated sentence is not counted again.
        self._new = np.array([first[text] == number for number, text in enumerate(texts)], dtype=bool)
        self._together = np.zeros((len(column), len(column)))
        self._size = 0
        self._end = 0
        # Each name in a sentence with each other name that the sentence holds.
        self._pairs = _pair_names(self._named, self._held)

    def extend_to(self, end: int) -> None:
        """Count the sentences before `end`."""
        new = self._held[np.flatnonzero(self._new[self._end : end]) + self._end]
        self._together += (new.T @ new).toarray()
        self._size += new.shape[0]
        self._end = end

    def find_rival_pairs(self, start: int) -> RivalPairMatrix:
        """Return True for each sentence before `start` (rows) and each from it on (columns) with rival names.

        They have rival names if more pairs of rivals are split between the two sentences than are together
        in one of them.
        """
        from scipy.sparse import csr_matrix

        rivals = self._rivals()
        number, name, other = self._pairs[:, : np.searchsorted(self._pairs[0], self._end)]
        both = np.flatnonzero(rivals[name, other])
        same_side = csr_matrix(
            (np.ones(len(both)), (number[both], other[both])), shape=(self._end, len(rivals))
        )
        after = self._named[start : self._end].toarray().T
        found = take_first_rows(self._named, start) @ (rivals @ after - same_side[start:].toarray().T)
        found -= take_first_rows(same_side, start) @ after
        apart: RivalPairMatrix = found > 0
        return apart

    def _rivals(self) -> Matrix:
        """Return a square matrix with a 1 for each two names that are rivals."""
        found = np.zeros_like(self._together)
        times = np.diag(self._together)
        often = np.flatnonzero(times >= FEWEST_SENTENCES_WITH_NAME)
        if len(often):
            places = np.ix_(often, often)
            expected = np.outer(times[often], times[often]) / self._size
            found[places] = (expected >= FEWEST_EXPECTED_TOGETHER) & (
                self._together[places] <= MOST_TOGETHER_SHARE * expected
            )
        return found


def _stem(word: str) -> str:
    return word.casefold()[:NAME_STEM_LENGTH]


def _frequent(named: Iterable[set[str]], held: Sequence[set[str]]) -> dict[str, int]:
    """Return the names that are in enough sentences, each with its column."""
    names = set[str]().union(*named)
    times: dict[str, int] = dict.fromkeys(sorted(names), 0)
    for stems in held:
        for stem in stems & names:
            times[stem] += 1
    return {
        name: column for column, name in enumerate(n for n in times if times[n] >= FEWEST_SENTENCES_WITH_NAME)
    }


def _rows(stems: Sequence[set[str]], column: dict[str, int]) -> Any:
    """Return a sparse matrix with a 1 for each name (column) of each sentence (row)."""
    from scipy.sparse import csr_matrix

    columns = [sorted(column[stem] for stem in every) for every in stems]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([place for every in columns for place in every], dtype=int)
    return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(stems), len(column)))


def _pair_names(named: Any, held: Any) -> NDArray[np.int_]:
    """Return a column for each name in a sentence with another that it holds: sentence, name, other."""
    found = [
        (number, name, other)
        for number in range(named.shape[0])
        for name in named.indices[named.indptr[number] : named.indptr[number + 1]].tolist()
        for other in held.indices[held.indptr[number] : held.indptr[number + 1]].tolist()
        if name != other
    ]
    return np.array(found, dtype=int).reshape(-1, 3).T
