"""No page has a fault that axe knows, on a phone or a desk, by day or by night."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser import Open
from tests.look_pages import FIRST, PAGES

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The only rules that a scheme of colours decides, and by far the slowest."""


def _violations(page: Page, where: str, rules: dict[str, Any]) -> list[str]:
    options = {"resultTypes": ["violations"], **rules}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{where}: {violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_violation(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    # A phone by day and a desk by night; on the first site's pages also what a desk's own shape decides.
    found = []
    for scheme, width in (("light", 390), ("dark", 1440)):
        page = open_page(address_of(PAGES[name]), scheme=scheme, width=width)
        page.evaluate(Axe().axe_script)
        every = scheme == "light" or name in FIRST
        rules = {"runOnly": TAGS} if every else {"runOnly": {"type": "rule", "values": COLOURS}}
        found += _violations(page, f"{scheme}, {width} px", rules)
    assert not found, "\n".join(found)
