"""Pages are light, and what has been read stays where it is while the rest arrives."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from tests.helpers.browser import Open
from tests.helpers.look_pages import FIRST, MOST, PAGES, settled

pytestmark = pytest.mark.browser

MAX_BYTES = 150 * 1024
MAX_REQUESTS = 12

SHIFTS = """
async () => {
  const shifts = [];
  // What moved before is told, too: the browser keeps it.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      shifts.push([entry.value, ...entry.sources.map((s) => s.node?.parentElement?.className ?? "")]);
  }).observe({ type: "layout-shift", buffered: true });
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await painted();
  }
  return shifts;
}
"""


@pytest.mark.parametrize("name", MOST)
def test_first_view_is_light(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    answers: list[Response] = []

    def listen(page: Page) -> None:
        page.on("response", lambda answer: answers.append(answer) or None)

    page = open_page(address_of(PAGES[name]), before=listen)
    page.wait_for_load_state("networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers}
    assert sum(sizes.values()) <= MAX_BYTES, sizes
    assert len(answers) <= MAX_REQUESTS, sizes


@pytest.mark.parametrize("name", PAGES)
def test_nothing_shifts(name: str, address_of: Callable[..., str], open_page: Open) -> None:
    for width in (390, 1440) if name in FIRST else (390,):
        page = open_page(address_of(PAGES[name]), width=width)
        shifts = settled(page).evaluate(SHIFTS)
        assert sum(value for value, *_ in shifts) < 0.01, (width, shifts)
