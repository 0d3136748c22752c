"""`build` after a fault of the program: the last site stays, or `--keep-going` publishes the rest."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.commands.main import main
from tests.helpers.publications import layout
from tests.pipeline.test_faults import ARTICLE_STAGES, STORY_STAGES, break_stage, talks

__all__ = ["talks"]


@pytest.fixture
def broken(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a publication with an old site, of which the program cannot read one source."""
    folder = layout(tmp_path / "publication", talks / "sources")
    shutil.rmtree(talks / "sources")
    monkeypatch.chdir(folder)
    (folder / "sources/talks/post.yml").write_text("outlet: The Zenda Post\n", "utf-8")
    break_stage(monkeypatch, *ARTICLE_STAGES["people"])
    return folder


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_by_default_the_last_site_stays_and_one_line_tells_of_the_fault(broken: Path) -> None:
    done = call("build")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("sources/talks/post.txt: stage people: BrokenStageError: out of ink; ")
    assert not (broken / "site").exists()
    (details,) = (broken / ".cache/faults").iterdir()
    assert details.name in line
    assert "Traceback" in details.read_text("utf-8")


def test_check_tells_of_the_fault_and_counts_what_could_be_read(broken: Path) -> None:
    done = call("check")
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert '"articles": 3, "stories": 2' in call("check", "--format", "json").stdout


def test_the_rest_is_published_and_the_source_is_said_to_be_unread(broken: Path) -> None:
    done = call("build", "--keep-going")
    assert done.exit_code == 3, done.stderr
    assert "stage people" in done.stderr
    site = broken / "site"
    article = (site / "stories/talks/post/index.html").read_text("utf-8")
    assert "Could not be read" in article
    assert "Byline" not in article
    assert "headline not read], The Zenda Post, date not read." in article
    sources = (site / "sources/index.html").read_text("utf-8")
    assert "not compared: could not be read" in sources
    comparison = (site / "stories/talks/comparison/index.html").read_text("utf-8")
    assert 'data-not-compared="could not be read"' in comparison
    assert "Ships sailed" in comparison
    assert re.search(r"(?<!so far )only here", comparison) is None
    table = (site / "data/talks/articles.csv").read_text("utf-8-sig").splitlines()
    rows = {row["source"]: row for row in csv.DictReader(table)}
    assert (rows["post"]["words"], rows["post"]["not_compared"]) == ("", "could not be read")
    assert rows["herald"]["not_compared"] == ""
    assert not (site / "stories/talks/post/article.md").exists()


def test_a_story_that_cannot_be_compared_costs_no_other(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(broken)
    break_stage(monkeypatch, *STORY_STAGES["comparison"])
    done = call("build", "--keep-going")
    assert done.exit_code == 3, done.stderr
    talks_page = (broken / "site/stories/talks/herald/index.html").read_text("utf-8")
    assert "because the program failed to compare this story" in talks_page
    assert (broken / "site/stories/storm/comparison/index.html").is_file()


def test_an_error_of_the_users_still_stops_the_build(broken: Path) -> None:
    (broken / "sources/talks/mail.yml").write_text("published: then\n", "utf-8")
    assert call("build", "--keep-going").exit_code == 1
    assert not (broken / "site").exists()
