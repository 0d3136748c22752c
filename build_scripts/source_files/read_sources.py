"""Read a publication from disk: the one module that opens files under `sources/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models import Actor, Sidecar, SiteCorrection
from build_scripts.models.problems import Problem, Severity, UserError, format_path, make_file_problem
from build_scripts.source_files.corrections_yaml import find_stale_site_corrections
from build_scripts.source_files.yaml.did_you_mean import find_similar_name, suggest_name
from build_scripts.source_files.yaml.value_formats import (
    IDENTIFIER,
    MAX_IDENTIFIER_LENGTH,
    WINDOWS_DEVICE_NAMES,
)
from build_scripts.source_files.yaml_files import (
    RESERVED_SOURCES,
    RESERVED_STORIES,
    ListedSource,
    PublicationFile,
    StoryFile,
    parse_actors_file,
    parse_corrections_file,
    parse_publication_file,
    parse_sidecar_file,
    parse_story_file,
)
from build_scripts.storage.safe_open import (
    MAX_CAPTURE_BYTES,
    MAX_SIDECAR_BYTES,
    MAX_YAML_BYTES,
    NOT_REGULAR_FILE_MESSAGES,
    SYMLINK_MESSAGES,
    PathKind,
    check_sources_size,
    get_path_kind,
    list_folder,
    read_regular_file,
)

CAPTURE_SUFFIXES = (".txt", ".html", ".md")
MISTAKEN_SUFFIXES = (
    "",  # GitHub's editor proposes no ending
    ".yaml",
    ".text",
    ".htm",
    ".xhtml",
    ".markdown",
    *(suffix.upper() for suffix in (*CAPTURE_SUFFIXES, ".yml")),
)
TOO_LARGE_FIX = "keep only the article's page"
SHORTEN_YAML_FIX = "leave out what is of no use"
FIRST_STORY_FIX = (
    'begin one: python -m build_scripts add page.txt --story first-story --new-story "Its title"'
)
CORRECTED_SUFFIXES = {
    ".yaml": ".yml",
    ".text": ".txt",
    ".htm": ".html",
    ".xhtml": ".html",
    ".markdown": ".md",
}
IGNORED_FILES = ("README.md",)  # for people; never read
TOP_FILES = ("publication.yml", "actors.yml", "corrections.yml", *IGNORED_FILES)


@dataclass(frozen=True, slots=True)
class RawSource:
    """One capture's bytes and what its sidecar says."""

    id: str
    path: str
    data: bytes
    sidecar: Sidecar
    sidecar_path: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class RawStory:
    """One story's folder: what `story.yml` says, and its sources in the order of their letters."""

    id: str
    path: str
    file: StoryFile
    sources: tuple[RawSource, ...]


@dataclass(frozen=True, slots=True)
class RawPublication:
    """Everything under `sources/`, as read; `problems` are those found on the way."""

    file: PublicationFile
    actors: tuple[Actor, ...]
    stories: tuple[RawStory, ...]
    problems: tuple[Problem, ...]
    site_corrections: tuple[SiteCorrection, ...] = ()


def read_sources(folder: Path) -> RawPublication:
    """Read the publication in `folder`. Never raises for what a contributor can have got wrong."""
    problems: list[Problem] = []
    if (wrong := _unreadable(folder)) is not None:
        return RawPublication(PublicationFile(), (), (), (wrong,))
    text = _text(folder / "publication.yml", problems, required="title: …")
    publication, found = parse_publication_file(text or "", format_path(folder / "publication.yml"))
    problems += found if text is not None else ()
    text = _text(folder / "actors.yml", problems, required="[]")
    actors, found = parse_actors_file(text or "", format_path(folder / "actors.yml"))
    problems += found
    stories = []
    for entry in list_folder(folder, problems):
        if entry.name in TOP_FILES:
            continue
        if get_path_kind(entry) in ("folder", "link"):
            if _usable(entry, "folder", problems):
                stories.append(_story(entry, problems))
            continue
        fix = "move it into a story's folder"
        suggestion = suggest_name(entry.name.lower(), TOP_FILES, fix)
        severity: Severity = "error" if suggestion != fix or _is_meant_as_source(entry) else "warning"
        problems.append(make_file_problem(entry, "is in no story and is ignored", suggestion, severity))
    if not stories:
        problems.append(make_file_problem(folder, "there is no story yet", FIRST_STORY_FIX))
    amendments = _amendments(folder / "corrections.yml", stories, problems)
    return RawPublication(publication, actors, tuple(stories), tuple(problems), amendments)


def read_publication_settings(folder: Path) -> PublicationFile:
    """Read what the publication says of itself, as far as it can be; `read_sources` tells what is wrong."""
    path = folder / "publication.yml"
    text = _text(path, []) if folder.is_dir() and get_path_kind(path) == "file" else None
    return parse_publication_file(text or "", format_path(path))[0]


def read_actor_list(path: Path) -> tuple[Actor, ...]:
    """Read one list of actors. Raises UserError if it can't be read or holds a fault."""
    problems: list[Problem] = []
    text = _text(path, problems, required="[]")
    actors, found = parse_actors_file(text or "", format_path(path))
    problems += found
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*problems)
    return actors


def read_user_file(path: Path) -> bytes:
    """Read a file that the user named. Raises UserError if it isn't a readable file of a sensible size."""
    return read_regular_file(path, MAX_CAPTURE_BYTES, TOO_LARGE_FIX, links=True)


def _amendments(path: Path, stories: list[RawStory], problems: list[Problem]) -> tuple[SiteCorrection, ...]:
    """Return what `corrections.yml` lists; there need be none."""
    text = _text(path, problems) if get_path_kind(path) != "nothing" else None
    amendments, found = parse_corrections_file(text or "", format_path(path))
    names = {
        story.id: {*(source.id for source in story.sources), *(listed.id for listed in story.file.sources)}
        for story in stories
    }
    problems += (*found, *find_stale_site_corrections(amendments, names, format_path(path)))
    return amendments


def _unreadable(folder: Path) -> Problem | None:
    """Return what keeps a publication from being read at all."""
    if not folder.is_dir():
        return make_file_problem(
            folder, "there is no such folder", "run this from the repository's top folder"
        )
    if folder.is_symlink():
        return make_file_problem(folder, "is a symbolic link", "put the folder itself here")
    return check_sources_size(folder)


def _story(folder: Path, problems: list[Problem]) -> RawStory:
    path = folder / "story.yml"
    text = _text(path, problems, required="title: …")
    file, found = parse_story_file(text or "", format_path(path))
    problems += found if text is not None else ()
    captures, sidecars = _found(folder, problems)
    for name in sorted(set(sidecars) - set(captures)):
        fix = f"add {name}.txt next to it, or remove it"
        if (similar := find_similar_name(name, set(captures) - set(sidecars))) is not None:
            fix = f"did you mean `{similar}.yml`? If not, {fix}"
        problems.append(make_file_problem(sidecars[name], "belongs to no capture", fix))
    if not captures and not any(source.withdrawn for source in file.sources):
        problems.append(make_file_problem(folder, "the story has no capture", "add one as NAME.txt"))
    problems += _listed_wrongly(file.sources, captures, path)
    listed = [source.id for source in file.sources]
    order = [name for name in listed if name in captures] + sorted(set(captures) - set(listed))
    sources = [_source(name, captures[name], sidecars.get(name), name in listed, problems) for name in order]
    return RawStory(folder.name, format_path(path), file, tuple(s for s in sources if s is not None))


def _found(folder: Path, problems: list[Problem]) -> tuple[dict[str, Path], dict[str, Path]]:
    """Return the captures and the sidecars of a story's folder, by the names of their sources."""
    captures: dict[str, Path] = {}
    sidecars: dict[str, Path] = {}
    for entry in list_folder(folder, problems):
        if entry.name in ("story.yml", *IGNORED_FILES):
            continue
        if entry.suffix not in (*CAPTURE_SUFFIXES, ".yml"):
            what = "is neither a capture nor a sidecar"
            if _is_meant_as_source(entry):
                problems.append(make_file_problem(entry, what, f"rename it to {_named(entry)}"))
            else:
                mend = "name captures .txt, .html or .md and sidecars .yml"
                problems.append(make_file_problem(entry, f"{what}, and is left out", mend, "warning"))
        elif not _usable(entry, "file", problems):
            continue
        elif entry.suffix == ".yml":
            sidecars[entry.stem] = entry
        elif entry.stem in captures:
            problems.append(
                make_file_problem(entry, "there is another capture of this name", "keep one of the two")
            )
        else:
            captures[entry.stem] = entry
    return captures, sidecars


def _listed_wrongly(
    sources: tuple[ListedSource, ...], captures: dict[str, Path], path: Path
) -> Iterator[Problem]:
    """Yield where a story's list of sources and the captures in its folder don't agree."""
    names = {source.id for source in sources}
    for source in sources:
        if source.id not in captures and not source.withdrawn:
            what = f"there is no capture '{source.id}.txt'"
            fix = "add it, correct the name, or write {id: …, withdrawn: DATE}"
            fix = suggest_name(source.id, set(captures) - names, fix)
            yield Problem(format_path(path), source.line, "sources", what, fix)
        elif source.id in captures and source.withdrawn:
            what = f"'{source.id}' is withdrawn but its capture is still there"
            mend = "remove the capture and its sidecar, or the word withdrawn"
            yield Problem(format_path(path), source.line, "sources", what, mend)
    if sources:
        for name in sorted(set(captures) - names):
            what = "is not in the story's list of sources, and comes after those that are"
            mend = f"add `- {name}` at the end of `sources:` in {format_path(path)}"
            yield make_file_problem(captures[name], what, mend, "warning")


def _source(
    name: str, path: Path, sidecar_path: Path | None, listed: bool, problems: list[Problem]
) -> RawSource | None:
    sidecar, where = Sidecar(), format_path(sidecar_path or path.with_suffix(".yml"))
    if sidecar_path is not None:
        text = _text(sidecar_path, problems, limit=MAX_SIDECAR_BYTES)
        sidecar, found = parse_sidecar_file(text or "", where)
        problems += found
    try:
        data = read_regular_file(path, MAX_CAPTURE_BYTES, TOO_LARGE_FIX, links=False)
    except UserError as error:
        problems.extend(error.problems)
        return None
    return RawSource(name, format_path(path), data, sidecar, where, listed)


def _is_meant_as_source(entry: Path) -> bool:
    """Tell whether a file that would be left out is most likely meant to be read."""
    return entry.suffix in (*CAPTURE_SUFFIXES, *MISTAKEN_SUFFIXES) and get_path_kind(entry) == "file"


def _named(entry: Path) -> str:
    """Return the name that such a file should have."""
    stem = re.sub(r"[^a-z0-9]+", "-", entry.stem.lower()).strip("-") or "name"
    return stem + CORRECTED_SUFFIXES.get(entry.suffix.lower(), entry.suffix.lower() or ".txt")


def _usable(entry: Path, wanted: PathKind, problems: list[Problem]) -> bool:
    """Note what keeps a file or folder from being read: what it is, or a name that can't be an address."""
    kind = get_path_kind(entry)
    name = entry.stem if wanted == "file" else entry.name
    if kind != wanted:
        problems.append(
            make_file_problem(entry, *(SYMLINK_MESSAGES if kind == "link" else NOT_REGULAR_FILE_MESSAGES))
        )
    elif not IDENTIFIER.fullmatch(name):
        problems.append(
            make_file_problem(entry, "its name cannot be an address", "use a-z, 0-9 and single hyphens")
        )
    elif len(name) > MAX_IDENTIFIER_LENGTH:
        what = f"its name has {len(name)} characters"
        problems.append(make_file_problem(entry, what, f"use at most {MAX_IDENTIFIER_LENGTH}"))
    elif name in WINDOWS_DEVICE_NAMES:
        what = f"'{name}' is a name that Windows keeps for itself"
        problems.append(make_file_problem(entry, what, "choose another name"))
    elif name in (RESERVED_SOURCES if wanted == "file" else RESERVED_STORIES):
        what = f"'{name}' is the address of another page"
        problems.append(make_file_problem(entry, what, "choose another name"))
    else:
        return True
    return False


def _text(
    path: Path, problems: list[Problem], required: str | None = None, limit: int = MAX_YAML_BYTES
) -> str | None:
    """Return a YAML file's text; None, and a problem, where it can't be read."""
    if required is not None and get_path_kind(path) == "nothing":
        problems.append(make_file_problem(path, "is missing", f"create it, with `{required}` at least"))
        return None
    try:
        return read_regular_file(path, limit, SHORTEN_YAML_FIX, links=False).decode("utf-8-sig")
    except UserError as error:
        problems.extend(error.problems)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(format_path(path), line, None, "is not UTF-8", "save it as UTF-8"))
    return None
