"""No page has a fault that axe knows, on a phone or a desk, by day or by night."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers.browser import Open
from tests.helpers.look_pages import FIRST, PAGES

pytestmark = pytest.mark.browser

LOOKS = [("light", 390), ("light", 1440), ("dark", 390), ("dark", 1440)]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def _violations(page: Page, where: str) -> list[str]:
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{where}: {violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_violation(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    # Every type of page in each look; extremes, which have the same colours and controls, in two.
    looks = LOOKS if name in FIRST else LOOKS[::3]
    found = []
    for scheme in dict(looks):
        page = open_page(address_of(PAGES[name]), scheme=scheme)
        page.evaluate(Axe().axe_script)
        for width in (width for look, width in looks if look == scheme):
            page.set_viewport_size({"width": width, "height": 900})
            found += _violations(page, f"{scheme}, {width} px")
    assert not found, "\n".join(found)
