"""Put together what several new sources of a story say of the same point, so that it is told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_scripts.change_report.point_relations import DifferenceTag, PointRelation, PointRelationKind
from build_scripts.change_report.source_summary import SourceSummary, quote_permitted_text
from build_scripts.models import Point, PointCell, Span
from build_scripts.pages.views.story_view import StoryView

SHARED_KINDS: tuple[PointRelationKind, ...] = ("contradicts", "precision", "telling", "confirms")
"""The relations to a point that other sources report too, the one that matters most first."""
SourceRelation = tuple[str, PointRelation]
"""The id of a source, and its relation to a point."""
SidePlace = tuple[str, PointCell, Span | None]
"""The key of a side, one of its cells, and the words there."""


@dataclass(frozen=True, slots=True)
class PointSide:
    """The cells that have the same words where others differ, and the span of these words in each.

    A cell that others deny may have no words of its own, so None.
    """

    cells: tuple[PointCell, ...]
    spans: tuple[Span | None, ...]

    @property
    def words(self) -> Span | None:
        """The words in the first cell."""
        return self.spans[0]


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """A point that new sources share with others, and what it is to the one that it matters most to.

    `cells` are those of the new sources and of all that agree or differ; `sides` are empty where nobody
    contradicts or is more exact. `repetitions` is the number of other points that are told with this one,
    because the same words of the new sources stand against the same words there.
    """

    point: Point
    kind: PointRelationKind
    tags: tuple[DifferenceTag, ...]
    sides: tuple[PointSide, ...]
    cells: tuple[PointCell, ...]
    repetitions: int = 0

    @property
    def cells_beside_sides(self) -> tuple[PointCell, ...]:
        """The cells that are in none of the sides."""
        told = {cell.source for side in self.sides for cell in side.cells}
        return tuple(cell for cell in self.cells if cell.source not in told)


def find_shared_points(view: StoryView, summaries: Sequence[SourceSummary]) -> tuple[SharedPoint, ...]:
    """Return the points that the sources of a story share with others, in the order of the story's points."""
    relations: dict[str, list[SourceRelation]] = {}
    for summary in summaries:
        for relation in summary.relations:
            if relation.kind in SHARED_KINDS:
                relations.setdefault(relation.point.id, []).append((summary.source.id, relation))
    order = [point.id for point in view.story.points if point.id in relations]
    shared = (_join_relations(view, relations[point]) for point in order)
    return tuple(_join_repetitions(view, shared, {summary.source.id for summary in summaries}))


def _join_repetitions(
    view: StoryView, points: Iterable[SharedPoint], new: Collection[str]
) -> Iterator[SharedPoint]:
    """Yield the points, each difference once: a sentence may stand in several points."""
    found: dict[tuple[object, ...], SharedPoint] = {}
    for shared in points:
        key: tuple[object, ...] = (shared.point.id,)
        places = [pair for side in shared.sides for pair in zip(side.cells, side.spans, strict=True)]
        if all(span for _, span in places) and places:
            words = frozenset(_make_side_key(view, cell, span) for cell, span in places)
            own = frozenset((cell.source, span) for cell, span in places if cell.source in new)
            key = (shared.kind, words, own)
        found[key] = _join_points(view, found[key], shared) if key in found else shared
    yield from found.values()


def _join_points(view: StoryView, one: SharedPoint, other: SharedPoint) -> SharedPoint:
    """Return the first point with the sides of both."""
    places = [
        (_make_side_key(view, cell, span), cell, span)
        for side in (*one.sides, *other.sides)
        for cell, span in zip(side.cells, side.spans, strict=True)
    ]
    cells = {cell.source: cell for cell in (*one.cells, *other.cells)}
    return replace(
        one, sides=_make_sides(places), cells=tuple(cells.values()), repetitions=one.repetitions + 1
    )


def _join_relations(view: StoryView, relations: Sequence[SourceRelation]) -> SharedPoint:
    kind = min((relation.kind for _, relation in relations), key=SHARED_KINDS.index)
    telling = [relation for _, relation in relations if relation.kind == kind]
    tags = dict.fromkeys(
        tag for relation in telling for other in relation.differing_cells for tag in other.tags
    )
    cells = {cell.source: cell for _, relation in relations for cell in _list_cells(relation)}
    sides = _collect_sides(view, relations) if kind in ("contradicts", "precision") else ()
    # Of the same point, one relation may know more cells than another: those that an editor has not read.
    point = max((relation.point for _, relation in relations), key=lambda point: len(point.cells))
    return SharedPoint(point, kind, tuple(tags), sides, tuple(cells.values()))


def _list_cells(relation: PointRelation) -> Iterator[PointCell]:
    yield relation.cell
    yield from relation.agreeing_cells
    yield from (other.cell for other in relation.differing_cells)


def _collect_sides(view: StoryView, relations: Sequence[SourceRelation]) -> tuple[PointSide, ...]:
    """Return the sides of a point; all cells without words whose claim others deny are one side."""
    places: list[SidePlace] = []
    for _, relation in relations:
        for other in relation.differing_cells if relation.kind in ("contradicts", "precision") else ():
            for cell, words in ((relation.cell, other.own_words), (other.cell, other.words)):
                is_denied = words is None and "denial" in other.tags
                places.append(("denied" if is_denied else _make_side_key(view, cell, words), cell, words))
    return _make_sides(places)


def _make_sides(places: Iterable[SidePlace]) -> tuple[PointSide, ...]:
    """Return the sides with these cells, those with the most cells first."""
    found: dict[str, dict[str, tuple[PointCell, Span | None]]] = {}
    for key, cell, words in places:
        found.setdefault(key, {}).setdefault(cell.source, (cell, words))
    sides = [
        PointSide(tuple(cell for cell, _ in own.values()), tuple(words for _, words in own.values()))
        for own in found.values()
    ]
    return tuple(sorted(sides, key=lambda side: -len(side.cells)))


def _make_side_key(view: StoryView, cell: PointCell, words: Span | None) -> str:
    """Return the same key for the cells of a side, which have the same words."""
    shown = quote_permitted_text(view.sources_by_id[cell.source], words) if words else None
    return f"cell of {cell.source}" if shown is None else f"words {shown.casefold()}"
