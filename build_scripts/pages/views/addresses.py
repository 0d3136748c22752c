"""The site's addresses, which are a promise to readers, and relative links between them."""

from __future__ import annotations

import posixpath

HOME = ""
ACTORS = "actors/"
SOURCES = "sources/"
COMPARISON = "comparison/"
TIMELINE = "timeline/"
CORRECTIONS = "corrections/"
FEED = "feed.xml"
CLEANED = "article.md"


def story(story_id: str) -> str:
    """Return the address of a story's front page."""
    return f"stories/{story_id}/"


def article(story_id: str, source_id: str) -> str:
    """Return the address of an article's page."""
    return f"stories/{story_id}/{source_id}/"


def comparison(story_id: str, number: int = 1) -> str:
    """Return the address of a story's comparison, or of a later page of it by its number."""
    return f"stories/{story_id}/comparison/" + (f"{number}/" if number > 1 else "")


def timeline(story_id: str) -> str:
    """Return the address of a story's timeline."""
    return f"stories/{story_id}/timeline/"


def actor(actor_id: str) -> str:
    """Return the address of an actor's page."""
    return f"actors/{actor_id}/"


def place(story_id: str, source_id: str, sentence: int | None = None) -> str:
    """Return the anchor of a source, or of one of its sentences by number, on an actor's page.

    Names of stories and sources hold no slash, so no two places share an anchor.
    """
    return f"{story_id}/{source_id}" + (f"/s{sentence}" if sentence else "")


def on_actor(actor_id: str, story_id: str, source_id: str, sentence: int | None = None) -> str:
    """Return the address of that place on an actor's page."""
    return f"{actor(actor_id)}#{place(story_id, source_id, sentence)}"


def withdrawn(story_id: str, source_id: str) -> str:
    """Return the anchor of a withdrawn source on the page of corrections; no day is spelt like it."""
    return f"withdrawn/{story_id}/{source_id}"


def data(story_id: str, table: str, form: str) -> str:
    """Return the address of one of a story's tables, as `csv` or `json`; the entries for editors as `yml`."""
    return f"data/{story_id}/{table}.{form}"


def actor_data(actor_id: str, form: str) -> str:
    """Return the address of an actor's statements, as `csv` or `json`."""
    return f"data/actors/{actor_id}.{form}"


def page_file(address: str) -> str:
    """Return the Markdown file below `docs/` from which MkDocs makes the page at this address."""
    return f"{address}index.md"


def relative(address: str, page: str) -> str:
    """Return the link that leads from a page to an address, so that the site works below any path.

    Both are relative to the site's top; a folder's address ends in a slash. A fragment is kept.
    """
    path, mark, fragment = address.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    folder = posixpath.dirname(page)
    link = posixpath.relpath(path or ".", folder or ".")
    if not path or path.endswith("/"):
        link += "/"
    return f"{link}{mark}{fragment}"
