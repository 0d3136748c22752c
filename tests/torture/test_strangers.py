"""Files that were not generated, among generated ones: they are reported and never removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.conftest import TITLES, Small, digests, entitle
from tests.torture.rounds import Job, run

OLD, NEW = TITLES


@pytest.fixture
def folder(small: Small, tmp_path: Path) -> Path:
    return small.copy(tmp_path / "publication")


def test_files_among_generated_pages_stay_and_are_reported(
    folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    fates = {
        "docs/stories/talks/gone/article.md": "left alone",
        "docs/stories/talks/herald/.hidden": "left alone",
        "docs/stories/talks/herald/notes.md": "published",
        "docs/stories/talks/old.csv": "published",
    }
    for name in (*fates, "docs/mine/notes.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("# Mine\n")
    outcome = run(Job(folder), tmp_path / "log")
    assert outcome.code == 0
    fix = "move it to a folder of its own in docs/, or remove it"
    assert [line for line in outcome.said.splitlines() if "warning" in line] == [
        f"{name}: warning: is in a folder of generated files but was not generated: it was {fate}; {fix}"
        for name, fate in fates.items()
    ]
    assert all((folder / name).read_text() == "# Mine\n" for name in fates)
    assert (folder / "site/stories/talks/herald/notes/index.html").exists()
    assert (folder / "site/stories/talks/old.csv").exists()
    assert not (folder / "site/stories/talks/gone").exists()
    record_property("strangers", len(fates))


def test_files_in_the_last_site_stay_and_stop_the_build(
    small: Small, folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    entitle(folder, NEW)
    (folder / "site/CNAME").write_text("reader.example.org")
    (folder / "site/.DS_Store").write_text("")
    (folder / "site/stories/mine.html").symlink_to("../CNAME")
    last = digests(folder / "site")
    outcome = run(Job(folder), tmp_path / "log")
    rest = (
        "was not written by Parallax and would be deleted with the old site; "
        "move it to docs/, whose files are published"
    )
    assert outcome.code == 1
    assert outcome.said == "".join(
        f"{name}: {rest} as they are, or remove it\n" for name in ("site/CNAME", "site/stories/mine.html")
    )
    assert digests(folder / "site") == last
    (folder / "site/CNAME").unlink()
    (folder / "site/stories/mine.html").unlink()
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
    record_property("strangers", 2)


def test_a_folder_that_was_never_a_site_is_not_replaced(
    folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    (folder / "site").rename(tmp_path / "site")
    (folder / "site").mkdir()
    (folder / "site/thesis.txt").write_text("mine")
    outcome = run(Job(folder), tmp_path / "log")
    line = "site: holds files, and was not built by Parallax; move it away: the site is built there\n"
    assert (outcome.code, outcome.said) == (1, line)
    assert (folder / "site/thesis.txt").read_text() == "mine"
    record_property("strangers", 1)


@pytest.mark.parametrize("what", ["a file", "a link"])
def test_a_file_or_link_in_place_of_the_site_stays(what: str, folder: Path, tmp_path: Path) -> None:
    (folder / "site").rename(tmp_path / "site")
    if what == "a file":
        (folder / "site").write_text("mine")
    else:
        (folder / "site").symlink_to(tmp_path / "site")
    outcome = run(Job(folder), tmp_path / "log")
    assert outcome.code == 1
    assert outcome.said.startswith(
        f"site: is {'not a folder' if what == 'a file' else 'a symbolic link'}; move it"
    )
    assert (tmp_path / "site/index.html").exists()
    assert (folder / "site").is_symlink() or (folder / "site").read_text() == "mine"


def test_the_site_of_an_older_version_without_a_list_is_replaced(
    small: Small, folder: Path, tmp_path: Path
) -> None:
    entitle(folder, NEW)
    (folder / "site/.parallax-manifest.json").unlink()
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
