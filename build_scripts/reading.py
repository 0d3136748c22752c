"""Read a publication from disk: the one module that opens files under `sources/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from . import publication_files as files
from .forms import IDENTIFIER
from .models import Actor, Sidecar
from .problems import Problem, UserError

CAPTURES = (".txt", ".html", ".md")
MAX_BYTES = 5_000_000
NEAR_MISSES = (
    ".yaml",
    ".text",
    ".htm",
    ".xhtml",
    ".markdown",
    *(suffix.upper() for suffix in (*CAPTURES, ".yml")),
)
NOTES = ("README.md",)  # for people; never read
LINK = ("is a symbolic link", "put the file itself here")
TOP_FILES = ("publication.yml", "actors.yml", *NOTES)


@dataclass(frozen=True, slots=True)
class RawSource:
    """One capture's bytes and what its sidecar says."""

    id: str
    path: str
    data: bytes
    sidecar: Sidecar
    sidecar_path: str
    listed: bool


@dataclass(frozen=True, slots=True)
class RawStory:
    """One story's folder: what `story.yml` says, and its sources in the order of their letters."""

    id: str
    path: str
    file: files.StoryFile
    sources: tuple[RawSource, ...]


@dataclass(frozen=True, slots=True)
class RawPublication:
    """Everything under `sources/`, as read; `problems` are those found on the way."""

    file: files.PublicationFile
    actors: tuple[Actor, ...]
    stories: tuple[RawStory, ...]
    problems: tuple[Problem, ...]


def read(folder: Path) -> RawPublication:
    """Read the publication in `folder`. Never raises for what a contributor can have got wrong."""
    problems: list[Problem] = []
    if not folder.is_dir():
        missing = _problem(folder, "there is no such folder", "run this from the repository's top folder")
        return RawPublication(files.PublicationFile(), (), (), (missing,))
    text = _text(folder / "publication.yml", problems, required="title: …")
    publication, found = files.read_publication(text or "", _shown(folder / "publication.yml"))
    problems += found if text is not None else ()
    text = _text(folder / "actors.yml", problems, required="[]")
    actors, found = files.read_actors(text or "", _shown(folder / "actors.yml"))
    problems += found
    stories = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or entry.name in TOP_FILES:
            continue
        if not entry.is_dir():
            what, mend = "is in no story, and is left out", "move it into a story's folder"
            problems.append(_problem(entry, what, mend, "warning"))
        elif _usable(entry, problems):
            stories.append(_story(entry, problems))
    if not stories:
        problems.append(_problem(folder, "there is no story", "make a folder with a story.yml in it"))
    return RawPublication(publication, actors, tuple(stories), tuple(problems))


def read_actors(path: Path) -> tuple[Actor, ...]:
    """Read one list of actors. Raises UserError if it can't be read or holds a fault."""
    problems: list[Problem] = []
    text = _text(path, problems, required="[]")
    actors, found = files.read_actors(text or "", _shown(path))
    problems += found
    if problems:
        raise UserError(*problems)
    return actors


def read_bytes(path: Path) -> bytes:
    """Read a file whole. Raises UserError if it isn't a readable file of a sensible size."""
    try:
        if not path.is_file():
            raise UserError(_problem(path, "is not a file", "give the path of a capture"))
        if path.stat().st_size > MAX_BYTES:
            raise UserError(_problem(path, "is larger than 5 MB", "keep only the article's page"))
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or 'not readable'}"
        raise UserError(_problem(path, what, "check the file and its rights")) from None


def _story(folder: Path, problems: list[Problem]) -> RawStory:
    path = folder / "story.yml"
    text = _text(path, problems, required="title: …")
    file, found = files.read_story(text or "", _shown(path))
    problems += found if text is not None else ()
    captures, sidecars = _found(folder, problems)
    for name in sorted(set(sidecars) - set(captures)):
        mend = f"add {name}.txt beside it, or remove it"
        problems.append(_problem(sidecars[name], "belongs to no capture", mend))
    if not captures:
        problems.append(_problem(folder, "the story has no capture", "add one as NAME.txt"))
    problems += _listed_wrongly(file.sources, captures, path)
    listed = [source.id for source in file.sources]
    order = [name for name in listed if name in captures] + sorted(set(captures) - set(listed))
    sources = [_source(name, captures[name], sidecars.get(name), name in listed, problems) for name in order]
    return RawStory(folder.name, _shown(path), file, tuple(s for s in sources if s is not None))


def _found(folder: Path, problems: list[Problem]) -> tuple[dict[str, Path], dict[str, Path]]:
    """Return the captures and the sidecars of a story's folder, by the names of their sources."""
    captures: dict[str, Path] = {}
    sidecars: dict[str, Path] = {}
    for entry in sorted(folder.iterdir()):
        if entry.name in ("story.yml", *NOTES) or entry.name.startswith("."):
            continue
        if entry.suffix not in (*CAPTURES, ".yml"):
            what = "is neither a capture nor a sidecar, and is left out"
            meant = entry.suffix in NEAR_MISSES
            mend = "name captures .txt, .html or .md and sidecars .yml"
            problems.append(_problem(entry, what, mend, "error" if meant else "warning"))
        elif not _usable(entry, problems):
            continue
        elif entry.suffix == ".yml":
            sidecars[entry.stem] = entry
        elif entry.stem in captures:
            problems.append(_problem(entry, "there is another capture of this name", "keep one of the two"))
        else:
            captures[entry.stem] = entry
    return captures, sidecars


def _listed_wrongly(
    sources: tuple[files.ListedSource, ...], captures: dict[str, Path], path: Path
) -> Iterator[Problem]:
    """Yield where a story's list of sources and the captures in its folder don't agree."""
    for source in sources:
        if source.id not in captures and not source.withdrawn:
            what = f"there is no capture '{source.id}.txt'"
            mend = "add it, correct the name, or write {id: …, withdrawn: DATE}"
            yield Problem(_shown(path), source.line, "sources", what, mend)
        elif source.id in captures and source.withdrawn:
            what = f"'{source.id}' is withdrawn but its capture is still there"
            mend = "remove the capture and its sidecar, or the word withdrawn"
            yield Problem(_shown(path), source.line, "sources", what, mend)
    if sources:
        for name in sorted(set(captures) - {source.id for source in sources}):
            what = "is not in the story's list of sources, and comes after those that are"
            mend = f"add `- {name}` at the end of `sources:` in {_shown(path)}"
            yield _problem(captures[name], what, mend, "warning")


def _source(
    name: str, path: Path, sidecar_path: Path | None, listed: bool, problems: list[Problem]
) -> RawSource | None:
    sidecar = Sidecar()
    shown = _shown(sidecar_path or path.with_suffix(".yml"))
    if sidecar_path is not None:
        sidecar, found = files.read_sidecar(_text(sidecar_path, problems) or "", shown)
        problems += found
    try:
        return RawSource(name, _shown(path), read_bytes(path), sidecar, shown, listed)
    except UserError as error:
        problems.extend(error.problems)
        return None


def _usable(entry: Path, problems: list[Problem]) -> bool:
    """Note what keeps a file or folder from being read: a link, or a name that can't be an address."""
    name = entry.stem if entry.is_file() else entry.name
    if entry.is_symlink():
        problems.append(_problem(entry, *LINK))
    elif not IDENTIFIER.fullmatch(name):
        problems.append(_problem(entry, "its name cannot be an address", "use a-z, 0-9 and single hyphens"))
    elif name in (files.RESERVED_SOURCES if entry.is_file() else files.RESERVED_STORIES):
        what = f"'{name}' is the address of another page"
        problems.append(_problem(entry, what, "choose another name"))
    else:
        return True
    return False


def _text(path: Path, problems: list[Problem], required: str | None = None) -> str | None:
    """Return a YAML file's text; None, and a problem, where it can't be read."""
    if not path.exists() and required is not None:
        problems.append(_problem(path, "is missing", f"create it, with `{required}` at least"))
        return None
    if path.is_symlink():
        problems.append(_problem(path, *LINK))
        return None
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UserError as error:
        problems.extend(error.problems)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(_shown(path), line, None, "is not UTF-8", "save it as UTF-8"))
    return None


def _problem(path: Path, what: str, mend: str, severity: Literal["error", "warning"] = "error") -> Problem:
    """Return a problem with a file or folder as a whole."""
    return Problem(_shown(path), None, None, what, mend, severity)


def _shown(path: Path) -> str:
    """Return a path as the user would type it: relative to where they are, if it is below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return os.fspath(path)
