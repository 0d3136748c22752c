"""Say in one line what the disk refused, and what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from build_scripts.models.problems import Problem, UserError

RUN_AGAIN_FIX = "{}, and run it again; the last site stands"
_ROOM = "free some space"
_RIGHTS = "see whose it is and who may write there (`ls -ld`)"
_WAYS: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("can't be written: the disk is full", _ROOM),
    errno.EDQUOT: ("can't be written: your share of the disk is used up", _ROOM),
    errno.EFBIG: ("can't be written: it is larger than this system allows", "raise the limit (`ulimit -f`)"),
    errno.EROFS: ("can't be written: the disk is read-only", "build in a copy elsewhere"),
    errno.EACCES: ("may not be read or changed by you", _RIGHTS),
    errno.EPERM: ("may not be read or changed by you", _RIGHTS),
    errno.EIO: ("can't be read or written: the disk fails", "look after the disk"),
    errno.ENOENT: ("vanished while the site was being built", "leave the folder alone meanwhile"),
    errno.ENOTDIR: ("vanished while the site was being built", "leave the folder alone meanwhile"),
    errno.ENOTEMPTY: ("got files of somebody else's during the build", "leave the folder alone meanwhile"),
    errno.EEXIST: ("got files of somebody else's during the build", "leave the folder alone meanwhile"),
    errno.EMFILE: ("can't be opened: too many files are open", "close some programs"),
    errno.ENFILE: ("can't be opened: too many files are open", "close some programs"),
    errno.ENAMETOOLONG: ("has too long a name for this disk", "give the story or the source a shorter id"),
    errno.EBUSY: ("is in use by another program, or a disk of its own", "close what uses it"),
}
_NAMELESS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""What only a disk says: the others, without a file's name, may be about anything."""
_TOO_MUCH = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def convert_disk_errors(top: Path, part: Path) -> Iterator[None]:
    """Raise UserError where the system refuses a file of the publication in the folder `top`.

    `part` is named where the system names no file (it doesn't where writing itself fails). What isn't
    about the publication's own files is a fault of the program, and is raised as it came.
    """
    try:
        yield
    except OSError as error:
        problem = _problem(error, top, part)
        if problem is None:
            raise
        raise UserError(problem) from error


def _problem(error: OSError, top: Path, part: Path) -> Problem | None:
    way = _WAYS.get(error.errno or 0)
    if way is None or (error.filename is None and error.errno not in _NAMELESS):
        return None
    path = part
    if error.filename is not None:
        # Of a rename's two names the one that isn't of Parallax's own making says more.
        named = next(
            (n for n in (error.filename, error.filename2) if n and "/.site-" not in f"/{n}"), error.filename
        )
        path = Path(os.fsdecode(named) if isinstance(named, str | bytes | os.PathLike) else part)
        folder = top.absolute()
        if path.is_absolute() and path.is_relative_to(folder):
            path = top / path.relative_to(folder)
        elif path.is_absolute():
            if error.errno not in _TOO_MUCH:
                return None
            path = part  # where a copy fails, Python names what is copied
    what, do = way
    return Problem(path.as_posix(), None, None, what, RUN_AGAIN_FIX.format(do))
