"""Write the content of an actor's page as a table and as a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts.models import Actor, Statement
from build_scripts.pages.actor_mentions import MENTION_KIND
from build_scripts.pages.actor_statements import (
    SECTION_KINDS,
    StatementOrSilence,
    list_spoken_spans,
    select_section_items,
)
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.exports.tables import (
    STATEMENT_COLUMNS,
    Table,
    TableValue,
    make_mention_row,
    make_statement_row,
)
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_count

_QUOTATION_WORDS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the article’s words",
}


def make_actor_table(views: Sequence[StoryView], actor: Actor) -> Table:
    """Return one row for each statement, silence and mention on the actor's page.

    The column `section` is the page's section: `direct`, `mixed`, `indirect`, `office`, `silent`, `about` or
    `mention`.
    """
    rows: list[tuple[TableValue, ...]] = []
    for view in views:
        for kind, *_ in SECTION_KINDS:
            for source, item in select_section_items(view, actor, kind):
                rows.append((view.id, *make_statement_row(source, item), kind, None))
        for source, mention in view.mentions(actor.id):
            row = make_mention_row(source, mention)
            rows.append((view.id, *row, MENTION_KIND, mention.via))
    return Table(("story", *STATEMENT_COLUMNS, "section", "via"), tuple(rows))


def make_actor_feed(
    views: Sequence[StoryView], actor: Actor, title: str, author: str, place: SiteSettings
) -> bytes:
    """Return the actor's feed: the statements and silences of the page, then the articles with mentions."""
    entries = [entry for view in views for entry in _make_entries(view, actor)]
    return make_atom_feed(title, author, addresses.make_actor_address(actor.id), entries, place)


def _make_entries(view: StoryView, actor: Actor) -> Iterator[FeedEntry]:
    """Yield the entries of one story in the feed of an actor."""
    seen = Counter[str]()
    for kind, *_ in SECTION_KINDS:
        for source, item in select_section_items(view, actor, kind):
            entry = _make_speech_entry(source, actor, kind, item)
            link = entry.address + entry.id_suffix
            seen[link] += 1
            # Two may have the same words: "neither commented".
            more = f"&nth={seen[link]}" if seen[link] > 1 else ""
            yield replace(entry, id_suffix=entry.id_suffix + more)
    numbers = Counter(source.id for source, _ in view.mentions(actor.id))
    for source in view.sources:
        number = numbers[source.id]
        if number:
            yield FeedEntry(
                f"{actor.name}: {format_count(number, 'mention')} in {source.name}",
                source.address,
                view.story.title,
                id_suffix="?mentions",
                updated_on=source.captured_on,
            )


def _make_speech_entry(source: SourceView, actor: Actor, kind: str, item: StatementOrSilence) -> FeedEntry:
    """Return the feed entry of a statement or silence."""
    first = list_spoken_spans(item)[0]
    sentence = source.find_sentence(first)
    noun = "statement" if isinstance(item, Statement) else "silence"
    who, summary = f"A {noun}", ""
    if sentence is not None and sentence in source.quotable_sentences:
        who = source.name_speaker(item, actor.name if item.actor == actor.id else None) or who
        summary = f"{sentence.extract(source.article.text)} ({_describe_speech(source, item)})"
    return FeedEntry(
        f"{who}{f' about {actor.name}' if kind == 'about' else ''}, in {source.name}",
        source.make_sentence_address(first),
        summary,
        id_suffix=f"?{noun}={first.start}-{first.end}",
        updated_on=source.captured_on,
    )


def _describe_speech(source: SourceView, item: StatementOrSilence) -> str:
    """Return in words how something is said, as the page does: quotation, chain and hedges."""
    if not isinstance(item, Statement):
        return "not said or not confirmed"
    text = source.article.text
    chain = [f"through {span.extract(text)}" for span in source.select_showable(item.chain)]
    hedges = [f"how sure it sounds: “{span.extract(text)}”" for span in source.select_showable(item.hedges)]
    return ", ".join((_QUOTATION_WORDS[item.kind], *chain, *hedges))
