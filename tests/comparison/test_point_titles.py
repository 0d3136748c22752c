"""The titles that the program gives to points. All texts are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from build_scripts.comparison.compare import compare_with_curation
from build_scripts.models import Article, CuratedPoint, Point, Rights
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.rights.modes import RightsMode
from tests.comparison.conftest import Make
from tests.helpers.paths import read_cases

TITLES = read_cases("titles")
LETTER = (
    "The new bridge was opened on Monday. Jane Roe, the mayor, said that 40 boats had waited. "
    "“It is a good day,” Roe told the crowd. The old bridge will be torn down if money is found."
)


def compare(
    tools: PublicationTools, articles: Sequence[Article], *curation: CuratedPoint
) -> tuple[Point, ...]:
    return compare_with_curation(articles, curation, words=tools.comparison_words).points


def join_title(point: Point, articles: Sequence[Article]) -> str | None:
    texts = {article.id: article.text for article in articles}
    return point.title.join_words(texts[point.title.source]) if point.title else None


def with_rights(article: Article, mode: RightsMode) -> Article:
    return replace(article, sidecar=replace(article.sidecar, rights=Rights(mode=mode)))


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["case"])
def test_a_title_names_its_point(case: dict[str, Any], article: Make, tools: PublicationTools) -> None:
    articles = [article(name, [words]) for name, words in case["cells"].items()]
    cells = {one.id: one.sentence_spans for one in articles}
    (point,) = compare(tools, articles, CuratedPoint("point", sentences=cells))
    assert join_title(point, articles) == case["title"]


def test_titles_are_words_of_a_cell_and_no_two_are_the_same(article: Make, tools: PublicationTools) -> None:
    articles = [
        article("herald", [LETTER, "The bridge is red. The bridge is red. Seven swans live under it."]),
        article("post", ["On Monday the new bridge was opened. Boats had waited. The bridge is red."]),
    ]
    points = compare(tools, articles)
    titles = [join_title(point, articles) for point in points]
    assert len(points) > 5
    assert len({title.casefold() for title in titles if title}) == len([title for title in titles if title])
    for point in (point for point in points if point.title):
        assert point.title is not None
        cell = point.get_cell(point.title.source)
        assert cell is not None
        assert any(all(span.covers(part) for part in point.title.spans) for span in cell.spans)


def test_a_label_stands_and_no_title_repeats_it(article: Make, tools: PublicationTools) -> None:
    one = article("herald", ["The harbour was closed.", "The harbour was closed on Monday, Jane Roe said."])
    first, second = one.sentence_spans
    labelled = CuratedPoint("first", label="The harbour was closed", sentences={"herald": (first,)})
    points = compare(tools, [one], labelled, CuratedPoint("second", sentences={"herald": (second,)}))
    by_id = {point.id: join_title(point, [one]) for point in points}
    assert by_id == {"first": None, "second": "The harbour was closed on Monday"}


def test_a_title_is_words_that_may_be_shown(article: Make, tools: PublicationTools) -> None:
    hidden = with_rights(article("herald", ["The bridge was opened."]), "link")
    shown = with_rights(article("post", ["On Monday, after a long wait, the bridge was opened."]), "excerpt")
    cells = {one.id: one.sentence_spans for one in (hidden, shown)}
    (point,) = compare(tools, [hidden, shown], CuratedPoint("point", sentences=cells))
    assert point.title is not None
    assert point.title.source == "post"
    (alone,) = compare(tools, [hidden])
    assert alone.title is None


def test_a_sentence_of_another_language_is_its_own_title(article: Make, tools: PublicationTools) -> None:
    one = article("blatt", ["Der Hafen bleibt bis zum Sommer geschlossen, weil die Brücke gebaut wird."])
    (point,) = compare(tools, [one], CuratedPoint("point", sentences={"blatt": one.sentence_spans}))
    expected = "Der Hafen bleibt bis zum Sommer geschlossen, weil die Brücke gebaut wird"
    assert join_title(point, [one]) == expected


def test_a_title_keeps_the_blanks_and_hidden_characters_of_its_source(
    article: Make, tools: PublicationTools
) -> None:
    one = article("herald", ["The old\N{NO-BREAK SPACE}brid\u00adge was closed, Jane Roe said."])
    (point,) = compare(tools, [one])
    assert join_title(point, [one]) == "The old\N{NO-BREAK SPACE}brid\u00adge was closed"
