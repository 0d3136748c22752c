"""Builds killed at any moment: the last good site stays whole, and the next build leaves no leftovers."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from build_scripts.storage.atomic_swap import recover_folder, replace_folder
from build_scripts.storage.write_files import MANIFEST_NAME, write_generated_files
from tests.torture.conftest import TITLES, Small, digests, entitle
from tests.torture.harm import Harm
from tests.torture.rounds import ROUNDS, Job, rng, run
from tests.torture.surroundings import no_exchange, no_file_above

PARTS = 4
HOW = ("kill", "kill all", "kill parent")


def harm(number: int, small: Small) -> Harm:
    """Return the nth harm; their moments are spread over a whole build, a third of them in MkDocs."""
    random = rng(f"kill {number}")
    process = "mkdocs" if number % 3 == 1 else "build"
    step = (number // 3 + random.random()) / (ROUNDS // 3 + 1)
    if process == "build":
        step = (2 * (number // 3) + number % 3 // 2 + random.random()) / (2 * (ROUNDS // 3 + 1))
    moment = 1 + int(step * (small.moments[process] - 1))
    return Harm(process, moment, HOW[number // 3 % 3] if process == "mkdocs" else "kill")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_that_is_killed(
    part: int, small: Small, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder, title = small.copy(tmp_path / "publication"), TITLES[0]
    kills = 0
    for number in range(part, ROUNDS, PARTS):
        what = harm(number, small)
        entitle(folder, TITLES[1] if title == TITLES[0] else TITLES[0])
        outcome = run(Job(folder, harm=what), tmp_path / "log")
        # If only MkDocs is killed, the build ends with an error.
        assert outcome.code == (1 if str(what).startswith("kill at") and what.process == "mkdocs" else -9), (
            what
        )
        kills += 1
        assert small.title_of(folder) in TITLES, what
        title = rng(f"next {number}").choice(TITLES)
        entitle(folder, title)
        outcome = run(Job(folder), tmp_path / "log")
        assert outcome.code == 0, (what, outcome.said)
        small.clean(folder, title)
    record_property("kills", kills)


def test_a_build_that_is_killed_in_the_middle_of_a_file(
    small: Small, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder = small.copy(tmp_path / "publication")
    limits = [1 + rng("bytes").randrange(4000) for _ in range(max(2, ROUNDS // 10))]
    for limit in limits:
        entitle(folder, TITLES[1])
        outcome = run(Job(folder, before=partial(no_file_above, limit, signal.SIG_DFL)), tmp_path / "log")
        assert outcome.code in (-signal.SIGXFSZ, 1), (limit, outcome)
        assert small.title_of(folder) == TITLES[0]
    entitle(folder, TITLES[0])
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, TITLES[0])
    record_property("kills in the middle of a file", len(limits))


# --- every moment of writing pages and of the swap ---


def moments_of(job: Job, top: Path) -> int:
    told = top / "moments"
    harm = Harm(told=str(told))
    assert run(Job(job.folder, job.command, harm, job.before), top / "log").code == 0
    return int(told.read_text())


def pages(number: int) -> dict[str, bytes]:
    return {f"{name}.md": f"{name} {number}".encode() for name in ("a", "b/c", f"d{number}/e")}


def write(number: int) -> None:
    write_generated_files(pages(number), Path("docs"))


def test_every_moment_of_writing_pages(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def fresh(name: str) -> Path:
        folder = tmp_path / name
        (folder / "docs/b").mkdir(parents=True)
        (folder / "docs/b/mine.md").write_text("mine")
        write_generated_files(pages(1), folder / "docs")
        return folder

    moments = moments_of(Job(fresh("whole"), partial(write, 2)), tmp_path)
    assert moments > len(pages(1)) * 2
    for moment in range(1, moments + 1):
        folder = fresh(f"killed-{moment}")
        outcome = run(Job(folder, partial(write, 2), Harm(moment=moment)), tmp_path / "log")
        assert outcome.code == -9
        found = {name for name in digests(folder / "docs") if not name.startswith(".") and "/." not in name}
        assert found >= {"a.md", "b/c.md", "b/mine.md"}
        # Temporary files of the killed run must go, also next to pages that don't change.
        number = rng(f"write {moment}").choice((1, 2, 3))
        write_generated_files(pages(number), folder / "docs")
        shown = {
            p.relative_to(folder / "docs").as_posix(): p.read_bytes()
            for p in (folder / "docs").rglob("*.md*")
        }
        assert shown == {**pages(number), "b/mine.md": b"mine"}
        assert sorted(path.name for path in (folder / "docs").rglob(".*")) == [MANIFEST_NAME]
        shutil.rmtree(folder)
    record_property("kills while writing pages", moments)


def swap() -> None:
    replace_folder(Path(".site-new-1"), Path("site"))


@pytest.mark.parametrize("exchanging", [True, False])
def test_every_moment_of_the_swap(
    exchanging: bool, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def fresh(name: str) -> Path:
        folder = tmp_path / name
        for where, words in (("site", "old"), (".site-new-1", "new")):
            (folder / where / "deep").mkdir(parents=True)
            (folder / where / "index.html").write_text(words)
            (folder / where / "deep" / "index.html").write_text(words)
        return folder

    before = None if exchanging else no_exchange
    moments = moments_of(Job(fresh("whole"), swap, before=before), tmp_path)
    assert moments >= 4
    for moment in range(1, moments + 1):
        folder = fresh(f"killed-{moment}")
        assert run(Job(folder, swap, Harm(moment=moment), before), tmp_path / "log").code == -9
        if exchanging:
            assert (folder / "site").is_dir()
        recover_folder(folder / "site")
        assert [path.name for path in folder.iterdir()] == ["site"]
        words = {path.read_text() for path in (folder / "site").rglob("*.html")}
        assert words in ({"old"}, {"new"})
        assert len(digests(folder / "site")) == 2
    record_property("kills while swapping", moments)
