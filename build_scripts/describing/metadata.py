"""Put together what a capture says about itself."""

from __future__ import annotations

from .. import language
from ..models import Kind, Line, Metadata, Paragraph, Span, Stated
from . import agencies, byline, outlet, published
from .knowledge import Knowledge


def describe(
    text: str, lines: tuple[Line, ...], paragraphs: tuple[Paragraph, ...], known: Knowledge
) -> Metadata:
    """Return the metadata that a labelled text states, each with the span of its words.

    The language is detected from the paragraphs.
    """
    names = byline.find(text, lines, known)
    return Metadata(
        headline=headline(text, lines),
        byline=names,
        published=published.find(text, lines, known),
        outlet=outlet.find(text, lines, names, known),
        agencies=agencies.find(text, lines, known),
        language=language.detect("\n".join(p.span.of(text) for p in paragraphs)),
    )


def headline(text: str, lines: tuple[Line, ...]) -> Stated[str] | None:
    """Return the words of the line that cleaning took for the headline, or None."""
    for line in lines:
        if line.kind is Kind.HEADLINE:
            words = line.span.of(text)
            start = line.span.start + len(words) - len(words.lstrip())
            span = Span(start, start + len(words.strip()))
            return Stated(span.of(text), span)
    return None
