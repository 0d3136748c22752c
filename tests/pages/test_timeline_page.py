"""Test the entries of a timeline. All texts are invented."""

from __future__ import annotations

from build_scripts.models import Article, Point, PointCell
from build_scripts.pages.timeline_page import (
    build_timeline_entries,
    list_borrowed_years,
    list_undated_sentences,
)
from tests.helpers.build_articles import build_article, find
from tests.helpers.story_with_timeline import shown, view

TALKS = "They met in Strelsau on Wednesday."
AGAIN = "On March 12, they met in Strelsau."
CALL = "Jane Roe had called Zenda in February."


def point(name: str, label: str | None, *cells: tuple[Article, str]) -> Point:
    made = tuple(PointCell(article.id, (find(article, words),)) for article, words in cells)
    return Point(name, label, (made[0].source, made[0].spans[0]), "some", made)


def test_sentences_of_one_date_stand_under_the_label_that_most_of_them_share() -> None:
    herald = shown(build_article("herald", TALKS, CALL, published="2031-03-12"))
    post = shown(build_article("post", AGAIN, published="2031-03-12"))
    own = point("own", "The room in Strelsau", (herald, TALKS))
    shared = point("shared", "The talks in Strelsau", (herald, TALKS), (post, AGAIN))
    unlabelled = point("call", None, (herald, CALL))
    month, day = build_timeline_entries(
        (talks := view(herald, post, points=(own, shared, unlabelled))), talks.story.timeline
    )
    assert (month.date, month.unstated_parts, month.is_story_date) == ("2031-02", "day not stated", False)
    assert [event.point for event in month.events] == [None]
    assert (day.date, day.unstated_parts, day.is_story_date) == ("2031-03-12", None, True)
    (event,) = day.events
    assert event.point == shared
    assert [reading.source.letter for reading in event.sentences] == ["A", "B"]


def test_a_year_from_the_date_of_publication_is_said_once_and_a_weekday_beside_its_sentence() -> None:
    herald = shown(build_article("herald", TALKS, CALL, published="2031-03-12T18:05"))
    post = shown(build_article("post", AGAIN, published="2031-03-13"))
    pamphlet = shown(build_article("pamphlet", AGAIN, "They had met last week."))
    talks = view(herald, post, pamphlet)
    assert list_borrowed_years(talks) == (("12 March 2031", ("A",)), ("13 March 2031", ("B",)))
    month, day = build_timeline_entries(talks, talks.story.timeline)
    assert [reading.notes for reading in month.events[0].sentences] == [()]
    assert [reading.notes for reading in day.events[0].sentences] == [
        ("“Wednesday”, read from the date of publication, 12 March 2031",),
        (),
        ("“March 12”, year from the date that this site gives the story",),
    ]
    (left,) = list_undated_sentences(talks)
    assert left.notes == ("Not resolved: this capture states no date of publication",)


def test_a_sentence_that_gives_a_date_twice_stands_once() -> None:
    words = "On March 12, 2031, they met, and on March 12, 2031, they parted."
    talks = view(shown(build_article("herald", words)))
    ((reading,),) = [
        event.sentences for event in build_timeline_entries(talks, talks.story.timeline)[0].events
    ]
    assert reading.html is not None
    assert reading.html.count('<b class="px-date">March 12, 2031</b>') == 2


def test_words_that_may_not_be_shown_are_not_in_a_timeline() -> None:
    talks = view(build_article("herald", AGAIN, published="2031-03-12"))
    ((entry,), *_) = [build_timeline_entries(talks, talks.story.timeline)]
    (reading,) = entry.events[0].sentences
    assert (reading.html, reading.date_spans, reading.notes) == (None, (), ())
