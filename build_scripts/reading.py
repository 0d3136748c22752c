"""Read a publication from disk: the one module that opens files under `sources/`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from . import publication_files as files
from .forms import IDENTIFIER
from .models import Actor, Sidecar
from .problems import Problem, UserError

CAPTURES = (".txt", ".html")
MAX_BYTES = 5_000_000
NOTES = ("README.md",)  # for people; never read
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
        missing = Problem(
            _shown(folder), None, None, "there is no such folder", "run this from the repository's top folder"
        )
        return RawPublication(files.PublicationFile(), (), (), (missing,))
    text = _text(folder / "publication.yml", problems, required="title: …")
    publication, found = files.read_publication(text or "", _shown(folder / "publication.yml"))
    problems += found if text is not None else ()
    text = _text(folder / "actors.yml", problems, required="[]")
    actors, found = files.read_actors(text or "", _shown(folder / "actors.yml"))
    problems += found
    stories = tuple(
        _story(entry, problems)
        for entry in sorted(folder.iterdir())
        if entry.is_dir() and not entry.name.startswith(".") and _usable(entry, problems)
    )
    problems += [
        Problem(
            _shown(entry),
            None,
            None,
            "is in no story, and is left out",
            "move it into a story's folder",
            "warning",
        )
        for entry in sorted(folder.iterdir())
        if not entry.is_dir() and entry.name not in TOP_FILES and not entry.name.startswith(".")
    ]
    if not stories:
        problems.append(
            Problem(_shown(folder), None, None, "there is no story", "make a folder with a story.yml in it")
        )
    return RawPublication(publication, actors, stories, tuple(problems))


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
            raise UserError(Problem(_shown(path), None, None, "is not a file", "give the path of a capture"))
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                Problem(_shown(path), None, None, "is larger than 5 MB", "keep only the article's page")
            )
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not readable"
        raise UserError(
            Problem(_shown(path), None, None, f"cannot be read: {reason}", "check the file and its rights")
        ) from None


def _story(folder: Path, problems: list[Problem]) -> RawStory:
    path = folder / "story.yml"
    text = _text(path, problems, required="title: …")
    file, found = files.read_story(text or "", _shown(path))
    problems += found if text is not None else ()
    captures: dict[str, Path] = {}
    sidecars: dict[str, Path] = {}
    for entry in sorted(folder.iterdir()):
        if entry.name in ("story.yml", *NOTES) or entry.name.startswith("."):
            continue
        suffix = entry.suffix
        if suffix not in (*CAPTURES, ".yml"):
            problems.append(
                Problem(
                    _shown(entry),
                    None,
                    None,
                    "is neither a capture nor a sidecar, and is left out",
                    "name captures .txt or .html and sidecars .yml",
                    "warning",
                )
            )
        elif not _usable(entry, problems):
            continue
        elif suffix == ".yml":
            sidecars[entry.stem] = entry
        elif entry.stem in captures:
            problems.append(
                Problem(
                    _shown(entry), None, None, "there is another capture of this name", "keep one of the two"
                )
            )
        else:
            captures[entry.stem] = entry
    for name in sorted(set(sidecars) - set(captures)):
        problems.append(
            Problem(
                _shown(sidecars[name]),
                None,
                None,
                "belongs to no capture",
                f"add {name}.txt beside it, or remove it",
            )
        )
    listed = {source.id: source for source in file.sources}
    for source in file.sources:
        if source.id not in captures and not source.withdrawn:
            problems.append(
                Problem(
                    _shown(path),
                    source.line,
                    "sources",
                    f"there is no capture '{source.id}.txt'",
                    "add it, correct the name, or write {id: …, withdrawn: DATE}",
                )
            )
        elif source.id in captures and source.withdrawn:
            problems.append(
                Problem(
                    _shown(path),
                    source.line,
                    "sources",
                    f"'{source.id}' is withdrawn but its capture is still there",
                    "remove the capture and its sidecar, or the word withdrawn",
                )
            )
    if not captures:
        problems.append(
            Problem(_shown(folder), None, None, "the story has no capture", "add one as NAME.txt")
        )
    order = [name for name in listed if name in captures] + sorted(set(captures) - set(listed))
    sources = [_source(name, captures[name], sidecars.get(name), name in listed, problems) for name in order]
    return RawStory(folder.name, _shown(path), file, tuple(s for s in sources if s is not None))


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
        problems.append(Problem(_shown(entry), None, None, "is a symbolic link", "put the file itself here"))
    elif not IDENTIFIER.fullmatch(name):
        problems.append(
            Problem(
                _shown(entry), None, None, "its name cannot be an address", "use a-z, 0-9 and single hyphens"
            )
        )
    elif name in (files.RESERVED_SOURCES if entry.is_file() else files.RESERVED_STORIES):
        problems.append(
            Problem(
                _shown(entry), None, None, f"'{name}' is the address of another page", "choose another name"
            )
        )
    else:
        return True
    return False


def _text(path: Path, problems: list[Problem], required: str | None = None) -> str | None:
    """Return a YAML file's text; None, and a problem, where it can't be read."""
    if not path.exists() and required is not None:
        problems.append(
            Problem(_shown(path), None, None, "is missing", f"create it, with `{required}` at least")
        )
        return None
    try:
        if path.is_symlink():
            raise UserError(
                Problem(_shown(path), None, None, "is a symbolic link", "put the file itself here")
            )
        return read_bytes(path).decode("utf-8-sig")
    except UserError as error:
        problems.extend(error.problems)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(_shown(path), line, None, "is not UTF-8", "save it as UTF-8"))
    return None


def _shown(path: Path) -> str:
    """Return a path as the user would type it: relative to where they are, if it is below."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return os.fspath(path)
