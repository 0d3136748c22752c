"""End a command cleanly when a signal stops it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOP_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


class StoppedBySignal(KeyboardInterrupt):
    """Raised in the main thread when the process receives a stop signal, whose number is `signal_number`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal_number = number

    @property
    def exit_code(self) -> int:
        """The exit code by which a shell says that a signal ended a program."""
        return 128 + self.signal_number


@contextmanager
def raise_on_stop_signals() -> Iterator[None]:
    """Raise StoppedBySignal at Ctrl-C, at `kill`, and when the terminal closes, while the block runs.

    A signal that the process inherited as ignored stays ignored, as `nohup` (SIGHUP) and a shell's background
    jobs (SIGINT) rely on: stop a build or a server in the background with `kill`, which sends SIGTERM.
    For the main thread only.
    """
    numbers = [number for name in STOP_SIGNALS if (number := getattr(signal, name, None)) is not None]
    handlers = {number: signal.getsignal(number) for number in numbers}
    for number, handler in handlers.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, _raise_stopped)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _raise_stopped(number: int, _frame: FrameType | None) -> None:
    raise StoppedBySignal(number)
