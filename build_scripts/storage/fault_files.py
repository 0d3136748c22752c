"""Keep the details of the program's faults in files beside the publication, and only the newest of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from build_scripts.models.problems import FAULTS_FOLDER, Problem, make_fault_file_name
from build_scripts.storage.write_files import replace_file

MAX_FAULT_FILES = 50
MAX_FAULT_BYTES = 100_000


def write_fault_details(problems: Iterable[Problem], top: Path) -> None:
    """Write the details of the faults among some problems into `FAULTS_FOLDER`, below the folder `top`.

    The newest `MAX_FAULT_FILES` files are kept, each with at most the last `MAX_FAULT_BYTES` of its details.
    Nothing is written through a symbolic link. A disk that refuses hides no problem: the files are then left
    out.
    """
    faults = [problem for problem in problems if problem.is_fault]
    folder = top / FAULTS_FOLDER
    if not faults or folder.is_symlink() or folder.parent.is_symlink():
        return
    with contextlib.suppress(OSError):
        for fault in faults:
            data = fault.details.encode("utf-8", "backslashreplace")[-MAX_FAULT_BYTES:]
            replace_file(top / make_fault_file_name(fault.details), data)
        files = sorted(folder.glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
        for path in files[:-MAX_FAULT_FILES]:
            path.unlink()
