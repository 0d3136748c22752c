"""Read the facts about an article that a saved page states in JSON-LD and in meta elements.

JSON-LD uses schema.org's vocabulary (Article and its subtypes). The meta elements are those of Open Graph
(og:, article:), HTML (`author`), Dublin Core, Parse.ly and Sailthru.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lxml.html import HtmlElement

from build_scripts.source_files.yaml.value_formats import is_valid_date

ARTICLE_TYPE = re.compile(r"(?:\w+Article|Article|BlogPosting|LiveBlogPosting|Report|Review)\Z")
MAX_JSON_DEPTH = 8  # nesting levels of JSON that are searched
MAX_JSON_OBJECTS = 2_000  # objects of one script that are searched
MAX_FACT_LENGTH = 500  # characters of a fact
MAX_SCRIPT_LENGTH = 2_000_000  # characters of one script
SCRIPT_OPENING = re.compile(r"\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)+")
# Endings that may close it, removed only from the end, at most a few times.
SCRIPT_CLOSING, MAX_CLOSING_MARKS = (";", "-->", "//]]>", "]]>"), 4
MARKUP_TIMESTAMP = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d)(?::(?P<seconds>\d\d)(?:[.,]\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?\s*\Z"
)
MIDNIGHT = "00:00"
META_NAMES = {
    "headline": ("og:title", "dc.title", "parsely-title", "sailthru.title"),
    "author": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    "published": (
        *("article:published_time", "og:article:published_time", "article:published", "og:published_time"),
        *(
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dc.date",
            "date",
            "pubdate",
        ),
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified"),
    "outlet": ("og:site_name", "application-name"),
    "url": ("og:url",),
}
ADDRESS_IN_NAME = re.compile(r"(?:https?:)?//|www\.|@\S+\.\S", re.IGNORECASE)
BYLINE_PREFIX = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
AUTHOR_SEPARATOR = re.compile(r"\s*[;|]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y)\s+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts that a page's markup states about its article; times are ISO 8601, as the page gives them."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    url: str | None = None

    def with_fallback(self, other: PageFacts) -> PageFacts:
        """Return these facts, with missing ones taken from `other`."""
        return PageFacts(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """Return the facts that a page states; JSON-LD comes before meta elements."""
    return read_json_ld_facts(tree).with_fallback(read_meta_facts(tree))


def read_json_ld_facts(tree: HtmlElement) -> PageFacts:
    """Return the facts about the article in the page's JSON-LD; none if there are none or it is invalid.

    Of several articles, the one that names the page as its own wins, then the first one with a headline.
    """
    nodes = [node for script in _json_ld_values(tree) for node in _objects(script)]
    nodes_by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    found = [node for node in nodes if _is_article(node)]
    canonical = find_canonical_address(tree)
    found.sort(key=lambda node: (not _is_about_page(node, canonical), "headline" not in node))
    return _article_facts(found[0], nodes_by_id) if found else PageFacts()


def read_meta_facts(tree: HtmlElement) -> PageFacts:
    """Return the facts in the page's meta elements."""
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if (words := _plain_text(element.get("content"))) is not None:
            values.setdefault(name.lower().strip(), []).append(words)

    def first(key: str) -> str | None:
        return next((values[name][0] for name in META_NAMES[key] if name in values), None)

    def first_timestamp(key: str) -> str | None:
        given = (words for name in META_NAMES[key] for words in values.get(name, ()))
        return next((timestamp for words in given if (timestamp := parse_markup_timestamp(words))), None)

    authors = next(
        (names for name in META_NAMES["author"] if (names := _author_names(values.get(name, ())))), ()
    )
    return PageFacts(
        headline=first("headline"),
        authors=authors,
        published=first_timestamp("published"),
        updated=first_timestamp("updated"),
        outlet=first("outlet"),
        url=first("url"),
    )


def find_canonical_address(tree: HtmlElement) -> str | None:
    """Return the address in the page's canonical link element, or None."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _plain_text(link.get("href"), limit=2_000)
    return None


def parse_markup_timestamp(words: str) -> str | None:
    """Return a date or time from a page's markup as ISO 8601, or None if it is not one or doesn't exist.

    Seconds are left out. So is exactly midnight: programs write it if they know only the day.
    """
    match = MARKUP_TIMESTAMP.match(words.strip())
    if match is None or not is_valid_date(match["day"]):
        return None
    if match["time"] is None or (match["time"] == MIDNIGHT and match["seconds"] in (None, "00")):
        return match["day"]
    zone = match["zone"] or ""
    if len(zone) == len("+0000"):
        zone = f"{zone[:3]}:{zone[3:]}"
    whole = f"{match['day']}T{match['time']}{zone}"
    return whole if is_valid_date(whole) else match["day"]


def _json_ld_values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        text = script.text or ""
        if kind != "application/ld+json" or len(text) > MAX_SCRIPT_LENGTH:
            continue
        try:
            yield json.loads(_without_comment_marks(text), strict=False)
        except (ValueError, RecursionError):
            continue


def _without_comment_marks(text: str) -> str:
    """Return a script without the comment or CDATA marks that hide it from old browsers."""
    opening = SCRIPT_OPENING.match(text)
    text = text[opening.end() :] if opening else text
    for _ in range(MAX_CLOSING_MARKS):
        text = text.rstrip()
        for mark in SCRIPT_CLOSING:
            text = text.removesuffix(mark)
    return text


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects in a parsed script, outer ones first, at most `MAX_JSON_OBJECTS`."""
    found: list[Mapping[str, Any]] = []
    level = [value]
    for _ in range(MAX_JSON_DEPTH):
        deeper: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                found.append(item)
                deeper += item.values()
            elif isinstance(item, list):
                deeper += item
        if len(found) > MAX_JSON_OBJECTS:
            break
        level = deeper
    return found[:MAX_JSON_OBJECTS]


def _types(node: Mapping[str, Any]) -> list[str]:
    given = node.get("@type")
    return [str(name).rsplit("/", 1)[-1] for name in (given if isinstance(given, list) else [given])]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(ARTICLE_TYPE.match(name) for name in _types(node))


def _is_about_page(node: Mapping[str, Any], canonical: str | None) -> bool:
    """Return whether an article's object names the page's canonical address as its own."""
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    own = {str(page), str(node.get("url")), str(node.get("@id")).split("#")[0]}
    return canonical is not None and canonical.rstrip("/") in {address.rstrip("/") for address in own}


def _article_facts(node: Mapping[str, Any], nodes_by_id: Mapping[str, Mapping[str, Any]]) -> PageFacts:
    """Return the facts in an article's object."""
    people = node.get("author") or node.get("creator")
    names = [name for person in _as_list(people) if (name := _entity_name(person, nodes_by_id)) is not None]
    outlets = [
        name
        for body in _as_list(node.get("publisher"))
        if (name := _entity_name(body, nodes_by_id)) is not None
    ]
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    return PageFacts(
        headline=_json_text(node.get("headline")),
        authors=_author_names(names),
        published=parse_markup_timestamp(str(node.get("datePublished") or "")),
        updated=parse_markup_timestamp(str(node.get("dateModified") or "")),
        outlet=outlets[0] if outlets else None,
        url=_json_text(node.get("url"), limit=2_000) or _json_text(page, limit=2_000),
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _entity_name(value: Any, nodes_by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the name of a person or organisation: given as text, an object, or the `@id` of one."""
    if isinstance(value, dict):
        whole = value if "name" in value else nodes_by_id.get(str(value.get("@id")), value)
        value = whole.get("name")
        value = value[0] if isinstance(value, list) and value else value
    return _json_text(value)


def _json_text(value: Any, limit: int = MAX_FACT_LENGTH) -> str | None:
    """Return the text of a value in JSON-LD, as `_plain_text` does, without character references.

    Nothing has read them before: in a script element, they are not those of HTML.
    """
    return _plain_text(html.unescape(value) if isinstance(value, str) else None, limit)


def _plain_text(value: str | None, limit: int = MAX_FACT_LENGTH) -> str | None:
    """Return text without tags and extra spaces; None if empty or too long."""
    if value is None:
        return None
    text = re.sub(r"<[^<>]{0,200}>", "", value).replace("\0", "")
    text = " ".join(text.split())
    return text if text and len(text) <= limit else None


def _author_names(given: Any) -> tuple[str, ...]:
    """Return the names in a page's author fields, each once; web and e-mail addresses are left out."""
    found: dict[str, None] = {}
    for words in given:
        whole = BYLINE_PREFIX.sub("", words, count=1) if BYLINE_PREFIX.match(words) else words
        parts = [part for part in AUTHOR_SEPARATOR.split(whole) if part]
        # "Roe, Jane" and "Foreign and Home Desk" are one author each.
        are_several = len(parts) > 1 and all(" " in part for part in parts)
        for name in parts if are_several else [whole]:
            if not ADDRESS_IN_NAME.search(name) and any(map(str.isalpha, name)):
                found[name] = None
    return tuple(found)
