"""Start and await processes in tests. Every wait has a limit, and SIGINT does what it does by default."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from typing import IO

PATIENCE = 60  # seconds until a test gives up


def restore_sigint() -> None:
    """Let SIGINT end this process, also where it was inherited as ignored, as in a shell's background job.

    For `subprocess.Popen(preexec_fn=...)`, in tests that send SIGINT.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(holds: Callable[[], bool], patience: float = PATIENCE, interval: float = 0.05) -> None:
    """Wait until a condition holds; fail after `patience` seconds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it didn't happen"
        time.sleep(interval)


def wait_for_line(stream: IO[bytes]) -> str:
    """Return the next line of a process's output, without its end; fail if none comes in time."""
    lines: list[bytes] = []
    thread = threading.Thread(target=lambda: lines.append(stream.readline()), daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert lines, "no line came"
    return lines[0].decode().rstrip("\r\n")


def wait_for_end(process_id: int) -> None:
    """Wait until there is no process of this id; fail if there still is after `PATIENCE` seconds."""

    def has_ended() -> bool:
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return True
        return False

    wait_until(has_ended)
