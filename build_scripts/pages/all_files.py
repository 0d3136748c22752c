"""Every file that the site is made from: pages, cleaned Markdown, data and feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import jinja2
from markupsafe import escape

from build_scripts.models import Actor, LineKind, Point, Publication, WithdrawnSource
from build_scripts.pages.actor_data import make_actor_feed, make_actor_table
from build_scripts.pages.actor_page import build_actor_context, count_actor_totals
from build_scripts.pages.article_page import (
    build_paragraph_views,
    describe_rights,
    find_text_legend,
    list_cut_lines,
)
from build_scripts.pages.comparison_page import build_comparison_context, build_comparison_page_context
from build_scripts.pages.corrections_page import (
    CorrectionEntry,
    build_corrections_page,
    collect_corrections,
    make_corrections_feed,
    select_page_corrections,
)
from build_scripts.pages.exports.article_markdown import render_article_markdown
from build_scripts.pages.exports.citations import make_citation
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.exports.tables import (
    make_articles_table,
    make_mention_counts_table,
    make_mention_forms_table,
    make_points_table,
    make_statements_table,
    make_timeline_table,
)
from build_scripts.pages.not_followed import draft_actor_entries_yaml, make_not_followed_table
from build_scripts.pages.render_templates import (
    SitePage,
    make_linker,
    make_template_environment,
    render_template,
)
from build_scripts.pages.shared_wording import make_shared_wording_table
from build_scripts.pages.timeline_chart import build_timeline_chart
from build_scripts.pages.timeline_page import (
    build_timeline_entries,
    list_borrowed_years,
    list_undated_sentences,
)
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_publication
from build_scripts.text.format_values import format_count, spell_out_number

POINT_KINDS = ("figures", "attribution", "hedge", "denial", "all", "some", "one")
MAX_SOURCES_IN_BAR = 12
"""With more sources than this, a story's bar doesn't list them: the page of sources does."""


def generate_site_files(publication: Publication, place: SiteSettings) -> Mapping[str, bytes]:
    """Return every generated file by its path below `docs/`. Pure: the same in, the same out."""
    env = make_template_environment()
    redacted = redact_publication(publication)
    publication = redacted.publication
    views = tuple(StoryView(story, publication.actors) for story in redacted.stories)
    amended = collect_corrections(publication, views)
    found: dict[str, bytes] = {}
    for page in _pages(env, publication, views, amended, place):
        found[addresses.make_page_path(page.address)] = page.to_markdown()
    for view in views:
        for name, table in (
            ("articles", make_articles_table(view)),
            ("points", make_points_table(view)),
            ("statements", make_statements_table(view)),
            ("mentions", make_mention_counts_table(view)),
            ("names", make_mention_forms_table(view)),
            ("timeline", make_timeline_table(view)),
            ("shared", make_shared_wording_table(view)),
            ("not-followed", make_not_followed_table(view)),
        ):
            found[addresses.make_story_data_address(view.id, name, "csv")] = table.to_csv()
            found[addresses.make_story_data_address(view.id, name, "json")] = table.to_json()
        found[addresses.make_story_data_address(view.id, "not-followed", "yml")] = draft_actor_entries_yaml(
            view
        )
        for source in view.sources:
            if source.mode == "full":
                found[source.address + addresses.ARTICLE_MARKDOWN_FILE] = render_article_markdown(
                    source.article
                ).encode()
    author = publication.owner or publication.title
    for actor in publication.actors:
        table = make_actor_table(views, actor)
        found[addresses.make_actor_data_address(actor.id, "csv")] = table.to_csv()
        found[addresses.make_actor_data_address(actor.id, "json")] = table.to_json()
        found[addresses.make_actor_address(actor.id) + addresses.FEED_FILE] = make_actor_feed(
            views, actor, f"{actor.name}: {publication.title}", author, place
        )
    found[addresses.FEED_FILE] = _feed(publication, views, place)
    found[addresses.CORRECTIONS_ADDRESS + addresses.FEED_FILE] = make_corrections_feed(
        publication, amended, place
    )
    return found


def _pages(
    env: jinja2.Environment,
    publication: Publication,
    views: Sequence[StoryView],
    amended: Sequence[CorrectionEntry],
    place: SiteSettings,
) -> Iterator[SitePage]:
    for view in views:
        yield _front(env, view, addresses.make_story_address(view.id))
        yield from _comparison(env, view)
        yield _timeline(env, view, addresses.make_timeline_address(view.id))
        for source in view.sources:
            yield _article(env, view, source, select_page_corrections(amended, source.address), place)
        for gone in view.story.withdrawn:
            yield _withdrawn(env, view, gone)
    for actor in publication.actors:
        yield _actor(env, views, actor)
    yield _people(env, publication, views)
    yield _sources(env, views)
    meta = _section(views, "corrections")
    yield build_corrections_page(env, publication, amended, meta)
    yield from _tops(env, publication, views)


def _tops(
    env: jinja2.Environment, publication: Publication, views: Sequence[StoryView]
) -> Iterator[SitePage]:
    """Yield `/`, `/comparison/` and `/timeline/`: the story's own pages while there is only one."""
    if len(views) == 1:
        # The same page stands at its lasting address, which is the one to find and to link to.
        yield _front(env, views[0], addresses.HOME_ADDRESS, copy_of=addresses.make_story_address(views[0].id))
        yield from _comparison(env, views[0], addresses.COMPARISON_ADDRESS)
        yield _timeline(
            env, views[0], addresses.TIMELINE_ADDRESS, copy_of=addresses.make_timeline_address(views[0].id)
        )
        return
    for address, leaf, heading in (
        (addresses.HOME_ADDRESS, "", publication.title),
        (addresses.COMPARISON_ADDRESS, "comparison/", "Comparisons"),
        (addresses.TIMELINE_ADDRESS, "timeline/", "Timelines"),
    ):
        html = render_template(
            env,
            "stories.html.j2",
            address,
            views=sorted(views, key=lambda view: view.story.date or "", reverse=True),
            heading=heading,
            standfirst=publication.standfirst if not leaf else None,
            leaf=leaf,
            anchor="stories",
        )
        yield SitePage(address, heading, html)


def _meta(view: StoryView, section: str, copy_of: str | None = None, **more: object) -> dict[str, object]:
    story: dict[str, object] = {"id": view.id, "title": view.story.title}
    if len(view.sources) <= MAX_SOURCES_IN_BAR:
        story["sources"] = [{"id": s.id, "letter": s.letter, "name": s.name} for s in view.sources]
    meta: dict[str, object] = {"story": story, "section": section}
    if copy_of is not None:
        meta |= {"canonical": copy_of, "search": {"exclude": True}}
    return meta | more


def _section(views: Sequence[StoryView], section: str) -> dict[str, object]:
    """Return what a page that belongs to no story says of itself; with one story it belongs to that."""
    return _meta(views[0], section) if len(views) == 1 else {"section": section}


def _front(env: jinja2.Environment, view: StoryView, address: str, copy_of: str | None = None) -> SitePage:
    html = render_template(
        env,
        "front.html.j2",
        address,
        view=view,
        story=view.story,
        counts=_counts(view.story.points),
        entries=build_timeline_entries(view, view.story.timeline),
        comparison=addresses.make_comparison_address(view.id),
        timeline=addresses.make_timeline_address(view.id),
    )
    description = view.story.standfirst or view.story.title
    return SitePage(
        address, view.story.title, html, _meta(view, "overview", copy_of, description=description)
    )


def _comparison(env: jinja2.Environment, view: StoryView, copy_at: str | None = None) -> Iterator[SitePage]:
    """Yield the pages of a comparison, or a copy of the first."""
    number = len(view.sources)
    heading = "One report" if number == 1 else f"{spell_out_number(number)} reports compared"
    title = f"Comparison: {view.story.title}"
    reporting = format_count(number, "source")
    description = f"What {reporting} report on one event, each in its own words, and where they differ."
    shown = build_comparison_context(view)
    for part in view.comparison_pages[:1] if copy_at is not None else view.comparison_pages:
        address = part.address if copy_at is None else copy_at
        html = render_template(
            env,
            "comparison.html.j2",
            address,
            view=view,
            story=view.story,
            heading=heading,
            counts=_counts(part.points),
            **shown,
            **build_comparison_page_context(view, part, shown["rows"]),
        )
        copy_of = part.address if copy_at is not None else None
        meta = _meta(view, "compare", copy_of, description=description)
        yield SitePage(address, title if part.number == 1 else f"{title}, page {part.number}", html, meta)


def _timeline(env: jinja2.Environment, view: StoryView, address: str, copy_of: str | None = None) -> SitePage:
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
    return SitePage(address, title, html, _meta(view, "timeline", copy_of, description=description))


def _article(
    env: jinja2.Environment,
    view: StoryView,
    source: SourceView,
    amended: Sequence[CorrectionEntry],
    place: SiteSettings,
) -> SitePage:
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
        amended=amended,
        capture_address=place.make_capture_address(article.capture.path),
    )
    title = source.headline or f"{source.name} ({view.story.title})"
    description = f"{source.name} on: {view.story.title}. Who is quoted, and what other sources report."
    meta = _meta(view, "article", source=source.id, noindex=True, description=description)
    # Search finds an article by its source's name, too, and shows both. Like a title it gets there as HTML.
    meta["tags"] = [source.letter, str(escape(source.name))]
    return SitePage(source.address, title, html, meta)


def _withdrawn(env: jinja2.Environment, view: StoryView, gone: WithdrawnSource) -> SitePage:
    address = addresses.make_article_address(view.id, gone.id)
    html = render_template(env, "withdrawn.html.j2", address, view=view, gone=gone)
    meta = _meta(view, "sources", noindex=True, search={"exclude": True})
    return SitePage(address, f"Withdrawn source {gone.letter} ({view.story.title})", html, meta)


def _actor(env: jinja2.Environment, views: Sequence[StoryView], actor: Actor) -> SitePage:
    address = addresses.make_actor_address(actor.id)
    shown = build_actor_context(views, actor)
    html = render_template(env, "actor.html.j2", address, **shown)
    number = format_count(sum(len(view.sources) for view in views), "source")
    meta = _section(views, "people") | {
        "description": f"{actor.name} in {number}: mentions, statements, and what was not said."
    }
    if shown["filter"].is_needed:
        meta["filtered"] = True
    return SitePage(address, actor.name, html, meta)


def _people(env: jinja2.Environment, publication: Publication, views: Sequence[StoryView]) -> SitePage:
    actors = [(actor, count_actor_totals(views, actor)) for actor in publication.actors]
    html = render_template(env, "actors.html.j2", addresses.ACTORS_ADDRESS, actors=actors, views=views)
    meta = _section(views, "people")
    return SitePage(addresses.ACTORS_ADDRESS, "People", html, meta)


def _sources(env: jinja2.Environment, views: Sequence[StoryView]) -> SitePage:
    html = render_template(env, "sources.html.j2", addresses.SOURCES_ADDRESS, views=views)
    meta = _section(views, "sources")
    return SitePage(addresses.SOURCES_ADDRESS, "Sources", html, meta)


def _feed(publication: Publication, views: Sequence[StoryView], place: SiteSettings) -> bytes:
    entries = [
        FeedEntry(
            f"{source.name}: {source.title}" if source.headline else source.name,
            source.address,
            view.story.title,
            updated_on=source.captured_on,
        )
        for view in views
        for source in view.sources
    ]
    author = publication.owner or publication.title
    return make_atom_feed(publication.title, author, addresses.HOME_ADDRESS, entries, place)


def _counts(points: Sequence[Point]) -> list[tuple[str, int]]:
    """Return how many points differ in each way, and how many all, some and only one source reports."""
    counts: Counter[str] = Counter()
    for point in points:
        counts.update(point.differs)
        counts[point.coverage] += 1
    return [(kind, counts[kind]) for kind in POINT_KINDS if counts[kind] or kind in ("all", "some", "one")]
