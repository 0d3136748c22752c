"""What the page of an article is made of: paragraphs, what is linked in them, and the notes beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest

from build_scripts.models import (
    Actor,
    Article,
    Cell,
    Mention,
    Paragraph,
    Point,
    Rights,
    Sidecar,
    Silence,
    Span,
    Statement,
    Story,
)
from build_scripts.publishing import article_page
from build_scripts.publishing.article_page import ParagraphView, is_right_to_left
from build_scripts.publishing.story_view import StoryView
from tests.build_articles import build_article, find

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
    view = StoryView(story, (JANE, PETER))
    return article_page.paragraphs(view, view.by_id[article.id], lambda address: address)


def named(article: Article, actor: str) -> tuple[Mention, ...]:
    """Return a mention for every place where the name of one of the two stands."""
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


def point(name: str, *cells: Cell, differs: tuple[Literal["figures", "hedge"], ...] = ()) -> Point:
    coverage: Literal["one", "some"] = "one" if len(cells) == 1 else "some"
    return Point(name, name.title(), (cells[0].source, cells[0].spans[0]), coverage, cells, differs)


def test_a_point_stands_beside_its_sentences_and_names_the_others() -> None:
    article = build_article(
        "herald", "Ships wait there. Ten ships wait. Nobody knows why.", "Rain fell today."
    )
    other = build_article("post", "Ten ships wait.")
    one, two, three, _ = article.sentences
    ships = point("ships", Cell("herald", (one, two)), Cell("post", other.sentences), differs=("figures",))
    first, second = shown(article, other, points=[ships, point("why", Cell("herald", (three,)))])
    assert [(n.point.id, n.places, [c.source for c in n.others]) for n in first.points] == [
        ("ships", (1, 2), ["post"]),
        ("why", (3,), []),
    ]
    assert [n.point.id for n in first.shared] == ["ships"]
    assert [n.point.id for n in first.alone] == ["why"]
    assert (first.differs, first.others) == (("figures",), ("post",))
    assert re.findall(r'id="s(\d)" data-at="(\d)"', first.html) == [("1", "1"), ("2", "2"), ("3", "3")]
    assert re.findall(r'id="s(\d)" data-at="(\d)"', second.html) == [("4", "1")]
    assert second.points == ()


def test_the_places_of_a_long_paragraph_end_with_the_one_that_later_sentences_share() -> None:
    article = build_article("herald", " ".join(f"This is sentence {chr(97 + n) * 3}." for n in range(12)))
    last = point("last", Cell("herald", (article.sentences[11],)))
    (paragraph,) = shown(article, points=[last])
    places = re.findall(r'data-at="(\d+)"', paragraph.html)
    assert places == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "9", "9", "9"]
    assert paragraph.points[0].places == (9,)


def test_a_point_of_words_that_are_not_shown_has_no_note() -> None:
    article = build_article("herald", "The harbour is closed, Jane Roe said. Rain fell today.")
    statement = Statement((find(article, "The harbour is closed"),), "indirect", None, None, "Jane Roe")
    rain = replace(point("rain", Cell("herald", (article.sentences[1],))), label=None)
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
    assert (paragraph.statements, paragraph.silences, paragraph.many) == (1, 1, False)
    key = article_page.key([paragraph])
    assert (key.statements, key.mentions) == (True, False)


def test_very_many_notes_stay_folded() -> None:
    words = [f"Ship {chr(97 + n) * 3} is late" for n in range(article_page.MOST_NOTES + 1)]
    article = build_article("herald", ". ".join(words) + ".")
    statements = [Statement((find(article, s),), "indirect", None, None, "Jane Roe") for s in words]
    assert shown(replace(article, statements=tuple(statements)))[0].many
    assert not shown(replace(article, statements=tuple(statements[1:])))[0].many


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
