"""Read the dateline: the place that opens an article's text."""

from __future__ import annotations

import re

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import LineKind, Paragraph, Span, StatedFact
from build_scripts.text.timestamps import find_timestamps

MAX_PARAGRAPHS = 3  # paragraphs that can open with a dateline
DATELINE_REACH = 100  # characters from a paragraph's start within which its dateline ends
DASH = re.compile(r"\s?(?:--|[—–]|-(?=\s))\s?|\s?[:|]\s")
WORD = r"[^\W\d_][\w.'’-]*"
PLACE = re.compile(rf"{WORD}(?:[ ]{WORD}){{0,3}}(?:[,/]\s?{WORD}(?:[ ]{WORD}){{0,2}}){{0,2}}")
BRACKET = re.compile(r"[(\[][^()\[\]\n]{2,40}[)\]]")
BRACKET_AND_DASH = re.compile(rf"{BRACKET.pattern}\s?(?:--|[—–]|-(?=\s))\s?")
MIN_CAPITALS = 3  # letters of a place in capitals


def find_dateline(
    text: str, paragraphs: tuple[Paragraph, ...], known: MetadataWords
) -> StatedFact[str] | None:
    """Return the place that opens the text as it is written, with its span, or None.

    It is followed by a dash or the like, and is in capitals ("STRELSAU -") or has an agency in brackets or a
    date behind it ("Strelsau (Reuters) -", "Strelsau, May 4 -").
    """
    for paragraph in [p for p in paragraphs if p.kind is LineKind.BODY][:MAX_PARAGRAPHS]:
        opening = _opening(text, paragraph.span, known)
        if opening is not None:
            return StatedFact(opening[0].extract(text), opening[0])
    return None


def find_offset_after_dateline(text: str, paragraph: Span, known: MetadataWords) -> int:
    """Return the offset in `text` where the words of a paragraph begin, behind its dateline if it has one.

    An agency in brackets with a dash behind it counts as one ("(Reuters) -").
    """
    opening = _opening(text, paragraph, known)
    if opening is not None:
        return opening[1]
    alone = BRACKET_AND_DASH.match(text, paragraph.start, paragraph.end)
    agency = alone is not None and known.agency_pattern.search(alone[0]) is not None
    return alone.end() if alone is not None and agency else paragraph.start


def _opening(text: str, paragraph: Span, known: MetadataWords) -> tuple[Span, int] | None:
    """Return a dateline's place and where the words behind its dash begin, or None."""
    start = paragraph.start
    opening = text[start : min(paragraph.end, start + DATELINE_REACH)]
    dash = DASH.search(opening)
    place = PLACE.match(opening, 0, dash.start()) if dash is not None else None
    if dash is None or place is None:
        return None
    words, end = _without_day(place[0], known)
    rest = place[0][end:] + opening[place.end() : dash.start()]
    if not words or not _shown(words, rest, dash[0].strip() in (":", "|"), known):
        return None
    return Span(start, start + end), start + dash.end()


def _without_day(place: str, known: MetadataWords) -> tuple[str, int]:
    """Return a place without a month's name behind its last comma, and where it ends."""
    head, _, tail = place.rpartition(",")
    month = tail.strip().casefold().rstrip(".") in known.calendar.months
    words = head if head and month else place
    return words, len(words.rstrip())


def _shown(place: str, rest: str, colon: bool, known: MetadataWords) -> bool:
    """Tell whether what stands between a place and the dash shows that it is a dateline."""
    bracket = BRACKET.search(rest)
    agency = bracket is not None and known.agency_pattern.search(bracket[0]) is not None
    left = BRACKET.sub("", rest).strip(" ,.")
    day = bool(find_timestamps(left + " 2000", known.calendar))
    first = place.split(",", maxsplit=1)[0]
    capitals = first.isupper() and sum(map(str.isalpha, first)) >= MIN_CAPITALS
    if left and not day:
        return False
    return agency or day or (capitals and not colon and not rest.strip(" ,."))
