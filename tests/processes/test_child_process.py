"""A child process runs a module as `python -m` does, and ends with its parent, also if that is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.processes.child_process import start_child_module
from tests.helpers.paths import TOP
from tests.helpers.processes import PATIENCE, wait_for_end, wait_for_line

WAITING = "import os, sys, time\nprint(os.getpid(), *sys.argv[1:], flush=True)\ntime.sleep(600)\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which there is a module `waiting`, which prints its process id."""
    (tmp_path / "waiting.py").write_text(WAITING)
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(TOP)))}


def test_a_module_gets_its_arguments_and_ends_with_the_block(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with start_child_module("waiting", ("a", "b c"), tmp_path, environment, subprocess.PIPE) as process:
        assert process.stdout is not None
        assert wait_for_line(process.stdout) == f"{process.pid} a b c"
    assert process.returncode < 0


def test_a_child_ends_when_its_parent_is_killed(environment: dict[str, str], tmp_path: Path) -> None:
    code = (
        "import os, pathlib, time\nfrom build_scripts.processes.child_process import start_child_module\n"
        "with start_child_module('waiting', (), pathlib.Path(), os.environ): time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE
    ) as parent:
        try:
            assert parent.stdout is not None
            child = int(wait_for_line(parent.stdout))
        finally:
            parent.kill()
        parent.wait(PATIENCE)
    wait_for_end(child)
