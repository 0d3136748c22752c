"""Write files, and read a whole folder to compare it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def tree(folder: Path) -> Mapping[str, bytes]:
    """Return the contents of all files below a folder, by relative path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def write(folder: Path, name: str, text: str) -> None:
    """Write a text file below a folder, and make the folders on the way."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
