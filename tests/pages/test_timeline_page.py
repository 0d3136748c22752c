"""What an actor's page and a timeline are made of. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from build_scripts.comparison.timeline import timeline
from build_scripts.models import Actor, Article, Cell, Point, Rights, Sidecar, Silence, Statement, Story
from build_scripts.pages import actor_page, timeline_page
from build_scripts.pages.timeline_chart import scale
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text import dates
from tests.helpers.build_articles import build_article, find

JANE = Actor("jane-roe", "Jane Roe")
TALKS = "They met in Strelsau on Wednesday."
AGAIN = "On March 12, they met in Strelsau."
CALL = "Jane Roe had called Zenda in February."


def shown(article: Article) -> Article:
    return replace(article, sidecar=Sidecar(rights=Rights(mode="full")))


def view(*articles: Article, points: tuple[Point, ...] = (), date: str | None = "2031-03-12") -> StoryView:
    letters = {article.id: letter for article, letter in zip(articles, "ABCDEF", strict=False)}
    facts = timeline(articles, date, dates.knowledge())
    story = Story("talks", "The talks", None, date, None, None, articles, letters, (), points, facts)
    return StoryView(story, (JANE,))


def point(name: str, label: str | None, *cells: tuple[Article, str]) -> Point:
    made = tuple(Cell(article.id, (find(article, words),)) for article, words in cells)
    return Point(name, label, (made[0].source, made[0].spans[0]), "some", made)


def test_sentences_of_one_date_stand_under_the_label_that_most_of_them_share() -> None:
    herald = shown(build_article("herald", TALKS, CALL, published="2031-03-12"))
    post = shown(build_article("post", AGAIN, published="2031-03-12"))
    own = point("own", "The room in Strelsau", (herald, TALKS))
    shared = point("shared", "The talks in Strelsau", (herald, TALKS), (post, AGAIN))
    unlabelled = point("call", None, (herald, CALL))
    month, day = timeline_page.entries(
        (talks := view(herald, post, points=(own, shared, unlabelled))), talks.story.timeline
    )
    assert (month.date, month.unstated, month.main) == ("2031-02", "day not stated", False)
    assert [event.point for event in month.events] == [None]
    assert (day.date, day.unstated, day.main) == ("2031-03-12", None, True)
    (event,) = day.events
    assert event.point == shared
    assert [reading.source.letter for reading in event.readings] == ["A", "B"]


def test_a_year_from_the_date_of_publication_is_said_once_and_a_weekday_beside_its_sentence() -> None:
    herald = shown(build_article("herald", TALKS, CALL, published="2031-03-12T18:05"))
    post = shown(build_article("post", AGAIN, published="2031-03-13"))
    pamphlet = shown(build_article("pamphlet", AGAIN, "They had met last week."))
    talks = view(herald, post, pamphlet)
    assert timeline_page.years_from(talks) == (("12 March 2031", ("A",)), ("13 March 2031", ("B",)))
    month, day = timeline_page.entries(talks, talks.story.timeline)
    assert [reading.notes for reading in month.events[0].readings] == [()]
    assert [reading.notes for reading in day.events[0].readings] == [
        ("“Wednesday”, read from the date of publication, 12 March 2031",),
        (),
        ("“March 12”, year from the date that this site gives the story",),
    ]
    (left,) = timeline_page.left_open(talks)
    assert left.notes == ("Not resolved: this capture states no date of publication",)


def test_a_sentence_that_gives_a_date_twice_stands_once() -> None:
    words = "On March 12, 2031, they met, and on March 12, 2031, they parted."
    talks = view(shown(build_article("herald", words)))
    ((reading,),) = [event.readings for event in timeline_page.entries(talks, talks.story.timeline)[0].events]
    assert reading.html is not None
    assert reading.html.count('<b class="px-date">March 12, 2031</b>') == 2


def test_words_that_may_not_be_shown_are_not_in_a_timeline() -> None:
    talks = view(build_article("herald", AGAIN, published="2031-03-12"))
    ((entry,), *_) = [timeline_page.entries(talks, talks.story.timeline)]
    (reading,) = entry.events[0].readings
    assert (reading.html, reading.expressions, reading.notes) == (None, (), ())


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "none"),
        (["2031-03-12", "2031-03-14"], "too few"),
        (["2011-05-01", "2031-03-12", "2031-03-13", "2031-03-14"], "heaped at the end"),
    ],
)
def test_a_scale_that_would_show_nothing_is_not_drawn(given: list[str], why: str) -> None:
    assert scale(None, given) is None, why


def test_a_scale_has_days_as_dots_and_months_as_bars_in_their_order() -> None:
    drawn = scale("2031-03-12", ["2031-01", "2031-01-20", "2031-03-12", "2031-02-03"])
    assert drawn is not None
    assert [(mark.end > mark.x, mark.main) for mark in drawn.marks] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    month, january, february, march = (mark.x for mark in drawn.marks)
    assert 0 < month < january < february < march < drawn.width
    assert [tick.name for tick in drawn.ticks] == ["Jan 2031", "Feb", "March"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["2030-12", "2031-01-20", "2031-02"], ["Dec 2030", "Jan 2031", "Feb"]),
        (["2029", "2030", "2031-12"], ["2029", "2030", "2031"]),
        (
            ["0001", "5000-06", "9999-12-31"],
            ["1", "1112", "2223", "3334", "4445", "5556", "6667", "7778", "8889"],
        ),
    ],
)
def test_a_scale_names_its_months_or_years(given: list[str], names: list[str]) -> None:
    drawn = scale(None, given)
    assert drawn is not None
    assert [tick.name for tick in drawn.ticks] == names


SAID = '"We will open," Jane Roe said, adding that ships could wait.'
REFUSED = "Her office did not say when."


def said_and_refused() -> Article:
    herald = build_article("herald", SAID, REFUSED)

    def statement(words: str, who: str, kind: str = "direct", **more: str) -> Statement:
        made = Statement((find(herald, words),), "direct", None, None, who, **more)
        return made if kind == "direct" else replace(made, kind="indirect", hedges=(find(herald, "could"),))

    silence = Silence(
        find(herald, REFUSED), find(herald, "did not say"), None, "Her office", office_of=JANE.id
    )
    return replace(
        shown(herald),
        statements=(
            statement('"We will open,"', "Jane Roe", actor=JANE.id),
            statement("ships could wait", "Jane Roe", "indirect", actor=JANE.id),
            statement("We will", "the ministry", office_of=JANE.id),
        ),
        silences=(silence, replace(silence, speaker_text="Harbour Ministry")),
    )


def test_what_an_actor_says_is_marked_in_its_sentence_under_the_name_of_its_source() -> None:
    sections = {s.kind: s for s in actor_page.context([view(said_and_refused())], JANE)["sections"]}
    assert {kind: section.number for kind, section in sections.items()} == {
        "direct": 1,
        "mixed": 0,
        "indirect": 1,
        "office": 1,
        "silent": 2,
        "about": 0,
    }
    marked = {
        "direct": '<span class="px-statement">&#34;We will open,&#34;</span> Jane Roe said',
        "indirect": 'adding that <span class="px-statement">ships could wait</span>.',
        "office": '&#34;<span class="px-statement">We will</span> open,&#34;',
        "silent": '<span class="px-statement">Her office <b class="px-cue">did not say</b> when.</span>',
    }
    for kind, words in marked.items():
        ((said,),) = [group.said for group in sections[kind].groups]
        assert Markup(words) in (said.html or ""), kind


def test_a_note_says_only_what_neither_heading_nor_sentence_says() -> None:
    article = said_and_refused()
    sections = {s.kind: s for s in actor_page.context([view(article)], JANE)["sections"]}
    notes = {kind: s.groups[0].said[0].notes for kind, s in sections.items() if s.groups}
    assert notes["direct"] == ()
    assert notes["indirect"] == (actor_page.Note(None, None, None, (), (find(article, "could"),)),)
    assert notes["office"] == (actor_page.Note("the ministry", None, "quoted", (), ()),)
    # The sentence names "Her office" itself, but not the ministry.
    assert notes["silent"] == (actor_page.Note("Harbour Ministry", None, None, (), ()),)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("She", "She"), ("The minister", "The minister"), ("Minister Roe", None), ("Roe", None)],
)
def test_a_note_says_which_words_without_a_name_were_read_as_the_person(
    words: str, meant: str | None
) -> None:
    herald = shown(build_article("herald", f"{words} expected an answer."))
    content, speaker = find(herald, "an answer"), find(herald, words)
    statement = Statement((content,), "indirect", None, speaker, JANE.name, actor=JANE.id)
    talks = view(replace(herald, statements=(statement,)))
    (section,) = [s for s in actor_page.context([talks], JANE)["sections"] if s.number]
    found = [note.meant and note.meant.of(herald.text) for note in section.groups[0].said[0].notes]
    assert found == ([meant] if meant else [])
