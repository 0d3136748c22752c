"""Generate every page of the site before MkDocs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import jinja2
from markupsafe import escape

from build_scripts.models import Actor, LineKind, Point, Publication, WithdrawnSource
from build_scripts.pages.actor_page import build_actor_context, count_actor_totals
from build_scripts.pages.article_page import describe_rights, find_text_legend, list_cut_lines
from build_scripts.pages.article_paragraphs import build_paragraph_views
from build_scripts.pages.comparison_page import (
    build_comparison_context,
    build_comparison_page_context,
    make_comparison_heading,
)
from build_scripts.pages.corrections_page import (
    CorrectionEntry,
    build_corrections_page,
    select_page_corrections,
)
from build_scripts.pages.exports.citations import make_citation
from build_scripts.pages.exports.story_picture import describe_story_picture
from build_scripts.pages.render_templates import (
    SitePage,
    make_linker,
    render_template,
)
from build_scripts.pages.timeline_chart import build_timeline_chart
from build_scripts.pages.timeline_page import (
    build_timeline_entries,
    list_borrowed_years,
    list_undated_sentences,
)
from build_scripts.pages.trust_line import TrustLine, build_trust_line
from build_scripts.pages.views import addresses
from build_scripts.pages.views.report_kinds import POINT_KINDS
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_count

"""How points differ, and how many sources report them, in the order of the page."""
MAX_SOURCES_IN_BAR = 12
"""A story with more sources does not list them in its bar; the page of sources does."""


def generate_pages(
    env: jinja2.Environment,
    publication: Publication,
    views: Sequence[StoryView],
    corrections: Sequence[CorrectionEntry],
    place: SiteSettings,
) -> Iterator[SitePage]:
    """Yield every page of the site: those of each story, of each actor, and of the publication.

    `views` are of the publication's stories, `corrections` all that was corrected or withdrawn.
    """
    for view in views:
        trust = build_trust_line(publication, [view], place)
        yield _make_front_page(env, view, trust, addresses.make_story_address(view.id))
        yield from _generate_comparison_pages(env, view)
        yield _make_timeline_page(env, view)
        for source in view.sources:
            yield _make_article_page(
                env, view, source, select_page_corrections(corrections, source.address), place
            )
        for gone in view.story.withdrawn:
            yield _make_withdrawn_page(env, view, gone)
    for actor in publication.actors:
        yield _make_actor_page(env, views, actor)
    yield _make_actors_page(env, publication, views)
    yield _make_sources_page(env, views)
    meta = _make_publication_meta(views, "corrections")
    yield build_corrections_page(env, publication, corrections, meta)
    yield from _generate_top_pages(env, publication, views, place)


def _generate_top_pages(
    env: jinja2.Environment, publication: Publication, views: Sequence[StoryView], place: SiteSettings
) -> Iterator[SitePage]:
    """Yield `/`, `/comparison/` and `/timeline/`: lists that lead to each story's own pages.

    While there is only one story, `/` is a copy of its front page.
    """
    lists = [
        (addresses.COMPARISON_ADDRESS, "comparison/", "Comparisons"),
        (addresses.TIMELINE_ADDRESS, "timeline/", "Timelines"),
    ]
    trust = build_trust_line(publication, views, place)
    if len(views) == 1:
        # Search engines are sent to the story's own address, which stays when there are more stories.
        yield _make_front_page(
            env, views[0], trust, addresses.HOME_ADDRESS, copy_of=addresses.make_story_address(views[0].id)
        )
    else:
        lists.insert(0, (addresses.HOME_ADDRESS, "", publication.title))
    for address, leaf, heading in lists:
        html = render_template(
            env,
            "stories.html.j2",
            address,
            views=sorted(views, key=lambda view: view.story.date or "", reverse=True),
            heading=heading,
            standfirst=publication.standfirst if not leaf else None,
            trust=trust if not leaf else None,
            leaf=leaf,
            anchor="stories",
        )
        meta = _make_publication_meta(views, "stories")
        yield SitePage(address, heading, html, meta | ({"search": {"exclude": True}} if leaf else {}))


def _make_story_meta(
    view: StoryView, section: str, copy_of: str | None = None, **more: object
) -> dict[str, object]:
    picture = describe_story_picture(view.story.title, [source.given_name for source in view.sources])
    story: dict[str, object] = {"id": view.id, "title": view.story.title, "picture": picture}
    if len(view.sources) <= MAX_SOURCES_IN_BAR:
        story["sources"] = [{"id": s.id, "letter": s.letter, "name": s.name} for s in view.sources]
    meta: dict[str, object] = {"story": story, "section": section}
    if copy_of is not None:
        meta |= {"canonical": copy_of, "search": {"exclude": True}}
    return meta | more


def _make_publication_meta(views: Sequence[StoryView], section: str) -> dict[str, object]:
    """Return the metadata of a page that belongs to no story, or to the only one."""
    return _make_story_meta(views[0], section) if len(views) == 1 else {"section": section}


def _make_front_page(
    env: jinja2.Environment, view: StoryView, trust: TrustLine, address: str, copy_of: str | None = None
) -> SitePage:
    """Return a story's front page; with `copy_of`, as a copy of the page at that address."""
    html = render_template(
        env,
        "front.html.j2",
        address,
        view=view,
        story=view.story,
        trust=trust,
        counts=_count_point_kinds(view, view.story.points),
        entries=build_timeline_entries(view, view.story.timeline),
        comparison=addresses.make_comparison_address(view.id),
        timeline=addresses.make_timeline_address(view.id),
    )
    description = view.story.standfirst or view.story.title
    return SitePage(
        address, view.story.title, html, _make_story_meta(view, "overview", copy_of, description=description)
    )


def _generate_comparison_pages(env: jinja2.Environment, view: StoryView) -> Iterator[SitePage]:
    """Yield the pages of a comparison."""
    number = len(view.sources)
    heading = make_comparison_heading(number, number - len(view.not_compared))
    title = f"Comparison: {view.story.title}"
    reporting = format_count(number, "source")
    description = f"What {reporting} report on one event, each in its own words, and where they differ."
    context = build_comparison_context(view)
    for part in view.comparison_pages:
        html = render_template(
            env,
            "comparison.html.j2",
            part.address,
            view=view,
            story=view.story,
            heading=heading,
            counts=_count_point_kinds(view, part.points),
            **context,
            **build_comparison_page_context(view, part, context["rows"]),
        )
        meta = _make_story_meta(view, "compare", description=description)
        page_title = title if part.number == 1 else f"{title}, page {part.number}"
        yield SitePage(part.address, page_title, html, meta)


def _make_timeline_page(env: jinja2.Environment, view: StoryView) -> SitePage:
    """Return a story's timeline."""
    address = addresses.make_timeline_address(view.id)
    html = render_template(
        env,
        "timeline.html.j2",
        address,
        view=view,
        story=view.story,
        heading="Timeline",
        entries=(entries := build_timeline_entries(view, view.story.timeline)),
        scale=build_timeline_chart(view.story.date, [entry.date for entry in entries]),
        left_open=list_undated_sentences(view),
        years_from=list_borrowed_years(view),
    )
    title = f"Timeline: {view.story.title}"
    description = f"The dates that {format_count(len(view.sources), 'source')} give, and how each was read."
    return SitePage(address, title, html, _make_story_meta(view, "timeline", description=description))


def _make_article_page(
    env: jinja2.Environment,
    view: StoryView,
    source: SourceView,
    corrections: Sequence[CorrectionEntry],
    place: SiteSettings,
) -> SitePage:
    """Return the page of an article."""
    article = source.article
    paragraphs = build_paragraph_views(view, source, make_linker(source.address))
    html = render_template(
        env,
        "article.html.j2",
        source.address,
        view=view,
        source=source,
        article=article,
        sidecar=article.sidecar,
        rights_words=describe_rights(source),
        others=[other for other in view.sources if other.id != source.id],
        comparison=addresses.make_comparison_address(view.id),
        paragraphs=paragraphs,
        key=find_text_legend(paragraphs),
        cut=list_cut_lines(source),
        lines=sum(line.kind is not LineKind.BLANK for line in article.lines),
        citation=make_citation(source),
        amended=corrections,
        capture_address=place.make_capture_address(article.capture.path),
    )
    title = source.headline or f"{source.name} ({view.story.title})"
    description = f"{source.name} on: {view.story.title}. Who is quoted, and what other sources report."
    meta = _make_story_meta(view, "article", source=source.id, noindex=True, description=description)
    # Search also finds an article by its source's letter and name, which it takes as HTML, like a title.
    meta["tags"] = [source.letter, str(escape(source.name))]
    return SitePage(source.address, title, html, meta)


def _make_withdrawn_page(env: jinja2.Environment, view: StoryView, gone: WithdrawnSource) -> SitePage:
    address = addresses.make_article_address(view.id, gone.id)
    html = render_template(env, "withdrawn.html.j2", address, view=view, gone=gone)
    meta = _make_story_meta(view, "sources", noindex=True, search={"exclude": True})
    return SitePage(address, f"Withdrawn source {gone.letter} ({view.story.title})", html, meta)


def _make_actor_page(env: jinja2.Environment, views: Sequence[StoryView], actor: Actor) -> SitePage:
    address = addresses.make_actor_address(actor.id)
    context = build_actor_context(views, actor)
    html = render_template(env, "actor.html.j2", address, **context)
    number = format_count(sum(len(view.sources) for view in views), "source")
    meta = _make_publication_meta(views, "people") | {
        "description": f"{actor.name} in {number}: mentions, statements, and what was not said."
    }
    if context["filter"].is_needed:
        meta["filtered"] = True
    return SitePage(address, actor.name, html, meta)


def _make_actors_page(
    env: jinja2.Environment, publication: Publication, views: Sequence[StoryView]
) -> SitePage:
    actors = [(actor, count_actor_totals(views, actor)) for actor in publication.actors]
    html = render_template(env, "actors.html.j2", addresses.ACTORS_ADDRESS, actors=actors, views=views)
    meta = _make_publication_meta(views, "people")
    return SitePage(addresses.ACTORS_ADDRESS, "People", html, meta)


def _make_sources_page(env: jinja2.Environment, views: Sequence[StoryView]) -> SitePage:
    html = render_template(env, "sources.html.j2", addresses.SOURCES_ADDRESS, views=views)
    meta = _make_publication_meta(views, "sources")
    return SitePage(addresses.SOURCES_ADDRESS, "Sources", html, meta)


def _count_point_kinds(view: StoryView, points: Sequence[Point]) -> list[tuple[str, int]]:
    """Return the number of points of each kind; of those that all, some or one report also if it is none."""
    counts = Counter[str](kind for point in points for kind in view.list_point_kinds(point))
    return [(kind, counts[kind]) for kind in POINT_KINDS if counts[kind] or kind in ("all", "some", "one")]
