"""Who is named in a story and listed by nobody, as far as the rights let it be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts.models import Actor, Place, Proposal
from build_scripts.pages.exports.tables import Table, Value
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.source_files.entries import actor_entries

MOST = 12
"""Names that a page lists; the data have all."""


@dataclass(frozen=True, slots=True)
class Named:
    """How one source names somebody: how often, and the first place in each paragraph that does."""

    source: SourceView
    times: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One name: where it stands as it is shown, in what sources it stands, and whose spelling it may be."""

    source: SourceView
    place: Place
    sources: tuple[Named, ...]
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """The names that a page lists, and how many more there are."""

    rows: tuple[Row, ...]
    more: int


def not_followed(view: StoryView) -> NotFollowed:
    """Return the names that stand out in a story, who is named most first."""
    shown = list(_shown(view))
    rows = [_row(view, whole, part) for whole, part in shown if whole.prominent][:MOST]
    return NotFollowed(tuple(rows), len(shown) - len(rows))


def table(view: StoryView) -> Table:
    """Return one row for each place where somebody is named whom nobody lists."""
    rows: list[tuple[Value, ...]] = []
    for whole, part in _shown(view):
        for place in whole.places:
            source = view.by_id[place.source]
            written = place.written if place in part.places else None
            at = (source.letter, source.id, source.paragraph_number(place.span), *place.span)
            rows.append((part.name, whole.actor.name if whole.actor else None, written, *at))
    columns = ("name", "perhaps", "written", "letter", "source", "paragraph", "start", "end")
    return Table(columns, tuple(rows))


def entries(view: StoryView) -> bytes:
    """Return the entries that an editor would add to `actors.yml` to follow them."""
    found = (part for _, part in _shown(view) if part.actor is None)
    return actor_entries.added(found, view.followed).encode()


def _shown(view: StoryView) -> Iterator[tuple[Proposal, Proposal]]:
    """Yield each proposal of which any words may be shown, whole, and with nothing but what may be."""
    for whole in view.story.proposals:
        places = tuple(place for place in whole.places if _may_be_shown(view, place))
        if places:
            post = whole.post if all(view.by_id[p.source].mode == "full" for p in whole.places) else None
            yield whole, replace(whole, places=places, post=post)


def _may_be_shown(view: StoryView, place: Place) -> bool:
    source = view.by_id[place.source]
    return source.sentence(place.span) in source.quotable


def _row(view: StoryView, whole: Proposal, part: Proposal) -> Row:
    place = next(p for p in part.places if p.written == part.name)
    named = []
    for source in view.sources:
        places = [p for p in whole.places if p.source == source.id]
        if places:
            first: dict[int, Place] = {}
            for found in places:
                first.setdefault(source.paragraph_number(found.span), found)
            named.append(Named(source, len(places), tuple(first.values())))
    return Row(view.by_id[place.source], place, tuple(named), whole.actor)
