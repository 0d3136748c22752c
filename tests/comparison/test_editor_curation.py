"""An editor's entries for points, also in a story that grows. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.point_ids import make_point_ids
from build_scripts.models import Article, CuratedPoint, DifferenceKind, Grade, Point, Span
from tests.helpers.build_articles import build_article, find
from tests.helpers.compared_articles import (
    FOG,
    HERALD,
    POST,
    SHIPS,
    TEXTS,
    TREATY,
    TREATY_TOO,
    compared,
    holding,
)

KNOWN = load_comparison_words()


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


@pytest.mark.parametrize("grade", ["conflict", "precision", "telling", None])
def test_an_editor_says_how_much_the_sources_differ(grade: Grade | None) -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    after = holding(compared(HERALD, POST, curation=(CuratedPoint(before.id, grade=grade),)), HERALD, TREATY)
    assert after.grade == (grade or before.grade)
    assert ("graded" in after.edits) == (grade is not None)


@pytest.mark.parametrize(("kind", "grade"), [("figures", "conflict"), ("attribution", "telling")])
def test_what_an_editor_sees_and_the_program_does_not_has_the_gravest_grade(
    kind: DifferenceKind, grade: Grade
) -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    after = holding(
        compared(HERALD, POST, curation=(CuratedPoint(before.id, differs=(kind,)),)), HERALD, TREATY
    )
    assert after.grade == grade


def test_an_editor_merges_and_hides() -> None:
    points = compared(HERALD, POST)
    ships, fog, treaty = (holding(points, a, w) for a, w in ((HERALD, SHIPS), (POST, FOG), (HERALD, TREATY)))
    after = compared(
        HERALD, POST, curation=(CuratedPoint(ships.id, merge=(fog.id,)), CuratedPoint(treaty.id, hide=True))
    )
    assert [point.id for point in after] == [ships.id]
    assert [cell.source for cell in after[0].cells] == ["herald", "post"]


def test_an_editors_words_and_differences_replace_the_machines() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    curated = CuratedPoint(before.id, words={"post": find(POST, "at noon")}, differs=("hedge",))
    point = holding(compared(HERALD, POST, curation=(curated,)), HERALD, TREATY)
    assert point.differs == ("hedge",)
    assert [cell.differing_words for cell in point.cells] == [None, find(POST, "at noon")]


def test_an_editors_points_are_in_the_editors_order_before_others_of_their_group() -> None:
    points = compared(HERALD, POST)
    ships, fog = holding(points, HERALD, SHIPS).id, holding(points, POST, FOG).id
    curation = (CuratedPoint(fog, label="Fog"), CuratedPoint(ships, label="Ships"))
    assert [point.label for point in compared(HERALD, POST, curation=curation)] == [None, "Fog", "Ships"]
    assert [point.label for point in compared(HERALD, POST, curation=curation[:1])] == [None, "Fog", None]


def test_among_differences_of_one_grade_the_editors_order_comes_before_their_kind() -> None:
    points = compared(HERALD, POST)
    ships, fog = holding(points, HERALD, SHIPS).id, holding(points, POST, FOG).id
    denied = CuratedPoint(fog, label="Fog", differs=("denial",))
    counted = CuratedPoint(ships, label="Ships", differs=("figures",))
    for curation in ((denied, counted), (counted, denied)):
        points = compared(HERALD, POST, curation=curation)
        assert [point.label for point in points if point.label] == [entry.label for entry in curation]
    finer = replace(denied, grade="precision")
    for curation in ((finer, counted), (counted, finer)):
        points = compared(HERALD, POST, curation=curation)
        assert [point.label for point in points if point.label] == ["Ships", "Fog"]


# --- curation of a story that grows -------------------------------------------------------------

TREATY_LATER = "The king of Ruritania signed the harbour treaty by candlelight."
MAIL = build_article("mail", f"{TREATY_LATER} A band played on the quay until dawn.")


def listed(id_: str, *sentences: tuple[Article, str], **more: Any) -> CuratedPoint:
    """Return an entry that lists these sentences."""
    cells: dict[str, tuple[Span, ...]] = {}
    for article, words in sentences:
        cells[article.id] = (*cells.get(article.id, ()), find(article, words))
    return CuratedPoint(id_, sentences={**cells, **more.pop("sentences", {})}, **more)


def cells(point: Point, *articles: Article) -> dict[str, list[str]]:
    texts = {article.id: article.text for article in articles}
    return {cell.source: [span.extract(texts[cell.source]) for span in cell.spans] for cell in point.cells}


def shown(*articles: Article, curation: tuple[CuratedPoint, ...] = ()) -> dict[str, dict[str, list[str]]]:
    return {p.id: cells(p, *articles) for p in compared(*articles, curation=curation)}


def test_an_entry_takes_a_new_sources_sentence_and_replaces_the_machines_point() -> None:
    entry = listed("treaty", (HERALD, TREATY), (POST, TREATY_TOO))
    points = shown(HERALD, POST, MAIL, curation=(entry,))
    assert points["treaty"] == {"herald": [TREATY], "post": [TREATY_TOO], "mail": [TREATY_LATER]}
    assert [id_ for id_, cells in points.items() if TREATY_LATER in cells.get("mail", ())] == ["treaty"]
    assert [len(cells) for id_, cells in points.items() if id_ != "treaty"] == [1, 1, 1]


def test_an_entry_that_keeps_a_source_out_leaves_its_sentence_alone() -> None:
    entry = listed("treaty", (HERALD, TREATY), (POST, TREATY_TOO), sentences={"mail": ()})
    points = shown(HERALD, POST, MAIL, curation=(entry,))
    assert points["treaty"] == {"herald": [TREATY], "post": [TREATY_TOO]}
    assert [cells for cells in points.values() if TREATY_LATER in cells.get("mail", ())] == [
        {"mail": [TREATY_LATER]}
    ]


@pytest.mark.parametrize("first", ["fog", "treaty"])
def test_the_entry_that_shares_most_takes_a_new_sources_sentence(first: str) -> None:
    fog = listed("fog", (HERALD, TREATY), (POST, FOG))
    treaty = listed("treaty", (HERALD, TREATY), (POST, TREATY_TOO))
    points = shown(HERALD, POST, MAIL, curation=(fog, treaty) if first == "fog" else (treaty, fog))
    assert "mail" not in points["fog"]
    assert points["treaty"]["mail"] == [TREATY_LATER]


@pytest.mark.parametrize("ids", [("one", "other"), ("other", "one")])
def test_of_entries_that_share_equally_much_the_first_takes_a_new_sources_sentence(
    ids: tuple[str, str],
) -> None:
    points = shown(HERALD, MAIL, curation=tuple(listed(id_, (HERALD, TREATY)) for id_ in ids))
    assert "mail" in points[ids[0]]
    assert "mail" not in points[ids[1]]


def test_an_entry_that_names_no_sentence_adopts_no_neighbour() -> None:
    before = compared(HERALD, POST, MAIL)
    named = holding(before, HERALD, TREATY)
    after = compared(HERALD, POST, MAIL, curation=(CuratedPoint(named.id, label="The treaty"),))
    assert sorted((p.id, p.cells) for p in after) == sorted((p.id, p.cells) for p in before)


def test_a_leftover_point_keeps_the_sources_that_the_entry_does_not_mention() -> None:
    entry = listed("treaty", (HERALD, SHIPS), (POST, TREATY_TOO))
    points = shown(HERALD, POST, MAIL, curation=(entry,))
    assert points["treaty"] == {"herald": [SHIPS], "post": [TREATY_TOO], "mail": [TREATY_LATER]}
    assert {"herald": [TREATY], "mail": [TREATY_LATER]} in points.values()


def test_a_leftover_point_has_an_id_that_another_entry_may_name() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    entry = listed(before.id, (HERALD, SHIPS), (POST, TREATY_TOO))
    (left,) = (
        p for p in compared(HERALD, POST, curation=(entry,)) if p.get_cell("herald") and p.id != before.id
    )
    assert cells(left, HERALD) == {"herald": [TREATY]}
    named = compare_with_curation(
        (HERALD, POST), (entry, CuratedPoint(left.id, label="The treaty")), words=KNOWN
    )
    assert next(p for p in named.points if p.id == left.id).label == "The treaty"
    assert named.unknown_ids == ()
    hidden = compared(HERALD, POST, curation=(entry, CuratedPoint(left.id, hide=True)))
    assert left.id not in {point.id for point in hidden}


def test_a_hidden_point_stays_hidden_with_a_new_source() -> None:
    entry = listed("treaty", (HERALD, TREATY), hide=True)
    said = [words for cells in shown(HERALD, MAIL, curation=(entry,)).values() for words in cells.values()]
    assert [TREATY] not in said
    assert [TREATY_LATER] not in said


def test_an_editor_merges_entries() -> None:
    ships = listed("ships", (HERALD, SHIPS), label="Ships", words={"herald": find(HERALD, "Seven")})
    fog = listed(
        "fog",
        (POST, FOG),
        (HERALD, TREATY),
        note="Dense.",
        words={"herald": find(HERALD, "signed"), "post": find(POST, "Nobody")},
    )
    both = CuratedPoint("both", merge=("ships", "fog"), words={"post": find(POST, "such fog")})
    found = compare_with_curation((HERALD, POST), (ships, fog, both), words=KNOWN)
    (point,) = (p for p in found.points if p.label)
    assert found.unknown_ids == ()
    assert not {"ships", "fog"} & {p.id for p in found.points}
    assert (point.id, point.label, point.note) == ("both", "Ships", "Dense.")
    assert cells(point, HERALD, POST) == {"herald": [TREATY, SHIPS], "post": [FOG]}
    assert [c.differing_words for c in point.cells] == [find(HERALD, "Seven"), find(POST, "such fog")]


def test_entries_that_merge_each_other_make_the_first_ones_point() -> None:
    ring = (
        listed("ships", (HERALD, SHIPS), merge=("fog", "ships")),
        listed("fog", (POST, FOG), merge=("ships",)),
    )
    points = shown(HERALD, POST, curation=ring)
    assert points["ships"] == {"herald": [SHIPS], "post": [FOG]}
    assert "fog" not in points


def test_unknown_ids_and_entries_that_make_no_point_are_reported() -> None:
    points = compared(HERALD, POST)
    lost = CuratedPoint("p-0000000000", label="Lost")
    merging = CuratedPoint(points[0].id, merge=("p-1111111111", points[1].id, "weather"))
    made = listed("weather", (HERALD, SHIPS))
    emptied = CuratedPoint("empty", sentences={"herald": ()})
    found = compare_with_curation((HERALD, POST), (lost, merging, made, emptied), words=KNOWN)
    assert found.unknown_ids == ((lost, "p-0000000000"), (merging, "p-1111111111"), (emptied, "empty"))
    assert len(compared(HERALD, POST, curation=(lost,))) == len(points)


def test_a_source_without_an_article_is_not_reported() -> None:
    gone = CuratedPoint("gone", sentences={"withdrawn": ()})
    merging = CuratedPoint("merging", merge=("gone",))
    found = compare_with_curation((HERALD, POST), (gone, merging), words=KNOWN)
    assert (found.points, found.unknown_ids) == (compared(HERALD, POST), ())


@st.composite
def curated_stories(draw: st.DrawFn) -> tuple[list[Article], tuple[CuratedPoint, ...]]:
    """Draw articles, and entries that name, list, merge and hide their points or each other's."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    articles = [build_article(f"s{number}", text) for number, text in enumerate(texts)]
    anchored = (
        make_point_ids([a.id] * len(a.sentence_spans), [s.extract(a.text) for s in a.sentence_spans])
        for a in articles
    )
    names = [*chain(*anchored), "one", "two", "three", "p-0000000000"]
    entries = draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    some = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)
    sentences = {
        article.id: st.lists(st.sampled_from(article.sentence_spans), max_size=2).map(tuple)
        for article in articles
        if article.sentence_spans
    }
    return articles, tuple(
        CuratedPoint(
            entry,
            sentences=draw(st.fixed_dictionaries({}, optional=sentences)),
            add=draw(st.fixed_dictionaries({}, optional=sentences)),
            remove=draw(st.fixed_dictionaries({}, optional=sentences)),
            split_from=draw(st.sampled_from([None, None, *(set(names) - set(entries))])),
            merge=draw(some),
            hide=draw(st.integers(0, 4)) == 0,
        )
        for entry in entries
    )


@given(curated_stories())
def test_no_sentence_gets_lost_unless_an_editor_hides_it(
    story: tuple[list[Article], tuple[CuratedPoint, ...]],
) -> None:
    articles, curation = story
    points = compared(*articles, curation=curation)
    open_ = compared(*articles, curation=tuple(replace(entry, hide=False) for entry in curation))
    hiding = {entry.id for entry in curation if entry.hide}
    shown_ids = [point.id for point in points]
    assert len(set(shown_ids)) == len(shown_ids)
    assert not hiding & set(shown_ids)
    for article in articles:
        visible, hidden = (
            {span for p in every for c in p.cells if c.source == article.id for span in c.spans}
            for every in (points, [p for p in open_ if p.id in hiding])
        )
        assert visible | hidden == set(article.sentence_spans)


@given(curated_stories(), TEXTS)
def test_a_source_added_at_the_end_changes_no_other_cell_of_an_editors_point(
    story: tuple[list[Article], tuple[CuratedPoint, ...]], added: str
) -> None:
    articles, curation = story
    entries = {entry.id for entry in curation}
    after = {p.id: p for p in compared(*articles, build_article("added", added), curation=curation)}
    for point in compared(*articles, curation=curation):
        if point.id in entries:
            assert [(c.source, c.spans) for c in after[point.id].cells if c.source != "added"] == [
                (c.source, c.spans) for c in point.cells
            ]


@given(curated_stories())
def test_an_editors_cells_are_as_listed(story: tuple[list[Article], tuple[CuratedPoint, ...]]) -> None:
    articles, curation = story
    entries = {entry.id: entry for entry in curation}
    for point in compared(*articles, curation=curation):
        for source, spans in entries[point.id].sentences.items() if point.id in entries else ():
            cell, curated = point.get_cell(source), entries[point.id]
            expected = {*spans, *curated.add.get(source, ())} - {*curated.remove.get(source, ())}
            assert (cell.spans if cell else ()) == tuple(sorted(expected))


@given(curated_stories())
def test_an_entry_with_a_sentences_id_is_a_point_or_reported(
    story: tuple[list[Article], tuple[CuratedPoint, ...]],
) -> None:
    articles, curation = story
    open_ = tuple(replace(entry, hide=False) for entry in curation)
    found = compare_with_curation(articles, open_, words=KNOWN)
    unknown = {id_ for _, id_ in found.unknown_ids}
    merged = {id_ for entry in curation for id_ in entry.merge}
    assert {entry.id for entry in curation} <= {point.id for point in found.points} | unknown | merged
