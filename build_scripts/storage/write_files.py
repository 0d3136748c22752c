"""Write files, each whole or not at all, and among generated files replace or remove no others.

A manifest in `docs/` lists the files that earlier builds generated there. Only those are ever replaced or
removed. It is written before the first file and after the last, so that it also lists the files of a build
that was killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from build_scripts.models.problems import Problem, UserError

MANIFEST_NAME = ".parallax-manifest.json"


def write_generated_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold these files and no other generated ones; paths are relative, with slashes.

    Raises UserError, before anything is changed, if a file that was not generated is in the way.
    """
    listed = _read_manifest(folder)
    _refuse_to_replace(files, listed, folder)
    _write_manifest(listed | set(files), folder)
    for path in listed | set(files):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            _get_temporary_path(folder / path).unlink()  # left by a build that was killed
    for path, data in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            replace_file(target, data)
    for path in sorted(listed - set(files), reverse=True):
        target = folder / path
        if target.is_file():
            target.unlink()
        _remove_empty_folders(target.parent, folder)
    _write_manifest(files, folder)


def find_non_generated_files(folder: Path) -> tuple[str, ...]:
    """Return the files that were not generated, in the folders that hold generated ones.

    Paths are relative to `folder`, with slashes. Folders directly in `folder` without a generated file are
    left out.
    """
    listed = _read_manifest(folder)
    tops = sorted({parts[0] for path in listed if len(parts := PurePosixPath(path).parts) > 1})
    found = {
        path.relative_to(folder).as_posix()
        for top in tops
        for path in (folder / top).rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    return tuple(sorted(found - listed))


def replace_file(target: Path, data: bytes) -> None:
    """Write a file under a temporary name next to `target`, then rename it to `target`; make its folders.

    Raises OSError with the name `target` if the disk refuses, and leaves no temporary file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = _get_temporary_path(target)
    temporary.unlink(missing_ok=True)  # left by a run that was killed, or a link that leads elsewhere
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()  # makes room again on a full disk
        raise OSError(error.errno, error.strerror, os.fspath(target)) from error


def create_file(target: Path, data: bytes) -> None:
    """Write a new file whole or not at all. Raises FileExistsError if there is anything at `target`."""
    # The name is this thread's own, so that others may create the same file at the same time.
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        try:
            os.link(temporary, target)  # like a rename, but never replaces a file
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with target.open("xb") as file:
                file.write(data)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def create_files(files: Mapping[str, bytes], folder: Path) -> Iterator[None]:
    """Create new files in a folder, which is made if it is missing, then run the block.

    If a file can't be created or the block raises anything, all of them are removed again, and so is the
    folder if it was made.
    """
    created: list[Path] = []
    is_new_folder = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        for name, data in files.items():
            create_file(folder / name, data)
            created.append(folder / name)
        yield
    except BaseException:
        for path in created:
            path.unlink(missing_ok=True)
        if is_new_folder and folder.is_dir():
            folder.rmdir()
        raise


def write_new_tree(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Write files by their relative paths into a folder of this run's own, with the folders they need.

    Raises OSError with the relative path as its file name if the disk refuses.
    """
    for path, data in files:
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from error


def _get_temporary_path(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _refuse_to_replace(paths: Iterable[str], listed: set[str], folder: Path) -> None:
    """Raise UserError if anything that was not generated is in the way of these files or their folders."""
    obstacles = {obstacle for path in paths if (obstacle := _find_obstacle(path, listed, folder)) is not None}
    if obstacles:
        message, fix = "is in the way of a generated page", "rename it, or remove it if it is left over"
        raise UserError(*(Problem(path.as_posix(), None, None, message, fix) for path in sorted(obstacles)))


def _find_obstacle(path: str, listed: set[str], folder: Path) -> Path | None:
    """Return the path that was not generated and is in the way of a file or one of its folders, or None."""
    target = folder / path
    for parent in target.parents[: len(PurePosixPath(path).parts)]:  # the last is `folder` itself
        if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
            return parent
    if target.is_symlink() or target.is_dir() or (target.exists() and path not in listed):
        return target
    return None


def _read_manifest(folder: Path) -> set[str]:
    path = folder / MANIFEST_NAME
    if not path.exists():
        return set()
    try:
        listed = json.loads(path.read_text("utf-8"))["files"]
        if all(isinstance(name, str) and _is_inside(name, folder) for name in listed):
            return set(listed)
    except (ValueError, KeyError, TypeError):
        pass
    message = "is not a list of generated files"
    fix = "remove it and the generated pages (`git clean -Xn docs` shows them)"
    raise UserError(Problem(path.as_posix(), None, None, message, fix))


def _is_inside(name: str, folder: Path) -> bool:
    """Return whether a relative path stays in the folder, also after links are followed."""
    path = PurePosixPath(name)
    return not path.is_absolute() and (folder / path).parent.resolve().is_relative_to(folder.resolve())


def _write_manifest(names: Iterable[str], folder: Path) -> None:
    listed = {"version": 1, "files": sorted(names)}
    replace_file(folder / MANIFEST_NAME, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode())


def _remove_empty_folders(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, up to but not including `top`, as long as they are empty."""
    while folder != top and folder.is_dir() and not any(os.scandir(folder)):
        folder.rmdir()
        folder = folder.parent
