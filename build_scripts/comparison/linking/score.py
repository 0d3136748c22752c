"""Score how likely two sentences of different sources are to report the same thing.

The base score is the similarity of their words: a weighted mean of three cosines, of character n-grams (three
to five characters), of the lemmas of nouns and verbs, and of pairs of words that depend on each other. On
labelled pairs of ECB+ each of the last two adds as much as the other, and any weights of these between 0.3
and 0.6 of the first one's do as well; no other feature of the words that was tried helps on new topics.

Extra evidence (`extra_evidence`) adds to the base score. Rival names (`rival_names`) take away from it.
`score_weights` holds all weights, and the thresholds from which a score makes a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.tfidf import (
    Matrix,
    TfidfVectors,
    build_character_vectors,
    build_term_vectors,
)
from build_scripts.comparison.linking.extra_evidence import ExtraEvidence
from build_scripts.comparison.linking.rival_names import RivalNames, RivalPairMatrix
from build_scripts.comparison.linking.score_weights import (
    DEPENDENCIES_WEIGHT,
    RIVALS_PENALTY,
    SPELLING_WEIGHT,
    WORDS_WEIGHT,
    ReasonKind,
    ScoreReason,
)
from build_scripts.text.normalize import normalize_text

SHORTEST_NGRAM, LONGEST_NGRAM = 3, 5

# Typographic marks are the outlet's, not the reporter's.
PLAIN_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class SourceScores:
    """The scores of one source's sentences (columns) with the sentences of all earlier sources (rows).

    `first_number` is the number of the first column's sentence. `base_scores` are the similarities of their
    words, `extra_reasons` the bonuses of pairs with extra evidence, and `rival_pairs` is True for pairs with
    rival names.
    """

    first_number: int
    base_scores: Matrix
    extra_reasons: dict[tuple[int, int], tuple[ScoreReason, ...]]
    rival_pairs: RivalPairMatrix

    def compute_score(self, row: int, column: int) -> float:
        """Return the score of a pair, rounded to 6 digits, as the last ones differ between machines."""
        more = sum(reason.score_change for reason in self.find_extra_reasons(row, column))
        return round(float(self.base_scores[row, column]) + more, 6)

    def compute_scores(self) -> Matrix:
        """Return the scores of all pairs, rounded to 6 digits."""
        found: Matrix = self.base_scores + np.where(self.rival_pairs, RIVALS_PENALTY, 0.0)
        for row, column in self.extra_reasons:
            found[row, column] = self.compute_score(row, column)
        return np.round(found, 6)

    def find_extra_reasons(self, row: int, column: int) -> tuple[ScoreReason, ...]:
        """Return the reasons that change the base score of a pair."""
        found = self.extra_reasons.get((row, column), ())
        return (*found, ScoreReason("rivals", RIVALS_PENALTY)) if self.rival_pairs[row, column] else found


class SentenceScorer:
    """The base scores of a story's sentences, their words weighted source by source."""

    def __init__(self, sentences: Sequence[SentenceEvidence]) -> None:
        texts = [normalize_text(one.sentence_text).text.translate(PLAIN_PUNCTUATION) for one in sentences]
        features = [one.features for one in sentences]
        self._parsed = np.array([one is not None for one in features], dtype=bool)
        spaces: tuple[tuple[ReasonKind, float, TfidfVectors | None], ...] = (
            ("spelling", SPELLING_WEIGHT, build_character_vectors(texts, SHORTEST_NGRAM, LONGEST_NGRAM)),
            (
                "words",
                WORDS_WEIGHT,
                build_term_vectors([one.lemmas if one else () for one in features], damped=True),
            ),
            (
                "dependencies",
                DEPENDENCIES_WEIGHT,
                build_term_vectors([one.dependencies if one else () for one in features]),
            ),
        )
        self._spaces = [(why, weight, space) for why, weight, space in spaces if space is not None]
        self.rivals = RivalNames(sentences)

    def extend_to(self, end: int) -> None:
        """Weight the words by the sentences before `end`."""
        for _, _, space in self._spaces:
            space.extend_to(end)
        self.rivals.extend_to(end)

    def compute_base_scores(self, start: int, end: int) -> Matrix:
        """Return the base scores of the sentences before `start` (rows) with those of `start` to `end`."""
        total = np.zeros((start, end - start))
        parsed = np.outer(self._parsed[:start], self._parsed[start:end])
        for why, weight, space in self._spaces:
            cosines = space.compute_cosines(start)
            total += np.where(parsed, weight, float(why == "spelling")) * cosines
        return np.round(total, 6)

    def find_base_reasons(self, one: int, other: int) -> tuple[ScoreReason, ...]:
        """Return the part of each cosine in the base score of a pair of sentences, by number."""
        parsed = self._parsed[one] and self._parsed[other]
        return tuple(
            ScoreReason(why, (weight if parsed else 1.0) * space.compute_paired_cosines([one], [other])[0])
            for why, weight, space in self._spaces
            if parsed or why == "spelling"
        )


def score_sources(
    sources: Sequence[Sequence[SentenceEvidence]],
) -> Iterator[tuple[SentenceScorer, SourceScores]]:
    """Yield for each source from the second on the scores of its sentences with those of all earlier sources.

    Sentences are numbered through all sources. Later sources don't change the scores. The scorer that is
    yielded with them explains base scores until the next source is asked for.
    """
    scorer = SentenceScorer([one for every in sources for one in every])
    extra_evidence = ExtraEvidence(sources)
    end = 0
    for source in sources:
        start, end = end, end + len(source)
        scorer.extend_to(end)
        if 0 < start < end:
            base = scorer.compute_base_scores(start, end)
            yield (
                scorer,
                SourceScores(
                    start,
                    base,
                    extra_evidence.find_added_reasons(base),
                    scorer.rivals.find_rival_pairs(start),
                ),
            )
        extra_evidence.add_sentences(start, end)
