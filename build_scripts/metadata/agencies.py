"""Find the news agencies that an article credits, and for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.metadata import agency_names
from build_scripts.metadata.agency_names import DETERMINERS, AgencyNames
from build_scripts.metadata.word_lists import Knowledge
from build_scripts.models import TEXT_KINDS, Agency, Kind, Line, Span, Stated

CREDIT = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]")
DATELINE = 80  # characters from the start of a paragraph within which its dateline ends
REACH = 60  # characters around an agency's name within which the words that credit it stand
OPENING = re.compile(r"[^\n.!?]{2,60}[(]\Z")  # "STRELSAU, Nov 27 ("
DASH = re.compile(r"[)]\s{0,2}(?:--|[-–—])")
NAME_WORD = r"[^\W\d_a-z][\w-]{2,30}"
SHAPES = re.compile("news agency|newswire")
BY_SHAPE = re.compile(rf"(?<!\w)(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,2}})\s(?:{SHAPES.pattern})(?!\w)")
# "The Ruritanian news agency" names a country, "the independent news agency" nothing.
ADJECTIVE = re.compile(
    r"(?:an|ese|ish|ch|[aeq]li|[nq]i|ic|wiss|reek|ovak|hai|ent|ate|al|ed|ive|run|owned)\Z", re.IGNORECASE
)
CREDITED = frozenset({Kind.CAPTION, Kind.CREDIT})
SIGN_REACH = 2  # lines after the article among which a sign-off stands
SIGN_LENGTH = 80  # characters of one
# What closes a paragraph behind its last sentence: "(Reuters)", "— AFP".
SIGN = re.compile(r"[.!?…”\"’'](?P<sign>\s{0,3}(?:[(\[][^()\[\]\n]{2,60}[)\]]|[-–—]{1,2}\s?\w.{0,40}))\Z")
OWN = frozenset({Kind.HEADLINE, Kind.BYLINE, Kind.PUBLISHED})
SIGNING = frozenset({*CREDITED, Kind.BOILERPLATE, Kind.STANDFIRST, Kind.PUBLISHED})


def find(
    text: str, lines: tuple[Line, ...], byline: Stated[tuple[str, ...]] | None, known: Knowledge
) -> tuple[Agency, ...]:
    """Return the agencies credited in the article's text, byline and captions, in order, each role once.

    Listed agencies are found by name; others where the text calls them "the N news agency", or by a name that
    ends in such words ("Ruritanian Press Agency") and its short form. What stands in other articles' teasers,
    feeds and the like does not count. `byline` are the names that were found to be the article's.
    """
    names = agency_names.of_text(text, known)
    filled = [line for line in lines if line.kind is not Kind.BLANK and line.span.of(text).strip()]
    signing = _signing(text, filled, names, known)
    written = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else None
    last = next((line for line in reversed(filled) if line.kind in TEXT_KINDS), None)
    found: dict[tuple[str, str], Agency] = {}
    for line in filled:
        credits: Sequence[Agency] = ()
        if line in signing or line.kind is Kind.BYLINE:
            credits = _mentions(text, line.span, "text", names)
        elif line.kind in CREDITED:
            credits = _photograph(text, line.span, names)
        elif line.kind in TEXT_KINDS:
            credits = _text(text, line.span, names, known)
            if line is last:
                credits = [*credits, *_signed(text, line.span, names, known)]
        elif written is not None and line.span.overlaps(written):
            credits = _mentions(text, written, "text", names)
        for agency in credits:
            found.setdefault((agency.name, agency.role), agency)
    return tuple(found.values())


def _signing(text: str, filled: Sequence[Line], names: AgencyNames, known: Knowledge) -> frozenset[Line]:
    """Return the lines that do nothing but credit agencies with the whole text.

    They are a byline by the headline, another byline or a date, or a sign-off right after the article that
    shows what it is ("(Reuters)", "Source: Reuters"). Beside a caption such a line is the photograph's.
    """
    body = [n for n, line in enumerate(filled) if line.kind in TEXT_KINDS]
    head = next((n for n, line in enumerate(filled) if line.kind is Kind.HEADLINE), None)
    if not body:
        return frozenset()
    found = []
    for n in range(len(filled) if head is None else head + 1, body[0]):
        above, below = filled[n - 1].kind, filled[n + 1].kind
        beside = above in OWN or below in (Kind.BYLINE, Kind.PUBLISHED)
        if filled[n].kind not in CREDITED and beside and CREDITED.isdisjoint({above, below}):
            found.append(filled[n])
    for n in range(body[-1] + 1, min(len(filled), body[-1] + 1 + SIGN_REACH)):
        bare = names.pattern.match(text, filled[n].span.start) is not None
        if not bare and filled[n - 1].kind not in CREDITED:
            found.append(filled[n])
    return frozenset(
        line for line in found if line.kind in SIGNING and _alone(line.span.of(text), names, known)
    )


def _alone(words: str, names: AgencyNames, known: Knowledge) -> bool:
    """Tell whether words do nothing but credit agencies: "(Reuters/AFP)", "With inputs from Reuters"."""
    if len(words) > SIGN_LENGTH:
        return False
    rest, number = names.pattern.subn(" ", words)
    return number > 0 and known.crediting.fullmatch(rest) is not None


def _mentions(text: str, span: Span, role: str, names: AgencyNames) -> list[Agency]:
    return [
        Agency(names.called[m[0]], "photograph" if role == "photograph" else "text", Span(*m.span()))
        for m in names.pattern.finditer(text, span.start, span.end)
    ]


def _photograph(text: str, line: Span, names: AgencyNames) -> list[Agency]:
    """Return the agencies in a caption's bracketed credit, or in a line that is a credit as a whole."""
    brackets = [Span(*m.span()) for m in CREDIT.finditer(text, line.start, line.end)]
    places = brackets[-1:] or [line]
    return [agency for place in places for agency in _mentions(text, place, "photograph", names)]


def _signed(text: str, line: Span, names: AgencyNames, known: Knowledge) -> list[Agency]:
    """Return the agencies that close the article's last paragraph, or are all of it."""
    sign = SIGN.search(text[max(line.start, line.end - SIGN_LENGTH) : line.end].rstrip())
    words = sign["sign"] if sign else line.of(text)
    if not _alone(words, names, known):
        return []
    start = text.rindex(words, line.start, line.end)
    return _mentions(text, Span(start, start + len(words)), "text", names)


def _text(text: str, line: Span, names: AgencyNames, known: Knowledge) -> list[Agency]:
    """Return the agencies that one paragraph credits with what it reports."""
    found = []
    for match in names.pattern.finditer(text, line.start, line.end):
        words = Span(*match.span())
        before = text[max(line.start, words.start - REACH) : words.start]
        after = text[words.end : min(line.end, words.end + REACH)]
        opening = words.start - line.start <= DATELINE and OPENING.fullmatch(text, line.start, words.start)
        dateline = opening and DASH.match(after)
        if dateline or known.before_agency.search(before) or known.after_agency.match(after):
            found.append(Agency(names.called[match[0]], "text", words))
    if not SHAPES.search(text, line.start, line.end):
        return found
    listed = {agency.name for agency in found}
    for shape in BY_SHAPE.finditer(text, line.start, line.end):
        words = Span(*shape.span("name"))
        first, _, rest = words.of(text).partition(" ")
        if first in DETERMINERS:
            words = Span(words.end - len(rest), words.end)
        called = words.of(text)
        name = names.called.get(called, called)
        if name and not ADJECTIVE.search(name) and name not in listed:
            found.append(Agency(name, "text", words))
    return found
