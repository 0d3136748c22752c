"""Trim and subtract content spans without cutting a quotation in two."""

from __future__ import annotations

from build_scripts.models import Span
from build_scripts.statements.parsed_sentence import ParsedSentence

_EDGE = " \t\u00a0,;:—–-.…"
_JOINING_WORDS = (" but", " and", " where", " which", " while")


def enclose_spans(first: Span, second: Span) -> Span:
    """Return the smallest span that covers both."""
    return Span(min(first.start, second.start), max(first.end, second.end))


def overlaps_any_span(spans: tuple[Span, ...], other: Span) -> bool:
    """Return whether one of the spans has a character in common with the other."""
    return any(s.overlaps(other) for s in spans)


def trim_reported_clause(parsed: ParsedSentence, words: Span) -> tuple[Span, ...]:
    """Return a content span, trimmed, as a tuple of one span; empty if no word is left."""
    content = trim_content_edges(words, parsed)
    return (content,) if content is not None else ()


def trim_content_edges(span: Span, parsed: ParsedSentence) -> Span | None:
    """Return a content span without punctuation, blanks and "that" at its edges; None if no word is left.

    A quotation that overlaps an edge is included whole, with its marks.
    """
    text = parsed.text
    start, end = _include_whole_quotations(span, parsed)
    closing = {q.end for q in parsed.quotations}
    opening = {q.start for q in parsed.quotations}
    while start < end and start not in opening and text[start] in _EDGE:
        start += 1
    if any(t.start == start and t.lemma == "that" and t.tag == "IN" for t in parsed.tree.tokens):
        start += len("that ")
    end = _trim_end(text, start, end, closing)
    if end not in closing and end > start and text[end - 1] in "\"”'":
        end -= 1  # a mark without its partner
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _include_whole_quotations(span: Span, parsed: ParsedSentence) -> tuple[int, int]:
    """Return start and end of a span moved to the edges of quotations around them, in the sentence."""
    start, end = span
    for quotation in parsed.quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    return max(start, parsed.span.start), min(end, parsed.span.end)


def _trim_end(text: str, start: int, end: int, closing: set[int]) -> int:
    """Return the end of a span before punctuation, blanks and words that join it to text cut off after it."""
    moved = True
    while moved:
        moved = False
        while start < end and end not in closing and text[end - 1] in _EDGE:
            end -= 1
            moved = True
        for word in _JOINING_WORDS:
            if end not in closing and text.endswith(word, start, end):
                end -= len(word)
                moved = True
    return end


def subtract_span(spans: tuple[Span, ...], cut: Span, parsed: ParsedSentence) -> tuple[Span, ...]:
    """Return the spans without the characters of `cut`, trimmed."""
    left: list[Span] = []
    for span in spans:
        if not span.overlaps(cut):
            left.append(span)
            continue
        for piece in (Span(span.start, min(span.end, cut.start)), Span(max(span.start, cut.end), span.end)):
            trimmed = trim_content_edges(piece, parsed) if piece.start < piece.end else None
            if trimmed is not None:
                left.append(trimmed)
    return tuple(left)
