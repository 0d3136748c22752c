"""`serve`: the site follows its sources while they are edited."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.helpers.paths import INVENTED, TOP
from tests.helpers.publications import layout

PATIENCE = 60  # seconds until a test gives up


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it didn't happen"
        time.sleep(0.2)


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def page(address: str, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://{address}/{path}") as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def test_serve_follows_every_change_and_keeps_the_last_good_pages(tmp_path: Path) -> None:
    folder = layout(tmp_path / "publication", INVENTED)
    story = folder / "sources/harbour-talks/story.yml"
    address, errors = free_address(), tmp_path / "errors"
    with errors.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "build_scripts", "serve", "--address", address],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(TOP)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
    try:
        wait_for(lambda: "The harbour talks" in page(address, "stories/harbour-talks/"))
        # Live reload is a script inside the page, which the published pages' policy would forbid.
        assert "Content-Security-Policy" not in page(address, "")
        text = story.read_text("utf-8")
        story.write_text(text.replace("The harbour talks", "The long talks"), "utf-8")
        wait_for(lambda: "The long talks" in page(address, "stories/harbour-talks/"))
        story.write_text("title: [\n", "utf-8")
        wait_for(lambda: "story.yml:2: not YAML" in errors.read_text("utf-8"))
        assert "The long talks" in page(address, "stories/harbour-talks/")
        story.write_text(text, "utf-8")
        wait_for(lambda: "The harbour talks" in page(address, "stories/harbour-talks/"))
    finally:
        os.killpg(server.pid, signal.SIGINT)
    assert server.wait(PATIENCE) == 0
    assert page(address, "") == ""
    assert "Traceback" not in errors.read_text("utf-8")
