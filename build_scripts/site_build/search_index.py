"""Finish the search index of a built site: the words of points and people, and no hidden characters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from lxml import html

from build_scripts.pages.views.addresses import ACTORS_ADDRESS
from build_scripts.storage.write_files import replace_file
from build_scripts.text.hidden_characters import replace_idle_characters

SEARCH_INDEX_PATH = Path("search", "search_index.json")
_POINT_ANCHOR = "label-"


def finish_search_index(site: Path) -> None:
    """Make the search of a built site find points by their cells, people by their titles, and words as shown.

    MkDocs ends a point's entry with the table cell of its name, and leaves out most of a person's page. So a
    point's entry gets the sentences that its row quotes, and a person's the titles that sources use. Hidden
    characters, such as soft hyphens, are removed: pages keep them as the capture has them, but no reader
    types them.
    """
    path = site / SEARCH_INDEX_PATH
    if path.is_file():
        index = json.loads(path.read_text("utf-8"))
        finished = _remove_hidden({**index, "docs": list(_add_words_of_pages(index["docs"], site))})
        if finished != index:
            replace_file(path, json.dumps(finished, sort_keys=True, separators=(",", ":")).encode())


def _add_words_of_pages(entries: Iterable[Mapping[str, Any]], site: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the entries, with a paragraph for each sentence of a point and each title of a person."""

    @lru_cache(maxsize=1)  # the entries of a page follow each other
    def read_page(address: str) -> html.HtmlElement:
        data = (site / address / "index.html").read_bytes()
        return html.document_fromstring(data, html.HTMLParser(encoding="utf-8"))

    for entry in entries:
        address, _, anchor = entry["location"].partition("#")
        added: list[str] = []
        if anchor.startswith(_POINT_ANCHOR):
            added = _find_sentences(read_page(address), anchor.removeprefix(_POINT_ANCHOR))
        elif address.startswith(ACTORS_ADDRESS) and not anchor:
            added = _find_titles(read_page(address))
        text = "".join(f"<p>{escape(words, quote=False)}</p>" for words in dict.fromkeys(added))
        yield {**entry, "text": entry["text"] + text} if text else entry


def _find_sentences(page: html.HtmlElement, point: str) -> list[str]:
    """Return the sentences quoted in a point's row and the row of its details, without uncertain ones."""
    row = page.get_element_by_id(f"point-{point}", None)
    if row is None:  # a heading of a page written by hand
        return []
    below = row.getnext()
    rows = [row] if below is None or "px-more" not in below.classes else [row, below]
    return [
        _extract_words(quoted)
        for part in rows
        for quoted in part.iterfind(".//p[@class='px-quoted']")
        if not any("px-perhaps" in around.classes for around in quoted.iterancestors())
    ]


def _find_titles(page: html.HtmlElement) -> list[str]:
    """Return the titles and roles that a person's page lists."""
    titles = page.iterfind(".//section[@aria-labelledby='roles']//tbody//th/span[@data-span]")
    return [_extract_words(title) for title in titles]


def _extract_words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _remove_hidden(value: Any) -> Any:
    """Return a JSON value without hidden characters in its strings."""
    if isinstance(value, str):
        # Joiners, variation selectors and direction marks with a use stay: results need them to look right.
        return replace_idle_characters(value, lambda _: "").replace("\u00ad", "")
    if isinstance(value, list):
        return [_remove_hidden(item) for item in value]
    return {key: _remove_hidden(item) for key, item in value.items()} if isinstance(value, dict) else value
