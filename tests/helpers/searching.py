"""Search a site in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page

_FOUND = re.compile(r"\d+ (article|person|people|point|page|other)|Nothing found")


def search(page: Page, words: str) -> Page:
    """Open the search with its key once it is ready, and insert words all at once as if pasted."""
    said = page.locator(".md-search-result__meta")
    said.filter(has_text="Type to start searching").wait_for(state="attached")
    page.keyboard.press("/")
    said.wait_for()
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")  # Material searches when a key is released
    said.filter(has_text=_FOUND).wait_for()
    return page
