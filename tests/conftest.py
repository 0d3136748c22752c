"""What tests share: the tools, publications built once, a browser, and a site's address."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from build_scripts.pipeline import assemble_publication as assembling
from tests.look_pages import FIRST
from tests.serving import served

pytest_plugins = ["tests.browser"]

TOP = Path(__file__).resolve().parent.parent
OWN = "this is another publication than the first"

# The same examples in every run: a failure is then the change's, not the day's.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def tools() -> assembling.Tools:
    return assembling.load_tools()


@pytest.fixture
def publication(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that lays out a publication to build, with the given folder as its sources."""

    def lay_out(sources: Path, name: str = "publication") -> Path:
        return layout(tmp_path / name, sources)

    return lay_out


def layout(folder: Path, sources: Path) -> Path:
    """Make a folder that `build` works in: this repository's, with other sources."""
    folder.mkdir(parents=True)
    shutil.copytree(sources, folder / "sources")
    shutil.copy(TOP / "mkdocs.yml", folder)
    shutil.copytree(TOP / "build_scripts" / "theme", folder / "build_scripts" / "theme")
    (folder / "docs").mkdir()
    for page in ("method", "contribute"):
        shutil.copy(TOP / "docs" / f"{page}.md", folder / "docs")
    return folder


def run(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, and say what it printed if it ends with another code."""
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP), **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done


def built(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """Return the folder of a site that `make` lays out in a folder: built once for all processes of a run."""
    top = factory.getbasetemp()
    # pytest-xdist gives each of its processes a folder in the run's own.
    shared = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / f"shared-{name}"
    with FileLock(f"{shared}.lock"):
        if not (shared / "done").exists():
            run(make(shared / "publication"), "build")
            (shared / "done").touch()
    return shared / "publication" / "site"


@pytest.fixture(scope="session")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the first publication's site: of its first story alone.

    Tests that use it are skipped in a publication of somebody's own, which hasn't got that story.
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
    return built(tmp_path_factory, "invented", partial(layout, sources=TOP / "tests/publication/sources"))


@pytest.fixture(scope="session")
def extreme_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site of a publication of extremes."""
    return built(tmp_path_factory, "extreme", partial(layout, sources=TOP / "tests/extremes/sources"))


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
    """Return a function that gives the address of a page of `look_pages`: a site and a path in it."""
    return lambda page: request.getfixturevalue(f"{page[0]}_address") + page[1]
