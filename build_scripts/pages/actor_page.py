"""What the template of an actor's page is given."""

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
    """What a reader may choose to see alone: kinds with their names and numbers, and sources by story.

    Where there is but one kind or one source there is nothing to choose, and the list is empty.
    """

    kinds: tuple[tuple[str, str, int], ...]
    stories: tuple[tuple[StoryView, tuple[SourceView, ...]], ...]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self.kinds or self.stories)

    @property
    def source_count(self) -> int:
        """How many sources there are to choose from."""
        return sum(len(sources) for _, sources in self.stories)


def count_actor_totals(views: Sequence[StoryView], actor: Actor) -> ActorTotals:
    """Count what the publication has of an actor."""
    mentions = [v.mentions(actor.id) for v in views]
    return ActorTotals(
        mentions=sum(map(len, mentions)),
        statements=sum(len(v.statements(actor.id)) for v in views),
        sources=sum(len({source.id for source, _ in found}) for found in mentions),
        all_sources=sum(len(v.sources) for v in views),
    )


def build_actor_context(views: Sequence[StoryView], actor: Actor) -> Mapping[str, Any]:
    """Return everything that the page shows of an actor, gathered from every story."""
    sections, mentioned = _placed(build_speech_sections(views, actor), collect_mention_groups(views, actor))
    holding = {g.view.id for groups in (*(s.groups for s in sections), mentioned) for g in groups}
    stories = [v for v in views if v.id in holding]
    mentioning = {(v.id, source.id) for v in views for source, _ in v.mentions(actor.id)}
    without = [(v, [s for s in v.sources if (v.id, s.id) not in mentioning]) for v in views]
    return {
        "actor": actor,
        "total": count_actor_totals(views, actor),
        "ways": count_mention_ways(views, actor),
        "stories": stories,
        "several": len(stories) > 1,
        "choice": len(views) > 1,
        "filter": _choice(sections, mentioned),
        "sections": sections,
        "marked": any(said.html for s in sections for group in s.groups for said in group.sentences),
        "mentioned": mentioned,
        "not_mentioned": [(view, sources) for view, sources in without if sources],
        "written": [collect_written_forms(v, actor) for v in views if v.mentions(actor.id)],
        "together": find_co_mentioned_people(views, actor),
        "dated": _dated(views, actor),
    }


def _placed(
    sections: Sequence[SpeechSection], mentioned: Sequence[SourceGroup]
) -> tuple[tuple[SpeechSection, ...], tuple[SourceGroup, ...]]:
    """Leave each sentence's anchor to the first place where the page has it."""
    seen: set[str | None] = set()

    def once(groups: Sequence[SourceGroup]) -> tuple[SourceGroup, ...]:
        found = []
        for group in groups:
            own = []
            for said in group.sentences:
                own.append(replace(said, anchor=None) if said.anchor in seen else said)
                seen.add(said.anchor)
            found.append(replace(group, sentences=tuple(own)))
        return tuple(found)

    return tuple(replace(s, groups=once(s.groups)) for s in sections), once(mentioned)


def _choice(sections: Sequence[SpeechSection], mentioned: Sequence[SourceGroup]) -> ActorFilter:
    groups = [*(group for section in sections for group in section.groups), *mentioned]
    kinds = [(s.kind, s.short_title, s.count) for s in sections if s.count]
    if mentioned:
        kinds.append((MENTION_KIND, "mentions", sum(group.count for group in mentioned)))
    holding = {(group.view.id, group.source.id) for group in groups}
    views = {group.view.id: group.view for group in groups}.values()
    stories = tuple((v, tuple(s for s in v.sources if (v.id, s.id) in holding)) for v in views)
    return ActorFilter(tuple(kinds) if len(kinds) > 1 else (), stories if len(holding) > 1 else ())


def _dated(views: Sequence[StoryView], actor: Actor) -> list[tuple[StoryView, TimelineEntry]]:
    """Return the dates of the sentences that name the actor."""
    found = []
    for view in views:
        naming = {
            (source.id, source.find_sentence(mention.span)) for source, mention in view.mentions(actor.id)
        }
        facts = [fact for fact in view.story.timeline if (fact.source, fact.sentence) in naming]
        found += [(view, entry) for entry in build_timeline_entries(view, facts)]
    return sorted(found, key=lambda row: row[1].date)
