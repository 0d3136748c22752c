"""Check a built site against its sources: every quotation is exact, and every link leads somewhere."""

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
from build_scripts.site_build.clean_search_index import SEARCH_INDEX_PATH
from build_scripts.site_build.link_targets import LinkTargets

# Characters that HTML parsers differ on; no reader sees them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MEND = "mend the page if it is written by hand; else please report it as a fault of Parallax"
_LOADS = {
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
_NAMED = frozenset({"canonical", "alternate"})  # links that name a page and fetch nothing
_IN_STYLE = re.compile(
    r"""url\(\s*(?P<quote>["']?)(?P<one>.*?)(?P=quote)\s*\)|@import\s+["'](?P<two>[^"']+)"""
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Where the generator itself names a page. Other fields may quote a capture, which may name what it likes.
_PREVIEWS = frozenset({"og:url", "og:image", "twitter:image"})
_KEYS = frozenset({"url", "address", "page", "feed"})
_OWN_LINKS = frozenset({"alternate", "self"})
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
    """What one file names: by `links` one goes elsewhere, `loads` are fetched, `names` may be own pages."""

    path: str
    ids: frozenset[str] | None
    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def verify_site(site: Path, texts: Mapping[str, str], site_url: str) -> tuple[Problem, ...]:
    """Return what is wrong with the site built in a folder; nothing if all is well.

    `texts` are the captures' texts by "story/source". Every element that claims to show a span of one
    must have just that text; ids are unique; links within the site, also those of its styles, feeds, map,
    data and search index, lead to files and anchors that are there; nothing loads anything from another
    host; no file holds the redaction character, which a page shows if it fails to ask for a source's rights.
    `site_url` is the address that the site will have: whole addresses below it are the site's own.
    """
    pages = tuple(_read(site, texts))
    files = (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    anchors = {page.path: page.ids for page in pages if page.ids is not None}
    targets = LinkTargets.from_files(files, anchors, site_url)
    faults = (problem for page in pages for problem in (*page.problems, *_faults(page, targets)))
    return (*faults, *_redactions(site))


def _redactions(site: Path) -> Iterator[Problem]:
    """Yield a problem for each file that shows a redaction character in any spelling."""
    for file in sorted(site.rglob("*")):
        if file.suffix in _WITH_WORDS and file.is_file():
            found = _REDACTION.search(file.read_text("utf-8", "replace"))
            if found is not None:
                what = "has a place for words that the rights of their source don't allow to be shown"
                yield Problem(file.relative_to(site).as_posix(), None, None, what, _MEND)


def _faults(page: _Page, targets: LinkTargets) -> Iterator[Problem]:
    for link in page.links:
        # A source may give any address as its original's, also one of this site that isn't there: pages
        # link to each other by relative addresses.
        if fault := targets.find_link_fault(link, page.path, whole=False):
            yield Problem(page.path, None, None, f"the link '{link}' {fault}", _MEND)
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
                page.path, None, None, fault if foreign else f"what it loads, '{link}', {fault}", _MEND
            )
    for link in page.names:
        if targets.is_own_address(link) and (fault := targets.find_link_fault(link, page.path)):
            yield Problem(page.path, None, None, f"the address '{link}' {fault}", _MEND)


def _read(site: Path, texts: Mapping[str, str]) -> Iterator[_Page]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.suffix == ".html":
            yield _page(file, path, texts)
        elif file.suffix == ".css":
            yield _Page(path, None, loads=tuple(_styles(file.read_text("utf-8", "replace"))))
        elif file.suffix == ".xml":
            tree = etree.fromstring(
                file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True)
            )
            names = [e.text or "" for e in tree.iter("{*}loc")]
            names += [
                e.get("href", "") for e in tree.iter("{*}link") if e.get("rel", "alternate") in _OWN_LINKS
            ]
            yield _Page(path, None, names=tuple(names))
        elif path == SEARCH_INDEX_PATH.as_posix():
            listed = json.loads(file.read_text("utf-8")).get("docs", ())
            # As a script of the site's top page takes them.
            yield _Page(path, None, links=tuple(f"../{one['location']}" for one in listed))
        elif file.suffix == ".json":
            yield _Page(path, None, names=tuple(_addresses(json.loads(file.read_text("utf-8")))))


def _page(file: Path, path: str, texts: Mapping[str, str]) -> _Page:
    parser = html.HTMLParser(encoding="utf-8")
    tree = html.document_fromstring(file.read_bytes().strip() or b"<p></p>", parser=parser)
    ids = Counter(name for element in tree.iter() if (name := element.get("id")))
    problems = [
        Problem(path, None, None, f"the id '{name}' stands {number} times", _MEND)
        for name, number in ids.items()
        if number > 1
    ]
    problems += _quotations(tree, path, texts)
    named = [e.get("href", "") for e in tree.iter("link") if _NAMED & set((e.get("rel") or "").split())]
    named += [e.get("content", "") for e in tree.iter("meta") if e.get("property") in _PREVIEWS]
    named += [e.get("data-address", "") for e in tree.iter() if "://" in (e.get("data-address") or "")]
    return _Page(
        path,
        frozenset(ids),
        tuple(e.get("href", "") for e in tree.iter("a", "area") if e.get("href") is not None),
        tuple(_loaded(tree)),
        tuple(named),
        tuple(problems),
    )


def _quotations(tree: html.HtmlElement, path: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for element in tree.iter("span"):
        if element.get("data-span") is None:
            continue
        source = element.get("data-source", "")
        start, _, end = element.get("data-span", "").partition("-")
        text = texts.get(source)
        if text is None or not (start.isdecimal() and end.isdecimal()):
            yield Problem(path, None, None, f"shows words of an unknown source '{source}'", _MEND)
            continue
        wanted, shown = text[int(start) : int(end)], element.text_content()
        if _CONTROLS.sub("", wanted) != _CONTROLS.sub("", shown):
            yield Problem(
                path, None, None, f"{source}, {start} to {end}: the page says '{shown[:60]}'", _MEND
            )


def _loaded(tree: html.HtmlElement) -> Iterator[str]:
    for tag, attributes in _LOADS.items():
        for element in tree.iter(tag):
            if tag == "link" and _NAMED & set((element.get("rel") or "").split()):
                continue
            for name in attributes:
                value = element.get(name) or element.get(f"xlink:{name}") or ""
                if name == "srcset":
                    # "address width, address width": a comma in an address is followed by no blank.
                    yield from (one.split()[0] for one in re.split(r",\s+", value) if one.strip())
                elif value:
                    yield value
    for element in tree.iter():
        if style := element.get("style"):
            yield from _styles(style)
    for element in tree.iter("style"):
        yield from _styles(element.text or "")


def _styles(text: str) -> Iterator[str]:
    for found in _IN_STYLE.finditer(_COMMENT.sub("", text)):
        yield found["one"] or found["two"] or ""


def _addresses(value: Any) -> Iterator[str]:
    """Yield every address that JSON holds where it names one."""
    if isinstance(value, list):
        for one in value:
            yield from _addresses(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, str) and key in _KEYS:
                yield one
            else:
                yield from _addresses(one)
