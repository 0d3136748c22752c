"""The clause that a hedge belongs to. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.models import CuratedPoint, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.compared_articles import compared
from tests.helpers.paths import read_cases

HEDGED = read_cases("hedge_scope")


@pytest.mark.parametrize("case", HEDGED, ids=lambda case: case["title"])
def test_a_hedge_counts_for_its_clause(case: dict[str, Any], tools: PublicationTools) -> None:
    articles = []
    for name in ("one", "other"):
        cleaned = clean_capture(
            case[name].encode(), f"{name}.txt", Sidecar(), tools.article_tools, plain=True
        )
        articles.append(analyse_article(name, cleaned, (), tools.article_tools))
    point = CuratedPoint("point", sentences={article.id: article.sentence_spans for article in articles})
    (found,) = compared(*articles, curation=(point,))
    assert list(found.differs) == case["differs"]
