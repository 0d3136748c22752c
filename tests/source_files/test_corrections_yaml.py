"""Problems of corrections.yml and of entries of withdrawn sources."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from build_scripts.source_files.read_sources import read_sources
from tests.helpers.files import write
from tests.helpers.paths import INVENTED, read_cases

CASES = read_cases("corrections")


@pytest.mark.parametrize("name", CASES)
def test_faults(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case: Mapping[str, Any] = CASES[name]
    monkeypatch.chdir(Path(shutil.copytree(INVENTED, tmp_path / "sources")).parent)
    for path, text in case["files"].items():
        write(tmp_path, f"sources/{path}", text)
    assert [str(problem) for problem in read_sources(Path("sources")).problems] == case["problems"]
