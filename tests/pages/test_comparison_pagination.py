"""Test how a long comparison is divided into pages, and the rows of points that many sources report."""

from __future__ import annotations

import json

import pytest

from build_scripts.models import Story
from build_scripts.pages.views.comparison_pagination import MAX_MATRIX_SOURCES, paginate_comparison
from tests.helpers.stories import article, cell, point, read_pages, story

MANY = 30
FLOOD = "The flood reached the market of Strelsau on Tuesday."


def _own(number: int, other: int) -> str:
    return f"Goat {number}.{other} slept on the roof of the school of Zenda."


def _story(number: int, own: int) -> Story:
    articles = [article(f"p{n:02}", [FLOOD, *(_own(n, m) for m in range(own))]) for n in range(number)]
    alone = [
        point(f"goat-{n}-{m}", [cell(a, _own(n, m))], number)
        for m in range(own)
        for n, a in enumerate(articles)
    ]
    flood = point("flood", [cell(a, FLOOD) for a in articles[:-1]], number)
    letters = {a.id: f"L{n}" for n, a in enumerate(articles)}
    return story(articles, [*alone, flood], letters)


def test_up_to_a_dozen_sources_have_one_page_in_the_order_of_the_points() -> None:
    few = _story(MAX_MATRIX_SOURCES, 200)
    (only,) = paginate_comparison(few)
    assert only.points == few.points
    assert only.address == "stories/talks/comparison/"


def test_each_point_is_on_one_page_and_those_of_one_source_come_last_by_source() -> None:
    many = _story(MANY, 40)
    parts = paginate_comparison(many)
    shown = [found for part in parts for found in part.points]
    assert sorted(p.id for p in shown) == sorted(p.id for p in many.points)
    assert shown[0].id == "flood"
    alone = [p.cells[0].source for p in shown[1:]]
    assert alone == sorted(alone)
    assert [part.is_single_source for part in parts] == [False, *(True for _ in parts[1:])]
    assert len(parts) > 2
    assert [part.address for part in parts[:2]] == [
        "stories/talks/comparison/",
        "stories/talks/comparison/2/",
    ]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the files of a story with many sources, as text."""
    return read_pages(_story(MANY, 40))


def test_no_page_holds_more_than_two_megabytes_and_links_lead_to_the_page_of_a_point(
    files: dict[str, str],
) -> None:
    comparison = {name: text for name, text in files.items() if "comparison/" in name}
    assert max(len(text.encode()) for text in comparison.values()) < 2_000_000
    last = next(n for n, text in comparison.items() if 'id="point-goat-29-39"' in text)
    assert last.startswith("stories/talks/comparison/")
    number = last.split("/")[-2]
    assert f'href="../comparison/{number}/#point-goat-29-39"' in files["stories/talks/p29/index.md"]


def test_of_very_many_that_report_a_point_some_are_quoted_and_all_are_linked(files: dict[str, str]) -> None:
    first = files["stories/talks/comparison/index.md"]
    row = first[first.index('id="point-flood"') : first.index("</tr>", first.index('id="point-flood"'))]
    assert 0 < row.count('class="px-quoted"') < MANY - 1
    assert all(f'href="../p{n:02}/#s1"' in row for n in range(MANY - 1))
    assert "not found in" in row
    assert "The P29" in row


def test_the_data_of_many_sources_has_rows_only_for_those_that_report(files: dict[str, str]) -> None:
    rows = json.loads(files["data/talks/points.json"])
    assert [row["source"] for row in rows if row["point"] == "flood"] == [f"p{n:02}" for n in range(MANY - 1)]
