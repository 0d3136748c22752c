"""Score how likely two sentences of different sources are to report the same thing.

The base is how alike their words are: a weighted mean of three cosines, of runs of three to five
characters, of the base forms of nouns and verbs, and of the pairs of words that depend on each other. On
labelled pairs of ECB+ each of the last two adds as much as the other, and any weights between 0.3 and 0.6 of
the first one's do as well; no other feature of the words that was tried adds anything on unseen topics.

Beside the words stands evidence. Most of it raises a score and makes none out of nothing: both count the same
thing; the same person speaks in both; both tell of a silence about the same matter. On ECB+ all eight pairs
that quote the same speaker belong together, five of them below any threshold, and a logistic regression
weighs that as a third of a whole cosine. Between whole articles, where one person says many things, it counts
only for the two sentences that are each other's likest among all that share the speaker. One kind of evidence
lowers a score: each sentence names a rival of what the other names (`rivals`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..legible import reading
from .evidence import Evidence
from .rivals import Apart, Rivals
from .vectors import Matrix, Space, of_characters, of_terms
from .voices import same_voice

Why = Literal["spelling", "words", "bonds", "figure", "voice", "silence", "rivals"]

# On labelled pairs of ECB+, more than nine in ten are right from here on.
CONFIDENT = 0.25
# Worth an editor's look: of those between this and confident, three in four are right.
POSSIBLE = 0.19
# Less alike than this, two sentences are not linked, whatever else they share. A person is quoted with many
# things; that two sources tell of a silence about one matter is rarer, so less is asked of the words.
VOICE_FLOOR, SILENCE_FLOOR = 0.12, 0.10
# What evidence adds. Counting the same thing makes a possible link confident; the same speaker, or the same
# matter not spoken of, any link that is not out of nothing.
SAME_COUNT = CONFIDENT - POSSIBLE
SAME_VOICE = CONFIDENT - VOICE_FLOOR
SAME_SILENCE = CONFIDENT - SILENCE_FLOOR
# What evidence against takes away: where each sentence names a rival of what the other names, a link that was
# just confident is just possible. On ECB+ anything from 0.04 to 0.1 does about as well.
RIVALS = POSSIBLE - CONFIDENT

# The parts of the base, which add up to 1. A sentence without a parse is compared by its characters alone.
SPELLING, WORDS, BONDS = 0.625, 0.1875, 0.1875
SHORTEST_RUN, LONGEST_RUN = 3, 5

# Typographic marks are the outlet's, not the reporter's.
MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Reason(NamedTuple):
    """What adds how much to a score, less than nothing if it takes from it."""

    why: Why
    adds: float


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
    flat = [one for every in sources for one in every]
    number_of = np.repeat(np.arange(len(sources)), [len(every) for every in sources])
    scorer = Scorer(flat)
    seen = Seen()
    end = 0
    for source in sources:
        start, end = end, end + len(source)
        scorer.grow(end)
        if 0 < start < end:
            base = scorer.base(start, end)
            extra = _extra(base, flat, start, end, seen, number_of)
            yield scorer, Scored(start, base, extra, scorer.rivals.apart(start))
        seen.take(flat, start, end)


class Seen:
    """In which sentences so far something is counted, somebody speaks or does not."""

    def __init__(self) -> None:
        self.counting: list[int] = []
        self.speaking: defaultdict[str, list[int]] = defaultdict(list)
        self.silent: defaultdict[str, list[int]] = defaultdict(list)

    def take(self, sentences: Sequence[Evidence], start: int, end: int) -> None:
        """Take in the sentences from `start` to `end`."""
        for number in range(start, end):
            one = sentences[number]
            if one.figures:
                self.counting.append(number)
            for last in {voice[0] for voice in one.heard.voices}:
                self.speaking[last].append(number)
            for word in {word for silence in one.heard.silences for word in silence.words}:
                self.silent[word].append(number)


def _extra(
    base: Matrix,
    sentences: Sequence[Evidence],
    start: int,
    end: int,
    seen: Seen,
    number_of: NDArray[np.int_],
) -> dict[tuple[int, int], tuple[Reason, ...]]:
    """Return what adds to the base of which pairs, rows before `start`, columns from there."""
    voiced: list[tuple[int, int]] = []
    silent: list[tuple[int, int]] = []
    found: defaultdict[tuple[int, int], list[Reason]] = defaultdict(list)
    counting = np.array(seen.counting, dtype=int)
    for column, one in enumerate(sentences[start:end]):
        near = {
            row for last in {voice[0] for voice in one.heard.voices} for row in seen.speaking.get(last, ())
        }
        near = {row for row in near if base[row, column] >= VOICE_FLOOR}
        voiced += [(row, column) for row in near if same_voice(sentences[row].heard, one.heard)]
        words = {word for silence in one.heard.silences for word in silence.words}
        near = {
            row for word in words for row in seen.silent.get(word, ()) if base[row, column] >= SILENCE_FLOOR
        }
        silent += [(row, column) for row in near]
        if one.figures and len(counting):
            for row in counting[base[counting, column] >= POSSIBLE - SAME_COUNT].tolist():
                if count_the_same(sentences[row], one):
                    found[row, column].append(Reason("figure", SAME_COUNT))
    for pair in _each_others_best(voiced, base, number_of):
        found[pair].append(Reason("voice", SAME_VOICE))
    for pair in _each_others_best(silent, base, number_of):
        found[pair].append(Reason("silence", SAME_SILENCE))
    return {pair: tuple(reasons) for pair, reasons in found.items()}


def _each_others_best(
    pairs: Sequence[tuple[int, int]], base: Matrix, number_of: NDArray[np.int_]
) -> Iterator[tuple[int, int]]:
    """Give of these pairs those that are the best of both, each earlier source for itself."""
    order = sorted(pairs, key=lambda pair: (-base[pair], pair))
    rows: dict[int, tuple[int, int]] = {}
    columns: dict[tuple[int, int], tuple[int, int]] = {}
    for row, column in order:
        rows.setdefault(row, (row, column))
        columns.setdefault((int(number_of[row]), column), (row, column))
    for row, column in order:
        if rows[row] == columns[int(number_of[row]), column] == (row, column):
            yield row, column


def count_the_same(one: Evidence, other: Evidence) -> bool:
    """Tell whether both sentences count or measure the same thing."""
    return any(a.same_thing(b) for a in one.figures for b in other.figures)
