"""Keep two runs from changing the same publication at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from build_scripts.models.problems import Problem, UserError


@contextmanager
def hold_lock(path: Path, timeout: float, busy: Problem) -> Iterator[None]:
    """Hold the lock file at a path while the block runs.

    Waits at most `timeout` seconds for another process that holds it, then raises UserError with the
    problem `busy`. Raises OSError where the lock file can't be written.
    """
    lock = FileLock(path, timeout=timeout)
    try:
        lock.acquire()
    except Timeout:
        raise UserError(busy) from None
    try:
        yield
    finally:
        lock.release()
