"""Start child processes that end when their parent ends, even if the parent is killed.

This file is also the script that such a child runs: it imports nothing of Parallax.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def end_with_parent(wait_for_parent: Callable[[], object]) -> None:
    """Make this process exit with code 1 as soon as `wait_for_parent` returns, which a thread calls."""

    def wait_and_exit() -> None:
        wait_for_parent()
        os._exit(1)

    threading.Thread(target=wait_and_exit, daemon=True).start()


@contextmanager
def start_child_module(
    module: str,
    arguments: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str],
    output: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process that runs a module as `python -m` does, in a folder; end it when the block is left.

    `output` is what `subprocess` takes as `stdout`; errors go there too, or where this process's go if it is
    None. The child's standard input is a pipe that nothing is written to: the system closes it when this
    process ends, however that happens, and then the child exits.
    """
    reading, writing = os.pipe()
    try:
        # -P keeps the modules of this file's folder from hiding others of the same names.
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, module, *arguments],
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


if __name__ == "__main__":
    end_with_parent(lambda: os.read(0, 1))
    _, module_name, *module_arguments = sys.argv
    sys.argv = [module_name, *module_arguments]
    runpy.run_module(module_name, run_name="__main__", alter_sys=True)
