"""Run the real command line in a forked process, in which the language model is loaded, and harm it.

The process that is forked has loaded everything once, so that a build takes only the time of its work.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.harm import Harm, arm, tell

ROUNDS = int(os.environ.get("TORTURE_ROUNDS") or 20)
WHOLE = 100
SEED = int(os.environ.get("TORTURE_SEED") or 1)
PATIENCE = 120  # seconds until a test gives up
NONE = Harm()

_forker = multiprocessing.get_context("forkserver")
_forker.set_forkserver_preload(["tests.torture.loaded"])


@dataclass(frozen=True, slots=True)
class Job:
    """The work of a process: `before`, then a command, then `after`, whose value is returned.

    Both must be functions of a module. `command` may be a function too, instead of a command line.
    """

    folder: Path
    command: tuple[str, ...] | Callable[[], object] = ("build",)
    harm: Harm = NONE
    before: Callable[[], object] | None = None
    after: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a job: its exit code (negative: a signal), its output, and the value of `after`."""

    code: int
    said: str
    found: Any = None


class Begun:
    """A running job, in a process group of its own."""

    def __init__(self, job: Job, log: Path) -> None:
        self.log, self.result = log, log.with_suffix(".found")
        self.process = _forker.Process(target=_run, args=(job, log, self.result))
        self.process.start()

    @property
    def group(self) -> int:
        return self.process.pid

    def said(self) -> str:
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until a condition holds; if it doesn't in time, kill the job's processes and fail.

        A job that is left running would keep the test run from ending, too.
        """
        try:
            until(holds)
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
            raise

    def ended(self) -> Outcome:
        """Wait until the command and every process that it started has ended."""
        self.wait_until(lambda: not self.process.is_alive())
        self.wait_until(lambda: not running(self.group))
        found = json.loads(self.result.read_text("utf-8")) if self.result.exists() else None
        self.result.unlink(missing_ok=True)
        outcome = Outcome(self.process.exitcode, self.said(), found)
        assert "Traceback" not in outcome.said, outcome.said
        return outcome


def run(job: Job, log: Path) -> Outcome:
    """Run a job to its end."""
    return Begun(job, log).ended()


def some(cases: Sequence[Any], every: int = 3) -> Sequence[Any]:
    """Return all cases in a long run (`make torture`), else every third or nth."""
    return cases if ROUNDS >= WHOLE else cases[::every]


def rng(name: str) -> random.Random:
    """Return a random generator for a test, which depends only on its name and the seed."""
    return random.Random(f"{SEED} {name}")


def until(holds: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail after `PATIENCE` seconds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it didn't happen"
        time.sleep(0.01)


def running(group: int) -> bool:
    """Return whether any process of a group still runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _run(job: Job, log: Path, result: Path) -> None:
    loaded = sys.modules["tests.torture.loaded"]  # loaded only in the process that is forked
    os.setsid()
    # The tests may run with SIGINT ignored, as in a shell's background job.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for standard in (1, 2):
        os.dup2(descriptor, standard)
    os.chdir(job.folder)
    if job.before is not None:
        job.before()
    if job.harm.process == "mkdocs":
        os.environ.update(job.harm.environment())
    counter = arm(job.harm if job.harm.process == "build" else NONE, Path.cwd())
    code = int(bool(job.command())) if callable(job.command) else loaded.run_command(job.command)
    tell(counter)
    if job.after is not None:
        result.write_text(json.dumps(job.after()), "utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
