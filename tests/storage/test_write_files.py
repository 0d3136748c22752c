"""Writing files replaces or removes only generated ones."""

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_scripts.models.problems import UserError
from build_scripts.storage.write_files import (
    MANIFEST_NAME,
    create_file,
    create_files,
    write_generated_files,
    write_new_tree,
)
from tests.helpers.files import tree, write


def test_only_files_of_the_manifest_are_replaced_or_removed(tmp_path: Path) -> None:
    write(tmp_path, "by-hand.md", "by hand")
    write(tmp_path, "deep/by-hand.md", "by hand")
    write_generated_files({"a.md": b"1", "deep/b.md": b"2", "deep/er/c.md": b"3"}, tmp_path)
    write_generated_files({"a.md": b"4", "new/d.md": b"5"}, tmp_path)
    del_manifest = {k: v for k, v in tree(tmp_path).items() if k != MANIFEST_NAME}
    assert del_manifest == {
        "a.md": b"4",
        "new/d.md": b"5",
        "by-hand.md": b"by hand",
        "deep/by-hand.md": b"by hand",
    }
    assert not (tmp_path / "deep/er").exists()
    write_generated_files({}, tmp_path)
    (tmp_path / MANIFEST_NAME).unlink()
    assert tree(tmp_path) == {"by-hand.md": b"by hand", "deep/by-hand.md": b"by hand"}


def test_a_file_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    write_generated_files({"a.md": b"1"}, tmp_path)
    before = (tmp_path / "a.md").stat()
    write_generated_files({"a.md": b"1", "b.md": b"2"}, tmp_path)
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
    write_generated_files({"a.md": b"ours"}, tmp_path / "docs")
    link(tmp_path, "linked", "docs")
    with pytest.raises(UserError) as raised:
        write_generated_files({"b.md": b"ours"}, tmp_path / "linked")
    assert len(raised.value.problems) == 1
    assert (tmp_path / "precious").read_text("utf-8") == "mine"
    assert not (tmp_path / "docs/b.md").exists()


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_in_the_way_is_a_problem_and_stays(name: str, tmp_path: Path) -> None:
    put, place = IN_THE_WAY[name]
    put(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as raised:
        write_generated_files({"a/b.md": b"ours", "c.md": b"ours"}, tmp_path)
    (problem,) = raised.value.problems
    assert problem.path == (tmp_path / place).as_posix()
    assert sorted(tmp_path.rglob("*")) == before
    assert all(data == b"mine" for data in tree(tmp_path).values())


def test_a_folder_that_took_the_place_of_a_generated_file_stays(tmp_path: Path) -> None:
    write_generated_files({"a.md": b"1"}, tmp_path)
    (tmp_path / "a.md").unlink()
    write(tmp_path, "a.md/mine.md", "mine")
    with pytest.raises(UserError):
        write_generated_files({"a.md": b"2"}, tmp_path)
    write_generated_files({"b.md": b"2"}, tmp_path)
    assert (tmp_path / "a.md/mine.md").read_text("utf-8") == "mine"


def test_what_a_killed_run_left_is_cleared_with_its_page(tmp_path: Path) -> None:
    write_generated_files({"a/b.md": b"1"}, tmp_path)
    write(tmp_path, "a/.b.md.new", "half")
    write_generated_files({}, tmp_path)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{}", '{"files": 1}', '{"files": ["../x"]}', '{"files": ["/x"]}', '{"files": [""]}', "\xff"],
)
def test_a_manifest_that_is_none_removes_nothing(manifest: str, tmp_path: Path) -> None:
    write(tmp_path, "x", "mine")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / MANIFEST_NAME).write_bytes(manifest.encode("latin-1"))
    with pytest.raises(UserError):
        write_generated_files({"a.md": b"1"}, tmp_path / "docs")
    assert (tmp_path / "x").exists()
    assert not (tmp_path / "docs/a.md").exists()


def test_the_manifest_lists_what_was_written(tmp_path: Path) -> None:
    write_generated_files({"b.md": b"1", "a/ä.md": b"2"}, tmp_path)
    listed = json.loads((tmp_path / MANIFEST_NAME).read_text("utf-8"))
    assert listed == {"version": 1, "files": ["a/ä.md", "b.md"]}


def test_an_existing_file_is_never_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    create_file(path, b"one")
    for data in (b"two", b""):
        with pytest.raises(FileExistsError):
            create_file(path, data)
    (tmp_path / "link.txt").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "link.txt", b"two")
    assert path.read_bytes() == b"one"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.txt", "link.txt"]


def test_of_many_who_create_a_file_at_once_one_does(tmp_path):
    path, done = tmp_path / "a.txt", []

    def create(number: int) -> None:
        try:
            create_file(path, str(number).encode() * 100_000)
        except FileExistsError:
            return
        done.append(number)

    threads = [threading.Thread(target=create, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = done
    assert path.read_bytes() == str(winner).encode() * 100_000


@pytest.mark.parametrize("there", [True, False])
def test_files_are_created_together_or_not_at_all(there: bool, tmp_path: Path) -> None:
    if there:
        write(tmp_path, "talks/story.yml", "mine")

    def fail() -> None:
        with create_files({"a.txt": b"a", "a.yml": b"b"}, tmp_path / "talks"):
            assert (tmp_path / "talks/a.yml").read_bytes() == b"b"
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert tree(tmp_path) == ({"talks/story.yml": b"mine"} if there else {})
    assert (tmp_path / "talks").exists() is there
    with create_files({"a.txt": b"a"}, tmp_path / "talks"):
        pass
    with pytest.raises(FileExistsError), create_files({"b.txt": b"b", "a.txt": b"c"}, tmp_path / "talks"):
        pytest.fail("a file that exists is created")
    assert {name for name in tree(tmp_path) if "story" not in name} == {"talks/a.txt"}
    assert (tmp_path / "talks/a.txt").read_bytes() == b"a"


def test_a_new_tree_is_written_and_an_error_names_the_relative_path(tmp_path: Path) -> None:
    write_new_tree([("a/b.txt", b"1"), ("a/c/d.txt", b"2")], tmp_path)
    assert tree(tmp_path) == {"a/b.txt": b"1", "a/c/d.txt": b"2"}
    with pytest.raises(FileExistsError) as raised:
        write_new_tree([("a/b.txt/e.txt", b"3")], tmp_path)
    assert raised.value.filename == "a/b.txt/e.txt"
