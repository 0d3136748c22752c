"""Read files that a stranger may have put into a folder: plain files only, up to a limit, never waiting.

A link could lead out of the folder, a pipe would make a reader wait, and a device has no end. The kind of
file is therefore checked without following links before a file is opened, and again when it is open.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from build_scripts.models.problems import Problem, UserError, make_file_problem

PathKind = Literal["file", "folder", "link", "other", "nothing"]

MAX_CAPTURE_BYTES = 5_000_000
MAX_YAML_BYTES = 1_000_000
MAX_SIDECAR_BYTES = 100_000
# Limits of a whole publication: five times the planned size, which still fits into a computer's memory.
MAX_FILES = 50_000
MAX_TOTAL_BYTES = 500_000_000

SYMLINK_MESSAGES = ("is a symbolic link", "put the file itself here")
NOT_REGULAR_FILE_MESSAGES = ("is not a plain file", "put the file itself here")
# Where the system can, a pipe is opened without waiting for its other end, and a link is not opened.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def get_path_kind(path: Path) -> PathKind:
    """Return the kind of file at a path; a link is not followed."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return "nothing"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def read_regular_file(path: Path, limit: int, fix: str, *, links: bool) -> bytes:
    """Return the bytes of a plain file.

    Raises UserError if it isn't one, can't be read or has more than `limit` bytes; `fix` is the advice
    for a file that is too large. Links are followed only with `links`: for a path that the user named, not
    for one found in a publication.
    """
    if not links and get_path_kind(path) == "link":
        raise UserError(make_file_problem(path, *SYMLINK_MESSAGES))
    not_regular = ("is not a file", "give the path of a capture") if links else NOT_REGULAR_FILE_MESSAGES
    try:
        data = _read_at_most(path, limit + 1, links=links)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        data = None
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'not readable'}"
        raise UserError(make_file_problem(path, message, "check the file's permissions")) from None
    if data is None:
        raise UserError(make_file_problem(path, *not_regular))
    if len(data) > limit:
        raise UserError(make_file_problem(path, f"is larger than {_format_size(limit)}", fix))
    return data


def _read_at_most(path: Path, limit: int, *, links: bool) -> bytes | None:
    """Return the first `limit` bytes of a file, or None if it isn't a plain file. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):  # checked first, because opening some devices does something
        return None
    with os.fdopen(os.open(path, _OPEN_FLAGS | (0 if links else _NO_FOLLOW)), "rb") as file:
        return file.read(limit) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def list_folder(folder: Path, problems: list[Problem]) -> tuple[Path, ...]:
    """Return the paths in a folder, sorted, without hidden files; add a problem for each name that collides.

    Two names collide if they differ only in case or in the composition of letters and marks. On the disks of
    Windows and macOS they name the same file, so that a contributor there would get only one of the two.
    """
    try:
        found = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        message = f"cannot be read: {error.strerror or 'not readable'}"
        problems.append(make_file_problem(folder, message, "check the folder's permissions"))
        return ()
    first_entries: dict[str, Path] = {}
    for entry in found:
        first = first_entries.setdefault(_fold_name(entry.name), entry)
        if first is not entry:
            message = f"has the same name as '{first.name}' on disks that ignore case"
            problems.append(make_file_problem(entry, message, "rename or remove one of the two"))
    return tuple(found)


def check_sources_size(
    folder: Path, *, files: int = MAX_FILES, total: int = MAX_TOTAL_BYTES
) -> Problem | None:
    """Return the problem of a publication with more than `files` files or `total` bytes, or None.

    Counts only what `read_sources` may read: plain files that aren't hidden, in two levels of folders. A
    folder, a link or a pipe counts as a file of no bytes.
    """
    count, size = 0, 0
    for entry_size in _list_sizes(folder, 1):
        count, size = count + 1, size + entry_size
        if count > files:
            fix = "split it into several publications"
            return make_file_problem(folder, f"holds more than {files:,} files", fix)
        if size > total:
            fix = "keep only articles' pages, or split it into several publications"
            return make_file_problem(folder, f"holds more than {total // 1_000_000:,} MB", fix)
    return None


def _list_sizes(folder: Path, depth: int) -> Iterator[int]:
    """Yield the size in bytes of everything in a folder and in folders up to `depth` levels below it."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield 0
                    if depth:
                        yield from _list_sizes(Path(entry), depth - 1)
                else:
                    size = entry.stat(follow_symlinks=False).st_size
                    yield size if entry.is_file(follow_symlinks=False) else 0
    except OSError:
        return  # reported where the folder is read


def _format_size(number: int) -> str:
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number // 1_000} kB"


def _fold_name(name: str) -> str:
    """Return the form of a file name that disks which ignore case compare."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
