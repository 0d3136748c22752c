"""A small publication in two states, and the figures that `make torture` ends with."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.publications import layout
from tests.torture.harm import Harm
from tests.torture.rounds import SEED, Job, run

TITLES = ("The harbour talks", "The long talks")
SOURCES = {
    "publication.yml": "title: The Strelsau Reader\nrights: {mode: full}\n",
    "actors.yml": "- {id: jane-roe, name: Jane Roe}\n",
    "talks/herald.txt": (
        "Harbour minister meets mayor\n\nSTRELSAU: Harbour minister Jane Roe met the mayor of Zenda on"
        ' Tuesday.\n\n"We will open the harbour," Roe said. At least 40 ships were waiting outside.\n'
    ),
    "talks/post.txt": (
        "Mayor demands answers\n\nZENDA: The mayor of Zenda met Jane Roe on Tuesday. About 30 ships were"
        " waiting outside, the mayor said.\n"
    ),
    "talks/post.yml": "outlet: The Zenda Post\n",
}


@dataclass(frozen=True, slots=True)
class Small:
    """A publication whose story has one of two titles: the files that a whole build of each makes."""

    folder: Path
    sites: Mapping[str, Mapping[str, str]]
    docs: Mapping[str, Mapping[str, str]]
    moments: Mapping[str, int]

    def copy(self, folder: Path) -> Path:
        """Return a copy with the site of the first title."""
        return Path(shutil.copytree(self.folder, folder, symlinks=True))

    def title_of(self, folder: Path) -> str | None:
        """Return the title whose whole site is in a folder, or None."""
        found = digests(folder / "site")
        return next((title for title in TITLES if self.sites[title] == found), None)

    def clean(self, folder: Path, title: str) -> None:
        """Assert that a folder has exactly the files that a build of this title leaves."""
        assert digests(folder / "site") == self.sites[title]
        assert digests(folder / "docs") == self.docs[title]
        assert sorted(path.name for path in folder.iterdir()) == sorted(p.name for p in self.folder.iterdir())


def digests(folder: Path) -> Mapping[str, str]:
    """Return a digest of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def entitle(folder: Path, title: str) -> None:
    """Change the story's title, and with it nearly all pages."""
    (folder / "sources/talks/story.yml").write_text(f"title: {title}\nsources: [herald, post]\n", "utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    top = tmp_path_factory.mktemp("small")
    for name, text in SOURCES.items():
        path = top / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folder = layout(top / "publication", top / "sources")
    sites, docs, moments = {}, {}, {}
    moments_file = top / "moments"
    for title, process in zip(TITLES, ("mkdocs", "build"), strict=True):
        entitle(folder, title)
        outcome = run(Job(folder, harm=Harm(process, told=str(moments_file))), top / "log")
        assert outcome.code == 0, outcome.said
        moments[process] = int(moments_file.read_text())
        sites[title], docs[title] = digests(folder / "site"), digests(folder / "docs")
    entitle(folder, TITLES[0])
    assert run(Job(folder), top / "log").code == 0
    return Small(folder, sites, docs, moments)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many kills and faults builds survived, as the tests recorded."""
    counted: dict[str, int] = {}
    for report in terminalreporter.stats.get("passed", ()):
        for name, number in report.user_properties:
            counted[name] = counted.get(name, 0) + number
    figures = ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))
    terminalreporter.write_line(f"torture: survived {figures or 'nothing'} (seed {SEED})")
