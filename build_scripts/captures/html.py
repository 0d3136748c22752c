"""Extract the article's text and facts from a captured HTML page.

trafilatura (Barbaresi, ACL 2021) extracts the text and the facts on the visible page, htmldate the date.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from itertools import islice
from urllib.parse import urljoin

from lxml import etree
from lxml import html as markup
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.utils import load_html

from build_scripts.captures.decode import GARBLED_LETTERS_FIX, find_binary_file_problem
from build_scripts.captures.encodings import DECLARATION_RANGE, DecodedText, decode_html_page
from build_scripts.captures.structured_data import (
    PageFacts,
    find_canonical_address,
    parse_markup_timestamp,
    read_page_facts,
)
from build_scripts.captures.visible_page import escape_references, remove_invisible_elements
from build_scripts.models import Capture, Line, LineKind, Metadata, Span, StatedFact
from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.yaml.value_formats import is_valid_web_address
from build_scripts.text.page_dates import find_timestamps, load_timestamp_patterns

ARTICLE_TEXT_RULE = "text of the article by the page's own markup"
TITLE_RULE = "the page's own title"
HEADING_RULE = "a heading by the page's own markup"
AUTHORS_RULE = "the page's own authors"
LIST_ITEM_PREFIX = "- "
MAX_EXTRA_BYLINE_CHARACTERS = 12  # characters of a byline in addition to the authors' names
NO_ARTICLE_FOUND = ("no article was found in the page", "copy its text into a .txt file")
MAX_PAGE_ELEMENTS = 30_000  # the work for a page grows faster than their number
TOO_MANY_ELEMENTS = (
    f"is a page of more than {MAX_PAGE_ELEMENTS:,} elements",
    "copy the article's text into a .txt file",
)
UNKNOWN_ENCODING = ("its text encoding could not be detected", "copy its text into a .txt file")
# The date of publication, not guessed from the text; a fixed end date, or htmldate would use today's.
HTMLDATE_OPTIONS = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
MIN_UNLINKED_SHARE = 0.1  # share of an article's words that must be outside the page's links
SAVED_FROM_COMMENT = re.compile(
    r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s>]{1,2000}?)\s*-->", re.IGNORECASE
)
SITE_NAME_SEPARATOR = re.compile(r"\s+[|–—·•:»-]+\s+")  # between a headline and the site's name


@dataclass(frozen=True, slots=True)
class HtmlCapture:
    """The article of a captured page: its text, labelled lines, stated facts and address.

    `problems` are warnings.
    """

    capture: Capture
    lines: tuple[Line, ...]
    metadata: Metadata
    source_url: str | None
    problems: tuple[Problem, ...] = ()


def parse_html_capture(data: bytes, path: str) -> HtmlCapture:
    """Return the article of an HTML page, given its bytes as captured.

    All offsets are characters of the text extracted from the page, not of the page. The evidence of a fact is
    the span of its words if the text contains them, else "markup". If the page contradicts itself, JSON-LD
    wins over meta elements, and these over the visible page; but a headline that the page shows wins over one
    that it doesn't. Raises UserError if no article is found, or if the page has too many elements.
    """
    if (problem := find_binary_file_problem(data, path)) is not None:
        raise UserError(problem)
    decoded = decode_html_page(data)
    if decoded is None:
        raise UserError(Problem(path, None, None, *UNKNOWN_ENCODING))
    tree = load_html(decoded.text.replace("\0", ""))
    if tree is None:
        raise UserError(Problem(path, None, None, *NO_ARTICLE_FOUND))
    if next(islice(tree.iter(), MAX_PAGE_ELEMENTS, None), None) is not None:
        raise UserError(Problem(path, None, None, *TOO_MANY_ELEMENTS))
    visible = remove_invisible_elements(tree)
    found = bare_extraction(
        escape_references(visible),
        favor_precision=True,
        include_comments=False,
        include_tables=False,
    )
    text = "" if found is None or isinstance(found, dict) else _strip(found.text)
    if found is None or isinstance(found, dict) or not text or _is_only_links(text, visible):
        raise UserError(Problem(path, None, None, *NO_ARTICLE_FOUND))
    in_markup = read_page_facts(tree)
    address = _page_address(decoded.text, tree, in_markup)
    facts = in_markup.with_fallback(_visible_facts(visible, decoded.text, address))
    title = _fact_with_evidence(text, _headline_as_shown(facts, visible))
    byline = _byline_with_evidence(text, facts.authors)
    body = found.body
    headings = (
        frozenset()
        if body is None
        else frozenset(unescape(_strip("".join(map(str, h.itertext())))) for h in body.iter("head"))
    )
    return HtmlCapture(
        capture=Capture(path, text, hashlib.sha256(data).hexdigest(), decoded.encoding),
        lines=_label_lines(text, title, byline, headings),
        metadata=Metadata(
            headline=title,
            byline=byline,
            published=_fact_with_evidence(text, facts.published),
            outlet=_fact_with_evidence(text, facts.outlet),
            updated=_fact_with_evidence(text, facts.updated),
        ),
        source_url=address,
        problems=_encoding_warnings(path, decoded),
    )


def _visible_facts(visible: markup.HtmlElement, page: str, address: str | None) -> PageFacts:
    """Return the facts that trafilatura and htmldate read from the visible page."""
    metadata = extract_metadata(escape_references(visible), date_config=dict(HTMLDATE_OPTIONS))
    return PageFacts(
        headline=_strip(metadata.title) or None,
        authors=tuple(name for part in _strip(metadata.author).split(";") if (name := part.strip())),
        published=_day_on_page(parse_markup_timestamp(_strip(metadata.date)), page),
        outlet=_outlet_name(_strip(metadata.sitename), address),
    )


def parse_html_fragment(page: str) -> markup.HtmlElement | None:
    """Return a piece of HTML as a tree, or None if it is empty."""
    parser = markup.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        # A tree can't contain NUL or lone surrogates, and no reader sees them.
        return markup.document_fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_only_links(text: str, visible: markup.HtmlElement) -> bool:
    """Return whether nearly all words of the text are in links of the page: a menu, not an article."""
    words = Counter(text.split())
    linked = Counter(word for link in visible.iter("a") for word in link.text_content().split())
    return (words - linked).total() < MIN_UNLINKED_SHARE * words.total()


def _encoding_warnings(path: str, decoded: DecodedText) -> tuple[Problem, ...]:
    if decoded.remark is None:
        return ()
    return (Problem(path, None, None, decoded.remark, GARBLED_LETTERS_FIX, "warning"),)


def _strip(value: str | None) -> str:
    return (value or "").replace("\r", "").replace("\0", "").strip()


def _headline_as_shown(facts: PageFacts, visible: markup.HtmlElement) -> str | None:
    """Return the stated headline in the form that the page shows.

    Stated headlines are often cut short or followed by the site's name. If a heading of the page is the
    beginning of the stated headline, or begins with it, it is the headline as readers saw it.
    """
    if facts.headline is None:
        return None
    shown = [_collapse_spaces("".join(h.itertext())) for level in ("h1", "h2") for h in visible.iter(level)]
    wanted = _collapse_spaces(facts.headline)
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


def _collapse_spaces(words: str) -> str:
    return " ".join(words.split())


def _outlet_name(name: str, address: str | None) -> str | None:
    """Return the outlet's name, or None if it is only a host name."""
    host = re.sub(r"\Ahttps?://(?:www\.)?|[/:?#].*", "", address or "", flags=re.DOTALL)
    bare = re.sub(r"\A(?:https?://)?(?:www\.)?", "", name.lower())
    return name if name and bare != host and not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", bare) else None


def _day_on_page(day: str | None, page: str) -> str | None:
    """Return a day, or None for a first of the month not on the page: htmldate's reading of a month."""
    if day is None or not day.endswith("-01"):
        return day
    return (
        day if any(s.iso.startswith(day) for s in find_timestamps(page, load_timestamp_patterns())) else None
    )


def _page_address(page: str, tree: markup.HtmlElement, stated: PageFacts) -> str | None:
    """Return the page's address: canonical, else from other markup, else the saving browser's comment."""
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


def _find_words(text: str, words: str) -> Span | None:
    """Return the span of the words in the text: a whole line if there is one, else the first occurrence."""
    if not words:
        return None
    whole = re.search(rf"^{re.escape(words)}$", text, re.MULTILINE)
    start = whole.start() if whole else text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None


def _fact_with_evidence(text: str, value: str | None) -> StatedFact[str] | None:
    return StatedFact(value, _find_words(text, value) or "markup") if value else None


def _byline_with_evidence(text: str, authors: tuple[str, ...]) -> StatedFact[tuple[str, ...]] | None:
    """Return the authors; the evidence is the span of their names if one line has them in this order."""
    if not authors:
        return None
    found = re.search(r"[^\n]{1,40}?".join(map(re.escape, authors)), text)
    return StatedFact(authors, Span(*found.span()) if found else "markup")


def _label_lines(
    text: str,
    title: StatedFact[str] | None,
    byline: StatedFact[tuple[str, ...]] | None,
    headings: frozenset[str],
) -> tuple[Line, ...]:
    """Return the lines of an extracted text, labelled by the page's title, authors and headings."""
    names = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else Span(0, 0)
    lines, start, has_headline = [], 0, False
    for number, words in enumerate(text.split("\n"), 1):
        bare = words.strip()
        if not bare:
            kind, rule = LineKind.BLANK, "blank"
        elif title is not None and not has_headline and _collapse_spaces(bare) == title.value:
            kind, rule, has_headline = LineKind.HEADLINE, TITLE_RULE, True
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
