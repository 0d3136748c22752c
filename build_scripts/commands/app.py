"""The command line as such: the program, what its options are called, and how a command ends."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from build_scripts import __version__
from build_scripts.commands.terminal import print_problems
from build_scripts.models.problems import Problem, UserError

P = ParamSpec("P")
R = TypeVar("R")

SOURCES_PATH = Path("sources")
FILE_PATH_TYPE = click.Path(path_type=Path)
JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Print JSON, as the README describes it.")
PLAIN_OPTION = click.option("--plain", is_flag=True, help="Take the whole file as body text, uncleaned.")
BARE_OPTION = click.option("--bare", is_flag=True, help="Leave sidecars and curation aside.")
ACTORS_OPTION = click.option(
    "--actors", type=FILE_PATH_TYPE, help="A list of actors to use instead of the publication's."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="parallax")
def main() -> None:
    """Turn articles about one event into a publication that compares them."""


def register_command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a command end with one line a problem and exit code 1 where the user can mend something."""

    @main.command()
    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except UserError as error:
            print_problems(error.problems)
            raise SystemExit(1) from None
        except (BrokenPipeError, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("PARALLAX_TRACEBACK"):
                raise
            fault = f"{type(error).__name__}: {error}".splitlines()[0]
            mend = "this is a fault of Parallax: please report it with what PARALLAX_TRACEBACK=1 shows"
            print_problems([Problem("parallax", None, None, fault, mend)])
            raise SystemExit(2) from None

    return wrapped
