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
"""Seconds to wait for another build that writes the same pages."""

_ADDRESS_FIX = "stop that program, or give another with --address"


def serve_site(
    generate: Callable[[], Publication],
    site_settings: SiteSettings,
    layout: PublicationPaths,
    address: str,
    environment: Mapping[str, str],
    show: Callable[[Iterable[Problem]], None],
) -> None:
    """Run MkDocs' own server on `docs/`, and generate the pages again whenever a source changes.

    Runs until this process is stopped; the server ends with it. If a source has an error, it is shown and the
    last good pages stay. Raises UserError if the first generation fails or the address can't be used.
    """
    _check_address(address)
    last_state = _read_state(layout.sources)
    publication = generate()
    # MkDocs' live reload is a script inside the page, which the content security policy would forbid.
    mkdocs_environment = {
        **make_mkdocs_environment(publication, site_settings, environment),
        "PARALLAX_POLICY": "false",
    }
    arguments = ("serve", "--livereload", "--dev-addr", address)
    with start_child_module("mkdocs", arguments, layout.top, mkdocs_environment) as server:
        while server.poll() is None:
            time.sleep(POLL_SECONDS)
            state = _read_state(layout.sources)
            if state != last_state:
                last_state = state
                try:
                    generate()
                except UserError as error:
                    show(error.problems)
    message = f"MkDocs' server ended with code {server.returncode}"
    raise UserError(Problem("serve", None, None, message, "see its output above, and serve again"))


def _check_address(address: str) -> None:
    """Raise UserError if nothing can be served at an address; MkDocs would print a traceback."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise UserError(
            Problem("serve", None, "--address", f"'{address}' is not a host and port", "write 127.0.0.1:8000")
        )
    try:
        # Like MkDocs' server, reuse the port of a server that has just ended.
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host.strip("[]"), int(port)))
    except (OSError, OverflowError) as error:
        is_taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        message = f"{address} is in use" if is_taken else f"{address} can't be served at: {error}"
        raise UserError(Problem("serve", None, "--address", message, _ADDRESS_FIX)) from None


def _read_state(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and modification time (nanoseconds) of each file below a folder, by its path."""
    state = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                status = (Path(parent) / name).stat()
            except OSError:
                continue  # removed since it was listed; the next state shows it
            state[f"{parent}/{name}"] = (status.st_size, status.st_mtime_ns)
    return state
