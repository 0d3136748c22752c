"""The built sites in a browser: links to sentences, filters, and a site below a path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.browser import Open
from tests.helpers.paths import INVENTED
from tests.helpers.publications import layout, run
from tests.helpers.serving import served

pytestmark = pytest.mark.browser


def test_every_quotation_link_lands_on_its_sentence(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}stories/seoul-talks/comparison/")
    words = page.eval_on_selector_all("td .px-quoted .px-words", "all => all.map(e => e.textContent)")
    links = page.eval_on_selector_all("td .px-receipt:not([rel])", "all => all.map(e => e.href)")
    assert len(words) == len(links) > 20
    # Sorted by article, so that the browser loads each article once.
    for link, quoted in sorted(zip(links, words, strict=True)):
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
    page = open_page(f"{first_address}stories/seoul-talks/comparison/", scripts=scripts)
    rows = page.locator("tbody tr[id^=point-]")
    every = rows.count()
    page.locator("label", has_text="Figures differ").click()
    visible = [n for n in range(every) if rows.nth(n).is_visible()]
    assert 0 < len(visible) < every
    assert all("k-figures" in (rows.nth(n).get_attribute("class") or "") for n in visible)


def test_filters_work_by_keyboard(first_address: str, open_page: Open) -> None:
    page = open_page(f"{first_address}stories/seoul-talks/comparison/")
    page.locator("#show-every").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") != "show-every"
    assert page.locator("tbody tr.k-one").first.is_hidden()


def test_an_address_of_a_row_on_the_list_of_comparisons_leads_to_the_row(
    first_address: str, open_page: Open
) -> None:
    page = open_page(f"{first_address}comparison/#kind-figures")
    page.wait_for_url(re.compile("stories/seoul-talks/comparison/#kind-figures"))


def test_a_count_of_differences_leads_to_its_points(first_address: str, open_page: Open) -> None:
    page = open_page(first_address)
    page.locator(".px-counts a", has_text="differences in whom they credit").click()
    page.wait_for_url(re.compile("comparison/#kind-attribution"))
    assert page.locator("#show-attribution").is_checked()


@pytest.mark.parametrize("width", [390, 1440])
def test_what_only_one_reports_is_near_the_top_and_leads_to_its_sentence(
    first_address: str, open_page: Open, width: int
) -> None:
    page = open_page(first_address, width=width)
    only = page.locator(".px-glance__lists > div").last
    jump = page.locator(".px-jump a[href='#glance-one']")
    if jump.is_visible():
        assert (jump.bounding_box() or {})["y"] < 844
        jump.click()
    assert (only.bounding_box() or {})["y"] < (844 if width < 1100 else 500)
    points = only.locator("li a:not(.px-so-far a)")
    assert f"Only one reports {points.count()}" == " ".join((jump.text_content() or "").split())
    points.first.click()
    page.wait_for_url(re.compile(r"#s\d+$"))
    assert page.locator(".px-sentence:target").count() == 1


def test_an_actor_is_filtered_by_kind_source_and_address(invented_address: str, open_page: Open) -> None:
    page = open_page(f"{invented_address}actors/jane-roe/")
    entries, told = page.locator("[data-entry]"), page.get_by_role("status")
    every = entries.count()

    def left() -> int:
        return page.locator("[data-entry]:not([hidden])").count()

    assert (left(), told.inner_text()) == (every, "")
    page.locator("[name=kind]").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("/#kind-direct")
    assert (left(), told.inner_text()) == (1, f"1 of {every} entries")
    assert page.locator("[data-by-kind=office]").is_hidden()
    page.locator("select").select_option(label="B The Zenda Post")
    assert page.url.endswith("/#kind-direct&source-harbour-talks/zenda-post")
    assert left() == 0
    page.locator("label", has_text="On their behalf").click()
    assert page.locator("#office + .px-number").inner_text() == "1 of 3"
    for moment, number in (("beforeprint", every), ("afterprint", 1)):
        page.evaluate("moment => dispatchEvent(new Event(moment))", moment)
        assert left() == number
    address = page.url
    page.locator(".px-said__source a:visible").click()
    page.go_back()
    assert (page.url, left()) == (address, 1)
    # A link to a hidden and folded sentence shows it, and all the others.
    page.evaluate("location.hash = '#harbour-talks/strelsau-herald/s1'")
    page.locator(":target .px-quoted").wait_for()
    assert left() == every
    page.emulate_media(media="print")
    assert page.locator(".px-filter").is_hidden()


def test_a_mention_leads_to_its_sentence_on_the_page_of_the_actor(
    invented_address: str, open_page: Open
) -> None:
    page = open_page(f"{invented_address}stories/harbour-talks/strelsau-herald/")
    links = page.eval_on_selector_all(
        "a.px-mention", "all => all.map(e => [e.href, e.closest('[id^=s]').id])"
    )
    assert links
    for link, sentence in links:
        page.goto(link)
        back = page.locator(".px-saying:target .px-receipt").first
        assert back.is_visible()
        assert (back.get_attribute("href") or "").endswith(f"strelsau-herald/#{sentence}")


def test_without_scripts_all_but_search_and_filters_of_actors_is_there(
    first_address: str, open_page: Open
) -> None:
    page = open_page(f"{first_address}actors/yoon-suk-yeol/#kind-direct", scripts=False)
    assert page.locator(".px-filter").is_hidden()
    assert page.locator(".px-said .px-saying").count() == page.locator(".px-said .px-saying:visible").count()
    page = open_page(f"{first_address}stories/seoul-talks/korea-herald/", scripts=False)
    assert page.locator(".px-par__text").first.is_visible()
    assert page.locator(".md-search").is_hidden()


def test_below_a_path_no_link_is_broken(open_page: Open, tmp_path: Path) -> None:
    folder = layout(tmp_path / "publication", INVENTED)
    run(folder, "build", environment={"PARALLAX_SITE_URL": "https://example.org/some-repo/"})
    with served(folder / "site", "/some-repo/") as address:
        for start in ("", "404.html", "stories/harbour-talks/zenda-post/"):
            page = open_page(address + start)
            links = page.eval_on_selector_all("a[href]", "all => all.map(e => e.href)")
            for link in {link.split("#")[0] for link in links if link.startswith(address)}:
                assert page.request.get(link).status == 200, link
            outside = [x for x in links if x.startswith(address.removesuffix("some-repo/"))]
            assert all(link.startswith(address) for link in outside)
