"""Read the entries under `points:` of a `story.yml`: the editor's changes to the points of a story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_scripts.models import DifferenceKind, Grade
from build_scripts.source_files.yaml.did_you_mean import suggest_options
from build_scripts.source_files.yaml.parser import YamlNode
from build_scripts.source_files.yaml.schema import DIFFERENCE_KINDS, GRADES, NO_DIFFERENCE
from build_scripts.source_files.yaml.validator import MappingValidator


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words that an editor quotes from an article, and their line in `story.yml`."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class PointEntry:
    """One entry of `points:`, whose passages have not yet been looked up in the articles.

    `add` and `remove` give sentences to add to or remove from the cell that `sentences` or the machine gives
    a source. `split_from` is the id of the point that this one is a part of. `apart` gives sentences of
    several sources that do not report the same.
    """

    id: str
    line: int
    label: str | None
    sentences: Mapping[str, tuple[QuotedPassage, ...]]
    words: Mapping[str, QuotedPassage]
    merge: tuple[QuotedPassage, ...]
    differs: tuple[DifferenceKind, ...] | None
    grade: Grade | None
    hide: bool
    note: str | None
    add: Mapping[str, tuple[QuotedPassage, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[QuotedPassage, ...]] = field(default_factory=dict)
    split_from: str | None = None
    apart: Mapping[str, tuple[QuotedPassage, ...]] = field(default_factory=dict)


def read_point_entries(mapping: MappingValidator) -> tuple[PointEntry, ...]:
    """Return the entries under `points`; an entry with `split` is replaced by the entries under it."""
    seen_ids: set[str] = set()
    return tuple(point for entry in mapping.mappings("points") for point in _read_entry(entry, seen_ids))


def collect_curated_point_ids(points: Collection[PointEntry]) -> frozenset[str]:
    """Return the ids of the points that the entries change: their own, and those that they merge or split."""
    own_and_merged = {id_ for point in points for id_ in (point.id, *(p.words for p in point.merge))}
    return frozenset(own_and_merged | {point.split_from for point in points if point.split_from is not None})


def _read_entry(entry: MappingValidator, seen_ids: set[str]) -> Iterator[PointEntry]:
    """Yield the point of an entry, or the points of the parts under its `split`."""
    if entry.get("split") is None:
        yield from _unless_duplicate(entry, _read_point(entry, None), seen_ids)
        return
    whole = entry.identifier("id")
    parts = entry.mappings("split")
    entry.report_unknown_keys()
    if whole is None:
        return
    # The split point is replaced, so no other entry may have its id.
    if whole in seen_ids:
        entry.add_problem(entry.node, "id", *_duplicate_fault(whole))
    seen_ids.add(whole)
    for part in parts:
        yield from _unless_duplicate(part, _read_point(part, whole), seen_ids)


def _unless_duplicate(entry: MappingValidator, point: PointEntry, seen_ids: set[str]) -> Iterable[PointEntry]:
    """Return a point in a tuple; or nothing, and add a problem, if its id was seen already."""
    if not point.id:
        return ()
    if point.id in seen_ids:
        message, fix = _duplicate_fault(point.id)
        if point.id == point.split_from:
            message, fix = f"a part of '{point.id}' has the same id", "give each part an id of its own"
        entry.add_problem(entry.node, "id", message, fix)
        return ()
    seen_ids.add(point.id)
    return (point,)


def _duplicate_fault(id_: str) -> tuple[str, str]:
    return f"two entries have the id '{id_}'", "keep one of the two"


def _read_point(entry: MappingValidator, split_from: str | None) -> PointEntry:
    """Return the point of an entry; its id is "" if it is invalid."""
    identifier = entry.identifier("id")
    words = _quoted_cells(entry, "words")
    differs = entry.get("differs")
    point = PointEntry(
        id=identifier or "",
        line=entry.node.line,
        label=entry.text("label"),
        sentences=_quoted_cells(entry, "sentences"),
        words={source: passages[0] for source, passages in words.items() if passages},
        merge=_quoted_passages(entry.texts_with_nodes("merge")),
        differs=tuple(_difference_kinds(entry)) if differs else None,
        grade=_read_grade(entry),
        hide=entry.yes_or_no("hide"),
        note=entry.block("note"),
        add=_quoted_cells(entry, "add"),
        remove=_quoted_cells(entry, "remove"),
        split_from=split_from,
        apart=_read_apart(entry),
    )
    entry.report_unknown_keys()
    return point


def _read_apart(entry: MappingValidator) -> dict[str, tuple[QuotedPassage, ...]]:
    """Return the sentences that do not report the same; those of one source alone are a problem."""
    cells, node = _quoted_cells(entry, "apart"), entry.get("apart")
    if node is not None and sum(map(bool, cells.values())) < 2:
        fix = "write it like `apart: {a-source: [its words], other-source: [its words]}`"
        entry.add_problem(node, "apart", "needs sentences of two sources", fix)
    return cells


def _read_grade(entry: MappingValidator) -> Grade | None:
    text = entry.choice("grade")
    return next((grade for grade in GRADES if grade == text), None)


def _quoted_cells(entry: MappingValidator, key: str) -> dict[str, tuple[QuotedPassage, ...]]:
    return {source: _quoted_passages(found) for source, found in entry.texts_by_source(key).items()}


def _quoted_passages(found: Iterable[tuple[YamlNode, str]]) -> tuple[QuotedPassage, ...]:
    return tuple(QuotedPassage(text, node.line) for node, text in found)


def _difference_kinds(mapping: MappingValidator) -> Iterator[DifferenceKind]:
    for node, text in mapping.texts_with_nodes("differs"):
        if text in DIFFERENCE_KINDS:
            yield text
        elif text != NO_DIFFERENCE:
            fix = suggest_options(text, (*DIFFERENCE_KINDS, NO_DIFFERENCE))
            mapping.add_problem(node, "differs", f"unknown value '{text}'", fix)
