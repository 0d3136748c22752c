"""Tell what speaks for a link of two sentences beside the likeness of their words.

Some evidence raises a score and makes none out of nothing: both count the same
thing; the same person speaks in both; both tell of a silence about the same matter; in both something is
denied. On ECB+ all eight pairs that quote the same speaker belong together, five of them below any threshold,
and a logistic regression weighs that as a third of a whole cosine. Between whole articles, where one person
says many things, it counts only for the two sentences that are each other's likest among all that share the
speaker; so do silences and denials.

Between whole articles there is more (`telling`), argued on the stories of `tests/data/invented_stories`
that have lists made by hand: of pairs that are each other's likest less than half belong together, of those
among them that share two words which no other sentence of either article has 18 in 19, and of all pairs that
share such a number nearly all, half of them with next to no word in common. Those that belong together stand
0.17 of an article's length apart, others 0.34. A question reports nothing. `python -m benchmarks.stories`
prints what all this comes to. Words that an article has twice, and pairs that are only nearly each other's
likest, cost as much precision as they gain recall.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.distinctive_words import (
    LARGEST_SMALL_NUMBER,
    DistinctiveOverlap,
    is_question,
)
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.speakers_in_sentence import have_same_speaker
from build_scripts.comparison.evidence.tfidf import Matrix
from build_scripts.comparison.figures.figures import Figure

ReasonKind = Literal[
    "spelling",
    "words",
    "bonds",
    "figure",
    "voice",
    "silence",
    "denial",
    "telling",
    "place",
    "number",
    "question",
    "rivals",
]

# On labelled pairs of ECB+, more than nine in ten are right from here on.
CONFIDENT_THRESHOLD = 0.25
# Worth an editor's look: of those between this and confident, three in four are right.
POSSIBLE_THRESHOLD = 0.19
# Less alike than this, two sentences are not linked, whatever else they share. A person is quoted with many
# things; that two sources tell of a silence about one matter is rarer, so less is asked of the words.
# The same holds of what two sources say is not so.
SAME_SPEAKER_FLOOR, SAME_SILENCE_FLOOR, SAME_DENIAL_FLOOR = 0.12, 0.10, 0.12
# What evidence adds. Counting the same thing makes a possible link confident; the same speaker, or the same
# matter not spoken of, any link that is not out of nothing.
SAME_COUNT_BONUS = CONFIDENT_THRESHOLD - POSSIBLE_THRESHOLD
SAME_SPEAKER_BONUS = CONFIDENT_THRESHOLD - SAME_SPEAKER_FLOOR
SAME_SILENCE_BONUS = CONFIDENT_THRESHOLD - SAME_SILENCE_FLOOR
SAME_DENIAL_BONUS = CONFIDENT_THRESHOLD - SAME_DENIAL_FLOOR
# It adds twice as much to count the same if nothing else in either article counts it, and about as many.
SAME_COUNT_ALONE_BONUS, CLOSE_SIZE_RATIO = 2 * SAME_COUNT_BONUS, 2
# Sums that differ by more than this are of other things, whatever they are counted in.
LARGEST_SIZE_RATIO = 5
# What each word adds, from so many and up to so many, that no other sentence of either article has, to two
# sentences that are each other's likest (of those with one such word hardly more than half belong together);
# and what it adds that both stand at one place of their articles, from nothing at half an article's length
# on: reporters tell the weightiest first.
SHARED_WORD_BONUS, FEWEST_SHARED_WORDS, MOST_SHARED_WORDS = 0.08, 2, 3
SAME_PLACE_BONUS, NO_BONUS_DISTANCE = 0.08, 0.5
# What evidence against takes away: where each sentence names a rival of what the other names, a link that was
# just confident is just possible. On ECB+ anything from 0.04 to 0.1 does about as well.
RIVALS_PENALTY = POSSIBLE_THRESHOLD - CONFIDENT_THRESHOLD
# What a number adds that no other sentence of either article has: enough by itself.
SAME_NUMBER_BONUS = CONFIDENT_THRESHOLD


class ScoreReason(NamedTuple):
    """What adds how much to a score, less than nothing if it takes from it."""

    kind: ReasonKind
    score_change: float


class ExtraEvidence:
    """What speaks for links between the sentences of a story, source by source."""

    def __init__(self, sources: Sequence[Sequence[SentenceEvidence]]) -> None:
        self._sentences = [one for every in sources for one in every]
        self._number_of = np.repeat(np.arange(len(sources)), [len(every) for every in sources])
        self._shared = DistinctiveOverlap([[one.distinctive_words for one in every] for every in sources])
        # How far down its article a sentence stands, from 0 to 1.
        self._places = np.array([place / len(every) for every in sources for place in range(len(every))])
        self._asking = np.array([is_question(one.sentence_text) for one in self._sentences], dtype=bool)
        self._alone = [figures for every in sources for figures in _counts(every)]
        self._seen = EvidenceIndex()

    def add_sentences(self, start: int, end: int) -> None:
        """Take in the sentences from `start` to `end`."""
        self._seen.index_sentences(self._sentences, start, end)

    def find_added_reasons(self, base: Matrix) -> dict[tuple[int, int], tuple[ScoreReason, ...]]:
        """Return what adds to the base of which pairs: rows are those taken in, columns the next ones."""
        told = _told(base, self._shared, self._places, self._asking, self._number_of)
        return _extra(base, told, self._sentences, self._alone, self._seen, self._number_of)


class EvidenceIndex:
    """In which sentences so far something is counted or denied, somebody speaks or does not."""

    def __init__(self) -> None:
        self.counting: list[int] = []
        self.denying: list[int] = []
        self.speaking: defaultdict[str, list[int]] = defaultdict(list)
        self.silent: defaultdict[str, list[int]] = defaultdict(list)

    def index_sentences(self, sentences: Sequence[SentenceEvidence], start: int, end: int) -> None:
        """Take in the sentences from `start` to `end`."""
        for number in range(start, end):
            one = sentences[number]
            if one.figures:
                self.counting.append(number)
            if one.reports_denial:
                self.denying.append(number)
            for last in {voice[0] for voice in one.speech.speakers}:
                self.speaking[last].append(number)
            for word in {word for silence in one.speech.unsaid_topics for word in silence.topic_stems}:
                self.silent[word].append(number)


def _told(
    base: Matrix,
    shared: DistinctiveOverlap,
    places: Matrix,
    asking: NDArray[np.bool_],
    number_of: NDArray[np.int_],
) -> dict[tuple[int, int], list[ScoreReason]]:
    """Return what words, numbers and places add to the pairs that are at least possible links with it.

    From a question that the other article doesn't ask too, the base is taken: it reports nothing.
    """
    start, end = base.shape[0], sum(base.shape)
    found: defaultdict[tuple[int, int], list[ScoreReason]] = defaultdict(list)
    asked = asking[:start, None] != asking[None, start:end]
    rows, columns = np.nonzero(_likest(np.where(asked, 0, base), number_of[:start]))
    number = shared.count_shared_words((rows, columns + start))
    words = np.where(
        number < FEWEST_SHARED_WORDS, 0, SHARED_WORD_BONUS * np.minimum(number, MOST_SHARED_WORDS)
    )
    apart = np.abs(places[rows] - places[columns + start])
    near = np.round(SAME_PLACE_BONUS * np.maximum(0, 1 - apart / NO_BONUS_DISTANCE), 6)
    for one in np.flatnonzero(
        (words > 0) & (base[rows, columns] + words + near >= POSSIBLE_THRESHOLD)
    ).tolist():
        reasons = found[int(rows[one]), int(columns[one])]
        reasons.append(ScoreReason("telling", float(words[one])))
        if near[one] > 0:
            reasons.append(ScoreReason("place", float(near[one])))
    for row, column in shared.find_pairs_sharing_number(start, end):
        if not asked[row, column - start]:
            found[row, column - start].append(ScoreReason("number", SAME_NUMBER_BONUS))
    for row, column in np.argwhere(asked & (base >= POSSIBLE_THRESHOLD)).tolist():
        found[row, column].append(ScoreReason("question", -float(base[row, column])))
    return found


def _likest(base: Matrix, number_of: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Tell which pairs are the likest of both sentences, each earlier source for itself."""
    starts = np.flatnonzero(np.diff(number_of, prepend=-1))
    best = np.maximum.reduceat(base, starts, axis=0)
    best = np.repeat(best, np.diff([*starts, len(base)]), axis=0)
    found: NDArray[np.bool_] = (base > 0) & (base == best) & (base == base.max(axis=1, keepdims=True))
    return found


def _extra(
    base: Matrix,
    told: Mapping[tuple[int, int], list[ScoreReason]],
    sentences: Sequence[SentenceEvidence],
    alone: Sequence[Sequence[Figure]],
    seen: EvidenceIndex,
    number_of: NDArray[np.int_],
) -> dict[tuple[int, int], tuple[ScoreReason, ...]]:
    """Return what is told of pairs and what else adds to the base of which pairs."""
    start = len(base)
    voiced: list[tuple[int, int]] = []
    silent: list[tuple[int, int]] = []
    denied: list[tuple[int, int]] = []
    found = defaultdict(list, told)
    counting, denying = np.array(seen.counting, dtype=int), np.array(seen.denying, dtype=int)
    for column, one in enumerate(sentences[start : start + base.shape[1]]):
        near = {
            row for last in {voice[0] for voice in one.speech.speakers} for row in seen.speaking.get(last, ())
        }
        near = {row for row in near if base[row, column] >= SAME_SPEAKER_FLOOR}
        voiced += [(row, column) for row in near if have_same_speaker(sentences[row].speech, one.speech)]
        words = {word for silence in one.speech.unsaid_topics for word in silence.topic_stems}
        near = {
            row
            for word in words
            for row in seen.silent.get(word, ())
            if base[row, column] >= SAME_SILENCE_FLOOR
        }
        silent += [(row, column) for row in near]
        if one.reports_denial and len(denying):
            near = set(denying[base[denying, column] >= SAME_DENIAL_FLOOR].tolist())
            denied += [(row, column) for row in near if one.denials or sentences[row].denials]
        if one.figures and len(counting):
            for row in counting[base[counting, column] >= POSSIBLE_THRESHOLD - SAME_COUNT_BONUS].tolist():
                if count_same_thing(sentences[row], one):
                    only = _count_it_alone(alone[row], alone[start + column])
                    found[row, column].append(
                        ScoreReason("figure", SAME_COUNT_ALONE_BONUS if only else SAME_COUNT_BONUS)
                    )
    for pair in _each_others_best(voiced, base, number_of):
        found[pair].append(ScoreReason("voice", SAME_SPEAKER_BONUS))
    for pair in _each_others_best(silent, base, number_of):
        found[pair].append(ScoreReason("silence", SAME_SILENCE_BONUS))
    for pair in _each_others_best(denied, base, number_of):
        found[pair].append(ScoreReason("denial", SAME_DENIAL_BONUS))
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


def count_same_thing(one: SentenceEvidence, other: SentenceEvidence) -> bool:
    """Tell whether both sentences count or measure the same thing."""
    return any(
        a.refers_to_same_thing(b) and max(a.low, b.low) <= LARGEST_SIZE_RATIO * min(a.high, b.high)
        for a in one.figures
        for b in other.figures
    )


def _counts(source: Sequence[SentenceEvidence]) -> Iterator[tuple[Figure, ...]]:
    """Give for each sentence the figures, no small ones, that count what no other of its source does."""
    counts = [
        [f for f in one.figures if f.counted_noun is not None and f.low > LARGEST_SMALL_NUMBER]
        for one in source
    ]
    often = Counter(thing for every in counts for thing in {(f.counted_noun, f.outcome) for f in every})
    for every in counts:
        yield tuple(figure for figure in every if often[figure.counted_noun, figure.outcome] == 1)


def _count_it_alone(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Tell whether two of such figures count the same thing, and about as many."""
    return any(
        a.refers_to_same_thing(b) and max(a.low, b.low) <= CLOSE_SIZE_RATIO * min(a.low, b.low)
        for a in one
        for b in other
    )
