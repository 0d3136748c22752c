"""The built sites as readers meet them: in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser import Open
from tests.conftest import TOP, layout, run
from tests.serving import served

pytestmark = pytest.mark.browser


def test_every_quotation_link_lands_on_its_sentence(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}comparison/")
    words = page.eval_on_selector_all("td .px-quoted .px-words", "all => all.map(e => e.textContent)")
    links = page.eval_on_selector_all("td .px-receipt:not([rel])", "all => all.map(e => e.href)")
    assert len(words) == len(links) > 20
    for quoted, link in zip(words, links, strict=True):
        page.goto(link)
        target = page.locator(".px-sentence:target")
        assert target.text_content() == quoted
        assert target.evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }"
        )
        assert target.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_highlight_can_be_taken_off(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}stories/seoul-talks/korea-herald/#s5")
    assert page.locator(".px-sentence:target").count() == 1
    page.locator(".px-par:has(:target) .px-clear a").click()
    assert page.locator(".px-sentence:target").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_points_can_be_filtered(first_address: str, open_page: Open, scripts: bool) -> None:
    page = open_page(f"{first_address}comparison/", scripts=scripts)
    rows = page.locator("tbody tr[id^=point-]")
    every = rows.count()
    page.locator("label", has_text="Figures differ").click()
    visible = [n for n in range(every) if rows.nth(n).is_visible()]
    assert 0 < len(visible) < every
    assert all("k-figures" in (rows.nth(n).get_attribute("class") or "") for n in visible)


def test_filters_work_by_keyboard(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}comparison/")
    page.locator("#show-every").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") != "show-every"
    assert page.locator("tbody tr.k-one").first.is_hidden()


def test_an_overview_count_leads_to_its_points(first_address: str, open_page: Open) -> None:
    page = open_page(first_address)
    page.locator(".px-counts a", has_text="Only one").click()
    page.wait_for_url(re.compile("comparison/#kind-one"))
    assert page.locator("#show-one").is_checked()


def test_without_scripts_all_but_search_is_there(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}stories/seoul-talks/korea-herald/", scripts=False)
    assert page.locator(".px-par__text").first.is_visible()
    assert page.locator(".md-search").is_hidden()


def test_below_a_path_no_link_is_broken(open_page: Open, tmp_path: Path) -> None:
    folder = layout(tmp_path / "publication", TOP / "tests/publication/sources")
    run(folder, "build", environment={"PARALLAX_SITE_URL": "https://example.org/some-repo/"})
    with served(folder / "site", "/some-repo/") as address:
        for start in ("", "404.html", "stories/harbour-talks/zenda-post/"):
            page = open_page(address + start)
            links = page.eval_on_selector_all("a[href]", "all => all.map(e => e.href)")
            for link in {link.split("#")[0] for link in links if link.startswith(address)}:
                assert page.request.get(link).status == 200, link
            outside = [x for x in links if x.startswith(address.removesuffix("some-repo/"))]
            assert all(link.startswith(address) for link in outside)
