"""Make the view of a story with a timeline."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.comparison.timeline import build_timeline, load_timeline_words
from build_scripts.models import Actor, Article, Point, Rights, Sidecar, Story
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_story

JANE = Actor("jane-roe", "Jane Roe")


def shown(article: Article) -> Article:
    """Return the article with rights to show all of it."""
    return replace(article, sidecar=Sidecar(rights=Rights(mode="full")))


def view(*articles: Article, points: tuple[Point, ...] = (), date: str | None = "2031-03-12") -> StoryView:
    letters = {article.id: letter for article, letter in zip(articles, "ABCDEF", strict=False)}
    facts = build_timeline(articles, date, None, load_timeline_words())
    story = Story("talks", "The talks", None, date, None, None, articles, letters, (), points, facts)
    return StoryView(redact_story(story), (JANE,))
