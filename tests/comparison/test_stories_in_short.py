"""Rows and differences of short stories that show errors of real pages. All texts are invented."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from build_scripts.models import Article, Point, Span
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.compared_articles import compared
from tests.helpers.parsed_articles import read
from tests.helpers.paths import read_cases


@pytest.mark.parametrize("case", read_cases("stories_in_short"), ids=lambda case: case["title"])
def test_a_short_story_is_compared_as_a_careful_reader_does(
    case: dict[str, Any], tools: PublicationTools
) -> None:
    articles = {name: read(tools, name, text) for name, text in case["sources"].items()}
    points = compared(*articles.values())

    def locate(source: str, words: str) -> tuple[str, Span]:
        return source, _find_sentence(articles[source], words)

    for row in case.get("rows", ()):
        wanted = {locate(source, words) for source, words in row["sentences"].items()}
        (point,) = (p for p in points if wanted <= _list_sentences(p))
        assert point.grade == row.get("grade", point.grade)
        assert point.differs_in_fact == row.get("differs_in_fact", point.differs_in_fact)
    apart = [locate(source, words) for source, words in case.get("apart", ())]
    for pair in combinations(apart, 2):
        assert not any(set(pair) <= _list_sentences(p) for p in points)


def _find_sentence(article: Article, words: str) -> Span:
    return next(span for span in article.sentence_spans if span.extract(article.text).startswith(words))


def _list_sentences(point: Point) -> set[tuple[str, Span]]:
    return {(cell.source, span) for cell in point.cells for span in cell.spans}
