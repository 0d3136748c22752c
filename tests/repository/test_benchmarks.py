"""The story that the benchmarks let grow."""

from __future__ import annotations

from benchmarks import growth
from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words

KNOWN = load_comparison_words()


def test_the_invented_story_grows_and_has_points_of_several_sources() -> None:
    assert growth.invent_story(3)[:2] == growth.invent_story(2)
    points = compare_articles(growth.invent_story(3), words=KNOWN)
    assert any(len(point.cells) > 1 for point in points)
    assert any(len(point.cells) == 1 for point in points)
