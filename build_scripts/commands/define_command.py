"""Define a command: its error handling, and the options that several commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from build_scripts.commands.terminal import print_problems
from build_scripts.models.problems import Problem, UserError
from build_scripts.storage.fault_files import write_fault_details

P = ParamSpec("P")
R = TypeVar("R")

SOURCES_PATH = Path("sources")
FILE_PATH_TYPE = click.Path(path_type=Path)
JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Print JSON, as the README describes it.")
PLAIN_OPTION = click.option("--plain", is_flag=True, help="Take the whole file as body text, uncleaned.")
BARE_OPTION = click.option("--bare", is_flag=True, help="Ignore sidecars and curation.")
ACTORS_OPTION = click.option(
    "--actors", type=FILE_PATH_TYPE, help="A list of actors to use instead of the publication's."
)


def define_command(function: Callable[P, R]) -> click.Command:
    """Make a command of a function, named like it without `_command`; `main` adds it to the command line.

    A UserError ends the command with one line for each problem and exit code 1. Any other error is a fault of
    the program: one line and exit code 2, or the traceback if PARALLAX_TRACEBACK is set.
    """

    @click.command()
    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except UserError as error:
            write_fault_details(error.problems, Path())
            print_problems(error.problems)
            raise SystemExit(1) from None
        except (BrokenPipeError, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("PARALLAX_TRACEBACK"):
                raise
            message = f"{type(error).__name__}: {error}".splitlines()[0]
            fix = "this is a fault of Parallax: set PARALLAX_TRACEBACK=1, and report the traceback"
            print_problems([Problem("parallax", None, None, message, fix)])
            raise SystemExit(2) from None

    return run
