"""What was corrected on the site and what was taken down: the page, its feed, what articles say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import jinja2

from build_scripts.models import Amendment, Publication
from build_scripts.pages.exports import feeds
from build_scripts.pages.render_templates import Page, render
from build_scripts.pages.views import addresses
from build_scripts.pages.views.format_text import day
from build_scripts.pages.views.site_settings import Place
from build_scripts.pages.views.story_view import StoryView

BY_HAND = ("method/", "contribute/")
"""Pages that no story makes, and to which every page links."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction, or one source that was withdrawn (`was` and `now` are then None).

    `id` is its anchor, `where` says in words what was wrong and `address` is that page's, if it is there.
    """

    id: str
    date: str
    where: str
    address: str | None
    was: str | None = None
    now: str | None = None
    reason: str | None = None
    change: str | None = None
    withdrawn: bool = False


def entries(publication: Publication, views: Sequence[StoryView]) -> tuple[Entry, ...]:
    """Return everything that was corrected or withdrawn, newest first; of one day, what was listed last.

    The anchor of a correction is its day, with a number where the list has an earlier one of that day: so it
    stays as long as new ones are added at the end.
    """
    there = _there(publication, views)
    found = [*_withdrawn(views), *_amended(publication.amendments, views, there)]
    found.reverse()
    return tuple(sorted(found, key=lambda entry: entry.date, reverse=True))


def of_page(every: Sequence[Entry], address: str) -> tuple[Entry, ...]:
    """Return what was corrected on the page at an address, newest first."""
    return tuple(entry for entry in every if entry.address == address and not entry.withdrawn)


def page(
    env: jinja2.Environment, publication: Publication, every: Sequence[Entry], meta: Mapping[str, object]
) -> Page:
    """Return the page that lists them; `meta` is what it says of itself as a page of the publication."""
    address = addresses.CORRECTIONS
    html = render(env, "corrections.html.j2", address, publication=publication, entries=every)
    description = "What was corrected on this site, and how to ask for a correction."
    return Page(address, "Corrections", html, {**meta, "description": description, "repository": True})


def feed(publication: Publication, every: Sequence[Entry], place: Place) -> bytes:
    """Return the corrections as a feed."""
    author = publication.owner or publication.title
    told = [
        feeds.Entry(
            f"{'Withdrawn' if entry.withdrawn else 'Corrected'}: {entry.where}",
            f"{addresses.CORRECTIONS}#{entry.id}",
            _summary(entry),
            day=entry.date if len(entry.date) == len("2024-11-28") else None,
        )
        for entry in every
    ]
    return feeds.feed(f"Corrections: {publication.title}", author, addresses.CORRECTIONS, told, place)


def _summary(entry: Entry) -> str:
    if entry.withdrawn:
        return f"Withdrawn on {day(entry.date)}. {_REASON.format(entry.reason or 'not stated')}"
    return f"Was: {entry.was} Now: {entry.now}" if entry.was is not None else _NO_WORDS


_REASON = "Reason: {}"
_NO_WORDS = "The source was withdrawn since, so the words aren’t shown."


def _withdrawn(views: Sequence[StoryView]) -> Iterator[Entry]:
    for view in views:
        for gone in view.story.withdrawn:
            yield Entry(
                addresses.withdrawn(view.id, gone.id),
                gone.date,
                f"source {gone.letter} ({gone.id}) of {view.story.title}",
                addresses.article(view.id, gone.id),
                reason=gone.reason,
                withdrawn=True,
            )


def _amended(
    amendments: Sequence[Amendment], views: Sequence[StoryView], there: frozenset[str]
) -> Iterator[Entry]:
    stories = {view.id: view for view in views}
    days = Counter[str]()
    for one in amendments:
        days[one.date] += 1
        number = f"-{days[one.date]}" if days[one.date] > 1 else ""
        address, where = _place(one, stories)
        view = stories.get(one.story or "")
        gone = view is not None and one.source in {source.id for source in view.story.withdrawn}
        yield Entry(
            f"c{one.date}{number}",
            one.date,
            where,
            address if address in there else None,
            None if gone else one.was,
            None if gone else one.now,
            change=None if gone else one.change,
        )


def _place(one: Amendment, stories: dict[str, StoryView]) -> tuple[str, str]:
    """Return the address of the page that was wrong, and what to call it."""
    if one.story is None:
        return one.page or addresses.HOME, f"the page /{one.page or ''}"
    view = stories.get(one.story)
    if one.source is None:
        return addresses.story(one.story), view.story.title if view else one.story
    source = view.by_id.get(one.source) if view else None
    name = source.name if source else one.source
    return addresses.article(one.story, one.source), f"{name} in {view.story.title if view else one.story}"


def _there(publication: Publication, views: Sequence[StoryView]) -> frozenset[str]:
    """Return the addresses of all pages of the site but those that are written by hand and nobody knows."""
    found = {
        *(addresses.HOME, addresses.ACTORS, addresses.SOURCES, addresses.COMPARISON, addresses.TIMELINE),
        *(addresses.CORRECTIONS, *BY_HAND),
        *(addresses.actor(actor.id) for actor in publication.actors),
    }
    for view in views:
        found |= {addresses.story(view.id), addresses.timeline(view.id)}
        found |= {part.address for part in view.parts}
        found |= {source.address for source in view.sources}
        found |= {addresses.article(view.id, gone.id) for gone in view.story.withdrawn}
    return frozenset(found)
