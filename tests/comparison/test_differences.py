"""Differences between the cells of a point, and the words that show them. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build_scripts.models import Article, CuratedPoint, Statement
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.build_articles import build_article, find
from tests.helpers.compared_articles import compared
from tests.helpers.parsed_articles import with_parsed_features
from tests.helpers.paths import read_cases

DIFFERENCES = read_cases("differences")


@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case["title"])
def test_cells_differ_as_their_case_says(case: dict[str, Any], tools: PublicationTools) -> None:
    one, other = (
        build_article(name, case[which], published=published)
        for name, which, published in zip(
            ("herald", "post"), ("one", "other"), case.get("published", (None, None)), strict=True
        )
    )
    if case.get("parsed"):
        one, other = (with_parsed_features(article, tools) for article in (one, other))
    point = CuratedPoint("point", sentences={"herald": one.sentence_spans, "post": other.sentence_spans})
    (found,) = compared(one, other, curation=(point,))
    assert list(found.differs) == case["differs"]
    assert found.grade == case.get("grade", found.grade)
    assert found.has_copied_wording == case.get("copy", found.has_copied_wording)
    texts = {"herald": one.text, "post": other.text}
    if "values" in case:
        assert [
            f"{one.thing} ({one.relation}): {' | '.join(w.extract(texts[s]) for s, w in one.words.items())}"
            for one in found.values
        ] == case["values"]
    if "earlier" in case:
        assert [cell.source for cell in found.cells if cell.is_earlier] == case["earlier"]
    if "words" in case:
        assert [
            c.differing_words and c.differing_words.extract(texts[c.source]) for c in found.cells
        ] == case["words"]


def test_statements_of_different_speakers_are_attributed_differently() -> None:
    def said(article: Article, speaker: str, cue: str, content: str, name: str) -> Article:
        spans = (find(article, content),)
        statement = Statement(spans, "indirect", find(article, cue), find(article, speaker), name)
        return build_article(article.id, article.text, statements=(statement,))

    text = "{} told reporters that the harbour treaty of Strelsau had been signed."
    content = "that the harbour treaty of Strelsau had been signed"
    one, other, third = (
        said(build_article(name, text.format(who)), who, "told", content, full)
        for name, who, full in (
            ("herald", "Jane Roe", "Jane Roe"),
            ("post", "Rudolf Hentzau", "Rudolf Hentzau"),
            ("mail", "She", "Jane Roe"),
        )
    )
    (point,) = compared(one, other)
    assert point.differs == ("attribution",)
    assert [
        c.differing_words and c.differing_words.extract(a.text)
        for c, a in zip(point.cells, (one, other), strict=True)
    ] == [
        "Jane Roe told",
        "Rudolf Hentzau told",
    ]
    (point,) = compared(one, third)
    assert point.differs == ()


@pytest.mark.parametrize(
    ("speaker", "differs"),
    [
        ("Experts", ("attribution",)),
        ("The harbour ministry", ("attribution",)),
        ("The city’s bridge department", ("attribution",)),
        ("Tarlen police", ("attribution",)),
        ("Jane Roe", ()),
    ],
)
def test_an_institution_credited_in_one_cell_only_makes_a_difference(
    speaker: str, differs: tuple[str, ...]
) -> None:
    article = build_article("herald", f"{speaker} said that the old stone bridge of Tarlen was unsafe.")
    content = find(article, "that the old stone bridge of Tarlen was unsafe")
    said = Statement((content,), "indirect", find(article, "said"), find(article, speaker), speaker)
    article = replace(article, statements=(said,))
    (point,) = compared(article, build_article("post", "The old stone bridge of Tarlen was unsafe."))
    assert point.differs == differs


def test_marks_show_figures_hedges_denials_and_attributions() -> None:
    text = "Officials reportedly counted over 20 ships but have not confirmed it, according to Jane Roe."
    article = build_article("herald", text)
    (point,) = compared(article)
    assert [(mark.kind, mark.span.extract(text)) for mark in point.cells[0].marks] == [
        ("hedge", "reportedly"),
        ("figure", "over 20"),
        ("denial", "have not confirmed"),
        ("attribution", "according to Jane Roe"),
    ]


def test_a_distance_in_two_units_is_one_value() -> None:
    said = (
        "150 kilometers south of Strelsau",
        "about 93 miles from Strelsau",
        "210 kilometers from Strelsau",
    )
    articles = [
        build_article(name, f"Tarlen lies {where} on the coast.")
        for name, where in zip(("herald", "post", "mail"), said, strict=True)
    ]
    point = CuratedPoint("point", sentences={a.id: a.sentence_spans for a in articles})
    (found,) = compared(*articles, curation=(point,))
    (distance,) = found.values
    assert distance.relation == "conflict"
    assert distance.values["herald"] == distance.values["post"] != distance.values["mail"]
