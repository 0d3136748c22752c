"""Take the article out of a captured HTML page.

trafilatura finds the text and the metadata (Barbaresi, ACL 2021), htmldate the date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from trafilatura import bare_extraction

from .models import Capture, Kind, Line, Metadata, Span, Stated
from .problems import Problem, UserError

CHOSEN = "text of the article by the page's own markup"
ITEM = "- "
# The date of publication and no guess from the text; an end date, lest htmldate ask the clock for one.
DATES = (("original_date", True), ("extensive_search", False), ("max_date", "2999-12-31"))


@dataclass(frozen=True, slots=True)
class HtmlCapture:
    """What a captured page holds: the article's text, its lines, what the page states, its address."""

    capture: Capture
    lines: tuple[Line, ...]
    metadata: Metadata
    source_url: str | None


def text_of(data: bytes, path: str) -> HtmlCapture:
    """Return the article of an HTML page, for the bytes as they were captured.

    All offsets are into the text taken from the page, not into the page. A fact has the span of its words
    where the text has them too; what only the page's markup states has "markup" for evidence. Raise
    UserError where no article is found.
    """
    found = bare_extraction(
        data,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(DATES),
    )
    text = "" if found is None or isinstance(found, dict) else _plain(found.text)
    if found is None or isinstance(found, dict) or not text:
        raise UserError(
            Problem(path, None, None, "no article was found in the page", "copy its text into a .txt file")
        )
    capture = Capture(path, text, hashlib.sha256(data).hexdigest(), "html")
    title = _stated(text, _plain(found.title))
    authors = tuple(name.strip() for name in _plain(found.author).split(";") if name.strip())
    spans = [_find(text, name) for name in authors]
    metadata = Metadata(
        headline=title,
        byline=Stated(authors, spans[0] if len(spans) == 1 and spans[0] else "markup") if authors else None,
        published=_stated(text, _plain(found.date)),
        outlet=_stated(text, _plain(found.sitename)),
    )
    return HtmlCapture(capture, _label(text, title), metadata, _plain(found.url) or None)


def _plain(value: str | None) -> str:
    return (value or "").replace("\r", "").replace("\0", "").strip()


def _find(text: str, words: str) -> Span | None:
    start = text.find(words)
    return Span(start, start + len(words)) if words and start >= 0 else None


def _stated(text: str, value: str) -> Stated[str] | None:
    return Stated(value, _find(text, value) or "markup") if value else None


def _label(text: str, title: Stated[str] | None) -> tuple[Line, ...]:
    lines, start = [], 0
    for number, words in enumerate(text.split("\n"), 1):
        if not words.strip():
            kind, rule = Kind.BLANK, "blank"
        elif title is not None and words.strip() == title.value:
            kind, rule = Kind.HEADLINE, "the page's own title"
        else:
            kind, rule = (Kind.LIST_ITEM if words.startswith(ITEM) else Kind.BODY), CHOSEN
        lines.append(Line(number, Span(start, start + len(words)), kind, rule))
        start += len(words) + 1
    return tuple(lines)
