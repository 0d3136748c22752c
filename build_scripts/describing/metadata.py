"""Put together what a capture says about itself."""

from __future__ import annotations

from .. import language
from ..models import Line, Metadata, Paragraph
from . import agencies, byline, headline, outlet, published
from .knowledge import Knowledge


def describe(
    text: str, lines: tuple[Line, ...], paragraphs: tuple[Paragraph, ...], known: Knowledge
) -> Metadata:
    """Return the metadata that a labelled text states, each with the span of its words.

    The language is detected from the paragraphs.
    """
    names = byline.find(text, lines, known)
    return Metadata(
        headline=headline.find(text, lines, known),
        byline=names,
        published=published.find(text, lines, known),
        outlet=outlet.find(text, lines, names, known),
        agencies=agencies.find(text, lines, known),
        language=language.detect("\n".join(p.span.of(text) for p in paragraphs)),
    )
