"""The reasons that are given for a link. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.linking.extra_evidence import CONFIDENT, POSSIBLE, SILENCE_FLOOR, VOICE_FLOOR
from tests.helpers.build_articles import build_article
from tests.helpers.parsed_articles import TEXTS, with_units

KNOWN = comparing.knowledge()


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_reasons_add_up_and_every_link_of_a_point_is_explained(texts: list[str]) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    found = comparing.explain(articles, knowledge=KNOWN)
    for pair in (*found.links, *found.nearest):
        assert pair.score == pytest.approx(sum(reason.adds for reason in pair.reasons), abs=1e-4)
    for link in found.links:
        assert link.level == ("confident" if link.score >= CONFIDENT else "possible")
        assert link.score >= POSSIBLE > VOICE_FLOOR > SILENCE_FLOOR
    confident = {name for link in found.links if link.score >= CONFIDENT for name in (link.one, link.other)}
    assert confident.isdisjoint(pair.one for pair in found.nearest)
    together = {
        (cell.source, span)
        for point in comparing.compare(articles, knowledge=KNOWN)
        if len(point.cells) > 1
        for cell in point.cells
        for span in cell.spans
    }
    assert together == confident
