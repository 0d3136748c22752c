"""What a source does to the points of its story: it adds some, confirms some, contradicts some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from build_scripts.comparison.differences.pair_differences import PairComparer, PairDifferences
from build_scripts.models import DifferenceKind, Point, PointCell, Story

PointRelationKind = Literal["contradicts", "confirms", "differs", "adds"]
DifferenceTag = DifferenceKind | Literal["silence"]
CONFLICTING_DIFFERENCES: frozenset[DifferenceKind] = frozenset({"figures", "denial"})
"""Differences of which only one side can be right; the others tell who says it, and how surely."""


@dataclass(frozen=True, slots=True)
class DifferingCell:
    """A cell from which a source's own differs, and in what.

    `silence` stands where one tells that something was not said or confirmed, and the other doesn't.
    """

    cell: PointCell
    tags: tuple[DifferenceTag, ...]


@dataclass(frozen=True, slots=True)
class PointRelation:
    """A source's part in one point.

    It `adds` what only it reports, `confirms` what others report, `contradicts` a figure that can't be right
    if its own is, or what it denies, or reports the same and `differs` in how exact or sure it is, whom it
    credits, or in that somebody did not say or confirm it. `differing_cells` are the cells that it
    contradicts or differs from, the former alone where there are any, `agreeing_cells` those that it agrees
    with.
    """

    kind: PointRelationKind
    point: Point
    cell: PointCell
    differing_cells: tuple[DifferingCell, ...] = ()
    agreeing_cells: tuple[PointCell, ...] = ()


def find_point_relations(story: Story, source: str, pairs: PairComparer) -> tuple[PointRelation, ...]:
    """Return a source's part in each point that it reports, in the order of the points."""
    found = ((point, point.get_cell(source)) for point in story.points)
    return tuple(_relation(story, pairs, point, cell) for point, cell in found if cell is not None)


def find_new_point_relations(
    before: Story | None, source_before: str, after: Story, source: str, pairs: PairComparer
) -> tuple[tuple[PointRelation, ...], int]:
    """Return the parts in points that a source has only now, and the number of those that it has no more."""
    now = find_point_relations(after, source, pairs)
    if before is None or not any(article.id == source_before for article in before.articles):
        return now, 0
    old = {_key(before, one) for one in find_point_relations(before, source_before, pairs)}
    keys = [_key(after, one) for one in now]
    return tuple(one for one, key in zip(now, keys, strict=True) if key not in old), len(old - set(keys))


def _relation(story: Story, pairs: PairComparer, point: Point, cell: PointCell) -> PointRelation:
    others = [other for other in point.cells if other is not cell]
    if not others:
        return PointRelation("adds", point, cell)
    against, conflicting = list[DifferingCell](), list[DifferingCell]()
    for other, apart in zip(others, _apart(story, pairs, point, cell), strict=True):
        silent = apart.denial_is_silence or _is_silent(story, cell) != _is_silent(story, other)
        tags: list[DifferenceTag] = [
            kind for kind in apart.kinds if kind != "denial" or not apart.denial_is_silence
        ]
        tags += ["silence"] if silent else []
        if tags:
            (conflicting if apart.is_conflict else against).append(DifferingCell(other, tuple(tags)))
    differing = {one.cell.source for one in (*conflicting, *against)}
    kind: PointRelationKind = "contradicts" if conflicting else "differs" if against else "confirms"
    alike = tuple(other for other in others if other.source not in differing)
    return PointRelation(kind, point, cell, tuple(conflicting or against), alike)


def _apart(story: Story, pairs: PairComparer, point: Point, cell: PointCell) -> Iterator[PairDifferences]:
    """Yield how a cell differs from each other: as the machine finds it, unless the editor says how.

    Of what the editor says and the machine finds nowhere in the point, the words above the cells tell between
    which of them figures differ; all else is said of all.
    """
    words = {one.source: _named(story, one) for one in point.cells}
    told = {one.source: (story.get_article(one.source), one) for one in point.cells}
    edited = set(point.differs) if "typed" in point.edits else set[DifferenceKind]()
    for both in combinations(told.values(), 2) if edited else ():
        edited.difference_update(pairs.compare_pair(*both).kinds)
    for other in point.cells:
        if other is not cell:
            same = any(words.values()) and words[cell.source] == words[other.source]
            own = edited - {"figures"} if same else edited
            found = pairs.compare_pair(told[cell.source], told[other.source])
            kinds = tuple(kind for kind in point.differs if kind in own or kind in found.kinds)
            conflict = any(
                kind in CONFLICTING_DIFFERENCES and (kind in own or found.is_conflict) for kind in kinds
            )
            yield PairDifferences(kinds, conflict, found.denial_is_silence)


def _named(story: Story, cell: PointCell) -> str | None:
    return (
        cell.differing_words.extract(story.get_article(cell.source).text).casefold()
        if cell.differing_words
        else None
    )


def _is_silent(story: Story, cell: PointCell) -> bool:
    """Tell whether a cell says no more than that somebody did not say something."""
    silences = [silence.span for silence in story.get_article(cell.source).silences]
    told = cell.clauses or cell.spans
    return all(any(span.overlaps(silence) for silence in silences) for span in told)


def _key(story: Story, one: PointRelation) -> tuple[object, ...]:
    text = story.get_article(one.cell.source).text
    words = tuple(span.extract(text) for span in one.cell.spans)
    against = frozenset((other.cell.source, other.tags) for other in one.differing_cells)
    return one.kind, words, against, frozenset(other.source for other in one.agreeing_cells)
