"""What a source does to the points of its story: it adds some, confirms some, contradicts some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..models import Cell, Difference, Point, Story

RelationKind = Literal["contradicts", "confirms", "differs", "adds"]
AGAINST: frozenset[Difference] = frozenset({"figures", "denial"})
"""Differences of which only one side can be right; the others tell who says it, and how surely."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A source's part in one point.

    It `adds` what only it reports, `confirms` what others report, `contradicts` what they report with other
    figures or deny, or reports the same and `differs` in whom it credits or how sure it is. `differences`
    are those in which the source has a part, `others` the cells it agrees with or differs from.
    """

    kind: RelationKind
    point: Point
    cell: Cell
    others: tuple[Cell, ...]
    differences: tuple[Difference, ...] = ()


def relations(story: Story, source: str) -> tuple[Relation, ...]:
    """Return a source's part in each point that it reports, in the order of the points."""
    found = ((point, point.cell(source)) for point in story.points)
    return tuple(_relation(point, cell) for point, cell in found if cell is not None)


def fresh(
    before: Story | None, source_before: str, after: Story, source: str
) -> tuple[tuple[Relation, ...], int]:
    """Return the parts in points that a source has only now, and the number of those that it has no more."""
    now = relations(after, source)
    if before is None or not any(article.id == source_before for article in before.articles):
        return now, 0
    old = {_key(before, one) for one in relations(before, source_before)}
    keys = [_key(after, one) for one in now]
    return tuple(one for one, key in zip(now, keys, strict=True) if key not in old), len(old - set(keys))


def _relation(point: Point, cell: Cell) -> Relation:
    others = tuple(other for other in point.cells if other is not cell)
    if not others:
        return Relation("adds", point, cell, ())
    differences = tuple(kind for kind in point.differs if kind != "figures" or _counts_otherwise(point, cell))
    if "figures" in differences:
        against = tuple(other for other in others if other.words) or others
        return Relation("contradicts", point, cell, against, differences)
    if "denial" in differences:
        return Relation("contradicts", point, cell, _other_side(cell, others), differences)
    return Relation("differs" if differences else "confirms", point, cell, others, differences)


def _counts_otherwise(point: Point, cell: Cell) -> bool:
    """Tell whether a cell has one of the figures that differ; where no cell names its own, each may."""
    return cell.words is not None or not any(other.words for other in point.cells)


def _other_side(cell: Cell, others: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells that affirm what this one denies, or deny what it affirms; all if nothing tells."""
    denies = _denies(cell)
    return tuple(other for other in others if _denies(other) != denies) or tuple(others)


def _denies(cell: Cell) -> bool:
    return any(mark.kind == "denial" for mark in cell.marks)


def _key(story: Story, one: Relation) -> tuple[object, ...]:
    text = story.article(one.cell.source).text
    words = tuple(span.of(text) for span in one.cell.spans)
    return one.kind, one.differences, words, frozenset(other.source for other in one.others)
