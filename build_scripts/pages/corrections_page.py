"""List what was corrected on the site and which sources were withdrawn: the page and its feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2

from build_scripts.models import Publication, SiteCorrection
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.render_templates import SitePage, render_template
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_date

HANDWRITTEN_PAGES = ("method/", "contribute/")
"""The pages that are written by hand and to which every page links."""


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One correction or one withdrawn source; `was` and `now` are None for a withdrawn source.

    `id` is the entry's anchor. `page_name` names the page that was wrong; `address` is its address, or
    None if the site has no such page. `change` is the address of the change in the repository.
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
    """Return all corrections and withdrawn sources, newest first; of one day, the last listed first.

    The anchor of a correction is its day, with a number from the second of that day on. So anchors stay the
    same as long as new corrections are added at the end of the list.
    """
    existing = _collect_page_addresses(publication, views)
    found = [
        *_list_withdrawn_sources(views),
        *_list_corrections(publication.site_corrections, views, existing),
    ]
    found.reverse()
    return tuple(sorted(found, key=lambda entry: entry.date, reverse=True))


def select_page_corrections(every: Sequence[CorrectionEntry], address: str) -> tuple[CorrectionEntry, ...]:
    """Return the corrections of the page at an address, newest first."""
    return tuple(entry for entry in every if entry.address == address and not entry.withdrawn)


def build_corrections_page(
    env: jinja2.Environment,
    publication: Publication,
    every: Sequence[CorrectionEntry],
    meta: Mapping[str, object],
) -> SitePage:
    """Return the page of corrections; `meta` is its metadata as a page of the publication."""
    address = addresses.CORRECTIONS_ADDRESS
    html = render_template(env, "corrections.html.j2", address, publication=publication, entries=every)
    description = "What was corrected on this site, and how to ask for a correction."
    return SitePage(address, "Corrections", html, {**meta, "description": description, "repository": True})


def make_corrections_feed(
    publication: Publication, every: Sequence[CorrectionEntry], place: SiteSettings
) -> bytes:
    """Return the corrections as a feed."""
    author = publication.owner or publication.title
    feed_entries = [
        FeedEntry(
            f"{'Withdrawn' if entry.withdrawn else 'Corrected'}: {entry.page_name}",
            f"{addresses.CORRECTIONS_ADDRESS}#{entry.id}",
            _summarize_correction(entry),
            updated_on=entry.date if len(entry.date) == len("2024-11-28") else None,
        )
        for entry in every
    ]
    return make_atom_feed(
        f"Corrections: {publication.title}", author, addresses.CORRECTIONS_ADDRESS, feed_entries, place
    )


def _summarize_correction(entry: CorrectionEntry) -> str:
    if entry.withdrawn:
        return f"Withdrawn on {format_date(entry.date)}. {_REASON.format(entry.reason or 'not stated')}"
    return f"Was: {entry.was} Now: {entry.now}" if entry.was is not None else _WITHDRAWN_WORDS_MESSAGE


_REASON = "Reason: {}"
_WITHDRAWN_WORDS_MESSAGE = "The source has since been withdrawn, so the words aren’t shown."


def _list_withdrawn_sources(views: Sequence[StoryView]) -> Iterator[CorrectionEntry]:
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


def _list_corrections(
    corrections: Sequence[SiteCorrection], views: Sequence[StoryView], existing: frozenset[str]
) -> Iterator[CorrectionEntry]:
    """Yield the corrections in their order. A withdrawn source's words are left out."""
    stories = {view.id: view for view in views}
    days = Counter[str]()
    for correction in corrections:
        days[correction.date] += 1
        number = f"-{days[correction.date]}" if days[correction.date] > 1 else ""
        address, page_name = _find_corrected_page(correction, stories)
        entry = CorrectionEntry(
            f"c{correction.date}{number}",
            correction.date,
            page_name,
            address if address in existing else None,
        )
        if not _is_source_withdrawn(correction, stories):
            entry = replace(entry, was=correction.was, now=correction.now, change=correction.change)
        yield entry


def _is_source_withdrawn(correction: SiteCorrection, stories: Mapping[str, StoryView]) -> bool:
    view = stories.get(correction.story or "")
    return view is not None and any(gone.id == correction.source for gone in view.story.withdrawn)


def _find_corrected_page(correction: SiteCorrection, stories: Mapping[str, StoryView]) -> tuple[str, str]:
    """Return the address and the name of the page that was wrong."""
    if correction.story is None:
        return correction.page or addresses.HOME_ADDRESS, f"the page /{correction.page or ''}"
    view = stories.get(correction.story)
    story_name = view.story.title if view else correction.story
    if correction.source is None:
        return addresses.make_story_address(correction.story), story_name
    source = view.sources_by_id.get(correction.source) if view else None
    source_name = source.name if source else correction.source
    address = addresses.make_article_address(correction.story, correction.source)
    return address, f"{source_name} in {story_name}"


def _collect_page_addresses(publication: Publication, views: Sequence[StoryView]) -> frozenset[str]:
    """Return the addresses of all pages that the site is known to have."""
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
