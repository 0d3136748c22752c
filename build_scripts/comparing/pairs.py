"""Tell of two cells of a point how they differ from each other, whatever the point's other cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..models import Article, Cell, Difference, Span
from .differences import compare_cells
from .evidence import Evidence, Knowledge, read


@dataclass(frozen=True, slots=True)
class Apart:
    """How two cells differ, and whether only one of them can be right.

    "Six" and "over forty" are in conflict, "at least six" and "over forty" aren't; nor is who is credited.
    """

    kinds: tuple[Difference, ...] = ()
    conflict: bool = False


@dataclass(frozen=True)
class Pairs:
    """A story's articles, read for what two cells differ in."""

    articles: Sequence[Article]
    knowledge: Knowledge

    @cached_property
    def _evidence(self) -> Mapping[tuple[str, Span], Evidence]:
        return {(a.id, one.span): one for a in self.articles for one in read(a, self.knowledge)}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {article.id: article.text for article in self.articles}

    def apart(self, one: Cell, other: Cell) -> Apart:
        """Return how two cells of one point differ, as the machine finds it."""
        cells = {
            cell.source: [
                self._evidence.get((cell.source, span), Evidence(self._texts[cell.source], span))
                for span in cell.spans
            ]
            for cell in (one, other)
        }
        parts = {cell.source: cell.parts for cell in (one, other)}
        found = compare_cells(cells, {}, parts, self.knowledge.negations, self.knowledge.phrases)
        return Apart(found.kinds, "denial" in found.kinds or found.conflict)
