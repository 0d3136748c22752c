"""Make and remove whole folders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory


def remove_tree(path: Path) -> None:
    """Remove a folder with everything in it, or a file or link; do nothing if there is none.

    A folder without write permission is removed too if this user owns it. Files that can't be removed stay.
    """
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():
        for folder, _, _ in os.walk(path):  # from the top, because a folder must be readable to be walked
            with suppress(OSError):
                Path(folder).chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)


def empty_folder(folder: Path) -> None:
    """Remove the content of a folder, not the folder itself; links are removed, not followed.

    Does nothing where there is no folder. Raises OSError at the first thing that can't be removed.
    """
    for path in sorted(folder.rglob("*"), reverse=True):  # the content of a folder comes before the folder
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


@contextmanager
def make_temporary_folder() -> Iterator[Path]:
    """Yield an empty folder outside the publication, and remove it with all its files after the block."""
    with TemporaryDirectory(prefix="parallax-", ignore_cleanup_errors=True) as name:
        yield Path(name)
