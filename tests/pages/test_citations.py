"""Test the three forms of a citation."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Metadata, Sidecar, StatedFact
from build_scripts.pages.exports.citations import make_citation
from tests.helpers.paths import read_cases
from tests.helpers.source_views import source

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@pytest.mark.parametrize("case", read_cases("citations"), ids=lambda case: case["name"])
def test_citation(case: Mapping[str, Any]) -> None:
    stated = {
        field: StatedFact(tuple(value) if isinstance(value, list) else value, "sidecar")
        for field, value in case.get("stated", {}).items()
    }
    cited = make_citation(source(Metadata(**stated), Sidecar(**case["sidecar"])))
    assert (cited.plain, cited.bibtex) == (case["plain"], case["bibtex"])
    assert json.loads(cited.csl) == case["csl"]


@given(LINE, LINE)
def test_braces_of_a_citation_are_balanced_and_json_is_json(headline: str, author: str) -> None:
    metadata = Metadata(headline=StatedFact(headline, "sidecar"), byline=StatedFact((author,), "sidecar"))
    cited = make_citation(source(metadata))
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", cited.bibtex.replace("\\\\", "")):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    (item,) = json.loads(cited.csl)
    assert (item["title"], item["author"]) == (headline, [{"literal": author}])
