"""The relation of a source to the points of its story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build_scripts.change_report.changed_pages import count_story_items
from build_scripts.change_report.point_relations import find_point_relations
from build_scripts.comparison.differences.cell_differences import DIFFERENCE_ORDER
from build_scripts.comparison.differences.pair_differences import PairComparer
from build_scripts.models import Silence, Span
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers import stories
from tests.helpers.paths import read_cases

CASES: list[dict[str, Any]] = read_cases("point_relations")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_source_is_related_to_a_point(case, tools):
    """The source is `a`; a point has the editor's words and kinds only if the case gives them."""
    articles = [stories.article(name, [text]) for name, text in case["texts"].items()]
    for number, one in enumerate(articles):
        if silent := case.get("silent", {}).get(one.id):
            span = stories.span_of(one, silent)
            silence = Silence(span, Span(span.end, span.end), None, "")
            articles[number] = replace(one, silences=(silence,))
    cells = [
        stories.cell(
            one,
            one.text,
            words=case.get("words", {}).get(one.id),
            marks={words: "denial" for name, words in case.get("denials", {}).items() if name == one.id},
        )
        for one in articles
    ]
    point = stories.point("ships", cells, len(cells), tuple(case.get("typed", DIFFERENCE_ORDER)))
    edits = tuple(edit for edit in ("typed", "graded") if edit in case)
    point = replace(point, edits=edits, grade=case.get("graded", case.get("found", "conflict")))
    (found,) = find_point_relations(
        stories.story(articles, [point], {}), "a", PairComparer(tools.comparison_words)
    )
    against = {other.cell.source: list(other.tags) for other in found.differing_cells}
    alike = "".join(cell.source for cell in found.agreeing_cells)
    assert (found.kind, against, alike) == (case["kind"], case.get("against", {}), case.get("alike", ""))


@pytest.mark.parametrize(
    ("possible", "not_compared", "kind"),
    [
        ((), {}, "adds"),
        (("b",), {}, "so far alone"),
        ((), {"b": "Korean"}, "so far alone"),
    ],
)
def test_a_source_adds_a_point_only_if_no_other_may_report_it(
    possible: tuple[str, ...], not_compared: dict[str, str], kind: str, tools: PublicationTools
) -> None:
    articles = [stories.article(name, [f"The goats of {name} slept."]) for name in "ab"]
    perhaps = [stories.cell(one, one.text) for one in articles if one.id in possible]
    point = stories.point("goats", [stories.cell(articles[0], articles[0].text)], 2, possible=perhaps)
    story = stories.story(articles, [point], {}, not_compared=not_compared)
    (found,) = find_point_relations(story, "a", PairComparer(tools.comparison_words))
    assert found.kind == kind
    counts = count_story_items(story)
    assert counts["points that only one source reports"] == (kind == "adds")
    assert counts["points that one source reports so far"] == (kind == "so far alone")
    assert counts["sources that are not compared"] == len(not_compared)
