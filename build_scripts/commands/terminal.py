"""What the command line reads from a terminal or a pipe, and how it writes to one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from build_scripts.commands.problem_formats import format_github_annotation
from build_scripts.models.problems import Problem

PIPE_WIDTH = 160  # characters of a line that goes to a file or another program


def read_standard_input(limit: int) -> bytes:
    """Return what standard input holds, at most so many bytes."""
    if sys.stdin.isatty():
        click.echo("Paste the page here, then press Enter and Ctrl-D (on Windows Ctrl-Z, Enter).", err=True)
    return sys.stdin.buffer.read(limit)


def make_console() -> Console:
    """Return where listings go: as wide as the terminal, or wide enough for a pipe."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPE_WIDTH)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as one line, on standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def print_github_annotations(problems: Iterable[Problem]) -> None:
    """Print each problem as GitHub shows it beside its line, on standard output, which is where it looks."""
    for problem in problems:
        click.echo(format_github_annotation(problem))


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON object a line, UTF-8 and a bare line feed on every system.

    What UTF-8 can't hold (a path that isn't text) becomes an escape, which JSON writes in the same way.
    """
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being done: on a terminal only, on one line that vanishes."""
    screen = Console(stderr=True, highlight=False)
    if not screen.is_terminal:
        yield ignore_progress
        return
    with screen.status("…") as status:
        yield lambda words: status.update(escape(words))


def ignore_progress(_words: str) -> None:
    """Say nothing: what isn't a terminal needs no progress."""
