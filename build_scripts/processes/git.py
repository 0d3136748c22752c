"""Run git in a folder and return its output."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run_git(folder: Path, *arguments: str, standard_input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder without asking the user anything, and return its exit code and output.

    Raises FileNotFoundError if git is not installed, OSError if it cannot be started, and ValueError if an
    argument contains a NUL.
    """
    return subprocess.run(
        ["git", "-C", os.fspath(folder), *arguments],
        input=standard_input,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        capture_output=True,
        check=False,
    )


def read_git_output(folder: Path, *arguments: str) -> bytes | None:
    """Return the output of git in a folder, or None if git fails or cannot be started."""
    try:
        done = run_git(folder, *arguments)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
