"""Read a publication from disk. No other module opens files under `sources/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models import Actor, Sidecar, SiteCorrection
from build_scripts.models.problems import Problem, UserError, format_path, make_file_problem
from build_scripts.source_files.corrections_yaml import find_stale_site_corrections
from build_scripts.source_files.unknown_files import (
    CAPTURE_SUFFIXES,
    IGNORED_FILES,
    TOP_FILES,
    make_misplaced_file_problem,
    make_unknown_file_problem,
)
from build_scripts.source_files.yaml.did_you_mean import find_similar_name, suggest_name
from build_scripts.source_files.yaml.value_formats import find_identifier_fault
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

TOO_LARGE_FIX = "keep only the article's page"
SHORTEN_YAML_FIX = "remove entries that are not needed"
FIRST_STORY_FIX = (
    'begin one: python -m build_scripts add page.txt --story first-story --new-story "Its title"'
)


@dataclass(frozen=True, slots=True)
class RawSource:
    """The bytes of a capture, and its sidecar; `is_listed` if the story's `sources:` names it."""

    id: str
    path: str
    data: bytes
    sidecar: Sidecar
    sidecar_path: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class RawStory:
    """A story's folder: its `story.yml`, and its sources in the order of their letters."""

    id: str
    path: str
    file: StoryFile
    sources: tuple[RawSource, ...]


@dataclass(frozen=True, slots=True)
class RawPublication:
    """Everything under `sources/`, and the problems found while reading it."""

    file: PublicationFile
    actors: tuple[Actor, ...]
    stories: tuple[RawStory, ...]
    problems: tuple[Problem, ...]
    site_corrections: tuple[SiteCorrection, ...] = ()


def read_sources(folder: Path) -> RawPublication:
    """Return the publication in `folder`; mistakes in its files are in `problems`, never raised."""
    problems: list[Problem] = []
    if (wrong := _folder_problem(folder)) is not None:
        return RawPublication(PublicationFile(), (), (), (wrong,))
    text = _read_yaml_text(folder / "publication.yml", problems, required="title: …")
    publication, found = parse_publication_file(text or "", format_path(folder / "publication.yml"))
    problems += found if text is not None else ()
    text = _read_yaml_text(folder / "actors.yml", problems, required="[]")
    actors, found = parse_actors_file(text or "", format_path(folder / "actors.yml"))
    problems += found
    stories = []
    for entry in list_folder(folder, problems):
        if entry.name in TOP_FILES:
            continue
        if get_path_kind(entry) in ("folder", "link"):
            if _is_usable(entry, "folder", problems):
                stories.append(_read_story(entry, problems))
            continue
        problems.append(make_misplaced_file_problem(entry))
    if not stories:
        problems.append(make_file_problem(folder, "there is no story yet", FIRST_STORY_FIX))
    corrections = _site_corrections(folder / "corrections.yml", stories, problems)
    return RawPublication(publication, actors, tuple(stories), tuple(problems), corrections)


def read_publication_settings(folder: Path) -> PublicationFile:
    """Return `publication.yml` as far as it is valid, without problems: `read_sources` reports them."""
    path = folder / "publication.yml"
    text = _read_yaml_text(path, []) if folder.is_dir() and get_path_kind(path) == "file" else None
    return parse_publication_file(text or "", format_path(path))[0]


def read_actor_list(path: Path) -> tuple[Actor, ...]:
    """Return a list of actors from one file. Raises UserError if it can't be read or has errors."""
    problems: list[Problem] = []
    text = _read_yaml_text(path, problems, required="[]")
    actors, found = parse_actors_file(text or "", format_path(path))
    problems += found
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*problems)
    return actors


def read_user_file(path: Path) -> bytes:
    """Return the bytes of a file that the user named. Raises UserError if unreadable or too large."""
    return read_regular_file(path, MAX_CAPTURE_BYTES, TOO_LARGE_FIX, links=True)


def _site_corrections(
    path: Path, stories: list[RawStory], problems: list[Problem]
) -> tuple[SiteCorrection, ...]:
    """Return the entries of `corrections.yml`, which is optional."""
    text = _read_yaml_text(path, problems) if get_path_kind(path) != "nothing" else None
    corrections, found = parse_corrections_file(text or "", format_path(path))
    names = {
        story.id: {*(source.id for source in story.sources), *(listed.id for listed in story.file.sources)}
        for story in stories
    }
    problems += (*found, *find_stale_site_corrections(corrections, names, format_path(path)))
    return corrections


def _folder_problem(folder: Path) -> Problem | None:
    """Return the problem that prevents reading the publication at all, or None."""
    if not folder.is_dir():
        return make_file_problem(
            folder, "there is no such folder", "run this from the repository's top folder"
        )
    if folder.is_symlink():
        return make_file_problem(folder, "is a symbolic link", "put the folder itself here")
    return check_sources_size(folder)


def _read_story(folder: Path, problems: list[Problem]) -> RawStory:
    """Return the story in a folder, and add its problems."""
    path = folder / "story.yml"
    text = _read_yaml_text(path, problems, required="title: …")
    file, found = parse_story_file(text or "", format_path(path))
    problems += found if text is not None else ()
    captures, sidecars = _captures_and_sidecars(folder, problems)
    problems += _sidecars_without_capture(captures, sidecars)
    if not captures and not any(source.withdrawn for source in file.sources):
        problems.append(make_file_problem(folder, "the story has no capture", "add one as NAME.txt"))
    problems += _check_source_list(file.sources, captures, path)
    listed = [source.id for source in file.sources]
    order = [name for name in listed if name in captures] + sorted(set(captures) - set(listed))
    sources = [
        _read_source(name, captures[name], sidecars.get(name), name in listed, problems) for name in order
    ]
    return RawStory(folder.name, format_path(path), file, tuple(s for s in sources if s is not None))


def _captures_and_sidecars(folder: Path, problems: list[Problem]) -> tuple[dict[str, Path], dict[str, Path]]:
    """Return the paths of the captures and of the sidecars in a story's folder, by source id."""
    captures: dict[str, Path] = {}
    sidecars: dict[str, Path] = {}
    for entry in list_folder(folder, problems):
        if entry.name in ("story.yml", *IGNORED_FILES):
            continue
        if entry.suffix not in (*CAPTURE_SUFFIXES, ".yml"):
            problems.append(make_unknown_file_problem(entry))
        elif not _is_usable(entry, "file", problems):
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


def _sidecars_without_capture(captures: dict[str, Path], sidecars: dict[str, Path]) -> Iterator[Problem]:
    for name in sorted(set(sidecars) - set(captures)):
        fix = f"add {name}.txt next to it, or remove it"
        if (similar := find_similar_name(name, set(captures) - set(sidecars))) is not None:
            fix = f"did you mean `{similar}.yml`? If not, {fix}"
        yield make_file_problem(sidecars[name], "belongs to no capture", fix)


def _check_source_list(
    sources: tuple[ListedSource, ...], captures: dict[str, Path], path: Path
) -> Iterator[Problem]:
    """Yield the problems of a story's `sources:` list that doesn't match the captures in its folder."""
    names = {source.id for source in sources}
    for source in sources:
        if source.id not in captures and not source.withdrawn:
            message = f"there is no capture '{source.id}.txt'"
            fix = "add it, correct the name, or write {id: …, withdrawn: DATE}"
            fix = suggest_name(source.id, set(captures) - names, fix)
            yield Problem(format_path(path), source.line, "sources", message, fix)
        elif source.id in captures and source.withdrawn:
            message = f"'{source.id}' is withdrawn but its capture is still there"
            fix = "remove the capture and its sidecar, or remove `withdrawn`"
            yield Problem(format_path(path), source.line, "sources", message, fix)
    if sources:
        for name in sorted(set(captures) - names):
            message = "is not in the story's list of sources and comes after those that are"
            fix = f"add `- {name}` at the end of `sources:` in {format_path(path)}"
            yield make_file_problem(captures[name], message, fix, "warning")


def _read_source(
    name: str, path: Path, sidecar_path: Path | None, listed: bool, problems: list[Problem]
) -> RawSource | None:
    """Return a source, or None if its capture cannot be read, and add its problems."""
    sidecar, where = Sidecar(), format_path(sidecar_path or path.with_suffix(".yml"))
    if sidecar_path is not None:
        text = _read_yaml_text(sidecar_path, problems, limit=MAX_SIDECAR_BYTES)
        sidecar, found = parse_sidecar_file(text or "", where)
        problems += found
    try:
        data = read_regular_file(path, MAX_CAPTURE_BYTES, TOO_LARGE_FIX, links=False)
    except UserError as error:
        problems.extend(error.problems)
        return None
    return RawSource(name, format_path(path), data, sidecar, where, listed)


def _is_usable(entry: Path, wanted: PathKind, problems: list[Problem]) -> bool:
    """Return whether a file or folder can be read; if not, add a problem with its kind or its name."""
    kind = get_path_kind(entry)
    name, reserved = (entry.stem, RESERVED_SOURCES) if wanted == "file" else (entry.name, RESERVED_STORIES)
    if kind != wanted:
        problems.append(
            make_file_problem(entry, *(SYMLINK_MESSAGES if kind == "link" else NOT_REGULAR_FILE_MESSAGES))
        )
    elif (fault := find_identifier_fault(name, reserved=reserved)) is not None:
        problems.append(make_file_problem(entry, *fault))
    else:
        return True
    return False


def _read_yaml_text(
    path: Path, problems: list[Problem], required: str | None = None, limit: int = MAX_YAML_BYTES
) -> str | None:
    """Return the text of a YAML file, or None and a problem if it can't be read."""
    if required is not None and get_path_kind(path) == "nothing":
        problems.append(make_file_problem(path, "is missing", f"create it with at least `{required}`"))
        return None
    try:
        return read_regular_file(path, limit, SHORTEN_YAML_FIX, links=False).decode("utf-8-sig")
    except UserError as error:
        problems.extend(error.problems)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(format_path(path), line, None, "is not UTF-8", "save it as UTF-8"))
    return None
