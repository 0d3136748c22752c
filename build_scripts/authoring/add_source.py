"""Take a source into the publication: read it, see that it is new, write its files, list it in its story."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from build_scripts.authoring.fetch import Limits, Page
from build_scripts.models import Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.source_files import read_sources as reading
from build_scripts.source_files.entries import edit_story_list as story_list
from build_scripts.source_files.entries import source_naming as adding
from build_scripts.source_files.yaml.value_formats import DEVICES, IDENTIFIER, valid_address
from build_scripts.source_files.yaml_files import RESERVED_SOURCES, RESERVED_STORIES, read_story
from build_scripts.storage import write_files as writing
from build_scripts.storage.safe_open import MAX_BYTES
from build_scripts.text.web_addresses import SAVED, is_address, plain, same, target

STDIN = "-"
PIPED = "standard input"
LOCK_WAIT = 20.0  # seconds


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for: a path, an address or `-`; the story's id; a name and a title, if given."""

    source: str
    story: str
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """How to reach what is outside: the network, standard input (at most so many bytes), today's date."""

    fetch: Callable[[str, Limits], Page]
    piped: Callable[[int], bytes]
    today: str


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was taken in; the paths are those of its capture, its sidecar and its `story.yml`.

    `listed` is false where the story's list could not be changed; `problems` are warnings.
    """

    name: str
    capture: str
    sidecar: str | None
    story: str
    listed: bool
    address: str | None
    cleaned: analysis.Cleaned
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read: its bytes, how it is shown in errors, its form, address, day and file name."""

    data: bytes
    shown: str
    suffix: adding.Suffix
    address: str | None = None
    captured: str | None = None
    file: str | None = None


def add(wish: Wish, sources: Path, tools: analysis.Tools, means: Means) -> Added:
    """Take a source into the publication in `sources`.

    Raises UserError where it can't be read, is there already, or its story is not one. Nothing is ever
    overwritten; where an error is raised, nothing has changed.
    """
    raw = reading.read(sources)
    _story(wish, raw, sources)
    taken = _take(wish.source, raw, means)
    if not taken.data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise _fault(taken.shown, "is empty", "paste the text of the article's page into it")
    _see_that_it_is_new(taken, None, raw)
    cleaned = _understood(taken, tools)
    stated = cleaned.sidecar.source_url
    address = plain(taken.address) if taken.address and valid_address(plain(taken.address)) else None
    known = address or stated
    folder = sources / wish.story
    with _alone(sources):
        raw = reading.read(sources)  # another may have been added while this one was read
        story = _story(wish, raw, sources)
        _see_that_it_is_new(taken, known, raw)
        name = _name(wish, cleaned, taken, story, folder)
        capture, sidecar = folder / f"{name}{taken.suffix}", folder / f"{name}.yml"
        text = adding.sidecar(cleaned.metadata, address, taken.captured, stated=stated)
        new = {capture: taken.data}
        if text is not None:
            new[sidecar] = text.encode()
        listed = _write(new, folder / "story.yml", name, story, wish.title)
    return Added(
        name=name,
        capture=capture.as_posix(),
        sidecar=sidecar.as_posix() if text is not None else None,
        story=(folder / "story.yml").as_posix(),
        listed=listed,
        address=known,
        cleaned=cleaned,
        problems=tuple(_warnings(name, capture, sidecar, folder / "story.yml", cleaned, listed)),
    )


def _warnings(
    name: str, capture: Path, sidecar: Path, story: Path, cleaned: analysis.Cleaned, listed: bool
) -> Iterator[Problem]:
    """Yield what the user has to see to, now that the source is there."""
    if not cleaned.paragraphs:
        what, mend = "no article text was found in it", f"say which lines to keep in {sidecar.as_posix()}"
        yield Problem(capture.as_posix(), None, None, what, mend, "warning")
    if not listed:
        what, mend = (
            "could not be changed safely",
            f"add `{story_list.scalar(name)}` at the end of `sources:`",
        )
        yield Problem(story.as_posix(), None, "sources", what, mend, "warning")


@contextmanager
def _alone(sources: Path) -> Iterator[None]:
    """Keep a second `add` from changing the same publication at the same time."""
    lock = FileLock(sources.absolute().parent / ".site-add-lock", timeout=LOCK_WAIT)
    try:
        lock.acquire()
    except Timeout:
        raise _fault(sources.as_posix(), "something else is being added", "wait until it is") from None
    except OSError as error:
        raise _unwritten(error, sources) from None
    try:
        yield
    finally:
        lock.release()


def _story(wish: Wish, raw: reading.RawPublication, sources: Path) -> reading.RawStory | None:
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
    if not IDENTIFIER.fullmatch(wish.story) or wish.story in RESERVED_STORIES | DEVICES:
        raise _fault("--story", f"'{wish.story}' cannot be an address", "use a-z, 0-9 and single hyphens")
    if (sources / wish.story).exists() or (sources / wish.story).is_symlink():
        raise _fault(path, "is not a story's folder", "choose another --story, or mend the folder")
    if wish.title is None:
        ids = [one.id for one in raw.stories]
        near = difflib.get_close_matches(wish.story, ids, 1)
        hint = f"did you mean {near[0]}? Else " if near else ""
        raise _fault(path, "there is no such story", f'{hint}begin it with --new-story "ITS TITLE"')
    text = story_list.new_story(wish.title, "source")
    problems = read_story(text, "--new-story")[1]
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*(replace(problem, line=None) for problem in problems))
    return None


def _take(source: str, raw: reading.RawPublication, means: Means) -> _Taken:
    if source == STDIN:
        data = means.piped(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _fault(PIPED, "is larger than 5 MB", "keep only the article's page")
        return _Taken(data, PIPED, adding.suffix(data))
    if not is_address(source):
        path = Path(source)
        data = reading.read_bytes(path)
        return _Taken(data, source, adding.suffix(data, path.name), file=path.stem)
    asked = target(source).address
    _see_that_address_is_new(asked, raw)
    page = means.fetch(source, Limits(MAX_BYTES))
    suffix: adding.Suffix = ".html" if page.form == "html" else ".txt"
    return _Taken(page.data, source, suffix, page.address, means.today)


def _sources(raw: reading.RawPublication) -> Iterator[reading.RawSource]:
    for story in raw.stories:
        yield from story.sources


def _see_that_it_is_new(taken: _Taken, address: str | None, raw: reading.RawPublication) -> None:
    if address is not None:
        _see_that_address_is_new(address, raw)
    for source in _sources(raw):
        if source.data == taken.data:
            mend = "correct that one, or copy the file by hand if two stories need it"
            raise _fault(taken.shown, f"is in the publication already, as {source.path}", mend)


def _see_that_address_is_new(address: str, raw: reading.RawPublication) -> None:
    for source in _sources(raw):
        there = source.sidecar.source_url
        if there is not None and same(there, address):
            mend = "correct that one; a later version of the page can be added as a file"
            raise _fault(address, f"is in the publication already, as {source.path}", mend)


def _understood(taken: _Taken, tools: analysis.Tools) -> analysis.Cleaned:
    """Return the source cleaned; its problems name it as the user did."""
    try:
        return analysis.clean(taken.data, f"capture{taken.suffix}", Sidecar(), tools)
    except UserError as error:
        problems = [replace(problem, path=taken.shown) for problem in error.problems]
        if taken.address is not None:
            problems = [replace(problem, mend=SAVED) for problem in problems]
        raise UserError(*problems) from None


def _name(
    wish: Wish, cleaned: analysis.Cleaned, taken: _Taken, story: reading.RawStory | None, folder: Path
) -> str:
    used = {listed.id for listed in story.file.sources} if story else set()
    if folder.is_dir():
        used |= {entry.name.partition(".")[0].lower() for entry in folder.iterdir()}
    if wish.name is None:
        return adding.proposed_name(cleaned.metadata, taken.address, taken.file, used)
    if not IDENTIFIER.fullmatch(wish.name) or len(wish.name) > adding.LONGEST_NAME * 2:
        raise _fault("--name", f"'{wish.name}' cannot be an address", "use a-z, 0-9 and single hyphens")
    if wish.name in used or wish.name in RESERVED_SOURCES | DEVICES:
        raise _fault("--name", f"'{wish.name}' is taken in this story", "choose another, or leave it out")
    return wish.name


def _write(
    new: dict[Path, bytes], path: Path, name: str, story: reading.RawStory | None, title: str | None
) -> bool:
    """Write the new files, then the story's; take all back where one can't be. Tell if it was listed."""
    done: list[Path] = []
    made = not path.parent.exists()
    try:
        path.parent.mkdir(exist_ok=True)
        for file, data in new.items():
            writing.create(file, data)
            done.append(file)
        if story is None:
            writing.create(path, story_list.new_story(title or "", name).encode())
            return True
        data = path.read_bytes()
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        text = data[len(mark) :].decode()
        changed = story_list.listed(text, name, [source.id for source in story.sources])
        if changed is not None:
            writing.replace(path, mark + changed.encode())
    except BaseException as error:
        for file in done:
            file.unlink(missing_ok=True)
        if made and path.parent.is_dir():
            path.parent.rmdir()
        if isinstance(error, OSError):
            raise _unwritten(error, path.parent) from None
        raise
    return changed is not None


def _unwritten(error: OSError, folder: Path) -> UserError:
    what = f"cannot be written: {error.strerror or 'not writable'}"
    return _fault(str(error.filename or folder), what, "check the folder and its rights")


def _fault(path: str, what: str, mend: str) -> UserError:
    return UserError(Problem(path, None, None, what, mend))
