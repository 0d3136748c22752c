"""Tell of two cells of a point how they differ from each other, whatever the point's other cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.comparison.differences.cell_differences import compare_cells
from build_scripts.comparison.evidence.sentence_evidence import (
    ComparisonWords,
    SentenceEvidence,
    read_sentence_evidence,
)
from build_scripts.models import Article, DifferenceKind, PointCell, Span


@dataclass(frozen=True, slots=True)
class PairDifferences:
    """How two cells differ, and whether only one of them can be right.

    "Six" and "over forty" are in conflict, "at least six" and "over forty" aren't; nor is who is credited.
    `denial_is_silence` tells that what counts as a denial is only that somebody did not say or confirm it.
    """

    kinds: tuple[DifferenceKind, ...] = ()
    is_conflict: bool = False
    denial_is_silence: bool = False


class PairComparer:
    """What is read in articles, each once, to tell what two cells differ in."""

    def __init__(self, knowledge: ComparisonWords) -> None:
        self._knowledge = knowledge
        # By identity: an article holds all that is known of it, and the reference keeps its number its own.
        self._read: dict[int, tuple[Article, Mapping[Span, SentenceEvidence]]] = {}

    def compare_pair(
        self, one: tuple[Article, PointCell], other: tuple[Article, PointCell]
    ) -> PairDifferences:
        """Return how the cells of two articles on one point differ, as the machine finds it."""
        cells = {
            cell.source: [self._evidence(article, span) for span in cell.spans]
            for article, cell in (one, other)
        }
        parts = {cell.source: cell.clauses for _, cell in (one, other)}
        found = compare_cells(cells, {}, parts, self._knowledge.negations, self._knowledge.hedges_and_denials)
        denied = found.negated_words or any(
            _denies(article, cells[cell.source]) for article, cell in (one, other)
        )
        silent = "denial" in found.kinds and not denied
        return PairDifferences(
            found.kinds, found.figures_conflict or ("denial" in found.kinds and not silent), silent
        )

    def _evidence(self, article: Article, span: Span) -> SentenceEvidence:
        if id(article) not in self._read:
            self._read[id(article)] = (
                article,
                {one.span: one for one in read_sentence_evidence(article, self._knowledge)},
            )
        # An editor may cut a cell otherwise than in sentences.
        return self._read[id(article)][1].get(span) or SentenceEvidence(article.text, span)


def _denies(article: Article, cell: Sequence[SentenceEvidence]) -> bool:
    """Tell whether a cell denies something, rather than telling that it was not said or confirmed."""
    denials = (span for evidence in cell for span in evidence.denials)
    return any(not any(span.overlaps(silence.span) for silence in article.silences) for span in denials)
