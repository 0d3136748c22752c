"""What a page tells other sites and the browser of itself: its title, and the picture of its story."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

SITE_URL = "http://127.0.0.1:8000/"


def read_head(page: Path) -> dict[str, str]:
    """Return a page's title and the contents of its `meta` elements, by name."""
    document = html.parse(page).getroot()
    named = {
        element.get("property") or element.get("name"): element.get("content")
        for element in document.iter("meta")
    }
    return {"title": document.findtext(".//title") or "", **named}


@pytest.mark.parametrize("story", ["harbour-talks", "bridge-collapse"])
def test_every_page_of_a_story_refers_to_its_picture(invented_site: Path, story: str) -> None:
    pages = sorted((invented_site / "stories" / story).rglob("index.html"))
    heads = [read_head(page) for page in pages]
    assert len(heads) > 4
    assert {head["og:image"] for head in heads} == {f"{SITE_URL}stories/{story}/picture.png"}
    assert {head["twitter:card"] for head in heads} == {"summary_large_image"}
    (words,) = {head["og:image:alt"] for head in heads}
    front = read_head(invented_site / "stories" / story / "index.html")
    assert words.startswith(f"{front['og:site_name']}: {front['og:title']}. ")
    assert (invented_site / "stories" / story / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_of_several_stories_has_no_picture_and_bears_the_publications_name(
    invented_site: Path,
) -> None:
    for page in ("", "comparison/", "sources/", "method/"):
        head = read_head(invented_site / page / "index.html")
        assert "og:image" not in head
        assert "twitter:card" not in head
    front = read_head(invented_site / "index.html")
    assert front["title"] == front["og:title"] == front["og:site_name"]


def test_the_front_page_of_a_publication_with_one_story_names_the_story(first_site: Path) -> None:
    front = read_head(first_site / "index.html")
    (heading,) = html.parse(first_site / "index.html").getroot().iter("h1")
    story = heading.text_content()
    assert front["og:title"] == story
    assert front["title"] == f"{story} – {front['og:site_name']}"
    (picture,) = (first_site / "stories").rglob("picture.png")
    assert front["og:image"] == SITE_URL + picture.relative_to(first_site).as_posix()
