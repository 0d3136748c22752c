"""Forced colours: what only a colour or a tint shows elsewhere is shown by a border or an outline."""

from collections.abc import Callable

import pytest

from tests.helpers.browser import Open
from tests.helpers.look_pages import PAGES

pytestmark = pytest.mark.browser

CHOSEN = {
    ".px-storybar a[aria-current]": ".px-storybar a:not([aria-current])",
    ".px-filter label:has(:checked)": ".px-filter label:not(:has(:checked))",
}
"""What is current or chosen, and its neighbours that are not."""

# What is left of an element's looks where every background and shadow is taken away.
EDGES = """e => [e, ...e.querySelectorAll("span")].map(getComputedStyle)
    .map(s => [s.borderStyle, s.borderWidth, s.outlineStyle, s.outlineWidth].join()).join(";")"""


def test_chosen_links_and_filters_stand_out_and_chips_have_borders(
    address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(address_of(PAGES["comparison"]), forced_colors="active")
    for current, other in CHOSEN.items():
        others = page.locator(other).evaluate_all(f"all => all.map({EDGES})")
        assert others, other
        assert page.locator(current).first.evaluate(EDGES) not in others, current
    widths = page.locator(".px-chip").evaluate_all(
        "all => all.filter(e => looking.shown(e)).map(e => parseFloat(getComputedStyle(e).borderTopWidth))"
    )
    assert widths
    assert min(widths) >= 1


def test_a_highlighted_sentence_stands_out(address_of: Callable[..., str], open_page: Open) -> None:
    page = open_page(f"{address_of(PAGES['article'])}#s5", forced_colors="active")
    ground = "e => [e, e.parentElement].map(x => getComputedStyle(x).backgroundColor)"
    of_sentence, around = page.locator(".px-sentence:target").evaluate(ground)
    assert of_sentence not in ("rgba(0, 0, 0, 0)", around)
