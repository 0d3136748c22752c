"""The Tab key reaches each control of a page once, in the page's order, and shows where it is."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.helpers.browser import Open
from tests.helpers.look_pages import MOST, PAGES, TYPES, settled

pytestmark = pytest.mark.browser

MILLISECONDS_TO_OPEN = 600
"""On a phone, search takes this long to cover the page where it has the focus, and to go where it has not."""


def _walk(page: Page, limit: int) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page, and return where it was."""
    is_narrow = (page.viewport_size or {"width": 0})["width"] < 960
    stops: list[dict[str, Any]] = []
    while len(stops) <= limit:
        page.keyboard.press("Tab")
        stop = page.evaluate("looking.focused()")
        if is_narrow and any(".md-search" in near["name"] for near in (stop, *stops[-1:]) if near):
            page.wait_for_timeout(MILLISECONDS_TO_OPEN)
            stop = page.evaluate("looking.focused()")
        if stop is None or (stops and stop["stop"] == stops[0]["stop"]):
            break
        stops.append(stop)
    return stops


def _faults(page: Page) -> list[str]:
    controls: list[str] = settled(page).evaluate("looking.number()")
    stops = _walk(page, len(controls) + 5)
    reached = [int(stop["stop"]) for stop in stops if stop["stop"].isdigit()]
    found = [f"{stop['name']}: {fault}" for stop in stops for fault in stop["faults"]]
    found += [f"{stop['name']}: an unexpected stop" for stop in stops if not stop["stop"].isdigit()]
    found += [f"{controls[n]}: not reached" for n in range(len(controls)) if n not in reached]
    found += [f"{controls[n]}: after {controls[m]}" for m, n in pairwise(reached) if n <= m]
    return found


@pytest.mark.parametrize("name", MOST)
def test_every_control_is_reached(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    found = _faults(open_page(address_of(PAGES[name])))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", TYPES)
def test_every_control_is_reached_on_a_phone(
    name: str, address_of: Callable[..., str], open_page: Open
) -> None:
    found = _faults(open_page(address_of(PAGES[name]), width=390, height=844, scheme="dark"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", TYPES)
def test_skip_link_leads_to_the_content(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    page = open_page(address_of(PAGES[name]))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "Skip to content" in skip.inner_text()
    assert page.evaluate("looking.shown(document.activeElement)")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.md-skip, .md-header, .px-storybar')")
