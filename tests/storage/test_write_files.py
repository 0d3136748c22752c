"""Generated files below docs/: no file but the generator's own is touched, and a site is swapped whole."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_scripts.models.problems import UserError
from build_scripts.storage import atomic_swap as swapping
from build_scripts.storage import write_files as writing
from tests.helpers.files import tree, write


def test_only_files_of_the_manifest_are_replaced_or_removed(tmp_path: Path) -> None:
    write(tmp_path, "by-hand.md", "by hand")
    write(tmp_path, "deep/by-hand.md", "by hand")
    writing.write({"a.md": b"1", "deep/b.md": b"2", "deep/er/c.md": b"3"}, tmp_path)
    writing.write({"a.md": b"4", "new/d.md": b"5"}, tmp_path)
    del_manifest = {k: v for k, v in tree(tmp_path).items() if k != writing.MANIFEST}
    assert del_manifest == {
        "a.md": b"4",
        "new/d.md": b"5",
        "by-hand.md": b"by hand",
        "deep/by-hand.md": b"by hand",
    }
    assert not (tmp_path / "deep/er").exists()
    writing.write({}, tmp_path)
    (tmp_path / writing.MANIFEST).unlink()
    assert tree(tmp_path) == {"by-hand.md": b"by hand", "deep/by-hand.md": b"by hand"}


def test_a_file_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    writing.write({"a.md": b"1"}, tmp_path)
    before = (tmp_path / "a.md").stat()
    writing.write({"a.md": b"1", "b.md": b"2"}, tmp_path)
    assert (tmp_path / "a.md").stat().st_ino == before.st_ino


IN_THE_WAY: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a file": (lambda folder: write(folder, "a/b.md", "mine"), "a/b.md"),
    "a file for a folder": (lambda folder: write(folder, "a", "mine"), "a"),
    "a folder for a file": (lambda folder: write(folder, "a/b.md/c", "mine"), "a/b.md"),
    "a link to nothing": (lambda folder: link(folder, "a/b.md", "nowhere"), "a/b.md"),
    "a link to a folder": (lambda folder: link(folder, "a", ".."), "a"),
}


def link(folder: Path, name: str, target: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(target)


def test_a_folder_that_is_a_link_and_a_link_beside_a_file_lead_nowhere(tmp_path: Path) -> None:
    write(tmp_path, "precious", "mine")
    link(tmp_path, "docs/.a.md.new", "../precious")
    writing.write({"a.md": b"ours"}, tmp_path / "docs")
    link(tmp_path, "linked", "docs")
    with pytest.raises(UserError) as raised:
        writing.write({"b.md": b"ours"}, tmp_path / "linked")
    assert len(raised.value.problems) == 1
    assert (tmp_path / "precious").read_text("utf-8") == "mine"
    assert not (tmp_path / "docs/b.md").exists()


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_in_the_way_is_a_problem_and_stays(name: str, tmp_path: Path) -> None:
    put, place = IN_THE_WAY[name]
    put(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as raised:
        writing.write({"a/b.md": b"ours", "c.md": b"ours"}, tmp_path)
    (problem,) = raised.value.problems
    assert problem.path == (tmp_path / place).as_posix()
    assert sorted(tmp_path.rglob("*")) == before
    assert all(data == b"mine" for data in tree(tmp_path).values())


def test_a_folder_that_took_the_place_of_a_generated_file_stays(tmp_path: Path) -> None:
    writing.write({"a.md": b"1"}, tmp_path)
    (tmp_path / "a.md").unlink()
    write(tmp_path, "a.md/mine.md", "mine")
    with pytest.raises(UserError):
        writing.write({"a.md": b"2"}, tmp_path)
    writing.write({"b.md": b"2"}, tmp_path)
    assert (tmp_path / "a.md/mine.md").read_text("utf-8") == "mine"


def test_what_a_killed_run_left_is_cleared_with_its_page(tmp_path: Path) -> None:
    writing.write({"a/b.md": b"1"}, tmp_path)
    write(tmp_path, "a/.b.md.new", "half")
    writing.write({}, tmp_path)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{}", '{"files": 1}', '{"files": ["../x"]}', '{"files": ["/x"]}', '{"files": [""]}', "\xff"],
)
def test_a_manifest_that_is_none_removes_nothing(manifest: str, tmp_path: Path) -> None:
    write(tmp_path, "x", "mine")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / writing.MANIFEST).write_bytes(manifest.encode("latin-1"))
    with pytest.raises(UserError):
        writing.write({"a.md": b"1"}, tmp_path / "docs")
    assert (tmp_path / "x").exists()
    assert not (tmp_path / "docs/a.md").exists()


def test_the_manifest_lists_what_was_written(tmp_path: Path) -> None:
    writing.write({"b.md": b"1", "a/ä.md": b"2"}, tmp_path)
    listed = json.loads((tmp_path / writing.MANIFEST).read_text("utf-8"))
    assert listed == {"version": 1, "files": ["a/ä.md", "b.md"]}


# --- one folder in another's place ---


@pytest.mark.parametrize("left", ["", ".site-old"])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_takes_the_place_of_another(there: bool, left: str, tmp_path: Path) -> None:
    write(tmp_path, "new/index.html", "new")
    if there:
        write(tmp_path, "site/old.html", "old")
    if left:
        write(tmp_path, f"{left}/older.html", "older")
    swapping.put_in_place(tmp_path / "new", tmp_path / "site")
    assert tree(tmp_path) == {"site/index.html": b"new"}


@pytest.mark.parametrize("there", [True, False])
def test_the_last_good_folder_comes_back_only_if_none_stands_there(there: bool, tmp_path: Path) -> None:
    write(tmp_path, ".site-old/index.html", "old")
    if there:
        write(tmp_path, "site/index.html", "new")
    swapping.recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text("utf-8") == ("new" if there else "old")
