"""What search finds: words in any marks, figures however written, points by cells, people by titles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.helpers.browser import Open
from tests.helpers.paths import read_cases
from tests.helpers.publications import built, layout
from tests.helpers.searching import search
from tests.helpers.serving import served

pytestmark = pytest.mark.browser

CASES = read_cases("search_words")
MARKS = [
    *(
        "“”",
        "„“",
        "‟”",
        "””",
        "«»",
        "»«",
        "‹›",
        "‘’",
        "‚‘",
        "‛’",
        "’’",
        '""',
        "''",
        "＂＂",
        "＇＇",
        "′′",
        "″″",
    ),
    *("``", "´´", "`´", "ʻʼ", "❛❜", "❝❞", "〝〞", "「」", "『』", "()", "[]", "——", "……"),
]
"""Opening and closing marks. A quotation in each has a first and a last word of its own."""

CRATES = "The customs office in Zenda counted 12,500 crates of amber on the quay after the storm."
HERALD = f"""Storm over the harbour

{CRATES} Harbour Minister Rudolf Tarl said that some 10\u00a0000 lamps went out.
On Nov. 27 300 boats came back. Tarl’s sister spoke of “a ‘lost’ night”.
"""
POST = f"""Amber on the quay

{CRATES} Rudolf Tarl was not there. The repair will cost 100,000 crowns, and 10 000 more for paint.
"""


def _letters(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[number // 26] + "abcdefghijklmnopqrstuvwxyz"[number % 26]


def _first(number: int) -> str:
    return f"vor{_letters(number)}"


def _last(number: int) -> str:
    return f"nach{_letters(number)}"


def _lay_out(folder: Path) -> Path:
    sources = folder.parent / "sources"
    story = sources / "storm"
    story.mkdir(parents=True)
    quoted = "\n".join(
        f"A pilot called it {opening}{_first(n)} of the {_last(n)}{closing} in a talk with this newspaper."
        for n, (opening, closing) in enumerate(MARKS)
    )
    (sources / "actors.yml").write_text("[{id: rudolf-tarl, name: Rudolf Tarl}]\n", "utf-8")
    (sources / "publication.yml").write_text("title: Storm\nrights: {mode: full}\n", "utf-8")
    (story / "story.yml").write_text("title: The storm\nsources: [herald, post]\n", "utf-8")
    for name, text in {"herald": f"{HERALD}{quoted}\n", "post": POST}.items():
        (story / f"{name}.txt").write_text(text, "utf-8")
        (story / f"{name}.yml").write_text(f"outlet: Zenda {name.title()}\n", "utf-8")
    return layout(folder, sources)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the site."""
    with served(built(tmp_path_factory, "words", _lay_out)) as address:
        yield address


def _found(page: Page, kind: str) -> list[str]:
    """Return the addresses of the results of a kind, without the site's own and the words searched."""
    links = page.locator(f".px-found[data-kind={kind}] a[href]")
    return links.evaluate_all("all => all.map(e => e.pathname + e.hash)")


def _open_with_words(open_page: Open, address: str) -> Page:
    page = open_page(address)
    page.add_script_tag(url=f"{address}assets/words.js")
    return page


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["text"])
def test_the_words_of_a_text_and_their_forms(address: str, open_page: Open, case: dict[str, Any]) -> None:
    words = """text => {
      const { separator, formsOf } = pxWords();
      return text.split(new RegExp(separator)).filter((word) => word).map(formsOf);
    }"""
    assert _open_with_words(open_page, address).evaluate(words, case["text"]) == case["words"]


@pytest.mark.parametrize("case", CASES["queries"], ids=lambda case: case["typed"])
def test_what_is_asked_for(address: str, open_page: Open, case: dict[str, Any]) -> None:
    asked = _open_with_words(open_page, address).evaluate("typed => pxWords().queryOf(typed)", case["typed"])
    assert asked == case["asked"]


@pytest.mark.parametrize("case", CASES["marks"], ids=lambda case: case["text"])
def test_what_is_marked_on_a_page(address: str, open_page: Open, case: dict[str, Any]) -> None:
    marked = "([text, searched]) => pxWords().find(text, searched).map((span) => text.slice(...span))"
    page = _open_with_words(open_page, address)
    assert page.evaluate(marked, [case["text"], case["searched"]]) == case["marked"]


def test_the_first_and_last_word_of_a_quotation_in_any_marks_are_found(address: str, open_page: Open) -> None:
    page = search(open_page(address), "harbour")
    query = page.get_by_role("textbox", name="Search")
    lost = []
    for number, (opening, closing) in enumerate(MARKS):
        for word in (_first(number), _last(number)):
            for typed in (word, f"{opening}{word}{closing}"):
                query.fill(typed)
                page.keyboard.press("Shift")
                page.wait_for_function(
                    """([word, typed]) => document.querySelector(`.px-found a[href*="h=${word}"]`)
                      || document.querySelector(".md-search-result__meta").textContent.includes(typed)""",
                    arg=[word, typed],
                )
                if "/stories/storm/herald/" not in _found(page, "article"):
                    lost.append(typed)
    assert lost == [], " ".join(lost)


@pytest.mark.parametrize("typed", ["10000", "10,000", "10 000", "10\u202f000", "“10,000”"])
def test_a_figure_is_found_however_it_is_written(address: str, open_page: Open, typed: str) -> None:
    page = search(open_page(address), typed)
    assert sorted(_found(page, "article")) == ["/stories/storm/herald/", "/stories/storm/post/"]
    assert set(page.locator(".px-found[data-kind=article] mark").all_text_contents()) == {
        "10\u00a0000",
        "10 000",
    }


@pytest.mark.parametrize("typed", ["27300", "27,300", "1000", "00", "10,0000"])
def test_figures_are_not_joined_or_taken_apart(address: str, open_page: Open, typed: str) -> None:
    assert _found(search(open_page(address), typed), "article") == []


def test_a_figure_is_in_view_and_marked_on_arrival(address: str, open_page: Open) -> None:
    page = search(open_page(address), "10000")
    page.locator(".px-found[data-kind=article] a[href*=post]").click()
    page.locator(".px-hits").wait_for()
    assert set(page.locator("mark[data-md-highlight]").all_text_contents()) == {"10 000"}
    assert "10 000 more for paint" in page.locator(".px-hit").inner_text()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("crates", "crates"), ("12500", "12,500"), ("12,500", "12,500"), ("amber quay", "amber")],
)
def test_a_point_is_found_by_the_words_and_figures_of_its_cells(
    address: str, open_page: Open, typed: str, shown: str
) -> None:
    page = search(open_page(address), typed)
    point = page.locator(".px-found[data-kind=point] .px-hit-point").first
    assert "The customs office in Zenda counted" in point.inner_text()
    point.click()
    page.locator(".px-hits").wait_for()
    assert shown in page.locator("tr:target mark").all_text_contents()


def test_a_person_is_found_by_a_title_that_a_source_uses(address: str, open_page: Open) -> None:
    page = search(open_page(address), "harbour minister")
    assert _found(page, "person") == ["/actors/rudolf-tarl/"]
    assert "Harbour Minister" in page.locator(".px-found[data-kind=person]").inner_text()
