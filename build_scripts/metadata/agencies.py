"""Find the news agencies that an article credits for its text or for a photograph.

Listed agencies are found by name. An agency that isn't listed is found where the text calls it "the N news
agency", or by a name with words such as "Press Agency" ("Ruritanian Press Agency"). The short form of such a
name ("RPA") counts if the same text has it in brackets and it is made of the name's first letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.metadata.word_lists import AGENCY_NAME_WORD, MetadataWords, compile_agency_pattern
from build_scripts.models import TEXT_KINDS, AgencyCredit, Line, LineKind, Span, StatedFact

DETERMINERS = frozenset({"The", "One", "Another", "State", "State-run"})
WORDS_WITHOUT_INITIAL = frozenset({"of", "the"})  # they give no letter to a short form
SHORT_FORM = re.compile(r"[(\[](?P<letters>[^\W\d_a-z]{2,6})[)\]]")
MIN_NAME_WORDS = 3  # in an unlisted name: "Press Agency" alone is none
MAX_UNLISTED_NAMES = 20  # unlisted agencies read from one text

BRACKETED_CREDIT = re.compile(r"[(\[][^()\[\]\n]{1,80}[)\]]")
DATELINE_REACH = 80  # characters from the start of a paragraph within which its dateline ends
CREDIT_REACH = 60  # characters before and after an agency's name in which words that credit it are looked for
DATELINE_BEFORE_AGENCY = re.compile(r"[^\n.!?]{2,60}[(]\Z")  # "STRELSAU, Nov 27 ("
BRACKET_END_AND_DASH = re.compile(r"[)]\s{0,2}(?:--|[-–—])")
AGENCY_DESCRIPTION = re.compile("news agency|newswire")
DESCRIBED_AGENCY = re.compile(
    rf"(?<!\w)(?P<name>{AGENCY_NAME_WORD}(?:\s{AGENCY_NAME_WORD}){{0,2}})"
    rf"\s(?:{AGENCY_DESCRIPTION.pattern})(?!\w)"
)
# "The Ruritanian news agency" names a country, "the independent news agency" nothing.
ADJECTIVE_ENDING = re.compile(
    r"(?:an|ese|ish|ch|[aeq]li|[nq]i|ic|wiss|reek|ovak|hai|ent|ate|al|ed|ive|run|owned)\Z", re.IGNORECASE
)
CREDIT_KINDS = frozenset({LineKind.CAPTION, LineKind.CREDIT})
SIGN_OFF_REACH = 2  # lines after the article among which a sign-off is looked for
MAX_SIGN_OFF_LENGTH = 80  # characters
# A sign-off behind a paragraph's last sentence: "(Reuters)", "— AFP".
SIGN_OFF = re.compile(r"[.!?…”\"’'](?P<sign>\s{0,3}(?:[(\[][^()\[\]\n]{2,60}[)\]]|[-–—]{1,2}\s?\w.{0,40}))\Z")
HEAD_KINDS = frozenset({LineKind.HEADLINE, LineKind.BYLINE, LineKind.PUBLISHED})
SIGN_OFF_KINDS = frozenset({*CREDIT_KINDS, LineKind.BOILERPLATE, LineKind.STANDFIRST, LineKind.PUBLISHED})


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """The written forms of agencies' names, each with the agency's name, and a pattern for all forms."""

    name_by_form: Mapping[str, str]
    pattern: re.Pattern[str]


def find_credited_agencies(
    text: str,
    lines: tuple[Line, ...],
    byline: StatedFact[tuple[str, ...]] | None,
    word_lists: MetadataWords,
) -> tuple[AgencyCredit, ...]:
    """Return the agencies credited in the article's text, byline and captions, in order.

    An agency appears once for each role ("text" or "photograph"). Teasers, feeds and the like don't count.
    `byline` holds the names that were found to be the article's.
    """
    names = collect_agency_names(text, word_lists)
    filled = [line for line in lines if line.kind is not LineKind.BLANK and line.span.extract(text).strip()]
    credit_lines = _find_credit_lines(text, filled, names, word_lists)
    authors = byline.evidence if byline is not None and isinstance(byline.evidence, Span) else None
    last = next((line for line in reversed(filled) if line.kind in TEXT_KINDS), None)
    found: dict[tuple[str, str], AgencyCredit] = {}
    for line in filled:
        credits: Sequence[AgencyCredit] = ()
        if line in credit_lines or line.kind is LineKind.BYLINE:
            credits = _credit_every_name(text, line.span, "text", names)
        elif line.kind in CREDIT_KINDS:
            credits = _find_photograph_credits(text, line.span, names)
        elif line.kind in TEXT_KINDS:
            credits = _find_paragraph_credits(text, line.span, names, word_lists)
            if line is last:
                credits = [*credits, *_find_closing_credits(text, line.span, names, word_lists)]
        elif authors is not None and line.span.overlaps(authors):
            credits = _credit_every_name(text, authors, "text", names)
        for agency in credits:
            found.setdefault((agency.name, agency.role), agency)
    return tuple(found.values())


def _find_credit_lines(
    text: str, filled: Sequence[Line], names: AgencyNames, word_lists: MetadataWords
) -> frozenset[Line]:
    """Return the lines that only credit agencies with the whole text: bylines and sign-offs."""
    body = [n for n, line in enumerate(filled) if line.kind in TEXT_KINDS]
    if not body:
        return frozenset()
    found = (*_lines_near_byline(filled, body[0]), *_lines_after_article(text, filled, body[-1], names))
    return frozenset(
        line
        for line in found
        if line.kind in SIGN_OFF_KINDS and _only_credits_agencies(line.span.extract(text), names, word_lists)
    )


def _lines_near_byline(filled: Sequence[Line], body_start: int) -> Iterator[Line]:
    """Yield the lines above the article's text next to a headline, byline or date.

    A line next to a caption credits the photograph, and is left out.
    """
    headline = next((n for n, line in enumerate(filled) if line.kind is LineKind.HEADLINE), None)
    for n in range(len(filled) if headline is None else headline + 1, body_start):
        above, below = filled[n - 1].kind, filled[n + 1].kind
        is_near = above in HEAD_KINDS or below in (LineKind.BYLINE, LineKind.PUBLISHED)
        if filled[n].kind not in CREDIT_KINDS and is_near and CREDIT_KINDS.isdisjoint({above, below}):
            yield filled[n]


def _lines_after_article(
    text: str, filled: Sequence[Line], body_end: int, names: AgencyNames
) -> Iterator[Line]:
    """Yield the lines right after the article that begin like a sign-off ("(Reuters)", "Source: Reuters").

    A line that begins with an agency's name is none, nor is one below a caption.
    """
    for n in range(body_end + 1, min(len(filled), body_end + 1 + SIGN_OFF_REACH)):
        begins_with_name = names.pattern.match(text, filled[n].span.start) is not None
        if not begins_with_name and filled[n - 1].kind not in CREDIT_KINDS:
            yield filled[n]


def _only_credits_agencies(words: str, names: AgencyNames, word_lists: MetadataWords) -> bool:
    """Return whether words do nothing but credit agencies: "(Reuters/AFP)", "With inputs from Reuters"."""
    if len(words) > MAX_SIGN_OFF_LENGTH:
        return False
    rest, count = names.pattern.subn(" ", words)
    return count > 0 and word_lists.credit_words_only.fullmatch(rest) is not None


def _credit_every_name(text: str, span: Span, role: str, names: AgencyNames) -> list[AgencyCredit]:
    """Return a credit for each agency's name within a span."""
    return [
        AgencyCredit(
            names.name_by_form[m[0]], "photograph" if role == "photograph" else "text", Span(*m.span())
        )
        for m in names.pattern.finditer(text, span.start, span.end)
    ]


def _find_photograph_credits(text: str, line: Span, names: AgencyNames) -> list[AgencyCredit]:
    """Return the agencies in a caption's last brackets, or in a whole line without brackets."""
    brackets = [Span(*m.span()) for m in BRACKETED_CREDIT.finditer(text, line.start, line.end)]
    spans = brackets[-1:] or [line]
    return [agency for span in spans for agency in _credit_every_name(text, span, "photograph", names)]


def _find_closing_credits(
    text: str, line: Span, names: AgencyNames, word_lists: MetadataWords
) -> list[AgencyCredit]:
    """Return the agencies that close the article's last paragraph, or are all of it."""
    sign = SIGN_OFF.search(text[max(line.start, line.end - MAX_SIGN_OFF_LENGTH) : line.end].rstrip())
    words = sign["sign"] if sign else line.extract(text)
    if not _only_credits_agencies(words, names, word_lists):
        return []
    start = text.rindex(words, line.start, line.end)
    return _credit_every_name(text, Span(start, start + len(words)), "text", names)


def _find_paragraph_credits(
    text: str, line: Span, names: AgencyNames, word_lists: MetadataWords
) -> list[AgencyCredit]:
    """Return the agencies to which one paragraph credits its words."""
    found = []
    for match in names.pattern.finditer(text, line.start, line.end):
        name = Span(*match.span())
        before = text[max(line.start, name.start - CREDIT_REACH) : name.start]
        after = text[name.end : min(line.end, name.end + CREDIT_REACH)]
        opens_paragraph = name.start - line.start <= DATELINE_REACH and DATELINE_BEFORE_AGENCY.fullmatch(
            text, line.start, name.start
        )
        if (
            (opens_paragraph and BRACKET_END_AND_DASH.match(after))
            or word_lists.credit_before_agency.search(before)
            or word_lists.credit_after_agency.match(after)
        ):
            found.append(AgencyCredit(names.name_by_form[match[0]], "text", name))
    if not AGENCY_DESCRIPTION.search(text, line.start, line.end):
        return found
    credited = {agency.name for agency in found}
    return [*found, *(c for c in _find_described_agencies(text, line, names) if c.name not in credited)]


def _find_described_agencies(text: str, line: Span, names: AgencyNames) -> Iterator[AgencyCredit]:
    """Yield the agencies that a paragraph calls "the N news agency" or "the N newswire"."""
    for match in DESCRIBED_AGENCY.finditer(text, line.start, line.end):
        words = Span(*match.span("name"))
        first, _, rest = words.extract(text).partition(" ")
        if first in DETERMINERS:
            words = Span(words.end - len(rest), words.end)
        form = words.extract(text)
        name = names.name_by_form.get(form, form)
        if name and not ADJECTIVE_ENDING.search(name):
            yield AgencyCredit(name, "text", words)


def collect_agency_names(text: str, word_lists: MetadataWords) -> AgencyNames:
    """Return the names by which a text can credit agencies: listed ones, and those that it explains."""
    listed = word_lists.agency_by_form
    unlisted = {
        form: n for form, n in _find_unlisted_agencies(text, word_lists).items() if form not in listed
    }
    if not unlisted:
        return AgencyNames(listed, word_lists.agency_pattern)
    name_by_form = {**listed, **unlisted}
    return AgencyNames(name_by_form, compile_agency_pattern(name_by_form))


def _find_unlisted_agencies(text: str, word_lists: MetadataWords) -> dict[str, str]:
    """Return the written forms of unlisted agencies in a text, each with the agency's name.

    A short form is included only if it is explained by exactly one name.
    """
    if not any(words in text for words in word_lists.agency_endings):
        return {}
    short_forms = {match["letters"] for match in SHORT_FORM.finditer(text)}
    forms: dict[str, str] = {}
    names_by_short_form: dict[str, set[str]] = {}
    for words in dict.fromkeys(_find_unlisted_names(text, word_lists)):
        explained = next((end for end in _list_endings(words) if _initials(end) in short_forms), None)
        full = " ".join(explained or words)
        forms[full] = word_lists.agency_by_form.get(full, full)
        if explained is not None:
            names_by_short_form.setdefault(_initials(explained), set()).add(forms[full])
        if len(forms) >= MAX_UNLISTED_NAMES:
            break
    return forms | {letters: names.pop() for letters, names in names_by_short_form.items() if len(names) == 1}


def _find_unlisted_names(text: str, word_lists: MetadataWords) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name in a text that ends or begins with words such as "Press Agency"."""
    for match in word_lists.unlisted_agency_name.finditer(text):
        words = match[0].split()
        while words and words[0] in DETERMINERS:
            words.pop(0)
        if len(words) >= MIN_NAME_WORDS:
            yield tuple(words)


def _list_endings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name, then the name without its first words: the pattern may have begun too early."""
    for first in range(len(words) - MIN_NAME_WORDS + 1):
        yield words[first:]


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in WORDS_WITHOUT_INITIAL).upper()
