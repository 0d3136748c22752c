"""Lay out a publication in a folder, and run the command line in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.helpers.paths import TOP

OWN = "this is another publication than the first"


def layout(folder: Path, sources: Path) -> Path:
    """Make a folder to run `build` in, with these sources and this repository's settings, theme and pages."""
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
    """Run the command line in a folder; if it ends with another code, fail with what it printed."""
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
    """Return the folder of the site of the publication that `make` writes, built once for a run."""
    top = factory.getbasetemp()
    # pytest-xdist gives each of its processes a folder in the run's own.
    shared = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / f"shared-{name}"
    with FileLock(f"{shared}.lock"):
        if not (shared / "done").exists():
            run(make(shared / "publication"), "build")
            (shared / "done").touch()
    return shared / "publication" / "site"
