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
from build_scripts.captures.encodings import DECLARATION_RANGE, DecodedText, decode_html_page
from build_scripts.captures.structured_data import (
    PageFacts,
    find_canonical_address,
    parse_markup_timestamp,
    read_page_facts,
)
from build_scripts.models import Capture, Line, LineKind, Metadata, Span, StatedFact
from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.yaml.value_formats import is_valid_web_address
from build_scripts.text.timestamps import find_timestamps, load_timestamp_patterns

ARTICLE_TEXT_RULE = "text of the article by the page's own markup"
TITLE_RULE = "the page's own title"
HEADING_RULE = "a heading by the page's own markup"
AUTHORS_RULE = "the page's own authors"
LIST_ITEM_PREFIX = "- "
MAX_EXTRA_BYLINE_CHARACTERS = (
    12  # characters beside the authors' names on a line that is nothing but a byline
)
NO_ARTICLE_FOUND = ("no article was found in the page", "copy its text into a .txt file")
UNKNOWN_ENCODING = ("is in no encoding that could be told", "copy its text into a .txt file")
# What holds words that no reader sees. Their tails are text.
INVISIBLE_ELEMENTS = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "textarea",
    "select",
)
# The date of publication and no guess from the text; an end date, lest htmldate ask the clock for one.
HTMLDATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
MIN_UNLINKED_SHARE = 0.1  # share of an article's words, at least, that stand in no link of its page
SAVED_FROM_COMMENT = re.compile(
    r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s>]{1,2000}?)\s*-->", re.IGNORECASE
)
SITE_NAME_SEPARATOR = re.compile(r"\s+[|–—·•:»-]+\s+")  # between a headline and what a site puts after it


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


def parse_html_capture(data: bytes, path: str) -> HtmlCapture:
    """Return the article of an HTML page, for the bytes as they were captured.

    All offsets are into the text taken from the page, not into the page. A fact has the span of its words
    where the text has them too; what only the page's markup states has "markup" for evidence. Where the page
    contradicts itself, JSON-LD wins over meta elements, and those over what the visible page was read as;
    but a headline that the page shows wins over one that it doesn't. Raise UserError where no article is
    found.
    """
    if (other := capture.find_binary_file_problem(data, path)) is not None:
        raise UserError(other)
    decoded = decode_html_page(data)
    if decoded is None:
        raise UserError(Problem(path, None, None, *UNKNOWN_ENCODING))
    tree = load_html(decoded.text.replace("\0", ""))
    if tree is None:
        raise UserError(Problem(path, None, None, *NO_ARTICLE_FOUND))
    seen = remove_invisible_elements(tree)
    found = bare_extraction(
        copy.deepcopy(seen),
        favor_precision=True,
        include_comments=False,
        include_tables=False,
    )
    text = "" if found is None or isinstance(found, dict) else _plain(found.text)
    if found is None or isinstance(found, dict) or not text or _only_links(text, seen):
        raise UserError(Problem(path, None, None, *NO_ARTICLE_FOUND))
    read = extract_metadata(copy.deepcopy(seen), date_config=dict(HTMLDATE_OPTIONS))
    stated = read_page_facts(tree)
    address = _address(decoded.text, tree, stated)
    facts = stated.with_fallback(
        PageFacts(
            headline=_plain(read.title) or None,
            authors=tuple(name for part in _plain(read.author).split(";") if (name := part.strip())),
            published=_written(parse_markup_timestamp(_plain(read.date)), decoded.text),
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


def parse_html_fragment(page: str) -> markup.HtmlElement | None:
    """Return a piece of HTML as a tree, or None where there is nothing in it."""
    parser = markup.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        # What is no character in XML can't stand in a tree, and no reader sees it.
        return markup.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def remove_invisible_elements(tree: markup.HtmlElement) -> markup.HtmlElement:
    """Return a copy of a page without its scripts, styles and comments."""
    seen = copy.deepcopy(tree)
    etree.strip_elements(seen, *INVISIBLE_ELEMENTS, etree.Comment, with_tail=False)
    return seen


def _only_links(text: str, seen: markup.HtmlElement) -> bool:
    """Tell whether nearly all words of a text are those of the page's links: a menu, and no article."""
    words = Counter(text.split())
    linked = Counter(word for link in seen.iter("a") for word in link.text_content().split())
    return (words - linked).total() < MIN_UNLINKED_SHARE * words.total()


def _warnings(path: str, decoded: DecodedText) -> tuple[Problem, ...]:
    if decoded.remark is None:
        return ()
    return (Problem(path, None, None, decoded.remark, capture.GARBLED_LETTERS_FIX, "warning"),)


def _plain(value: str | None) -> str:
    return (value or "").replace("\r", "").replace("\0", "").strip()


def _headline(facts: PageFacts, seen: markup.HtmlElement) -> str | None:
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
        suffixed = (
            bool(heading) and wanted.startswith(heading) and SITE_NAME_SEPARATOR.match(rest) is not None
        )
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
    return (
        day if any(s.iso.startswith(day) for s in find_timestamps(page, load_timestamp_patterns())) else None
    )


def _address(page: str, tree: markup.HtmlElement, stated: PageFacts) -> str | None:
    """Return the page's address: the canonical one, else its other markup's, else the saving browser's."""
    saved = SAVED_FROM_COMMENT.search(page[:DECLARATION_RANGE])
    absolute = [given for given in (stated.url, saved and saved[1]) if given and is_valid_web_address(given)]
    canonical = find_canonical_address(tree)
    if canonical is not None:
        base = next((b.get("href") for b in tree.iter("base") if b.get("href")), None)
        for start in (base, *absolute):
            try:
                canonical = urljoin(start or "", canonical)
            except ValueError:
                continue
            if is_valid_web_address(canonical):
                return canonical
    return absolute[0] if absolute else None


def _find(text: str, words: str) -> Span | None:
    """Return where the words stand in the text, as a whole line if they do, else anywhere."""
    if not words:
        return None
    whole = re.search(rf"^{re.escape(words)}$", text, re.MULTILINE)
    start = whole.start() if whole else text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None


def _stated(text: str, value: str | None) -> StatedFact[str] | None:
    return StatedFact(value, _find(text, value) or "markup") if value else None


def _byline(text: str, authors: tuple[str, ...]) -> StatedFact[tuple[str, ...]] | None:
    """Return the authors, with the span of their names if these stand in this order on one line."""
    if not authors:
        return None
    found = re.search(r"[^\n]{1,40}?".join(map(re.escape, authors)), text)
    return StatedFact(authors, Span(*found.span()) if found else "markup")


def _label(
    text: str,
    title: StatedFact[str] | None,
    byline: StatedFact[tuple[str, ...]] | None,
    headings: frozenset[str],
) -> tuple[Line, ...]:
    names = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else Span(0, 0)
    lines, start, headed = [], 0, False
    for number, words in enumerate(text.split("\n"), 1):
        bare = words.strip()
        if not bare:
            kind, rule = LineKind.BLANK, "blank"
        elif title is not None and not headed and _squeezed(bare) == title.value:
            kind, rule, headed = LineKind.HEADLINE, TITLE_RULE, True
        elif (
            start <= names.start < names.end <= start + len(words)
            and len(words) - (names.end - names.start) <= MAX_EXTRA_BYLINE_CHARACTERS
        ):
            kind, rule = LineKind.BYLINE, AUTHORS_RULE
        elif bare in headings:
            kind, rule = LineKind.HEADING, HEADING_RULE
        else:
            kind, rule = (
                (LineKind.LIST_ITEM if words.startswith(LIST_ITEM_PREFIX) else LineKind.BODY),
                ARTICLE_TEXT_RULE,
            )
        lines.append(Line(number, Span(start, start + len(words)), kind, rule))
        start += len(words) + 1
    return tuple(lines)
