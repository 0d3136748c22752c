"""Without scripts, and without styles, every page reads in a sensible order."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.helpers.browser import Open
from tests.helpers.look_pages import MOST, PAGES

pytestmark = pytest.mark.browser

# What readers come for, on any page: paragraphs, points, entries of lists.
CONTENT = ".px-par__text, tr[id^=point-], .px-card, .px-dates > li, .px-entries > li, .px-readings > li"


def _read(page: Page) -> list[str]:
    """Return what is wrong with the order of a page's parts."""
    found = []
    headings = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => e.localName)")
    if headings[0] != "h1" or headings.count("h1") != 1:
        found.append(f"headings: {headings}")
    if not page.locator("h1").is_visible():
        found.append("the title is not visible")
    early = f"""(title, all) => [...document.querySelectorAll("{CONTENT}")]
        .filter(e => title.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).length"""
    if page.locator("h1").evaluate(early):
        found.append("contents stand before the title")
    parts = page.locator(CONTENT)
    tops = parts.evaluate_all("""all => all.filter(e => !e.closest("details:not([open])"))
        .map(e => [e.getBoundingClientRect().height, e.getBoundingClientRect().top])""")
    if any(height == 0 for height, _ in tops):
        found.append("contents are not visible")
    unlabelled = page.evaluate("""() => [
        ...[...document.querySelectorAll("dl > div, dl")]
          .filter(e => e.querySelector(":scope > dd") && e.firstElementChild.localName !== "dt"),
        ...[...document.querySelectorAll("tbody tr")].filter(e =>
          e.querySelector("th") && e.firstElementChild.localName !== "th"),
      ].map(e => e.textContent.trim().slice(0, 40))""")
    found += [f"a value before its label: {words}" for words in unlabelled]
    return found


@pytest.mark.parametrize("name", MOST)
def test_read_without_scripts(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    found = _read(open_page(address_of(PAGES[name]), scripts=False))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", MOST)
def test_read_without_styles(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    page = open_page(address_of(PAGES[name]), scripts=False)
    page.evaluate("document.querySelectorAll('link[rel=stylesheet], style').forEach(e => e.remove())")
    page.evaluate("document.querySelectorAll('[style]').forEach(e => e.removeAttribute('style'))")
    found = _read(page)
    tops = page.locator(CONTENT).evaluate_all(
        "all => all.filter(e => e.localName !== 'tr').map(e => e.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert not found, "\n".join(found)
