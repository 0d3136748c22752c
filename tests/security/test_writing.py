"""Nothing is written outside its folder, whatever links and manifests a checkout contains."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from build_scripts.models.problems import UserError
from build_scripts.storage.write_files import MANIFEST_NAME, write_generated_files
from tests.security.payloads import TABLE


@pytest.mark.parametrize("case", TABLE["links"], ids=lambda case: case["link"])
def test_a_link_leads_no_file_outside(tmp_path: Path, case: dict[str, str]) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "publication"
    (outside / "one").mkdir(parents=True)
    (outside / "file").write_text("precious", "utf-8")
    link = folder / case["link"]
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / case["to"])
    (folder / "docs").mkdir(exist_ok=True)
    before = _tree(outside)
    with suppress(UserError):
        write_generated_files({"index.md": b"", "stories/one/index.md": b""}, folder / "docs")
        write_generated_files({}, folder / "docs")
    assert _tree(outside) == before


@pytest.mark.parametrize("name", TABLE["manifest"])
def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    outside, docs = tmp_path / "outside", tmp_path / "docs"
    (outside / "one").mkdir(parents=True)
    (outside / "file").write_text("precious", "utf-8")
    docs.mkdir()
    (docs / "link").symlink_to(outside)
    listed = {"version": 1, "files": [name.replace("TOP", str(tmp_path))]}
    (docs / MANIFEST_NAME).write_text(json.dumps(listed), "utf-8")
    before = _tree(outside)
    with suppress(UserError):
        write_generated_files({"index.md": b""}, docs)
    assert _tree(outside) == before


def _tree(folder: Path) -> list[tuple[str, bytes]]:
    files = sorted(folder.rglob("*"))
    return [(str(file), file.read_bytes() if file.is_file() else b"") for file in files]
