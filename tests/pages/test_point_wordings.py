"""Test how the sources of a point are grouped by their wording."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import ComparedValues, PointCell, Span
from build_scripts.models.stories import DifferenceKind
from build_scripts.pages.views.point_wordings import (
    PointWordings,
    group_point_wordings,
    list_stated_values,
    normalize_wording,
    order_cell_sentences,
)
from tests.helpers.build_articles import find
from tests.helpers.stories import article, cell, point, view

SAYS = {
    "herald": "There were at least 40 ships.",
    "post": "There were over 60 ships.",
    "gazette": "Ships, At Least 40, lay there.",
    "wire": "Ships lay there.",
    "record": "There were over 60 ships, too.",
    "leaflet": "The goats slept.",
}
WORDS = {"herald": "at least 40", "post": "over 60", "gazette": "At Least 40,", "record": "over 60"}
LETTERS = dict(zip(SAYS, "ABCDEF", strict=True))


def ships(differs: tuple[DifferenceKind, ...] = ("figures",)) -> PointWordings:
    """Return the wordings of a point in six sources; the words of `record` may not be shown."""
    articles = [article(name, [text], "link" if name == "record" else "full") for name, text in SAYS.items()]
    cells = [cell(a, SAYS[a.id], words=WORDS.get(a.id)) for a in articles if a.id != "leaflet"]
    one = point("ships", cells, len(SAYS), differs)
    return group_point_wordings(view(articles, [one], LETTERS), one)


def test_sources_with_the_same_words_are_together_in_the_order_of_their_letters() -> None:
    found = ships()
    assert [(w.number, [use.source.letter for use in w.uses]) for w in found.wordings] == [
        (1, ["A", "C"]),
        (2, ["B"]),
    ]
    assert [use.source.letter for use in found.without_wording] == ["D"]
    assert [use.source.letter for use in found.not_quotable] == ["E"]
    assert [source.letter for source in found.absent_sources] == ["F"]
    assert found.numbers_by_source == {"herald": 1, "gazette": 1, "post": 2}


def test_each_use_leads_to_its_words_or_to_its_sentence() -> None:
    found = ships()
    places = {name: use.linked_span.extract(SAYS[name]) for name, use in found.uses_by_source.items()}
    assert places == {**{name: SAYS[name] for name in ("wire", "record")}, **dict(list(WORDS.items())[:3])}


def test_only_sentences_that_may_be_read_are_counted() -> None:
    assert ships().sentence_count == 4


def test_where_nothing_differs_there_are_no_wordings() -> None:
    found = ships(())
    assert found.wordings == ()
    assert [use.source.letter for use in found.without_wording] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at least 40", "At  Least\u00a040,"),
        ("the minister’s office", "the minister's office"),
        ("“said”", "said"),
    ],
)
def test_words_that_count_as_the_same(one: str, other: str) -> None:
    assert normalize_wording(one) == normalize_wording(other)


@pytest.mark.parametrize(("one", "other"), [("40", "40,000"), ("1.5", "15"), ("over 60", "over 6 0")])
def test_words_that_do_not(one: str, other: str) -> None:
    assert normalize_wording(one) != normalize_wording(other)


@given(st.text(max_size=30))
def test_comparing_twice_changes_nothing(words: str) -> None:
    assert normalize_wording(normalize_wording(words)) == normalize_wording(words)


def test_the_sentence_with_the_words_that_differ_comes_first() -> None:
    spans = (Span(0, 10), Span(20, 30), Span(40, 50))
    assert order_cell_sentences(PointCell("herald", spans, differing_words=Span(22, 25))) == (
        spans[1],
        spans[0],
        spans[2],
    )
    assert order_cell_sentences(PointCell("herald", spans)) == spans


def test_values_are_listed_once_without_those_that_may_not_be_shown() -> None:
    articles = [article(name, [text], "link" if name == "record" else "full") for name, text in SAYS.items()]
    by_id = {a.id: a for a in articles}
    words = {name: find(by_id[name], said) for name, said in WORDS.items()}
    stated = {name: said.removesuffix(",").casefold() for name, said in WORDS.items()}
    values = ComparedValues("ships", "precision", words, stated)
    cells = [cell(a, SAYS[a.id]) for a in articles if a.id != "leaflet"]
    one = replace(point("ships", cells, len(SAYS), ("figures",)), values=(values,))
    (found,) = list_stated_values(view(articles, [one], LETTERS), one)
    assert (found.thing, found.relation) == ("ships", "precision")
    assert [[use.source.letter for use in value.uses] for value in found.values] == [["A", "C"], ["B"]]
