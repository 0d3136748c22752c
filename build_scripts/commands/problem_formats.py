"""Problems as other programs read them: annotations of a GitHub run, and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from build_scripts.models.problems import Problem, replace_control_characters

CHECK_JSON_VERSION = 2


def format_github_annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which a run shows beside its line.

    Escaped as GitHub's own toolkit does it: `%` and line ends, and in properties `:` and `,`.
    """
    properties = {
        "file": problem.path,
        "line": None if problem.line is None else str(problem.line),
        "title": problem.field,
    }
    given = ",".join(
        f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value
    )
    return f"::{problem.severity} {given}::{_escaped(f'{problem.message}; {problem.fix}')}"


def serialize_check_report(problems: Iterable[Problem], articles: int, stories: int) -> dict[str, Any]:
    """Return all problems, and how many articles and stories were read, as a value for JSON.

    Part of the public contract: keys may be added, never changed or removed without a new version.
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


def _escaped(words: str) -> str:
    return replace_control_characters(words).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
