"""The order of what a story's front page tells, and the grades of differences on every page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence

from lxml import html

from build_scripts.models import Article, DifferenceKind, Grade, Point
from tests.helpers import stories

ARTICLES = [stories.article(name, [f"{name} saw the ships."]) for name in ("one", "two", "three", "four")]


def point(
    name: str,
    reporting: Sequence[Article],
    *,
    differs: tuple[DifferenceKind, ...] = (),
    grade: Grade | None = None,
) -> Point:
    """Return a point that these articles report."""
    cells = [stories.cell(article, article.text) for article in reporting]
    return stories.point(name, cells, len(ARTICLES), differs, grade=grade)


def files_of(*points: Point) -> dict[str, str]:
    """Return the files of a publication of one story with these points."""
    letters = dict(zip((article.id for article in ARTICLES), "ABCD", strict=True))
    return stories.read_pages(stories.story(ARTICLES, points, letters))


def lists_of(files: dict[str, str]) -> dict[str, list[str]]:
    """Return the titles in each list of the glance, by its heading without the number."""
    (page,) = (text for path, text in files.items() if path == "index.md")
    found = {}
    for heading in html.fromstring(page).xpath("//*[contains(@class, 'px-glance__lists')]//h3"):
        words = []
        for element in heading.itersiblings():
            if element.tag == "h3":
                break
            titles = [element] if element.tag == "h4" else element.xpath("self::ul[@class='px-titles']/li")
            words += [" ".join(title.text_content().split()) for title in titles]
        found[re.sub(r" \d+$", "", " ".join(heading.text_content().split()))] = words
    return found


def test_what_most_report_comes_first_by_how_many_then_the_differences() -> None:
    three, four, two = (point(f"told-by-{n}", ARTICLES[:n]) for n in (3, 4, 2))
    found = lists_of(files_of(three, four, two))
    assert list(found)[:3] == ["What most report", "Where they differ", "What fewer report"]
    assert found["What most report"] == ["told by 4 4 of 4", "told by 3 3 of 4"]
    assert found["What fewer report"] == ["told by 2 2 of 4"]


def test_how_sources_tell_it_makes_no_headline() -> None:
    told = point("told", ARTICLES, differs=("attribution", "hedge"))
    exact = point("exact", ARTICLES, differs=("figures",), grade="precision")
    files = files_of(point("apart", ARTICLES, differs=("figures",)), exact, told)
    found = lists_of(files)
    assert found["Where they differ"] == ["apart", "exact"]
    assert found["What most report"] == ["apart 4 of 4 differs", "exact 4 of 4 differs", "told 4 of 4"]
    (comparison,) = (text for path, text in files.items() if path == "stories/talks/comparison/index.md")
    rows = {
        row.get("id"): " ".join(row.text_content().split())
        for row in html.fromstring(comparison).xpath("//*[starts-with(@id, 'point-')]")
    }
    assert "Cannot both be true" in rows["point-apart"]
    assert "More or less exact" in rows["point-exact"]
    assert not re.search("Cannot both be true|More or less exact", rows["point-told"])
    assert "Whom they credit differs" in rows["point-told"]


def test_a_grade_that_an_editor_gives_needs_no_kind_of_difference() -> None:
    files = files_of(point("given", ARTICLES, grade="conflict"))
    assert lists_of(files)["Where they differ"] == ["given"]
    (comparison,) = (text for path, text in files.items() if path == "stories/talks/comparison/index.md")
    assert "Cannot both be true" in comparison


def test_grades_are_in_the_data() -> None:
    files = files_of(point("apart", ARTICLES, differs=("figures",)), point("alike", ARTICLES))
    (table,) = (text for path, text in files.items() if path.endswith("points.csv"))
    rows = {row["point"]: row["grade"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))}
    assert rows == {"apart": "conflict", "alike": ""}
    (data,) = (text for path, text in files.items() if path.endswith("points.json"))
    assert "conflict" in json.dumps(json.loads(data))


def test_the_comparison_is_filtered_by_how_much_the_sources_differ() -> None:
    exact = point("exact", ARTICLES, differs=("figures",), grade="precision")
    files = files_of(point("apart", ARTICLES, differs=("figures",)), exact, point("alike", ARTICLES))
    (comparison,) = (text for path, text in files.items() if path == "stories/talks/comparison/index.md")
    page = html.fromstring(comparison)
    for kind, row in (("conflict", "apart"), ("precision", "exact")):
        (label,) = page.xpath(f"//label[@id='kind-{kind}']")
        assert label.text_content().split()[-1] == "1"
        (found,) = page.xpath("//*[starts-with(@id, 'point-') and contains(@class, $kind)]", kind=f"k-{kind}")
        assert (found.get("id"), kind in found.get("data-by-kind").split()) == (f"point-{row}", True)


def test_the_comparison_and_timeline_of_the_only_story_stand_at_one_address() -> None:
    """`/comparison/` and `/timeline/` keep their addresses, and lead to the story's own pages."""
    files = files_of(point("apart", ARTICLES, differs=("figures",)))
    for leaf in ("comparison/", "timeline/"):
        page = html.fromstring(files[f"{leaf}index.md"].partition("\n---\n")[2])
        assert page.xpath("//a/@href") == [f"../stories/talks/{leaf}"]
        assert page.xpath("//*[starts-with(@id, 'point-')] | //*[@class='px-entries']") == []
        assert "4 sources · 1 point, 1 of them with a difference" in page.text_content()
