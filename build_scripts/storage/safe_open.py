"""Open what a stranger may have put into a folder: plain files only, of a sensible size, never waiting.

A link could lead out of the folder, a pipe would keep a reader waiting, a device has no end. What a name
leads to is looked at without following it, and again once it is open.
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

MAX_CAPTURE_BYTES = 5_000_000  # of a capture
MAX_YAML_BYTES = 1_000_000
MAX_SIDECAR_BYTES = 100_000
# What a publication may hold in all: five times what is planned for, and what fits into a computer's memory.
MAX_FILES = 50_000
MAX_TOTAL_BYTES = 500_000_000

SYMLINK_MESSAGES = ("is a symbolic link", "put the file itself here")
NOT_REGULAR_FILE_MESSAGES = ("is not a plain file", "put the file itself here")
# A pipe is opened without waiting for its other end, and a link not at all, where the system can.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


def get_path_kind(path: Path) -> PathKind:
    """Tell what stands under a name, without following it."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return "nothing"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "other"


def read_regular_file(path: Path, limit: int, mend: str, *, links: bool) -> bytes:
    """Read a plain file whole.

    Raises UserError if it isn't one, can't be read or has more than `limit` bytes; `mend` is for that. A link
    is followed only where the user named it, not where a publication holds it: then `links` is true.
    """
    if not links and get_path_kind(path) == "link":
        raise UserError(make_file_problem(path, *SYMLINK_MESSAGES))
    no_file = UserError(
        make_file_problem(
            path, *(("is not a file", "give the path of a capture") if links else NOT_REGULAR_FILE_MESSAGES)
        )
    )
    try:
        # Looked at first, because opening some devices does something.
        if not stat.S_ISREG(path.stat().st_mode):
            raise no_file
        with os.fdopen(os.open(path, _FLAGS | (0 if links else _NO_LINKS)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise no_file
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise no_file from None
    except OSError as error:
        what = f"cannot be read: {error.strerror or 'not readable'}"
        raise UserError(make_file_problem(path, what, "check the file and its rights")) from None
    if len(data) > limit:
        raise UserError(make_file_problem(path, f"is larger than {_size(limit)}", mend))
    return data


def list_folder(folder: Path, problems: list[Problem]) -> tuple[Path, ...]:
    """Return what a folder holds, in order, without hidden files; note names that some disks can't part.

    Two names collide if they are one without regard to case and to how letters and their marks are composed,
    as on the disks of Windows and macOS: of two such files a contributor there would get only one.
    """
    try:
        found = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        what = f"cannot be read: {error.strerror or 'not readable'}"
        problems.append(make_file_problem(folder, what, "check the folder and its rights"))
        return ()
    seen: dict[str, Path] = {}
    for entry in found:
        first = seen.setdefault(_folded(entry.name), entry)
        if first is not entry:
            what = f"has the same name as '{first.name}' on disks that don't tell case apart"
            problems.append(make_file_problem(entry, what, "rename or remove one of the two"))
    return tuple(found)


def check_sources_size(
    folder: Path, *, files: int = MAX_FILES, total: int = MAX_TOTAL_BYTES
) -> Problem | None:
    """Return the problem of a publication with too many files or bytes, None if it has few enough.

    Only what `read_sources` could read is counted: two levels of folders, plain files, none of them hidden.
    """
    number, size = 0, 0
    for bytes_ in _sizes(folder, 1):
        number, size = number + 1, size + bytes_
        if number > files:
            mend = "split it into several publications"
            return make_file_problem(folder, f"holds more than {files:,} files", mend)
        if size > total:
            mend = "keep only articles' pages, or split it into several publications"
            return make_file_problem(folder, f"holds more than {total // 1_000_000:,} MB", mend)
    return None


def _sizes(folder: Path, depth: int) -> Iterator[int]:
    """Yield the sizes in bytes of what stands in a folder and, so many levels deep, in those below."""
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield 0
                    if depth:
                        yield from _sizes(Path(entry), depth - 1)
                else:
                    size = entry.stat(follow_symlinks=False).st_size
                    yield size if entry.is_file(follow_symlinks=False) else 0
    except OSError:
        return  # told where the folder is read


def _size(number: int) -> str:
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number // 1_000} kB"


def _folded(name: str) -> str:
    """Return a file's name as disks that don't tell case apart compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
