"""Tell which clause of a sentence that carries several claims reports the point.

Sentences are linked as wholes: on labelled pairs of ECB+ the likeness of their likest clauses tells no more
than that of the sentences (average precision 0.709 against 0.714; mixed, 0.721). But where two clauses are
more alike than the sentences that hold them, or hold what both count or leave unsaid, a reader is shown them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.linking.score import LONGEST_NGRAM, PLAIN_PUNCTUATION, SHORTEST_NGRAM
from build_scripts.models import Span
from build_scripts.text.normalize import normalize_text

SourceSentence = tuple[str, Span]

# A clause is shown where it is so many times as alike to its counterpart as the whole sentences are.
CLEARLY_LIKER = 1.05
# Sentences that are so alike tell the same as wholes.
ALIKE_AS_WHOLES = 0.5
# A clause that is longer than this share of its sentence is as good as all of it.
LONGEST_CLAUSE_SHARE = 0.8


class ClauseFinder:
    """The sentences of a story with their clauses, weighted by the words of the sentences."""

    def __init__(self, sentences: Mapping[SourceSentence, SentenceEvidence]) -> None:
        self._rows: dict[SourceSentence, tuple[int, tuple[Span, ...]]] = {}
        texts: list[str] = []
        wholes: list[int] = []
        for name, one in sentences.items():
            spans = (one.span, *(span for span in _clauses(one) if one.span.covers(span)))
            self._rows[name] = (len(texts), spans)
            wholes.append(len(texts))
            texts += [
                normalize_text(span.extract(one.text)).text.translate(PLAIN_PUNCTUATION) for span in spans
            ]
        self._sentences = sentences
        self._vectors = _vectors(texts, wholes) if len(texts) > len(wholes) else None

    def find_reporting_clauses(
        self, anchors: Sequence[SourceSentence], others: Sequence[SourceSentence]
    ) -> dict[SourceSentence, Span]:
        """Return the part of each sentence of a point that reports it, none for one that does so as a whole.

        A sentence is held against those of the anchor's source. One of these has a part if that is the same
        whichever of the others it is held against.
        """
        vectors = self._vectors
        anchors, others = ([one for one in every if one in self._rows] for every in (anchors, others))
        if vectors is None or not anchors or not others:
            return {}
        mine, its = self._numbers(anchors), self._numbers(others)
        alike = np.round((vectors[mine] @ vectors[its].T).toarray(), 6)
        found: dict[SourceSentence, Span] = {}
        told: dict[SourceSentence, set[Span | None]] = {anchor: set() for anchor in anchors}
        column = 0
        for other in others:
            wide = len(self._rows[other][1])
            block = alike[:, column : column + wide]
            column += wide
            anchor, row, place = self._best(anchors, other, block)
            if place:
                found[other] = self._rows[other][1][place]
            told[anchor].add(self._rows[anchor][1][row] if row else None)
        for anchor, parts in told.items():
            (part,) = parts if len(parts) == 1 else (None,)
            if part is not None:
                found[anchor] = part
        return found

    def _numbers(self, sentences: Iterable[SourceSentence]) -> list[int]:
        rows = (self._rows[one] for one in sentences)
        return [number for first, spans in rows for number in range(first, first + len(spans))]

    def _best(
        self, anchors: Sequence[SourceSentence], other: SourceSentence, block: NDArray[np.float64]
    ) -> tuple[SourceSentence, int, int]:
        """Return the anchor that a sentence is likest to, and the number of each one's part, 0 for all of it.

        `block` tells how alike the units of the anchors (rows) are to those of the sentence (columns).
        """
        start, best, chosen = 0, -1.0, (anchors[0], 0, 0)
        for anchor in anchors:
            high = len(self._rows[anchor][1])
            here = block[start : start + high]
            start += high
            row, place = (int(n) for n in np.unravel_index(int(np.argmax(here)), here.shape))
            score, whole = float(here[row, place]), float(here[0, 0])
            if score < CLEARLY_LIKER * whole or whole >= ALIKE_AS_WHOLES:
                row, place = 0, 0
            if score > best:
                evident = _evident(self._sentences[anchor], self._sentences[other])
                if evident is not None:
                    row, place = (
                        self._around(name, span) for name, span in zip((anchor, other), evident, strict=True)
                    )
                best, chosen = score, (anchor, row, place)
        return chosen

    def _around(self, sentence: SourceSentence, span: Span) -> int:
        """Return the number of the shortest unit of a sentence that covers a span."""
        spans = self._rows[sentence][1]
        covering = [number for number, unit in enumerate(spans) if unit.covers(span)]
        return min(covering, key=lambda number: spans[number].end - spans[number].start, default=0)


def _evident(one: SentenceEvidence, other: SentenceEvidence) -> tuple[Span, Span] | None:
    """Return what both sentences leave unsaid or count, if anything: that is what they have in common."""
    for a in one.speech.unsaid_topics:
        for b in other.speech.unsaid_topics:
            if a.topic_stems & b.topic_stems:
                return a.span, b.span
    for mine in one.figures:
        for its in other.figures:
            if mine.refers_to_same_thing(its):
                return mine.span, its.span
    return None


def _clauses(one: SentenceEvidence) -> tuple[Span, ...]:
    longest = LONGEST_CLAUSE_SHARE * (one.span.end - one.span.start)
    return tuple(s for s in one.features.clauses if s.end - s.start <= longest) if one.features else ()


def _vectors(texts: Sequence[str], wholes: Sequence[int]) -> Any:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    lengths = (SHORTEST_NGRAM, LONGEST_NGRAM)
    try:
        counts = CountVectorizer(analyzer="char", ngram_range=lengths, dtype=np.float64).fit_transform(texts)
    except ValueError:  # No text has three characters.
        return None
    return TfidfTransformer().fit(counts[list(wholes)]).transform(counts).tocsr()
