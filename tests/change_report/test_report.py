"""The report on a pull request, for changes in real git repositories. All texts are invented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from build_scripts.change_report.format_report import MAX_REPORT_BYTES
from build_scripts.change_report.report import build_change_report
from build_scripts.models.problems import UserError
from build_scripts.pages.views.report_kinds import find_report_kind
from build_scripts.pipeline.assemble_publication import (
    PublicationTools,
    assemble_publication,
    assemble_publications,
)
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.paths import DATA, INVENTED, TOP, read_cases
from tests.helpers.publications import run
from tests.security import payloads

CASES: list[dict[str, Any]] = read_cases("change_report")
READER = MarkdownIt("commonmark").enable("table")
HARMLESS = {
    "text",
    "text_special",
    "code_inline",
    "softbreak",
    "strong_open",
    "strong_close",
    "em_open",
    "em_close",
}
FOLD = re.compile(r"</details>|<details><summary>(?:[\w ,();]|</?b>)+</summary>")
TEST_AUTHOR = {"GIT_AUTHOR_NAME": "Test Author", "GIT_AUTHOR_EMAIL": "author@example.org"}
Reporter = Callable[..., str]


def git(folder: Path, *arguments: str) -> str:
    """Run git without the user's settings, and return its output."""
    environment = {
        **os.environ,
        **TEST_AUTHOR,
        **{name.replace("AUTHOR", "COMMITTER"): value for name, value in TEST_AUTHOR.items()},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        ["git", "-C", folder, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def committed(folder: Path, message: str = "A change") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository that holds the invented publication in one commit, the current folder."""
    folder = tmp_path / "a clone"
    shutil.copytree(INVENTED, folder / "sources")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", folder.name)
    committed(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def report(repository: Path, tools: PublicationTools) -> Reporter:
    """Return a function that returns the report on the repository as it is now."""

    def report_on(base: str = "main") -> str:
        return build_change_report(
            Path(),
            base,
            lambda: read_sources(Path("sources")),
            lambda: tools,
            lambda _words: None,
            lambda _problems: None,
        )

    return report_on


def change(sources: Path, case: Mapping[str, Any]) -> None:
    for old, new in case.get("move", {}).items():
        (sources / new).write_bytes((sources / old).read_bytes())
    for name in case.get("remove", ()):
        path = sources / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, text in case.get("write", {}).items():
        (sources / name).write_text(text, "utf-8")
    for name, size in case.get("fill", {}).items():
        (sources / name).write_bytes(b"x" * size)
    for name, (old, new) in case.get("replace", {}).items():
        text = (sources / name).read_text("utf-8")
        assert old in text
        (sources / name).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_report_lists_what_a_change_does(case, repository, report):
    change(repository / "sources", case)
    text = report()
    lines = text.splitlines()
    assert [want for want in case["says"] if not any(line.startswith(want) for line in lines)] == [], text
    assert [words for words in case.get("silent", ()) if words in text] == []


def test_fourteen_sources_of_one_story_are_told_in_a_report_that_can_be_read(repository, report, tools):
    """Each conflict is told, once, and what lists leave out is counted."""
    story = repository / "sources" / "cable-car"
    story.mkdir()
    outlets = yaml.safe_load((DATA / "fourteen_outlets.yml").read_text("utf-8"))
    for name, text in outlets.items():
        (story / f"{name}.txt").write_text(text, "utf-8")
        (story / f"{name}.yml").write_text(f"outlet: {name}\nrights: {{mode: full}}\n", "utf-8")
    (story / "story.yml").write_text(f"title: The cable car\nsources: [{', '.join(outlets)}]\n", "utf-8")
    text = report("HEAD")
    assert len(outlets) == 14
    assert len(text.encode()) <= 25_000
    publication, _ = assemble_publication(read_sources(Path("sources")), tools, lambda _words: None)
    (found,) = (one for one in publication.stories if one.id == "cable-car")
    conflicts = [point for point in found.points if point.grade == "conflict"]
    told, _, rest = text.partition("### Points of The cable car")[2].partition("<details>")
    assert f"**Contradicts** {len(conflicts)} points" in told
    for words in ("nine", "Eleven", "Twelve", "23", "26", "denied", "did not fail"):
        assert f"  - **{words}**: " in told
    deaths = next(line for line in told.splitlines() if line.startswith("  - **nine**: "))
    assert " and 2 more: “" in deaths
    for name in outlets:
        assert f"- `sources/cable-car/{name}.txt`, source " in rest
    for kind in ("one", "so-far"):
        alone = [point for point in found.points if find_report_kind(found, point) == kind]
        heading = {"one": "Adds", "so-far": "So far alone on"}[kind]
        counts = re.findall(rf"\*\*{heading}\*\* (\d+) points? ", rest)
        assert sum(map(int, counts)) == len(alone) > 0


def test_links_that_new_sources_take_from_earlier_ones_are_listed(repository, report):
    (case,) = [case for case in read_cases("links") if case["name"] == "reports of two events of one kind"]
    story = repository / "sources" / "cranes"
    story.mkdir()
    (story / "story.yml").write_text("title: The cranes\nsources: [old, herald, post, courier]\n", "utf-8")

    def add(*names: str) -> None:
        for name in names:
            (story / f"{name}.txt").write_text(case["articles"][name], "utf-8")

    add("old", "herald")
    committed(repository)
    add("post")
    assert "### Links that change" not in report("HEAD")
    add("courier")
    _, _, listed = report("HEAD").partition("### Links that change between sources that stay as they were\n")
    lines = listed.partition("###")[0].split("\n")
    assert any(line.endswith("of `cranes` no longer links `herald`, `old`") for line in lines)


def test_unchanged_sources_are_analysed_and_compared_once(repository, tools):
    before = read_sources(Path("sources"))
    change(repository / "sources", CASES[0])
    after = read_sources(Path("sources"))
    (old, _), (new, _) = assemble_publications([before, after], tools, lambda _words: None)
    (bridge, harbour), (bridge_now, harbour_now) = old.stories, new.stories
    assert bridge is bridge_now
    assert all(one is harbour_now.get_article(one.id) for one in harbour.articles)
    assert len(harbour_now.articles) == len(harbour.articles) + 1


def test_the_command_prints_the_report_and_leaves_the_clone_as_it_was(repository):
    sources = repository / "sources"
    change(sources, CASES[0])
    git(repository, "add", "sources/harbour-talks/hofbau-mail.yml")
    (sources / "actors.yml").write_text("- {id: jane-roe\n", "utf-8")
    before = git(repository, "status", "--porcelain"), git(repository, "stash", "list")
    done = run(repository, "report", "--base", "main")
    assert done.stdout.startswith("## What this change does to the publication\n\nCompared with `")
    # Errors are part of the report and do not make the command fail: rejecting them is the task of `check`.
    assert "### Errors" in done.stdout
    assert done.stderr == ""
    assert (git(repository, "status", "--porcelain"), git(repository, "stash", "list")) == before


def test_the_workflow_reports_only_the_changes_of_a_pull_request(repository, tmp_path):
    """The step as it stands in the workflow, in the merge that GitHub checks out for a pull request."""
    job = yaml.safe_load((TOP / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]["report"]
    (step,) = (step for step in job["steps"] if " report " in step.get("run", ""))
    git(repository, "switch", "--quiet", "--create=change")
    change(repository / "sources", CASES[0])
    committed(repository)
    git(repository, "switch", "--quiet", "main")
    change(repository / "sources", {"remove": ["bridge-collapse"]})
    committed(repository)
    git(repository, "merge", "--quiet", "--no-ff", "--message=The merge", "change")
    python = repository / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    summary = tmp_path / "a summary.md"
    environment = {**os.environ, **step["env"], "GITHUB_STEP_SUMMARY": str(summary), "PYTHONPATH": str(TOP)}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=repository, env=environment, check=True)
    assert "Sources: 1 new.\n" in summary.read_text("utf-8")


def test_the_report_is_empty_where_no_source_changes(repository, report):
    (repository / "README.md").write_text("The Strelsau Reader\n", "utf-8")
    committed(repository)
    assert report("HEAD^").endswith("Nothing under `sources/` changes.\n")


def test_a_change_begins_where_its_branch_does(repository, report):
    git(repository, "switch", "--quiet", "--create=change")
    change(repository / "sources", CASES[0])
    committed(repository)
    git(repository, "switch", "--quiet", "main")
    change(repository / "sources", {"remove": ["bridge-collapse"]})
    committed(repository)
    git(repository, "switch", "--quiet", "change")
    assert "Sources: 1 new." in report("main")


def test_everything_is_new_where_there_was_nothing(repository, report):
    shutil.rmtree(repository / "sources")
    committed(repository)
    shutil.copytree(INVENTED, repository / "sources")
    text = report("HEAD")
    assert "Sources: 5 new. Edited: 3 actors, 2 stories" in text
    assert "- added: `/`\n" in text


def test_a_publication_may_be_a_folder_of_its_repository(repository, report, monkeypatch):
    inside = repository / "publications" / "reader"
    inside.mkdir(parents=True)
    (repository / "sources").rename(inside / "sources")
    committed(repository)
    monkeypatch.chdir(inside)
    assert report("HEAD").endswith("Nothing under `sources/` changes.\n")
    change(inside / "sources", CASES[0])
    assert "Sources: 1 new." in report("HEAD")


def test_links_and_attributes_of_the_base_are_not_followed(repository, report, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The minister hid the ships, Jane Roe said on Wednesday.\n", "utf-8")
    (repository / "sources" / "harbour-talks" / "link.txt").symlink_to(secret)
    (repository / ".gitattributes").write_text("*.txt export-ignore\n*.yml export-subst\n", "utf-8")
    committed(repository)
    (repository / "sources" / "harbour-talks" / "link.txt").unlink()
    assert "Files under `sources/` change, but nothing in them that the publication uses." in report("HEAD")


@pytest.mark.parametrize(
    ("base", "what"),
    [
        ("nowhere", "git finds no commit 'nowhere'; fetch it with `git fetch`"),
        ("f" * 40, f"git finds no commit '{'f' * 40}'; fetch it"),
        ("", "git finds no commit ''; fetch it"),
        ("--output=out", "git finds no commit '--output=out'; fetch it"),
        ("main:sources", "git finds no commit 'main:sources'; fetch it"),
        ("main\0", "git cannot be run with this revision; give a branch"),
    ],
)
def test_a_missing_base_is_one_line_with_its_fix(base, what, repository, report):
    with pytest.raises(UserError, match=r"^report: --base: ") as error:
        report(base)
    (problem,) = error.value.problems
    assert what in str(problem)
    assert not (repository / "out").exists()


def test_a_shallow_clone_names_what_to_fetch_and_works_without_history(
    repository, report, tmp_path, monkeypatch
):
    first = git(repository, "rev-parse", "HEAD").strip()
    change(repository / "sources", CASES[0])
    committed(repository)
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    monkeypatch.chdir(shallow)
    with pytest.raises(UserError, match="fetch --unshallow"):
        report(first)
    git(shallow, "fetch", "--quiet", "--depth=1", "origin", first)
    assert "Sources: 1 new." in report(first)


def test_outside_a_repository_is_one_line_with_its_fix(tmp_path, monkeypatch, call):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shutil.copytree(INVENTED, tmp_path / "sources")
    done = call(tmp_path, "report", "--base", "main", code=1)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("report: --base: git finds no repository here")
    assert line.endswith("; run this in the top folder of a clone of the publication")


# Text that GitHub turns into links, emoji or mathematics outside code; written independently of the code.
ACTING = ("@", "#", "://", "www.", "mailto:", "$", "gh-1", ":smile:", "0123abc")


def hostile_source(attacks: Sequence[str]) -> str:
    """Return an article with attacks in statements, speakers, names, and next to a figure."""
    lines = ["The northern harbour has been closed for a month, Jane Roe said on Wednesday."]
    for attack in attacks:
        lines += [
            f"“The harbour {attack} is closed,” Jane Roe told the newspaper.",
            f"{attack} said that Karl {attack} Tarlen, the Bridge Minister, had left.",
            f"The Harbour Ministry said that over 90 ships were waiting outside the harbour, {attack}.",
        ]
    return "\n\n".join((*lines, "Karl Tarlen laughed."))


def test_a_hostile_change_is_reported_as_text(repository, report):
    """Each attack in each of these places: the report has only its own elements, and no links or emoji."""
    sources = repository / "sources"
    story = sources / "harbour-talks"
    quoted = [" ".join(attack[:80].split()) for attack in payloads.PRINTABLE]
    for number, attacks in enumerate(zip(quoted[::3], quoted[1::3], quoted[2::3], strict=False)):
        (story / f"bad-{number}.txt").write_text(hostile_source(attacks), "utf-8")
        sidecar = dict(zip(("outlet", "headline", "label"), attacks, strict=True))
        sidecar |= {"byline": list(attacks), attacks[0]: attacks[1]}
        (story / f"bad-{number}.yml").write_text(yaml.safe_dump(sidecar, allow_unicode=True), "utf-8")
    actors = yaml.safe_load((sources / "actors.yml").read_text("utf-8"))
    people = [{"id": f"person-{n}", "name": attack} for n, attack in enumerate(quoted)]
    (sources / "actors.yml").write_text(yaml.safe_dump(actors + people, allow_unicode=True), "utf-8")
    change(
        sources,
        {"replace": {"harbour-talks/story.yml": ["Number of ships in the harbour", "'**bold** @jane'"]}},
    )
    text = report()
    assert text.count("alert(") > 30
    assert "- `**bold** @jane`" in text
    assert len(text.encode()) < MAX_REPORT_BYTES
    tokens = READER.parse(text)
    allowed = (
        "paragraph",
        "heading",
        "inline",
        "bullet_list",
        "list_item",
        "table",
        "thead",
        "tbody",
        "html",
    )
    assert [t.type for t in tokens if not t.type.startswith((*allowed, "tr_", "th_", "td_"))] == []
    folds = {token.content for token in tokens if token.type == "html_block"}
    assert [fold for fold in folds if not FOLD.fullmatch(fold.strip())] == []
    for token in tokens:
        children = token.children or []
        assert {child.type for child in children} <= HARMLESS
        plain = "".join(child.content for child in children if child.type != "code_inline")
        assert [mark for mark in ACTING if mark in plain.casefold()] == []
        inside = [
            after.content for child, after in pairwise(children) if child.type in ("em_open", "strong_open")
        ]
        assert not {"it", "bold"} & set(inside)


def test_sentences_cut_next_to_the_article_are_reported_by_line(repository, report):
    paragraphs = (
        "Home\nNews\nSport",
        "Bridge in Zenda to close for repairs",
        "By Otto Krafstein\n12 March 2031",
        "The old bridge in Zenda will close on Monday for at least six months, the city council said on "
        "Wednesday.\nShare\nPrint",
        "Engineers found cracks in two of its five piers last week. "
        "Repairs will cost over two million crowns, the mayor told reporters.",
        '"We cannot wait for another winter," he said after the vote in the town hall.',
        "A ferry will run from Wednesday, the mayor's office said, and be free for all.\nShare\nPrint",
        "Subscribe to our newsletter\nSign in",
    )
    capture = repository / "sources/bridge-collapse/hofbau-mail.txt"
    capture.write_text("\n\n".join(paragraphs), "utf-8")
    assert (
        "- Sentences cut in or next to the article, perhaps by mistake: line 10; `explain` shows why"
        in report()
    )
