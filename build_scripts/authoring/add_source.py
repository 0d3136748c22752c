"""Take a source into the publication: read it, see that it is new, write its files, list it in its story."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.authoring.fetch import FetchedPage, FetchLimits
from build_scripts.models import Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.analyse_article import ArticleTools, CleanedCapture, clean_capture
from build_scripts.source_files.entries.edit_story_list import (
    append_listed_source,
    compose_story_file,
    format_yaml_scalar,
)
from build_scripts.source_files.entries.source_naming import (
    MAX_NAME_LENGTH,
    CaptureSuffix,
    choose_capture_suffix,
    compose_sidecar,
    propose_source_name,
)
from build_scripts.source_files.read_sources import (
    RawPublication,
    RawSource,
    RawStory,
    read_sources,
    read_user_file,
)
from build_scripts.source_files.yaml.value_formats import (
    IDENTIFIER,
    WINDOWS_DEVICE_NAMES,
    is_valid_web_address,
)
from build_scripts.source_files.yaml_files import RESERVED_SOURCES, RESERVED_STORIES, parse_story_file
from build_scripts.storage.lock import hold_lock
from build_scripts.storage.safe_open import MAX_CAPTURE_BYTES
from build_scripts.storage.write_files import create_files, replace_file
from build_scripts.text.web_addresses import (
    FIX_SAVE_PAGE,
    is_same_page,
    is_url,
    parse_web_address,
    strip_tracking_parameters,
)

STDIN_ARGUMENT = "-"
STDIN_LABEL = "standard input"
LOCK_NAME = ".site-add-lock"
LOCK_TIMEOUT = 20.0  # seconds
STORY_FILE = "story.yml"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class AddRequest:
    """What the user asked for: a path, an address or `-`; the story's id; a name and a title, if given."""

    source: str
    story: str
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalInputs:
    """How to reach what is outside: the network, standard input (at most so many bytes), today's date."""

    fetch_page: Callable[[str, FetchLimits], FetchedPage]
    read_standard_input: Callable[[int], bytes]
    today: str


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source that was taken in; the paths are those of its capture, its sidecar and its `story.yml`.

    `listed` is false where the story's list could not be changed; `problems` are warnings.
    """

    name: str
    capture_path: str
    sidecar_path: str | None
    story_path: str
    listed: bool
    address: str | None
    cleaned_capture: CleanedCapture
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read: its bytes, how it is shown in errors, its form, address, day and file name."""

    data: bytes
    shown: str
    suffix: CaptureSuffix
    address: str | None = None
    captured: str | None = None
    file: str | None = None


def add_source(wish: AddRequest, sources: Path, tools: ArticleTools, means: ExternalInputs) -> AddedSource:
    """Take a source into the publication in `sources`.

    Raises UserError where it can't be read, is there already, or its story is not one. Nothing is ever
    overwritten; where an error is raised, nothing has changed.
    """
    raw = read_sources(sources)
    _story(wish, raw, sources)
    taken = _take(wish.source, raw, means)
    if not taken.data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise _fault(taken.shown, "is empty", "paste the text of the article's page into it")
    _see_that_it_is_new(taken, None, raw)
    cleaned = _understood(taken, tools)
    stated = cleaned.sidecar.source_url
    address = (
        strip_tracking_parameters(taken.address)
        if taken.address and is_valid_web_address(strip_tracking_parameters(taken.address))
        else None
    )
    known = address or stated
    folder = sources / wish.story
    with _hold_add_lock(sources):
        raw = read_sources(sources)  # another may have been added while this one was read
        story = _story(wish, raw, sources)
        _see_that_it_is_new(taken, known, raw)
        name = _name(wish, cleaned, taken, story, folder)
        capture, sidecar = folder / f"{name}{taken.suffix}", folder / f"{name}.yml"
        text = compose_sidecar(cleaned.metadata, address, taken.captured, stated=stated)
        new = {capture.name: taken.data}
        if text is not None:
            new[sidecar.name] = text.encode()
        listed = _write_files(new, folder, name, story, wish.title)
    return AddedSource(
        name=name,
        capture_path=capture.as_posix(),
        sidecar_path=sidecar.as_posix() if text is not None else None,
        story_path=(folder / "story.yml").as_posix(),
        listed=listed,
        address=known,
        cleaned_capture=cleaned,
        problems=tuple(_warnings(name, capture, sidecar, folder / "story.yml", cleaned, listed)),
    )


def _warnings(
    name: str, capture: Path, sidecar: Path, story: Path, cleaned: CleanedCapture, listed: bool
) -> Iterator[Problem]:
    """Yield what the user has to see to, now that the source is there."""
    if not cleaned.paragraphs:
        what, mend = "no article text was found in it", f"say which lines to keep in {sidecar.as_posix()}"
        yield Problem(capture.as_posix(), None, None, what, mend, "warning")
    if not listed:
        what, mend = (
            "could not be changed safely",
            f"add `{format_yaml_scalar(name)}` at the end of `sources:`",
        )
        yield Problem(story.as_posix(), None, "sources", what, mend, "warning")


@contextmanager
def _hold_add_lock(sources: Path) -> Iterator[None]:
    """Keep a second `add` from changing the same publication at the same time."""
    busy = Problem(sources.as_posix(), None, None, "something else is being added", "wait until it is")
    with ExitStack() as stack:
        try:
            stack.enter_context(hold_lock(sources.absolute().parent / LOCK_NAME, LOCK_TIMEOUT, busy))
        except OSError as error:
            raise _make_write_error(error, sources) from None
        yield


def _story(wish: AddRequest, raw: RawPublication, sources: Path) -> RawStory | None:
    """Return the story that the source goes to, or None where a new one is wanted and may be."""
    if not sources.is_dir():
        raise UserError(*raw.problems)
    story = next((one for one in raw.stories if one.id == wish.story), None)
    path = (sources / wish.story).as_posix()
    if story is not None and wish.title is not None and not Path(story.path).exists():
        raise _fault(story.path, "is missing", "create it, with `title: …`, and leave out --new-story")
    if story is not None and wish.title is not None:
        raise _fault(path, "is a story already", "leave out --new-story")
    if story is not None:
        if bad := [p for p in raw.problems if p.path == story.path and p.severity == "error"]:
            raise UserError(*bad)
        return story
    if not IDENTIFIER.fullmatch(wish.story) or wish.story in RESERVED_STORIES | WINDOWS_DEVICE_NAMES:
        raise _fault("--story", f"'{wish.story}' cannot be an address", "use a-z, 0-9 and single hyphens")
    if (sources / wish.story).exists() or (sources / wish.story).is_symlink():
        raise _fault(path, "is not a story's folder", "choose another --story, or mend the folder")
    if wish.title is None:
        ids = [one.id for one in raw.stories]
        near = difflib.get_close_matches(wish.story, ids, 1)
        hint = f"did you mean {near[0]}? Else " if near else ""
        raise _fault(path, "there is no such story", f'{hint}begin it with --new-story "ITS TITLE"')
    text = compose_story_file(wish.title, "source")
    problems = parse_story_file(text, "--new-story")[1]
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*(replace(problem, line=None) for problem in problems))
    return None


def _take(source: str, raw: RawPublication, means: ExternalInputs) -> _Taken:
    if source == STDIN_ARGUMENT:
        data = means.read_standard_input(MAX_CAPTURE_BYTES + 1)
        if len(data) > MAX_CAPTURE_BYTES:
            raise _fault(STDIN_LABEL, "is larger than 5 MB", "keep only the article's page")
        return _Taken(data, STDIN_LABEL, choose_capture_suffix(data))
    if not is_url(source):
        path = Path(source)
        data = read_user_file(path)
        return _Taken(data, source, choose_capture_suffix(data, path.name), file=path.stem)
    asked = parse_web_address(source).url
    _see_that_address_is_new(asked, raw)
    page = means.fetch_page(source, FetchLimits(MAX_CAPTURE_BYTES))
    suffix: CaptureSuffix = ".html" if page.text_format == "html" else ".txt"
    return _Taken(page.data, source, suffix, page.address, means.today)


def _sources(raw: RawPublication) -> Iterator[RawSource]:
    for story in raw.stories:
        yield from story.sources


def _see_that_it_is_new(taken: _Taken, address: str | None, raw: RawPublication) -> None:
    if address is not None:
        _see_that_address_is_new(address, raw)
    for source in _sources(raw):
        if source.data == taken.data:
            mend = "correct that one, or copy the file by hand if two stories need it"
            raise _fault(taken.shown, f"is in the publication already, as {source.path}", mend)


def _see_that_address_is_new(address: str, raw: RawPublication) -> None:
    for source in _sources(raw):
        there = source.sidecar.source_url
        if there is not None and is_same_page(there, address):
            mend = "correct that one; a later version of the page can be added as a file"
            raise _fault(address, f"is in the publication already, as {source.path}", mend)


def _understood(taken: _Taken, tools: ArticleTools) -> CleanedCapture:
    """Return the source cleaned; its problems name it as the user did."""
    try:
        return clean_capture(taken.data, f"capture{taken.suffix}", Sidecar(), tools)
    except UserError as error:
        problems = [replace(problem, path=taken.shown) for problem in error.problems]
        if taken.address is not None:
            problems = [replace(problem, fix=FIX_SAVE_PAGE) for problem in problems]
        raise UserError(*problems) from None


def _name(
    wish: AddRequest,
    cleaned: CleanedCapture,
    taken: _Taken,
    story: RawStory | None,
    folder: Path,
) -> str:
    used = {listed.id for listed in story.file.sources} if story else set()
    if folder.is_dir():
        used |= {entry.name.partition(".")[0].lower() for entry in folder.iterdir()}
    if wish.name is None:
        return propose_source_name(cleaned.metadata, taken.address, taken.file, used)
    if not IDENTIFIER.fullmatch(wish.name) or len(wish.name) > MAX_NAME_LENGTH * 2:
        raise _fault("--name", f"'{wish.name}' cannot be an address", "use a-z, 0-9 and single hyphens")
    if wish.name in used or wish.name in RESERVED_SOURCES | WINDOWS_DEVICE_NAMES:
        raise _fault("--name", f"'{wish.name}' is taken in this story", "choose another, or leave it out")
    return wish.name


def _write_files(
    files: dict[str, bytes], folder: Path, name: str, story: RawStory | None, title: str | None
) -> bool:
    """Write the source's files, and list it in `story.yml`; return whether it is listed.

    If any file can't be written, none is. Raises UserError then.
    """
    if story is None:
        files = {**files, STORY_FILE: compose_story_file(title or "", name).encode()}
    try:
        with create_files(files, folder):
            return story is None or _list_in_story(folder / STORY_FILE, name, story)
    except OSError as error:
        raise _make_write_error(error, folder) from None


def _list_in_story(path: Path, name: str, story: RawStory) -> bool:
    """Append a source to the list in `story.yml`; return False where that can't be done safely."""
    data = path.read_bytes()
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
    text = append_listed_source(data[len(mark) :].decode(), name, [source.id for source in story.sources])
    if text is None:
        return False
    replace_file(path, mark + text.encode())
    return True


def _make_write_error(error: OSError, folder: Path) -> UserError:
    what = f"cannot be written: {error.strerror or 'not writable'}"
    return _fault(str(error.filename or folder), what, "check the folder and its rights")


def _fault(path: str, what: str, mend: str) -> UserError:
    return UserError(Problem(path, None, None, what, mend))
