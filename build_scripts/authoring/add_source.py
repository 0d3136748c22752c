"""Add a source to the publication: read it, check that it is new, write its files, list it in its story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.authoring.fetch import FetchedPage, FetchLimits
from build_scripts.authoring.source_name import (
    NameFacts,
    choose_source_name,
    find_name_warnings,
    list_used_names,
)
from build_scripts.authoring.target_story import find_target_story
from build_scripts.models import Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.views.addresses import make_article_address
from build_scripts.pipeline.article_tools import ArticleTools
from build_scripts.pipeline.clean_capture import CleanedCapture, clean_capture
from build_scripts.source_files.entries.edit_story_list import (
    append_listed_source,
    compose_story_file,
    format_yaml_scalar,
)
from build_scripts.source_files.entries.propose_source_id import (
    CaptureSuffix,
    choose_capture_suffix,
    compose_sidecar,
)
from build_scripts.source_files.read_sources import (
    RawPublication,
    RawSource,
    RawStory,
    read_sources,
    read_user_file,
)
from build_scripts.source_files.yaml.value_formats import (
    is_valid_web_address,
)
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
BLANK_BYTES = BYTE_ORDER_MARK + b" \t\r\n\0"


@dataclass(frozen=True, slots=True)
class AddRequest:
    """The user's request: a path, an address or `-`, and the story's id.

    `name` is the id to give to the source, `title` that of a story to create.
    """

    source: str
    story: str
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalInputs:
    """Functions that fetch a page and that read so many bytes of standard input at most, and the date."""

    fetch_page: Callable[[str, FetchLimits], FetchedPage]
    read_standard_input: Callable[[int], bytes]
    today: str


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source that was added, with the paths of its capture, its sidecar and its `story.yml`.

    `page_address` is that of its page, below the site's. `listed` is false if the list in `story.yml` could
    not be changed; `problems` are warnings.
    """

    name: str
    page_address: str
    capture_path: str
    sidecar_path: str | None
    story_path: str
    listed: bool
    address: str | None
    cleaned_capture: CleanedCapture
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Capture:
    """A capture as it was read: its bytes, its name in error messages, and the suffix of its file.

    `address` and `captured` (the date) are those of a fetched page, `file_stem` is that of a file.
    """

    data: bytes
    shown: str
    suffix: CaptureSuffix
    address: str | None = None
    captured: str | None = None
    file_stem: str | None = None


def add_source(
    request: AddRequest, sources: Path, tools: ArticleTools, inputs: ExternalInputs
) -> AddedSource:
    """Add a source to the publication in the folder `sources`, and return it.

    Raises UserError if it can't be read, is in the publication already, or can't go into the story. Never
    overwrites a file; if an error is raised, nothing has changed.
    """
    publication = read_sources(sources)
    find_target_story(request.story, request.title, publication, sources)
    capture = _read_capture(request.source, publication, inputs)
    if not capture.data.strip(BLANK_BYTES):
        raise _make_error(capture.shown, "is empty", "paste the text of the article's page into it")
    _check_is_new(capture, None, publication)
    cleaned = _clean(capture, tools)
    address = _choose_address(capture)
    known_address = address or cleaned.sidecar.source_url
    folder = sources / request.story
    with _hold_add_lock(sources):
        publication = read_sources(sources)  # another source may have been added since
        story = find_target_story(request.story, request.title, publication, sources)
        _check_is_new(capture, known_address, publication)
        facts = NameFacts(cleaned, capture.address, capture.file_stem, list_used_names(story, folder))
        name = choose_source_name(request.name, facts)
        capture_path, sidecar_path = folder / f"{name}{capture.suffix}", folder / f"{name}.yml"
        sidecar = compose_sidecar(
            cleaned.metadata,
            address,
            capture.captured,
            stated=cleaned.sidecar.source_url,
            example_date=(story.file.date if story else None) or inputs.today,
        )
        files = {capture_path.name: capture.data}
        if sidecar is not None:
            files[sidecar_path.name] = sidecar.encode()
        listed = _write_files(files, folder, name, story, request.title)
    return AddedSource(
        name=name,
        page_address=make_article_address(request.story, name),
        capture_path=capture_path.as_posix(),
        sidecar_path=sidecar_path.as_posix() if sidecar is not None else None,
        story_path=(folder / STORY_FILE).as_posix(),
        listed=listed,
        address=known_address,
        cleaned_capture=cleaned,
        problems=(
            *_find_warnings(name, capture_path, sidecar_path, folder / STORY_FILE, cleaned, listed),
            *find_name_warnings(request.name, facts, capture_path),
        ),
    )


def _choose_address(capture: _Capture) -> str | None:
    """Return the address of a fetched page without tracking parameters, if a sidecar may have it."""
    if capture.address is None:
        return None
    address = strip_tracking_parameters(capture.address)
    return address if is_valid_web_address(address) else None


def _find_warnings(
    name: str, capture: Path, sidecar: Path, story: Path, cleaned: CleanedCapture, listed: bool
) -> Iterator[Problem]:
    """Yield a warning for each thing that the user has to do by hand for the source just added."""
    if not cleaned.paragraphs:
        message, fix = "no article text was found in it", f"say which lines to keep in {sidecar.as_posix()}"
        yield Problem(capture.as_posix(), None, None, message, fix, "warning")
    if not listed:
        message = "could not be changed safely"
        fix = f"add `{format_yaml_scalar(name)}` at the end of `sources:`"
        yield Problem(story.as_posix(), None, "sources", message, fix, "warning")


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


def _read_capture(source: str, publication: RawPublication, inputs: ExternalInputs) -> _Capture:
    """Return the capture that a path, an address or `-` names. Raises UserError if it can't be read."""
    if source == STDIN_ARGUMENT:
        data = inputs.read_standard_input(MAX_CAPTURE_BYTES + 1)
        if len(data) > MAX_CAPTURE_BYTES:
            raise _make_error(STDIN_LABEL, "is larger than 5 MB", "keep only the article's page")
        return _Capture(data, STDIN_LABEL, choose_capture_suffix(data))
    if not is_url(source):
        path = Path(source)
        data = read_user_file(path)
        return _Capture(data, source, choose_capture_suffix(data, path.name), file_stem=path.stem)
    _check_address_is_new(parse_web_address(source).url, publication)
    page = inputs.fetch_page(source, FetchLimits(MAX_CAPTURE_BYTES))
    suffix: CaptureSuffix = ".html" if page.text_format == "html" else ".txt"
    return _Capture(page.data, source, suffix, page.address, inputs.today)


def _list_sources(publication: RawPublication) -> Iterator[RawSource]:
    for story in publication.stories:
        yield from story.sources


def _check_is_new(capture: _Capture, address: str | None, publication: RawPublication) -> None:
    """Raise UserError if the publication has a capture of this address or with these bytes."""
    if address is not None:
        _check_address_is_new(address, publication)
    for source in _list_sources(publication):
        if source.data == capture.data:
            fix = "correct that one, or copy the file by hand if two stories need it"
            raise _make_error(capture.shown, f"is in the publication already, as {source.path}", fix)


def _check_address_is_new(address: str, publication: RawPublication) -> None:
    for source in _list_sources(publication):
        existing = source.sidecar.source_url
        if existing is not None and is_same_page(existing, address):
            fix = "correct that one; a later version of the page can be added as a file"
            raise _make_error(address, f"is in the publication already, as {source.path}", fix)


def _clean(capture: _Capture, tools: ArticleTools) -> CleanedCapture:
    """Return the capture cleaned. Raises UserError, whose problems name the capture as the user did."""
    try:
        return clean_capture(capture.data, f"capture{capture.suffix}", Sidecar(), tools)
    except UserError as error:
        problems = [replace(problem, path=capture.shown) for problem in error.problems]
        if capture.address is not None:
            problems = [replace(problem, fix=FIX_SAVE_PAGE) for problem in problems]
        raise UserError(*problems) from None


def _write_files(
    files: dict[str, bytes], folder: Path, name: str, story: RawStory | None, title: str | None
) -> bool:
    """Write the source's files, and list it in `story.yml`; return whether it is listed.

    Writes all of the files or none: raises UserError if one can't be written.
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
    message = f"cannot be written: {error.strerror or 'not writable'}"
    return _make_error(str(error.filename or folder), message, "check the folder's permissions")


def _make_error(path: str, message: str, fix: str) -> UserError:
    return UserError(Problem(path, None, None, message, fix))
