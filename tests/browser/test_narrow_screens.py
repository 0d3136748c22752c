"""Pages fit a narrow screen, also one of 1280 px at 400 %, and their controls can be hit with a finger."""

from collections.abc import Callable

import pytest

from tests.helpers.browser import Open
from tests.helpers.look_pages import PAGES

pytestmark = pytest.mark.browser

# 1280 × 1024 px at 400 % are 320 × 256 (WCAG 2.2, 1.4.10).
SCREENS = [(320, 256), (390, 844), (768, 1024), (1440, 900)]


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_the_screen(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    page = open_page(address_of(PAGES[name]))
    page.evaluate("looking.open()")
    found = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} px: {misfit}" for misfit in page.evaluate("looking.misfits()")]
        if width in (390, 1440):
            found += [f"{width} px: {target}" for target in page.evaluate("looking.smallTargets()")]
    assert not found, "\n".join(found)
