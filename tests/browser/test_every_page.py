"""Every kind of page passes the checks of `look_checks`: on a desk, on a phone, and without scripts.

A page is opened once in each look, because opening it costs as much as checking it. Each fault is reported
with the page, the look and the check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, Response

from tests.helpers.browser import Open
from tests.helpers.look_checks import (
    check_axe,
    check_first_view,
    check_keyboard,
    check_motion,
    check_order,
    check_order_without_styles,
    check_print,
    check_screens,
    check_shifts,
    check_skip_link,
    settled,
)
from tests.helpers.look_pages import FIRST, MOST, PAGES, TYPES

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Faults:
    """The faults of one page, each with the look and the check that found it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []

    def add(self, look: str, check: str, faults: Sequence[str]) -> None:
        self.lines += [f"{self.name}, {look}, {check}: {fault}" for fault in faults]

    def report(self) -> None:
        """Fail the test if there is a fault."""
        lines = self.lines
        assert not lines, "\n".join(lines)


@pytest.mark.parametrize("name", PAGES)
def test_on_a_desk_in_light_colours(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    answers: list[Response] = []

    def listen(page: Page) -> None:
        page.on("response", lambda answer: answers.append(answer) or None)

    faults, desk = Faults(name), "light, 1440 px"
    page = open_page(address_of(PAGES[name]), **DESK, before=listen if name in MOST else None)
    if name in MOST:
        faults.add(desk, "first view", check_first_view(page, answers))
    settled(page)
    if name in FIRST:
        faults.add(desk, "shifts", check_shifts(page))
        faults.add(desk, "axe", check_axe(page))
    if name in TYPES:
        faults.add(desk, "reduced motion", check_motion(page))
    page.set_viewport_size(PHONE)
    faults.add("light, 390 px", "axe", check_axe(page))
    page.set_viewport_size(DESK)
    faults.add("light", "fit and targets", check_screens(page))
    if name in MOST:
        faults.add(desk, "keyboard", check_keyboard(page))
    if name in TYPES:
        faults.add(desk, "skip link", check_skip_link(page))
    faults.report()


@pytest.mark.parametrize("name", PAGES)
def test_on_a_phone_in_dark_colours(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    faults, phone, desk = Faults(name), "dark, 390 px", "dark, 1440 px"
    page = settled(open_page(address_of(PAGES[name]), **PHONE, scheme="dark"))
    faults.add(phone, "shifts", check_shifts(page))
    if name in FIRST:
        faults.add(phone, "axe", check_axe(page))
    page.set_viewport_size(DESK)
    faults.add(desk, "axe", check_axe(page))
    if name in TYPES:
        page.set_viewport_size(PHONE)
        faults.add(phone, "keyboard", check_keyboard(page))
        page.set_viewport_size(DESK)
    if name in MOST:
        page.evaluate("location.hash = '#s2'")
        faults.add(desk, "print", check_print(page))
    faults.report()


@pytest.mark.parametrize("name", MOST)
def test_without_scripts_and_without_styles(
    name: str, address_of: Callable[..., str], open_page: Open
) -> None:
    faults = Faults(name)
    page = open_page(address_of(PAGES[name]), scripts=False)
    faults.add("without scripts", "order", check_order(page))
    faults.add("without scripts and styles", "order", check_order_without_styles(page))
    faults.report()
