"""Full and read-only disks, missing rights, vanishing files: one line with a fix, and the last site stays."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.torture import surroundings
from tests.torture.conftest import TITLES, Small, digests, entitle
from tests.torture.harm import Harm
from tests.torture.rounds import ROUNDS, Begun, Job, Outcome, rng, run, some

OLD, NEW = TITLES
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="mounts and rights are Linux's")
Record = Callable[[str, object], None]


@pytest.fixture
def folder(small: Small, tmp_path: Path) -> Path:
    """Return a copy of the publication that has the old site, and is about to get a new title."""
    copy = small.copy(tmp_path / "publication")
    entitle(copy, NEW)
    return copy


def assert_refused(outcome: Outcome) -> None:
    """Assert that a build ended with one line that says how to fix it."""
    assert outcome.code == 1, outcome
    assert outcome.said.count("\n") == 1, outcome.said
    assert "fault of Parallax" not in outcome.said
    assert "; " in outcome.said


def assert_old_site_stays(small: Small, folder: Path) -> None:
    """Assert that the old site is unchanged, and that the next build makes the new one and clears up."""
    assert small.title_of(folder) == OLD
    outcome = run(Job(folder), folder.parent / "log")
    assert outcome.code == 0, outcome.said
    small.clean(folder, NEW)


# --- a disk that is full ---


@pytest.mark.parametrize("process", ["build", "mkdocs"])
def test_a_disk_that_is_full_from_some_moment_on(
    process: str, small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    number = max(2, ROUNDS // 10)
    # Near its end a build only removes files, which a full disk allows.
    last = small.moments[process] * (0.9 if process == "mkdocs" else 0.25)
    for step in range(number):
        moment = 1 + int((step + rng(f"full {step}").random()) * last / number)
        outcome = run(Job(folder, harm=Harm(process, moment, "ENOSPC")), tmp_path / "log")
        assert_refused(outcome)
        assert "the disk is full; free some space" in outcome.said, moment
        assert_old_site_stays(small, folder)
        entitle(folder, OLD)
        assert run(Job(folder), tmp_path / "log").code == 0
        entitle(folder, NEW)
    record_property("faults", number)


def on_small_disk(publication: Path, room: int) -> None:
    surroundings.own_disks()
    surroundings.small_disk(Path.cwd(), room)
    shutil.copytree(publication, Path.cwd(), dirs_exist_ok=True)
    os.chdir(Path.cwd())


def with_room() -> Mapping[str, Any]:
    """Return the site after the failure, and after another build with more room on the disk."""
    failed = digests(Path("site"))
    surroundings.larger_disk(Path.cwd())
    code = sys.modules["tests.torture.loaded"].run_command(["build"])
    names = sorted(path.name for path in Path().iterdir())
    return {
        "failed": failed,
        "code": code,
        "site": digests(Path("site")),
        "docs": digests(Path("docs")),
        "names": names,
    }


def needs(folder: Path) -> int:
    """Return the bytes that a folder takes on a disk with blocks of 4096 bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum((file.stat().st_size + 4095) // 4096 * 4096 for file in files)


def allowed(what: Callable[[], None], tmp_path: Path) -> bool:
    return run(Job(tmp_path, what), tmp_path / "allowed").code == 0


def try_mount() -> None:
    try:
        surroundings.own_disks()
        surroundings.small_disk(Path.cwd(), 4096)
    except OSError:
        raise SystemExit(1) from None


@LINUX
def test_a_real_disk_that_is_too_small(
    small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    if not allowed(try_mount, tmp_path):
        pytest.skip("this system lets nobody mount a disk")
    number = max(2, ROUNDS // 10)
    site = needs(folder / "site")
    mounted = tmp_path / "disk"
    mounted.mkdir()
    for step in range(number):
        room = needs(folder) + 65536 + int((step + rng(f"small {step}").random()) * 0.8 * site / number)
        before = partial(on_small_disk, folder, room)
        outcome = run(Job(mounted, before=before, after=with_room), tmp_path / "log")
        assert outcome.code == 1, outcome
        line, *rest = outcome.said.splitlines()
        assert "the disk is full; free some space" in line, outcome.said
        assert "15 pages" in rest[0]
        found = outcome.found
        assert found["failed"] == small.sites[OLD]
        assert found["code"] == 0
        assert (found["site"], found["docs"]) == (small.sites[NEW], small.docs[NEW])
        assert found["names"] == sorted(path.name for path in small.folder.iterdir())
    record_property("faults", number)


@pytest.mark.parametrize("limit", [40, 2000, 60_000])
def test_a_limit_on_the_size_of_a_file(
    limit: int, small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    # 40 bytes stop the list of files, 2,000 a page, 60,000 a script that MkDocs copies.
    outcome = run(Job(folder, before=partial(surroundings.no_file_above, limit)), tmp_path / "log")
    assert outcome.code == 1
    # The log has the same limit.
    assert "larger than this system allows" in outcome.said or limit < 200, outcome.said
    assert_old_site_stays(small, folder)
    record_property("faults", 1)


# --- what can't be written to ---


def no_rights(folder: Path) -> None:
    surroundings.obey_rights()
    folder.chmod(0o555)


def read_only(folder: Path) -> None:
    surroundings.own_disks()
    surroundings.read_only_disk(folder)
    os.chdir(Path.cwd())


@LINUX
@pytest.mark.parametrize(
    ("name", "way"),
    some(
        [
            (".", no_rights),
            (".", read_only),
            ("docs", read_only),
            ("docs", no_rights),
            ("docs/stories/talks", no_rights),
            ("docs/stories/talks", read_only),
            ("site", read_only),
            ("site", no_rights),
        ]
    ),
)
def test_a_folder_that_nothing_can_be_written_to(
    way: Callable[[Path], None],
    name: str,
    small: Small,
    folder: Path,
    tmp_path: Path,
    record_property: Record,
) -> None:
    if way is read_only and not allowed(try_mount, tmp_path):
        pytest.skip("this system lets nobody mount a disk")
    target = folder / name
    outcome = run(Job(folder, before=partial(way, target)), tmp_path / "log")
    target.chmod(0o755)
    if name == "site" and way is no_rights:
        assert outcome.code == 0  # the folder itself is replaced, which its owner may do
        small.clean(folder, NEW)
    else:
        assert_refused(outcome)
        # `site` is then a disk of its own, which can't be renamed.
        on_disk = "or is a disk itself" if name == "site" else "the disk is read-only"
        assert (on_disk if way is read_only else "may not be read or changed by you") in outcome.said
        assert_old_site_stays(small, folder)
    record_property("faults", 1)


# --- what vanishes ---


@pytest.mark.parametrize(
    ("name", "process"),
    some(
        [
            (name, process)
            for name in ("docs/stories/talks/index.md", "docs/stories", "docs/method.md", "docs", "site")
            for process in ("build", "mkdocs")
        ]
    ),
)
def test_what_is_removed_in_the_middle_of_a_build(
    name: str, process: str, small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    shutil.copytree(folder / "docs", tmp_path / "docs")
    moment = rng(f"removed {name}").randrange(1, small.moments[process] // 4)
    harm = Harm(process, moment, f"remove {folder / name}")
    outcome = run(Job(folder, harm=harm), tmp_path / "log")
    assert outcome.code in (0, 1)
    assert "fault of Parallax" not in outcome.said, outcome.said
    if outcome.code == 0:
        # The site is whole, because everything had been read before.
        assert small.title_of(folder) == NEW or name == "docs/method.md"
    elif name != "site":
        assert small.title_of(folder) == OLD
    shutil.copytree(tmp_path / "docs", folder / "docs", dirs_exist_ok=True)
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
    record_property("faults", 1)


def remove_when_read(read: str, removed: str) -> None:
    """Remove a source as soon as another is opened."""
    done = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]).endswith(read) and not done:
            done.append(1)
            shutil.rmtree(removed, ignore_errors=True)
            Path(removed).unlink(missing_ok=True)

    sys.addaudithook(hook)


@pytest.mark.parametrize(
    ("read", "removed"),
    some(
        [
            ("actors.yml", "sources/talks"),
            ("story.yml", "sources/talks"),
            ("herald.txt", "sources/talks/post.txt"),
            ("story.yml", "sources/talks/post.txt"),
            ("publication.yml", "sources"),
            ("post.txt", "sources/talks/herald.txt"),
        ]
    ),
)
def test_a_source_that_is_removed_while_sources_are_read(
    read: str, removed: str, small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    shutil.copytree(folder / "sources", tmp_path / "sources")
    outcome = run(Job(folder, before=partial(remove_when_read, read, removed)), tmp_path / "log")
    assert "fault of Parallax" not in outcome.said, outcome.said
    if outcome.code == 0:
        assert small.title_of(folder) == NEW  # it had been read
    else:
        assert outcome.code == 1
        assert "sources" in outcome.said
        assert small.title_of(folder) == OLD
    shutil.copytree(tmp_path / "sources", folder / "sources", dirs_exist_ok=True)
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
    record_property("faults", 1)


# --- two at once ---


def test_two_builds_at_once(small: Small, folder: Path, tmp_path: Path, record_property: Record) -> None:
    both = [Begun(Job(folder), tmp_path / f"log-{number}") for number in range(2)]
    outcomes = sorted((begun.ended() for begun in both), key=lambda outcome: outcome.code)
    assert outcomes[0].code == 0
    if outcomes[1].code:
        assert outcomes[1].said == "site: another build is running; wait until it has finished\n"
    small.clean(folder, NEW)
    record_property("faults", 1)


@LINUX
def test_a_build_while_another_runs_mkdocs(
    small: Small, folder: Path, tmp_path: Path, record_property: Record
) -> None:
    halted = Harm("mkdocs", small.moments["mkdocs"] // 2, "SIGSTOP")
    first = Begun(Job(folder, harm=halted), tmp_path / "first")
    status = Path("/proc", str(first.process.pid), "status")
    first.wait_until(lambda: "State:\tT" in status.read_text())
    second = run(Job(folder), tmp_path / "second")
    os.killpg(first.group, signal.SIGCONT)
    assert first.ended().code == 0
    assert (second.code, second.said) == (1, "site: another build is running; wait until it has finished\n")
    small.clean(folder, NEW)
    record_property("faults", 1)
