"""Format problems for other programs: as annotations of a GitHub run, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_scripts.models.problems import Problem, replace_control_characters

CHECK_JSON_VERSION = 2


def format_github_annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which shows it next to its line in the file.

    Escaped like GitHub's own toolkit (`@actions/core`): `%` and line ends, in properties also `:` and `,`.
    """
    properties = {
        "file": problem.path,
        "line": None if problem.line is None else str(problem.line),
        "title": problem.field,
    }
    written = ",".join(
        f"{name}={_escape(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value
    )
    return f"::{problem.severity} {written}::{_escape(f'{problem.message}; {problem.fix}')}"


def serialize_check_report(problems: Iterable[Problem], articles: int, stories: int) -> dict[str, Any]:
    """Return all problems and the numbers of articles and stories as the object that `check` prints as JSON.

    A public contract: keys may be added; changing or removing one needs a new version.
    """
    return {
        "version": CHECK_JSON_VERSION,
        "problems": [
            {
                "path": problem.path,
                "line": problem.line,
                "field": problem.field,
                "message": problem.message,
                "fix": problem.fix,
                "severity": problem.severity,
            }
            for problem in problems
        ],
        "articles": articles,
        "stories": stories,
    }


def _escape(words: str) -> str:
    return replace_control_characters(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
