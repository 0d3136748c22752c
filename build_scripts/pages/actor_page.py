"""What the template of an actor's page is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from build_scripts.models import Actor
from build_scripts.pages import actor_mentions as actor_named
from build_scripts.pages import actor_statements as actor_said
from build_scripts.pages import timeline_page
from build_scripts.pages.actor_statements import Group, Note, Section
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

__all__ = ["Note", "Total", "context", "total"]


@dataclass(frozen=True, slots=True)
class Total:
    """An actor in numbers, over all stories; `mentions` are those by name."""

    mentions: int
    statements: int
    sources: int
    all_sources: int


@dataclass(frozen=True, slots=True)
class Choice:
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
    def sources(self) -> int:
        """How many sources there are to choose from."""
        return sum(len(sources) for _, sources in self.stories)


def total(views: Sequence[StoryView], actor: Actor) -> Total:
    """Count what the publication has of an actor."""
    counts = [n for v in views for n in v.mention_counts[actor.id].values()]
    return Total(
        mentions=sum(counts),
        statements=sum(len(v.statements(actor.id)) for v in views),
        sources=sum(n > 0 for n in counts),
        all_sources=sum(len(v.sources) for v in views),
    )


def context(views: Sequence[StoryView], actor: Actor) -> Mapping[str, Any]:
    """Return everything that the page shows of an actor, gathered from every story."""
    sections, mentioned = _placed(actor_said.sections(views, actor), actor_named.mentioned(views, actor))
    holding = {g.view.id for groups in (*(s.groups for s in sections), mentioned) for g in groups}
    stories = [v for v in views if v.id in holding]
    unnamed = [(v, [s for s in v.sources if not v.mention_counts[actor.id][s.id]]) for v in views]
    return {
        "actor": actor,
        "total": total(views, actor),
        "ways": actor_named.ways(views, actor),
        "stories": stories,
        "several": len(stories) > 1,
        "choice": len(views) > 1,
        "filter": _choice(sections, mentioned),
        "sections": sections,
        "marked": any(said.html for s in sections for group in s.groups for said in group.said),
        "mentioned": mentioned,
        "not_mentioned": [(view, sources) for view, sources in unnamed if sources],
        "written": [actor_named.written(v, actor) for v in views if v.mentions(actor.id)],
        "together": actor_named.together(views, actor),
        "dated": _dated(views, actor),
    }


def _placed(
    sections: Sequence[Section], mentioned: Sequence[Group]
) -> tuple[tuple[Section, ...], tuple[Group, ...]]:
    """Leave each sentence's anchor to the first place where the page has it."""
    seen: set[str | None] = set()

    def once(groups: Sequence[Group]) -> tuple[Group, ...]:
        found = []
        for group in groups:
            own = []
            for said in group.said:
                own.append(replace(said, place=None) if said.place in seen else said)
                seen.add(said.place)
            found.append(replace(group, said=tuple(own)))
        return tuple(found)

    return tuple(replace(s, groups=once(s.groups)) for s in sections), once(mentioned)


def _choice(sections: Sequence[Section], mentioned: Sequence[Group]) -> Choice:
    groups = [*(group for section in sections for group in section.groups), *mentioned]
    kinds = [(s.kind, s.short, s.number) for s in sections if s.number]
    if mentioned:
        kinds.append((actor_named.KIND, "mentions", sum(group.number for group in mentioned)))
    holding = {(group.view.id, group.source.id) for group in groups}
    views = {group.view.id: group.view for group in groups}.values()
    stories = tuple((v, tuple(s for s in v.sources if (v.id, s.id) in holding)) for v in views)
    return Choice(tuple(kinds) if len(kinds) > 1 else (), stories if len(holding) > 1 else ())


def _dated(views: Sequence[StoryView], actor: Actor) -> list[tuple[StoryView, timeline_page.Entry]]:
    """Return the dates of the sentences that name the actor."""
    found = []
    for view in views:
        naming = {(source.id, source.sentence(mention.span)) for source, mention in view.mentions(actor.id)}
        facts = [fact for fact in view.story.timeline if (fact.source, fact.sentence) in naming]
        found += [(view, entry) for entry in timeline_page.entries(view, facts)]
    return sorted(found, key=lambda row: row[1].date)
