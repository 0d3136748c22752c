"""Test the statements on an actor's page, and their notes. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from build_scripts.models import Actor, Article, Silence, Statement
from build_scripts.pages.actor_page import build_actor_context
from build_scripts.pages.actor_statements import SpeechNote
from build_scripts.pages.render_templates import make_template_environment, render_template
from tests.helpers.build_articles import build_article, find
from tests.helpers.story_with_timeline import shown, view

JANE = Actor("jane-roe", "Jane Roe")

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
    sections = {s.kind: s for s in build_actor_context([view(said_and_refused())], JANE)["sections"]}
    assert {kind: section.count for kind, section in sections.items()} == {
        "direct": 1,
        "mixed": 0,
        "indirect": 1,
        "office": 3,
        "silent": 0,
        "about": 0,
    }
    marked = {
        "direct": '<span class="px-statement">&#34;We will open,&#34;</span> Jane Roe said',
        "indirect": 'adding that <span class="px-statement">ships could wait</span>.',
        "office": '&#34;<span class="px-statement">We will</span> open,&#34;',
    }
    for kind, words in marked.items():
        (said, *_) = [said for group in sections[kind].groups for said in group.sentences]
        assert Markup(words) in (said.html or ""), kind


def test_what_an_office_does_not_say_is_the_offices_and_not_the_actors() -> None:
    article = said_and_refused()
    own = replace(article.silences[0], speaker_text=JANE.name, actor=JANE.id, office_of=None)
    talks = view(replace(article, silences=(*article.silences, own)))
    sections = {s.kind: s for s in build_actor_context([talks], JANE)["sections"]}
    assert (sections["office"].count, sections["office"].silence_count) == (3, 2)
    assert (sections["silent"].count, sections["silent"].silence_count) == (1, 1)
    (group,) = sections["office"].groups
    assert [(said.sentence.extract(article.text), said.count) for said in group.sentences] == [
        (SAID, 1),
        (REFUSED, 2),
    ]
    marked = '<span class="px-statement">Her office <b class="px-cue">did not say</b> when.</span>'
    assert Markup(marked) in (group.sentences[1].html or "")
    page = render_template(
        make_template_environment(), "actor.html.j2", "actors/jane-roe/", **build_actor_context([talks], JANE)
    )
    assert "<b>3</b> on their behalf" in page
    assert "1 said, 2 not said or not confirmed. An office that speaks for a person" in page


def test_a_note_says_only_what_neither_heading_nor_sentence_says() -> None:
    article = said_and_refused()
    sections = {s.kind: s for s in build_actor_context([view(article)], JANE)["sections"]}
    notes = {kind: s.groups[0].sentences[0].notes for kind, s in sections.items() if s.groups}
    assert notes["direct"] == ()
    assert notes["indirect"] == (SpeechNote(None, None, None, (), (find(article, "could"),)),)
    assert notes["office"] == (SpeechNote("the ministry", None, "quoted", (), ()),)
    # The sentence names "Her office" itself, but not the ministry.
    assert sections["office"].groups[0].sentences[1].notes == (
        SpeechNote("Harbour Ministry", None, None, (), ()),
    )


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
    (section,) = [s for s in build_actor_context([talks], JANE)["sections"] if s.count]
    found = [
        note.resolved_words and note.resolved_words.extract(herald.text)
        for note in section.groups[0].sentences[0].notes
    ]
    assert found == ([meant] if meant else [])
