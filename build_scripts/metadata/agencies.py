"""Find the news agencies that an article credits, and for what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.metadata.agency_names import DETERMINERS, AgencyNames, collect_agency_names
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import TEXT_KINDS, AgencyCredit, Line, LineKind, Span, StatedFact

BRACKETED_CREDIT = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]")
DATELINE_REACH = 80  # characters from the start of a paragraph within which its dateline ends
CREDIT_REACH = 60  # characters around an agency's name within which the words that credit it stand
DATELINE_BEFORE_AGENCY = re.compile(r"[^\n.!?]{2,60}[(]\Z")  # "STRELSAU, Nov 27 ("
BRACKET_END_AND_DASH = re.compile(r"[)]\s{0,2}(?:--|[-–—])")
NAME_WORD = r"[^\W\d_a-z][\w-]{2,30}"
AGENCY_DESCRIPTION = re.compile("news agency|newswire")
DESCRIBED_AGENCY = re.compile(
    rf"(?<!\w)(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,2}})\s(?:{AGENCY_DESCRIPTION.pattern})(?!\w)"
)
# "The Ruritanian news agency" names a country, "the independent news agency" nothing.
ADJECTIVE_ENDING = re.compile(
    r"(?:an|ese|ish|ch|[aeq]li|[nq]i|ic|wiss|reek|ovak|hai|ent|ate|al|ed|ive|run|owned)\Z", re.IGNORECASE
)
CREDIT_KINDS = frozenset({LineKind.CAPTION, LineKind.CREDIT})
SIGN_OFF_REACH = 2  # lines after the article among which a sign-off stands
MAX_SIGN_OFF_LENGTH = 80  # characters of one
# What closes a paragraph behind its last sentence: "(Reuters)", "— AFP".
SIGN_OFF = re.compile(r"[.!?…”\"’'](?P<sign>\s{0,3}(?:[(\[][^()\[\]\n]{2,60}[)\]]|[-–—]{1,2}\s?\w.{0,40}))\Z")
HEAD_KINDS = frozenset({LineKind.HEADLINE, LineKind.BYLINE, LineKind.PUBLISHED})
SIGN_OFF_KINDS = frozenset({*CREDIT_KINDS, LineKind.BOILERPLATE, LineKind.STANDFIRST, LineKind.PUBLISHED})


def find_credited_agencies(
    text: str, lines: tuple[Line, ...], byline: StatedFact[tuple[str, ...]] | None, known: MetadataWords
) -> tuple[AgencyCredit, ...]:
    """Return the agencies credited in the article's text, byline and captions, in order, each role once.

    Listed agencies are found by name; others where the text calls them "the N news agency", or by a name that
    ends in such words ("Ruritanian Press Agency") and its short form. What stands in other articles' teasers,
    feeds and the like does not count. `byline` are the names that were found to be the article's.
    """
    names = collect_agency_names(text, known)
    filled = [line for line in lines if line.kind is not LineKind.BLANK and line.span.extract(text).strip()]
    signing = _signing(text, filled, names, known)
    written = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else None
    last = next((line for line in reversed(filled) if line.kind in TEXT_KINDS), None)
    found: dict[tuple[str, str], AgencyCredit] = {}
    for line in filled:
        credits: Sequence[AgencyCredit] = ()
        if line in signing or line.kind is LineKind.BYLINE:
            credits = _mentions(text, line.span, "text", names)
        elif line.kind in CREDIT_KINDS:
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


def _signing(text: str, filled: Sequence[Line], names: AgencyNames, known: MetadataWords) -> frozenset[Line]:
    """Return the lines that do nothing but credit agencies with the whole text.

    They are a byline by the headline, another byline or a date, or a sign-off right after the article that
    shows what it is ("(Reuters)", "Source: Reuters"). Beside a caption such a line is the photograph's.
    """
    body = [n for n, line in enumerate(filled) if line.kind in TEXT_KINDS]
    head = next((n for n, line in enumerate(filled) if line.kind is LineKind.HEADLINE), None)
    if not body:
        return frozenset()
    found = []
    for n in range(len(filled) if head is None else head + 1, body[0]):
        above, below = filled[n - 1].kind, filled[n + 1].kind
        beside = above in HEAD_KINDS or below in (LineKind.BYLINE, LineKind.PUBLISHED)
        if filled[n].kind not in CREDIT_KINDS and beside and CREDIT_KINDS.isdisjoint({above, below}):
            found.append(filled[n])
    for n in range(body[-1] + 1, min(len(filled), body[-1] + 1 + SIGN_OFF_REACH)):
        bare = names.pattern.match(text, filled[n].span.start) is not None
        if not bare and filled[n - 1].kind not in CREDIT_KINDS:
            found.append(filled[n])
    return frozenset(
        line
        for line in found
        if line.kind in SIGN_OFF_KINDS and _alone(line.span.extract(text), names, known)
    )


def _alone(words: str, names: AgencyNames, known: MetadataWords) -> bool:
    """Tell whether words do nothing but credit agencies: "(Reuters/AFP)", "With inputs from Reuters"."""
    if len(words) > MAX_SIGN_OFF_LENGTH:
        return False
    rest, number = names.pattern.subn(" ", words)
    return number > 0 and known.credit_words_only.fullmatch(rest) is not None


def _mentions(text: str, span: Span, role: str, names: AgencyNames) -> list[AgencyCredit]:
    return [
        AgencyCredit(
            names.name_by_form[m[0]], "photograph" if role == "photograph" else "text", Span(*m.span())
        )
        for m in names.pattern.finditer(text, span.start, span.end)
    ]


def _photograph(text: str, line: Span, names: AgencyNames) -> list[AgencyCredit]:
    """Return the agencies in a caption's bracketed credit, or in a line that is a credit as a whole."""
    brackets = [Span(*m.span()) for m in BRACKETED_CREDIT.finditer(text, line.start, line.end)]
    places = brackets[-1:] or [line]
    return [agency for place in places for agency in _mentions(text, place, "photograph", names)]


def _signed(text: str, line: Span, names: AgencyNames, known: MetadataWords) -> list[AgencyCredit]:
    """Return the agencies that close the article's last paragraph, or are all of it."""
    sign = SIGN_OFF.search(text[max(line.start, line.end - MAX_SIGN_OFF_LENGTH) : line.end].rstrip())
    words = sign["sign"] if sign else line.extract(text)
    if not _alone(words, names, known):
        return []
    start = text.rindex(words, line.start, line.end)
    return _mentions(text, Span(start, start + len(words)), "text", names)


def _text(text: str, line: Span, names: AgencyNames, known: MetadataWords) -> list[AgencyCredit]:
    """Return the agencies that one paragraph credits with what it reports."""
    found = []
    for match in names.pattern.finditer(text, line.start, line.end):
        words = Span(*match.span())
        before = text[max(line.start, words.start - CREDIT_REACH) : words.start]
        after = text[words.end : min(line.end, words.end + CREDIT_REACH)]
        opening = words.start - line.start <= DATELINE_REACH and DATELINE_BEFORE_AGENCY.fullmatch(
            text, line.start, words.start
        )
        dateline = opening and BRACKET_END_AND_DASH.match(after)
        if dateline or known.credit_before_agency.search(before) or known.credit_after_agency.match(after):
            found.append(AgencyCredit(names.name_by_form[match[0]], "text", words))
    if not AGENCY_DESCRIPTION.search(text, line.start, line.end):
        return found
    listed = {agency.name for agency in found}
    for shape in DESCRIBED_AGENCY.finditer(text, line.start, line.end):
        words = Span(*shape.span("name"))
        first, _, rest = words.extract(text).partition(" ")
        if first in DETERMINERS:
            words = Span(words.end - len(rest), words.end)
        called = words.extract(text)
        name = names.name_by_form.get(called, called)
        if name and not ADJECTIVE_ENDING.search(name) and name not in listed:
            found.append(AgencyCredit(name, "text", words))
    return found
