"""Check a built site against its sources: every quotation is exact, and every link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from .problems import Problem

# Characters that HTML parsers differ on; no reader sees them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MEND = "mend the page if it is written by hand; else please report it as a fault of Parallax"
_LOADS = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "form": "action"}
_HARMLESS_LINKS = frozenset({"canonical", "alternate"})  # named, never fetched


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    ids: frozenset[str]
    links: tuple[str, ...]
    problems: tuple[Problem, ...]


def verify(site: Path, texts: Mapping[str, str], base_path: str = "/") -> tuple[Problem, ...]:
    """Return what is wrong with the site built in a folder; nothing if all is well.

    `texts` are the captures' texts by "story/source". Every element that claims to show a span of one
    must have just that text; ids are unique; links within the site lead to pages and anchors that are
    there; no page loads anything from another host. `base_path` is the path that the site will stand
    below: the 404 page links from there.
    """
    pages = {page.path: page for page in _read(site, texts)}
    problems = [problem for page in pages.values() for problem in page.problems]
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for page in pages.values():
        for link in page.links:
            if not _leads(link, page, pages, files, base_path):
                problems.append(Problem(page.path, None, None, f"the link '{link}' leads nowhere", _MEND))
    return tuple(problems)


def _read(site: Path, texts: Mapping[str, str]) -> Iterator[_Page]:
    for file in sorted(site.rglob("*.html")):
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(file.read_bytes().strip() or b"<p></p>", parser=parser)
        path = file.relative_to(site).as_posix()
        ids = Counter(name for element in tree.iter() if (name := element.get("id")))
        problems = [
            Problem(path, None, None, f"the id '{name}' stands {number} times", _MEND)
            for name, number in ids.items()
            if number > 1
        ]
        problems += _quotations(tree, path, texts)
        problems += [
            Problem(path, None, None, f"loads {address} from another host", _MEND)
            for address in _loaded(tree)
            if urlsplit(address).netloc
        ]
        yield _Page(path, frozenset(ids), tuple(a.get("href", "") for a in tree.iter("a")), tuple(problems))


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
    for tag, attribute in _LOADS.items():
        for element in tree.iter(tag):
            if tag != "link" or not _HARMLESS_LINKS & set((element.get("rel") or "").split()):
                yield element.get(attribute) or ""


def _leads(link: str, page: _Page, pages: Mapping[str, _Page], files: set[str], base_path: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or link.startswith("javascript:"):
        return parts.scheme in ("http", "https", "mailto")
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base_path):
            return False
        target = path.removeprefix(base_path)
    elif path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
        target = "" if target == "." else target + ("/" if path.endswith("/") or path in (".", "..") else "")
    else:
        target = page.path
    if target == "" or target.endswith("/"):
        target += "index.html"
    if target not in files and f"{target}/index.html" in files:
        target += "/index.html"
    if target not in files:
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].ids
