"""Test shared wording: next to a sentence, by pair of sources, in a row, and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from lxml import html

from build_scripts.models import Article, Span
from build_scripts.pages.shared_wording import (
    abbreviate_run,
    find_copied_runs,
    fold_copies,
    select_row_copies,
)
from build_scripts.pages.views.point_wordings import group_point_wordings
from tests.helpers import stories
from tests.helpers.paths import read_cases

WIRE = "Forty ships lay at anchor before the old harbour of Strelsau on Tuesday night"
HERALD = f"{WIRE}, the ministry said."
POST = f"Nobody slept, for {WIRE}."
GAZETTE = f"{WIRE}."
LETTERS = {"herald": "A", "post": "B", "gazette": "C"}
SHORT = "No more than nine words stand in this run"


CASES = read_cases("shared_wording_pages")


def told(files: Mapping[str, bytes], page: str) -> html.HtmlElement:
    return html.document_fromstring(files[f"{page}/index.md"].decode().partition("\n---\n")[2])


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def papers(mode: str = "full") -> list[Article]:
    """Return three articles that share words; the last has this mode."""
    modes = {"herald": "full", "post": "full", "gazette": mode}
    texts = {"herald": HERALD, "post": POST, "gazette": GAZETTE}
    return [stories.article(name, [text, "The goats slept."], modes[name]) for name, text in texts.items()]


def pages_of(case: Mapping[str, Any]) -> Mapping[str, bytes]:
    """Return the files of a story of three articles that share wording as the case says."""
    every = {article.id: article for article in papers(case.get("gazette", "full"))}
    shared = [
        stories.sharing(
            *(every[name] for name in pair["of"]),
            WIRE,
            earlier=pair.get("earlier"),
            agencies=credited(pair.get("credits", [[], []])),
        )
        for pair in case["shared"]
    ]
    return stories.pages(stories.story(list(every.values()), [], LETTERS, shared))


def credited(agencies: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, other = agencies
    return tuple(one), tuple(other)


@pytest.mark.parametrize("case", CASES["notes"], ids=lambda case: case["name"])
def test_notes_on_a_sentence(case: Mapping[str, Any]) -> None:
    notes = told(pages_of(case), "stories/talks/herald").find_class("px-shared")
    assert [said(note) for note in notes] == case["says"]


def test_a_note_links_to_the_other_source_which_has_one_too() -> None:
    files = pages_of(CASES["notes"][0])
    (note,) = told(files, "stories/talks/herald").find_class("px-shared")
    (link,) = note.iter("a")
    assert link.get("href") == "../post/#s1"
    (other,) = told(files, "stories/talks/post").find_class("px-shared")
    assert "A The Herald, which printed them later; both credit Reuters." in said(other)
    assert told(files, "stories/talks/gazette").find_class("px-shared") == []


@pytest.mark.parametrize("case", CASES["credits"], ids=lambda case: case["says"])
def test_who_credits_an_agency(case: Mapping[str, Any]) -> None:
    herald, post, _ = every = papers()
    shared = stories.sharing(herald, post, WIRE, agencies=credited(case["of"]))
    view = stories.view(every, [], LETTERS, [shared])
    (((copies,),),) = [find_copied_runs(view, view.sources_by_id["herald"]).values()]
    assert copies.copies[0].agency_credit == case["says"]


@pytest.mark.parametrize("case", CASES["pairs"], ids=lambda case: case["name"])
def test_the_comparison_lists_each_two_sources_and_reads_their_words(case: Mapping[str, Any]) -> None:
    files = pages_of(case)
    page = told(files, "stories/talks/comparison")
    assert [said(p) for p in page.xpath("//ul[contains(@class, 'px-pairs')]/li/p")] == case["says"]
    assert [said(p) for p in page.xpath("//*[contains(@class, 'px-runs')]//*[@data-span]")] == [WIRE, WIRE]
    (front,) = told(files, "stories/talks").xpath("//dd[contains(., 'shared with A')]")
    assert said(front) == "shared with A (1 sentence), C (1 sentence)"


def test_where_nothing_is_shared_the_comparison_says_so_once() -> None:
    files = stories.pages(stories.story(papers(), [], LETTERS))
    assert said(told(files, "stories/talks/comparison")).count("no shared wording found") == 1
    assert "shared with" not in said(told(files, "stories/talks"))


def test_which_words_are_shared_is_not_said_where_the_rights_do_not_allow_one_of_both() -> None:
    herald, post, gazette = papers("link")
    shared = [stories.sharing(herald, gazette, WIRE), stories.sharing(herald, post, WIRE)]
    files = stories.pages(stories.story([herald, post, gazette], [], LETTERS, shared))
    assert told(files, "stories/talks/gazette").find_class("px-shared") == []
    page = told(files, "stories/talks/comparison")
    assert len(page.xpath("//*[contains(@class, 'px-runs')]//*[@data-span]")) == 1
    assert "14 words, not shown here" in said(page)
    rows = json.loads(files["data/talks/shared.json"])
    assert [(row["words"], row["words_start"], row["other_words_end"]) for row in rows] == [
        (None, None, None),
        (WIRE, 0, 18 + len(WIRE)),
    ]


def test_shared_wording_as_data() -> None:
    herald, post, gazette = papers()
    shared = stories.sharing(herald, post, WIRE, earlier="post", agencies=(("Reuters", "AFP"), ()))
    files = stories.pages(stories.story([herald, post, gazette], [], LETTERS, [shared]))
    (row,) = json.loads(files["data/talks/shared.json"])
    assert row == {
        "number": 14,
        "words": WIRE,
        "earlier": "post",
        **{"letter": "A", "source": "herald", "paragraph": 1, "start": 0, "end": len(HERALD)},
        **{"words_start": 0, "words_end": len(WIRE), "agencies": "Reuters; AFP"},
        **{"other_letter": "B", "other_source": "post", "other_paragraph": 1, "other_start": 0},
        **{"other_end": len(POST), "other_words_start": 18, "other_words_end": 18 + len(WIRE)},
        "other_agencies": None,
    }
    assert files["data/talks/shared.csv"].decode().startswith("number,words,earlier,letter,source,")


def test_in_a_row_only_wording_of_its_own_cells_is_told() -> None:
    herald, post, gazette = every = papers()
    shared = [stories.sharing(herald, post, WIRE), stories.sharing(herald, gazette, WIRE)]
    view = stories.view(every, [], LETTERS, shared)
    copies = {source.id: find_copied_runs(view, source) for source in view.sources}
    (first, *_) = herald.sentence_spans
    cells = [
        stories.cell(herald, HERALD),
        stories.cell(post, POST),
        stories.cell(gazette, "The goats slept."),
    ]
    assert [copy.other_source.id for copy in select_row_copies(copies, "herald", first, cells)] == ["post"]
    assert select_row_copies(copies, "herald", herald.sentence_spans[1], cells) == ()


@pytest.mark.parametrize(
    ("run", "first", "last"),
    [
        (SHORT, SHORT, None),
        (f"{SHORT} at last", "No more than nine", "this run at last"),
        (
            "One  two\tthree four five six seven eight nine ten",
            "One  two\tthree four",
            "seven eight nine ten",
        ),
    ],
)
def test_a_long_run_is_named_by_its_ends(run: str, first: str, last: str | None) -> None:
    article = stories.article("herald", [f"He said: {run}."])
    source = stories.view([article], [], {"herald": "A"}).sources_by_id["herald"]
    begin, end = abbreviate_run(source, Span(9, 9 + len(run)))
    assert begin.extract(article.text) == first
    assert (end and end.extract(article.text)) == last


def test_copies_of_one_report_are_folded() -> None:
    says = {"herald": f"{WIRE}.", "post": f"{WIRE}!", "gazette": f"Nobody slept in the town, for {WIRE}."}
    articles = [stories.article(name, [text]) for name, text in says.items()]
    one = stories.point("ships", [stories.cell(a, says[a.id]) for a in articles], len(says))
    pairs = combinations(articles, 2)
    view = stories.view(articles, [one], LETTERS, [stories.sharing(*pair, WIRE) for pair in pairs])
    folded = fold_copies(group_point_wordings(view, one).without_wording, view)
    assert [[use.source.letter for use in alike] for alike in folded] == [["A", "B"], ["C"]]
