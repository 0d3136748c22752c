"""Measure the evidence in pairs of sentences: the same letters, meaning, numbers, names, day and place.

Each kind of evidence (`evidence_weights.PairEvidenceKind`) is a number for each pair. The sources are taken
in their order, and words are weighted by how rare they are among the sentences taken in so far, so that a
source that is added at the end changes nothing between the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.evidence_weights import PAIR_KINDS, PairEvidenceKind
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.tfidf import (
    Matrix,
    TfidfVectors,
    build_character_vectors,
    build_incidence_matrix,
    build_term_vectors,
    take_first_rows,
)
from build_scripts.comparison.linking.margins import compute_margins
from build_scripts.comparison.linking.token_alignment import TokenAlignment

# Names are compared by this many letters: "Ruritania" and "Ruritanian" are one.
NAME_STEM_LENGTH = 6
# A sentence is compared with this many earlier ones, those that share the most letters with it.
MOST_CANDIDATES = 100
# In an article of so many sentences a sentence's place says half of what it would say in a long one.
PLACES_THAT_SAY_LITTLE = 3
# Evidence is rounded, because its last digits differ between machines.
DIGITS = 5

Flags = NDArray[np.bool_]


class PairEvidence:
    """The evidence in pairs of a story's sentences, which are numbered through all sources."""

    def __init__(self, sources: Sequence[Sequence[SentenceEvidence]]) -> None:
        sentences = [one for every in sources for one in every]
        names = [one.features.name_words if one.features else () for one in sentences]
        lemmas = [one.features.lemmas if one.features else () for one in sentences]
        self._source_of = np.repeat(np.arange(len(sources)), [len(every) for every in sources])
        self._lengths = np.array([len(every) for every in sources for _ in every])
        self._places = np.array([n / len(every) for every in sources for n in range(len(every))])
        self._asks = np.array([is_question(one.sentence_text) for one in sentences], dtype=bool)
        self._letters = build_character_vectors([one.claim_text for one in sentences])
        self._lemmas = build_term_vectors(lemmas, damped=True)
        self._tokens = TokenAlignment([one.tokens for one in sentences])
        self._names = _RareItems([{word[:NAME_STEM_LENGTH].casefold() for word in every} for every in names])
        self._numbers = _RareItems([one.numbers for one in sentences])
        self._days = build_incidence_matrix([sorted(one.date_parts) for one in sentences])

    def measure_source(self, start: int, end: int) -> tuple[Matrix, Flags]:
        """Return the evidence in pairs of sentences before `start` (rows) and of `start` to `end` (columns).

        The evidence is an array of kinds by rows by columns. The flags show the pairs that are candidates;
        evidence in other pairs means nothing.
        """
        for counted in (self._tokens, self._names, self._numbers):
            counted.extend_to(end)
        letters = _compute_cosines(self._letters, start, end)
        candidates = choose_candidates(letters)
        starts = np.flatnonzero(np.diff(self._source_of[:start], prepend=-1))
        meaning = np.round(self._tokens.compute_overlaps(start, candidates), DIGITS)
        by_letters, by_meaning = (np.array(compute_margins(scores, starts)) for scores in (letters, meaning))
        shared_names, other_names = self._names.weigh_shared_and_others(start, end)
        shared_numbers, _ = self._numbers.weigh_shared_and_others(start, end)
        places, asks = self._places[:end], self._asks[:end]
        measures: dict[PairEvidenceKind, Callable[[], Matrix]] = {
            "same letters": lambda: letters,
            "fits better by letters": lambda: by_letters.min(axis=0),
            "same words": lambda: _compute_cosines(self._lemmas, start, end),
            "same meaning": lambda: meaning,
            "fits better by meaning": lambda: by_meaning.mean(axis=0),
            "same place in the article": lambda: self._compare_places(start, end),
            "late in both articles": lambda: np.minimum.outer(places[:start], places[start:]),
            "same numbers": lambda: np.log1p(shared_numbers),
            "same names": lambda: np.log1p(shared_names),
            "other names": lambda: np.log1p(other_names),
            "same day": lambda: (self._days[:start] @ self._days[start:end].T).toarray() > 0,
            "only one asks": lambda: np.not_equal.outer(asks[:start], asks[start:]),
        }
        return np.round(np.array([measures[kind]() for kind in PAIR_KINDS], dtype=float), DIGITS), candidates

    def _compare_places(self, start: int, end: int) -> Matrix:
        """Return how close two sentences' places are; less in short articles, where any two are close."""
        places, lengths = self._places, self._lengths
        closeness = 1 - np.abs(np.subtract.outer(places[:start], places[start:end]))
        shorter = np.minimum.outer(lengths[:start], lengths[start:end])
        result: Matrix = closeness * shorter / (shorter + PLACES_THAT_SAY_LITTLE)
        return result


class _RareItems:
    """The names or numbers of a story's sentences; the fewer sentences have one, the more it weighs."""

    def __init__(self, sentences: Sequence[frozenset[str] | set[str]]) -> None:
        self._items: Any = build_incidence_matrix([sorted(every) for every in sentences])
        self._sentences_with_item = np.zeros(self._items.shape[1])
        self._end = 0

    def extend_to(self, end: int) -> None:
        """Count the items of the sentences before `end`."""
        new = self._items[self._end : end]
        self._sentences_with_item += np.bincount(new.indices, minlength=self._items.shape[1])
        self._end = end

    def weigh_shared_and_others(self, start: int, end: int) -> tuple[Matrix, Matrix]:
        """Return what the items weigh that both sentences of a pair have, and those that one of them has."""
        weights = np.log((1 + self._end) / np.maximum(1, self._sentences_with_item))
        before, new = take_first_rows(self._items, start), self._items[start:end]
        shared: Matrix = (before @ new.multiply(weights).T).toarray()
        others = np.add.outer(before @ weights, new @ weights) - 2 * shared
        return shared, np.maximum(others, 0)


def _compute_cosines(space: TfidfVectors | None, start: int, end: int) -> Matrix:
    """Return the cosines of sentences, their words weighted by those before `end`; 0 without any words."""
    if space is None:
        return np.zeros((start, end - start))
    space.extend_to(end)
    return np.round(space.compute_cosines(start), DIGITS)


def choose_candidates(letters: Matrix) -> Flags:
    """Return True for the pairs worth a closer look: for each column the rows with the highest scores.

    In a small story those are all pairs.
    """
    if len(letters) <= MOST_CANDIDATES:
        return np.ones(letters.shape, dtype=bool)
    least = np.partition(letters, -MOST_CANDIDATES, axis=0)[-MOST_CANDIDATES]
    chosen: Flags = (letters >= least) & (letters > 0)
    return chosen


def is_question(sentence: str) -> bool:
    """Return whether a sentence itself asks: a quoted question ends with a quotation mark."""
    return sentence.rstrip().endswith("?")
