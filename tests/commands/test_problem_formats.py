"""`check` as other programs read it: annotations of a GitHub run, and JSON; every problem at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.commands.problem_formats import format_github_annotation, serialize_check_report
from build_scripts.models.problems import Problem
from tests.helpers.command_lines import Call

# As GitHub's runner reads a line: `::command name=value,name=value::message`, and what it turns back.
COMMAND = re.compile(r"::(?P<command>error|warning) (?P<properties>[^:]*)::(?P<message>.*)")
BACK = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
WORDS = st.text(max_size=20) | st.sampled_from(
    ["::error::x", "a::b", "%0A::stop-commands::x", "x,line=1", "\r\n::add-mask::x", "##[error]x", "100%25"]
)


def unescaped(value: str) -> str:
    for escape, character in BACK:
        value = value.replace(escape, character)
    return value


@given(
    path=WORDS.filter(bool), field=st.none() | WORDS, what=WORDS, mend=WORDS, line=st.none() | st.integers(1)
)
def test_an_annotation_is_one_command_with_the_problems_own_words(
    path: str, field: str | None, what: str, mend: str, line: int | None
) -> None:
    said = format_github_annotation(Problem(path, line, field, what, mend))
    assert said.isprintable()
    match = COMMAND.fullmatch(said)
    assert match is not None
    pairs = dict(pair.split("=", 1) for pair in match["properties"].split(","))
    assert set(pairs) == {"file", *(["line"] if line else []), *(["title"] if field else [])}
    seen = [
        (pairs["file"], path),
        (pairs.get("title", ""), field or ""),
        (match["message"], f"{what}; {mend}"),
    ]
    for escaped, words in seen:
        printable = "".join(c if c.isprintable() else "\ufffd" for c in words)
        assert unescaped(escaped) == printable.replace("##[", "## [")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            Problem(
                "sources/a,b.yml", 3, "rights.mode", "'50%' is not known: here", "use one of: full, link"
            ),
            "::error file=sources/a%2Cb.yml,line=3,title=rights.mode"
            "::'50%25' is not known: here; use one of: full, link",
        ),
        (
            Problem("sources/talks/c.txt", None, None, "is large", "cut it", "warning"),
            "::warning file=sources/talks/c.txt::is large; cut it",
        ),
    ],
)
def test_annotations(problem: Problem, said: str) -> None:
    assert format_github_annotation(problem) == said


def test_a_report_has_every_part_of_a_problem() -> None:
    problem = Problem("sources/actors.yml", 3, None, "is wrong", "mend it")
    assert serialize_check_report([problem], 2, 1) == {
        "version": 2,
        "problems": [
            {
                "path": "sources/actors.yml",
                "line": 3,
                "field": None,
                "message": "is wrong",
                "fix": "mend it",
                "severity": "error",
            }
        ],
        "articles": 2,
        "stories": 1,
    }


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a folder with a publication in which three files hold errors and one a warning."""
    files = {
        "publication.yml": "titel: The Strelsau Reader\n",
        "actors.yml": "[]\n",
        "talks/story.yml": "title: The talks\nsources: [herald]\n",
        "talks/herald.txt": "The harbour was closed for a month, and the mayor said so on Wednesday.\n",
        "talks/herald.yml": "publised: 2031-03-12\nsource_url: nowhere\n",
        "talks/post.txt": "\x00",
    }
    for name, text in files.items():
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_check_prints_all_problems_of_all_sources_in_each_form(faulty: Path, call: Call) -> None:
    text = call(faulty, "check", code=1)
    found = json.loads(call(faulty, "check", "--format", "json", code=1).stdout)
    github = call(faulty, "check", "--format", "github", code=1)
    assert text.stdout == ""
    problems = [Problem(**problem) for problem in found["problems"]]
    assert [str(problem) for problem in problems] == text.stderr.splitlines()
    assert {problem.path for problem in problems} == {
        "sources/publication.yml",
        "sources/talks/herald.txt",
        "sources/talks/herald.yml",
        "sources/talks/post.txt",
    }
    assert {problem.severity for problem in problems} == {"error", "warning"}
    assert (found["version"], found["articles"], found["stories"]) == (2, 1, 1)
    assert github.stdout.splitlines() == [format_github_annotation(problem) for problem in problems]
    assert "::error file=sources/talks/herald.yml,line=1,title=publised::" in github.stdout
