"""Give tests a real browser, and say once where there is none.

A pytest plugin: `pytest_plugins = ["tests.helpers.browser"]`, or import of its names in `conftest.py`. Tests
marked `browser` use the fixture `browser`. The system's Chromium is driven where there is one, else the one
that Playwright downloads. Where there is neither, these tests are skipped, all with the same reason, so that
pytest's summary counts them in one line; `REQUIRE_BROWSER=1` makes them fail instead.

`python -m tests.helpers.browser` tries to have Playwright download its browser where none is found.
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
"""Commands under which systems install Chromium or Chrome."""

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
"""Flags that keep a browser from talking to its maker, which would hide what a page itself requests."""

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
    """Tell whether the absence of a browser is a failure."""
    return os.environ.get("REQUIRE_BROWSER", "") not in ("", "0")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test, or fail it, where there is no browser."""
    if item.get_closest_marker("browser") and find_browser() is None:
        if is_required():
            pytest.fail(f"{NO_BROWSER}, and REQUIRE_BROWSER is set", pytrace=False)
        pytest.skip(NO_BROWSER)


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a headless browser; viewport, theme and locale are each context's own."""
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
    """Return a function that opens a page and fails the test for what the browser complains of."""
    yield tabs.visit
    assert tabs.end() == []


def download() -> None:
    """Have Playwright download its browser, without a word: where that fails, tests are skipped with one."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=SECONDS_FOR_DOWNLOAD)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__" and find_browser() is None:
    download()
