"""Take the article out of a captured HTML page.

trafilatura finds the text and what the visible page says of it (Barbaresi, ACL 2021), htmldate the date.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml import html as markup
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from build_scripts.captures import decode as capture
from build_scripts.captures import encodings, structured_data
from build_scripts.captures.structured_data import Facts
from build_scripts.models import Capture, Kind, Line, Metadata, Span, Stated
from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.yaml.value_formats import valid_address
from build_scripts.text import timestamps

CHOSEN = "text of the article by the page's own markup"
TITLE = "the page's own title"
HEADING = "a heading by the page's own markup"
AUTHORS = "the page's own authors"
ITEM = "- "
SPARE = 12  # characters beside the authors' names on a line that is nothing but a byline
NOTHING = ("no article was found in the page", "copy its text into a .txt file")
UNTOLD = ("is in no encoding that could be told", "copy its text into a .txt file")
# What holds words that no reader sees. Their tails are text.
UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "textarea", "select")
# The date of publication and no guess from the text; an end date, lest htmldate ask the clock for one.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
OWN_WORDS = 0.1  # share of an article's words, at least, that stand in no link of its page
SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s>]{1,2000}?)\s*-->", re.IGNORECASE)
SUFFIX = re.compile(r"\s+[|–—·•:»-]+\s+")  # between a headline and what a site puts after it


@dataclass(frozen=True, slots=True)
class HtmlCapture:
    """What a captured page holds: the article's text, its lines, what the page states, its address.

    `problems` are what to warn of.
    """

    capture: Capture
    lines: tuple[Line, ...]
    metadata: Metadata
    source_url: str | None
    problems: tuple[Problem, ...] = ()


def text_of(data: bytes, path: str) -> HtmlCapture:
    """Return the article of an HTML page, for the bytes as they were captured.

    All offsets are into the text taken from the page, not into the page. A fact has the span of its words
    where the text has them too; what only the page's markup states has "markup" for evidence. Where the page
    contradicts itself, JSON-LD wins over meta elements, and those over what the visible page was read as;
    but a headline that the page shows wins over one that it doesn't. Raise UserError where no article is
    found.
    """
    if (other := capture.binary(data, path)) is not None:
        raise UserError(other)
    decoded = encodings.page(data)
    if decoded is None:
        raise UserError(Problem(path, None, None, *UNTOLD))
    tree = load_html(decoded.text.replace("\0", ""))
    if tree is None:
        raise UserError(Problem(path, None, None, *NOTHING))
    seen = without_unseen(tree)
    found = bare_extraction(
        copy.deepcopy(seen),
        favor_precision=True,
        include_comments=False,
        include_tables=False,
    )
    text = "" if found is None or isinstance(found, dict) else _plain(found.text)
    if found is None or isinstance(found, dict) or not text or _only_links(text, seen):
        raise UserError(Problem(path, None, None, *NOTHING))
    read = extract_metadata(copy.deepcopy(seen), date_config=dict(DATES))
    stated = structured_data.facts(tree)
    address = _address(decoded.text, tree, stated)
    facts = stated.otherwise(
        Facts(
            headline=_plain(read.title) or None,
            authors=tuple(name for part in _plain(read.author).split(";") if (name := part.strip())),
            published=_written(structured_data.stamp(_plain(read.date)), decoded.text),
            outlet=_named(_plain(read.sitename), address),
        )
    )
    title = _stated(text, _headline(facts, seen))
    byline = _byline(text, facts.authors)
    body = found.body
    headings = (
        frozenset()
        if body is None
        else frozenset(_plain("".join(map(str, h.itertext()))) for h in body.iter("head"))
    )
    return HtmlCapture(
        capture=Capture(path, text, hashlib.sha256(data).hexdigest(), decoded.encoding),
        lines=_label(text, title, byline, headings),
        metadata=Metadata(
            headline=title,
            byline=byline,
            published=_stated(text, facts.published),
            outlet=_stated(text, facts.outlet),
            updated=_stated(text, facts.updated),
        ),
        source_url=address,
        problems=_warnings(path, decoded),
    )


def tree_of(page: str) -> markup.HtmlElement | None:
    """Return a piece of HTML as a tree, or None where there is nothing in it."""
    parser = markup.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        # What is no character in XML can't stand in a tree, and no reader sees it.
        return markup.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def without_unseen(tree: markup.HtmlElement) -> markup.HtmlElement:
    """Return a copy of a page without its scripts, styles and comments."""
    seen = copy.deepcopy(tree)
    etree.strip_elements(seen, *UNSEEN, etree.Comment, with_tail=False)
    return seen


def _only_links(text: str, seen: markup.HtmlElement) -> bool:
    """Tell whether nearly all words of a text are those of the page's links: a menu, and no article."""
    words = Counter(text.split())
    linked = Counter(word for link in seen.iter("a") for word in link.text_content().split())
    return (words - linked).total() < OWN_WORDS * words.total()


def _warnings(path: str, decoded: encodings.Decoded) -> tuple[Problem, ...]:
    if decoded.remark is None:
        return ()
    return (Problem(path, None, None, decoded.remark, capture.DOUBT, "warning"),)


def _plain(value: str | None) -> str:
    return (value or "").replace("\r", "").replace("\0", "").strip()


def _headline(facts: Facts, seen: markup.HtmlElement) -> str | None:
    """Return the headline: what the page states, in the form in which it shows it.

    Stated headlines are often cut short, or carry the site's name. A heading of the page that begins like one
    of these, or that one of these begins like, is the headline as readers saw it.
    """
    if facts.headline is None:
        return None
    shown = [_squeezed("".join(h.itertext())) for level in ("h1", "h2") for h in seen.iter(level)]
    wanted = _squeezed(facts.headline)
    if wanted in shown:
        return wanted
    cut = wanted.rstrip(".… ")
    for heading in shown:
        rest = wanted[len(heading) :]
        longer = heading.startswith(cut) and cut != wanted
        suffixed = bool(heading) and wanted.startswith(heading) and SUFFIX.match(rest) is not None
        if longer or suffixed:
            return heading
    return wanted


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _named(name: str, address: str | None) -> str | None:
    """Return the outlet's name unless it is only the host of the page's address, which names nobody."""
    host = re.sub(r"\Ahttps?://(?:www\.)?|[/:?#].*", "", address or "", flags=re.DOTALL)
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", name.lower())
    return name if name and bare != host and not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", bare) else None


def _written(day: str | None, page: str) -> str | None:
    """Return a day unless it is the first of a month and stands nowhere: htmldate's for a month alone."""
    if day is None or not day.endswith("-01"):
        return day
    return day if any(s.iso.startswith(day) for s in timestamps.find(page, timestamps.calendar())) else None


def _address(page: str, tree: markup.HtmlElement, stated: Facts) -> str | None:
    """Return the page's address: the canonical one, else its other markup's, else the saving browser's."""
    saved = SAVED.search(page[: encodings.HEAD])
    absolute = [given for given in (stated.url, saved and saved[1]) if given and valid_address(given)]
    canonical = structured_data.canonical_address(tree)
    if canonical is not None:
        base = next((b.get("href") for b in tree.iter("base") if b.get("href")), None)
        for start in (base, *absolute):
            try:
                canonical = urljoin(start or "", canonical)
            except ValueError:
                continue
            if valid_address(canonical):
                return canonical
    return absolute[0] if absolute else None


def _find(text: str, words: str) -> Span | None:
    """Return where the words stand in the text, as a whole line if they do, else anywhere."""
    if not words:
        return None
    whole = re.search(rf"^{re.escape(words)}$", text, re.MULTILINE)
    start = whole.start() if whole else text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None


def _stated(text: str, value: str | None) -> Stated[str] | None:
    return Stated(value, _find(text, value) or "markup") if value else None


def _byline(text: str, authors: tuple[str, ...]) -> Stated[tuple[str, ...]] | None:
    """Return the authors, with the span of their names if these stand in this order on one line."""
    if not authors:
        return None
    found = re.search(r"[^\n]{1,40}?".join(map(re.escape, authors)), text)
    return Stated(authors, Span(*found.span()) if found else "markup")


def _label(
    text: str, title: Stated[str] | None, byline: Stated[tuple[str, ...]] | None, headings: frozenset[str]
) -> tuple[Line, ...]:
    names = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else Span(0, 0)
    lines, start, headed = [], 0, False
    for number, words in enumerate(text.split("\n"), 1):
        bare = words.strip()
        if not bare:
            kind, rule = Kind.BLANK, "blank"
        elif title is not None and not headed and _squeezed(bare) == title.value:
            kind, rule, headed = Kind.HEADLINE, TITLE, True
        elif (
            start <= names.start < names.end <= start + len(words)
            and len(words) - (names.end - names.start) <= SPARE
        ):
            kind, rule = Kind.BYLINE, AUTHORS
        elif bare in headings:
            kind, rule = Kind.HEADING, HEADING
        else:
            kind, rule = (Kind.LIST_ITEM if words.startswith(ITEM) else Kind.BODY), CHOSEN
        lines.append(Line(number, Span(start, start + len(words)), kind, rule))
        start += len(words) + 1
    return tuple(lines)
