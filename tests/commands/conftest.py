"""Fixtures of the tests of commands: a publication and a folder of odd files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command_lines import ODD, PAGE


@pytest.fixture(scope="module")
def publication(invented_site: Path) -> Path:
    """Return the folder of the invented publication; these tests write nothing into it."""
    return invented_site.parent


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files that are no captures, or unusual ones."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.txt").write_bytes(ODD.encode())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\r\n\n")
    (folder / "binary.txt").write_bytes(bytes(range(128, 256)))
    (folder / "nul.txt").write_bytes(b"a\nb\0c")
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "folder.txt").mkdir()
    return folder
