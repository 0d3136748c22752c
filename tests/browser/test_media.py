"""Forced colours, print and reduced motion: nothing is lost, and nothing is there that doesn't belong."""

from collections.abc import Callable

import pytest

from tests.helpers.browser import Open
from tests.helpers.look_pages import MOST, PAGES, TYPES

pytestmark = pytest.mark.browser

CHROME = ".px-masthead, .px-storybar, .px-footer nav, .px-filter, .px-clear, .md-skip, .md-search, button"
# What is left of an element's looks where every background and shadow is taken away.
EDGES = """e => [e, ...e.querySelectorAll("span")].map(getComputedStyle)
    .map(s => [s.borderStyle, s.borderWidth, s.outlineStyle, s.outlineWidth].join()).join(";")"""
PALE = """() => [...document.querySelectorAll("#px-content *")]
    .filter(e => looking.shown(e) && !e.closest(".px-hidden") && e.matches(":not(:empty)"))
    .filter(e => {
      const [red, green, blue] = getComputedStyle(e).color.match(/\\d+/g).map(Number);
      return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
    }).map(looking.name)"""


@pytest.mark.parametrize(
    ("current", "other"),
    [
        (".px-storybar a[aria-current]", ".px-storybar a:not([aria-current])"),
        (".px-filter label:has(:checked)", ".px-filter label:not(:has(:checked))"),
    ],
)
def test_the_chosen_one_stands_out_in_forced_colours(
    current: str, other: str, address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(address_of(PAGES["comparison"]), forced_colors="active")
    others = page.locator(other).evaluate_all(f"all => all.map({EDGES})")
    assert others
    assert page.locator(current).first.evaluate(EDGES) not in others


def test_chips_have_borders_in_forced_colours(address_of: Callable[..., str], open_page: Open) -> None:
    page = open_page(address_of(PAGES["comparison"]), forced_colors="active")
    widths = page.locator(".px-chip").evaluate_all(
        "all => all.filter(e => looking.shown(e)).map(e => parseFloat(getComputedStyle(e).borderTopWidth))"
    )
    assert widths
    assert min(widths) >= 1


def test_a_highlighted_sentence_stands_out_in_forced_colours(
    address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{address_of(PAGES['article'])}#s5", forced_colors="active")
    ground = "e => [e, e.parentElement].map(x => getComputedStyle(x).backgroundColor)"
    of_sentence, around = page.locator(".px-sentence:target").evaluate(ground)
    assert of_sentence not in ("rgba(0, 0, 0, 0)", around)


@pytest.mark.parametrize("name", MOST)
def test_print_is_ink_on_white_without_chrome(
    name: str, address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{address_of(PAGES[name])}#s2", scheme="dark")
    page.emulate_media(media="print")
    found = page.locator(CHROME).evaluate_all("all => all.filter(e => looking.shown(e)).map(looking.name)")
    found += [f"{part}: pale words" for part in page.evaluate(PALE)[:5]]
    for part in ("html", "body"):
        ground = page.locator(part).evaluate("e => getComputedStyle(e).backgroundColor")
        if ground not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"):
            found.append(f"{part}: the paper is {ground}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", TYPES)
def test_nothing_moves_where_motion_is_reduced(
    name: str, address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(address_of(PAGES[name]))
    assert page.evaluate("looking.moving()") == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
