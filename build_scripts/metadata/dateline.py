"""Read the dateline: the place that opens an article's text."""

from __future__ import annotations

import re

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import LineKind, Paragraph, Span, StatedFact
from build_scripts.text.page_dates import find_timestamps

MAX_PARAGRAPHS = 3  # paragraphs that can open with a dateline
DATELINE_REACH = 100  # characters from a paragraph's start within which its dateline ends
DASH = re.compile(r"\s?(?:--|[—–]|-(?=\s))\s?|\s?[:|]\s")
WORD = r"[^\W\d_][\w.'’-]*"
PLACE = re.compile(rf"{WORD}(?:[ ]{WORD}){{0,3}}(?:[,/]\s?{WORD}(?:[ ]{WORD}){{0,2}}){{0,2}}")
BRACKET = re.compile(r"[(\[][^()\[\]\n]{2,40}[)\]]")
BRACKET_AND_DASH = re.compile(rf"{BRACKET.pattern}\s?(?:--|[—–]|-(?=\s))\s?")
MIN_CAPITALS = 3  # letters of a place in capitals


def find_dateline(
    text: str, paragraphs: tuple[Paragraph, ...], word_lists: MetadataWords
) -> StatedFact[str] | None:
    """Return the place that opens the text, as written, with its span in `text`; None without a dateline.

    A dash, a colon or a bar follows the place. The place is in capitals ("STRELSAU -"), or an agency in
    brackets or a date follows it ("Strelsau (Reuters) -", "Strelsau, May 4 -").
    """
    for paragraph in [p for p in paragraphs if p.kind is LineKind.BODY][:MAX_PARAGRAPHS]:
        opening = _find_dateline_parts(text, paragraph.span, word_lists)
        if opening is not None:
            return StatedFact(opening[0].extract(text), opening[0])
    return None


def find_offset_after_dateline(text: str, paragraph: Span, word_lists: MetadataWords) -> int:
    """Return the offset in `text` where a paragraph's words begin, behind its dateline if it has one.

    An agency in brackets and a dash ("(Reuters) -") count as a dateline.
    """
    opening = _find_dateline_parts(text, paragraph, word_lists)
    if opening is not None:
        return opening[1]
    bracket = BRACKET_AND_DASH.match(text, paragraph.start, paragraph.end)
    if bracket is not None and word_lists.agency_pattern.search(bracket[0]) is not None:
        return bracket.end()
    return paragraph.start


def _find_dateline_parts(text: str, paragraph: Span, word_lists: MetadataWords) -> tuple[Span, int] | None:
    """Return the span of a dateline's place and the offset behind its dash, or None without a dateline."""
    start = paragraph.start
    opening = text[start : min(paragraph.end, start + DATELINE_REACH)]
    dash = DASH.search(opening)
    place = PLACE.match(opening, 0, dash.start()) if dash is not None else None
    if dash is None or place is None:
        return None
    words, end = _without_day(place[0], word_lists)
    rest = place[0][end:] + opening[place.end() : dash.start()]
    if not words or not _is_dateline(words, rest, dash[0].strip() in (":", "|"), word_lists):
        return None
    return Span(start, start + end), start + dash.end()


def _without_day(place: str, word_lists: MetadataWords) -> tuple[str, int]:
    """Return a place without a month's name behind its last comma, and the length of the rest."""
    head, _, tail = place.rpartition(",")
    month = tail.strip().casefold().rstrip(".") in word_lists.calendar.months
    words = head if head and month else place
    return words, len(words.rstrip())


def _is_dateline(place: str, rest: str, has_colon: bool, word_lists: MetadataWords) -> bool:
    """Return whether a place and the words between it and the dash are a dateline.

    Where `has_colon`, a colon or a bar takes the place of the dash.
    """
    bracket = BRACKET.search(rest)
    has_agency = bracket is not None and word_lists.agency_pattern.search(bracket[0]) is not None
    unexplained = BRACKET.sub("", rest).strip(" ,.")
    has_day = bool(find_timestamps(unexplained + " 2000", word_lists.calendar))
    first = place.split(",", maxsplit=1)[0]
    in_capitals = first.isupper() and sum(map(str.isalpha, first)) >= MIN_CAPITALS
    if unexplained and not has_day:
        return False
    return has_agency or has_day or (in_capitals and not has_colon and not rest.strip(" ,."))
