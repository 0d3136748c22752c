"""Replace a folder by a finished one with a single rename."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from build_scripts.storage.folders import remove_tree

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h


def replace_folder(new: Path, target: Path) -> None:
    """Rename the folder `new` to `target`, and remove the folder that was there.

    Where the system can exchange two folders (renameat2(2) on Linux), `target` exists at every moment.
    Elsewhere it is missing between two renames; `recover_folder` repairs that after a kill at that moment.
    """
    old = _get_old_path(target)
    remove_tree(old)
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        old = new
    else:
        target.rename(old)
        new.rename(target)
    remove_tree(old)


def recover_folder(target: Path) -> None:
    """Put the last good folder back if a kill between two renames hid it; remove leftovers of killed runs."""
    old = _get_old_path(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (old, *target.parent.glob(f"{get_staging_path(target, '').name}*")):
        remove_tree(leftover)


def get_staging_path(target: Path, name: str) -> Path:
    """Return the path at which to make a folder that will replace `target`: hidden, and on the same disk."""
    return target.with_name(f".{target.name}-new-{name}")


def _get_old_path(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result: int = renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    return result == 0
