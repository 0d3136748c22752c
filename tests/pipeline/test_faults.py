"""A fault of the program costs the article or the story in which it happens, and nothing else."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.pipeline.faults import try_to
from build_scripts.pipeline.load_articles import ArticleLoader
from build_scripts.source_files.read_sources import read_sources
from build_scripts.storage.fault_files import MAX_FAULT_BYTES, MAX_FAULT_FILES, write_fault_details
from tests.helpers.paths import TOP
from tests.helpers.source_files import put

WORD = "Quillfeather"
"""A word of the article and the story in which a stage is broken."""
PROSE = "The harbour master of {} met the mayor of Zenda in Strelsau on 3 May 2031, and {} ships sailed."
HEADLINE = "Talks end in {}"
STORY = """title: The talks
sources: [herald, post, mail]
points:
  - id: ships-sailed
    label: Ships sailed
    sentences: {herald: [and 7 ships], post: [and 8 ships], mail: [and 9 ships]}
"""
ARTICLE_STAGES = {
    "captures": ("captures.decode", "normalize_line_ends"),
    "cleaning": ("cleaning.clean", "extract_line_features"),
    "metadata": ("metadata.describe", "find_headline"),
    "text": ("text.sentences", "find_quotations"),
    "people": ("people.mentions", "split_folded_words"),
    "statements": ("statements.find_statements", "find_statement_drafts"),
}
STORY_STAGES = {
    "comparison": ("comparison.compare", "link_story"),
    "comparison, its timeline": ("comparison.timeline", "find_dates"),
    "comparison, shared wording": ("comparison.evidence.shared_wording", "find_quotations"),
    "people": ("people.not_followed.proposals", "make_comparable_name"),
}


class BrokenStageError(Exception):
    """Raised in a stage that a test breaks."""


def break_stage(monkeypatch: pytest.MonkeyPatch, module_name: str, function: str) -> None:
    """Make a function of a stage raise where it is given anything with the word of the broken article."""
    module = import_module(f"build_scripts.{module_name}")
    whole: Callable[..., Any] = getattr(module, function)

    def raise_at_word(*arguments: Any, **named: Any) -> Any:
        if WORD in repr((arguments, named)):
            raise BrokenStageError("out of ink\nand paper")
        return whole(*arguments, **named)

    monkeypatch.setattr(module, function, raise_at_word)


def write_article(path: str, place: str, ships: int) -> None:
    prose = "\n\n".join(PROSE.format(place, ships + part) for part in (0, 10, 20))
    put(path, f"{HEADLINE.format(place)}\n\n{prose}\n\nJane {place} said that it rained.\n".encode())


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two stories; the test runs in it. The broken word is in one article of one."""
    monkeypatch.chdir(tmp_path)
    put("sources/publication.yml", b"title: The Strelsau Reader\n")
    put("sources/actors.yml", b"[]\n")
    put("sources/talks/story.yml", STORY.encode())
    put("sources/storm/story.yml", b"title: The storm\nsources: [radio]\n")
    for number, (name, place) in enumerate({"herald": "Hentzau", "post": WORD, "mail": "Tarlenheim"}.items()):
        write_article(f"sources/talks/{name}.txt", place, 7 + number)
    write_article("sources/storm/radio.txt", "Zenda", 12)
    return tmp_path


def assemble(tools: PublicationTools) -> tuple[Publication, tuple[Problem, ...]]:
    return assemble_publication(read_sources(Path("sources")), tools, lambda _: None)


@pytest.mark.parametrize("stage", ARTICLE_STAGES)
def test_a_fault_in_a_stage_costs_one_article(
    stage: str, talks: Path, tools: PublicationTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_stage(monkeypatch, *ARTICLE_STAGES[stage])
    publication, problems = assemble(tools)
    (fault,) = (problem for problem in problems if problem.severity == "error")
    assert str(fault).startswith(
        f"sources/talks/post.txt: stage {stage}: BrokenStageError: out of ink; this is a fault of Parallax"
    )
    assert "\n" not in str(fault)
    assert "raise_at_word" in fault.details
    story = next(story for story in publication.stories if story.id == "talks")
    assert {article.id: article.is_read for article in story.articles} == {
        "herald": True,
        "post": False,
        "mail": True,
    }
    assert story.not_compared == {"post": "could not be read"}
    point = next(point for point in story.points if point.id == "ships-sailed")
    assert [cell.source for cell in point.cells] == ["herald", "mail"]
    assert not any(story.is_found_in_one_only(point) for point in story.points)


@pytest.mark.parametrize("stage", STORY_STAGES)
def test_a_fault_in_comparing_costs_one_story(
    stage: str, talks: Path, tools: PublicationTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_stage(monkeypatch, *STORY_STAGES[stage])
    publication, problems = assemble(tools)
    (fault,) = (problem for problem in problems if problem.severity == "error")
    name = stage.partition(",")[0]
    assert str(fault).startswith(f"sources/talks/story.yml: stage {name}: BrokenStageError: out of ink; ")
    stories = {story.id: story for story in publication.stories}
    assert all(article.is_read for article in stories["talks"].articles)
    assert set(stories["talks"].not_compared.values()) == {"could not be compared"}
    assert (stories["talks"].points, stories["talks"].timeline) == ((), ())
    assert stories["storm"].points
    assert stories["storm"].not_compared == {}


def test_the_faults_of_all_files_are_told_at_once(
    talks: Path, tools: PublicationTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_article("sources/storm/radio.txt", WORD, 12)
    put("sources/storm/radio.yml", b"published: then\n")
    break_stage(monkeypatch, *ARTICLE_STAGES["cleaning"])
    errors = [problem.path for problem in assemble(tools)[1] if problem.severity == "error"]
    assert errors == ["sources/storm/radio.txt", "sources/storm/radio.yml", "sources/talks/post.txt"]


def test_of_files_that_a_user_names_one_fault_costs_one(
    talks: Path, tools: PublicationTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_stage(monkeypatch, *ARTICLE_STAGES["cleaning"])
    loader = ArticleLoader(None, ())
    herald, post = loader.load_each([Path("sources/talks/herald.txt"), Path("sources/talks/post.txt")])
    assert not isinstance(herald, UserError)
    assert isinstance(post, UserError)
    assert [problem.is_fault for problem in post.problems] == [True]


def test_a_fault_comes_whole_out_of_another_process() -> None:
    def fail() -> None:
        raise RecursionError("too deep")

    error = try_to(fail, "a.txt")
    assert isinstance(error, UserError)
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_a_disk_that_fails_is_no_fault_of_an_article() -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        try_to(fail, "a.txt")


def test_only_one_place_in_the_stages_catches_every_error() -> None:
    catching = {
        path.relative_to(TOP / "build_scripts").as_posix()
        for path in (TOP / "build_scripts").rglob("*.py")
        if re.search(r"except(?: Exception\b.*)?:", path.read_text("utf-8"))
    }
    # A command catches what is left, for its one line and its exit status.
    assert catching == {"pipeline/faults.py", "commands/define_command.py"}


def make_fault(details: str) -> Problem:
    return Problem("a.txt", None, None, "failed", "report it", details=details)


def test_the_details_of_so_many_faults_are_kept_and_no_longer_ones(tmp_path: Path) -> None:
    faults = [make_fault(f"{number} {'x' * MAX_FAULT_BYTES}") for number in range(MAX_FAULT_FILES + 5)]
    write_fault_details([*faults, Problem("a.txt", None, None, "is empty", "fill it")], tmp_path)
    files = list((tmp_path / ".cache/faults").iterdir())
    assert len(files) == MAX_FAULT_FILES
    assert {path.stat().st_size for path in files} == {MAX_FAULT_BYTES}


@pytest.mark.parametrize("link", [".cache", ".cache/faults"])
def test_no_details_are_written_through_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "top" / link).parent.mkdir(parents=True)
    (tmp_path / "top" / link).symlink_to(tmp_path / "elsewhere")
    write_fault_details([make_fault("x")], tmp_path / "top")
    assert list((tmp_path / "elsewhere").iterdir()) == []
