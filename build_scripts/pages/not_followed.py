"""List the names in a story that no list of actors has, as far as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts.models import Actor, ActorProposal, NameOccurrence
from build_scripts.pages.exports.tables import Table, TableValue
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.source_files.entries.actor_entries import compose_new_actor_entries

MAX_LISTED_NAMES = 12
"""The number of names that a page lists; the data have all."""


@dataclass(frozen=True, slots=True)
class NameInSource:
    """The number of times a source has a name, and the first place in each paragraph that has it."""

    source: SourceView
    count: int
    places: tuple[NameOccurrence, ...]


@dataclass(frozen=True, slots=True)
class NotFollowedRow:
    """One name: a place where it may be shown, its sources, and the actor whose other spelling it may be."""

    source: SourceView
    place: NameOccurrence
    sources: tuple[NameInSource, ...]
    possible_actor: Actor | None


@dataclass(frozen=True, slots=True)
class NotFollowedNames:
    """The names that a page lists, and how many more there are."""

    rows: tuple[NotFollowedRow, ...]
    more_count: int


def list_not_followed(view: StoryView) -> NotFollowedNames:
    """Return the prominent names of a story, in the order of its proposals."""
    shown = list(_list_showable_proposals(view))
    rows = [_make_row(view, whole, part) for whole, part in shown if whole.is_prominent][:MAX_LISTED_NAMES]
    return NotFollowedNames(tuple(rows), len(shown) - len(rows))


def make_not_followed_table(view: StoryView) -> Table:
    """Return one row for each place of a name that no list of actors has."""
    rows: list[tuple[TableValue, ...]] = []
    for whole, part in _list_showable_proposals(view):
        for place in whole.occurrences:
            source = view.sources_by_id[place.source]
            written = place.written_form if place in part.occurrences else None
            position = (source.letter, source.id, source.paragraph_number(place.span), *place.span)
            rows.append((part.name, whole.actor.name if whole.actor else None, written, *position))
    columns = ("name", "perhaps", "written", "letter", "source", "paragraph", "start", "end")
    return Table(columns, tuple(rows))


def draft_actor_entries_yaml(view: StoryView) -> bytes:
    """Return the entries for `actors.yml` with which an editor would follow these people."""
    found = (part for _, part in _list_showable_proposals(view) if part.actor is None)
    return compose_new_actor_entries(found, view.followed_actors).encode()


def _list_showable_proposals(view: StoryView) -> Iterator[tuple[ActorProposal, ActorProposal]]:
    """Yield each proposal with a name that may be shown: whole, and with such places only."""
    for whole in view.story.proposals:
        places = tuple(p for p in whole.occurrences if view.sources_by_id[p.source].may_show(p.span))
        if places:
            yield whole, replace(whole, occurrences=places)


def _make_row(view: StoryView, whole: ActorProposal, part: ActorProposal) -> NotFollowedRow:
    place = next(p for p in part.occurrences if p.written_form == part.name)
    named = []
    for source in view.sources:
        places = [p for p in whole.occurrences if p.source == source.id]
        if places:
            first: dict[int, NameOccurrence] = {}
            for found in places:
                first.setdefault(source.paragraph_number(found.span), found)
            named.append(NameInSource(source, len(places), tuple(first.values())))
    return NotFollowedRow(view.sources_by_id[place.source], place, tuple(named), whole.actor)
