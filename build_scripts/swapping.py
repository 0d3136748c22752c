"""Put a finished folder in another's place by one rename."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def put_in_place(new: Path, target: Path) -> None:
    """Make the folder `new` stand as `target`, and remove what stood there.

    Where the system can exchange two folders (renameat2(2) on Linux), there is no moment without a
    `target`. Elsewhere there is one between two renames; `recover` mends it after a kill just then.
    """
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        new.rename(old)
    else:
        target.rename(old)
        new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the last good folder back, if a run was killed between two renames, and clear what runs left."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (old, *target.parent.glob(f"{beside(target, '').name}*")):
        if left.is_symlink() or left.is_file():
            left.unlink()
        else:
            shutil.rmtree(left, ignore_errors=True)


def beside(target: Path, name: str) -> Path:
    """Return where to make what is to take a folder's place: on the same disk, and hidden."""
    return target.with_name(f".{target.name}-new-{name}")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
