"""What changed in the files under `sources/`, before anything is read out of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from build_scripts.models import Actor, LineOverride, SiteCorrection
from build_scripts.source_files.read_sources import RawPublication, RawSource
from build_scripts.source_files.yaml_files import StoryFile

ACTORS_PATH, PUBLICATION_PATH = "sources/actors.yml", "sources/publication.yml"
CORRECTIONS_PATH = "sources/corrections.yml"
SourceChangeKind = Literal["new", "changed", "moved", "removed", "unreadable"]
SourceRef = tuple[str, str]
"""A story's name and that of a source in it."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One source that is new, changed, moved, removed, or that can't be read any more.

    `previous_ref` is its name before, if it had one. `capture_changed` tells whether the capture's bytes
    changed, `changed_keys` which keys of the sidecar. `withdrawn_on` is the day for which `story.yml` says so
    (ISO 8601).
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
    """One entry of a YAML file (an actor, a story, a point); `changed_keys` are those of a changed one."""

    kind: Literal["new", "changed", "removed"]
    id: str
    name: str
    changed_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicationChanges:
    """Everything that changed: sources, actors, stories by themselves, points by story, `publication.yml`.

    Of `corrections` the id is what was wrong, the name what it said and says.
    """

    sources: tuple[SourceChange, ...]
    actors: tuple[EntryChange, ...]
    stories: tuple[EntryChange, ...]
    points: Mapping[str, tuple[EntryChange, ...]]
    publication_keys: tuple[str, ...]
    corrections: tuple[EntryChange, ...] = ()


def find_publication_changes(before: RawPublication, after: RawPublication) -> PublicationChanges:
    """Return what changed between two states of a publication's files.

    Of a YAML file in which there is a fault now nothing is told: what can't be read of it isn't removed.
    """
    old, new = ({story.id: story for story in raw.stories} for raw in (before, after))
    both = [(old[name], new[name]) for name in new if name in old]
    faulty = frozenset(problem.path for problem in after.problems if problem.severity == "error")
    stories = [EntryChange("new", s.id, s.file.title) for name, s in new.items() if name not in old]
    for was, now in both:
        if now.path not in faulty and (keys := _keys(was.file, now.file, "points")):
            stories.append(EntryChange("changed", now.id, now.file.title, keys))
    stories += [EntryChange("removed", s.id, s.file.title) for name, s in old.items() if name not in new]
    return PublicationChanges(
        sources=tuple(_sources(before, after, faulty)),
        actors=() if ACTORS_PATH in faulty else tuple(_actors(before.actors, after.actors)),
        stories=tuple(stories),
        points={now.id: tuple(_points(was.file, now.file)) for was, now in both if now.path not in faulty},
        publication_keys=() if PUBLICATION_PATH in faulty else _keys(before.file, after.file),
        corrections=()
        if CORRECTIONS_PATH in faulty
        else tuple(_corrections(before.site_corrections, after.site_corrections)),
    )


def _sources(before: RawPublication, after: RawPublication, faulty: frozenset[str]) -> Iterator[SourceChange]:
    old, new = (_by_name(raw) for raw in (before, after))
    withdrawn = {(s.id, listed.id): listed.withdrawn for s in after.stories for listed in s.file.sources}
    gone = [name for name in old if name not in new]
    moved = {old[name].data: name for name in gone}
    for name, source in new.items():
        if name in old:
            capture, keys = source.data != old[name].data, _keys(old[name].sidecar, source.sidecar)
            if capture or keys:
                yield SourceChange("changed", name, source.path, name, capture, keys)
        elif (was := moved.pop(source.data, None)) is not None:
            gone.remove(was)
            keys = _keys(old[was].sidecar, source.sidecar)
            yield SourceChange("moved", name, source.path, was, changed_keys=keys)
        else:
            yield SourceChange("new", name, source.path)
    for name in gone:
        path = old[name].path
        kind: SourceChangeKind = "unreadable" if path in faulty else "removed"
        yield SourceChange(kind, name, path, name, withdrawn_on=withdrawn.get(name))


def _by_name(raw: RawPublication) -> dict[SourceRef, RawSource]:
    return {(story.id, source.id): source for story in raw.stories for source in story.sources}


def _actors(before: tuple[Actor, ...], after: tuple[Actor, ...]) -> Iterator[EntryChange]:
    old, new = {actor.id: actor for actor in before}, {actor.id: actor for actor in after}
    for actor in after:
        if actor.id not in old:
            yield EntryChange("new", actor.id, actor.name)
        elif keys := _keys(old[actor.id], actor):
            yield EntryChange("changed", actor.id, actor.name, keys)
    for actor in before:
        if actor.id not in new:
            yield EntryChange("removed", actor.id, actor.name)


def _points(before: StoryFile, after: StoryFile) -> Iterator[EntryChange]:
    old, new = {p.id: p for p in before.points}, {p.id: p for p in after.points}
    for point in after.points:
        if point.id not in old:
            yield EntryChange("new", point.id, point.label or "")
        elif keys := _keys(old[point.id], point):
            yield EntryChange("changed", point.id, point.label or "", keys)
    for point in before.points:
        if point.id not in new:
            yield EntryChange("removed", point.id, point.label or "")


def _corrections(
    before: tuple[SiteCorrection, ...], after: tuple[SiteCorrection, ...]
) -> Iterator[EntryChange]:
    old, new = {_bare(entry) for entry in before}, {_bare(entry) for entry in after}
    for entry in after:
        if _bare(entry) not in old:
            yield _amended("new", entry)
    for entry in before:
        if _bare(entry) not in new:
            yield _amended("removed", entry)


def _amended(kind: Literal["new", "removed"], entry: SiteCorrection) -> EntryChange:
    place = "/".join(filter(None, (entry.story, entry.source))) or f"/{entry.page}"
    return EntryChange(kind, place, f"on {entry.date}: “{entry.was}” → “{entry.now}”")


def _keys(before: Any, after: Any, *without: str) -> tuple[str, ...]:
    """Return the fields in which two values of a dataclass differ; where in a file they stand isn't one."""
    names = [f.name for f in fields(before) if f.name not in without and not _is_place(before, f.name)]
    return tuple(n for n in names if _bare(getattr(before, n)) != _bare(getattr(after, n)))


def _bare(value: Any) -> Any:
    """Return a value without the lines of the file that its parts stand on."""
    if is_dataclass(value):
        return tuple(_bare(getattr(value, f.name)) for f in fields(value) if not _is_place(value, f.name))
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Mapping):
        return {key: _bare(one) for key, one in value.items()}
    return value


def _is_place(value: Any, name: str) -> bool:
    # A correction's line is one of the capture, and what it is about.
    return name == "written_at" or (name == "line" and not isinstance(value, LineOverride))
