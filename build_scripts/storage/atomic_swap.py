"""Put a finished folder in another's place by one rename."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def replace_folder(new: Path, target: Path) -> None:
    """Make the folder `new` stand as `target`, and remove what stood there.

    Where the system can exchange two folders (renameat2(2) on Linux), there is no moment without a
    `target`. Elsewhere there is one between two renames; `recover_folder` mends it after a kill just then.
    """
    old = _old(target)
    _remove(old)
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        old = new
    else:
        target.rename(old)
        new.rename(target)
    _remove(old)


def recover_folder(target: Path) -> None:
    """Put the last good folder back, if a run was killed between two renames, and clear what runs left."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (old, *target.parent.glob(f"{get_staging_path(target, '').name}*")):
        _remove(left)


def get_staging_path(target: Path, name: str) -> Path:
    """Return where to make what is to take a folder's place: on the same disk, and hidden."""
    return target.with_name(f".{target.name}-new-{name}")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")


def _remove(path: Path) -> None:
    """Remove a folder, also one whose rights were taken away, and a file or a link in its place."""
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():
        for folder, _, _ in os.walk(path):  # from the top: what is below is seen only then
            Path(folder).chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
