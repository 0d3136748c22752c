"""What an actor's page holds, as a table and as a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_scripts.models import Actor, Statement
from build_scripts.pages import actor_mentions as actor_named
from build_scripts.pages import actor_statements as actor_said
from build_scripts.pages.actor_statements import Spoken
from build_scripts.pages.exports import feeds, tables
from build_scripts.pages.views import addresses
from build_scripts.pages.views.format_text import plural
from build_scripts.pages.views.site_settings import Place
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

_AS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the article’s words",
}


def table(views: Sequence[StoryView], actor: Actor) -> tables.Table:
    """Return one row for each statement, silence and mention of the page.

    `section` is the page's: `direct`, `mixed`, `indirect`, `office`, `silent`, `about` or `mention`.
    """
    rows: list[tuple[tables.Value, ...]] = []
    for view in views:
        for kind, *_ in actor_said.KINDS:
            for source, item in actor_said.items(view, actor, kind):
                rows.append((view.id, *tables.spoken(source, item), kind, None))
        for source, mention in view.mentions(actor.id):
            row = tables.mentioned(source, mention)
            rows.append((view.id, *row, actor_named.KIND, mention.via))
    return tables.Table(("story", *tables.SPOKEN, "section", "via"), tuple(rows))


def feed(views: Sequence[StoryView], actor: Actor, title: str, author: str, place: Place) -> bytes:
    """Return the actor's feed: what is said by and about them, and which articles name them."""
    entries = [entry for view in views for entry in _entries(view, actor)]
    return feeds.feed(title, author, addresses.actor(actor.id), entries, place)


def _entries(view: StoryView, actor: Actor) -> Iterator[feeds.Entry]:
    seen = Counter[str]()
    for kind, *_ in actor_said.KINDS:
        for source, item in actor_said.items(view, actor, kind):
            entry = _entry(source, actor, kind, item)
            link = entry.address + entry.key
            seen[link] += 1
            # Two may be said in the same words: "neither commented".
            more = f"&nth={seen[link]}" if seen[link] > 1 else ""
            yield feeds.Entry(entry.title, entry.address, entry.summary, entry.key + more, entry.day)
    for source in view.sources:
        number = view.mention_counts[actor.id][source.id]
        if number:
            yield feeds.Entry(
                f"{actor.name}: {plural(number, 'mention')} in {source.name}",
                source.address,
                view.story.title,
                key="?mentions",
                day=source.captured_on,
            )


def _entry(source: SourceView, actor: Actor, kind: str, item: Spoken) -> feeds.Entry:
    first = actor_said.spans(item)[0]
    sentence = source.sentence(first)
    what = "statement" if isinstance(item, Statement) else "silence"
    who, summary = f"A {what}", ""
    if sentence is not None and sentence in source.quotable:
        who = source.speaker(item, actor.name if item.actor == actor.id else None) or who
        summary = f"{sentence.of(source.article.text)} ({_how(source, item)})"
    return feeds.Entry(
        f"{who}{f' about {actor.name}' if kind == 'about' else ''}, in {source.name}",
        source.anchor(first),
        summary,
        key=f"?{what}={first.start}-{first.end}",
        day=source.captured_on,
    )


def _how(source: SourceView, item: Spoken) -> str:
    """Return in words how something is said, through whom, and how sure it sounds, as the page does."""
    if not isinstance(item, Statement):
        return "not said or not confirmed"
    text = source.article.text
    parts = [_AS[item.kind]]
    parts += [f"through {carrier.of(text)}" for carrier in item.chain if source.shows(carrier)]
    parts += [f"how sure it sounds: “{hedge.of(text)}”" for hedge in item.hedges if source.shows(hedge)]
    return ", ".join(parts)
