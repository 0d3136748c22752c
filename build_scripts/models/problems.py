"""Problems in users' files: the fault, its place, and how to fix it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]

FAULTS_FOLDER = ".cache/faults"
"""The folder beside a publication for the details of the program's faults."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault that a user can fix, or (`warning`) something worth a look.

    `path` is as the user would type it; `line` counts from 1, `None` for the file as a whole; `field`
    is the YAML key, if there is one. Errors stop publication, warnings don't.

    A fault of the program itself is an error with `details`, its traceback, which no user needs to see;
    `field` is then the stage.
    """

    path: str
    line: int | None
    field: str | None
    message: str
    fix: str
    severity: Severity = "error"
    details: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it is a fault of the program, not of the user's files."""
        return bool(self.details)

    def __str__(self) -> str:
        """Return the line that a user reads: file, line, field, the fault, and how to fix it."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        name = f" {self.field}:" if self.field else ""
        kind = "warning: " if self.severity == "warning" else ""
        return replace_control_characters(f"{place}:{name} {kind}{self.message}; {self.fix}")


class UserError(Exception):
    """Raised if work cannot go on; carries the problems to show. Commands catch it and print them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[UserError], tuple[Problem, ...]]:
        """Return the class and problems from which pickle rebuilds a worker's error in the main process."""
        return UserError, self.problems


def make_fault_file_name(details: str) -> str:
    """Return the path, from the publication's folder, of the file for a fault's details."""
    digest = hashlib.sha256(details.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{FAULTS_FOLDER}/{digest[:12]}.txt"


def replace_control_characters(line: str) -> str:
    """Return a line with each unprintable character replaced, so that no capture controls a terminal."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    return line.replace("##[", "## [")  # GitHub Actions would run it as a command


def make_file_problem(path: Path, message: str, fix: str, severity: Severity = "error") -> Problem:
    """Return a problem with a file or folder as a whole."""
    return Problem(format_path(path), None, None, message, fix, severity)


def format_path(path: Path) -> str:
    """Return a path as the user would type it: relative to the working directory if it is inside."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return os.fspath(path)
