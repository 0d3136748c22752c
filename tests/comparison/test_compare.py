"""Points: linked sentences, their order and their ids. All texts are invented."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.build_articles import build_article
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


def test_linked_sentences_make_a_point_and_others_stay_alone() -> None:
    points = compared(HERALD, POST)
    shared = holding(points, HERALD, TREATY)
    assert shared.get_cell("post") is not None
    assert shared.coverage == "all"
    assert holding(points, HERALD, SHIPS).coverage == "one"
    assert holding(points, POST, FOG).coverage == "one"


def test_points_are_ordered_by_kind_of_difference_then_coverage() -> None:
    hedged = build_article("herald", f"{FOG} {TREATY} At least 10 ships left the bay of Tarlen.")
    other = build_article("post", f"{TREATY_TOO} Over 10 ships left the bay of Tarlen.")
    assert [(p.differs, p.coverage) for p in compared(hedged, other)] == [
        (("figures",), "all"),
        ((), "all"),
        ((), "one"),
    ]


def test_identical_sentences_of_one_source_have_ids_of_their_own() -> None:
    article = build_article("herald", f"{TREATY} {SHIPS} {TREATY}")
    points = compared(article)
    assert len({point.id for point in points}) == len(points) == 3


def test_an_id_depends_on_the_source_and_the_words_alone() -> None:
    (point,) = compared(build_article("herald", TREATY))
    (again,) = compared(build_article("herald", f"«{TREATY.upper()}»"))
    (elsewhere,) = compared(build_article("post", TREATY))
    assert point.id == again.id != elsewhere.id


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
        found = {span for point in points if (cell := point.get_cell(article.id)) for span in cell.spans}
        sentences = {s for s in article.sentence_spans if any(map(str.isalnum, s.extract(article.text)))}
        assert found == sentences
    for point in points:
        for cell in point.cells:
            marks = [mark.span for mark in cell.marks]
            assert all(a.end <= b.start for a, b in pairwise(marks))
            assert all(any(span.covers(mark) for span in cell.spans) for mark in marks)
            assert cell.differing_words is None or any(
                span.covers(cell.differing_words) for span in cell.spans
            )
