"""Put together what a capture says about itself."""

from __future__ import annotations

from build_scripts.metadata import agencies, byline, dateline, headline, language, outlet
from build_scripts.metadata import publication_date as published
from build_scripts.metadata.word_lists import Knowledge
from build_scripts.models import Line, Metadata, Paragraph, Span


def describe(
    text: str, lines: tuple[Line, ...], paragraphs: tuple[Paragraph, ...], known: Knowledge
) -> Metadata:
    """Return the metadata that a labelled text states, each with the span of its words.

    The language is detected from the paragraphs.
    """
    spoken = language.detect("\n".join(p.span.of(text) for p in paragraphs))
    title = headline.find(text, lines, known)
    head = title.evidence if title is not None and isinstance(title.evidence, Span) else None
    released, updated = published.find(text, lines, head, spoken, known)
    names = byline.find(text, lines, head, known)
    return Metadata(
        headline=title,
        byline=names,
        published=released,
        outlet=outlet.find(text, lines, names, known),
        agencies=agencies.find(text, lines, names, known),
        language=spoken,
        updated=updated,
        dateline=dateline.find(text, paragraphs, known),
    )
