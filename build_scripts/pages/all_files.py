"""Generate every file that the site is made from: pages, cleaned Markdown, data, feeds and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.models import Actor, Publication
from build_scripts.pages.actor_data import make_actor_feed, make_actor_table
from build_scripts.pages.all_pages import generate_pages
from build_scripts.pages.corrections_page import (
    collect_corrections,
    make_corrections_feed,
)
from build_scripts.pages.exports.article_markdown import render_article_markdown
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.exports.points_table import make_points_table
from build_scripts.pages.exports.story_picture import draw_story_picture
from build_scripts.pages.exports.tables import (
    make_articles_table,
    make_mention_counts_table,
    make_mention_forms_table,
    make_statements_table,
    make_timeline_table,
)
from build_scripts.pages.not_followed import draft_actor_entries_yaml, make_not_followed_table
from build_scripts.pages.render_templates import (
    make_template_environment,
)
from build_scripts.pages.shared_wording import make_shared_wording_table
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_publication


def generate_site_files(publication: Publication, place: SiteSettings) -> Mapping[str, bytes]:
    """Return every generated file by its path below `docs/`: pages and pictures, Markdown, data and feeds.

    The files depend on the arguments alone. All are made from the publication as its rights let it be shown.
    """
    redacted = redact_publication(publication)
    publication = redacted.publication
    views = tuple(StoryView(story, publication.actors) for story in redacted.stories)
    corrections = collect_corrections(publication, views)
    env = make_template_environment()
    pages = generate_pages(env, publication, views, corrections, place)
    files = {addresses.make_page_path(page.address): page.to_markdown() for page in pages}
    for view in views:
        files.update(_generate_story_files(publication.title, view))
    for actor in publication.actors:
        files.update(_generate_actor_files(publication, views, actor, place))
    files[addresses.FEED_FILE] = _make_sources_feed(publication, views, place)
    files[addresses.CORRECTIONS_ADDRESS + addresses.FEED_FILE] = make_corrections_feed(
        publication, corrections, place
    )
    return files


def _generate_story_files(publication_title: str, view: StoryView) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of a story's picture and tables, and of its articles' cleaned Markdown."""
    names = [source.given_name for source in view.sources]
    picture = draw_story_picture(publication_title, view.story.title, names)
    yield addresses.make_picture_address(view.id), picture
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
        yield addresses.make_story_data_address(view.id, name, "csv"), table.to_csv()
        yield addresses.make_story_data_address(view.id, name, "json"), table.to_json()
    entries = draft_actor_entries_yaml(view)
    yield addresses.make_story_data_address(view.id, "not-followed", "yml"), entries
    for source in view.sources:
        if source.mode == "full" and source.article.is_read:
            markdown = render_article_markdown(source.article)
            yield source.address + addresses.ARTICLE_MARKDOWN_FILE, markdown.encode()


def _generate_actor_files(
    publication: Publication, views: Sequence[StoryView], actor: Actor, place: SiteSettings
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of an actor's table and feed."""
    table = make_actor_table(views, actor)
    yield addresses.make_actor_data_address(actor.id, "csv"), table.to_csv()
    yield addresses.make_actor_data_address(actor.id, "json"), table.to_json()
    title, author = f"{actor.name}: {publication.title}", publication.owner or publication.title
    feed = make_actor_feed(views, actor, title, author, place)
    yield addresses.make_actor_address(actor.id) + addresses.FEED_FILE, feed


def _make_sources_feed(publication: Publication, views: Sequence[StoryView], place: SiteSettings) -> bytes:
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
