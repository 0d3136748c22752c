"""Whole folders are removed or emptied, and links in them are not followed."""

from __future__ import annotations

from pathlib import Path

from build_scripts.storage.folders import empty_folder, make_temporary_folder, remove_tree
from tests.helpers.files import tree, write


def test_an_emptied_folder_stays_and_links_in_it_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "kept/notes.txt", "mine")
    write(tmp_path, "sources/talks/deep/post.txt", "x")
    write(tmp_path, "sources/.hidden", "x")
    (tmp_path / "sources/more").symlink_to("../kept")
    empty_folder(tmp_path / "sources")
    assert list((tmp_path / "sources").iterdir()) == []
    assert tree(tmp_path / "kept") == {"notes.txt": b"mine"}
    empty_folder(tmp_path / "nothing")


def test_a_tree_is_removed_also_without_rights_and_a_link_is_removed_itself(tmp_path: Path) -> None:
    write(tmp_path, "site/deep/index.html", "x")
    (tmp_path / "link").symlink_to("site")
    remove_tree(tmp_path / "link")
    assert (tmp_path / "site/deep/index.html").exists()
    (tmp_path / "site/deep").chmod(0)
    for name in ("site", "site"):  # the second time there is nothing to remove
        remove_tree(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_is_gone_after_the_block() -> None:
    with make_temporary_folder() as folder:
        write(folder, "deep/a.txt", "x")
    assert not folder.exists()
