"""Sentences that an editor sets apart, and sources that nobody has read. All texts are invented."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.joining_limits import JoiningLimits, RefusedLinks
from build_scripts.models import Article, CuratedPoint, Point, SentencePair, SourceSentence
from tests.helpers.build_articles import build_article
from tests.helpers.compared_articles import TEXTS, compared

KNOWN = load_comparison_words()
Story = tuple[tuple[Article, ...], tuple[SentencePair, ...]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw articles, and pairs of sentences of different ones that were linked and are set apart."""
    texts = draw(st.lists(TEXTS, min_size=2, max_size=3))
    articles = tuple(build_article(f"s{number}", text) for number, text in enumerate(texts))
    together = sorted(
        {
            (one, other)
            for point in compared(*articles, possible=True)
            for one, other in combinations(sorted(own(point)), 2)
            if one[0] != other[0]
        }
    )
    pairs = draw(st.lists(st.sampled_from(together), max_size=3)) if together else []
    return articles, tuple(pairs)


def own(point: Point) -> set[SourceSentence]:
    return {(cell.source, span) for cell in point.cells for span in cell.spans}


def limited(
    articles: tuple[Article, ...], limits: JoiningLimits, *entries: CuratedPoint
) -> tuple[Point, ...]:
    return compare_with_curation(articles, entries, words=KNOWN, limits=limits).points


@given(stories(), st.booleans())
def test_what_is_set_apart_is_together_nowhere_and_nothing_is_lost(story: Story, merged: bool) -> None:
    articles, pairs = story
    ids = tuple(point.id for point in compared(*articles))
    entries = (CuratedPoint("all", merge=ids),) if merged else ()
    for point in limited(articles, JoiningLimits(refused=RefusedLinks(pairs)), *entries):
        possible = {(cell.source, span) for cell in point.possible for span in cell.spans}
        for one, other in pairs:
            # The editor's own merge of two points takes the sentences that gave them their ids.
            assert point.id == "all" or not {one, other} <= own(point)
            assert not (one in own(point) and other in possible)
            assert not (other in own(point) and one in possible)
    everywhere = {s for p in limited(articles, JoiningLimits(refused=RefusedLinks(pairs))) for s in own(p)}
    assert everywhere == {(article.id, span) for article in articles for span in article.sentence_spans}


@given(stories(), TEXTS)
def test_a_source_added_at_the_end_changes_nothing_among_those_before(story: Story, added: str) -> None:
    articles, pairs = story
    limits = JoiningLimits(refused=RefusedLinks(pairs))
    after = {point.id: point for point in limited((*articles, build_article("added", added)), limits)}
    for point in limited(articles, limits):
        assert {s for s in own(after[point.id]) if s[0] != "added"} == own(point)


@given(stories())
def test_an_unread_source_changes_no_editors_cell_and_waits_where_it_would_be(story: Story) -> None:
    (*read, new), _ = story
    entries = tuple(
        CuratedPoint(point.id, sentences={c.source: c.spans for c in point.cells})
        for point in compared(*read)
    )
    limits = JoiningLimits(unreviewed=frozenset({new.id}))
    before = {point.id: point for point in limited(tuple(read), JoiningLimits(), *entries)}
    joined = {point.id: point for point in limited((*read, new), JoiningLimits(), *entries)}
    waiting = {point.id: point for point in limited((*read, new), limits, *entries)}
    for id_, point in before.items():
        assert own(waiting[id_]) == own(point)
        cell = joined[id_].get_cell(new.id)
        assert waiting[id_].unreviewed == (() if cell is None else (new.id,))
        shown = {c.source: c.spans for c in waiting[id_].possible}
        assert set(cell.spans if cell else ()) <= set(shown.get(new.id, ()))
