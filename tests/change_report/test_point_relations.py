"""The relation of a source to the points of its story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build_scripts.change_report.point_relations import find_point_relations
from build_scripts.comparison.differences.cell_differences import DIFFERENCE_ORDER
from build_scripts.comparison.differences.pair_differences import PairComparer
from build_scripts.models import Silence, Span
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
    cells = [stories.cell(one, one.text, words=case.get("words", {}).get(one.id)) for one in articles]
    point = stories.point("ships", cells, len(cells), tuple(case.get("typed", DIFFERENCE_ORDER)))
    point = replace(point, edits=("typed",) if "typed" in case else ())
    (found,) = find_point_relations(
        stories.story(articles, [point], {}), "a", PairComparer(tools.comparison_words)
    )
    against = {other.cell.source: list(other.tags) for other in found.differing_cells}
    alike = "".join(cell.source for cell in found.agreeing_cells)
    assert (found.kind, against, alike) == (case["kind"], case.get("against", {}), case.get("alike", ""))
