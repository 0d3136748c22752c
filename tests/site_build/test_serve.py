"""`serve`: the site follows its sources while they are edited."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.helpers.paths import INVENTED, TOP
from tests.helpers.processes import PATIENCE, restore_sigint, wait_until
from tests.helpers.publications import layout


def free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def page(address: str, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://{address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
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
            preexec_fn=restore_sigint,  # noqa: PLW1509 (no thread of this process holds a lock then)
        )
    try:
        wait_until(lambda: "The harbour talks" in page(address, "stories/harbour-talks/"))
        # Live reload is a script inside the page, which the published pages' policy would forbid.
        assert "Content-Security-Policy" not in page(address, "")
        text = story.read_text("utf-8")
        story.write_text(text.replace("The harbour talks", "The long talks"), "utf-8")
        wait_until(lambda: "The long talks" in page(address, "stories/harbour-talks/"))
        story.write_text("title: [\n", "utf-8")
        wait_until(lambda: "story.yml:2: not YAML" in errors.read_text("utf-8"))
        assert "The long talks" in page(address, "stories/harbour-talks/")
        story.write_text(text, "utf-8")
        wait_until(lambda: "The harbour talks" in page(address, "stories/harbour-talks/"))
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(PATIENCE) == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait(PATIENCE)
    assert page(address, "") == ""
    assert "Traceback" not in errors.read_text("utf-8")
