"""Write generated files below `docs/`, and touch none but the generator's own.

A manifest lists the files that earlier runs wrote. Only those are ever replaced or removed. It is written
before the first file and after the last, so that a run that was killed leaves nothing unaccounted for.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from build_scripts.models.problems import Problem, UserError

MANIFEST_NAME = ".parallax-manifest.json"


def write_generated_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold these files and no other generated ones; paths are relative, with slashes.

    Raises UserError, before anything is changed, where a file stands that the generator didn't write.
    """
    before = _manifest(folder)
    taken = sorted({other for path in files if (other := _in_the_way(path, before, folder)) is not None})
    if taken:
        raise UserError(
            *(
                Problem(
                    path.as_posix(),
                    None,
                    None,
                    "stands where a generated page has to go",
                    "rename it, or remove it if it is left over",
                )
                for path in taken
            )
        )
    _list(before | set(files), folder)
    for path in before | set(files):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            _beside(folder / path).unlink()  # what a killed run left
    for path, data in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            replace_file(target, data)
    for path in sorted(before - set(files), reverse=True):
        target = folder / path
        if target.is_file():
            target.unlink()
        _remove_empty(target.parent, folder)
    _list(files, folder)


def find_non_generated_files(folder: Path) -> tuple[str, ...]:
    """Return the files that the generator didn't write, in the folders that it writes to.

    Paths are relative to `folder`, with slashes; folders at its top with nothing generated are left out.
    """
    listed = _manifest(folder)
    tops = sorted({parts[0] for path in listed if len(parts := PurePosixPath(path).parts) > 1})
    found = {
        path.relative_to(folder).as_posix()
        for top in tops
        for path in (folder / top).rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    return tuple(sorted(found - listed))


def replace_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside the old one, then in its place by one rename.

    Raises OSError with the file's name, and leaves nothing, where the disk refuses.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    beside.unlink(missing_ok=True)  # what a killed run left, or a link that leads elsewhere
    try:
        beside.write_bytes(data)
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()  # a full disk is not to be kept full
        raise OSError(error.errno, error.strerror, os.fspath(target)) from error


def create_file(target: Path, data: bytes) -> None:
    """Write a new file whole or not at all. Raises FileExistsError where anything stands there."""
    # Nobody else writes under this name, whoever else creates the same file now.
    beside = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        with beside.open("xb") as file:
            file.write(data)
        try:
            os.link(beside, target)  # as a rename would be, but for that it replaces nothing
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with target.open("xb") as file:
                file.write(data)
    finally:
        beside.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _in_the_way(path: str, before: set[str], folder: Path) -> Path | None:
    """Return what stands where a file or one of its folders has to go and isn't the generator's."""
    target = folder / path
    for parent in target.parents[: len(PurePosixPath(path).parts)]:  # the folder itself is the last
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            return parent
    if target.is_symlink() or target.is_dir() or (target.exists() and path not in before):
        return target
    return None


def _manifest(folder: Path) -> set[str]:
    path = folder / MANIFEST_NAME
    if not path.exists():
        return set()
    try:
        listed = json.loads(path.read_text("utf-8"))["files"]
        if all(isinstance(name, str) and _inside(name, folder) for name in listed):
            return set(listed)
    except (ValueError, KeyError, TypeError):
        pass
    raise UserError(
        Problem(
            path.as_posix(),
            None,
            None,
            "is not a list of generated files",
            "remove it and the generated pages (`git clean -Xn docs` shows them)",
        )
    )


def _inside(name: str, folder: Path) -> bool:
    """Tell whether a path stays below the folder, links included."""
    parts = PurePosixPath(name)
    return not parts.is_absolute() and (folder / parts).parent.resolve().is_relative_to(folder.resolve())


def _list(names: Iterable[str], folder: Path) -> None:
    listed = {"version": 1, "files": sorted(names)}
    replace_file(folder / MANIFEST_NAME, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode())


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(os.scandir(folder)):
        folder.rmdir()
        folder = folder.parent
