"""Every mistake under sources/ is reported at once: file, line, field, what is wrong, how to fix it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.paths import read_cases
from tests.helpers.source_files import lay_out

DATA = read_cases("source_files")


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_problems(
    case: Mapping[str, Any],
    tools: PublicationTools,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(case)
    _, problems = assemble_publication(read_sources(Path("sources")), tools, lambda _: None)
    assert sorted(map(str, problems)) == sorted(case["problems"])


def test_a_missing_sources_folder_is_the_only_problem(tmp_path: Path) -> None:
    (problem,) = read_sources(tmp_path / "sources").problems
    assert problem.message == "there is no such folder"


def test_valid_values_are_read_although_others_are_invalid(
    tools: PublicationTools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out({"files": {"sources/talks/herald.yml": "outlet: The Strelsau Herald\npublished: then\nx: y\n"}})
    publication, problems = assemble_publication(read_sources(Path("sources")), tools, lambda _: None)
    assert len(problems) == 2
    (article,) = publication.stories[0].articles
    assert article.metadata.outlet is not None
    assert article.metadata.outlet.value == "The Strelsau Herald"
    assert article.metadata.published is None
