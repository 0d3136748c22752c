"""Score how likely two sentences of different sources are to report the same thing.

The base is how alike their words are: a weighted mean of three cosines, of runs of three to five
characters, of the base forms of nouns and verbs, and of the pairs of words that depend on each other. On
labelled pairs of ECB+ each of the last two adds as much as the other, and any weights between 0.3 and 0.6 of
the first one's do as well; no other feature of the words that was tried adds anything on unseen topics.

What else speaks for a link (`support`) is added to that. One kind of evidence takes away from it: each
sentence names a rival of what the other names (`rivals`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import Evidence
from build_scripts.comparison.evidence.tfidf import Matrix, Space, of_characters, of_terms
from build_scripts.comparison.linking.extra_evidence import RIVALS, Reason, Support, Why
from build_scripts.comparison.linking.rival_names import Apart, Rivals
from build_scripts.text.normalize import reading

# The parts of the base, which add up to 1. A sentence without a parse is compared by its characters alone.
SPELLING, WORDS, BONDS = 0.625, 0.1875, 0.1875
SHORTEST_RUN, LONGEST_RUN = 3, 5

# Typographic marks are the outlet's, not the reporter's.
MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of a source's sentences (columns, from number `start`) with all before it (rows).

    `base` is how alike they are, and `extra` gives of the pairs that share more what that adds. Those that
    name rivals are `apart`.
    """

    start: int
    base: Matrix
    extra: dict[tuple[int, int], tuple[Reason, ...]]
    apart: Apart

    def score(self, row: int, column: int) -> float:
        """Return the score of a pair, rounded: the last digits depend on a machine's way of adding."""
        more = sum(reason.adds for reason in self.evidence(row, column))
        return round(float(self.base[row, column]) + more, 6)

    def scores(self) -> Matrix:
        """Return the scores of all pairs."""
        found: Matrix = self.base + np.where(self.apart, RIVALS, 0.0)
        for row, column in self.extra:
            found[row, column] = self.score(row, column)
        return np.round(found, 6)

    def evidence(self, row: int, column: int) -> tuple[Reason, ...]:
        """Return what beside the words adds to the score of a pair, or takes from it."""
        found = self.extra.get((row, column), ())
        return (*found, Reason("rivals", RIVALS)) if self.apart[row, column] else found


class Scorer:
    """The words of a story's sentences, weighted source by source."""

    def __init__(self, sentences: Sequence[Evidence]) -> None:
        texts = [reading(one.words).text.translate(MARKS) for one in sentences]
        units = [one.units for one in sentences]
        self._parsed = np.array([one is not None for one in units], dtype=bool)
        spaces: tuple[tuple[Why, float, Space | None], ...] = (
            ("spelling", SPELLING, of_characters(texts, SHORTEST_RUN, LONGEST_RUN)),
            ("words", WORDS, of_terms([one.words if one else () for one in units], damped=True)),
            ("bonds", BONDS, of_terms([one.bonds if one else () for one in units])),
        )
        self._spaces = [(why, weight, space) for why, weight, space in spaces if space is not None]
        self.rivals = Rivals(sentences)

    def grow(self, end: int) -> None:
        """Weight the words by the sentences before `end`."""
        for _, _, space in self._spaces:
            space.grow(end)
        self.rivals.grow(end)

    def base(self, start: int, end: int) -> Matrix:
        """Return how alike each sentence before `start` is to each from there up to `end`."""
        total = np.zeros((start, end - start))
        parsed = np.outer(self._parsed[:start], self._parsed[start:end])
        for why, weight, space in self._spaces:
            cosines = space.cosines(start)
            total += np.where(parsed, weight, float(why == "spelling")) * cosines
        return np.round(total, 6)

    def parts(self, one: int, other: int) -> tuple[Reason, ...]:
        """Return what each kind of likeness adds to the base of a pair."""
        parsed = self._parsed[one] and self._parsed[other]
        return tuple(
            Reason(why, (weight if parsed else 1.0) * space.among([one], [other])[0])
            for why, weight, space in self._spaces
            if parsed or why == "spelling"
        )


def scored(sources: Sequence[Sequence[Evidence]]) -> Iterator[tuple[Scorer, Scored]]:
    """Yield the scores of each source's sentences, from the second source on, with those of all before it.

    Numbers of sentences run through all sources. What comes later in the story changes nothing.
    """
    scorer = Scorer([one for every in sources for one in every])
    support = Support(sources)
    end = 0
    for source in sources:
        start, end = end, end + len(source)
        scorer.grow(end)
        if 0 < start < end:
            base = scorer.base(start, end)
            yield scorer, Scored(start, base, support.find(base), scorer.rivals.apart(start))
        support.take(start, end)
