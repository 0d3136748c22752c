"""Read from and write to a terminal or a pipe."""

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

PIPE_WIDTH = 160  # characters in a line of output to a file or another program


def read_standard_input(limit: int) -> bytes:
    """Return the first `limit` bytes of standard input."""
    if sys.stdin.isatty():
        click.echo("Paste the page here, then press Enter and Ctrl-D (on Windows Ctrl-Z, Enter).", err=True)
    return sys.stdin.buffer.read(limit)


def make_console() -> Console:
    """Return a console as wide as the terminal, or `PIPE_WIDTH` wide for a pipe."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPE_WIDTH)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as one line, on standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def print_github_annotations(problems: Iterable[Problem]) -> None:
    """Print each problem as an annotation of a GitHub run, on standard output, where GitHub reads them."""
    for problem in problems:
        click.echo(format_github_annotation(problem))


def print_json(value: Mapping[str, Any]) -> None:
    """Print a JSON object on one line, as UTF-8 with a bare line feed on every system.

    Bytes of a path that are no UTF-8 become JSON escapes.
    """
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows a progress message, on a terminal only, on one line that vanishes."""
    screen = Console(stderr=True, highlight=False)
    if not screen.is_terminal:
        yield ignore_progress
        return
    with screen.status("…") as status:
        yield lambda words: status.update(escape(words))


def ignore_progress(_words: str) -> None:
    """Print nothing: output that isn't a terminal needs no progress messages."""
