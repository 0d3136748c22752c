"""Cut from a statement's content what only leads up to the words or goes on after them.

What a parser hangs on the speech is often the writer's: "He looked back: “…,” Roe said", "On a lighter note,
she added, “…”", "Roe said, “…,” and left". Each rule needs a quotation, a colon or a second cue as evidence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from build_scripts.models import Span
from build_scripts.statements.content_spans import overlaps_any_span, trim_content_edges
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft
from build_scripts.text.parser import Token

_LEADS = re.compile(r"(?::|\s[—–]|—|\s--?)\s*\Z")
_GOES_ON = re.compile(r",?\s+(?:and|but|then|before|as)\s")
_CLOSED = re.compile(r"[,.!?…][\"”’']+\Z")
_ONLY_JOINS = re.compile(r"(?:and|but|so|yet|then|or)\W*", re.IGNORECASE)


def trim_statement_content(draft: StatementDraft, cues: CueWords) -> tuple[Span, ...]:
    """Return what of a draft's content is the speaker's alone; if all of it is doubtful, all of it."""
    reading = draft.sentence
    content = _apart(draft.content)
    content = tuple(c for c in content if not _ONLY_JOINS.fullmatch(c.extract(reading.text))) or content
    if draft.attribution_phrase is not None:
        return _behind_colon(draft, content)
    content = tuple(_without_lead(reading, c, draft.cue) for c in content)
    content = _without_phrase(reading, content, draft.cue)
    return tuple(_without_rest(reading, c, draft, cues) for c in content)


def _apart(content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans that share nothing with one before them."""
    kept: list[Span] = []
    for span in sorted(content):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _behind_colon(draft: StatementDraft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return what follows "in Roe's words:" alone, where a quotation does."""
    carrier, text = draft.attribution_phrase, draft.sentence.text
    if carrier is None or text[carrier.end : carrier.end + 1] != ":":
        return content
    opening = {q.start for q in draft.sentence.speech_quotations}
    return tuple(c for c in content if c.start in opening and c.start > carrier.end) or content


def _without_lead(reading: ParsedSentence, piece: Span, cue: Span) -> Span:
    """Return the quotation alone where a colon or a dash leads up to it and the cue follows it."""
    inside = [q for q in reading.speech_quotations if q.overlaps(piece)]
    if len(inside) != 1 or inside[0].end != piece.end or cue.start < piece.end:
        return piece
    lead = reading.text[piece.start : inside[0].start]
    return inside[0] if _LEADS.search(lead) else piece


def _without_phrase(reading: ParsedSentence, content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """Return the content without a phrase before the cue where all the rest stands in quotation marks."""
    opening = {q.start for q in reading.speech_quotations}
    before = [c for c in content if c.end <= cue.start and not overlaps_any_span(reading.quotations, c)]
    after = [c for c in content if c not in before]
    if not after or not all(c.start in opening for c in after):
        return content
    tokens = [t for t in reading.tree.tokens if any(c.covers(t.span) for c in before)]
    return content if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens) else tuple(after)


def _without_rest(reading: ParsedSentence, piece: Span, draft: StatementDraft, cues: CueWords) -> Span:
    """Return a piece without the clause in which the writer goes on, by "and left" or "and describing …"."""
    if piece.start < draft.cue.end:
        return piece
    first = next((q for q in reading.speech_quotations if q.start == piece.start), None)
    if first is not None and first.end < piece.end and _CLOSED.search(first.extract(reading.text)):
        rest = Span(first.end, piece.end)
        quoted = any(q.overlaps(rest) for q in reading.quotations)
        if not quoted and _GOES_ON.match(reading.text, rest.start, rest.end) and _finite(reading, rest):
            return first
    if draft.verb.tag != "VBG":
        return piece
    tokens = reading.tree.tokens
    for before, token in pairwise(tokens):
        beside = before.lemma == "and" and token.tag == "VBG" and token.lemma in cues.verbs
        if beside and piece.start < before.start < piece.end and not reading.is_quoted(token):
            end = trim_content_edges(Span(piece.start, before.start), reading)
            return end if end is not None and end.start == piece.start else piece
    return piece


def _finite(reading: ParsedSentence, rest: Span) -> bool:
    own: list[Token] = [t for t in reading.tree.tokens if rest.covers(t.span)]
    return any(t.tag in {"VBD", "VBN", "VBZ", "VBP"} for t in own[1:3])
