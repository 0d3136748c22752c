"""The names by which pages tell a story's sources apart. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build_scripts.models import AgencyCredit, Article, Metadata, StatedFact
from build_scripts.pages.views.source_names import name_sources_apart
from tests.helpers.build_articles import build_article
from tests.helpers.paths import read_cases


@pytest.mark.parametrize("case", read_cases("source_names"), ids=lambda case: case["title"])
def test_no_two_sources_have_one_name(case: dict[str, Any]) -> None:
    articles = [_state(number, facts) for number, facts in enumerate(case["sources"])]
    assert list(name_sources_apart(articles).values()) == case["names"]


def _state(number: int, facts: dict[str, str]) -> Article:
    def stated(key: str) -> StatedFact[str] | None:
        return StatedFact(facts[key], "sidecar") if key in facts else None

    agencies = (AgencyCredit(facts["agency"], "text", "sidecar"),) if "agency" in facts else ()
    metadata = Metadata(
        outlet=stated("outlet"),
        headline=stated("headline"),
        published=stated("published"),
        agencies=agencies,
    )
    return replace(build_article(f"source-{number}", "Fog came."), metadata=metadata)
