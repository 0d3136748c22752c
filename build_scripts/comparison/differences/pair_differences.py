"""Tell of two cells of a point how they differ from each other, whatever the point's other cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.comparison.differences.cell_differences import compare_cells
from build_scripts.comparison.evidence.sentence_evidence import Evidence, Knowledge, read
from build_scripts.models import Article, Cell, Difference, Span


@dataclass(frozen=True, slots=True)
class Apart:
    """How two cells differ, and whether only one of them can be right.

    "Six" and "over forty" are in conflict, "at least six" and "over forty" aren't; nor is who is credited.
    `silent` tells that what counts as a denial is only that somebody did not say or confirm it.
    """

    kinds: tuple[Difference, ...] = ()
    conflict: bool = False
    silent: bool = False


class Pairs:
    """What is read in articles, each once, to tell what two cells differ in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        # By identity: an article holds all that is known of it, and the reference keeps its number its own.
        self._read: dict[int, tuple[Article, Mapping[Span, Evidence]]] = {}

    def apart(self, one: tuple[Article, Cell], other: tuple[Article, Cell]) -> Apart:
        """Return how the cells of two articles on one point differ, as the machine finds it."""
        cells = {
            cell.source: [self._evidence(article, span) for span in cell.spans]
            for article, cell in (one, other)
        }
        parts = {cell.source: cell.parts for _, cell in (one, other)}
        found = compare_cells(cells, {}, parts, self._knowledge.negations, self._knowledge.phrases)
        denied = found.negated or any(_denies(article, cells[cell.source]) for article, cell in (one, other))
        silent = "denial" in found.kinds and not denied
        return Apart(found.kinds, found.conflict or ("denial" in found.kinds and not silent), silent)

    def _evidence(self, article: Article, span: Span) -> Evidence:
        if id(article) not in self._read:
            self._read[id(article)] = article, {one.span: one for one in read(article, self._knowledge)}
        # An editor may cut a cell otherwise than in sentences.
        return self._read[id(article)][1].get(span) or Evidence(article.text, span)


def _denies(article: Article, cell: Sequence[Evidence]) -> bool:
    """Tell whether a cell denies something, rather than telling that it was not said or confirmed."""
    denials = (span for evidence in cell for span in evidence.denials)
    return any(not any(span.overlaps(silence.span) for silence in article.silences) for span in denials)
