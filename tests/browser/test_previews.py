"""Previews in a browser: a letter's sentence by pointer, keyboard, finger and screen reader."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.helpers.browser import Open
from tests.helpers.look_checks import AXE_RULES

pytestmark = pytest.mark.browser

FRONT = "stories/ferry-fire/"
MATRIX = "stories/ferry-fire/comparison/"
ARTICLE = "stories/ferry-fire/harbour-lights/"
LINKED_ONLY = "stories/night-bells/comparison/"
LETTER = "a.px-chip[aria-describedby]"
OF_THE_WIRE = (
    "A fire broke out on the Zenda ferry on Tuesday evening, "
    "halfway between the city and the island of Hofbau."
)


@pytest.fixture
def visit(open_page: Open, extreme_address: str) -> Open:
    """Return a function that opens a page of the extreme publication."""

    def visiting(path: str, width: int = 1440, **options: Any) -> Page:
        return open_page(extreme_address + path, width, **options)

    return visiting


def _preview(page: Page) -> Locator:
    return page.locator(".px-preview:popover-open")


def _words(page: Page) -> Locator:
    return _preview(page).locator(".px-quoted > .px-words")


def _letters(page: Page, letter: str = LETTER) -> Locator:
    return page.locator(letter).filter(visible=True)


def _focus(letter: Locator) -> None:
    """Move the focus to a letter as the Tab key does."""
    letter.evaluate("e => e.focus({ focusVisible: true })")
    expect(letter).to_be_focused()


# --- the pointer ---


@pytest.mark.parametrize(
    ("path", "width", "letter"),
    [
        (FRONT, 1440, LETTER),
        (FRONT, 390, LETTER),
        (MATRIX, 1440, ".px-letters a"),
        (MATRIX, 1440, "td a.px-box"),
        (MATRIX, 390, ".px-letters a"),
        (LINKED_ONLY, 390, ".px-strip a.px-chip[href*='#s']"),
        (ARTICLE, 1440, ".px-notes a.px-chip"),
        ("stories/ferry-fire/timeline/", 768, LETTER),
        ("stories/night-bells/", 1440, ".px-brief__said a[href*='#s']"),
    ],
)
def test_pointing_at_a_letter_shows_the_sentence_that_it_leads_to(
    visit: Open, path: str, width: int, letter: str
) -> None:
    page = visit(path, width)
    pointed = _letters(page, letter).last
    pointed.hover()
    shown = _words(page).inner_text()
    address = pointed.evaluate("e => e.href")
    assert _preview(page).get_by_text("Read in the article").evaluate("e => e.href") == address
    page.goto(address)
    assert page.locator(".px-sentence:target").inner_text() == shown


def test_a_preview_says_who_published_the_sentence_and_when(visit: Open) -> None:
    page = visit(ARTICLE)
    _letters(page, ".px-notes a[aria-label^='Ruritania Wire']").first.hover()
    expect(_preview(page).locator(".px-source")).to_have_text("E Ruritania Wire")
    expect(_preview(page)).to_contain_text("May 7, 2031")


def test_in_a_row_of_the_comparison_the_words_that_differ_are_marked(visit: Open) -> None:
    page = visit(MATRIX)
    _letters(page, "tr:has(.px-wording) td a.px-box--1").first.hover()
    assert _preview(page).locator(".px-these").inner_text() in page.locator(".px-wording").first.inner_text()
    page = visit("stories/ferry-fire/timeline/")
    _letters(page).last.hover()
    expect(_words(page)).to_be_visible()
    assert _words(page).locator("*").count() == 0


def test_a_preview_stays_while_the_pointer_is_on_it_and_goes_when_it_leaves(visit: Open) -> None:
    page = visit(FRONT)
    _letters(page).first.hover()
    _words(page).hover()
    page.wait_for_timeout(400)
    expect(_words(page)).to_be_visible()
    page.locator("h1").hover()
    expect(_preview(page)).to_be_hidden()


def test_a_click_follows_at_once(visit: Open) -> None:
    page = visit(FRONT)
    _letters(page).first.click()
    page.wait_for_url(re.compile(r"#s\d+$"))
    assert page.locator(".px-sentence:target").count() == 1


def test_a_letter_at_its_own_sentence_has_no_preview(visit: Open) -> None:
    page = visit(FRONT)
    page.locator("summary", has_text="In their own words").first.click()
    own = page.locator("li:has(.px-quoted) a:is(.px-chip, .px-told)").filter(visible=True).first
    assert _letters(page).count()
    _focus(own)
    expect(_preview(page)).to_be_hidden()


def test_words_that_rights_hold_back_have_no_preview(visit: Open) -> None:
    page = visit(LINKED_ONLY, 390)
    held_back = _letters(page, ".px-strip a.px-chip[href$='/city-record/']").first
    assert _letters(page, ".px-strip a.px-chip[aria-describedby]").count()
    _focus(held_back)
    expect(_preview(page)).to_be_hidden()
    held_back.hover()
    page.wait_for_timeout(400)
    expect(_preview(page)).to_be_hidden()


# --- the keyboard ---


def test_focus_shows_the_sentence_and_tab_goes_on(visit: Open) -> None:
    page = visit(FRONT)
    first, second = _letters(page).nth(0), _letters(page).nth(1)
    _focus(first)
    source = _preview(page).locator(".px-source")
    name = source.inner_text()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(source).not_to_have_text(name)
    page.locator("h1").click()
    expect(_preview(page)).to_be_hidden()


def test_escape_closes_a_preview_and_leaves_focus_and_pointer_where_they_are(visit: Open) -> None:
    page = visit(FRONT)
    letter = _letters(page).first
    _focus(letter)
    expect(_preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_preview(page)).to_be_hidden()
    expect(letter).to_be_focused()
    letter.blur()
    letter.hover()
    expect(_preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_preview(page)).to_be_hidden()
    box = letter.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    expect(_preview(page)).to_be_hidden()


def test_enter_follows_a_letter_whose_preview_is_shown(visit: Open) -> None:
    page = visit(FRONT)
    _focus(_letters(page).first)
    expect(_preview(page)).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#s\d+$"))


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_every_preview_is_within_the_window_and_not_on_its_letter(visit: Open, width: int) -> None:
    page = visit(MATRIX, width)
    letters = _letters(page, ":is(.px-letters a, td a.px-box)[aria-describedby]")
    assert letters.count() > 20
    for number in range(letters.count()):
        letter = letters.nth(number)
        _focus(letter)
        shown, at = _preview(page).bounding_box(), letter.bounding_box()
        assert shown
        assert at
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= width
        assert shown["y"] + shown["height"] <= at["y"] or at["y"] + at["height"] <= shown["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- a finger ---


def test_a_first_tap_shows_the_sentence_and_a_second_follows(visit: Open) -> None:
    page = visit(FRONT, 390, has_touch=True)
    address, letter = page.url, _letters(page).first
    letter.tap()
    expect(_preview(page)).to_be_visible()
    assert page.url == address
    letter.tap()
    page.wait_for_url(re.compile(r"#s\d+$"))


def test_the_link_in_a_preview_follows_and_a_tap_elsewhere_closes_it(visit: Open) -> None:
    page = visit(FRONT, 390, has_touch=True)
    letter = _letters(page).first
    letter.tap()
    _words(page).tap()
    expect(_preview(page)).to_be_visible()
    page.locator("footer p").tap()
    expect(_preview(page)).to_be_hidden()
    letter.tap()
    _preview(page).get_by_text("Read in the article").tap()
    page.wait_for_url(re.compile(r"#s\d+$"))


# --- a screen reader ---


def test_a_letter_is_described_by_its_sentence_and_said_once(visit: Open) -> None:
    page = visit(ARTICLE)
    letter = _letters(page, ".px-notes a[aria-label^='Ruritania Wire']").first
    described = f"{OF_THE_WIRE} May 7, 2031"
    expect(letter).to_have_accessible_name(re.compile("Ruritania Wire, paragraph"))
    expect(letter).to_have_accessible_description(described)
    _focus(letter)
    expect(_preview(page)).to_be_visible()
    expect(letter).to_have_accessible_description(described)
    assert page.get_by_role("link", name="Read in the article").count() == 0


def test_a_letter_is_described_though_its_sentence_is_folded(visit: Open) -> None:
    page = visit(MATRIX)
    boxes = _letters(page, "td a.px-box[href*='#s']")
    for number in range(boxes.count()):
        expect(boxes.nth(number)).to_have_accessible_description(re.compile(r"\S{3}"))


def test_the_double_tap_of_a_screen_reader_follows_at_once(visit: Open) -> None:
    page = visit(FRONT, 390, has_touch=True)
    letter = _letters(page).first
    letter.dispatch_event("pointerdown", {"pointerType": "touch", "width": 0, "height": 0})
    letter.dispatch_event("click", {"detail": 1})
    page.wait_for_url(re.compile(r"#s\d+$"))


# --- other settings of the reader ---


def test_without_scripts_a_letter_leads_to_its_sentence_and_what_is_kept_is_not_seen(visit: Open) -> None:
    page = visit(FRONT, 390, scripts=False)
    assert page.locator(".px-preview").count() == 0
    expect(page.locator(".px-previews")).to_be_hidden()
    page.locator("a.px-chip[href*='#s']").filter(visible=True).first.click()
    page.wait_for_url(re.compile(r"#s\d+$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_an_open_preview_is_accessible(visit: Open, width: int, scheme: str) -> None:
    page = visit(FRONT, width, scheme=scheme)
    _focus(_letters(page).first)
    expect(_preview(page)).to_be_visible()
    page.evaluate(Axe().axe_script)
    found = page.evaluate("rules => axe.run(document, rules)", AXE_RULES)
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_a_preview_has_a_border_in_forced_colours_and_is_not_printed(visit: Open) -> None:
    page = visit(FRONT, forced_colors="active")
    _focus(_letters(page).first)
    border = "e => [getComputedStyle(e).borderTopStyle, parseFloat(getComputedStyle(e).borderTopWidth)]"
    assert _preview(page).evaluate(border) == ["solid", 2]
    page.emulate_media(media="print")
    expect(page.locator(".px-preview")).to_be_hidden()
    page.emulate_media(media="screen")


def test_a_preview_does_not_move(visit: Open) -> None:
    page = visit(FRONT, reduced_motion="no-preference")
    _focus(_letters(page).first)
    expect(_preview(page)).to_be_visible()
    assert not [part for part in page.evaluate("looking.moving()") if "px-preview" in part]
