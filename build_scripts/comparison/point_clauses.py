"""Find the clause about the point in a sentence that makes several claims.

Sentences are linked as wholes: on labelled pairs of ECB+ the similarity of their most similar clauses is no
better than that of the sentences (average precision 0.709 against 0.714; both together, 0.721). A reader is
shown two clauses if they are more similar than their sentences, or hold a figure of the same thing or a
refusal to comment on the same topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.tfidf import LONGEST_NGRAM, SHORTEST_NGRAM, normalize_for_ngrams
from build_scripts.models import SourceSentence, Span

# Two clauses are shown if their cosine is at least this many times the cosine of their sentences.
CLEARLY_MORE_SIMILAR = 1.05
# Sentences with at least this cosine report the point as wholes.
SIMILAR_AS_WHOLES = 0.5
# A clause that is longer than this share of its sentence counts as the whole sentence.
LONGEST_CLAUSE_SHARE = 0.8


class ClauseFinder:
    """Finds the clauses of a story's sentences that report a point, by the words of all these sentences."""

    def __init__(self, sentences: Mapping[SourceSentence, SentenceEvidence]) -> None:
        # The row of each sentence in the vectors, and its units: the sentence, then its clauses in the rows
        # that follow.
        self._units: dict[SourceSentence, tuple[int, tuple[Span, ...]]] = {}
        texts: list[str] = []
        sentence_rows: list[int] = []
        for name, evidence in sentences.items():
            clauses = (span for span in _find_short_clauses(evidence) if evidence.span.covers(span))
            units = (evidence.span, *clauses)
            self._units[name] = (len(texts), units)
            sentence_rows.append(len(texts))
            texts += [normalize_for_ngrams(span.extract(evidence.text)) for span in units]
        self._sentences = sentences
        self._vectors = _build_vectors(texts, sentence_rows) if len(texts) > len(sentence_rows) else None

    def find_reporting_clauses(
        self, anchors: Sequence[SourceSentence], others: Sequence[SourceSentence]
    ) -> dict[SourceSentence, Span]:
        """Return the clause of each sentence of a point that reports it, nothing for a whole sentence.

        Each of the `others` is compared with the `anchors`, the sentences of the anchor's source. One of
        these has a clause only if that is the same in all comparisons.
        """
        vectors = self._vectors
        anchors, others = ([one for one in every if one in self._units] for every in (anchors, others))
        if vectors is None or not anchors or not others:
            return {}
        anchor_rows, other_rows = self._list_rows(anchors), self._list_rows(others)
        cosines = np.round((vectors[anchor_rows] @ vectors[other_rows].T).toarray(), 6)
        clauses: dict[SourceSentence, Span] = {}
        anchor_clauses: dict[SourceSentence, set[Span | None]] = {anchor: set() for anchor in anchors}
        column = 0
        for other in others:
            width = len(self._units[other][1])
            anchor, row, place = self._choose_units(anchors, other, cosines[:, column : column + width])
            column += width
            if place:
                clauses[other] = self._units[other][1][place]
            anchor_clauses[anchor].add(self._units[anchor][1][row] if row else None)
        for anchor, found in anchor_clauses.items():
            (clause,) = found if len(found) == 1 else (None,)
            if clause is not None:
                clauses[anchor] = clause
        return clauses

    def _list_rows(self, sentences: Iterable[SourceSentence]) -> list[int]:
        units = (self._units[sentence] for sentence in sentences)
        return [row for first, spans in units for row in range(first, first + len(spans))]

    def _choose_units(
        self, anchors: Sequence[SourceSentence], other: SourceSentence, cosines: NDArray[np.float64]
    ) -> tuple[SourceSentence, int, int]:
        """Return the most similar anchor, and the number of its unit and of the other sentence's.

        Unit 0 is the whole sentence. `cosines` are those of all units of the anchors (rows) with the units of
        the other sentence (columns).
        """
        start, best, chosen = 0, -1.0, (anchors[0], 0, 0)
        for anchor in anchors:
            height = len(self._units[anchor][1])
            block = cosines[start : start + height]
            start += height
            row, place = (int(n) for n in np.unravel_index(int(np.argmax(block)), block.shape))
            score, whole = float(block[row, place]), float(block[0, 0])
            if score < CLEARLY_MORE_SIMILAR * whole or whole >= SIMILAR_AS_WHOLES:
                row, place = 0, 0
            if score > best:
                common = _find_common_claim(self._sentences[anchor], self._sentences[other])
                if common is not None:
                    row = self._find_shortest_unit(anchor, common[0])
                    place = self._find_shortest_unit(other, common[1])
                best, chosen = score, (anchor, row, place)
        return chosen

    def _find_shortest_unit(self, sentence: SourceSentence, span: Span) -> int:
        """Return the number of the shortest unit of a sentence that covers a span, 0 if none does."""
        units = self._units[sentence][1]
        covering = [number for number, unit in enumerate(units) if unit.covers(span)]
        return min(covering, key=lambda number: units[number].end - units[number].start, default=0)


def _find_common_claim(one: SentenceEvidence, other: SentenceEvidence) -> tuple[Span, Span] | None:
    """Return the spans of a refusal to comment on one topic, or of figures of the same thing, or None."""
    for a in one.unsaid_topics:
        for b in other.unsaid_topics:
            if a.topic_stems & b.topic_stems:
                return a.span, b.span
    for figure in one.figures:
        for other_figure in other.figures:
            if figure.refers_to_same_thing(other_figure):
                return figure.span, other_figure.span
    return None


def _find_short_clauses(evidence: SentenceEvidence) -> tuple[Span, ...]:
    if evidence.features is None:
        return ()
    longest = LONGEST_CLAUSE_SHARE * (evidence.span.end - evidence.span.start)
    return tuple(span for span in evidence.features.clauses if span.end - span.start <= longest)


def _build_vectors(texts: Sequence[str], sentence_rows: Sequence[int]) -> Any:
    """Return TF-IDF vectors of character n-grams, weighted by the whole sentences; None without n-grams."""
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

    lengths = (SHORTEST_NGRAM, LONGEST_NGRAM)
    try:
        counts = CountVectorizer(analyzer="char", ngram_range=lengths, dtype=np.float64).fit_transform(texts)
    except ValueError:  # no text has three characters
        return None
    return TfidfTransformer().fit(counts[list(sentence_rows)]).transform(counts).tocsr()
