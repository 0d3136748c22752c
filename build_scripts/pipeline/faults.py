"""Catch a fault of the program where one article or one story is worked on, so that it costs no other."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from build_scripts.models.problems import Problem, UserError, make_fault_file_name

T = TypeVar("T")

PACKAGE = "build_scripts"
PIPELINE = "pipeline"
MAX_MESSAGE_LENGTH = 200  # characters of an error's message that are shown


def try_to(work: Callable[[], T], path: str) -> T | UserError:
    """Return what the work returns, or the error that ends it; `path` is the file that it is about.

    A fault of the program becomes a problem that names the file, the stage and the error. An error of the
    operating system, such as a full disk, is raised: it is no fault of one article.
    """
    try:
        return work()
    except UserError as error:
        return error
    except OSError:
        raise
    except Exception as error:
        return UserError(describe_fault(error, path))


def describe_fault(error: Exception, path: str) -> Problem:
    """Return the problem of a fault of the program, with the traceback as its details."""
    details = f"{path}\n" + "".join(traceback.format_exception(error))
    lines = str(error).splitlines() or [""]
    fix = (
        f"this is a fault of Parallax, not of the file: report it with {make_fault_file_name(details)}; "
        "`build --keep-going` publishes the rest"
    )
    message = f"{type(error).__name__}: {lines[0][:MAX_MESSAGE_LENGTH]}"
    return Problem(path, None, f"stage {_find_stage(error)}", message, fix, details=details)


def _find_stage(error: Exception) -> str:
    """Return the package of the first function outside the pipeline on the way to the error."""
    modules = (frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__))
    parts = (str(module).split(".") for module in modules)
    packages = [names[1] for names in parts if names[0] == PACKAGE and len(names) > 1]
    return next((package for package in packages if package != PIPELINE), PIPELINE)
