"""Provide a real browser for tests; without one, skip them all with the same reason.

A pytest plugin: `pytest_plugins = ["tests.helpers.browser"]`. Tests that use a browser are marked `browser`.
They use the system's Chromium or, where there is none, Playwright's own. Without either they are skipped, and
pytest's summary counts them in one line. With `REQUIRE_BROWSER=1` they fail instead.

`python -m tests.helpers.browser` lets Playwright download its browser if none is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.helpers.tabs import Tabs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The names of Chromium and Chrome on the PATH."""

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""Flags that stop the browser's own requests, so that only those of a page are left."""

Open = Callable[..., Page]

SECONDS_FOR_DOWNLOAD = 300
NO_BROWSER = "no browser: neither Chromium or Chrome on the PATH nor Playwright's own"


@cache
def find_browser() -> str | None:
    """Return the path of a browser that Playwright can drive, or `None`."""
    on_path = next((path for path in map(shutil.which, NAMES) if path), None)
    if on_path:
        return on_path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def is_required() -> bool:
    """Return whether tests fail, instead of being skipped, without a browser."""
    return os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail a browser test if there is no browser."""
    if item.get_closest_marker("browser") and find_browser() is None:
        if is_required():
            pytest.fail(f"{NO_BROWSER}, and REQUIRE_BROWSER is set", pytrace=False)
        pytest.skip(NO_BROWSER)


@contextmanager
def launched() -> Iterator[Browser]:
    """Yield a headless browser."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_browser(), args=[*QUIET, *(["--no-sandbox"] if as_root else [])]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield one browser for the whole run."""
    with launched() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Return the browser's tabs."""
    return Tabs(browser)


@pytest.fixture
def open_page(tabs: Tabs) -> Iterator[Open]:
    """Return a function that opens a page; the test fails if the browser reports an error on it."""
    yield tabs.visit
    assert tabs.end() == []


def download() -> None:
    """Let Playwright download its browser. Failures are ignored, because the tests are then skipped."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=SECONDS_FOR_DOWNLOAD)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__" and find_browser() is None:
    download()
