"""Shared fixtures: the tools, publications that are built once a run, and the addresses of their sites."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from build_scripts.comparison.evidence import sentence_evidence
from build_scripts.pages import all_files
from build_scripts.pipeline import article_tools as loading
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from build_scripts.pipeline.assemble_publication import PublicationTools, load_publication_tools
from tests.helpers.add_sources import write_publication
from tests.helpers.command_lines import Call
from tests.helpers.look_pages import FIRST
from tests.helpers.paths import EXTREME, INVENTED, TOP
from tests.helpers.publications import OWN, built, layout
from tests.helpers.serving import served

pytest_plugins = ["tests.helpers.browser"]

# The same examples in every run, so that a failure comes from a change and not from chance.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Load models and compile templates once a process, which takes longer than most calls of a command."""
    patch = pytest.MonkeyPatch()
    for module, name in (
        (loading, "load_parser"),
        (loading, "load_entity_recognizer"),
        (sentence_evidence, "load_sentence_encoder"),
        (all_files, "make_template_environment"),
    ):
        patch.setattr(module, name, cache(getattr(module, name)))


@pytest.fixture(scope="session")
def tools() -> PublicationTools:
    """Return the parser and the word lists, loaded once."""
    return load_publication_tools()


@pytest.fixture(scope="session")
def article_tools() -> ArticleTools:
    """Return the word lists for one article, without a parser, loaded once."""
    return load_article_tools(parsing=False)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that calls the command line in a folder, within this process."""
    return Call(monkeypatch)


@pytest.fixture
def small_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a publication of one story and one source; the test runs in it."""
    monkeypatch.chdir(tmp_path)
    write_publication(tmp_path)
    return tmp_path


@pytest.fixture
def publication(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a folder to build in, with the given folder as its sources."""

    def lay_out(sources: Path, name: str = "publication") -> Path:
        return layout(tmp_path / name, sources)

    return lay_out


@pytest.fixture(scope="session")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the first publication's site, with its first story only.

    Tests that use it are skipped in forks that publish something else.
    """
    if not (TOP / FIRST["story"].replace("stories", "sources")).is_dir():
        pytest.skip(OWN)

    def make(folder: Path) -> Path:
        layout(folder, TOP / "sources")
        for path in (folder / "sources").iterdir():
            if path.is_dir() and path.name not in FIRST["story"].split("/"):
                shutil.rmtree(path)
        return folder

    return built(tmp_path_factory, "first", make)


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented publication's site."""
    return built(tmp_path_factory, "invented", partial(layout, sources=INVENTED))


@pytest.fixture(scope="session")
def extreme_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the extreme publication's site."""
    return built(tmp_path_factory, "extreme", partial(layout, sources=EXTREME))


@pytest.fixture(scope="session")
def first_address(first_site: Path) -> Iterator[str]:
    with served(first_site) as address:
        yield address


@pytest.fixture(scope="session")
def invented_address(invented_site: Path) -> Iterator[str]:
    with served(invented_site) as address:
        yield address


@pytest.fixture(scope="session")
def extreme_address(extreme_site: Path) -> Iterator[str]:
    with served(extreme_site) as address:
        yield address


@pytest.fixture(scope="session")
def address_of(request: pytest.FixtureRequest) -> Callable[[tuple[str, str]], str]:
    """Return a function from a page of `look_pages` (site, path) to its address."""
    return lambda page: request.getfixturevalue(f"{page[0]}_address") + page[1]
