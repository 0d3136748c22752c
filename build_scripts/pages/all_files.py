"""Every file that the site is made from: pages, cleaned Markdown, data and feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import jinja2
from markupsafe import escape

from build_scripts.models import Actor, Kind, Point, Publication, Withdrawn
from build_scripts.pages import (
    actor_data,
    actor_page,
    article_page,
    comparison_page,
    corrections_page,
    not_followed,
    timeline_page,
)
from build_scripts.pages import (
    shared_wording as sharing,
)
from build_scripts.pages import (
    timeline_chart as timeline_scale,
)
from build_scripts.pages.exports import feeds, tables
from build_scripts.pages.exports.article_markdown import cleaned
from build_scripts.pages.exports.citations import cite
from build_scripts.pages.render_templates import Page, environment, linker, render
from build_scripts.pages.views import addresses
from build_scripts.pages.views.format_text import in_words, plural
from build_scripts.pages.views.site_settings import Place
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

KINDS = ("figures", "attribution", "hedge", "denial", "all", "some", "one")
MOST_CHIPS = 12
"""With more sources than this, a story's bar doesn't list them: the page of sources does."""


def files(publication: Publication, place: Place) -> Mapping[str, bytes]:
    """Return every generated file by its path below `docs/`. Pure: the same in, the same out."""
    env = environment()
    views = tuple(StoryView(story, publication.actors) for story in publication.stories)
    amended = corrections_page.entries(publication, views)
    found: dict[str, bytes] = {}
    for page in _pages(env, publication, views, amended, place):
        found[addresses.page_file(page.address)] = page.markdown()
    for view in views:
        for name, table in (
            ("articles", tables.articles(view)),
            ("points", tables.points(view)),
            ("statements", tables.statements(view)),
            ("mentions", tables.mentions(view)),
            ("names", tables.names(view)),
            ("timeline", tables.timeline(view)),
            ("shared", sharing.table(view)),
            ("not-followed", not_followed.table(view)),
        ):
            found[addresses.data(view.id, name, "csv")] = table.csv()
            found[addresses.data(view.id, name, "json")] = table.json()
        found[addresses.data(view.id, "not-followed", "yml")] = not_followed.entries(view)
        for source in view.sources:
            if source.mode == "full":
                found[source.address + addresses.CLEANED] = cleaned(source.article).encode()
    author = publication.owner or publication.title
    for actor in publication.actors:
        table = actor_data.table(views, actor)
        found[addresses.actor_data(actor.id, "csv")] = table.csv()
        found[addresses.actor_data(actor.id, "json")] = table.json()
        found[addresses.actor(actor.id) + addresses.FEED] = actor_data.feed(
            views, actor, f"{actor.name}: {publication.title}", author, place
        )
    found[addresses.FEED] = _feed(publication, views, place)
    found[addresses.CORRECTIONS + addresses.FEED] = corrections_page.feed(publication, amended, place)
    return found


def _pages(
    env: jinja2.Environment,
    publication: Publication,
    views: Sequence[StoryView],
    amended: Sequence[corrections_page.Entry],
    place: Place,
) -> Iterator[Page]:
    for view in views:
        yield _front(env, view, addresses.story(view.id))
        yield from _comparison(env, view)
        yield _timeline(env, view, addresses.timeline(view.id))
        for source in view.sources:
            yield _article(env, view, source, corrections_page.of_page(amended, source.address), place)
        for gone in view.story.withdrawn:
            yield _withdrawn(env, view, gone)
    for actor in publication.actors:
        yield _actor(env, views, actor)
    yield _people(env, publication, views)
    yield _sources(env, views)
    meta = _section(views, "corrections")
    yield corrections_page.page(env, publication, amended, meta)
    yield from _tops(env, publication, views)


def _tops(env: jinja2.Environment, publication: Publication, views: Sequence[StoryView]) -> Iterator[Page]:
    """Yield `/`, `/comparison/` and `/timeline/`: the story's own pages while there is only one."""
    if len(views) == 1:
        # The same page stands at its lasting address, which is the one to find and to link to.
        yield _front(env, views[0], addresses.HOME, copy_of=addresses.story(views[0].id))
        yield from _comparison(env, views[0], addresses.COMPARISON)
        yield _timeline(env, views[0], addresses.TIMELINE, copy_of=addresses.timeline(views[0].id))
        return
    for address, leaf, heading in (
        (addresses.HOME, "", publication.title),
        (addresses.COMPARISON, "comparison/", "Comparisons"),
        (addresses.TIMELINE, "timeline/", "Timelines"),
    ):
        html = render(
            env,
            "stories.html.j2",
            address,
            views=sorted(views, key=lambda view: view.story.date or "", reverse=True),
            heading=heading,
            standfirst=publication.standfirst if not leaf else None,
            leaf=leaf,
            anchor="stories",
        )
        yield Page(address, heading, html)


def _meta(view: StoryView, section: str, copy_of: str | None = None, **more: object) -> dict[str, object]:
    story: dict[str, object] = {"id": view.id, "title": view.story.title}
    if len(view.sources) <= MOST_CHIPS:
        story["sources"] = [{"id": s.id, "letter": s.letter, "name": s.name} for s in view.sources]
    meta: dict[str, object] = {"story": story, "section": section}
    if copy_of is not None:
        meta |= {"canonical": copy_of, "search": {"exclude": True}}
    return meta | more


def _section(views: Sequence[StoryView], section: str) -> dict[str, object]:
    """Return what a page that belongs to no story says of itself; with one story it belongs to that."""
    return _meta(views[0], section) if len(views) == 1 else {"section": section}


def _front(env: jinja2.Environment, view: StoryView, address: str, copy_of: str | None = None) -> Page:
    html = render(
        env,
        "front.html.j2",
        address,
        view=view,
        story=view.story,
        counts=_counts(view.story.points),
        entries=timeline_page.entries(view, view.story.timeline),
        comparison=addresses.comparison(view.id),
        timeline=addresses.timeline(view.id),
    )
    description = view.story.standfirst or view.story.title
    return Page(address, view.story.title, html, _meta(view, "overview", copy_of, description=description))


def _comparison(env: jinja2.Environment, view: StoryView, copy_at: str | None = None) -> Iterator[Page]:
    """Yield the pages of a comparison, or a copy of the first."""
    number = len(view.sources)
    heading = "One report" if number == 1 else f"{in_words(number)} reports compared"
    title = f"Comparison: {view.story.title}"
    description = (
        f"What {plural(number, 'source')} report on one event, each in its own words, and where they differ."
    )
    shown = comparison_page.context(view)
    for part in view.parts[:1] if copy_at is not None else view.parts:
        address = part.address if copy_at is None else copy_at
        html = render(
            env,
            "comparison.html.j2",
            address,
            view=view,
            story=view.story,
            heading=heading,
            counts=_counts(part.points),
            **shown,
            **comparison_page.of_part(view, part, shown["rows"]),
        )
        copy_of = part.address if copy_at is not None else None
        meta = _meta(view, "compare", copy_of, description=description)
        yield Page(address, title if part.number == 1 else f"{title}, page {part.number}", html, meta)


def _timeline(env: jinja2.Environment, view: StoryView, address: str, copy_of: str | None = None) -> Page:
    html = render(
        env,
        "timeline.html.j2",
        address,
        view=view,
        story=view.story,
        heading="Timeline",
        entries=(entries := timeline_page.entries(view, view.story.timeline)),
        scale=timeline_scale.scale(view.story.date, [entry.date for entry in entries]),
        left_open=timeline_page.left_open(view),
        years_from=timeline_page.years_from(view),
    )
    title = f"Timeline: {view.story.title}"
    description = f"The dates that {plural(len(view.sources), 'source')} give, and how each was read."
    return Page(address, title, html, _meta(view, "timeline", copy_of, description=description))


def _article(
    env: jinja2.Environment,
    view: StoryView,
    source: SourceView,
    amended: Sequence[corrections_page.Entry],
    place: Place,
) -> Page:
    article = source.article
    paragraphs = article_page.paragraphs(view, source, linker(source.address))
    html = render(
        env,
        "article.html.j2",
        source.address,
        view=view,
        source=source,
        article=article,
        sidecar=article.sidecar,
        rights_words=article_page.rights_words(source),
        others=[other for other in view.sources if other.id != source.id],
        comparison=addresses.comparison(view.id),
        paragraphs=paragraphs,
        key=article_page.key(paragraphs),
        cut=article_page.cut(source),
        lines=sum(line.kind is not Kind.BLANK for line in article.lines),
        citation=cite(source),
        amended=amended,
        capture_address=place.capture(article.capture.path),
    )
    title = source.headline or f"{source.name} ({view.story.title})"
    description = f"{source.name} on: {view.story.title}. Who is quoted, and what other sources report."
    meta = _meta(view, "article", source=source.id, noindex=True, description=description)
    # Search finds an article by its source's name, too, and shows both. Like a title it gets there as HTML.
    meta["tags"] = [source.letter, str(escape(source.name))]
    return Page(source.address, title, html, meta)


def _withdrawn(env: jinja2.Environment, view: StoryView, gone: Withdrawn) -> Page:
    address = addresses.article(view.id, gone.id)
    html = render(env, "withdrawn.html.j2", address, view=view, gone=gone)
    meta = _meta(view, "sources", noindex=True, search={"exclude": True})
    return Page(address, f"Withdrawn source {gone.letter} ({view.story.title})", html, meta)


def _actor(env: jinja2.Environment, views: Sequence[StoryView], actor: Actor) -> Page:
    address = addresses.actor(actor.id)
    shown = actor_page.context(views, actor)
    html = render(env, "actor.html.j2", address, **shown)
    number = plural(sum(len(view.sources) for view in views), "source")
    meta = _section(views, "people") | {
        "description": f"{actor.name} in {number}: mentions, statements, and what was not said."
    }
    if shown["filter"].is_needed:
        meta["filtered"] = True
    return Page(address, actor.name, html, meta)


def _people(env: jinja2.Environment, publication: Publication, views: Sequence[StoryView]) -> Page:
    actors = [(actor, actor_page.total(views, actor)) for actor in publication.actors]
    html = render(env, "actors.html.j2", addresses.ACTORS, actors=actors, views=views)
    meta = _section(views, "people")
    return Page(addresses.ACTORS, "People", html, meta)


def _sources(env: jinja2.Environment, views: Sequence[StoryView]) -> Page:
    html = render(env, "sources.html.j2", addresses.SOURCES, views=views)
    meta = _section(views, "sources")
    return Page(addresses.SOURCES, "Sources", html, meta)


def _feed(publication: Publication, views: Sequence[StoryView], place: Place) -> bytes:
    entries = [
        feeds.Entry(
            f"{source.name}: {source.title}" if source.headline else source.name,
            source.address,
            view.story.title,
            day=source.captured_on,
        )
        for view in views
        for source in view.sources
    ]
    author = publication.owner or publication.title
    return feeds.feed(publication.title, author, addresses.HOME, entries, place)


def _counts(points: Sequence[Point]) -> list[tuple[str, int]]:
    """Return how many points differ in each way, and how many all, some and only one source reports."""
    counts: Counter[str] = Counter()
    for point in points:
        counts.update(point.differs)
        counts[point.coverage] += 1
    return [(kind, counts[kind]) for kind in KINDS if counts[kind] or kind in ("all", "some", "one")]
