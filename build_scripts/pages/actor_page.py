"""Build the context of the template of an actor's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from build_scripts.models import Actor
from build_scripts.pages.actor_mentions import (
    MENTION_KIND,
    collect_mention_groups,
    collect_written_forms,
    count_mention_ways,
    find_co_mentioned_people,
)
from build_scripts.pages.actor_statements import SourceGroup, SpeechNote, SpeechSection, build_speech_sections
from build_scripts.pages.timeline_page import TimelineEntry, build_timeline_entries
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

__all__ = ["ActorTotals", "SpeechNote", "build_actor_context", "count_actor_totals"]


@dataclass(frozen=True, slots=True)
class ActorTotals:
    """An actor in numbers, over all stories.

    `mentions` are by name and by other words. `sources` is the number of sources with a mention.
    """

    mentions: int
    statements: int
    sources: int
    all_sources: int


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """The choices of a reader: kinds of section, each with its name and number, and sources by story.

    A list with a single choice is left empty.
    """

    kinds: tuple[tuple[str, str, int], ...]
    stories: tuple[tuple[StoryView, tuple[SourceView, ...]], ...]

    @property
    def is_needed(self) -> bool:
        """Whether a reader has any choice."""
        return bool(self.kinds or self.stories)

    @property
    def source_count(self) -> int:
        """The number of sources to choose from."""
        return sum(len(sources) for _, sources in self.stories)


def count_actor_totals(views: Sequence[StoryView], actor: Actor) -> ActorTotals:
    """Return the numbers of mentions, statements and sources of an actor in the publication."""
    mentions = [v.mentions(actor.id) for v in views]
    return ActorTotals(
        mentions=sum(map(len, mentions)),
        statements=sum(len(v.statements(actor.id)) for v in views),
        sources=sum(len({source.id for source, _ in found}) for found in mentions),
        all_sources=sum(len(v.sources) for v in views),
    )


def build_actor_context(views: Sequence[StoryView], actor: Actor) -> Mapping[str, Any]:
    """Return the context of an actor's page, with content of every story."""
    sections, mentioned = _keep_first_anchors(
        build_speech_sections(views, actor), collect_mention_groups(views, actor)
    )
    story_ids = {group.view.id for group in _list_groups(sections, mentioned)}
    stories = [v for v in views if v.id in story_ids]
    mentioning = {(v.id, source.id) for v in views for source, _ in v.mentions(actor.id)}
    without = [(v, [s for s in v.sources if (v.id, s.id) not in mentioning]) for v in views]
    not_compared = {(v.id, source.id): reason for v in views for source, reason in v.not_compared}
    return {
        "actor": actor,
        "total": count_actor_totals(views, actor),
        "ways": count_mention_ways(views, actor),
        "stories": stories,
        "several": len(stories) > 1,
        "choice": len(views) > 1,
        "filter": _build_filter(sections, mentioned),
        "sections": sections,
        "marked": any(said.html for group in _list_groups(sections, ()) for said in group.sentences),
        "mentioned": mentioned,
        "not_mentioned": [(view, sources) for view, sources in without if sources],
        "not_compared": not_compared,
        "written": [collect_written_forms(v, actor) for v in views if v.mentions(actor.id)],
        "together": find_co_mentioned_people(views, actor),
        "dated": _list_dated_entries(views, actor),
    }


def _keep_first_anchors(
    sections: Sequence[SpeechSection], mentioned: Sequence[SourceGroup]
) -> tuple[tuple[SpeechSection, ...], tuple[SourceGroup, ...]]:
    """Return the sections and mentions, with the anchor of a sentence only where the page first has it."""
    seen: set[str | None] = set()

    def once(groups: Sequence[SourceGroup]) -> tuple[SourceGroup, ...]:
        kept = []
        for group in groups:
            sentences = []
            for sentence in group.sentences:
                sentences.append(replace(sentence, anchor=None) if sentence.anchor in seen else sentence)
                seen.add(sentence.anchor)
            kept.append(replace(group, sentences=tuple(sentences)))
        return tuple(kept)

    return tuple(replace(s, groups=once(s.groups)) for s in sections), once(mentioned)


def _list_groups(sections: Sequence[SpeechSection], mentioned: Sequence[SourceGroup]) -> list[SourceGroup]:
    return [*(group for section in sections for group in section.groups), *mentioned]


def _build_filter(sections: Sequence[SpeechSection], mentioned: Sequence[SourceGroup]) -> ActorFilter:
    kinds = [(s.kind, s.short_title, s.count) for s in sections if s.count]
    if mentioned:
        kinds.append((MENTION_KIND, "mentions", sum(group.count for group in mentioned)))
    groups = _list_groups(sections, mentioned)
    sources = {(group.view.id, group.source.id) for group in groups}
    views = {group.view.id: group.view for group in groups}.values()
    stories = tuple((v, tuple(s for s in v.sources if (v.id, s.id) in sources)) for v in views)
    return ActorFilter(tuple(kinds) if len(kinds) > 1 else (), stories if len(sources) > 1 else ())


def _list_dated_entries(views: Sequence[StoryView], actor: Actor) -> list[tuple[StoryView, TimelineEntry]]:
    """Return the timeline entries of the sentences that mention the actor, by date."""
    found = []
    for view in views:
        naming = {
            (source.id, source.find_sentence(mention.span)) for source, mention in view.mentions(actor.id)
        }
        facts = [fact for fact in view.story.timeline if (fact.source, fact.sentence) in naming]
        found += [(view, entry) for entry in build_timeline_entries(view, facts)]
    return sorted(found, key=lambda row: row[1].date)
