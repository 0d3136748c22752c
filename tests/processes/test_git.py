"""Git runs in a folder; a failure, or a machine without git, is told apart from empty output."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.processes.git import read_git_output, run_git


def test_output_is_that_of_git_in_the_folder(tmp_path: Path) -> None:
    assert run_git(tmp_path, "init", "--quiet").returncode == 0
    assert read_git_output(tmp_path, "ls-files") == b""
    done = run_git(tmp_path, "hash-object", "--stdin", standard_input=b"")
    assert done.stdout == b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n"


def test_without_output_is_a_command_that_fails_and_a_machine_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_git_output(tmp_path, "rev-parse", "--verify", "--quiet", "HEAD") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_git_output(tmp_path, "version") is None
    with pytest.raises(FileNotFoundError):
        run_git(tmp_path, "version")
