"""Serve the site while its sources are edited."""

from __future__ import annotations

import errno
import os
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.processes.child_process import start_child_module
from build_scripts.site_build.build import PublicationPaths, make_mkdocs_environment

POLL_SECONDS = 1.0
BUILD_WAIT_SECONDS = 60.0
"""Seconds for which a change waits until a build that writes the same pages has ended."""

_ANOTHER = "stop that program, or give another with --address"


def serve_site(
    generate: Callable[[], Publication],
    where: SiteSettings,
    layout: PublicationPaths,
    address: str,
    environment: Mapping[str, str],
    show: Callable[[Iterable[Problem]], None],
) -> None:
    """Run MkDocs' own server on `docs/`, and generate the pages anew whenever a source changes.

    Runs until it is interrupted; the server then ends with it. A fault in a source is shown, and the last
    good pages stay. Raises UserError if the first generation fails, or nothing can be served at the address.
    """
    _probe(address)
    seen = _state(layout.sources)
    publication = generate()
    # Its live reload is a script inside the page, which the content security policy forbids.
    surroundings = {**make_mkdocs_environment(publication, where, environment), "PARALLAX_POLICY": "false"}
    arguments = ("serve", "--livereload", "--dev-addr", address)
    with start_child_module("mkdocs", arguments, layout.top, surroundings) as server:
        while server.poll() is None:
            time.sleep(POLL_SECONDS)
            now = _state(layout.sources)
            if now != seen:
                seen = now
                try:
                    generate()
                except UserError as error:
                    show(error.problems)
    what = f"MkDocs' server ended with code {server.returncode}"
    raise UserError(Problem("serve", None, None, what, "see what it says above, and serve again"))


def _probe(address: str) -> None:
    """Raise UserError where an address can't be served at: MkDocs would say so in a page of Python."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise UserError(
            Problem("serve", None, "--address", f"'{address}' is no address", "write 127.0.0.1:8000")
        )
    try:
        # As MkDocs' server opens it, which takes a port over from one that has just ended.
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        what = f"{address} is in use" if taken else f"{address} can't be served at: {error}"
        raise UserError(Problem("serve", None, "--address", what, _ANOTHER)) from None


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
