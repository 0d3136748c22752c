"""Which points count as checked by an editor."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.pipeline.reviewed_sources import find_checked_points
from build_scripts.source_files.yaml_files import parse_story_file
from tests.helpers import stories
from tests.helpers.paths import read_cases

DATA = read_cases("checked_points")


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["title"])
def test_a_point_is_checked_if_it_has_an_entry_and_all_its_sources_are_reviewed(case: dict[str, Any]) -> None:
    names = ("herald", "post", "mail")
    articles = {name: stories.article(name, [f"{name} saw the ships."]) for name in names}
    points = [
        stories.point(id_, [stories.cell(articles[name], articles[name].text) for name in sources], 3)
        for id_, sources in DATA["points"].items()
    ]
    text = "title: Talks\npoints:\n" + "".join(f"  - id: {id_}\n" for id_ in case["entries"])
    text += f"reviewed: {case['reviewed']}\n" if "reviewed" in case else ""
    file, problems = parse_story_file(text, "story.yml")
    assert problems == ()
    assert sorted(find_checked_points(file, tuple(articles.values()), points)) == case["checked"]
