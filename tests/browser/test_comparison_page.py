"""The comparison in a browser: filters, links to points, and stories with many sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.helpers.browser import Open
from tests.helpers.publications import built, layout
from tests.helpers.serving import served

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NUMBERS = ("at least 40", "over 60", "about 50")
FEW, MANY, MORE = "three-papers", "twelve-papers", "twenty-papers"
STORIES = {"one-paper": 1, FEW: 3, MANY: 12, MORE: 22}
ONLY = (
    "The lighthouse keeper of Hofbau rang his bell until midnight.",
    "Herring has cost twice as much in the market since the fair, Jane Roe said.",
    "Seven goats slept on the turf roof of the village school.",
    "Will the bakers of Zenda ever agree on a price for rye?",
)


LAMPS = "Forty lamps were lit along the quay of Strelsau for the crew."


def _write_story(folder: Path, number: int) -> None:
    """Write a story in which the sources say three numbers of passengers in turn, and the fourth says none.

    If there are more than 20 sources, the first two report on lamps.
    """
    names = [f"paper-{n:02}" for n in range(number)]
    passengers = {name: NUMBERS[n % 3] for n, name in enumerate(names) if n != 3}
    labelled = {
        "id": "passengers",
        "label": "Number of passengers",
        "sentences": {
            name: [f"{passengers[name]} passengers"] if name in passengers else [] for name in names
        },
        "words": passengers,
        "differs": ["figures"] if number > 1 else [],
    }
    fire = {"id": "fire", "label": "The fire", "sentences": {name: ["A fire broke out"] for name in names}}
    lit = {name: ["Forty lamps"] if n < 2 else [] for n, name in enumerate(names)}
    lamps = {"id": "lamps", "label": "The lamps", "sentences": lit}
    points = [labelled, fire, lamps] if number > 20 else [labelled, fire]
    story = {"title": f"The fire, in {number}", "sources": names, "points": points}
    folder.mkdir()
    (folder / "story.yml").write_text(yaml.safe_dump(story), "utf-8")
    for n, name in enumerate(names):
        body = ["A fire broke out on the Zenda ferry on Tuesday evening."]
        if name in passengers:
            body.append(f"There were {passengers[name]} passengers on board.")
        body += ONLY[n : n + 1]
        if number > 20 and n < 2:
            body.append(LAMPS)
        text = "\n\n".join([f"Ferry burns, says number {n}", *body])
        (folder / f"{name}.txt").write_text(f"{text}\n", "utf-8")
        (folder / f"{name}.yml").write_text(f"outlet: Paper {n}\n", "utf-8")


def _lay_out(folder: Path) -> Path:
    """Write a publication with stories of one, three, twelve and 22 sources."""
    sources = folder.parent / "sources"
    sources.mkdir(parents=True)
    (sources / "publication.yml").write_text(
        "title: Ferries\nowner: Nobody\nrights: {mode: full, basis: invented}\n", "utf-8"
    )
    (sources / "actors.yml").write_text("- {id: jane-roe, name: Jane Roe}\n", "utf-8")
    for name, number in STORIES.items():
        _write_story(sources / name, number)
    return layout(folder, sources)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of that publication's site."""
    with served(built(tmp_path_factory, "ferries", _lay_out)) as served_at:
        yield served_at


@pytest.fixture
def comparison(open_page: Open, address: str) -> Open:
    """Return a function that opens a story's comparison."""

    def visit(story: str, fragment: str = "", width: int = 1440, **options: Any) -> Page:
        moving = {"reduced_motion": "no-preference", **options}
        return open_page(f"{address}stories/{story}/comparison/{fragment}", width, **moving)

    return visit


def _shown(page: Page) -> list[str]:
    rows = page.locator("tr[id^=point-]")
    return [rows.nth(n).get_attribute("id") or "" for n in range(rows.count()) if rows.nth(n).is_visible()]


def _top(element: Locator) -> float:
    return float(element.evaluate("e => e.getBoundingClientRect().top"))


# --- filters ---


def test_a_choice_goes_into_the_address_and_comes_back_from_it(comparison: Open) -> None:
    page = comparison(FEW)
    page.locator("label", has_text="Figures differ").click()
    assert page.url.endswith("/comparison/#kind-figures")
    shown = _shown(page)
    assert shown == ["point-passengers"]
    assert _shown(comparison(FEW, "#kind-figures")) == shown
    page.locator("label", has_text="All points").click()
    assert page.url.endswith("/comparison/")
    assert len(_shown(page)) > 1


@pytest.mark.parametrize("story", [FEW, MANY])
def test_points_are_chosen_by_source_and_person_and_put_in_order(comparison: Open, story: str) -> None:
    page = comparison(story)
    every = _shown(page)
    source, person, order = (page.locator(f"select[name={name}]") for name in ("source", "actor", "order"))
    source.select_option(label="B Paper 1")
    own = _shown(page)
    assert {"point-passengers", "point-fire"} < set(own) < set(every)
    assert (
        page.locator(".px-filter").get_by_role("status").inner_text() == f"{len(own)} of {len(every)} points"
    )
    page.locator("label", has_text="Only one").click()
    (alone,) = _shown(page)
    assert page.locator("label", has_text="Only one").locator("b").inner_text() == "1"
    assert page.url.endswith("/comparison/#kind-one&source-paper-01")
    page.emulate_media(media="print")
    assert page.locator(".px-printed").inner_text() == f"Shown here: 1 of {len(every)} points"
    page.emulate_media(media="screen")
    page.locator("label", has_text="All points").click()
    source.select_option("")
    person.select_option(label="Jane Roe")
    assert _shown(page) == [alone]
    person.select_option("")
    order.select_option(label="In the order of B")
    assert _shown(page)[:3] == ["point-fire", "point-passengers", alone]
    assert set(_shown(page)) == set(every)
    assert page.url.endswith("/comparison/#order-in-paper-01")
    assert _shown(comparison(story, "#order-in-paper-01")) == _shown(page)
    order.select_option("most")
    if story == MANY:
        assert _shown(page)[0] == "point-fire"
        assert page.locator("#point-fire + .px-more + tr[id]").count() == 1
    order.select_option("")
    assert _shown(page) == every


@pytest.mark.parametrize("story", [FEW, MANY])
def test_a_point_is_copied_with_its_sentences_and_sources(comparison: Open, story: str) -> None:
    page = comparison(story)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#point-passengers").get_by_role("button", name="Cite").press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    label, *sources = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert label == f"Number of passengers\n{page.url}#point-passengers"
    assert len(sources) == STORIES[story]
    for number, (letter, source) in enumerate(zip("ABCDEFGHIJKL", sources, strict=False)):
        said = f"“There were {NUMBERS[number % 3]} passengers on board.”"
        assert source.split("\n") == [
            f"[{letter}] [Paper {number}; headline not stated], Paper {number}, date not stated.",
            "Not found in this article." if number == 3 else said,
        ]


def test_a_citation_says_who_perhaps_reports_a_point_and_who_was_not_compared(
    address_of: Callable[..., str], open_page: Open
) -> None:
    page = open_page(address_of(("extreme", "stories/ferry-fire/comparison/")))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = page.locator("tr[data-perhaps]").first
    row.get_by_role("button", name="Cite").press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    _, *sources = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    said = [source.split("\n")[1] for source in sources]
    perhaps = (row.get_attribute("data-perhaps") or "").split()
    assert len([line for line in said if line.startswith("Perhaps")]) == len(perhaps)
    left_out = page.locator("tr[data-not-compared]")
    reasons = [one.get_attribute("data-not-compared") for one in left_out.all()]
    assert "Korean" in reasons
    assert sorted(line for line in said if line.startswith("Not compared")) == sorted(
        f"Not compared: {reason}." for reason in reasons
    )
    absent = int(row.get_attribute("data-absent") or "")
    assert said.count("Not found in this article.") == absent


def test_choosing_does_not_fill_the_history(comparison: Open) -> None:
    page = comparison(FEW)
    before = page.evaluate("history.length")
    page.locator("label", has_text="Figures differ").click()
    page.locator("label", has_text="Only one").click()
    assert page.evaluate("history.length") == before


def test_the_number_of_points_shown_is_said(comparison: Open) -> None:
    page = comparison(FEW)
    said = page.locator(".px-filter").get_by_role("status")
    assert said.inner_text() == ""
    page.locator("#show-every").focus()
    page.keyboard.press("ArrowRight")
    every = page.locator("tr[id^=point-]").count()
    assert said.inner_text() == f"{len(_shown(page))} of {every} points"
    page.keyboard.press("ArrowLeft")
    assert said.inner_text() == ""


def test_without_scripts_the_matrix_filters_too_with_its_sentences(comparison: Open) -> None:
    page = comparison(MANY, scripts=False)
    page.locator("label", has_text="Figures differ").click()
    assert _shown(page) == ["point-passengers"]
    assert page.locator(".px-more:visible").count() == 1


def test_a_point_that_the_address_names_is_shown_under_any_filter(comparison: Open) -> None:
    page = comparison(FEW)
    page.locator("label", has_text="Only one").click()
    assert "point-passengers" not in _shown(page)
    page.evaluate("location.hash = '#point-passengers'")
    assert "point-passengers" in _shown(page)


def test_one_source_leaves_nothing_to_choose_or_to_miss(comparison: Open) -> None:
    page = comparison("one-paper", "#kind-one")
    assert page.locator(".px-filter").count() == 0
    assert page.locator("tr[id^=point-]").count() == len(_shown(page)) > 0
    assert "not found in" not in page.locator(".px-filtered").inner_text()


# --- arriving ---


@pytest.mark.parametrize("story", [FEW, MANY, MORE])
def test_a_point_arrived_at_stands_below_the_head(comparison: Open, story: str) -> None:
    page = comparison(story, "#point-fire", height=600)
    row = page.locator("tr:target")
    head = page.locator(".px-filtered thead").bounding_box()
    assert head
    assert _top(row) >= head["y"] + head["height"] - 1
    assert _top(row) < 600
    assert page.evaluate("document.activeElement.id") == "point-fire"
    assert page.get_by_role("row", name="The fire", exact=True).count() == 1


@pytest.mark.parametrize("story", [FEW, MANY])
def test_the_head_stays_in_view(comparison: Open, story: str) -> None:
    page = comparison(story, height=600)
    page.locator("tr[id^=point-]").last.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 1)")
    assert page.evaluate("scrollY") > 0
    assert _top(page.locator(".px-filtered thead th").first) == pytest.approx(0, abs=1)


def test_on_a_phone_a_card_says_once_who_does_not_report(comparison: Open) -> None:
    page = comparison(FEW, width=390)
    row = page.locator("tr.k-one").first
    assert row.locator("td:visible").count() == 1
    assert row.get_by_text("not found in Paper").locator("visible=true").count() == 1
    chips = row.locator(".px-strip .px-chip")
    assert [chips.nth(n).evaluate("e => e.localName") for n in range(3)].count("a") == 1


# --- many sources ---


def test_each_box_leads_to_words_or_says_that_there_are_none(comparison: Open) -> None:
    page = comparison(MANY)
    row = page.locator("#point-passengers")
    boxes = row.locator("td.px-matrix__cell")
    assert boxes.count() == 12
    names = [boxes.nth(n).inner_text().split("\n") for n in range(4)]
    assert [name[0] for name in names] == ["1", "2", "3", "not found in this article"]
    link = row.get_by_role("link", name="Paper 4: over 60")
    link.click()
    page.wait_for_url(re.compile(r"paper-04/#s2$"))
    assert "over 60 passengers" in page.locator(".px-sentence:target").inner_text()


def test_the_row_lists_each_wording_with_who_uses_it(comparison: Open) -> None:
    lines = comparison(MANY).locator("#point-passengers .px-wordings li")
    said = [" ".join(lines.nth(n).inner_text().split()) for n in range(lines.count())]
    assert said == [
        "1 at least 40 A G J",
        "2 over 60 B E H K",
        "3 about 50 C F I L",
        "not found in D",
    ]


def test_the_sentences_are_folded_and_grouped_by_wording(comparison: Open) -> None:
    page = comparison(MANY)
    below = page.locator("#point-passengers + .px-more")
    assert below.locator(".px-quoted").first.is_hidden()
    below.get_by_text("Read the 11 sentences").click()
    assert below.locator(".px-quoted:visible").count() == 11
    groups = below.locator(".px-read__group .px-differing")
    assert [groups.nth(n).inner_text() for n in range(groups.count())] == list(NUMBERS)


def test_of_many_sources_a_row_holds_only_what_is_said(comparison: Open) -> None:
    page = comparison(MORE)
    row = page.locator("#point-passengers td")
    lines = row.locator(".px-wordings li").all_inner_texts()
    said = [" ".join(line.split()) for line in lines]
    assert said == [
        "at least 40 A Paper 0 G Paper 6 J Paper 9 and 4 others",
        "over 60 B Paper 1 E Paper 4 H Paper 7 and 4 others",
        "about 50 C Paper 2 F Paper 5 I Paper 8 and 4 others",
    ]
    assert row.get_by_text("not found in Paper 3").is_visible()
    row.get_by_role("link", name="Paper 4, paragraph 2").click()
    page.wait_for_url(re.compile(r"paper-04/#s2$"))


def test_who_has_nothing_on_a_point_is_named_on_request(comparison: Open) -> None:
    page = comparison(MORE)
    row = page.locator("#point-lamps")
    silent = row.locator(".px-others")
    perhaps = (row.get_attribute("data-perhaps") or "").split()
    silent.get_by_text(f"Not found in {20 - len(perhaps)} other articles").click()
    page.wait_for_function("() => document.querySelector('#point-lamps .px-others p').textContent[0] === 'P'")
    absent = [f"Paper {n}" for n in range(2, 22) if f"paper-{n:02}" not in perhaps]
    assert silent.locator("p").inner_text().split(" · ") == absent


def test_of_many_sources_a_citation_counts_those_that_have_nothing(comparison: Open) -> None:
    page = comparison(MORE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#point-lamps").get_by_role("button", name="Cite").press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for()
    _, *sources = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    perhaps = [source for source in sources if source.split("\n")[1:2] == ["Perhaps:"]]
    assert [source[:3] for source in sources if source not in perhaps] == ["[A]", "[B]", "Not"]
    assert sources[-1] == f"Not found in {20 - len(perhaps)} other articles."


def test_a_point_and_a_kind_on_a_later_page_are_found_from_the_first(comparison: Open) -> None:
    later = comparison(MORE, "2/")
    assert later.locator("tr.k-some, tr.k-all").count() == 0
    alone = later.locator("tr.k-one").last.get_attribute("id")
    page = comparison(MORE, f"#{alone}")
    page.wait_for_url(re.compile(rf"comparison/2/#{alone}$"))
    assert page.locator("tr:target").count() == 1
    page = comparison(MORE, "#kind-one")
    page.wait_for_url(re.compile(r"comparison/2/#kind-one$"))
    assert len(_shown(page)) == 4


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
@pytest.mark.parametrize("story", STORIES)
def test_no_comparison_makes_the_page_scroll_sideways(comparison: Open, story: str, width: int) -> None:
    page = comparison(story, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("story", "width", "scheme"),
    [
        ("one-paper", 390, "light"),
        (FEW, 1440, "dark"),
        (MANY, 390, "dark"),
        (MANY, 1440, "light"),
        (MORE, 1440, "dark"),
    ],
)
def test_accessible(comparison: Open, story: str, width: int, scheme: str) -> None:
    page = comparison(story, width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('.px-more details').forEach(d => { d.open = true })")
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
