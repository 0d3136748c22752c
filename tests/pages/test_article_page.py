"""Test the page of an article: its paragraphs, the links in them, and their notes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import pytest
from lxml import html

from build_scripts.models import (
    Actor,
    Article,
    Mention,
    Metadata,
    Paragraph,
    Point,
    PointCell,
    Publication,
    Rights,
    Sidecar,
    Silence,
    Span,
    StatedFact,
    Statement,
    Story,
)
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.article_page import find_text_legend
from build_scripts.pages.article_paragraphs import (
    MAX_UNFOLDED_NOTES,
    ParagraphView,
    build_paragraph_views,
    is_right_to_left,
)
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_story
from tests.helpers.build_articles import build_article, find

JANE = Actor("jane-roe", "Jane Roe")
PETER = Actor("peter-roe", "Peter Roe")


def shown(
    article: Article,
    *others: Article,
    points: Sequence[Point] = (),
    mode: Literal["full", "excerpt"] = "full",
) -> tuple[ParagraphView, ...]:
    """Return the paragraphs of an article's page in a story with other articles."""
    articles = tuple(replace(a, sidecar=Sidecar(rights=Rights(mode))) for a in (article, *others))
    letters = {a.id: letter for a, letter in zip(articles, "ABCDEFGH", strict=False)}
    story = Story("talks", "The talks", None, None, None, None, articles, letters, points=tuple(points))
    view = StoryView(redact_story(story), (JANE, PETER))
    return build_paragraph_views(view, view.sources_by_id[article.id], lambda address: address)


def named(article: Article, actor: str) -> tuple[Mention, ...]:
    """Return a mention for each occurrence of the name of one of the two actors."""
    name = {"jane-roe": "Jane Roe", "peter-roe": "Peter Roe"}[actor]
    spans = [Span(m.start(), m.end()) for m in re.finditer(name, article.text)]
    return tuple(Mention(span, span, actor, "name") for span in spans)


def linked(paragraph: ParagraphView) -> list[str]:
    return re.findall(r'<a class="px-mention" href="actors/([a-z-]+)/#[^"]+">', paragraph.html)


def test_each_actor_is_linked_once_a_paragraph() -> None:
    article = build_article(
        "herald",
        "Jane Roe met Peter Roe. Jane Roe left, and Peter Roe stayed with Jane Roe.",
        "Peter Roe said nothing of Jane Roe.",
    )
    mentions = (*named(article, "peter-roe"), *named(article, "jane-roe"))
    first, second = shown(replace(article, mentions=mentions))
    assert linked(first) == ["jane-roe", "peter-roe"]
    assert first.html.index("<a ") < first.html.index(" met ")
    assert linked(second) == ["peter-roe", "jane-roe"]


def test_in_an_excerpt_the_first_mention_that_is_shown_is_linked() -> None:
    article = build_article("herald", "Jane Roe came early. The harbour is closed, Jane Roe said.")
    statement = Statement((find(article, "The harbour is closed"),), "indirect", None, None, "Jane Roe")
    article = replace(article, mentions=named(article, "jane-roe"), statements=(statement,))
    (paragraph,) = shown(article, mode="excerpt")
    assert "came early" not in paragraph.html
    assert linked(paragraph) == ["jane-roe"]


def point(name: str, *cells: PointCell, differs: tuple[Literal["figures", "hedge"], ...] = ()) -> Point:
    coverage: Literal["one", "some"] = "one" if len(cells) == 1 else "some"
    return Point(name, name.title(), (cells[0].source, cells[0].spans[0]), coverage, cells, differs)


def test_a_point_stands_beside_its_sentences_and_names_the_others() -> None:
    article = build_article(
        "herald", "Ships wait there. Ten ships wait. Nobody knows why.", "Rain fell today."
    )
    other = build_article("post", "Ten ships wait.")
    one, two, three, _ = article.sentence_spans
    ships = point(
        "ships",
        PointCell("herald", (one, two)),
        PointCell("post", other.sentence_spans),
        differs=("figures",),
    )
    first, second = shown(article, other, points=[ships, point("why", PointCell("herald", (three,)))])
    assert [(n.point.id, n.positions, [c.source for c in n.other_cells]) for n in first.points] == [
        ("ships", (1, 2), ["post"]),
        ("why", (3,), []),
    ]
    assert [n.point.id for n in first.shared_points] == ["ships"]
    assert [n.point.id for n in first.points_only_here] == ["why"]
    assert (first.difference_kinds, first.other_source_ids) == (("figures",), ("post",))
    assert re.findall(r'id="s(\d)" data-at="(\d)"', first.html) == [("1", "1"), ("2", "2"), ("3", "3")]
    assert re.findall(r'id="s(\d)" data-at="(\d)"', second.html) == [("4", "1")]
    assert second.points == ()


def test_the_places_of_a_long_paragraph_end_with_the_one_that_later_sentences_share() -> None:
    article = build_article("herald", " ".join(f"This is sentence {chr(97 + n) * 3}." for n in range(12)))
    last = point("last", PointCell("herald", (article.sentence_spans[11],)))
    (paragraph,) = shown(article, points=[last])
    places = re.findall(r'data-at="(\d+)"', paragraph.html)
    assert places == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "9", "9", "9"]
    assert paragraph.points[0].positions == (9,)


def test_a_point_of_words_that_are_not_shown_has_no_note() -> None:
    article = build_article("herald", "The harbour is closed, Jane Roe said. Rain fell today.")
    statement = Statement((find(article, "The harbour is closed"),), "indirect", None, None, "Jane Roe")
    rain = replace(point("rain", PointCell("herald", (article.sentence_spans[1],))), label=None)
    (paragraph,) = shown(replace(article, statements=(statement,)), points=[rain], mode="excerpt")
    assert "Rain" not in paragraph.html
    assert paragraph.points == ()


def test_statements_and_silences_are_counted_apart() -> None:
    article = build_article("herald", "The harbour is closed, Jane Roe said. Peter Roe did not comment.")
    statement = Statement((find(article, "The harbour is closed"),), "indirect", None, None, "Jane Roe")
    silence = Silence(
        find(article, "Peter Roe did not comment"), find(article, "did not comment"), None, "Peter Roe"
    )
    (paragraph,) = shown(replace(article, statements=(statement,), silences=(silence,)))
    assert (paragraph.statement_count, paragraph.silence_count, paragraph.has_many_notes) == (1, 1, False)
    key = find_text_legend([paragraph])
    assert (key.has_statements, key.has_mentions) == (True, False)


def test_very_many_notes_stay_folded() -> None:
    words = [f"Ship {chr(97 + n) * 3} is late" for n in range(MAX_UNFOLDED_NOTES + 1)]
    article = build_article("herald", ". ".join(words) + ".")
    statements = [Statement((find(article, s),), "indirect", None, None, "Jane Roe") for s in words]
    assert shown(replace(article, statements=tuple(statements)))[0].has_many_notes
    assert not shown(replace(article, statements=tuple(statements[1:])))[0].has_many_notes


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("The harbour is closed.", False),
        ("הנמל סגור.", True),
        ("الميناء مغلق.", True),
        ("“40 – הנמל סגור, Strelsau", True),
        ("Strelsau: הנמל סגור", False),
        ("항구가 닫혔다.", False),
        ("1234 …", False),
        ("", False),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, rtl: bool) -> None:
    assert is_right_to_left(text) is rtl
    article = replace(build_article("herald", text), paragraphs=(Paragraph(Span(0, len(text))),))
    assert shown(article)[0].rtl is rtl


# --- what an article says of itself ---

DATED = "Published May 4, 2031. Updated May 6, 2031, 18:05."
OPENING = "NEW ZENDA, Ruritania - The harbour is closed."


def told(data: Metadata, mode: Literal["full", "excerpt"] = "full") -> Mapping[str, bytes]:
    """Return the generated files of a story of one article that begins with a place and ends with dates."""
    article = replace(
        build_article("herald", OPENING, DATED), metadata=data, sidecar=Sidecar(rights=Rights(mode))
    )
    story = Story("talks", "The talks", None, None, None, None, (article,), {"herald": "A"})
    return generate_site_files(
        Publication("Title", None, None, None, None, (), (story,)),
        SiteSettings("https://reader.example.org/"),
    )


def facts(generated: Mapping[str, bytes]) -> list[str]:
    """Return the facts in the line below the headline."""
    text = generated["stories/talks/herald/index.md"].decode().partition("\n---\n")[2]
    page = html.document_fromstring(text)
    (line,) = [p for p in page.find_class("px-meta") if "Byline" in p.text_content()]
    return [" ".join(fact.split()) for fact in line.text_content().split("·")]


def dated(words: str, iso: str) -> StatedFact[str]:
    return StatedFact(iso, find(build_article("herald", OPENING, DATED), words))


FIRST, LAST = dated("May 4, 2031", "2031-05-04"), dated("May 6, 2031, 18:05", "2031-05-06T18:05")
PLACE = dated("NEW ZENDA, Ruritania", "NEW ZENDA, Ruritania")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (Metadata(), ["date of publication not stated"]),
        (Metadata(published=FIRST), ["May 4, 2031"]),
        (
            Metadata(published=FIRST, updated=LAST, dateline=PLACE),
            [
                "May 4, 2031",
                "Last changed May 6, 2031, 18:05 (time zone not stated)",
                "Dateline NEW ZENDA, Ruritania",
            ],
        ),
        (Metadata(published=FIRST, updated=StatedFact("2031-05-04", "markup")), ["May 4, 2031"]),
        (
            Metadata(published=FIRST, updated=StatedFact("2031-05-07T09:00Z", "markup")),
            ["May 4, 2031", "Last changed 7 May 2031, 09:00Z"],
        ),
        (
            Metadata(updated=StatedFact("2031-05-07", "markup")),
            ["date of publication not stated", "Last changed 7 May 2031"],
        ),
        # The page dates only its last change: that is told once.
        (Metadata(published=LAST, updated=LAST), ["Last changed May 6, 2031, 18:05 (time zone not stated)"]),
    ],
)
def test_the_last_change_and_the_dateline_are_shown_where_they_are_stated(
    data: Metadata, shown: list[str]
) -> None:
    first, *between, _, _ = facts(told(data))
    assert first == "Byline not stated"
    assert between == shown


def test_the_words_of_the_last_change_and_of_the_dateline_can_be_checked() -> None:
    generated = told(Metadata(published=FIRST, updated=LAST, dateline=PLACE))
    page = generated["stories/talks/herald/index.md"].decode()
    for fact in (FIRST, LAST, PLACE):
        assert isinstance(fact.evidence, Span)
        assert f'data-span="{fact.evidence.start}-{fact.evidence.end}"' in page


@pytest.mark.parametrize(
    "name", ["index", "sources/index", "stories/talks/index", "stories/talks/comparison/index"]
)
def test_a_source_dated_by_its_last_change_alone_is_so_wherever_its_date_stands(name: str) -> None:
    for data, words in (
        (Metadata(published=FIRST, updated=LAST), 0),
        (Metadata(published=LAST, updated=LAST), 1),
    ):
        page = told(data)[f"{name}.md"].decode().partition("\n---\n")[2]
        shown = re.findall(
            "last changed *May 6", html.document_fromstring(page).text_content(), re.IGNORECASE
        )
        assert len(shown) == words


def test_the_last_change_and_the_dateline_are_among_the_data() -> None:
    generated = told(Metadata(published=FIRST, updated=LAST, dateline=PLACE))
    (row,) = json.loads(generated["data/talks/articles.json"])
    assert (row["published"], row["updated"], row["dateline"]) == (FIRST.value, LAST.value, PLACE.value)


def test_the_dateline_is_not_shown_where_the_rights_do_not_allow_its_sentence() -> None:
    generated = told(Metadata(published=FIRST, updated=LAST, dateline=PLACE), "excerpt")
    assert [name for name, data in generated.items() if b"NEW ZENDA" in data] == []
    (row,) = json.loads(generated["data/talks/articles.json"])
    assert (row["updated"], row["dateline"]) == (LAST.value, None)
