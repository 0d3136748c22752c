"""Points, differences and curation. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.figures import figures
from build_scripts.comparison.figures.compare_sizes import sizes
from build_scripts.comparison.points import ids
from build_scripts.models import Article, CuratedPoint, Point, Sidecar, Span, Statement
from build_scripts.pipeline import (
    analyse_article as analysis,
)
from build_scripts.pipeline import (
    assemble_publication as assembling,
)
from build_scripts.pipeline import (
    compare_story as curating,
)
from build_scripts.source_files.points_yaml import Passage, PointFile
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.yaml_files import ListedSource, StoryFile
from build_scripts.text import dates
from tests.helpers.build_articles import build_article, find
from tests.helpers.paths import read_cases

FIGURES = read_cases("figures")
PAIRS = read_cases("compare_sizes")
DIFFERENCES = read_cases("differences")
HEDGED = read_cases("hedge_scope")
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
    return comparing.curate(articles, curation, knowledge=KNOWN, possible=possible).points


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
    dated = [e.span for e in dates.find(text, whole, KNOWN.dates)]
    assert [spelt(f, text) for f in figures.find(text, whole, dated, KNOWN.figures)] == case["figures"]


@pytest.mark.parametrize(
    ("one", "other", "expected"), PAIRS, ids=lambda words: str(words).encode("ascii", "replace").decode()
)
def test_figures_relate_by_the_sizes_that_their_words_allow(one: str, other: str, expected: str) -> None:
    texts = [f"There were {words}." for words in (one, other)]
    read = [figures.find(text, Span(0, len(text)), (), KNOWN.figures) for text in texts]
    of_one_thing = [(a, b) for a in read[0] for b in read[1] if a.same_thing(b) or a.same_lead(b)]
    assert ({sizes(a, b) for a, b in of_one_thing} or {"not comparable"}) == {expected}
    assert all(sizes(b, a) == sizes(a, b) for a, b in of_one_thing)
    assert all(b.same_thing(a) or b.same_lead(a) for a, b in of_one_thing)


# --- differences --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case["title"])
def test_cells_differ_by_what_they_show(case: dict[str, Any]) -> None:
    one, other = build_article("herald", case["one"]), build_article("post", case["other"])
    point = CuratedPoint("point", sentences={"herald": one.sentence_spans, "post": other.sentence_spans})
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
def test_whoever_vouches_without_taking_part_makes_a_difference_to_nobody(
    speaker: str, differs: tuple[str, ...]
) -> None:
    article = build_article("herald", f"{speaker} said that the old stone bridge of Tarlen was unsafe.")
    content = find(article, "that the old stone bridge of Tarlen was unsafe")
    said = Statement((content,), "indirect", find(article, "said"), find(article, speaker), speaker)
    article = replace(article, statements=(said,))
    (point,) = compared(article, build_article("post", "The old stone bridge of Tarlen was unsafe."))
    assert point.differs == differs


@pytest.mark.parametrize("case", HEDGED, ids=lambda case: case["title"])
def test_a_hedge_counts_for_its_clause(case: dict[str, Any], tools: assembling.Tools) -> None:
    articles = []
    for name in ("one", "other"):
        cleaned = analysis.clean(case[name].encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
        articles.append(analysis.article(name, cleaned, (), tools.article))
    point = CuratedPoint("point", sentences={article.id: article.sentence_spans for article in articles})
    (found,) = compared(*articles, curation=(point,))
    assert list(found.differs) == case["differs"]


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
        assert found == set(article.sentence_spans)
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


def test_among_differences_the_editors_order_comes_before_their_kind() -> None:
    points = compared(HERALD, POST)
    ships, fog = holding(points, HERALD, SHIPS).id, holding(points, POST, FOG).id
    hedged = CuratedPoint(fog, label="Fog", differs=("hedge",))
    counted = CuratedPoint(ships, label="Ships", differs=("figures",))
    for curation in ((hedged, counted), (counted, hedged)):
        points = compared(HERALD, POST, curation=curation)
        assert [point.label for point in points if point.label] == [entry.label for entry in curation]


# --- curation of a story that grows -------------------------------------------------------------

TREATY_LATER = "The king of Ruritania signed the harbour treaty by candlelight."
MAIL = build_article("mail", f"{TREATY_LATER} A band played on the quay until dawn.")
NEWS = build_article("news", f"{TREATY} Every tram in the capital stood still.")


def listed(id_: str, *sentences: tuple[Article, str], **more: Any) -> CuratedPoint:
    """Return an entry that lists these sentences."""
    cells: dict[str, tuple[Span, ...]] = {}
    for article, words in sentences:
        cells[article.id] = (*cells.get(article.id, ()), find(article, words))
    return CuratedPoint(id_, sentences={**cells, **more.pop("sentences", {})}, **more)


def cells(point: Point, *articles: Article) -> dict[str, list[str]]:
    texts = {article.id: article.text for article in articles}
    return {cell.source: [span.of(texts[cell.source]) for span in cell.spans] for cell in point.cells}


def shown(*articles: Article, curation: tuple[CuratedPoint, ...] = ()) -> dict[str, dict[str, list[str]]]:
    return {p.id: cells(p, *articles) for p in compared(*articles, curation=curation)}


def test_an_entry_takes_what_a_new_source_says_and_the_machines_point_goes() -> None:
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
def test_of_entries_that_share_as_much_the_first_takes_a_new_sources_sentence(ids: tuple[str, str]) -> None:
    points = shown(HERALD, MAIL, curation=tuple(listed(id_, (HERALD, TREATY)) for id_ in ids))
    assert "mail" in points[ids[0]]
    assert "mail" not in points[ids[1]]


def test_an_entry_that_names_no_sentence_adopts_no_neighbour() -> None:
    before = compared(HERALD, POST, MAIL)
    named = holding(before, HERALD, TREATY)
    after = compared(HERALD, POST, MAIL, curation=(CuratedPoint(named.id, label="The treaty"),))
    assert sorted((p.id, p.cells) for p in after) == sorted((p.id, p.cells) for p in before)


def test_what_an_entry_leaves_of_a_point_stays_with_sources_that_it_does_not_mention() -> None:
    entry = listed("treaty", (HERALD, SHIPS), (POST, TREATY_TOO))
    points = shown(HERALD, POST, MAIL, curation=(entry,))
    assert points["treaty"] == {"herald": [SHIPS], "post": [TREATY_TOO], "mail": [TREATY_LATER]}
    assert {"herald": [TREATY], "mail": [TREATY_LATER]} in points.values()


def test_what_is_left_of_a_point_has_an_id_that_another_entry_may_name() -> None:
    before = holding(compared(HERALD, POST), HERALD, TREATY)
    entry = listed(before.id, (HERALD, SHIPS), (POST, TREATY_TOO))
    (left,) = (p for p in compared(HERALD, POST, curation=(entry,)) if p.cell("herald") and p.id != before.id)
    assert cells(left, HERALD) == {"herald": [TREATY]}
    named = comparing.curate(
        (HERALD, POST), (entry, CuratedPoint(left.id, label="The treaty")), knowledge=KNOWN
    )
    assert next(p for p in named.points if p.id == left.id).label == "The treaty"
    assert named.unknown == ()
    hidden = compared(HERALD, POST, curation=(entry, CuratedPoint(left.id, hide=True)))
    assert left.id not in {point.id for point in hidden}


def test_what_an_entry_hides_is_hidden_of_a_new_source_too() -> None:
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
    found = comparing.curate((HERALD, POST), (ships, fog, both), knowledge=KNOWN)
    (point,) = (p for p in found.points if p.label)
    assert found.unknown == ()
    assert not {"ships", "fog"} & {p.id for p in found.points}
    assert (point.id, point.label, point.note) == ("both", "Ships", "Dense.")
    assert cells(point, HERALD, POST) == {"herald": [TREATY, SHIPS], "post": [FOG]}
    assert [c.words for c in point.cells] == [find(HERALD, "Seven"), find(POST, "such fog")]


def test_entries_that_merge_each_other_make_the_first_ones_point() -> None:
    ring = (
        listed("ships", (HERALD, SHIPS), merge=("fog", "ships")),
        listed("fog", (POST, FOG), merge=("ships",)),
    )
    points = shown(HERALD, POST, curation=ring)
    assert points["ships"] == {"herald": [SHIPS], "post": [FOG]}
    assert "fog" not in points


def test_ids_that_nobody_knows_and_entries_that_make_no_point_are_told() -> None:
    points = compared(HERALD, POST)
    lost = CuratedPoint("p-0000000000", label="Lost")
    merging = CuratedPoint(points[0].id, merge=("p-1111111111", points[1].id, "weather"))
    made = listed("weather", (HERALD, SHIPS))
    emptied = CuratedPoint("empty", sentences={"herald": ()})
    found = comparing.curate((HERALD, POST), (lost, merging, made, emptied), knowledge=KNOWN)
    assert found.unknown == ((lost, "p-0000000000"), (merging, "p-1111111111"), (emptied, "empty"))
    assert len(compared(HERALD, POST, curation=(lost,))) == len(points)


def test_of_a_source_without_an_article_nothing_is_told() -> None:
    gone = CuratedPoint("gone", sentences={"withdrawn": ()})
    merging = CuratedPoint("merging", merge=("gone",))
    found = comparing.curate((HERALD, POST), (gone, merging), knowledge=KNOWN)
    assert (found.points, found.unknown) == (compared(HERALD, POST), ())


@st.composite
def curated_stories(draw: st.DrawFn) -> tuple[list[Article], tuple[CuratedPoint, ...]]:
    """Draw articles, and entries that name, list, merge and hide their points or each other's."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    articles = [build_article(f"s{number}", text) for number, text in enumerate(texts)]
    anchored = (
        ids([a.id] * len(a.sentence_spans), [s.of(a.text) for s in a.sentence_spans]) for a in articles
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
def test_an_editors_sentences_stand_as_listed(story: tuple[list[Article], tuple[CuratedPoint, ...]]) -> None:
    articles, curation = story
    entries = {entry.id: entry for entry in curation}
    for point in compared(*articles, curation=curation):
        for source, spans in entries[point.id].sentences.items() if point.id in entries else ():
            cell, curated = point.cell(source), entries[point.id]
            stands = {*spans, *curated.add.get(source, ())} - {*curated.remove.get(source, ())}
            assert (cell.spans if cell else ()) == tuple(sorted(stands))


@given(curated_stories())
def test_an_entry_of_a_sentences_id_is_a_point_or_told(
    story: tuple[list[Article], tuple[CuratedPoint, ...]],
) -> None:
    articles, curation = story
    open_ = tuple(replace(entry, hide=False) for entry in curation)
    found = comparing.curate(articles, open_, knowledge=KNOWN)
    told = {id_ for _, id_ in found.unknown}
    merged = {id_ for entry in curation for id_ in entry.merge}
    assert {entry.id for entry in curation} <= {point.id for point in found.points} | told | merged


# --- the entries of a story file ----------------------------------------------------------------


def entry(id_: str, **more: Any) -> PointFile:
    empty: dict[str, Any] = {"sentences": {}, "words": {}, "merge": ()}
    nothing = dict.fromkeys(("label", "differs", "note"))
    return PointFile(**{"id": id_, "line": 3, "hide": False, **nothing, **empty, **more})


def test_what_entries_say_of_a_withdrawn_source_is_passed_over() -> None:
    gone = {"gone": (Passage("Nobody has this any more.", 4),)}
    file = StoryFile(
        title="Talks",
        sources=tuple(ListedSource(name, 2) for name in ("herald", "gone")),
        points=(
            entry("only-there", sentences=gone),
            entry("there-too", sentences={**gone, "herald": (Passage("Seven Zendan ships", 5),)}),
            entry("nowhere"),
            entry("both", merge=(Passage("only-there", 6), Passage("missing", 7))),
        ),
    )
    points, problems = curating.compare(RawStory("talks", "story.yml", file, ()), (HERALD,), KNOWN)
    assert holding(points, HERALD, SHIPS).id == "there-too"
    assert len(points) == 2
    assert [(problem.severity, problem.what) for problem in problems] == [
        ("warning", "the comparison knows no point 'nowhere'"),
        ("warning", "the comparison knows no point 'missing'"),
    ]
