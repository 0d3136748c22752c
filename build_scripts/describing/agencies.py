"""Find the news agencies that an article credits, and for what."""

from __future__ import annotations

import re

from ..models import TEXT_KINDS, Agency, Kind, Line, Span
from .knowledge import Knowledge

CREDIT = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]")
DATELINE = 80  # characters from the start of a paragraph within which its dateline ends
REACH = 60  # characters around an agency's name within which the words that credit it stand
OPENING = re.compile(r"[^\n.!?]{2,60}[(]\Z")  # "STRELSAU, Nov 27 ("
DASH = re.compile(r"[)]\s{0,2}(?:--|[-–—])")
NAME_WORD = r"[^\W\d_a-z][\w-]{2,30}"
SHAPES = re.compile("news agency|newswire")
BY_SHAPE = re.compile(rf"(?<!\w)(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,2}})\s(?:{SHAPES.pattern})(?!\w)")
DETERMINERS = frozenset({"The", "One", "Another", "State", "State-run"})
# "The Ruritanian news agency" names a country, "the independent news agency" nothing.
ADJECTIVE = re.compile(
    r"(?:an|ese|ish|ch|[aeq]li|[nq]i|ic|wiss|reek|ovak|hai|ent|ate|al|ed|ive|run|owned)\Z", re.IGNORECASE
)
CREDITED = frozenset({Kind.CAPTION, Kind.CREDIT})


def find(text: str, lines: tuple[Line, ...], known: Knowledge) -> tuple[Agency, ...]:
    """Return the agencies credited in the article's text, byline and captions, in order, each role once.

    Listed agencies are found by name; others where the text calls them "the N news agency". What stands
    in other articles' teasers, feeds and the like does not count.
    """
    found: dict[tuple[str, str], Agency] = {}
    for line in lines:
        if line.kind in CREDITED:
            credits = _photograph(text, line.span, known)
        elif line.kind in TEXT_KINDS:
            credits = _text(text, line.span, known)
        elif line.kind is Kind.BYLINE:
            credits = _mentions(text, line.span, "text", known)
        else:
            continue
        for agency in credits:
            found.setdefault((agency.name, agency.role), agency)
    return tuple(found.values())


def _mentions(text: str, span: Span, role: str, known: Knowledge) -> list[Agency]:
    return [
        Agency(known.agencies[m[0]], "photograph" if role == "photograph" else "text", Span(*m.span()))
        for m in known.agency.finditer(text, span.start, span.end)
    ]


def _photograph(text: str, line: Span, known: Knowledge) -> list[Agency]:
    """Return the agencies in a caption's bracketed credit, or in a line that is a credit as a whole."""
    brackets = [Span(*m.span()) for m in CREDIT.finditer(text, line.start, line.end)]
    places = brackets[-1:] or [line]
    return [agency for place in places for agency in _mentions(text, place, "photograph", known)]


def _text(text: str, line: Span, known: Knowledge) -> list[Agency]:
    """Return the agencies that one paragraph credits with what it reports."""
    found = []
    for match in known.agency.finditer(text, line.start, line.end):
        words = Span(*match.span())
        before = text[max(line.start, words.start - REACH) : words.start]
        after = text[words.end : min(line.end, words.end + REACH)]
        opening = words.start - line.start <= DATELINE and OPENING.fullmatch(text, line.start, words.start)
        dateline = opening and DASH.match(after)
        if dateline or known.before_agency.search(before) or known.after_agency.match(after):
            found.append(Agency(known.agencies[match[0]], "text", words))
    if not SHAPES.search(text, line.start, line.end):
        return found
    listed = {agency.name for agency in found}
    for shape in BY_SHAPE.finditer(text, line.start, line.end):
        words = Span(*shape.span("name"))
        first, _, rest = words.of(text).partition(" ")
        if first in DETERMINERS:
            words = Span(words.end - len(rest), words.end)
        called = words.of(text)
        name = known.agencies.get(called, called)
        if name and not ADJECTIVE.search(name) and name not in listed:
            found.append(Agency(name, "text", words))
    return found
