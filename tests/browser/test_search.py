"""Search in a browser: grouped results, the keyboard, and the hit in view on arrival."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers.browser import Open
from tests.helpers.paths import INVENTED
from tests.helpers.publications import built, layout
from tests.helpers.searching import search
from tests.helpers.serving import served

pytestmark = pytest.mark.browser

LOOKS = [(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")]
ARTICLE = "stories/harbour-talks/strelsau-herald/"
PAPERS = 14
GROUPS = {
    "Articles": r"stories/[^/]+/(?!comparison/|timeline/)[^/]+/\?",
    "People": r"actors/[^/]+/\?",
    "Points": r"stories/[^/]+/comparison/\?[^#]*#point-",
    "Stories": r"stories/",
    "Other pages": r"",
}
IN_VIEW = "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
SHOWN = """all => all.filter(e => e.checkVisibility())
  .map(e => e.getBoundingClientRect()).filter(r => r.height)
  .map(r => [r.left, r.top, r.width, r.height])"""


def _links(page: Page) -> list[str]:
    """Return the addresses of all results in the order of the document."""
    return page.eval_on_selector_all(".md-search-result__link[href]", "all => all.map(e => e.href)")


def _focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.href || document.activeElement.localName"))


def _lay_out(folder: Path) -> Path:
    """Write a publication of one story with more articles than Material renders at once."""
    sources = folder.parent / "sources"
    story = sources / "harbour"
    story.mkdir(parents=True)
    text = (INVENTED / "harbour-talks/pamphlet.txt").read_text("utf-8")
    (sources / "actors.yml").write_text("[]\n", "utf-8")
    names = [f"paper-{number}" for number in range(PAPERS)]
    (sources / "publication.yml").write_text("title: Many\nrights: {mode: full}\n", "utf-8")
    (story / "story.yml").write_text(f"title: Summer\nsources: [{', '.join(names)}]\n", "utf-8")
    for name in names:
        (story / f"{name}.txt").write_text(f"{text}Merchants gave us the name {name}.\n", "utf-8")
        (story / f"{name}.yml").write_text(f"outlet: Zenda {name}\n", "utf-8")
    return layout(folder, sources)


@pytest.fixture(scope="module")
def many_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of that publication's site."""
    with served(built(tmp_path_factory, "many", _lay_out)) as address:
        yield address


@pytest.mark.parametrize("words", ["harbour", "roe", "zenda", "strelsau"])
def test_results_stand_in_groups_in_the_order_seen(
    invented_address: str, open_page: Open, words: str
) -> None:
    page = search(open_page(invented_address), words)
    headings = page.locator(".px-found__heading").all_text_contents()
    assert len(headings) == len(set(headings)) > 1
    for n, heading in enumerate(headings):
        items = page.locator(".px-found").nth(n).locator(".md-search-result__item")
        for item in items.all():
            hrefs = item.locator("a[href]").evaluate_all("all => all.map(e => e.href)")
            places = [href.removeprefix(invented_address) for href in hrefs]
            assert places
            assert heading == next(
                name for name, fits in GROUPS.items() if any(re.match(fits, place) for place in places)
            )
    assert page.locator(".md-search-result__item").count() == page.locator(".px-found li").count()
    tops = [top for _, top, _, _ in page.eval_on_selector_all(".md-search-result__link", SHOWN)]
    assert tops == sorted(tops)


def test_the_count_says_how_many_of_each(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "harbour")
    said = page.get_by_role("status").inner_text()
    articles = page.locator(".px-found[data-kind=article] .md-search-result__item").count()
    points = sum("#point-" in link for link in _links(page))
    assert articles > 1
    assert points > 0
    assert f"{articles} articles" in said
    assert f"{points} point" in said


def test_an_article_is_shown_with_its_source_and_found_by_it(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "Hentzauer Blatt")
    first = page.locator(".md-search-result__link").first
    assert first.locator(".px-source").inner_text().split() == ["B", "Hentzauer", "Blatt"]
    assert "stories/bridge-collapse/hentzau-blatt/" in (first.get_attribute("href") or "")


def test_search_finds_a_person_by_another_name(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "Jane A. Roe")
    people = page.locator(".px-found[data-kind=person] a")
    assert people.first.locator("h1").inner_text() == "Jane Roe"


def test_search_does_not_find_what_was_cut(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "newsletter")
    assert page.get_by_role("status").inner_text() == "Nothing found for “newsletter”."
    assert _links(page) == []


def test_what_is_asked_for_is_said_as_text(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "<img src=qq onerror=window.pwned='qq'>")
    assert "<img src=qq onerror=window.pwned='qq'>" in page.get_by_role("status").inner_text()
    assert page.locator(".md-search img").count() == 0
    assert page.evaluate("window.pwned") is None


def test_by_keyboard_from_the_slash_to_the_sentence_and_off_again(
    invented_address: str, open_page: Open
) -> None:
    page = search(open_page(invented_address), "fishermen")
    link = page.locator(".px-found[data-kind=article] a").first.evaluate("link => link.href")
    assert "stories/harbour-talks/pamphlet/" in link
    for _ in _links(page):
        page.keyboard.press("ArrowDown")
        if _focus(page) == link:
            break
    assert _focus(page) == link
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(link)
    hit = page.locator(".px-par__text mark[data-md-highlight]")
    hit.wait_for()
    assert hit.inner_text() == "Fishermen"
    assert hit.evaluate(IN_VIEW)
    assert page.locator(".px-par__text:focus").get_by_text("Fishermen").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("mark[data-md-highlight]").count() == 0
    assert page.url == link.split("?")[0]


def test_arrows_walk_all_results_in_the_order_seen(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "harbour")
    wanted = page.eval_on_selector_all(
        ".md-search-result__link[href]", "all => all.filter(e => !e.closest('details')).map(e => e.href)"
    )
    walked = []
    for _ in range(100):
        page.keyboard.press("ArrowDown")
        if (now := _focus(page)) == "input":
            break
        assert page.evaluate(f"({IN_VIEW})(document.activeElement)")
        walked.append(now)
    assert [link for link in walked if link != "summary"] == wanted


def test_the_best_of_several_hits_is_in_view(invented_address: str, open_page: Open) -> None:
    # "harbour" stands in the headline and in every paragraph, "cost" with it in the last alone.
    page = open_page(f"{invented_address}{ARTICLE}?h=harbour+cost", width=390)
    page.locator(".px-hit").wait_for()
    assert "did not disclose the cost" in page.locator(".px-hit").inner_text()
    assert page.locator(".px-hit mark").first.evaluate(IN_VIEW)


def test_a_point_is_arrived_at_and_not_its_first_hit(invented_address: str, open_page: Open) -> None:
    page = search(open_page(invented_address), "ships in the harbour")
    page.locator(".px-hit-point").first.click()
    page.wait_for_url(re.compile(r"harbour-talks/comparison/\?h=.*#point-ships-in-the-harbour"))
    page.locator(".px-hits").wait_for()
    row = page.locator("tr:target")
    assert row.locator("h2 mark[data-md-highlight]").first.evaluate(IN_VIEW)
    assert page.locator(".px-hit").count() == 0


def test_an_anchor_is_left_where_it_is(invented_address: str, open_page: Open) -> None:
    page = open_page(f"{invented_address}{ARTICLE}?h=harbour#p4", width=390)
    page.locator(".px-hits").wait_for()
    assert page.locator(".px-hit").count() == 0
    assert 0 <= page.locator("#p4").evaluate("e => e.getBoundingClientRect().top") < 100


def test_highlighting_can_be_taken_off_and_leaves_the_words(invented_address: str, open_page: Open) -> None:
    page = open_page(f"{invented_address}{ARTICLE}")
    before = page.locator("#px-content").text_content()
    page.goto(f"{invented_address}{ARTICLE}?h=harbour#p4")
    page.get_by_role("button", name="Remove highlighting").click()
    assert page.locator("mark[data-md-highlight], .px-hits, .px-hit").count() == 0
    assert page.locator("#px-content").text_content() == before
    assert page.url == f"{invented_address}{ARTICLE}#p4"


@pytest.mark.parametrize("width", [390, 1440])
def test_escape_gives_the_focus_back(invented_address: str, open_page: Open, width: int) -> None:
    page = open_page(f"{invented_address}{ARTICLE}", width)
    page.locator(".px-wordmark").focus()
    search(page, "harbour").keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.locator(".md-search-result__meta").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('.px-wordmark')")


def test_on_a_phone_search_opens_by_its_button_alone(invented_address: str, open_page: Open) -> None:
    page = open_page(invented_address, width=390)
    button = page.get_by_role("button", name="Search", exact=True)
    button.focus()
    page.keyboard.press("Tab")
    assert _focus(page) != "input"
    assert page.locator("#__search").is_checked() is False
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".md-search-result__meta").wait_for()
    assert _focus(page) == "input"
    assert button.get_attribute("aria-expanded") == "true"
    box = page.locator(".md-search__inner").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 900}
    page.keyboard.press("Escape")
    assert _focus(page) == "button"


@pytest.mark.parametrize("width", [1000, 1440])
def test_opening_it_moves_nothing(invented_address: str, open_page: Open, width: int) -> None:
    page = open_page(invented_address, width)
    around = ".px-masthead, .px-links a, .px-tools > *, #px-content h1"
    before = page.eval_on_selector_all(around, SHOWN)
    assert search(page, "harbour").eval_on_selector_all(around, SHOWN) == before


def test_no_result_is_given_twice(invented_address: str, many_address: str, open_page: Open) -> None:
    for address, words in ((invented_address, "harbour"), (many_address, "summer")):
        links = _links(search(open_page(address), words))
        assert len(links) == len(set(links)) > 2


def test_a_story_that_stands_at_the_top_is_found_at_its_lasting_address_alone(
    many_address: str, open_page: Open
) -> None:
    index = json.loads(open_page(many_address).request.get(f"{many_address}search/search_index.json").text())
    places = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert {"stories/harbour/", "stories/harbour/comparison/", "stories/harbour/timeline/"} <= places
    assert places.isdisjoint({"", "comparison/", "timeline/"})


def test_what_comes_later_goes_below_what_was_seen(many_address: str, open_page: Open) -> None:
    page = search(open_page(many_address), "summer")
    items = page.locator(".md-search-result__item")
    said = page.get_by_role("status").inner_text()
    total = int(said.split()[0])
    assert said == f"{total} pages found"
    assert items.count() < total
    while (number := items.count()) < total:
        seen = _links(page)
        page.evaluate("document.querySelector('.md-search__scrollwrap').scrollTop = 1e6")
        items.nth(number).wait_for()
        assert _links(page)[: len(seen)] == seen
    articles = page.locator(".px-found[data-kind=article] .md-search-result__item")
    assert articles.count() == PAPERS
    assert page.locator(".md-search-result__list > .md-search-result__item").count() == 0


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_open_dialog_is_accessible(
    invented_address: str, open_page: Open, width: int, scheme: str
) -> None:
    page = search(open_page(invented_address, width, scheme), "harbour")
    page.keyboard.press("ArrowDown")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    targets = page.eval_on_selector_all(".md-search :is(a, button, summary, input)", SHOWN)
    for left, _, across, down in targets:
        assert across >= 24
        assert down >= 24
        assert 0 <= left <= left + across <= width


@pytest.mark.parametrize(("width", "scheme"), LOOKS[::3])
def test_arrival_is_accessible(invented_address: str, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(f"{invented_address}{ARTICLE}?h=harbour", width, scheme)
    page.locator(".px-hits").wait_for()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
