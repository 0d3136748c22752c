"""Read what a saved page says of its article in JSON-LD and in meta elements.

JSON-LD is schema.org's vocabulary (Article and what is derived from it), the meta elements are Open Graph's
(og:, article:), HTML's own `author`, and those of Dublin Core, Parse.ly and Sailthru.
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
MAX_JSON_DEPTH = 8  # levels of JSON below which nothing is looked for
MAX_JSON_OBJECTS = 2_000  # objects of one page's JSON that are looked at
MAX_FACT_LENGTH = 500  # characters of a fact
MAX_SCRIPT_LENGTH = 2_000_000  # characters of one script
SCRIPT_OPENING = re.compile(r"\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)+")
# What may close it, looked for at the end alone and a few times: there may be any number elsewhere.
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
    """What a page's markup states of its article; times are ISO 8601 as the page gives them."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    url: str | None = None

    def with_fallback(self, other: PageFacts) -> PageFacts:
        """Return these facts, with the other's where these say nothing."""
        return PageFacts(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))


def read_page_facts(tree: HtmlElement) -> PageFacts:
    """Return what a page states: JSON-LD's word first, then that of its meta elements."""
    return read_json_ld_facts(tree).with_fallback(read_meta_facts(tree))


def read_json_ld_facts(tree: HtmlElement) -> PageFacts:
    """Return what the page's JSON-LD says of its article; nothing where it says nothing or is faulty.

    Of several articles, the one that says it is the page's own wins, then the first that has a headline.
    """
    nodes = [node for script in _scripts(tree) for node in _objects(script)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    found = [node for node in nodes if _is_article(node)]
    canonical = find_canonical_address(tree)
    found.sort(key=lambda node: (not _owns(node, canonical), "headline" not in node))
    return _article(found[0], named) if found else PageFacts()


def read_meta_facts(tree: HtmlElement) -> PageFacts:
    """Return what the page's meta elements say."""
    said: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if (words := _words(element.get("content"))) is not None:
            said.setdefault(name.lower().strip(), []).append(words)

    def first(key: str) -> str | None:
        return next((said[name][0] for name in META_NAMES[key] if name in said), None)

    def stamped(key: str) -> str | None:
        return next(
            (
                t
                for name in META_NAMES[key]
                for words in said.get(name, ())
                if (t := parse_markup_timestamp(words))
            ),
            None,
        )

    authors = next((names for name in META_NAMES["author"] if (names := _names(said.get(name, ())))), ())
    return PageFacts(
        headline=first("headline"),
        authors=authors,
        published=stamped("published"),
        updated=stamped("updated"),
        outlet=first("outlet"),
        url=first("url"),
    )


def find_canonical_address(tree: HtmlElement) -> str | None:
    """Return the address that the page's link element calls canonical."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _words(link.get("href"), limit=2_000)
    return None


def parse_markup_timestamp(words: str) -> str | None:
    """Return a date or time of a page's markup as ISO 8601, None where it is neither or doesn't exist.

    Seconds are left out. So is a time of exactly midnight, which programs write where they know the day only.
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


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        text = script.text or ""
        if kind != "application/ld+json" or len(text) > MAX_SCRIPT_LENGTH:
            continue
        try:
            yield json.loads(_unwrapped(text), strict=False)
        except (ValueError, RecursionError):
            continue


def _unwrapped(text: str) -> str:
    """Return a script without the marks of a comment or of CDATA that hide it from old browsers."""
    opening = SCRIPT_OPENING.match(text)
    text = text[opening.end() :] if opening else text
    for _ in range(MAX_CLOSING_MARKS):
        text = text.rstrip()
        for mark in SCRIPT_CLOSING:
            text = text.removesuffix(mark)
    return text


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects in a parsed script, outer ones first; the first `MAX_JSON_OBJECTS` of them."""
    found: list[Mapping[str, Any]] = []
    level = [value]
    for _ in range(MAX_JSON_DEPTH):
        deeper: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                found.append(one)
                deeper += one.values()
            elif isinstance(one, list):
                deeper += one
        if len(found) > MAX_JSON_OBJECTS:
            break
        level = deeper
    return found[:MAX_JSON_OBJECTS]


def _types(node: Mapping[str, Any]) -> list[str]:
    given = node.get("@type")
    return [str(one).rsplit("/", 1)[-1] for one in (given if isinstance(given, list) else [given])]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(ARTICLE_TYPE.match(name) for name in _types(node))


def _owns(node: Mapping[str, Any], canonical: str | None) -> bool:
    """Tell whether an article's object says that the page is its own."""
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    own = {str(page), str(node.get("url")), str(node.get("@id")).split("#")[0]}
    return canonical is not None and canonical.rstrip("/") in {address.rstrip("/") for address in own}


def _article(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> PageFacts:
    people = node.get("author") or node.get("creator")
    names = [name for one in _listed(people) if (name := _name(one, named)) is not None]
    outlets = [name for one in _listed(node.get("publisher")) if (name := _name(one, named)) is not None]
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    return PageFacts(
        headline=_words(node.get("headline")),
        authors=_names(names),
        published=parse_markup_timestamp(str(node.get("datePublished") or "")),
        updated=parse_markup_timestamp(str(node.get("dateModified") or "")),
        outlet=outlets[0] if outlets else None,
        url=_words(node.get("url"), limit=2_000) or _words(page, limit=2_000),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any, named: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the name of a person or organisation: text, an object, or one that stands elsewhere."""
    if isinstance(value, dict):
        whole = value if "name" in value else named.get(str(value.get("@id")), value)
        value = whole.get("name")
        value = value[0] if isinstance(value, list) and value else value
    return _words(value)


def _words(value: Any, limit: int = MAX_FACT_LENGTH) -> str | None:
    """Return text without markup, references and odd blanks; None where there is none or it is too long."""
    if not isinstance(value, str):
        return None
    text = re.sub(r"<[^<>]{0,200}>", "", html.unescape(value)).replace("\0", "")
    text = " ".join(text.split())
    return text if text and len(text) <= limit else None


def _names(given: Any) -> tuple[str, ...]:
    """Return the names in a page's author fields, each once; an address is no name."""
    found: dict[str, None] = {}
    for words in given:
        whole = BYLINE_PREFIX.sub("", words, count=1) if BYLINE_PREFIX.match(words) else words
        parts = [part for part in AUTHOR_SEPARATOR.split(whole) if part]
        # "Roe, Jane" and "Foreign and Home Desk" are one each.
        together = len(parts) > 1 and all(" " in part for part in parts)
        for name in parts if together else [whole]:
            if not ADDRESS_IN_NAME.search(name) and any(map(str.isalpha, name)):
                found[name] = None
    return tuple(found)
