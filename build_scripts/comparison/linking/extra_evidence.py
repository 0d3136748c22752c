"""Find the evidence for a link besides similar words: figures, speakers, denials, numbers, position.

Some evidence only raises a score that similar words have made: both sentences count the same thing, quote the
same person, report a refusal to comment on the same topic, or deny something. On ECB+ all eight pairs that
quote the same speaker belong together, five of them below any threshold, and a logistic regression weighs
the same speaker as a third of a whole cosine. In whole articles, where one person says many things, it counts
only for the two sentences that are each other's best match among all with that speaker; likewise for refusals
to comment and denials.

Whole articles offer more evidence, measured on the stories of `tests/data/invented_stories` that have lists
made by hand. Of the pairs that are each other's best match, less than half belong together; of those among
them that share two distinctive words (`distinctive_words`), 18 in 19 do; of all pairs that share a
distinctive number nearly all do, half of them with next to no word in common. Pairs that belong together are
0.17 of an article's length apart, others 0.34. A question reports nothing. Words that an article has twice,
and pairs that are only nearly each other's best match, cost as much precision as they gain recall.
`python -m benchmarks.stories` prints precision and recall.

The bonuses are in `score_weights`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

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
from build_scripts.comparison.linking.score_weights import (
    CLOSE_SIZE_RATIO,
    FEWEST_SHARED_WORDS,
    LARGEST_SIZE_RATIO,
    MOST_SHARED_WORDS,
    NO_BONUS_DISTANCE,
    POSSIBLE_THRESHOLD,
    SAME_COUNT_ALONE_BONUS,
    SAME_COUNT_BONUS,
    SAME_DENIAL_BONUS,
    SAME_DENIAL_FLOOR,
    SAME_NUMBER_BONUS,
    SAME_PLACE_BONUS,
    SAME_SILENCE_BONUS,
    SAME_SILENCE_FLOOR,
    SAME_SPEAKER_BONUS,
    SAME_SPEAKER_FLOOR,
    SHARED_WORD_BONUS,
    ReasonKind,
    ScoreReason,
)

# Two sentences: the row of the earlier one in the base scores, and the column of the later one.
MatrixCell = tuple[int, int]


class ExtraEvidence:
    """The extra evidence of a story's sentences, which are numbered through all sources."""

    def __init__(self, sources: Sequence[Sequence[SentenceEvidence]]) -> None:
        self._sentences = [one for every in sources for one in every]
        self._source_of = np.repeat(np.arange(len(sources)), [len(every) for every in sources])
        self._distinctive = DistinctiveOverlap(
            [[one.distinctive_words for one in every] for every in sources]
        )
        # The relative position of a sentence in its article, from 0 to 1.
        self._positions = np.array([place / len(every) for every in sources for place in range(len(every))])
        self._asks = np.array([is_question(one.sentence_text) for one in self._sentences], dtype=bool)
        self._unique_counts = [figures for every in sources for figures in _find_unique_counts(every)]
        self._index = EvidenceIndex()

    def add_sentences(self, start: int, end: int) -> None:
        """Index the sentences from `start` to `end`, to be matched with later ones."""
        self._index.index_sentences(self._sentences, start, end)

    def find_added_reasons(self, base: Matrix) -> dict[MatrixCell, tuple[ScoreReason, ...]]:
        """Return the reasons that change the base scores of pairs.

        Rows of `base` are the sentences indexed so far, columns the sentences that follow.
        """
        reasons = _find_whole_article_reasons(
            base, self._distinctive, self._positions, self._asks, self._source_of
        )
        for cell, bonus in self._find_same_counts(base):
            reasons[cell].append(ScoreReason("figure", bonus))
        kinds: tuple[tuple[ReasonKind, float, Iterator[MatrixCell]], ...] = (
            ("speaker", SAME_SPEAKER_BONUS, self._find_same_speakers(base)),
            ("silence", SAME_SILENCE_BONUS, self._find_same_silences(base)),
            ("denial", SAME_DENIAL_BONUS, self._find_denials(base)),
        )
        for kind, bonus, cells in kinds:
            for cell in _find_mutual_best(tuple(cells), base, self._source_of):
                reasons[cell].append(ScoreReason(kind, bonus))
        return {cell: tuple(given) for cell, given in reasons.items()}

    def _later_sentences(self, base: Matrix) -> list[SentenceEvidence]:
        """Return the sentences of the columns."""
        return self._sentences[len(base) : sum(base.shape)]

    def _find_same_counts(self, base: Matrix) -> Iterator[tuple[MatrixCell, float]]:
        """Yield the pairs that count the same thing, with the bonus."""
        counting = np.array(self._index.counting, dtype=int)
        for column, sentence in enumerate(self._later_sentences(base)):
            if not sentence.figures or not len(counting):
                continue
            floor = POSSIBLE_THRESHOLD - SAME_COUNT_BONUS
            for row in counting[base[counting, column] >= floor].tolist():
                if count_same_thing(self._sentences[row], sentence):
                    alone = _have_close_counts(
                        self._unique_counts[row], self._unique_counts[len(base) + column]
                    )
                    yield (row, column), SAME_COUNT_ALONE_BONUS if alone else SAME_COUNT_BONUS

    def _find_same_speakers(self, base: Matrix) -> Iterator[MatrixCell]:
        for column, sentence in enumerate(self._later_sentences(base)):
            names = {speaker[0] for speaker in sentence.speech.speakers}
            for row in {row for name in names for row in self._index.speaking.get(name, ())}:
                if base[row, column] >= SAME_SPEAKER_FLOOR and have_same_speaker(
                    self._sentences[row].speech, sentence.speech
                ):
                    yield row, column

    def _find_same_silences(self, base: Matrix) -> Iterator[MatrixCell]:
        """Yield the pairs that report a refusal to comment on the same topic."""
        for column, sentence in enumerate(self._later_sentences(base)):
            stems = {stem for topic in sentence.speech.unsaid_topics for stem in topic.topic_stems}
            for row in {row for stem in stems for row in self._index.silent.get(stem, ())}:
                if base[row, column] >= SAME_SILENCE_FLOOR:
                    yield row, column

    def _find_denials(self, base: Matrix) -> Iterator[MatrixCell]:
        """Yield the pairs of reported denials, at least one of them in a phrase of denying."""
        denying = np.array(self._index.denying, dtype=int)
        for column, sentence in enumerate(self._later_sentences(base)):
            if not sentence.reports_denial or not len(denying):
                continue
            for row in denying[base[denying, column] >= SAME_DENIAL_FLOOR].tolist():
                if sentence.denials or self._sentences[row].denials:
                    yield row, column


class EvidenceIndex:
    """The numbers of the sentences so far with figures, denials, each speaker, and each unsaid topic."""

    def __init__(self) -> None:
        self.counting: list[int] = []
        self.denying: list[int] = []
        self.speaking: defaultdict[str, list[int]] = defaultdict(list)
        self.silent: defaultdict[str, list[int]] = defaultdict(list)

    def index_sentences(self, sentences: Sequence[SentenceEvidence], start: int, end: int) -> None:
        """Index the figures, denials, speakers and unsaid topics of the sentences from `start` to `end`."""
        for number in range(start, end):
            sentence = sentences[number]
            if sentence.figures:
                self.counting.append(number)
            if sentence.reports_denial:
                self.denying.append(number)
            for name in {speaker[0] for speaker in sentence.speech.speakers}:
                self.speaking[name].append(number)
            for stem in {stem for topic in sentence.speech.unsaid_topics for stem in topic.topic_stems}:
                self.silent[stem].append(number)


def _find_whole_article_reasons(
    base: Matrix,
    distinctive: DistinctiveOverlap,
    positions: Matrix,
    asks: NDArray[np.bool_],
    source_of: NDArray[np.int_],
) -> defaultdict[MatrixCell, list[ScoreReason]]:
    """Return the reasons from distinctive words, position, distinctive numbers and questions.

    Words and position count only if they make the pair at least a possible link. The base score of a question
    with a sentence that doesn't ask is taken away: a question reports nothing.
    """
    start, end = base.shape[0], sum(base.shape)
    reasons: defaultdict[MatrixCell, list[ScoreReason]] = defaultdict(list)
    only_one_asks = asks[:start, None] != asks[None, start:end]
    best = _flag_mutual_best(np.where(only_one_asks, 0, base), source_of[:start])
    rows, columns = np.nonzero(best)
    shared = distinctive.count_shared_words((rows, columns + start))
    word_bonus = np.where(
        shared < FEWEST_SHARED_WORDS, 0, SHARED_WORD_BONUS * np.minimum(shared, MOST_SHARED_WORDS)
    )
    distance = np.abs(positions[rows] - positions[columns + start])
    place_bonus = np.round(SAME_PLACE_BONUS * np.maximum(0, 1 - distance / NO_BONUS_DISTANCE), 6)
    is_possible = base[rows, columns] + word_bonus + place_bonus >= POSSIBLE_THRESHOLD
    for n in np.flatnonzero((word_bonus > 0) & is_possible).tolist():
        given = reasons[int(rows[n]), int(columns[n])]
        given.append(ScoreReason("distinctive words", float(word_bonus[n])))
        if place_bonus[n] > 0:
            given.append(ScoreReason("place", float(place_bonus[n])))
    for row, number in distinctive.find_pairs_sharing_number(start, end):
        if not only_one_asks[row, number - start]:
            reasons[row, number - start].append(ScoreReason("number", SAME_NUMBER_BONUS))
    for row, column in np.argwhere(only_one_asks & (base >= POSSIBLE_THRESHOLD)).tolist():
        reasons[row, column].append(ScoreReason("question", -float(base[row, column])))
    return reasons


def _flag_mutual_best(base: Matrix, source_of: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Return True for pairs that are each other's best match, each earlier source taken by itself."""
    starts = np.flatnonzero(np.diff(source_of, prepend=-1))
    best = np.maximum.reduceat(base, starts, axis=0)
    best = np.repeat(best, np.diff([*starts, len(base)]), axis=0)
    is_best: NDArray[np.bool_] = (base > 0) & (base == best) & (base == base.max(axis=1, keepdims=True))
    return is_best


def _find_mutual_best(
    cells: Sequence[MatrixCell], base: Matrix, source_of: NDArray[np.int_]
) -> Iterator[MatrixCell]:
    """Yield those of the pairs that are each other's best match, each earlier source taken by itself."""
    order = sorted(cells, key=lambda cell: (-base[cell], cell))
    best_of_row: dict[int, MatrixCell] = {}
    best_of_column: dict[tuple[int, int], MatrixCell] = {}
    for row, column in order:
        best_of_row.setdefault(row, (row, column))
        best_of_column.setdefault((int(source_of[row]), column), (row, column))
    for row, column in order:
        if best_of_row[row] == best_of_column[int(source_of[row]), column] == (row, column):
            yield row, column


def count_same_thing(one: SentenceEvidence, other: SentenceEvidence) -> bool:
    """Return whether both sentences count or measure the same thing, in sizes that are not too far apart."""
    return any(
        a.refers_to_same_thing(b) and max(a.low, b.low) <= LARGEST_SIZE_RATIO * min(a.high, b.high)
        for a in one.figures
        for b in other.figures
    )


def _find_unique_counts(source: Sequence[SentenceEvidence]) -> Iterator[tuple[Figure, ...]]:
    """Yield for each sentence its counts of things that no other sentence of its source counts.

    Small numbers are left out.
    """
    counts = [
        [f for f in one.figures if f.counted_noun is not None and f.low > LARGEST_SMALL_NUMBER]
        for one in source
    ]
    uses = Counter(thing for every in counts for thing in {(f.counted_noun, f.outcome) for f in every})
    for every in counts:
        yield tuple(figure for figure in every if uses[figure.counted_noun, figure.outcome] == 1)


def _have_close_counts(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Return whether two figures count the same thing in close numbers."""
    return any(
        a.refers_to_same_thing(b) and max(a.low, b.low) <= CLOSE_SIZE_RATIO * min(a.low, b.low)
        for a in one
        for b in other
    )
