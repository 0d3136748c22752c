"""What `points:` of a `story.yml` may say: the editor's word on the points of a story."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_scripts.models import Difference
from build_scripts.source_files.yaml.did_you_mean import chosen
from build_scripts.source_files.yaml.parser import Node
from build_scripts.source_files.yaml.schema import DIFFERENCES, NO_DIFFERENCE
from build_scripts.source_files.yaml.validator import Form


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article as an editor wrote them down, and the line of `story.yml` they stand on."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class PointFile:
    """One entry of `points:` before its passages have been looked up in the articles.

    `add` and `remove` move sentences in and out of what `sentences` or the machine gives a source's cell.
    `split_from` is the id of the point that this one is a part of.
    """

    id: str
    line: int
    label: str | None
    sentences: Mapping[str, tuple[Passage, ...]]
    words: Mapping[str, Passage]
    merge: tuple[Passage, ...]
    differs: tuple[Difference, ...] | None
    hide: bool
    note: str | None
    add: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    split_from: str | None = None


def read_points(form: Form) -> tuple[PointFile, ...]:
    """Return the entries under `points`; those under an entry's `split` stand in its place."""
    seen: set[str] = set()
    return tuple(point for entry in form.forms("points") for point in _entry(entry, seen))


def ids(points: Collection[PointFile]) -> frozenset[str]:
    """Return the ids of points that entries are about: their own, and those that they merge or split."""
    every = {id_ for point in points for id_ in (point.id, *(p.words for p in point.merge))}
    return frozenset(every | {point.split_from for point in points if point.split_from is not None})


def _entry(entry: Form, seen: set[str]) -> Iterator[PointFile]:
    if entry.get("split") is None:
        yield from _once(entry, _point(entry, None), seen)
        return
    whole = entry.identifier("id")
    parts = entry.forms("split")
    entry.finish()
    if whole is None:
        return
    # The whole is no point any more, so nobody else may be called by its id.
    if whole in seen:
        entry.fault(entry.node, "id", f"'{whole}' stands twice", "keep one of the two")
    seen.add(whole)
    for part in parts:
        yield from _once(part, _point(part, whole), seen)


def _once(entry: Form, point: PointFile, seen: set[str]) -> Iterable[PointFile]:
    if not point.id:
        return ()
    if point.id in seen:
        what, mend = f"'{point.id}' stands twice", "keep one of the two"
        if point.id == point.split_from:
            what, mend = f"a part of '{point.id}' has its id", "give each part an id of its own"
        entry.fault(entry.node, "id", what, mend)
        return ()
    seen.add(point.id)
    return (point,)


def _point(entry: Form, split_from: str | None) -> PointFile:
    identifier = entry.identifier("id")
    words = _cells(entry, "words")
    differs = entry.get("differs")
    point = PointFile(
        id=identifier or "",
        line=entry.node.line,
        label=entry.text("label"),
        sentences=_cells(entry, "sentences"),
        words={source: passages[0] for source, passages in words.items() if passages},
        merge=_passages(entry.located_texts("merge")),
        differs=tuple(_differences(entry)) if differs else None,
        hide=entry.flag("hide"),
        note=entry.block("note"),
        add=_cells(entry, "add"),
        remove=_cells(entry, "remove"),
        split_from=split_from,
    )
    entry.finish()
    return point


def _cells(entry: Form, key: str) -> dict[str, tuple[Passage, ...]]:
    return {source: _passages(found) for source, found in entry.cells(key).items()}


def _passages(found: Iterable[tuple[Node, str]]) -> tuple[Passage, ...]:
    return tuple(Passage(text, node.line) for node, text in found)


def _differences(form: Form) -> Iterator[Difference]:
    for node, text in form.located_texts("differs"):
        if text in DIFFERENCES:
            yield text
        elif text != NO_DIFFERENCE:
            mend = chosen(text, (*DIFFERENCES, NO_DIFFERENCE), "use")
            form.fault(node, "differs", f"'{text}' is not known", mend)
