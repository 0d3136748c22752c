"""Compare the files under `sources/` before and after a change: sources and entries of YAML files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from build_scripts.models import Actor, LineOverride, SiteCorrection
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import StoryFile

ACTORS_PATH, PUBLICATION_PATH = "sources/actors.yml", "sources/publication.yml"
CORRECTIONS_PATH = "sources/corrections.yml"
SourceChangeKind = Literal["new", "changed", "moved", "removed", "unreadable"]
SourceRef = tuple[str, str]
"""A story's id and the id of a source in it."""
NamedEntries = Mapping[str, tuple[Any, str]]
"""Entries of a YAML file with their names, by their ids."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One source that is new, changed, moved, removed, or that can no longer be read.

    `previous_ref` is where it was before, if it existed. `capture_changed` is true if the capture's bytes
    changed; `changed_keys` are the changed keys of the sidecar. `withdrawn_on` is the day on which it was
    withdrawn according to `story.yml` (ISO 8601).
    """

    kind: SourceChangeKind
    ref: SourceRef
    path: str
    previous_ref: SourceRef | None = None
    capture_changed: bool = False
    changed_keys: tuple[str, ...] = ()
    withdrawn_on: str | None = None


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry of a YAML file (an actor, a story, a point); `changed_keys` are set where it changed."""

    kind: Literal["new", "changed", "removed"]
    id: str
    name: str
    changed_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationChanges:
    """All changes to a publication's files; `points` are by story.

    `stories` are compared without their points. In `corrections`, the id is the corrected source or page, the
    name the words before and after.
    """

    sources: tuple[SourceChange, ...]
    actors: tuple[EntryChange, ...]
    stories: tuple[EntryChange, ...]
    points: Mapping[str, tuple[EntryChange, ...]]
    publication_keys: tuple[str, ...]
    corrections: tuple[EntryChange, ...] = ()


def find_publication_changes(before: RawPublication, after: RawPublication) -> PublicationChanges:
    """Return the changes between two states of a publication's files.

    A YAML file that now has an error yields no changes: its unreadable entries were not removed.
    """
    old, new = ({story.id: story for story in raw.stories} for raw in (before, after))
    invalid = frozenset(problem.path for problem in after.problems if problem.severity == "error")
    valid_pairs = [(old[id_], now) for id_, now in new.items() if id_ in old and now.path not in invalid]
    return PublicationChanges(
        sources=tuple(_compare_sources(before, after, invalid)),
        actors=()
        if ACTORS_PATH in invalid
        else tuple(_compare_entries(_name_actors(before.actors), _name_actors(after.actors))),
        stories=tuple(_compare_stories(old, new, valid_pairs)),
        points={
            now.id: tuple(_compare_entries(_name_points(was.file), _name_points(now.file)))
            for was, now in valid_pairs
        },
        publication_keys=() if PUBLICATION_PATH in invalid else _find_changed_fields(before.file, after.file),
        corrections=()
        if CORRECTIONS_PATH in invalid
        else tuple(_compare_corrections(before.site_corrections, after.site_corrections)),
    )


def _compare_sources(
    before: RawPublication, after: RawPublication, invalid: frozenset[str]
) -> Iterator[SourceChange]:
    """Yield the sources that changed; one whose capture is now in another place moved."""
    old, new = (_index_sources(raw) for raw in (before, after))
    withdrawn = {(s.id, listed.id): listed.withdrawn for s in after.stories for listed in s.file.sources}
    gone = [ref for ref in old if ref not in new]
    gone_by_capture = {old[ref].data: ref for ref in gone}
    for ref, source in new.items():
        if ref in old:
            capture_changed = source.data != old[ref].data
            keys = _find_changed_fields(old[ref].sidecar, source.sidecar)
            if capture_changed or keys:
                yield SourceChange("changed", ref, source.path, ref, capture_changed, keys)
        elif (previous := gone_by_capture.pop(source.data, None)) is not None:
            gone.remove(previous)
            keys = _find_changed_fields(old[previous].sidecar, source.sidecar)
            yield SourceChange("moved", ref, source.path, previous, changed_keys=keys)
        else:
            yield SourceChange("new", ref, source.path)
    for ref in gone:
        path = old[ref].path
        kind: SourceChangeKind = "unreadable" if path in invalid else "removed"
        yield SourceChange(kind, ref, path, ref, withdrawn_on=withdrawn.get(ref))


def _index_sources(raw: RawPublication) -> dict[SourceRef, RawSource]:
    return {(story.id, source.id): source for story in raw.stories for source in story.sources}


def _compare_stories(
    old: Mapping[str, RawStory], new: Mapping[str, RawStory], valid_pairs: list[tuple[RawStory, RawStory]]
) -> Iterator[EntryChange]:
    """Yield the new stories, those with changed keys except `points`, and the removed ones."""
    for id_, story in new.items():
        if id_ not in old:
            yield EntryChange("new", id_, story.file.title)
    for was, now in valid_pairs:
        if keys := _find_changed_fields(was.file, now.file, "points"):
            yield EntryChange("changed", now.id, now.file.title, keys)
    for id_, story in old.items():
        if id_ not in new:
            yield EntryChange("removed", id_, story.file.title)


def _name_actors(actors: tuple[Actor, ...]) -> NamedEntries:
    return {actor.id: (actor, actor.name) for actor in actors}


def _name_points(file: StoryFile) -> NamedEntries:
    return {point.id: (point, point.label or "") for point in file.points}


def _compare_entries(before: NamedEntries, after: NamedEntries) -> Iterator[EntryChange]:
    """Yield the new and changed entries, then the removed ones."""
    for id_, (entry, name) in after.items():
        if id_ not in before:
            yield EntryChange("new", id_, name)
        elif keys := _find_changed_fields(before[id_][0], entry):
            yield EntryChange("changed", id_, name, keys)
    for id_, (_, name) in before.items():
        if id_ not in after:
            yield EntryChange("removed", id_, name)


def _compare_corrections(
    before: tuple[SiteCorrection, ...], after: tuple[SiteCorrection, ...]
) -> Iterator[EntryChange]:
    old, new = {_drop_lines(entry) for entry in before}, {_drop_lines(entry) for entry in after}
    for entry in after:
        if _drop_lines(entry) not in old:
            yield _describe_correction("new", entry)
    for entry in before:
        if _drop_lines(entry) not in new:
            yield _describe_correction("removed", entry)


def _describe_correction(kind: Literal["new", "removed"], entry: SiteCorrection) -> EntryChange:
    place = "/".join(filter(None, (entry.story, entry.source))) or f"/{entry.page}"
    return EntryChange(kind, place, f"on {entry.date}: “{entry.was}” → “{entry.now}”")


def _find_changed_fields(before: Any, after: Any, *ignored: str) -> tuple[str, ...]:
    """Return the fields in which two values of a dataclass differ, except `ignored` ones and line numbers."""
    names = [f.name for f in fields(before) if f.name not in ignored and not _is_line_number(before, f.name)]
    return tuple(n for n in names if _drop_lines(getattr(before, n)) != _drop_lines(getattr(after, n)))


def _drop_lines(value: Any) -> Any:
    """Return a value that can be compared, without the line numbers of its parts in their file."""
    if is_dataclass(value):
        return tuple(
            _drop_lines(getattr(value, f.name)) for f in fields(value) if not _is_line_number(value, f.name)
        )
    if isinstance(value, tuple):
        return tuple(map(_drop_lines, value))
    if isinstance(value, Mapping):
        return {key: _drop_lines(item) for key, item in value.items()}
    return value


def _is_line_number(value: Any, name: str) -> bool:
    """Return whether a field holds an entry's line in its file."""
    # The line of a LineOverride is a line of the capture: it is content.
    return name == "written_at" or (name == "line" and not isinstance(value, LineOverride))
