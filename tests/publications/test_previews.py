"""The words that a page keeps for previews of its letters: all that are needed, each once, and no others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

PLACE = re.compile(r"([^/]+/[^/]+)/#s(\d+)$")
LETTERS = frozenset({"px-chip", "px-told", "px-box"})
AROUND_LETTERS = frozenset({"px-letters", "px-brief__said"})

Place = tuple[str, str]


class PreviewPage:
    """One page of a site: the sentences that its letters lead to, that it quotes, and that it keeps."""

    def __init__(self, site: Path, file: Path) -> None:
        self.path = file.relative_to(site).as_posix()
        self.root = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        self.root.make_links_absolute(f"https://site.example.org/{self.path}")
        found = (PLACE.search(link.get("href", "")) for link in self.root.iter("a") if _is_letter(link))
        self.linked: set[Place] = {(place[1], place[2]) for place in found if place}
        boxes = self.root.find_class("px-previews")
        self.box = boxes[0] if boxes else html.Element("div")
        self.kept = list(_find_sentences(self.box))
        every = list(_find_sentences(self.root))
        for place in self.kept:
            every.remove(place)
        self.quoted = set(every)

    @property
    def named(self) -> list[str]:
        """The sources that are named for previews."""
        return [name for child in self.box if (name := child.get("data-of"))]


def _is_letter(link: html.HtmlElement) -> bool:
    around = link.getparent()
    return bool(LETTERS & set(link.classes) or (around is not None and AROUND_LETTERS & set(around.classes)))


def _find_sentences(element: html.HtmlElement) -> Iterator[Place]:
    for words in element.find_class("px-words"):
        if number := words.get("data-sentence"):
            yield words.get("data-source", ""), number


@pytest.fixture(scope="module", params=["extreme", "invented"])
def pages(request: pytest.FixtureRequest) -> list[PreviewPage]:
    """Return the pages of a site that have letters."""
    site: Path = request.getfixturevalue(f"{request.param}_site")
    every = (PreviewPage(site, file) for file in sorted(site.rglob("*.html")))
    return [page for page in every if page.linked]


def test_every_sentence_that_a_letter_leads_to_is_quoted_on_its_page_or_else_kept_once(
    pages: list[PreviewPage],
) -> None:
    assert any(page.kept for page in pages)
    for page in pages:
        assert sorted(page.kept) == sorted(page.linked - page.quoted), page.path


def test_every_source_of_these_sentences_is_named_once(pages: list[PreviewPage]) -> None:
    for page in pages:
        assert sorted(page.named) == sorted({source for source, _ in page.linked}), page.path


def test_all_that_is_kept_is_a_name_or_a_quotation_that_the_build_verifies(pages: list[PreviewPage]) -> None:
    for page in pages:
        assert all(child.get("data-of") or child.get("data-span") for child in page.box), page.path
        assert not any((child.tail or "").strip() for child in page.box), page.path


def test_what_is_kept_is_hidden_and_not_found_twice(extreme_site: Path) -> None:
    page = PreviewPage(extreme_site, extreme_site / "stories/ferry-fire/index.html")
    assert "hidden" in page.box.attrib
    listed = json.loads((extreme_site / "search/search_index.json").read_text("utf-8"))["docs"]
    found = "".join(
        doc["text"] for doc in listed if doc["location"].partition("#")[0] == "stories/ferry-fire/"
    )
    sentences = [words.text_content() for words in page.box.find_class("px-words")]
    assert sentences
    assert [sentence for sentence in sentences if sentence in found] == []


def test_of_a_source_that_is_only_linked_nothing_is_kept(extreme_site: Path) -> None:
    pages = [PreviewPage(extreme_site, file) for file in extreme_site.glob("stories/night-bells/**/*.html")]
    named = {name for page in pages for name in page.named}
    assert named == {"night-bells/strelsau-herald", "night-bells/zenda-post"}
