"""A folder replaces another, and comes back after a kill."""

from pathlib import Path

import pytest

from build_scripts.storage.atomic_swap import recover_folder, replace_folder
from tests.helpers.files import tree, write


@pytest.mark.parametrize("left", ["", ".site-old"])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_takes_the_place_of_another(there: bool, left: str, tmp_path: Path) -> None:
    write(tmp_path, "new/index.html", "new")
    if there:
        write(tmp_path, "site/old.html", "old")
    if left:
        write(tmp_path, f"{left}/older.html", "older")
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert tree(tmp_path) == {"site/index.html": b"new"}


@pytest.mark.parametrize("there", [True, False])
def test_the_last_good_folder_comes_back_only_if_none_stands_there(there: bool, tmp_path: Path) -> None:
    write(tmp_path, ".site-old/index.html", "old")
    if there:
        write(tmp_path, "site/index.html", "new")
    recover_folder(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text("utf-8") == ("new" if there else "old")
