"""Wrap spans of a source's text in HTML, in one pass from left to right.

Words are only cut from the text and escaped, never changed. So whatever is wrapped, the page's text equals
the source's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup, escape

from build_scripts.models import Span

_REFERENCES = tuple((c, Markup("&#{};").format(ord(c))) for c in "\t\n\r\x02\x03")


@dataclass(frozen=True, slots=True)
class SpanMarkup:
    """The markup before and after the words of a span."""

    span: Span
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class MarkupLayer:
    """Wraps of one kind in the order of the text, indexed so that those of a span are found by bisection.

    `starts` are the starts of the wraps. `furthest_ends` has for each wrap the largest end up to it.
    """

    wraps: tuple[SpanMarkup, ...]
    starts: tuple[int, ...]
    furthest_ends: tuple[int, ...]

    @classmethod
    def from_wraps(cls, wraps: Iterable[SpanMarkup]) -> MarkupLayer:
        """Return the layer of these wraps; of two with the same start, the longer comes first."""
        ordered = tuple(sorted(wraps, key=lambda w: (w.span.start, -w.span.end)))
        ends = accumulate((w.span.end for w in ordered), max)
        return cls(ordered, tuple(w.span.start for w in ordered), tuple(ends))

    def find_candidates(self, span: Span) -> tuple[SpanMarkup, ...]:
        """Return, in order, a range of wraps with all that overlap the span, and perhaps others."""
        return self.wraps[bisect_right(self.furthest_ends, span.start) : bisect_left(self.starts, span.end)]


def annotate_span(text: str, span: Span, layers: Sequence[MarkupLayer]) -> Markup:
    """Return the words of `span` as HTML, wrapped by the layers, of which the first is outermost.

    A wrap is cut at the borders of the wraps outside it, so that elements nest. If two wraps of one layer
    overlap, the second starts where the first ends. Offsets are characters of `text`.
    """
    if not layers:
        return escape_html(span.extract(text))
    outer, inner = layers[0], layers[1:]
    pieces: list[Markup] = []
    position = span.start
    for wrap in outer.find_candidates(span):
        start, end = max(wrap.span.start, position), min(wrap.span.end, span.end)
        if start >= end:
            continue
        if position < start:
            pieces.append(annotate_span(text, Span(position, start), inner))
        pieces += (wrap.before, annotate_span(text, Span(start, end), inner), wrap.after)
        position = end
    if position < span.end:
        pieces.append(annotate_span(text, Span(position, span.end), inner))
    return Markup("").join(pieces)


def escape_html(text: str) -> Markup:
    """Return text escaped for HTML that passes through Python-Markdown as a raw block.

    Python-Markdown expands tabs, drops the two control characters that it uses itself, and strips blank lines
    before it looks for HTML. So these characters become references.
    """
    markup = escape(text)
    for character, reference in _REFERENCES:
        markup = markup.replace(character, reference)
    return markup
