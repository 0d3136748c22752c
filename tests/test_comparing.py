"""Points, differences and curation. All texts are invented."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import comparing
from build_scripts.comparing import figures
from build_scripts.models import Article, CuratedPoint, Point, Span, Statement
from tests.build_articles import build_article, find

HERE = Path(__file__).parent
FIGURES = yaml.safe_load((HERE / "cases" / "figures.yml").read_text("utf-8"))
DIFFERENCES = yaml.safe_load((HERE / "cases" / "differences.yml").read_text("utf-8"))
KNOWN = comparing.knowledge()

TREATY = "The king of Ruritania signed the harbour treaty in Strelsau."
TREATY_TOO = "The king of Ruritania signed the harbour treaty at noon."
SHIPS = "Seven Zendan ships left the bay of Tarlen before the storm."
FOG = "Nobody had seen such fog since the lighthouse went dark."

HERALD = build_article("herald", f"{TREATY} {SHIPS}")
POST = build_article("post", f"{TREATY_TOO} {FOG}")


def compared(
    *articles: Article, curation: tuple[CuratedPoint, ...] = (), possible: bool = False
) -> tuple[Point, ...]:
    return comparing.compare(articles, curation, knowledge=KNOWN, possible=possible)


def holding(points: tuple[Point, ...], article: Article, words: str) -> Point:
    sentence = find(article, words)
    return next(p for p in points if (cell := p.cell(article.id)) and sentence in cell.spans)


# --- figures ------------------------------------------------------------------------------------


def spelt(figure: figures.Figure, text: str) -> str:
    low, high = (f"{value.normalize():f}" for value in (figure.low, figure.high))
    parts = (
        low if low == high else f"{low}-{high}",
        figure.bound,
        figure.dimension,
        figure.counted,
        figure.outcome,
        "~" if figure.approximate else None,
        "?" if figure.vague else None,
    )
    return f"{figure.span.of(text)} | {' '.join(part for part in parts if part)}"


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case["text"])
def test_figures_are_read_with_what_they_count(case: dict[str, Any]) -> None:
    text, whole = case["text"], Span(0, len(case["text"]))
    dates = [e.span for e in comparing.evidence.dates.find(text, whole, KNOWN.dates)]
    assert [spelt(f, text) for f in figures.find(text, whole, dates, KNOWN.figures)] == case["figures"]


# --- differences --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case["title"])
def test_cells_differ_by_what_they_show(case: dict[str, Any]) -> None:
    one, other = build_article("herald", case["one"]), build_article("post", case["other"])
    point = CuratedPoint("point", sentences={"herald": one.sentences, "post": other.sentences})
    (found,) = compared(one, other, curation=(point,))
    assert list(found.differs) == case["differs"]
    assert found.copy == case.get("copy", found.copy)
    if "words" in case:
        texts = {"herald": one.text, "post": other.text}
        assert [c.words and c.words.of(texts[c.source]) for c in found.cells] == case["words"]


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
    assert [c.words and c.words.of(a.text) for c, a in zip(point.cells, (one, other), strict=True)] == [
        "Jane Roe told",
        "Rudolf Hentzau told",
    ]
    (point,) = compared(one, third)
    assert point.differs == ()


def test_marks_show_figures_hedges_denials_and_attributions() -> None:
    text = "Officials reportedly counted over 20 ships but have not confirmed it, according to Jane Roe."
    article = build_article("herald", text)
    (point,) = compared(article)
    assert [(mark.kind, mark.span.of(text)) for mark in point.cells[0].marks] == [
        ("hedge", "reportedly"),
        ("figure", "over 20"),
        ("denial", "have not confirmed"),
        ("attribution", "according to Jane Roe"),
    ]


# --- points -------------------------------------------------------------------------------------


def test_linked_sentences_make_a_point_and_others_stay_alone() -> None:
    points = compared(HERALD, POST)
    shared = holding(points, HERALD, TREATY)
    assert shared.cell("post") is not None
    assert shared.coverage == "all"
    assert holding(points, HERALD, SHIPS).coverage == "one"
    assert holding(points, POST, FOG).coverage == "one"


def test_points_stand_by_kind_of_difference_then_coverage() -> None:
    hedged = build_article("herald", f"{FOG} {TREATY} At least 10 ships left the bay of Tarlen.")
    other = build_article("post", f"{TREATY_TOO} Over 10 ships left the bay of Tarlen.")
    assert [(p.differs, p.coverage) for p in compared(hedged, other)] == [
        (("figures",), "all"),
        ((), "all"),
        ((), "one"),
    ]


def test_counting_the_same_thing_makes_a_possible_link_confident() -> None:
    said = "She said that at least 10,000 soldiers from Zenda had come down to the river Tarl."
    turn = "The war took a turn when over 12,000 {} came down to the river Tarl."
    one = build_article("herald", said)
    soldiers, swans = (build_article("post", turn.format(what)) for what in ("troops", "swans"))
    assert [len(point.cells) for point in compared(one, soldiers)] == [2]
    assert [len(point.cells) for point in compared(one, swans)] == [1, 1]


def test_identical_sentences_of_one_source_have_ids_of_their_own() -> None:
    article = build_article("herald", f"{TREATY} {SHIPS} {TREATY}")
    points = compared(article)
    assert len({point.id for point in points}) == len(points) == 3


def test_an_id_depends_on_the_source_and_the_words_alone() -> None:
    (point,) = compared(build_article("herald", TREATY))
    (again,) = compared(build_article("herald", f"«{TREATY.upper()}»"))
    (elsewhere,) = compared(build_article("post", TREATY))
    assert point.id == again.id != elsewhere.id


WORDS = [
    "king",
    "harbour",
    "treaty",
    "ships",
    "fog",
    "12",
    "at least 20",
    "signed",
    "left",
    "Strelsau",
    "Zenda",
    "rain",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda words: f"The {' '.join(words)} was."
)
TEXTS = st.lists(SENTENCES, min_size=0, max_size=5).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.booleans())
def test_a_source_added_at_the_end_changes_no_id_and_no_other_sources_cells(
    texts: list[str], added: str, possible: bool
) -> None:
    articles = [build_article(f"s{number}", text) for number, text in enumerate(texts)]
    before = compared(*articles, possible=possible)
    after = {p.id: p for p in compared(*articles, build_article("added", added), possible=possible)}
    for point in before:
        assert after[point.id].anchor == point.anchor
        assert [(c.source, c.spans) for c in after[point.id].cells if c.source != "added"] == [
            (c.source, c.spans) for c in point.cells
        ]


@given(
    st.lists(TEXTS | st.text(max_size=60).map(lambda text: text.replace("\n", " ")), min_size=0, max_size=4)
)
def test_every_sentence_is_in_a_point_and_every_span_inside_its_cell(texts: list[str]) -> None:
    articles = [build_article(f"s{number}", text) for number, text in enumerate(texts)]
    points = compared(*articles)
    assert len({point.id for point in points}) == len(points)
    assert points == compared(*articles)
    for article in articles:
        found = {span for point in points if (cell := point.cell(article.id)) for span in cell.spans}
        assert found == set(article.sentences)
    for point in points:
        for cell in point.cells:
            marks = [mark.span for mark in cell.marks]
            assert all(a.end <= b.start for a, b in pairwise(marks))
            assert all(any(span.covers(mark) for span in cell.spans) for mark in marks)
            assert cell.words is None or any(span.covers(cell.words) for span in cell.spans)


# --- curation -----------------------------------------------------------------------------------


def test_an_editor_names_notes_and_pins_a_point() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    curated = CuratedPoint(before.id, label="The treaty", note="Signed twice.")
    after = holding(compared(HERALD, POST, curation=(curated,)), HERALD, TREATY)
    assert (after.id, after.label, after.note, after.cells) == (
        before.id,
        "The treaty",
        "Signed twice.",
        before.cells,
    )


def test_an_editors_point_takes_sentences_from_points_that_have_nothing_else() -> None:
    curated = CuratedPoint(
        "weather", label="Weather", sentences={"herald": (find(HERALD, SHIPS),), "post": (find(POST, FOG),)}
    )
    points = compared(HERALD, POST, curation=(curated,))
    assert len(points) == 2
    assert holding(points, HERALD, SHIPS).id == holding(points, POST, FOG).id == "weather"


def test_an_editor_replaces_and_empties_cells() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    curated = CuratedPoint(before.id, sentences={"herald": (find(HERALD, SHIPS),), "post": ()})
    points = compared(HERALD, POST, curation=(curated,))
    point = next(point for point in points if point.id == before.id)
    assert [(cell.source, cell.spans) for cell in point.cells] == [("herald", (find(HERALD, SHIPS),))]
    assert point.anchor == ("herald", find(HERALD, SHIPS))


def test_an_editor_merges_and_hides() -> None:
    points = compared(HERALD, POST)
    ships, fog, treaty = (holding(points, a, w) for a, w in ((HERALD, SHIPS), (POST, FOG), (HERALD, TREATY)))
    after = compared(
        HERALD, POST, curation=(CuratedPoint(ships.id, merge=(fog.id,)), CuratedPoint(treaty.id, hide=True))
    )
    assert [point.id for point in after] == [ships.id]
    assert [cell.source for cell in after[0].cells] == ["herald", "post"]


def test_an_editors_words_and_differences_stand() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    curated = CuratedPoint(before.id, words={"post": find(POST, "at noon")}, differs=("hedge",))
    point = holding(compared(HERALD, POST, curation=(curated,)), HERALD, TREATY)
    assert point.differs == ("hedge",)
    assert [cell.words for cell in point.cells] == [None, find(POST, "at noon")]


def test_an_editors_points_stand_in_the_editors_order_before_others_of_their_group() -> None:
    points = compared(HERALD, POST)
    ships, fog = holding(points, HERALD, SHIPS).id, holding(points, POST, FOG).id
    curation = (CuratedPoint(fog, label="Fog"), CuratedPoint(ships, label="Ships"))
    assert [point.label for point in compared(HERALD, POST, curation=curation)] == [None, "Fog", "Ships"]
    assert [point.label for point in compared(HERALD, POST, curation=curation[:1])] == [None, "Fog", None]


def test_ids_that_nobody_knows_are_returned() -> None:
    points = compared(HERALD, POST)
    lost = CuratedPoint("p-0000000000", label="Lost")
    merging = CuratedPoint(points[0].id, merge=("p-1111111111", points[1].id))
    made = CuratedPoint("weather", sentences={"herald": (find(HERALD, SHIPS),)})
    assert comparing.unknown([point.id for point in points], (lost, merging, made)) == (
        (lost, "p-0000000000"),
        (merging, "p-1111111111"),
    )
    assert len(compared(HERALD, POST, curation=(lost,))) == len(points)
