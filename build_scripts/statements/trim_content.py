"""Cut the writer's own words off a statement's content.

The parser often attaches the writer's words to the speech: "He looked back: “…,” Roe said", "On a lighter
note, she added, “…”", "Roe said, “…,” and left", "Roe said it was closed, which …". Each rule needs evidence:
a quotation, a colon, a comma or a second cue.
"""

from __future__ import annotations

import re
from itertools import pairwise

from build_scripts.models import Span
from build_scripts.statements.content_spans import overlaps_any_span, trim_content_edges
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft
from build_scripts.statements.writer_asides import find_aside
from build_scripts.text.parser import ParseTree, Token

_ENDS_LEAD_IN = re.compile(r"(?::|\s[—–]|—|\s--?)\s*\Z")
_CONTINUES = re.compile(r",?\s+(?:and|but|then|before|as)\s")
_CLOSED_QUOTATION = re.compile(r"[,.!?…][\"”’']+\Z")
_ONLY_JOINS = re.compile(r"(?:and|but|so|yet|then|or)\W*", re.IGNORECASE)


def trim_statement_content(draft: StatementDraft, cues: CueWords) -> tuple[Span, ...]:
    """Return a draft's content without the writer's own words; all of it if all of it is doubtful."""
    parsed = draft.sentence
    content = _drop_overlapping(draft.content)
    content = tuple(c for c in content if not _ONLY_JOINS.fullmatch(c.extract(parsed.text))) or content
    if draft.attribution_phrase is not None:
        return _keep_quotation_after_colon(draft, content)
    content = tuple(_drop_aside(parsed, c, draft.cue, cues) for c in content)
    content = tuple(_drop_lead_in(parsed, c, draft.cue) for c in content)
    content = _drop_phrase_before_cue(parsed, content, draft.cue)
    return tuple(_drop_continuation(c, draft, cues) for c in content)


def _drop_overlapping(content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans in order, without those that overlap one before them."""
    kept: list[Span] = []
    for span in sorted(content):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _keep_quotation_after_colon(draft: StatementDraft, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return only the quotations after "in Roe's words:", where there are any."""
    phrase, text = draft.attribution_phrase, draft.sentence.text
    if phrase is None or text[phrase.end : phrase.end + 1] != ":":
        return content
    opening = {q.start for q in draft.sentence.speech_quotations}
    return tuple(c for c in content if c.start in opening and c.start > phrase.end) or content


def _drop_lead_in(parsed: ParsedSentence, piece: Span, cue: Span) -> Span:
    """Return the quotation alone where a colon or a dash introduces it and the cue follows it."""
    inside = [q for q in parsed.speech_quotations if q.overlaps(piece)]
    if len(inside) != 1 or inside[0].end != piece.end or cue.start < piece.end:
        return piece
    lead_in = parsed.text[piece.start : inside[0].start]
    return inside[0] if _ENDS_LEAD_IN.search(lead_in) else piece


def _drop_aside(parsed: ParsedSentence, piece: Span, cue: Span, cues: CueWords) -> Span:
    """Return a piece after the cue without the writer's aside at its end."""
    end = find_aside(parsed, piece, cues) if piece.start >= cue.end else piece.end
    return trim_content_edges(Span(piece.start, end), parsed) or piece


def _drop_phrase_before_cue(parsed: ParsedSentence, content: tuple[Span, ...], cue: Span) -> tuple[Span, ...]:
    """Return the content without a verbless phrase before the cue, where all the rest is quotation."""
    opening = {q.start for q in parsed.speech_quotations}
    before = [c for c in content if c.end <= cue.start and not overlaps_any_span(parsed.quotations, c)]
    after = [c for c in content if c not in before]
    if not after or not all(c.start in opening for c in after):
        return content
    tokens = [t for t in parsed.tree.tokens if any(c.covers(t.span) for c in before)]
    return content if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens) else tuple(after)


def _drop_continuation(piece: Span, draft: StatementDraft, cues: CueWords) -> Span:
    """Return a piece without the clause in which the writer continues ("and left", "and describing …")."""
    if piece.start < draft.cue.end:
        return piece
    quotation = _find_quotation_before_clause(draft.sentence, piece)
    if quotation is not None:
        return quotation
    return _cut_at_second_cue(draft.sentence, piece, cues) if draft.verb.tag == "VBG" else piece


def _find_quotation_before_clause(parsed: ParsedSentence, piece: Span) -> Span | None:
    """Return the closed quotation that opens a piece where an unquoted clause follows it, or None."""
    first = next((q for q in parsed.speech_quotations if q.start == piece.start), None)
    if first is None or first.end >= piece.end or not _CLOSED_QUOTATION.search(first.extract(parsed.text)):
        return None
    rest = Span(first.end, piece.end)
    quoted = any(q.overlaps(rest) for q in parsed.quotations)
    continues = not quoted and _CONTINUES.match(parsed.text, rest.start, rest.end)
    return first if continues and _has_finite_verb(parsed, rest) else None


def _cut_at_second_cue(parsed: ParsedSentence, piece: Span, cues: CueWords) -> Span:
    """Return a piece up to an "and" that joins another cue in "-ing" to the first."""
    for before, token in pairwise(parsed.tree.tokens):
        is_second_cue = before.lemma == "and" and token.tag == "VBG" and token.lemma in cues.verbs
        if is_second_cue and piece.start < before.start < piece.end and not parsed.is_quoted(token):
            end = trim_content_edges(Span(piece.start, before.start), parsed)
            return end if end is not None and end.start == piece.start else piece
    return piece


def _has_finite_verb(parsed: ParsedSentence, rest: Span) -> bool:
    """Return whether the second or third token of a span is tagged as a finite verb or participle."""
    tokens = [t for t in parsed.tree.tokens if rest.covers(t.span)]
    return any(t.tag in {"VBD", "VBN", "VBZ", "VBP"} for t in tokens[1:3])


def find_writer_addition(parsed: ParsedSentence, words: Span) -> int:
    """Return the offset at which the writer's own addition to a reported clause begins, or the clause's end.

    An apposition or a clause with "which" or "although" after a comma is as often the writer's as the
    speaker's. It is left out, so that no speaker is credited with the writer's words.
    """
    tokens = parsed.tree.tokens
    for before, token in pairwise(tokens):
        if before.text != "," or not words.start < before.start < words.end or parsed.is_quoted(token):
            continue
        if any(
            _is_addition(token, head) and tokens[head.right_edge].end >= words.end
            for head in _find_phrases_opened_by(parsed.tree, token)
        ):
            return before.start
    return words.end


def _is_addition(first: Token, head: Token) -> bool:
    """Return whether a phrase with this first token and head adds to the words before it."""
    if head.dep == "appos":
        return True
    if head.dep == "relcl":
        return first.tag in {"WDT", "WP", "WRB"}
    if head.dep == "advcl":
        concedes = first.lemma in {"although", "though", "while"} or first.tag == "WDT"
        return concedes or (head.tag == "VBG" and head.index == first.index)
    return False


def _find_phrases_opened_by(tree: ParseTree, token: Token) -> tuple[Token, ...]:
    """Return the heads of the phrases whose first token this is, the token itself first."""
    found = [token]
    while found[-1].head_index != found[-1].index and tree.head(found[-1]).left_edge == token.index:
        found.append(tree.head(found[-1]))
    return tuple(found)
