"""Wrap stretches of a source's text in HTML, in one left-to-right sweep.

Text is only ever cut from the source and escaped; markup goes around it. So whatever is wrapped, the
page's text equals the source's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..models import Span

_REFERENCES = tuple((c, Markup("&#{};").format(ord(c))) for c in "\t\n\x02\x03")


@dataclass(frozen=True, slots=True)
class Wrap:
    """Markup that goes before and after the words of a span."""

    span: Span
    before: Markup
    after: Markup


def annotate(text: str, span: Span, layers: Sequence[Iterable[Wrap]]) -> Markup:
    """Return the words of `span` as HTML, with the wraps of each layer around theirs.

    Layers come outermost first. A wrap is cut to the pieces of the layers outside it, so that elements
    nest; of two that overlap in one layer, the second starts where the first ends. Offsets are
    characters of `text`.
    """
    if not layers:
        return escaped(span.of(text))
    outer, inner = layers[0], layers[1:]
    pieces: list[Markup] = []
    position = span.start
    for wrap in sorted(outer, key=lambda w: (w.span.start, -w.span.end)):
        start, end = max(wrap.span.start, position), min(wrap.span.end, span.end)
        if start >= end:
            continue
        if position < start:
            pieces.append(annotate(text, Span(position, start), inner))
        pieces += (wrap.before, annotate(text, Span(start, end), inner), wrap.after)
        position = end
    if position < span.end:
        pieces.append(annotate(text, Span(position, span.end), inner))
    return Markup("").join(pieces)


def escaped(text: str) -> Markup:
    """Escape text for HTML that will pass through Python-Markdown as a raw block.

    Python-Markdown expands tabs, drops the two characters it marks its own places with, and strips lines
    of blanks before it looks at HTML; those become references.
    """
    markup = escape(text)
    for character, reference in _REFERENCES:
        markup = markup.replace(character, reference)
    return markup
