"""Test a source as pages show it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_scripts.models import Metadata, PointTitle, Sidecar, Span, StatedFact, Statement
from build_scripts.pages.exports.points_table import make_points_table
from build_scripts.pages.views.story_view import render_point_label
from tests.helpers import stories
from tests.helpers.source_views import source


@pytest.mark.parametrize(
    ("metadata", "label", "name"),
    [
        (Metadata(), None, "Unnamed source"),
        (Metadata(), "Unsigned report", "Unsigned report"),
        (Metadata(headline=StatedFact("Talks end", "sidecar")), None, "Outlet not stated"),
        (
            Metadata(outlet=StatedFact("The Strelsau Herald", "sidecar")),
            "Unsigned report",
            "The Strelsau Herald",
        ),
    ],
)
def test_what_a_source_is_called(metadata: Metadata, label: str | None, name: str) -> None:
    assert source(metadata, Sidecar(label=label)).name == name


SAID = ("The lobster wore galoshes.", "The king left, she said.")


def test_words_that_run_over_sentences_are_shown_where_all_of_these_are() -> None:
    said = stories.article("post", ["The king sang.", "The queen wept.", "Nobody slept."], "excerpt")
    first, second, third = said.sentence_spans
    statement = Statement((first, second), "direct", None, None, "The king")
    source = stories.view([replace(said, statements=(statement,))], [], {"post": "A"}).sources[0]
    assert source.quotable_sentences == {first, second}
    assert source.may_show(Span(first.start + 4, second.end))
    assert not source.may_show(Span(second.start, third.end))
    assert not source.may_show(Span(0, len(said.text)))


def test_a_point_is_not_called_by_words_of_a_sentence_that_is_held_back() -> None:
    said = stories.article("post", SAID, "excerpt")
    statement = Statement((said.sentence_spans[1],), "indirect", None, None, "she")
    unlabelled = replace(stories.point("p-1", [stories.cell(said, *SAID)], 2), label=None)
    talks = stories.story(
        [replace(said, statements=(statement,)), stories.article("mail", ["Rain fell."])],
        [unlabelled],
        {"post": "A", "mail": "B"},
    )
    page = stories.pages(talks)["stories/talks/post/index.md"].decode()
    assert "The king left" in page
    assert "Sentence 1 of The Post" in page
    assert "lobster" not in page


def test_a_point_without_a_label_is_called_by_its_title() -> None:
    said = stories.article("post", ["The king, who sang, left Strelsau in May."])
    spans = (stories.span_of(said, "The king"), stories.span_of(said, "left Strelsau"))
    titled = replace(stories.point("p-1", [stories.cell(said, said.text)], 1), label=None)
    titled = replace(titled, title=PointTitle("post", spans))
    view = stories.view([said], [titled], {"post": "A"})
    assert render_point_label(view, titled).striptags() == "“The king … left Strelsau”"
    table = make_points_table(view)
    assert [row[table.columns.index("title")] for row in table.rows] == ["The king … left Strelsau"]


def test_a_title_of_words_that_may_not_be_shown_is_dropped() -> None:
    said = stories.article("post", SAID, "link")
    titled = replace(stories.point("p-1", [stories.cell(said, *SAID)], 1), label=None)
    titled = replace(titled, title=PointTitle("post", (stories.span_of(said, "The lobster"),)))
    view = stories.view([said], [titled], {"post": "A"})
    assert [point.title for point in view.story.points] == [None]
