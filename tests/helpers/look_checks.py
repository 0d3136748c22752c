"""Checks of one open page, for the tests of the look. Each returns the page's faults, an empty list if none.

A check restores what it changes (window, folded parts, scroll position), except the focus, so that several
can be made in one visit.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

MAX_BYTES = 150 * 1024
MAX_REQUESTS = 12
MAX_SHIFT = 0.01
"""Of the sum of a page's layout shifts (https://web.dev/articles/cls); 0.1 counts as good."""

# 1280 × 1024 px at 400 % are 320 × 256 (WCAG 2.2, 1.4.10).
SCREENS = [(320, 256), (390, 844), (768, 1024), (1440, 900)]

AXE_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

MILLISECONDS_TO_OPEN = 600
"""On a phone, a focused search takes this long to cover the page, and to close when it loses the focus."""

SHIFTS = """
async () => {
  const shifts = [];
  // Earlier shifts are reported too: the browser keeps them.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      shifts.push([entry.value, ...entry.sources.map((s) => s.node?.parentElement?.className ?? "")]);
  }).observe({ type: "layout-shift", buffered: true });
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await painted();
  }
  scrollTo({ top: 0, behavior: "instant" });
  return shifts;
}
"""

CHROME = ".px-masthead, .px-storybar, .px-footer nav, .px-filter, .px-clear, .md-skip, .md-search, button"
PALE = """() => [...document.querySelectorAll("#px-content *")]
    .filter(e => looking.shown(e) && !e.closest(".px-hidden") && e.matches(":not(:empty)"))
    .filter(e => {
      const [red, green, blue] = getComputedStyle(e).color.match(/\\d+/g).map(Number);
      return 0.299 * red + 0.587 * green + 0.114 * blue > 128;
    }).map(looking.name)"""

# What readers come for, on any page: paragraphs, points, entries of lists.
CONTENT = ".px-par__text, tr[id^=point-], .px-card, .px-dates > li, .px-entries > li, .px-readings > li"


def settled(page: Page) -> Page:
    """Return the page once the theme's own script has set it up: it shows the switch of colours last."""
    page.locator("[data-md-component=palette] label:not([hidden])").wait_for()
    return page


def check_first_view(page: Page, answers: Sequence[Response]) -> list[str]:
    """Check that a first visit needs few and small files; `answers` are the responses since it began."""
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers}
    found = []
    if sum(sizes.values()) > MAX_BYTES:
        found.append(f"{sum(sizes.values())} bytes: {sizes}")
    if len(answers) > MAX_REQUESTS:
        found.append(f"{len(answers)} requests: {sizes}")
    return found


def check_shifts(page: Page) -> list[str]:
    """Check that nothing moved while the page loaded, and that nothing moves while it is scrolled."""
    shifts = page.evaluate(SHIFTS)
    total = sum(value for value, *_ in shifts)
    return [f"the layout shifts by {total:.3f}: {shifts}"] if total >= MAX_SHIFT else []


def check_axe(page: Page) -> list[str]:
    """Check the page with axe (https://github.com/dequelabs/axe-core)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", AXE_RULES)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def check_screens(page: Page) -> list[str]:
    """Check that the page fits each of `SCREENS` with all unfolded, and that its controls can be hit."""
    before = page.viewport_size
    page.evaluate("looking.open()")
    found = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} px: {misfit}" for misfit in page.evaluate("looking.misfits()")]
        if width in (390, 1440):
            found += [f"{width} px: {target}" for target in page.evaluate("looking.smallTargets()")]
    page.evaluate("looking.fold()")
    if before:
        page.set_viewport_size(before)
    return found


def check_motion(page: Page) -> list[str]:
    """Check that nothing moves for a reader who asked for reduced motion."""
    found = [f"{part} moves" for part in page.evaluate("looking.moving()")]
    if page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") != "auto":
        found.append("the page scrolls smoothly")
    return found


def check_keyboard(page: Page) -> list[str]:
    """Check that Tab reaches each control once, in the page's order, and shows where it is."""
    page.evaluate("looking.restart()")
    controls: list[str] = page.evaluate("looking.number()")
    stops = _walk(page, len(controls) + 5)
    reached = [int(stop["stop"]) for stop in stops if stop["stop"].isdigit()]
    found = [f"{stop['name']}: {fault}" for stop in stops for fault in stop["faults"]]
    found += [f"{stop['name']}: an unexpected stop" for stop in stops if not stop["stop"].isdigit()]
    found += [f"{controls[n]}: not reached" for n in range(len(controls)) if n not in reached]
    found += [f"{controls[n]}: after {controls[m]}" for m, n in pairwise(reached) if n <= m]
    return found


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


def check_skip_link(page: Page) -> list[str]:
    """Check that the first Tab shows a link that leads past the masthead."""
    page.evaluate("looking.restart()")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    if "Skip to content" not in skip.inner_text():
        return [f"the first stop is “{skip.inner_text()}”"]
    found = [] if page.evaluate("looking.shown(document.activeElement)") else ["not shown"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if page.evaluate("Boolean(document.activeElement.closest('.md-skip, .md-header, .px-storybar'))"):
        found.append("it doesn’t lead to the content")
    return found


def check_print(page: Page) -> list[str]:
    """Check that the page prints in ink on white, without what only a screen needs."""
    page.emulate_media(media="print")
    found = page.locator(CHROME).evaluate_all(
        "all => all.filter(e => looking.shown(e)).map(e => looking.name(e) + ' is printed')"
    )
    found += [f"{part}: pale words" for part in page.evaluate(PALE)[:5]]
    for part in ("html", "body"):
        ground = page.locator(part).evaluate("e => getComputedStyle(e).backgroundColor")
        if ground not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"):
            found.append(f"{part}: the paper is {ground}")
    page.emulate_media(media="screen")
    return found


def check_order(page: Page) -> list[str]:
    """Check that a page without scripts reads in a sensible order: title, headings, labels before values."""
    found = []
    headings = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => e.localName)")
    if headings[0] != "h1" or headings.count("h1") != 1:
        found.append(f"headings: {headings}")
    if not page.locator("h1").is_visible():
        found.append("the title is not visible")
    early = f"""(title, all) => [...document.querySelectorAll("{CONTENT}")]
        .filter(e => title.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING).length"""
    if page.locator("h1").evaluate(early):
        found.append("contents come before the title")
    heights = page.locator(CONTENT).evaluate_all("""all => all.filter(e => !e.closest("details:not([open])"))
        .map(e => e.getBoundingClientRect().height)""")
    if 0 in heights:
        found.append("contents are not visible")
    unlabelled = page.evaluate("""() => [
        ...[...document.querySelectorAll("dl > div, dl")]
          .filter(e => e.querySelector(":scope > dd") && e.firstElementChild.localName !== "dt"),
        ...[...document.querySelectorAll("tbody tr")].filter(e =>
          e.querySelector("th") && e.firstElementChild.localName !== "th"),
      ].map(e => e.textContent.trim().slice(0, 40))""")
    return [*found, *(f"a value before its label: {words}" for words in unlabelled)]


def check_order_without_styles(page: Page) -> list[str]:
    """Take all styles off the page, for good, and check that it still reads from top to bottom."""
    page.evaluate("document.querySelectorAll('link[rel=stylesheet], style').forEach(e => e.remove())")
    page.evaluate("document.querySelectorAll('[style]').forEach(e => e.removeAttribute('style'))")
    tops = page.locator(CONTENT).evaluate_all(
        "all => all.filter(e => e.localName !== 'tr').map(e => e.getBoundingClientRect().top)"
    )
    misplaced = [] if tops == sorted(tops) else [f"contents are not in order: their tops are {tops}"]
    return misplaced + check_order(page)
