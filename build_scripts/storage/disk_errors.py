"""Turn an error of the operating system into one line: the file that it refused, the reason, and the fix."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from build_scripts.models.problems import Problem, UserError

RUN_AGAIN_FIX = "{}, and run it again; the last site is unchanged"
_FREE_SPACE = "free some space"
_CHECK_PERMISSIONS = "check its owner and permissions (`ls -ld`)"
_MESSAGES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("can't be written: the disk is full", _FREE_SPACE),
    errno.EDQUOT: ("can't be written: your share of the disk is used up", _FREE_SPACE),
    errno.EFBIG: ("can't be written: it is larger than this system allows", "raise the limit (`ulimit -f`)"),
    errno.EROFS: ("can't be written: the disk is read-only", "build in a copy elsewhere"),
    errno.EACCES: ("may not be read or changed by you", _CHECK_PERMISSIONS),
    errno.EPERM: ("may not be read or changed by you", _CHECK_PERMISSIONS),
    errno.EIO: ("can't be read or written: the disk fails", "check the disk"),
    errno.ENOENT: ("vanished while the site was being built", "leave the folder alone during a build"),
    errno.ENOTDIR: ("vanished while the site was being built", "leave the folder alone during a build"),
    errno.ENOTEMPTY: (
        "got files from another program during the build",
        "leave the folder alone during a build",
    ),
    errno.EEXIST: (
        "got files from another program during the build",
        "leave the folder alone during a build",
    ),
    errno.EMFILE: ("can't be opened: too many files are open", "close some programs"),
    errno.ENFILE: ("can't be opened: too many files are open", "close some programs"),
    errno.ENAMETOOLONG: ("has too long a name for this disk", "give the story or the source a shorter id"),
    errno.EBUSY: ("is in use by another program, or is a disk itself", "close the program that uses it"),
}
"""The message and the fix, by error number."""
_DISK_ONLY = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""Errors that only a disk raises. Without a file name, the others may be about anything."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def convert_disk_errors(top: Path, fallback: Path) -> Iterator[None]:
    """Raise UserError if the system refuses a file of the publication in the folder `top`.

    `fallback` is named if the system names no file, as when a write fails. An OSError that isn't about a file
    of the publication is a fault of the program and is raised unchanged.
    """
    try:
        yield
    except OSError as error:
        problem = _describe(error, top, fallback)
        if problem is None:
            raise
        raise UserError(problem) from error


def _describe(error: OSError, top: Path, fallback: Path) -> Problem | None:
    """Return the problem of a file of the publication, or None if the error is not about one."""
    known = _MESSAGES.get(error.errno or 0)
    path = _get_publication_path(error, top, fallback)
    if known is None or path is None:
        return None
    message, fix = known
    return Problem(path.as_posix(), None, None, message, RUN_AGAIN_FIX.format(fix))


def _get_publication_path(error: OSError, top: Path, fallback: Path) -> Path | None:
    """Return the path that an error is about, as seen from `top`; None if it is not in the publication."""
    if error.filename is None:
        return fallback if error.errno in _DISK_ONLY else None
    # A failed rename has two names. The one that isn't a temporary folder of Parallax says more.
    names = (error.filename, error.filename2)
    name = next((n for n in names if n and "/.site-" not in f"/{n}"), error.filename)
    path = Path(os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else fallback)
    folder = top.absolute()
    if not path.is_absolute():
        return path
    if path.is_relative_to(folder):
        return top / path.relative_to(folder)
    # If a copy finds no room, Python names the file that is copied, which may be anywhere.
    return fallback if error.errno in _NO_ROOM else None
