"""The clause that a hedge belongs to. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.models import CuratedPoint, Sidecar
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from tests.helpers.compared_articles import compared
from tests.helpers.paths import read_cases

HEDGED = read_cases("hedge_scope")


@pytest.mark.parametrize("case", HEDGED, ids=lambda case: case["title"])
def test_a_hedge_counts_for_its_clause(case: dict[str, Any], tools: assembling.Tools) -> None:
    articles = []
    for name in ("one", "other"):
        cleaned = analysis.clean(case[name].encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
        articles.append(analysis.article(name, cleaned, (), tools.article))
    point = CuratedPoint("point", sentences={article.id: article.sentence_spans for article in articles})
    (found,) = compared(*articles, curation=(point,))
    assert list(found.differs) == case["differs"]
