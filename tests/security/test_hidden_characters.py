"""Pages mark hidden characters and do not obey them; texts keep them."""

from __future__ import annotations

import pytest
from lxml import html
from playwright.sync_api import Browser

from build_scripts.pages.views.show_hidden_characters import (
    ISOLATE_END,
    ISOLATE_START,
    isolate_direction,
    label_hidden_characters,
    mark_hidden_characters,
)
from build_scripts.text.hidden_characters import HIDDEN_CHARACTER
from tests.helpers.paths import TOP
from tests.security.conftest import Hostile
from tests.security.payloads import TABLE

SHOWN = [
    ("pay\u202elap", ["U+202E"]),
    ("\u2066a\u2069", ["U+2066", "U+2069"]),
    ("zero\u200bwidth", ["U+200B"]),
    ("a\u200db", ["U+200D"]),
    ("Jane\u200e Roe", ["U+200E"]),
    ("a\ufeffb\u2060c", ["U+FEFF", "U+2060"]),
    ("tag\U000e0041", ["U+E0041"]),
    ("\U0001f3f4\U000e0041", ["U+E0041"]),
    ("filler\u3164", ["U+3164"]),
    ("a\ufe0f", ["U+FE0F"]),
    ("a \u00ad b", ["U+00AD"]),
]
AT_WORK = [
    "hyphen\u00adated",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d👧 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 ☎\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "שלום (\u200f)",
    "葛\U000e0100",
]


@pytest.mark.parametrize(("text", "codes"), SHOWN)
def test_a_hidden_character_has_a_mark_and_stays_in_the_text(text: str, codes: list[str]) -> None:
    tree = html.fragment_fromstring(mark_hidden_characters(f"<p>{text}</p>"))
    marks = tree.find_class("px-unseen")
    assert [mark.get("data-code") for mark in marks] == codes
    assert all(len(mark.text_content()) == 1 for mark in marks)
    assert tree.text_content() == text
    label = label_hidden_characters(text)
    assert [code for code in codes if f"[{code}]" not in label] == []
    assert HIDDEN_CHARACTER.search(label.replace("\U0001f3f4", "")) is None


@pytest.mark.parametrize("text", AT_WORK)
def test_characters_that_a_script_or_an_emoji_needs_have_no_mark(text: str) -> None:
    assert mark_hidden_characters(f"<p>{text}</p>") == f"<p>{text}</p>"
    assert label_hidden_characters(text) == text


def test_a_name_from_right_to_left_is_isolated() -> None:
    opened, closed = ISOLATE_START, ISOLATE_END
    made = mark_hidden_characters(f'<a title="{opened}שם{closed}">{opened}שם{closed}</a>')
    assert made == '<a title="שם"><bdi>שם</bdi></a>'
    assert isolate_direction("שם") == "\u2068שם\u2069"
    assert isolate_direction("Jane") == "Jane"


OPEN = ["\u202e", "\u2067\u202e", "\u2069\u202e\u2067"]  # these change the direction of all that follows
PLACES = """(parts) => parts.map(part => {
  const range = document.createRange();
  range.selectNodeContents(part);
  const box = range.getBoundingClientRect();
  return [Math.round(box.top), Math.round(box.left)];
})"""


@pytest.mark.browser
@pytest.mark.parametrize("payload", [*TABLE["captured"]["direction"], *OPEN])
def test_a_capture_moves_none_of_the_sites_own_words(browser: Browser, payload: str) -> None:
    style = (TOP / "build_scripts/theme/assets/parallax.css").read_text("utf-8")
    word = '<span class="px-words" dir="auto">{}</span>'

    def line(text: str) -> str:
        quoted = word.format(f"words {text} end")
        return f"<i>one</i> “{quoted}” <i>two</i> 123 <i>three</i> {text} <i>four</i>, <i>five</i> (6)"

    page = browser.new_page(viewport={"width": 2000, "height": 600})
    page.set_content(f"<style>{style}</style><div class=px>{mark_hidden_characters(line(payload))}</div>")
    parts = page.locator("i")
    found = parts.evaluate_all(PLACES)
    assert [left for _, left in found] == sorted(left for _, left in found)
    assert len({top for top, _ in found}) == 1
    # Without marks these do move them: the test can fail.
    page.set_content(f"<style>{style}</style><div class=px>{line(payload)}</div>")
    moved = parts.evaluate_all(PLACES)
    page.close()
    if payload in OPEN:
        assert [left for _, left in moved] != sorted(left for _, left in moved)


@pytest.mark.browser
def test_marks_show_their_numbers_and_are_copied_as_their_characters(
    browser: Browser, hostile: Hostile, hostile_address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{hostile_address}stories/one/a/")
    marks = page.locator(".px-par__text .px-unseen")
    shown = marks.evaluate_all(
        "marks => marks.map(m => [m.dataset.code, getComputedStyle(m, '::before').content, m.textContent,"
        " getComputedStyle(m).display])"
    )
    page.goto(f"{hostile_address}stories/one/c/")
    title = page.title()
    page.close()
    assert {"U+202E", "U+2067", "U+200B", "U+E0041"} <= {code for code, *_ in shown}
    for code, content, text, display in shown:
        assert content == f'"{code}"'
        assert f"U+{ord(text):04X}" == code
        assert display == "inline-block"
    assert "[U+202E]" in title
    assert "\u202e" not in title
