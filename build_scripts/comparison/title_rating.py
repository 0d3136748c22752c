"""Rate the titles that a point's sentences can be cut to: how much they have of what its sources share.

A word counts as said by another source if it stands there, or one that means much the same: each word piece
is compared with the most similar one of the source's sentences, as in `linking.token_alignment`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.sentence_tokens import SentenceTokens, Vectors
from build_scripts.comparison.title_candidates import TitleCandidate
from build_scripts.models import Span

# How much it matters that a title has all that is shared, beside that it has nothing else.
RECALL_WEIGHT = 1.0
# Cosines of word pieces that are alike by chance, and of those that mean the same.
UNLIKE, ALIKE = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence in order: their offsets and stems."""

    starts: tuple[int, ...]
    stems: tuple[str, ...]


class PointTokens:
    """The word pieces of all of a point's sentences, by source."""

    def __init__(self, sentences: Iterable[tuple[str, SentenceEvidence | None]]) -> None:
        found: dict[str, list[Vectors]] = {}
        for source, one in sentences:
            if one is not None and one.tokens is not None and len(one.tokens.vectors):
                found.setdefault(source, []).append(one.tokens.vectors)
        self._vectors: Mapping[str, Vectors] = {
            source: np.concatenate(rows) for source, rows in found.items()
        }

    def rate_words(
        self, source: str, tokens: SentenceTokens | None, word_starts: Sequence[int]
    ) -> list[float]:
        """Return for each word of a source's sentence the share of the other sources that say it, 0 to 1.

        `word_starts` are the offsets of the words, in order. In a point of one source each word gets 0.
        """
        rated = [0.0] * len(word_starts)
        others = [rows for other, rows in self._vectors.items() if other != source]
        if not others or tokens is None or not tokens.starts:
            return rated
        most = np.array([(tokens.vectors @ rows.T).max(axis=1) for rows in others])
        likeness = np.clip((most - UNLIKE) / (ALIKE - UNLIKE), 0, 1).mean(axis=0)
        for start, value in zip(tokens.starts, likeness, strict=True):
            word = bisect_right(word_starts, start) - 1
            if word >= 0:
                rated[word] = max(rated[word], float(value))
        return rated


@dataclass(frozen=True, slots=True)
class TitleRating:
    """Rates the candidates of one sentence, by the sums of its words' weights up to each word.

    `own` are the sums of how rare the words are, `shared` of how much they say about the point; `every` is
    the sum of the latter for all words of the point, `enough` that of the former for a title that says
    enough.
    """

    starts: Sequence[int]
    own: Sequence[float]
    shared: Sequence[float]
    every: float
    enough: float

    def rate_title(self, candidate: TitleCandidate) -> float:
        """Return how well a title names the point: how much of what is shared it has, and how little else."""
        own, shared = (self._add_up(candidate.spans, sums) for sums in (self.own, self.shared))
        total = own + RECALL_WEIGHT * self.every
        if not total:
            return 0.0
        fullness = min(1.0, own / self.enough) if self.enough else 1.0
        return round(candidate.factor * fullness * (1 + RECALL_WEIGHT) * shared / total, 6)

    def _add_up(self, spans: Iterable[Span], sums: Sequence[float]) -> float:
        ends = ((bisect_left(self.starts, at) for at in span) for span in spans)
        return sum(sums[last] - sums[first] for first, last in ends)
