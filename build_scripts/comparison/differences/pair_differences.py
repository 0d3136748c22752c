"""Compare two cells of a point with each other, regardless of the point's other cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_scripts.comparison.differences.cell_differences import compare_cells
from build_scripts.comparison.evidence.printed_first import PublicationOrder
from build_scripts.comparison.evidence.sentence_evidence import (
    ComparisonWords,
    SentenceEvidence,
    read_sentence_evidence,
)
from build_scripts.models import Article, DifferenceKind, PointCell, Span


@dataclass(frozen=True, slots=True)
class PairDifferences:
    """The kinds of difference between two cells, and whether only one of the cells can be right.

    "Six" and "over forty" are in conflict, "at least six" and "over forty" are not; nor are different
    attributions. `denial_is_silence` is true if the denial is only that somebody did not say or confirm it.
    `figure_words` are the figures of the two cells that differ, `denial_words` the words with which a cell
    denies the other's claim, both by source.
    """

    kinds: tuple[DifferenceKind, ...] = ()
    is_conflict: bool = False
    denial_is_silence: bool = False
    figure_words: Mapping[str, Span] = field(default_factory=dict)
    denial_words: Mapping[str, Span] = field(default_factory=dict)


class PairComparer:
    """Compares pairs of cells; reads the evidence of each article once."""

    def __init__(self, words: ComparisonWords) -> None:
        self._words = words
        # By `id()` of the article. The article is stored too, so that Python can't reuse its id.
        self._read: dict[int, tuple[Article, Mapping[Span, SentenceEvidence]]] = {}

    def compare_pair(
        self, one: tuple[Article, PointCell], other: tuple[Article, PointCell]
    ) -> PairDifferences:
        """Return how the cells of two articles on one point differ, without an editor's curation."""
        cells = {
            cell.source: [self._evidence(article, span) for span in cell.spans]
            for article, cell in (one, other)
        }
        clauses = {cell.source: cell.clauses for _, cell in (one, other)}
        precedes = PublicationOrder((one[0], other[0])).precedes
        found = compare_cells(cells, {}, clauses, self._words, precedes)
        denied = found.negated_words or any(
            denies_more_than_silence(article, cells[cell.source]) for article, cell in (one, other)
        )
        silent = "denial" in found.kinds and not denied
        denials = {source: one.denials[0] for source, cell in cells.items() for one in cell if one.denials}
        return PairDifferences(
            found.kinds,
            found.figure_relation == "conflict" or ("denial" in found.kinds and not silent),
            silent,
            found.differing_words if "figures" in found.kinds else {},
            {**denials, **found.negated_words},
        )

    def _evidence(self, article: Article, span: Span) -> SentenceEvidence:
        if id(article) not in self._read:
            self._read[id(article)] = (
                article,
                {one.span: one for one in read_sentence_evidence(article, self._words)},
            )
        # An editor's span need not be a sentence.
        return self._read[id(article)][1].get(span) or SentenceEvidence(article.text, span)


def denies_more_than_silence(article: Article, cell: Sequence[SentenceEvidence]) -> bool:
    """Return whether a cell has a denial other than a refusal to comment or confirm."""
    denials = (span for evidence in cell for span in evidence.denials)
    return any(not any(span.overlaps(silence.span) for silence in article.silences) for span in denials)
