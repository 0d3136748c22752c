"""Recognise lines that are about the page, not about the event: captions of photographs, dates of changes.

Cleaning cuts most of them. Those that it leaves are sentences of the article, with dates that are no news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.date_expressions import DateWords, find_dates, load_date_words
from build_scripts.text.package_data import load_words
from build_scripts.text.phrase_patterns import build_phrase_pattern

# Longer lines are paragraphs.
MAX_LINE_WORDS = 60
# Words of a line about the page, besides its date and its label.
MAX_STAMP_WORDS = 9
# Characters of the words around a time of day, at most: "at", "p.m.", "GMT".
MAX_CLOCK_WORD = 3
# Longer words in small letters from which a line that ends like a sentence is one: "Updated on Wednesday, the
# figures show …".
MIN_SENTENCE_WORDS = 3
# "(Agency/Jane Roe)", "[Agency photo]" at the end of a line.
CREDIT_AT_END = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,80})[)\]][.\s]*\Z")
NAMES_WITH_SLASH = re.compile(r"[^\W\d_a-z][^\W\d_]+\s?/\s?[^\W\d_a-z]")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s*\Z")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PageLineWords:
    """The words of captions and credits, and the labels of a page's dates."""

    caption_start: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    stamp_start: re.Pattern[str]
    dates: DateWords


def load_page_line_words() -> PageLineWords:
    """Return the word lists that ship with the package."""
    credits, labels = load_words("photo_credits"), load_words("publication_labels")
    label = build_phrase_pattern([*labels["published"], *labels["changed"]])
    return PageLineWords(
        caption_start=re.compile(rf"\W{{0,3}}{build_phrase_pattern(credits['caption_starts'])}(?!\w)"),
        caption=re.compile(rf"{build_phrase_pattern(credits['in_captions'])}(?!\w)"),
        credit=re.compile(rf"{build_phrase_pattern([*credits['libraries'], *credits['words']])}(?!\w)"),
        stamp_start=re.compile(rf"\W{{0,3}}{label}(?!\w)(?:\s?:)?(?:\s+(?:on|at)\b)?"),
        dates=load_date_words(),
    )


def is_about_page(text: str, line: Span, words: PageLineWords) -> bool:
    """Return whether a line of an article is a photograph's caption, or gives only the date of the page."""
    written = line.extract(text)
    if len(WORD.findall(written)) > MAX_LINE_WORDS:
        return False
    return _is_caption(written, words) or _is_stamp(written, words)


def _is_caption(line: str, words: PageLineWords) -> bool:
    if words.caption_start.match(line) or words.caption.search(line):
        return True
    found = CREDIT_AT_END.search(line)
    credit = found["credit"] if found else ""
    return NAMES_WITH_SLASH.search(credit) is not None or words.credit.search(credit) is not None


def _is_stamp(line: str, words: PageLineWords) -> bool:
    """Return whether a line is a date and little else, perhaps with a label such as "Updated" before it."""
    label = words.stamp_start.match(line)
    start = label.end() if label else 0
    dates = find_dates(line, Span(start, len(line)), words.dates)
    if not dates:
        return False
    before = WORD.findall(line, start, dates[0].span.start)
    if any(word.casefold() not in words.dates.weekdays for word in before):
        return False
    others = [
        word[0]
        for word in WORD.finditer(line, start)
        if not any(date.span.covers(Span(*word.span())) for date in dates)
    ]
    long = [word for word in others if len(word) > MAX_CLOCK_WORD]
    if label is None:
        return all(word.casefold() in words.dates.weekdays for word in long)
    if SENTENCE_END.search(line):
        return sum(word.islower() for word in long) < MIN_SENTENCE_WORDS
    return len(others) <= MAX_STAMP_WORDS
