"""Verify a built site: each quotation equals its source, and each link within the site has a target."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from lxml import etree, html

from build_scripts.models.problems import Problem
from build_scripts.rights.permitted_words import REDACTION_CHARACTER
from build_scripts.site_build.link_targets import LinkTargets
from build_scripts.site_build.search_index import SEARCH_INDEX_PATH

# Hidden characters that HTML parsers treat differently.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FIX = "fix the page if it is written by hand; else please report it as a fault of Parallax"
_LOADING_ATTRIBUTES = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "link": ("href",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href",),
    "use": ("href",),
    "form": ("action",),
}
_NAMING_RELATIONS = frozenset({"canonical", "alternate"})  # `link` elements that load nothing
_STYLE_URL = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?P<one>.*?)(?P=quote)\s*\)|@import\s+["'](?P<two>[^"']+)"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Properties and JSON keys for which the generator writes addresses. Others may quote a capture.
_PREVIEW_PROPERTIES = frozenset({"og:url", "og:image", "twitter:image"})
_ADDRESS_KEYS = frozenset({"url", "address", "page", "feed"})
_FEED_RELATIONS = frozenset({"alternate", "self"})
# The files that hold words of sources, and all spellings of the character that replaces those not permitted.
_WITH_WORDS = frozenset({".html", ".xml", ".json", ".csv", ".md", ".yml"})
_REDACTION = re.compile(
    "|".join(
        (
            REDACTION_CHARACTER,
            quote(REDACTION_CHARACTER),
            rf"\\u{ord(REDACTION_CHARACTER):04x}",
            rf"&#0*{ord(REDACTION_CHARACTER)};",
            rf"&#x0*{ord(REDACTION_CHARACTER):x};",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A file's ids (None if it isn't a page), addresses and problems.

    A reader follows `links`, a browser fetches `loads`, and `names` are mentioned, for instance in a feed.
    """

    path: str
    ids: frozenset[str] | None
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def verify_site(site: Path, texts: Mapping[str, str], site_url: str) -> tuple[Problem, ...]:
    """Return the problems of the site built in a folder.

    `texts` are the captures' texts by "story/source". Each element with a span of a text must show just that
    text. Ids must be unique in a page. Links within the site, also in its styles, feeds, sitemap, data and
    search index, must lead to existing files and anchors. Nothing may be loaded from another host. No file
    may hold the redaction character, which replaces words that a source's rights keep back. `site_url` is the
    address that the site will have; absolute addresses below it are the site's own.
    """
    pages = tuple(_read_files(site, texts))
    files = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    anchors = {page.path: page.ids for page in pages if page.ids is not None}
    targets = LinkTargets.from_files(files, anchors, site_url)
    faults = (problem for page in pages for problem in (*page.problems, *_find_link_problems(page, targets)))
    return (*faults, *_find_redactions(site))


def _find_redactions(site: Path) -> Iterator[Problem]:
    """Yield a problem for each file that shows a redaction character in any spelling."""
    for file in sorted(site.rglob("*")):
        if file.suffix in _WITH_WORDS and file.is_file():
            found = _REDACTION.search(file.read_text("utf-8", "replace"))
            if found is not None:
                message = "has a redaction character in place of words that rights don't permit"
                yield Problem(file.relative_to(site).as_posix(), None, None, message, _FIX)


def _find_link_problems(page: _Page, targets: LinkTargets) -> Iterator[Problem]:
    """Yield a problem for each address in a file that leads nowhere or is loaded from another host."""
    for link in page.links:
        # Pages link to each other by relative addresses. An absolute one may come from a source, which may
        # give any address as that of its original, even a missing page of this site.
        if fault := targets.find_link_fault(link, page.path, whole=False):
            yield Problem(page.path, None, None, f"the link '{link}' {fault}", _FIX)
    for link in page.loads:
        if link.startswith(("data:", "#")):
            continue
        try:
            foreign = bool(urlsplit(link).netloc) and not targets.is_own_address(link)
        except ValueError:
            foreign = False
        fault = f"loads {link} from another host" if foreign else targets.find_link_fault(link, page.path)
        if fault:
            yield Problem(
                page.path, None, None, fault if foreign else f"the loaded file '{link}' {fault}", _FIX
            )
    for link in page.names:
        if targets.is_own_address(link) and (fault := targets.find_link_fault(link, page.path)):
            yield Problem(page.path, None, None, f"the address '{link}' {fault}", _FIX)


def _read_files(site: Path, texts: Mapping[str, str]) -> Iterator[_Page]:
    """Yield the ids, addresses and wrong quotations of each file that may have any."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.suffix == ".html":
            yield _read_page(file, path, texts)
        elif file.suffix == ".css":
            yield _Page(path, None, loads=tuple(_find_style_urls(file.read_text("utf-8", "replace"))))
        elif file.suffix == ".xml":
            tree = etree.fromstring(
                file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True)
            )
            names = [e.text or "" for e in tree.iter("{*}loc")]
            names += [
                e.get("href", "")
                for e in tree.iter("{*}link")
                if e.get("rel", "alternate") in _FEED_RELATIONS
            ]
            yield _Page(path, None, names=tuple(names))
        elif path == SEARCH_INDEX_PATH.as_posix():
            listed = json.loads(file.read_text("utf-8")).get("docs", ())
            # Locations are relative to the site's top page.
            yield _Page(path, None, links=tuple(f"../{entry['location']}" for entry in listed))
        elif file.suffix == ".json":
            yield _Page(path, None, names=tuple(_find_addresses(json.loads(file.read_text("utf-8")))))


def _read_page(file: Path, path: str, texts: Mapping[str, str]) -> _Page:
    """Return the ids, addresses and problems of one HTML file."""
    parser = html.HTMLParser(encoding="utf-8")
    tree = html.document_fromstring(file.read_bytes().strip() or b"<p></p>", parser=parser)
    ids = Counter(name for element in tree.iter() if (name := element.get("id")))
    problems = [
        Problem(path, None, None, f"the id '{name}' is used {number} times", _FIX)
        for name, number in ids.items()
        if number > 1
    ]
    problems += _check_quotations(tree, path, texts)
    names = [
        e.get("href", "") for e in tree.iter("link") if _NAMING_RELATIONS & set((e.get("rel") or "").split())
    ]
    names += [e.get("content", "") for e in tree.iter("meta") if e.get("property") in _PREVIEW_PROPERTIES]
    names += [e.get("data-address", "") for e in tree.iter() if "://" in (e.get("data-address") or "")]
    return _Page(
        path,
        frozenset(ids),
        tuple(e.get("href", "") for e in tree.iter("a", "area") if e.get("href") is not None),
        tuple(_find_loads(tree)),
        tuple(names),
        tuple(problems),
    )


def _check_quotations(tree: html.HtmlElement, path: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each element that shows other words than those of its span."""
    for element in tree.iter("span"):
        if element.get("data-span") is None:
            continue
        source = element.get("data-source", "")
        start, _, end = element.get("data-span", "").partition("-")
        text = texts.get(source)
        if text is None or not (start.isdecimal() and end.isdecimal()):
            yield Problem(path, None, None, f"shows words of an unknown source '{source}'", _FIX)
            continue
        expected, shown = text[int(start) : int(end)], element.text_content()
        if _CONTROLS.sub("", expected) != _CONTROLS.sub("", shown):
            yield Problem(path, None, None, f"{source}, {start} to {end}: the page says '{shown[:60]}'", _FIX)


def _find_loads(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the address of everything that a browser loads for a page."""
    for tag, attributes in _LOADING_ATTRIBUTES.items():
        for element in tree.iter(tag):
            if tag == "link" and _NAMING_RELATIONS & set((element.get("rel") or "").split()):
                continue
            for name in attributes:
                value = element.get(name) or element.get(f"xlink:{name}") or ""
                if name == "srcset":
                    # "address width, address width": no blank follows a comma in an address.
                    yield from (item.split()[0] for item in re.split(r",\s+", value) if item.strip())
                elif value:
                    yield value
    for element in tree.iter():
        if style := element.get("style"):
            yield from _find_style_urls(style)
    for element in tree.iter("style"):
        yield from _find_style_urls(element.text or "")


def _find_style_urls(text: str) -> Iterator[str]:
    for found in _STYLE_URL.finditer(_COMMENT.sub("", text)):
        yield found["one"] or found["two"] or ""


def _find_addresses(value: Any) -> Iterator[str]:
    """Yield each address in a JSON value: the texts under the keys for addresses."""
    if isinstance(value, list):
        for item in value:
            yield from _find_addresses(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and key in _ADDRESS_KEYS:
                yield item
            else:
                yield from _find_addresses(item)
