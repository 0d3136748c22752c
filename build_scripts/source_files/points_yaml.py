"""What `points:` of a `story.yml` may say: the editor's word on the points of a story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_scripts.models import DifferenceKind
from build_scripts.source_files.yaml.did_you_mean import suggest_options
from build_scripts.source_files.yaml.parser import YamlNode
from build_scripts.source_files.yaml.schema import DIFFERENCE_KINDS, NO_DIFFERENCE
from build_scripts.source_files.yaml.validator import MappingValidator


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words of an article as an editor wrote them down, and the line of `story.yml` they stand on."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class PointEntry:
    """One entry of `points:` before its passages have been looked up in the articles.

    `add` and `remove` move sentences in and out of what `sentences` or the machine gives a source's cell.
    `split_from` is the id of the point that this one is a part of.
    """

    id: str
    line: int
    label: str | None
    sentences: Mapping[str, tuple[QuotedPassage, ...]]
    words: Mapping[str, QuotedPassage]
    merge: tuple[QuotedPassage, ...]
    differs: tuple[DifferenceKind, ...] | None
    hide: bool
    note: str | None
    add: Mapping[str, tuple[QuotedPassage, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[QuotedPassage, ...]] = field(default_factory=dict)
    split_from: str | None = None


def read_point_entries(form: MappingValidator) -> tuple[PointEntry, ...]:
    """Return the entries under `points`; those under an entry's `split` stand in its place."""
    seen: set[str] = set()
    return tuple(point for entry in form.mappings("points") for point in _entry(entry, seen))


def collect_curated_point_ids(points: Collection[PointEntry]) -> frozenset[str]:
    """Return the ids of points that entries are about: their own, and those that they merge or split."""
    every = {id_ for point in points for id_ in (point.id, *(p.words for p in point.merge))}
    return frozenset(every | {point.split_from for point in points if point.split_from is not None})


def _entry(entry: MappingValidator, seen: set[str]) -> Iterator[PointEntry]:
    if entry.get("split") is None:
        yield from _once(entry, _point(entry, None), seen)
        return
    whole = entry.identifier("id")
    parts = entry.mappings("split")
    entry.report_unknown_keys()
    if whole is None:
        return
    # The whole is no point any more, so nobody else may be called by its id.
    if whole in seen:
        entry.add_problem(entry.node, "id", f"'{whole}' stands twice", "keep one of the two")
    seen.add(whole)
    for part in parts:
        yield from _once(part, _point(part, whole), seen)


def _once(entry: MappingValidator, point: PointEntry, seen: set[str]) -> Iterable[PointEntry]:
    if not point.id:
        return ()
    if point.id in seen:
        what, mend = f"'{point.id}' stands twice", "keep one of the two"
        if point.id == point.split_from:
            what, mend = f"a part of '{point.id}' has its id", "give each part an id of its own"
        entry.add_problem(entry.node, "id", what, mend)
        return ()
    seen.add(point.id)
    return (point,)


def _point(entry: MappingValidator, split_from: str | None) -> PointEntry:
    identifier = entry.identifier("id")
    words = _cells(entry, "words")
    differs = entry.get("differs")
    point = PointEntry(
        id=identifier or "",
        line=entry.node.line,
        label=entry.text("label"),
        sentences=_cells(entry, "sentences"),
        words={source: passages[0] for source, passages in words.items() if passages},
        merge=_passages(entry.texts_with_nodes("merge")),
        differs=tuple(_differences(entry)) if differs else None,
        hide=entry.yes_or_no("hide"),
        note=entry.block("note"),
        add=_cells(entry, "add"),
        remove=_cells(entry, "remove"),
        split_from=split_from,
    )
    entry.report_unknown_keys()
    return point


def _cells(entry: MappingValidator, key: str) -> dict[str, tuple[QuotedPassage, ...]]:
    return {source: _passages(found) for source, found in entry.texts_by_source(key).items()}


def _passages(found: Iterable[tuple[YamlNode, str]]) -> tuple[QuotedPassage, ...]:
    return tuple(QuotedPassage(text, node.line) for node, text in found)


def _differences(form: MappingValidator) -> Iterator[DifferenceKind]:
    for node, text in form.texts_with_nodes("differs"):
        if text in DIFFERENCE_KINDS:
            yield text
        elif text != NO_DIFFERENCE:
            fix = suggest_options(text, (*DIFFERENCE_KINDS, NO_DIFFERENCE))
            form.add_problem(node, "differs", f"unknown value '{text}'", fix)
