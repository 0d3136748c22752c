"""Relate a source to the points of its story: it adds, confirms, contradicts each or tells it otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, get_args

from build_scripts.comparison.differences.pair_differences import PairComparer, PairDifferences
from build_scripts.models import Article, DifferenceKind, Point, PointCell, Span, Story

PointRelationKind = Literal["contradicts", "precision", "telling", "confirms", "so far alone", "adds"]
DifferenceTag = DifferenceKind | Literal["silence"]
CONFLICTING_DIFFERENCES: frozenset[DifferenceKind] = frozenset({"figures", "denial"})
"""Kinds of difference in which only one side can be right; others concern credit and certainty."""


@dataclass(frozen=True, slots=True)
class DifferingCell:
    """Another source's cell that differs from the source's own, and the kinds of difference.

    `silence`: one of the two reports that something was not said or confirmed, and the other does not.
    `own_words` and `words` are the figures that differ, or the words of a denial, in the source's own cell
    and in the other; None for a cell without any.
    """

    cell: PointCell
    tags: tuple[DifferenceTag, ...]
    own_words: Span | None = None
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class PointRelation:
    """The relation of a source to one point.

    - `adds`: only this source reports it, as far as can be told.
    - `so far alone`: no other source reports it, but one may, or was not compared.
    - `confirms`: other sources report the same.
    - `contradicts`: its figure and another's cannot both be right, or one source denies the other's claim.
    - `precision`: its figure is more or less exact than another's.
    - `telling`: it is more or less certain, credits others, or reports that it was not confirmed.

    `differing_cells` are the cells that it contradicts; if there are none, those that are more or less exact;
    if there are none, those that tell it differently. `agreeing_cells` are those that it confirms.
    """

    kind: PointRelationKind
    point: Point
    cell: PointCell
    differing_cells: tuple[DifferingCell, ...] = ()
    agreeing_cells: tuple[PointCell, ...] = ()


def find_point_relations(story: Story, source: str, pairs: PairComparer) -> tuple[PointRelation, ...]:
    """Return a source's relation to each point that it reports, in the order of the points.

    A point that has the source's sentences as not yet reviewed counts as reported by it: whoever reviews the
    change reads them.
    """
    points = (_join_unreviewed_cell(point, source) for point in story.points)
    found = ((point, point.get_cell(source)) for point in points)
    return tuple(_relate_to_point(story, pairs, point, cell) for point, cell in found if cell is not None)


def _join_unreviewed_cell(point: Point, source: str) -> Point:
    """Return a point with the source's cell if it has one that is not yet reviewed."""
    cell = next((cell for cell in point.possible if cell.source == source), None)
    if cell is None or source not in point.unreviewed:
        return point
    # The program found the point's kinds of difference without this cell, so any may be there.
    differs = point.differs if "typed" in point.edits else get_args(DifferenceKind)
    grade = point.grade if "graded" in point.edits else "conflict"
    possible = tuple(other for other in point.possible if other is not cell)
    return replace(point, cells=(*point.cells, cell), differs=differs, grade=grade, possible=possible)


def find_new_point_relations(
    before: Story | None, source_before: str, after: Story, source: str, pairs: PairComparer
) -> tuple[tuple[PointRelation, ...], int]:
    """Return a source's relations that are new in `after`, and the number of those that no longer hold.

    The source was `source_before` in the story `before`; all its relations are new if it was not there.
    """
    now = find_point_relations(after, source, pairs)
    if before is None or not any(article.id == source_before for article in before.articles):
        return now, 0
    old_keys = {
        _identify_relation(before, relation)
        for relation in find_point_relations(before, source_before, pairs)
    }
    keys = [_identify_relation(after, relation) for relation in now]
    new = tuple(relation for relation, key in zip(now, keys, strict=True) if key not in old_keys)
    return new, len(old_keys - set(keys))


def _relate_to_point(story: Story, pairs: PairComparer, point: Point, cell: PointCell) -> PointRelation:
    others = [other for other in point.cells if other is not cell]
    if not others:
        return PointRelation("adds" if story.is_found_in_one_only(point) else "so far alone", point, cell)
    differing: dict[PointRelationKind, list[DifferingCell]] = {
        "contradicts": [],
        "precision": [],
        "telling": [],
    }
    for other, differences in zip(others, _find_differences(story, pairs, point, cell), strict=True):
        tags = _list_tags(story, cell, other, differences)
        if tags:
            # Where figures differ and no fact does, a later report has overtaken one of them.
            is_in_fact = "figures" in tags and point.differs_in_fact
            kind: PointRelationKind = "precision" if is_in_fact else "telling"
            differing["contradicts" if differences.is_conflict else kind].append(
                _make_differing_cell(cell, other, tags, differences)
            )
    sources = {one.cell.source for cells in differing.values() for one in cells}
    agreeing = tuple(other for other in others if other.source not in sources)
    for kind, cells in differing.items():
        if cells:
            return PointRelation(kind, point, cell, tuple(cells), agreeing)
    return PointRelation("confirms", point, cell, (), agreeing)


def _make_differing_cell(
    cell: PointCell, other: PointCell, tags: tuple[DifferenceTag, ...], differences: PairDifferences
) -> DifferingCell:
    """Return the other cell, with the words that show the difference: figures before a denial.

    The editor's differing words stand for those of a difference that only the editor sees.
    """
    words: Mapping[str, Span | None] = differences.figure_words or differences.denial_words
    if not words and "figures" in tags:
        words = {one.source: one.differing_words for one in (cell, other)}
    return DifferingCell(other, tags, words.get(cell.source), words.get(other.source))


def _list_tags(
    story: Story, cell: PointCell, other: PointCell, differences: PairDifferences
) -> tuple[DifferenceTag, ...]:
    """Return the kinds of difference of two cells; `silence` replaces a denial that is only a silence."""
    one_is_silence = _is_only_silence(story, cell) != _is_only_silence(story, other)
    tags: list[DifferenceTag] = [
        kind for kind in differences.kinds if kind != "denial" or not differences.denial_is_silence
    ]
    return (*tags, "silence") if differences.denial_is_silence or one_is_silence else tuple(tags)


def _find_differences(
    story: Story, pairs: PairComparer, point: Point, cell: PointCell
) -> Iterator[PairDifferences]:
    """Yield the differences of a cell from each other cell: the machine's, unless an editor gave the kinds.

    A kind that the editor gives and the machine finds nowhere in the point holds for every pair of cells; but
    figures only differ between cells whose differing words are not the same.
    """
    words = {other.source: _read_differing_words(story, other) for other in point.cells}
    read = {other.source: (story.get_article(other.source), other) for other in point.cells}
    editor_only = _find_editor_only_kinds(pairs, point, tuple(read.values()))
    for other in point.cells:
        if other is cell:
            continue
        same_words = any(words.values()) and words[cell.source] == words[other.source]
        own = editor_only - {"figures"} if same_words else editor_only
        found = pairs.compare_pair(read[cell.source], read[other.source])
        if _denies(cell) and _denies(other):
            found = replace(found, kinds=tuple(kind for kind in found.kinds if kind != "denial"))
        kinds = tuple(kind for kind in point.differs if kind in own or kind in found.kinds)
        can_conflict = point.grade == "conflict" and not CONFLICTING_DIFFERENCES.isdisjoint(kinds)
        is_found = found.is_conflict or "graded" in point.edits
        is_conflict = can_conflict and (is_found or not own.isdisjoint(CONFLICTING_DIFFERENCES & set(kinds)))
        yield replace(found, kinds=kinds, is_conflict=is_conflict)


def _denies(cell: PointCell) -> bool:
    """Return whether a cell denies or negates what another cell of its point reports."""
    return any(mark.kind == "denial" for mark in cell.marks)


def _find_editor_only_kinds(
    pairs: PairComparer, point: Point, read: tuple[tuple[Article, PointCell], ...]
) -> set[DifferenceKind]:
    """Return the kinds of difference that an editor gives a point and the machine finds nowhere in it."""
    if "typed" not in point.edits:
        return set()
    kinds = set(point.differs)
    for one, other in combinations(read, 2):
        kinds.difference_update(pairs.compare_pair(one, other).kinds)
    return kinds


def _read_differing_words(story: Story, cell: PointCell) -> str | None:
    if cell.differing_words is None:
        return None
    return cell.differing_words.extract(story.get_article(cell.source).text).casefold()


def _is_only_silence(story: Story, cell: PointCell) -> bool:
    """Return whether a cell only says that somebody did not say something."""
    silences = [silence.span for silence in story.get_article(cell.source).silences]
    spans = cell.clauses or cell.spans
    return all(any(span.overlaps(silence) for silence in silences) for span in spans)


def _identify_relation(story: Story, relation: PointRelation) -> tuple[object, ...]:
    """Return a key that is the same for a relation before and after a change, if nothing in it changed."""
    text = story.get_article(relation.cell.source).text
    words = tuple(span.extract(text) for span in relation.cell.spans)
    differing = frozenset((other.cell.source, other.tags) for other in relation.differing_cells)
    return relation.kind, words, differing, frozenset(other.source for other in relation.agreeing_cells)
