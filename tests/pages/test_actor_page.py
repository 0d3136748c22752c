"""Test mentions and statements on an actor's page, in its table and feed. All texts are invented."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from lxml import html

from build_scripts.models import (
    Actor,
    Article,
    Mention,
    Metadata,
    Rights,
    Sidecar,
    Silence,
    StatedFact,
    Statement,
    Story,
)
from build_scripts.models.articles import MentionVia
from build_scripts.pages.actor_data import make_actor_feed, make_actor_table
from build_scripts.pages.actor_page import build_actor_context
from build_scripts.pages.actor_statements import MarkedSentence, SpeechNote, SpeechSection
from build_scripts.pages.article_paragraphs import build_paragraph_views
from build_scripts.pages.exports.tables import TableValue
from build_scripts.pages.render_templates import make_template_environment, render_template
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_story
from tests.helpers.build_articles import build_article, find

JANE = Actor("jane-roe", "Jane Roe", aliases=("Roe",))
ANNA = Actor("anna-holm", "Anna Holm")
PLACE = SiteSettings("https://example.org/")

PROMISE = "Harbour Minister Jane Roe said the port could open, according to the Wire."
CHARGE = "Anna Holm said that Roe had lied."
GUESS = "He said that she would resign."
REFUSAL = "The minister did not say when."
VIA: Mapping[str, MentionVia] = {
    "Jane Roe": "name",
    "Roe had": "alias",
    "she": "pronoun",
    "The minister": "title",
}


def herald(name: str = "herald", mode: Literal["full", "excerpt", "link"] = "full") -> Article:
    """Return an article with a statement by Jane Roe, two about her, a silence, and four mentions."""
    article = build_article(name, PROMISE, CHARGE, GUESS, REFUSAL)
    spans = {words: find(article, words) for words in VIA}
    spans["Roe had"] = spans["Roe had"]._replace(end=spans["Roe had"].start + 3)
    title = spans["Jane Roe"]._replace(start=article.text.index("Harbour Minister"))
    mentions = tuple(
        Mention(span, title if words == "Jane Roe" else span, JANE.id, VIA[words])
        for words, span in spans.items()
    )

    def said(content: str, speaker: str, **more: Any) -> Statement:
        return Statement((find(article, content),), "indirect", None, find(article, speaker), speaker, **more)

    statements = (
        said(
            "the port could open",
            "Jane Roe",
            actor=JANE.id,
            chain=(find(article, "the Wire"),),
            hedges=(find(article, "could"),),
        ),
        said("Roe had lied", "Anna Holm", actor=ANNA.id),
        said("she would resign", "He"),
    )
    silence = Silence(
        find(article, REFUSAL[:-1]), find(article, "did not say"), spans["The minister"], "Jane Roe", JANE.id
    )
    return replace(
        article,
        sidecar=Sidecar(rights=Rights(mode=mode)),
        metadata=Metadata(outlet=StatedFact(f"The {name.title()}", "sidecar"), language="en"),
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        statements=statements,
        silences=(silence,),
    )


def view(*articles: Article, story: str = "talks", actors: Sequence[Actor] = (JANE, ANNA)) -> StoryView:
    letters = {article.id: letter for article, letter in zip(articles, "ABC", strict=False)}
    made = Story(story, f"The {story}", None, None, None, None, articles, letters, ())
    return StoryView(redact_story(made), tuple(actors))


def section(views: Sequence[StoryView], kind: str, actor: Actor = JANE) -> SpeechSection:
    return next(s for s in build_actor_context(views, actor)["sections"] if s.kind == kind)


def said(section: SpeechSection) -> list[MarkedSentence]:
    return [said for group in section.groups for said in group.sentences]


def test_what_others_say_about_an_actor_has_a_section_with_the_speaker() -> None:
    article = herald()
    charge, guess = said(section([view(article)], "about"))
    assert [s.sentence.extract(article.text) for s in (charge, guess)] == [CHARGE, GUESS]
    assert charge.notes == (SpeechNote("Anna Holm", None, None, (), (), speaker_id=ANNA.id),)
    assert '<b class="px-name">Roe</b>' in (charge.html or "")
    # "He" is not resolved. "She" is resolved to the actor, and a note says so.
    assert guess.notes == (
        SpeechNote("He", None, None, (), (), is_unresolved=True),
        SpeechNote(None, find(article, "she"), None, (), ()),
    )


@pytest.mark.parametrize("more", [{"actor": JANE.id}, {"office_of": JANE.id}])
def test_what_an_actor_or_an_office_of_theirs_says_is_not_about_them(more: dict[str, str]) -> None:
    article = herald()
    statements = tuple(replace(s, **{"actor": None, **more}) for s in article.statements)
    assert section([view(replace(article, statements=statements))], "about").count == 0


def test_a_statement_that_does_not_hold_the_mention_is_not_about_the_actor() -> None:
    article = herald()
    own = replace(article.statements[1], spans=(find(article, "lied"),))
    assert section([view(replace(article, statements=(own,)))], "about").count == 0


def test_names_are_counted_apart_from_words_that_mean_the_actor() -> None:
    shown = build_actor_context([view(herald(), herald("post", mode="link"))], JANE)
    assert (shown["total"].mentions, shown["total"].sources) == (8, 2)
    assert shown["marked"]
    assert not build_actor_context([view(herald(mode="link"))], JANE)["marked"]
    ways = shown["ways"]
    # The second source's words are not shown, so they are counted together.
    assert (ways.by_name, ways.other_words) == (4, (("she", 1), ("the minister", 1), ("", 2)))
    noted = {
        note.resolved_words.extract(herald().text)
        for said in shown["mentioned"][0].sentences
        for note in said.notes
        if note.resolved_words
    }
    assert noted == {"she", "The minister"}
    (of_herald, of_post) = shown["mentioned"]
    assert of_herald.count == of_post.count == 4
    assert [said.html for said in of_post.sentences] == [None] * 4


def tally(*views: StoryView) -> str:
    """Return what the head of Jane Roe's page counts."""
    page = render_template(
        make_template_environment(), "actor.html.j2", "actors/jane-roe/", **build_actor_context(views, JANE)
    )
    return " ".join(re.sub("<[^>]*>", "", page[page.index("px-tally") : page.index("</header>")]).split())


def test_the_number_of_mentions_says_what_it_counts() -> None:
    assert "4 mentions: 2 by name, 2 by other words" in tally(view(herald()))
    named = replace(herald(), mentions=herald().mentions[:1])
    assert "1 mention by name" in tally(view(named))
    assert "0 mentions " in tally(view(replace(named, mentions=())))


def test_an_article_that_only_means_an_actor_mentions_them() -> None:
    meant = replace(herald(), mentions=herald().mentions[2:])
    shown = build_actor_context([view(meant, replace(meant, id="post", mentions=()))], JANE)
    assert [[source.id for source in sources] for _, sources in shown["not_mentioned"]] == [["post"]]
    assert (shown["total"].mentions, shown["total"].sources) == (2, 1)
    assert "2 mentions: 0 by name, 2 by other words" in tally(view(meant))


PEOPLE = ("kim-yong-hyun", "rustem-umerov", "shin-won-sik", "yoon-suk-yeol")


@pytest.mark.parametrize("actor", PEOPLE)
def test_the_numbers_on_a_page_of_the_first_publication_are_those_of_what_it_lists(
    actor: str, first_site: Path
) -> None:
    main = html.parse(first_site / f"actors/{actor}/index.html").getroot().get_element_by_id("px-content")

    def number(words: str) -> int:
        return int(re.sub(r"\D", "", words) or 0)

    tallied = {}
    for item in main.find_class("px-tally")[0]:
        kind = (item.xpath(".//a/@href") or ["#"])[0].removeprefix("#")
        tallied[kind] = [int(found) for found in re.findall(r"\d+", item.text_content())]
    listed = {
        section.get("data-by-kind"): sum(number(e) for e in section.xpath(".//@data-entry"))
        for section in main.xpath(".//section[@data-by-kind]")
    }
    assert {kind: counted[0] for kind, counted in tallied.items() if kind not in ("", "mentions")} == {
        kind: counted for kind, counted in listed.items() if kind != "mention"
    }
    mentions, *ways = tallied["mentions"]
    assert mentions == listed["mention"] == (sum(ways) if ways else mentions)
    assert {number(e) for e in main.xpath(".//section[@data-by-kind='mention']//@data-all")} == {mentions}
    forms = main.xpath(".//section[@aria-labelledby='forms']//td")
    assert sum(number(cell.text_content()) for cell in forms if not cell.find_class("px-zero")) == (
        ways[0] if ways else mentions
    )
    filters = main.xpath(".//fieldset//label[input[@name='kind'][not(@value='')]]")
    assert {label.xpath("input/@value")[0]: number(label.xpath(".//b")[0].text) for label in filters} in (
        {},
        listed,
    )


def test_the_same_word_is_read_once_a_sentence() -> None:
    article = build_article("herald", "She came, and she left.")
    spans = (find(article, "She"), find(article, "she"))
    mentions = tuple(Mention(span, span, JANE.id, "pronoun") for span in spans)
    article = replace(article, mentions=mentions, sidecar=Sidecar(rights=Rights(mode="full")))
    ((one,),) = [group.sentences for group in build_actor_context([view(article)], JANE)["mentioned"]]
    assert (one.count, [note.resolved_words for note in one.notes]) == (2, [spans[0]])


def test_forms_and_titles_are_counted_by_source_with_the_way_to_each() -> None:
    talks = view(herald(), herald("post"), herald("leaflet", mode="link"))
    (written,) = build_actor_context([talks], JANE)["written"]

    def rows(forms: Any) -> list[tuple[str, bool, list[tuple[str, int, str]]]]:
        return [
            (
                form.words.extract(form.source.article.text),
                form.without_name,
                [(use.source.letter, use.count, use.anchor) for use in form.uses],
            )
            for form in forms
        ]

    first = [("A", 1, "talks/herald/s1"), ("B", 1, "talks/post/s1")]
    second = [("A", 1, "talks/herald/s2"), ("B", 1, "talks/post/s2")]
    fourth = [("A", 1, "talks/herald/s4"), ("B", 1, "talks/post/s4")]
    assert rows(written.forms) == [("Jane Roe", False, first), ("Roe", False, second)]
    assert rows(written.roles) == [("Harbour Minister", False, first), ("The minister", True, fourth)]


def find_forms(*views: StoryView) -> str:
    """Return the text of the section on the forms of Jane Roe's name on her page."""
    page = render_template(
        make_template_environment(), "actor.html.j2", "actors/jane-roe/", **build_actor_context(views, JANE)
    )
    (section,) = html.fromstring(page).xpath(".//section[@aria-labelledby='forms']")
    return " ".join(section.text_content().split())


def test_a_story_whose_sources_have_only_other_words_for_an_actor_says_so_instead_of_their_name() -> None:
    hidden, unnamed = "not shown: the sources’ rights don’t allow it", "the story’s sources do not name them"
    meant = replace(herald(), mentions=herald().mentions[2:])
    forms = find_forms(view(herald()), view(meant, story="election"))
    assert (hidden in forms, unnamed in forms) == (False, True)
    # The same holds where the rights forbid quoting; there, an actor who is named is not called unnamed.
    linked = replace(meant, sidecar=Sidecar(rights=Rights(mode="link")))
    forms = find_forms(view(herald()), view(linked, story="election"))
    assert (hidden in forms, unnamed in forms) == (False, True)
    forms = find_forms(view(herald()), view(herald(mode="link"), story="election"))
    assert (hidden in forms, unnamed in forms) == (True, False)


def test_a_sentence_has_one_place_on_the_page_and_links_lead_there() -> None:
    # Sources of different stories may have the same id.
    views = [view(herald(), herald("post", mode="excerpt")), view(herald(), story="election")]
    page = render_template(
        make_template_environment(),
        "actor.html.j2",
        addresses.make_actor_address(JANE.id),
        **build_actor_context(views, JANE),
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"talks/herald/s1", "talks/post/s4", "election/herald/s2", "talks/post"} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    for one in views:
        for source in one.sources:
            paragraphs = build_paragraph_views(one, source, lambda address: address)
            linked = " ".join(paragraph.html for paragraph in paragraphs)
            noted = [note.speaker_address for paragraph in paragraphs for note in paragraph.notes]
            places = re.findall(r'href="actors/jane-roe/#([^"]+)"', linked)
            places += [a.removeprefix("actors/jane-roe/#") for a in noted if a and "jane-roe" in a]
            assert len(places) == 6
            assert set(places) <= set(ids)


def test_words_that_mean_an_actor_are_linked_as_such() -> None:
    paragraphs = build_paragraph_views((talks := view(herald())), talks.sources[0], lambda a: a)
    linked = [re.findall(r'<a class="([^"]+)"[^>]*>([^<]+)</a>', paragraph.html) for paragraph in paragraphs]
    assert linked == [
        [("px-mention", "Harbour Minister Jane Roe")],
        [("px-mention", "Roe")],
        [("px-mention px-mention--meant", "she")],
        [("px-mention px-mention--meant", "The minister")],
    ]
    assert 'title="Jane Roe is meant"' in paragraphs[2].html


def test_there_is_a_filter_only_where_there_is_something_to_choose() -> None:
    one = replace(herald(), statements=(), silences=())
    assert not build_actor_context([view(one)], JANE)["filter"].is_needed
    kinds = build_actor_context([view(herald())], JANE)["filter"]
    assert [(kind, number) for kind, _, number in kinds.kinds] == [
        ("indirect", 1),
        ("silent", 1),
        ("about", 2),
        ("mention", 4),
    ]
    assert kinds.stories == ()
    sources = build_actor_context([view(one, replace(one, id="post")), view(one, story="election")], JANE)
    assert sources["filter"].kinds == ()
    assert [(v.id, [s.id for s in listed]) for v, listed in sources["filter"].stories] == [
        ("talks", ["herald", "post"]),
        ("election", ["herald"]),
    ]


def rows(*articles: Article) -> list[dict[str, TableValue]]:
    found: list[dict[str, TableValue]] = json.loads(make_actor_table([view(*articles)], JANE).to_json())
    return found


def test_the_table_holds_what_the_page_holds() -> None:
    article = herald()
    found = rows(article)
    assert [row["section"] for row in found] == [
        "indirect", "silent", "about", "about", "mention", "mention", "mention", "mention"
    ]  # fmt: skip
    promise, refusal, charge, guess, *mentions = found
    assert (promise["carried_by"], promise["hedged_by"]) == ("the Wire", "could")
    assert (promise["words"], promise["sentence"]) == ("the port could open", PROMISE)
    assert (refusal["kind"], refusal["speaker_as_written"]) == ("not said", "The minister")
    assert (charge["speaker"], charge["actor"]) == ("Anna Holm", "anna-holm")
    assert (guess["speaker"], guess["actor"]) == ("He", None)
    assert [(row["words"], row["via"]) for row in mentions] == [
        ("Harbour Minister Jane Roe", "name"),
        ("Roe", "alias"),
        ("she", "pronoun"),
        ("The minister", "title"),
    ]
    for row in found:
        start, _, end = str(row["spans"]).partition("-")
        assert article.text[int(start) : int(end)] in str(row["words"])


def test_the_table_and_the_feed_obey_the_rights() -> None:
    article = herald(mode="link")
    for row in rows(article):
        assert (row["speaker"], row["words"], row["sentence"], row["hedged_by"]) == (None,) * 4
        assert row["start"] is not None
    feed = make_actor_feed([view(article)], JANE, "Jane Roe", "Nobody", PLACE).decode()
    for words in ("port", "the Wire", "Anna Holm", "lied", "The minister"):
        assert words not in feed


def test_the_feed_says_how_things_were_said_and_which_articles_name_the_actor() -> None:
    article = herald()
    # "Neither commented" is two silences with the same words.
    twice = replace(article, silences=article.silences * 2)
    root = ElementTree.fromstring(make_actor_feed([view(twice)], JANE, "Jane Roe", "Nobody", PLACE))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = {
        entry.findtext(f"{atom}id"): (entry.findtext(f"{atom}title"), entry.findtext(f"{atom}summary"))
        for entry in root.iter(f"{atom}entry")
    }
    assert list(entries.values()) == [
        (
            "Jane Roe, in The Herald",
            f"{PROMISE} (in the article’s words, through the Wire, how sure it sounds: “could”)",
        ),
        ("Jane Roe, in The Herald", f"{REFUSAL} (not said or not confirmed)"),
        ("Jane Roe, in The Herald", f"{REFUSAL} (not said or not confirmed)"),
        ("Anna Holm about Jane Roe, in The Herald", f"{CHARGE} (in the article’s words)"),
        ("He about Jane Roe, in The Herald", f"{GUESS} (in the article’s words)"),
        ("Jane Roe: 4 mentions in The Herald", "The talks"),
    ]
