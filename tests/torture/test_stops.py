"""`build` and `serve` stopped by Ctrl-C, by the system, by a terminal that closes, and by force."""

from __future__ import annotations

import os
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.conftest import TITLES, Small, entitle
from tests.torture.harm import Harm
from tests.torture.rounds import PATIENCE, Begun, Job, rng, run, some

OLD, NEW = TITLES
Record = Callable[[str, object], None]


@pytest.mark.parametrize(
    ("name", "process"),
    some([(name, process) for name in ("SIGINT", "SIGTERM", "SIGHUP") for process in ("mkdocs", "build")]),
)
def test_a_build_that_is_told_to_stop(
    name: str, process: str, small: Small, tmp_path: Path, record_property: Record
) -> None:
    folder = small.copy(tmp_path / "publication")
    entitle(folder, NEW)
    moment = rng(f"{name} {process}").randrange(1, small.moments[process] // 3)
    outcome = run(Job(folder, harm=Harm(process, moment, name)), tmp_path / "log")
    assert outcome.code == 128 + getattr(signal, name), outcome
    line = "build: interrupted; the last site is unchanged; run it again to build a new one\n"
    assert outcome.said == line
    assert small.title_of(folder) == OLD
    assert not list(folder.glob(".site-new-*"))
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
    record_property("interruptions", 1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.mark.parametrize("name", some(["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"]))
def test_a_server_that_is_told_to_stop(
    name: str, small: Small, tmp_path: Path, record_property: Record
) -> None:
    folder, port = small.copy(tmp_path / "publication"), free_port()
    serving = Begun(Job(folder, ("serve", "--address", f"127.0.0.1:{port}")), tmp_path / "log")
    serving.wait_until(lambda: answers(port) or not serving.process.is_alive())
    # Only the process itself, as `kill` does: no process that it started may outlive it.
    os.kill(serving.process.pid, getattr(signal, name))
    outcome = serving.ended()
    assert outcome.code == (-9 if name == "SIGKILL" else 0), outcome
    assert not answers(port)
    assert small.title_of(folder) == OLD
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, OLD)
    record_property("interruptions", 1)


def ignore_sigint() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_a_server_in_the_background_ignores_ctrl_c_and_ends_at_kill(small: Small, tmp_path: Path) -> None:
    """A shell starts its background jobs with SIGINT ignored: Ctrl-C is then meant for another program."""
    folder, port = small.copy(tmp_path / "publication"), free_port()
    job = Job(folder, ("serve", "--address", f"127.0.0.1:{port}"), before=ignore_sigint)
    serving = Begun(job, tmp_path / "log")
    serving.wait_until(lambda: answers(port) or not serving.process.is_alive())
    os.killpg(serving.group, signal.SIGINT)
    assert answers(port)
    os.kill(serving.process.pid, signal.SIGTERM)
    assert serving.ended().code == 0
    assert not answers(port)


@pytest.mark.parametrize("name", some(["SIGTERM", "SIGINT"]))
def test_a_server_that_is_told_to_stop_while_it_writes_pages(
    name: str, small: Small, tmp_path: Path, record_property: Record
) -> None:
    folder, port = small.copy(tmp_path / "publication"), free_port()
    entitle(folder, NEW)
    job = Job(folder, ("serve", "--address", f"127.0.0.1:{port}"), Harm(moment=20, what=name))
    outcome = run(job, tmp_path / "log")
    assert (outcome.code, outcome.said) == (0, "")
    assert small.title_of(folder) == OLD
    assert run(Job(folder), tmp_path / "log").code == 0
    small.clean(folder, NEW)
    record_property("interruptions", 1)


def test_a_port_that_is_taken_is_one_line(small: Small, tmp_path: Path) -> None:
    folder = small.copy(tmp_path / "publication")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        outcome = run(Job(folder, ("serve", "--address", address)), tmp_path / "log")
    line = f"serve: --address: {address} is in use; stop that program, or give another with --address\n"
    assert (outcome.code, outcome.said) == (1, line)
