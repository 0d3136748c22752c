"""What was corrected on the site and what was taken down: the page, its feed, what articles say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import jinja2

from build_scripts.models import Publication, SiteCorrection
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.render_templates import SitePage, render_template
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_date

HANDWRITTEN_PAGES = ("method/", "contribute/")
"""Pages that no story makes, and to which every page links."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One correction, or one source that was withdrawn (`was` and `now` are then None).

    `id` is its anchor, `page_name` says in words what was wrong, `address` is that page's, if it is there.
    """

    id: str
    date: str
    page_name: str
    address: str | None
    was: str | None = None
    now: str | None = None
    reason: str | None = None
    change: str | None = None
    withdrawn: bool = False


def collect_corrections(publication: Publication, views: Sequence[StoryView]) -> tuple[CorrectionEntry, ...]:
    """Return everything that was corrected or withdrawn, newest first; of one day, what was listed last.

    The anchor of a correction is its day, with a number where the list has an earlier one of that day: so it
    stays as long as new ones are added at the end.
    """
    there = _there(publication, views)
    found = [*_withdrawn(views), *_amended(publication.site_corrections, views, there)]
    found.reverse()
    return tuple(sorted(found, key=lambda entry: entry.date, reverse=True))


def select_page_corrections(every: Sequence[CorrectionEntry], address: str) -> tuple[CorrectionEntry, ...]:
    """Return what was corrected on the page at an address, newest first."""
    return tuple(entry for entry in every if entry.address == address and not entry.withdrawn)


def build_corrections_page(
    env: jinja2.Environment,
    publication: Publication,
    every: Sequence[CorrectionEntry],
    meta: Mapping[str, object],
) -> SitePage:
    """Return the page that lists them; `meta` is what it says of itself as a page of the publication."""
    address = addresses.CORRECTIONS_ADDRESS
    html = render_template(env, "corrections.html.j2", address, publication=publication, entries=every)
    description = "What was corrected on this site, and how to ask for a correction."
    return SitePage(address, "Corrections", html, {**meta, "description": description, "repository": True})


def make_corrections_feed(
    publication: Publication, every: Sequence[CorrectionEntry], place: SiteSettings
) -> bytes:
    """Return the corrections as a feed."""
    author = publication.owner or publication.title
    told = [
        FeedEntry(
            f"{'Withdrawn' if entry.withdrawn else 'Corrected'}: {entry.page_name}",
            f"{addresses.CORRECTIONS_ADDRESS}#{entry.id}",
            _summary(entry),
            updated_on=entry.date if len(entry.date) == len("2024-11-28") else None,
        )
        for entry in every
    ]
    return make_atom_feed(
        f"Corrections: {publication.title}", author, addresses.CORRECTIONS_ADDRESS, told, place
    )


def _summary(entry: CorrectionEntry) -> str:
    if entry.withdrawn:
        return f"Withdrawn on {format_date(entry.date)}. {_REASON.format(entry.reason or 'not stated')}"
    return f"Was: {entry.was} Now: {entry.now}" if entry.was is not None else _NO_WORDS


_REASON = "Reason: {}"
_NO_WORDS = "The source was withdrawn since, so the words aren’t shown."


def _withdrawn(views: Sequence[StoryView]) -> Iterator[CorrectionEntry]:
    for view in views:
        for gone in view.story.withdrawn:
            yield CorrectionEntry(
                addresses.make_withdrawn_anchor(view.id, gone.id),
                gone.date,
                f"source {gone.letter} ({gone.id}) of {view.story.title}",
                addresses.make_article_address(view.id, gone.id),
                reason=gone.reason,
                withdrawn=True,
            )


def _amended(
    amendments: Sequence[SiteCorrection], views: Sequence[StoryView], there: frozenset[str]
) -> Iterator[CorrectionEntry]:
    stories = {view.id: view for view in views}
    days = Counter[str]()
    for one in amendments:
        days[one.date] += 1
        number = f"-{days[one.date]}" if days[one.date] > 1 else ""
        address, where = _place(one, stories)
        view = stories.get(one.story or "")
        gone = view is not None and one.source in {source.id for source in view.story.withdrawn}
        yield CorrectionEntry(
            f"c{one.date}{number}",
            one.date,
            where,
            address if address in there else None,
            None if gone else one.was,
            None if gone else one.now,
            change=None if gone else one.change,
        )


def _place(one: SiteCorrection, stories: dict[str, StoryView]) -> tuple[str, str]:
    """Return the address of the page that was wrong, and what to call it."""
    if one.story is None:
        return one.page or addresses.HOME_ADDRESS, f"the page /{one.page or ''}"
    view = stories.get(one.story)
    if one.source is None:
        return addresses.make_story_address(one.story), view.story.title if view else one.story
    source = view.sources_by_id.get(one.source) if view else None
    name = source.name if source else one.source
    return addresses.make_article_address(
        one.story, one.source
    ), f"{name} in {view.story.title if view else one.story}"


def _there(publication: Publication, views: Sequence[StoryView]) -> frozenset[str]:
    """Return the addresses of all pages of the site but those that are written by hand and nobody knows."""
    found = {
        *(
            addresses.HOME_ADDRESS,
            addresses.ACTORS_ADDRESS,
            addresses.SOURCES_ADDRESS,
            addresses.COMPARISON_ADDRESS,
            addresses.TIMELINE_ADDRESS,
        ),
        *(addresses.CORRECTIONS_ADDRESS, *HANDWRITTEN_PAGES),
        *(addresses.make_actor_address(actor.id) for actor in publication.actors),
    }
    for view in views:
        found |= {addresses.make_story_address(view.id), addresses.make_timeline_address(view.id)}
        found |= {part.address for part in view.comparison_pages}
        found |= {source.address for source in view.sources}
        found |= {addresses.make_article_address(view.id, gone.id) for gone in view.story.withdrawn}
    return frozenset(found)
