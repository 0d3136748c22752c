"""The hostile publication, small ones that give each field every payload, and a count of what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_scripts.pages import all_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.site_build.search_index import finish_search_index
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.paths import TOP
from tests.helpers.publications import built, layout
from tests.helpers.serving import served
from tests.security import payloads
from tests.security.payloads import STORIES, Written

# Pages of each kind that a small publication is built with.
PAGES = tuple(f"stories/one/{leaf}" for leaf in ("", "comparison/", "g/", "h/"))
PAGES += ("stories/one/gone/", "corrections/", *(f"actors/actor-{number}/" for number in range(2)))
WORDS = {
    "tried": "payloads tried by field and sink",
    "executed": "executed",
    "leaked": "leaked",
    "changed": "text changed",
}


@dataclass(frozen=True)
class Hostile:
    """A built publication: its folder, and the payloads in its fields."""

    folder: Path
    written: Written

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def captures(self) -> Mapping[str, Path]:
        """The paths of its captures, by story and source."""
        return {
            f"{story}/{source}": self.folder
            / "sources"
            / story
            / f"{source}.{payloads.ENDINGS.get(source, 'txt')}"
            for story, sources in STORIES.items()
            for source in sources
        }


@dataclass(frozen=True)
class Round:
    """A small publication: the payloads in its fields, and the files of its site by path."""

    written: Written
    files: Mapping[str, bytes]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder, written = tmp_path_factory.mktemp("hostile"), Written()
    payloads.write(folder / "sources", written, STORIES, payloads.ALL)
    site = built(tmp_path_factory, "hostile", partial(layout, sources=folder / "sources"))
    return Hostile(site.parent, written)


@pytest.fixture(scope="session")
def hostile_address(hostile: Hostile) -> Iterator[str]:
    with served(hostile.site) as address:
        yield address


@pytest.fixture(scope="session")
def rounds(tmp_path_factory: pytest.TempPathFactory, tools: PublicationTools) -> list[Round]:
    """Return small publications, as many as needed for each field to hold every payload once."""
    folder, made, pointers = tmp_path_factory.mktemp("rounds"), [], Written()
    while not made or pointers.left():
        written = Written(_next=pointers._next)
        top = folder / str(len(made))
        payloads.write(top / "sources", written, payloads.SMALL, payloads.PRINTABLE[len(made) * 2 :][:2])
        made.append(Round(written, _site(top, tools)))
    return made


def _site(top: Path, tools: PublicationTools) -> Mapping[str, bytes]:
    raw = read_sources(top / "sources")
    publication, problems = assemble_publication(raw, tools, lambda _: None)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    made = all_files.generate_site_files(publication, SiteSettings("http://127.0.0.1:8000/"))
    for address in PAGES:
        page = top / "docs" / address / "index.md"
        page.parent.mkdir(parents=True)
        page.write_bytes(made[f"{address}index.md"])
    extra = {"policy": True, "repo_url": ""}
    extra |= {"owner": publication.owner, "contact": publication.contact}
    extra["corrections"] = publication.corrections_contact
    config = load_config(
        str(TOP / "mkdocs.yml"),
        docs_dir=str(top / "docs"),
        site_dir=str(top / "site"),
        site_name=publication.title,
        nav=["stories/one/index.md"],
        extra=extra,
    )
    build(config)
    finish_search_index(top / "site")
    built = {
        str(file.relative_to(top / "site")): file for file in (top / "site").rglob("*") if file.is_file()
    }
    wanted = {name: file for name, file in built.items() if name.endswith((".html", ".json", ".xml"))}
    plain = {name: data for name, data in made.items() if not name.endswith("index.md")}
    return plain | {name: file.read_bytes() for name, file in wanted.items()}


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return a function that adds to the counts at the end of the run."""

    def add(**numbers: int) -> None:
        for name, number in numbers.items():
            assert name in WORDS
            request.node.user_properties.append((name, number))

    return add


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many payloads were tried, and how many were executed, leaked or changed."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    numbers = [
        pair for report in reports for pair in getattr(report, "user_properties", ()) if report.when == "call"
    ]
    if numbers:
        terminalreporter.section("hostile input")
        for name, words in WORDS.items():
            terminalreporter.line(f"{words}: {sum(number for key, number in numbers if key == name):,}")
