"""Small geometry of content spans: trimming, cutting, and not tearing quotations apart."""

from __future__ import annotations

from build_scripts.models import Span
from build_scripts.statements.parsed_sentence import ParsedSentence

_EDGE = " \t\u00a0,;:—–-.…"
_JOINTS = (" but", " and", " where", " which", " while")


def enclose_spans(first: Span, second: Span) -> Span:
    """Return the smallest span that covers both."""
    return Span(min(first.start, second.start), max(first.end, second.end))


def overlaps_any_span(spans: tuple[Span, ...], other: Span) -> bool:
    """Tell whether one of the spans shares a character with the other."""
    return any(s.overlaps(other) for s in spans)


def trim_content_edges(span: Span, reading: ParsedSentence) -> Span | None:
    """Return a content span without outer marks, blanks and "that", with whole quotations; None if empty.

    A quotation that the span enters is taken in as a whole, with its marks.
    """
    text = reading.text
    start, end = span
    for quotation in reading.quotations:
        if quotation.start < start < quotation.end:
            start = quotation.start
        if quotation.start < end < quotation.end:
            end = quotation.end
    start, end = max(start, reading.span.start), min(end, reading.span.end)
    closing = {q.end for q in reading.quotations}
    opening = {q.start for q in reading.quotations}
    while start < end and start not in opening and text[start] in _EDGE:
        start += 1
    if any(t.start == start and t.lemma == "that" and t.tag == "IN" for t in reading.tree.tokens):
        start += len("that ")
    end = _before_joint(text, start, end, closing)
    if end not in closing and end > start and text[end - 1] in "\"”'":
        end -= 1  # a mark without its partner
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _before_joint(text: str, start: int, end: int, closing: set[int]) -> int:
    """Move a content's end before marks, blanks and words that lead on to what was cut off."""
    moved = True
    while moved:
        moved = False
        while start < end and end not in closing and text[end - 1] in _EDGE:
            end -= 1
            moved = True
        for word in _JOINTS:
            if end not in closing and text.endswith(word, start, end):
                end -= len(word)
                moved = True
    return end


def subtract_span(spans: tuple[Span, ...], cut: Span, reading: ParsedSentence) -> tuple[Span, ...]:
    """Return what is left of the spans when `cut` is taken out, trimmed."""
    left: list[Span] = []
    for span in spans:
        if not span.overlaps(cut):
            left.append(span)
            continue
        for piece in (Span(span.start, min(span.end, cut.start)), Span(max(span.start, cut.end), span.end)):
            trimmed = trim_content_edges(piece, reading) if piece.start < piece.end else None
            if trimmed is not None:
                left.append(trimmed)
    return tuple(left)
