"""Run MkDocs in a process that never outlives the one that began it, however that ends."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def start_mkdocs(
    arguments: Sequence[str | Path], folder: Path, environment: Mapping[str, str], output: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Begin MkDocs in a folder; it has ended when the block is left.

    Its standard input is a pipe that nothing is ever written to: it ends when this process does, also when
    that is killed, and then MkDocs ends too. `output` is what `subprocess` takes for its two outputs.
    """
    reading, writing = os.pipe()
    try:
        # -P: the modules beside this file are not to stand in for others of the same names.
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, *arguments],
            cwd=folder,
            env=environment,
            stdin=reading,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None else None,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
    finally:
        os.close(reading)
        os.close(writing)


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
