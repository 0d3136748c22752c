"""Make the addresses of the site's pages and files, and relative links between them.

Readers and search engines keep addresses, so none may change.
"""

from __future__ import annotations

import posixpath

HOME_ADDRESS = ""
ACTORS_ADDRESS = "actors/"
SOURCES_ADDRESS = "sources/"
COMPARISON_ADDRESS = "comparison/"
TIMELINE_ADDRESS = "timeline/"
CORRECTIONS_ADDRESS = "corrections/"
FEED_FILE = "feed.xml"
ARTICLE_MARKDOWN_FILE = "article.md"


def make_story_address(story_id: str) -> str:
    """Return the address of a story's front page."""
    return f"stories/{story_id}/"


def make_article_address(story_id: str, source_id: str) -> str:
    """Return the address of an article's page."""
    return f"stories/{story_id}/{source_id}/"


def make_comparison_address(story_id: str, number: int = 1) -> str:
    """Return the address of a story's comparison, or of a later page of it by its number."""
    return f"stories/{story_id}/comparison/" + (f"{number}/" if number > 1 else "")


def make_timeline_address(story_id: str) -> str:
    """Return the address of a story's timeline."""
    return f"stories/{story_id}/timeline/"


def make_picture_address(story_id: str) -> str:
    """Return the address of the picture that other sites show beside a link to a story."""
    return f"stories/{story_id}/picture.png"


def make_actor_address(actor_id: str) -> str:
    """Return the address of an actor's page."""
    return f"actors/{actor_id}/"


def make_actor_page_anchor(story_id: str, source_id: str, sentence: int | None = None) -> str:
    """Return the anchor of a source, or of one of its sentences by number, on an actor's page.

    Names of stories and sources hold no slash, so no two places share an anchor.
    """
    return f"{story_id}/{source_id}" + (f"/s{sentence}" if sentence else "")


def make_actor_anchor_address(
    actor_id: str, story_id: str, source_id: str, sentence: int | None = None
) -> str:
    """Return the address of a source, or of one of its sentences, on an actor's page."""
    return f"{make_actor_address(actor_id)}#{make_actor_page_anchor(story_id, source_id, sentence)}"


def make_withdrawn_anchor(story_id: str, source_id: str) -> str:
    """Return the anchor of a withdrawn source on the page of corrections; corrections have others."""
    return f"withdrawn/{story_id}/{source_id}"


def make_story_data_address(story_id: str, table: str, form: str) -> str:
    """Return the address of one of a story's tables; `form` is its file ending: `csv`, `json` or `yml`."""
    return f"data/{story_id}/{table}.{form}"


def make_actor_data_address(actor_id: str, form: str) -> str:
    """Return the address of an actor's table; `form` is its file ending: `csv` or `json`."""
    return f"data/actors/{actor_id}.{form}"


def make_page_path(address: str) -> str:
    """Return the path below `docs/` of the Markdown file for the page at this address."""
    return f"{address}index.md"


def make_relative_link(address: str, page: str) -> str:
    """Return the relative link from a page to an address, which works below any path.

    Both are relative to the site's top. The address of a folder ends in a slash. A fragment is kept.
    """
    path, mark, fragment = address.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    folder = posixpath.dirname(page)
    link = posixpath.relpath(path or ".", folder or ".")
    if not path or path.endswith("/"):
        link += "/"
    return f"{link}{mark}{fragment}"
