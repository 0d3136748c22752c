"""Serve the site while its sources are edited."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from .building import Layout, mkdocs_environment
from .models import Publication
from .problems import Problem, UserError
from .publishing.place import Place

SECONDS_BETWEEN_LOOKS = 1.0


def serve(
    generate: Callable[[], Publication],
    where: Place,
    layout: Layout,
    address: str,
    environment: Mapping[str, str],
    show: Callable[[Iterable[Problem]], None],
) -> None:
    """Run MkDocs' own server on `docs/`, and generate the pages anew whenever a source changes.

    Ends when the user interrupts it. A fault in a source is shown, and the last good pages stay.
    Raises UserError if the first generation fails.
    """
    publication = generate()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address],
        cwd=layout.top,
        # Its live reload is a script inside the page, which the content security policy forbids.
        env={**mkdocs_environment(publication, where, environment), "PARALLAX_POLICY": "false"},
    )
    seen = _state(layout.sources)
    try:
        while server.poll() is None:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            now = _state(layout.sources)
            if now != seen:
                seen = now
                try:
                    generate()
                except UserError as error:
                    show(error.problems)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait()


def _state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and time of change of every file below a folder."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                status = (Path(parent) / name).stat()
            except OSError:
                continue  # gone between the listing and the look: the next one will tell
            found[f"{parent}/{name}"] = (status.st_size, status.st_mtime_ns)
    return found
