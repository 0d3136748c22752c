"""An article's page in a browser: notes, links back to the comparison, citations, and print."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers.browser import Open

pytestmark = pytest.mark.browser

ARTICLE = "stories/harbour-talks/strelsau-herald/"
EXCERPT = "stories/harbour-talks/zenda-post/"
COMPARISON = "stories/harbour-talks/comparison/"
LEAST = 24


@pytest.fixture
def visit(open_page: Open, invented_address: str) -> Open:
    """Return a function that opens a page of the invented publication, `width` pixels wide."""

    def visiting(path: str, width: int = 1440, scripts: bool = True, **options: Any) -> Page:
        moving = {"reduced_motion": "no-preference", **options}
        return open_page(invented_address + path, width, scripts=scripts, **moving)

    return visiting


def _arrived(page: Page) -> list[str]:
    """Return the addresses of the visible links of a highlighted sentence."""
    links = page.locator(".px-arrived a:visible")
    return [links.nth(n).get_attribute("href") or "" for n in range(links.count())]


@pytest.mark.parametrize("scripts", [True, False])
def test_notes_stand_open_beside_the_text(visit: Open, scripts: bool) -> None:
    page = visit(ARTICLE, 1440, scripts)
    notes = page.locator(".px-notes__all")
    assert notes.count() > 2
    for n in range(notes.count()):
        assert notes.nth(n).is_visible()
    assert page.locator(".px-notes summary:visible").count() == 0
    text, beside = page.locator(".px-par__text").first.bounding_box(), notes.first.bounding_box()
    assert text
    assert beside
    assert beside["x"] > text["x"] + text["width"]
    assert abs(beside["y"] - text["y"]) < LEAST


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [390, 768])
def test_notes_are_folded_after_the_text_where_it_is_narrow(visit: Open, width: int, scripts: bool) -> None:
    page = visit(ARTICLE, width, scripts)
    summary = page.locator(".px-notes summary").first
    box = summary.bounding_box()
    assert box
    assert box["height"] >= LEAST
    assert page.locator(".px-notes__all:visible").count() == 0
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".px-notes__all:visible").count() == 1


def test_links_of_open_notes_are_reached_by_keyboard(visit: Open) -> None:
    page = visit(ARTICLE)
    links = page.locator(".px-body a:visible").count()
    page.locator(".px-body a").first.focus()
    seen = 1
    for _ in range(links):
        page.keyboard.press("Tab")
        if not page.evaluate("Boolean(document.activeElement.closest('.px-body'))"):
            break
        seen += 1
    assert seen == links > page.locator(".px-par__text a").count()


def test_from_each_cell_to_its_sentence_and_back(visit: Open, invented_address: str) -> None:
    page = visit(COMPARISON)
    ways = page.eval_on_selector_all(
        "td .px-receipt:not([rel], .px-perhaps *)", "all => all.map(e => [e.closest('tr').id, e.href])"
    )
    assert len(ways) > 5
    for row, sentence in ways:
        page.goto(sentence)
        assert f"../comparison/#{row}" in _arrived(page)
    page.locator(".px-back a:visible").first.click()
    page.wait_for_url(f"{invented_address}{COMPARISON}#point-*")
    assert page.locator("tr:target").is_visible()


def test_only_the_points_of_the_highlighted_sentence_are_offered(visit: Open) -> None:
    page = visit(ARTICLE)
    assert _arrived(page) == []
    sentences = page.locator(".px-sentence")
    for number in range(1, sentences.count() + 1):
        page.evaluate(f"location.hash = '#s{number}'")
        rows = page.evaluate(
            "n => { const s = document.getElementById('s' + n);"
            " return [...s.closest('.px-par').querySelectorAll('.px-back')]"
            ".filter(e => e.dataset.at.split(' ').includes(s.dataset.at))"
            ".map(e => e.querySelector('a').getAttribute('href')) }",
            number,
        )
        assert _arrived(page)[:-1] == rows
        assert _arrived(page)[-1].startswith("#p")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_highlight_can_be_taken_off_wherever_it_is(visit: Open, width: int) -> None:
    page = visit(f"{ARTICLE}#s1", width)
    clear = page.locator(".px-clear a:visible")
    box = clear.bounding_box()
    assert box
    assert box["height"] >= LEAST
    clear.click()
    assert page.locator(".px-sentence:target").count() == 0
    assert page.locator(".px-arrived:visible").count() == 0


def test_a_highlight_is_seen_in_forced_colours(visit: Open) -> None:
    page = visit(f"{ARTICLE}#s1", forced_colors="active")
    target = page.locator(".px-sentence:target")
    assert target.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.locator(".px-sentence").last.evaluate("e => getComputedStyle(e).outlineStyle") == "none"


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_edges_agree(visit: Open, width: int) -> None:
    page = visit(ARTICLE, width)
    boxes = page.eval_on_selector_all(
        ".px-rights, .px-par, .px-article > section",
        "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.right] })",
    )
    assert len(boxes) > 5
    assert len({tuple(map(round, box)) for box in boxes}) == 1
    lefts = page.eval_on_selector_all(
        ".px-article h1, .px-article h2, .px-par__text", "all => all.map(e => e.getBoundingClientRect().left)"
    )
    assert {round(left) for left in lefts} == {round(boxes[0][0])}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_copied_words_are_those_of_the_capture(visit: Open) -> None:
    page = visit(ARTICLE)
    for number in range(page.locator(".px-par__text").count()):
        text = page.locator(".px-par__text").nth(number)
        text.evaluate("e => getSelection().selectAllChildren(e)")
        assert page.evaluate("getSelection().toString()") == text.text_content()


def test_one_click_selects_a_citation(visit: Open) -> None:
    page = visit(ARTICLE)
    cite = page.locator(".px-cite").first
    cite.click()
    assert page.evaluate("getSelection().toString()").strip() == cite.text_content()


def test_each_form_of_a_citation_is_copied_by_keyboard(visit: Open) -> None:
    page = visit(ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    forms = page.locator(".px-form")
    assert forms.count() == 3
    for number in range(3):
        form = forms.nth(number)
        if form.locator("summary").count():
            form.locator("summary").click()
        button = form.get_by_role("button", name="Copy the")
        button.focus()
        page.keyboard.press("Enter")
        form.get_by_role("status").filter(has_text="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == form.locator(".px-cite").text_content()


def test_without_scripts_there_is_no_button_to_copy(visit: Open) -> None:
    page = visit(ARTICLE, scripts=False)
    assert page.locator(".px-cite").first.is_visible()
    assert page.locator(".px-article button").count() == 0


def test_what_was_cut_is_readable_on_a_phone(visit: Open) -> None:
    page = visit(ARTICLE, 390)
    page.locator(".px-cut summary").click()
    table = page.locator(".px-cut").get_by_role("table")
    rows = table.get_by_role("row").filter(has=page.get_by_role("cell"))
    assert rows.count() > 3
    for number in range(rows.count()):
        assert rows.nth(number).get_by_role("cell").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [ARTICLE, EXCERPT])
def test_accessible_on_arrival_with_all_unfolded(visit: Open, path: str, width: int) -> None:
    page = visit(f"{path}#s1", width, color_scheme="dark", reduced_motion="reduce")
    page.locator(".px-article details").evaluate_all("all => all.forEach(e => (e.open = true))")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_on_paper(visit: Open) -> None:
    page = visit(f"{EXCERPT}#s1", 794, color_scheme="dark")
    page.emulate_media(media="print")
    for gone in (".px-masthead", ".px-storybar", ".px-arrived", ".px-notes summary", ".px-copy"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert page.locator(".px-notes__all:visible").count() == page.locator(".px-notes__all").count() > 0
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    target = page.locator(".px-sentence:target")
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"
    address = page.locator(".px-rights a").evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://post.example.org/harbour" in address
    assert page.locator(".px-cite").first.is_visible()
