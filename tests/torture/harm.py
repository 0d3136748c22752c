"""Harm a process at an exact moment: at its nth change of the disk.

Python calls an audit hook before a file is opened, renamed, made or removed. The program itself is not
changed, and the moments are the same in every run. MkDocs, which runs in a process of its own, gets its harm
from the environment, which `site_hook/sitecustomize.py` reads when it starts.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

VARIABLE = "PARALLAX_TORTURE"
HOOK = Path(__file__).parent / "site_hook"
TOP = HOOK.parents[2]
_CHANGES = frozenset(
    {f"os.{name}" for name in ("rename", "remove", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod")}
    | {"shutil.rmtree"}
)
_NEEDS_ROOM = frozenset({"open", "os.mkdir", "os.link", "os.symlink"})


@dataclass(frozen=True, slots=True)
class Harm:
    """What happens to the process `build` or `mkdocs` at which moment (from 1; 0 is never).

    `kill` ends that process, `kill all` its process group, and `kill parent` its parent. The name of a signal
    sends the signal to the group, as a terminal does. `remove PATH` removes a file or folder. The name of an
    errno makes all later operations fail with it (on a full disk, files can still be removed).
    """

    process: str = "build"
    moment: int = 0
    what: str = "kill"
    told: str = ""
    """The file to which the process writes its number of moments when it ends, if any."""

    def __str__(self) -> str:
        return f"{self.what} at {self.moment} of {self.process}"

    def environment(self) -> Mapping[str, str]:
        """Return the environment variables that make MkDocs harm itself."""
        path = os.pathsep.join(filter(None, (str(HOOK), str(TOP), os.environ.get("PYTHONPATH"))))
        return {VARIABLE: json.dumps(asdict(self)), "PYTHONPATH": path}


class Counter:
    """Counts the moments of this process, and harms it at the chosen one."""

    def __init__(self, harm: Harm, top: Path) -> None:
        self.harm, self.top, self.moments = harm, os.fspath(top), 0
        self.armed = True

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.armed or not self._changes(event, arguments):
            return
        self.moments += 1
        if not self.harm.moment or self.moments < self.harm.moment:
            return
        if not self.harm.what.startswith("E"):
            if self.moments == self.harm.moment:
                self._strike()
            return
        number = getattr(errno, self.harm.what)
        if number != errno.ENOSPC or event in _NEEDS_ROOM:
            raise OSError(number, os.strerror(number), os.fspath(arguments[0]))

    def _strike(self) -> None:
        verb, _, path = self.harm.what.partition(" ")
        if verb == "remove":
            self.armed = False
            shutil.rmtree(path, ignore_errors=True)
            Path(path).unlink(missing_ok=True)
            self.armed = True
        elif verb.startswith("SIG"):
            os.killpg(os.getpgrp(), getattr(signal, verb))
        elif path == "all":
            os.killpg(os.getpgrp(), signal.SIGKILL)
        else:
            os.kill(os.getppid() if path == "parent" else os.getpid(), signal.SIGKILL)

    def _changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "ctypes.dlsym":  # two folders are exchanged by a function of the C library
            return arguments[1] == "renameat2"
        if event == "open":
            path, mode, flags = arguments
            if not isinstance(path, str | bytes) or not self._inside(os.fsdecode(path)):
                return False
            writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT
            return bool(mode and set(mode) & set("wxa+")) or (mode is None and bool((flags or 0) & writes))
        return event in _CHANGES and self._inside(os.fsdecode(arguments[0]))

    def _inside(self, path: str) -> bool:
        return not Path(path).is_absolute() or path.startswith(self.top)


def arm(harm: Harm, top: Path) -> Counter:
    """Count and harm this process's changes below a folder from now on; this can't be undone."""
    counter = Counter(harm, top)
    sys.addaudithook(counter.hook)
    return counter


def tell(counter: Counter) -> None:
    """Write the number of moments to the harm's file."""
    counter.armed = False
    if counter.harm.told:
        Path(counter.harm.told).write_text(str(counter.moments))
