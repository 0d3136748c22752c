"""End a command cleanly when it is told to stop."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class StoppedBySignal(KeyboardInterrupt):
    """Raised where the work is when the process is told to stop; `signal_number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal_number = number

    @property
    def exit_code(self) -> int:
        """The exit code by which shells know what ended a program."""
        return 128 + self.signal_number


@contextmanager
def raise_on_stop_signals() -> Iterator[None]:
    """Let Ctrl-C, a system that shuts down and a terminal that closes raise Stopped, while the block runs.

    Nobody's wish to ignore one of them (`nohup`) is overruled. For the main thread only.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise StoppedBySignal(number)
