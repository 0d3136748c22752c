"""What a source does to the points of its story: it adds some, confirms some, contradicts some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from build_scripts.comparison.compare import Apart, Pairs
from build_scripts.models import Cell, Difference, Point, Story

RelationKind = Literal["contradicts", "confirms", "differs", "adds"]
Tag = Difference | Literal["silence"]
CONFLICTING: frozenset[Difference] = frozenset({"figures", "denial"})
"""Differences of which only one side can be right; the others tell who says it, and how surely."""


@dataclass(frozen=True, slots=True)
class Against:
    """A cell from which a source's own differs, and in what.

    `silence` stands where one tells that something was not said or confirmed, and the other doesn't.
    """

    cell: Cell
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A source's part in one point.

    It `adds` what only it reports, `confirms` what others report, `contradicts` a figure that can't be right
    if its own is, or what it denies, or reports the same and `differs` in how exact or sure it is, whom it
    credits, or in that somebody did not say or confirm it. `against` are the cells that it contradicts or
    differs from, the former alone where there are any, `alike` those that it agrees with.
    """

    kind: RelationKind
    point: Point
    cell: Cell
    against: tuple[Against, ...] = ()
    alike: tuple[Cell, ...] = ()


def relations(story: Story, source: str, pairs: Pairs) -> tuple[Relation, ...]:
    """Return a source's part in each point that it reports, in the order of the points."""
    found = ((point, point.cell(source)) for point in story.points)
    return tuple(_relation(story, pairs, point, cell) for point, cell in found if cell is not None)


def fresh(
    before: Story | None, source_before: str, after: Story, source: str, pairs: Pairs
) -> tuple[tuple[Relation, ...], int]:
    """Return the parts in points that a source has only now, and the number of those that it has no more."""
    now = relations(after, source, pairs)
    if before is None or not any(article.id == source_before for article in before.articles):
        return now, 0
    old = {_key(before, one) for one in relations(before, source_before, pairs)}
    keys = [_key(after, one) for one in now]
    return tuple(one for one, key in zip(now, keys, strict=True) if key not in old), len(old - set(keys))


def _relation(story: Story, pairs: Pairs, point: Point, cell: Cell) -> Relation:
    others = [other for other in point.cells if other is not cell]
    if not others:
        return Relation("adds", point, cell)
    against, conflicting = list[Against](), list[Against]()
    for other, apart in zip(others, _apart(story, pairs, point, cell), strict=True):
        silent = apart.silent or _is_silent(story, cell) != _is_silent(story, other)
        tags: list[Tag] = [kind for kind in apart.kinds if kind != "denial" or not apart.silent]
        tags += ["silence"] if silent else []
        if tags:
            (conflicting if apart.conflict else against).append(Against(other, tuple(tags)))
    differing = {one.cell.source for one in (*conflicting, *against)}
    kind: RelationKind = "contradicts" if conflicting else "differs" if against else "confirms"
    alike = tuple(other for other in others if other.source not in differing)
    return Relation(kind, point, cell, tuple(conflicting or against), alike)


def _apart(story: Story, pairs: Pairs, point: Point, cell: Cell) -> Iterator[Apart]:
    """Yield how a cell differs from each other: as the machine finds it, unless the editor says how.

    Of what the editor says and the machine finds nowhere in the point, the words above the cells tell between
    which of them figures differ; all else is said of all.
    """
    words = {one.source: _named(story, one) for one in point.cells}
    told = {one.source: (story.article(one.source), one) for one in point.cells}
    edited = set(point.differs) if "typed" in point.edits else set[Difference]()
    for both in combinations(told.values(), 2) if edited else ():
        edited.difference_update(pairs.apart(*both).kinds)
    for other in point.cells:
        if other is not cell:
            same = any(words.values()) and words[cell.source] == words[other.source]
            own = edited - {"figures"} if same else edited
            found = pairs.apart(told[cell.source], told[other.source])
            kinds = tuple(kind for kind in point.differs if kind in own or kind in found.kinds)
            conflict = any(kind in CONFLICTING and (kind in own or found.conflict) for kind in kinds)
            yield Apart(kinds, conflict, found.silent)


def _named(story: Story, cell: Cell) -> str | None:
    return cell.words.of(story.article(cell.source).text).casefold() if cell.words else None


def _is_silent(story: Story, cell: Cell) -> bool:
    """Tell whether a cell says no more than that somebody did not say something."""
    silences = [silence.span for silence in story.article(cell.source).silences]
    told = cell.parts or cell.spans
    return all(any(span.overlaps(silence) for silence in silences) for span in told)


def _key(story: Story, one: Relation) -> tuple[object, ...]:
    text = story.article(one.cell.source).text
    words = tuple(span.of(text) for span in one.cell.spans)
    against = frozenset((other.cell.source, other.tags) for other in one.against)
    return one.kind, words, against, frozenset(other.source for other in one.alike)
