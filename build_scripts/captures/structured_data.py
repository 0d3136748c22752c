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

from build_scripts.source_files.yaml.value_formats import valid_date

ARTICLE = re.compile(r"(?:\w+Article|Article|BlogPosting|LiveBlogPosting|Report|Review)\Z")
DEEPEST = 8  # levels of JSON below which nothing is looked for
MOST = 2_000  # objects of one page's JSON that are looked at
LONGEST = 500  # characters of a fact
SCRIPT_LIMIT = 2_000_000  # characters of one script
OPENING = re.compile(r"\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)+")
# What may close it, looked for at the end alone and a few times: there may be any number elsewhere.
CLOSING, MOST_MARKS = (";", "-->", "//]]>", "]]>"), 4
STAMP = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d)(?::(?P<seconds>\d\d)(?:[.,]\d+)?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?\s*\Z"
)
MIDNIGHT = "00:00"
META = {
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
ADDRESS = re.compile(r"(?:https?:)?//|www\.|@\S+\.\S", re.IGNORECASE)
BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
TOGETHER = re.compile(r"\s*[;|]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|&|und|et|y)\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's markup states of its article; times are ISO 8601 as the page gives them."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    url: str | None = None

    def otherwise(self, other: Facts) -> Facts:
        """Return these facts, with the other's where these say nothing."""
        return Facts(*(getattr(self, f.name) or getattr(other, f.name) for f in fields(self)))


def facts(tree: HtmlElement) -> Facts:
    """Return what a page states: JSON-LD's word first, then that of its meta elements."""
    return json_ld(tree).otherwise(meta(tree))


def json_ld(tree: HtmlElement) -> Facts:
    """Return what the page's JSON-LD says of its article; nothing where it says nothing or is faulty.

    Of several articles, the one that says it is the page's own wins, then the first that has a headline.
    """
    nodes = [node for script in _scripts(tree) for node in _objects(script)]
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    found = [node for node in nodes if _is_article(node)]
    canonical = canonical_address(tree)
    found.sort(key=lambda node: (not _owns(node, canonical), "headline" not in node))
    return _article(found[0], named) if found else Facts()


def meta(tree: HtmlElement) -> Facts:
    """Return what the page's meta elements say."""
    said: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if (words := _words(element.get("content"))) is not None:
            said.setdefault(name.lower().strip(), []).append(words)

    def first(key: str) -> str | None:
        return next((said[name][0] for name in META[key] if name in said), None)

    def stamped(key: str) -> str | None:
        return next((t for name in META[key] for words in said.get(name, ()) if (t := stamp(words))), None)

    authors = next((names for name in META["author"] if (names := _names(said.get(name, ())))), ())
    return Facts(
        headline=first("headline"),
        authors=authors,
        published=stamped("published"),
        updated=stamped("updated"),
        outlet=first("outlet"),
        url=first("url"),
    )


def canonical_address(tree: HtmlElement) -> str | None:
    """Return the address that the page's link element calls canonical."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _words(link.get("href"), limit=2_000)
    return None


def stamp(words: str) -> str | None:
    """Return a date or time of a page's markup as ISO 8601, None where it is neither or doesn't exist.

    Seconds are left out. So is a time of exactly midnight, which programs write where they know the day only.
    """
    match = STAMP.match(words.strip())
    if match is None or not valid_date(match["day"]):
        return None
    if match["time"] is None or (match["time"] == MIDNIGHT and match["seconds"] in (None, "00")):
        return match["day"]
    zone = match["zone"] or ""
    if len(zone) == len("+0000"):
        zone = f"{zone[:3]}:{zone[3:]}"
    whole = f"{match['day']}T{match['time']}{zone}"
    return whole if valid_date(whole) else match["day"]


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        text = script.text or ""
        if kind != "application/ld+json" or len(text) > SCRIPT_LIMIT:
            continue
        try:
            yield json.loads(_unwrapped(text), strict=False)
        except (ValueError, RecursionError):
            continue


def _unwrapped(text: str) -> str:
    """Return a script without the marks of a comment or of CDATA that hide it from old browsers."""
    opening = OPENING.match(text)
    text = text[opening.end() :] if opening else text
    for _ in range(MOST_MARKS):
        text = text.rstrip()
        for mark in CLOSING:
            text = text.removesuffix(mark)
    return text


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects in a parsed script, outer ones first; the first `MOST` of them."""
    found: list[Mapping[str, Any]] = []
    level = [value]
    for _ in range(DEEPEST):
        deeper: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                found.append(one)
                deeper += one.values()
            elif isinstance(one, list):
                deeper += one
        if len(found) > MOST:
            break
        level = deeper
    return found[:MOST]


def _types(node: Mapping[str, Any]) -> list[str]:
    given = node.get("@type")
    return [str(one).rsplit("/", 1)[-1] for one in (given if isinstance(given, list) else [given])]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(ARTICLE.match(name) for name in _types(node))


def _owns(node: Mapping[str, Any], canonical: str | None) -> bool:
    """Tell whether an article's object says that the page is its own."""
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    own = {str(page), str(node.get("url")), str(node.get("@id")).split("#")[0]}
    return canonical is not None and canonical.rstrip("/") in {address.rstrip("/") for address in own}


def _article(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Facts:
    people = node.get("author") or node.get("creator")
    names = [name for one in _listed(people) if (name := _name(one, named)) is not None]
    outlets = [name for one in _listed(node.get("publisher")) if (name := _name(one, named)) is not None]
    page = node.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, dict) else page
    return Facts(
        headline=_words(node.get("headline")),
        authors=_names(names),
        published=stamp(str(node.get("datePublished") or "")),
        updated=stamp(str(node.get("dateModified") or "")),
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


def _words(value: Any, limit: int = LONGEST) -> str | None:
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
        whole = BY.sub("", words, count=1) if BY.match(words) else words
        parts = [part for part in TOGETHER.split(whole) if part]
        # "Roe, Jane" and "Foreign and Home Desk" are one each.
        together = len(parts) > 1 and all(" " in part for part in parts)
        for name in parts if together else [whole]:
            if not ADDRESS.search(name) and any(map(str.isalpha, name)):
                found[name] = None
    return tuple(found)
