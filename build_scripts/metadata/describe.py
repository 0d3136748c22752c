"""Put together what a capture says about itself."""

from __future__ import annotations

from build_scripts.metadata.agencies import find_credited_agencies
from build_scripts.metadata.byline import find_byline
from build_scripts.metadata.dateline import find_dateline
from build_scripts.metadata.headline import find_headline
from build_scripts.metadata.language import detect_language
from build_scripts.metadata.outlet import find_outlet
from build_scripts.metadata.publication_date import find_publication_dates
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Line, Metadata, Paragraph, Span
from build_scripts.text.normalize import remove_hidden_characters


def extract_text_metadata(
    text: str, lines: tuple[Line, ...], paragraphs: tuple[Paragraph, ...], known: MetadataWords
) -> Metadata:
    """Return the metadata that a labelled text states, each with the span of its words.

    The language is detected from the paragraphs.
    """
    spoken = detect_language(remove_hidden_characters("\n".join(p.span.extract(text) for p in paragraphs)))
    title = find_headline(text, lines, known)
    head = title.evidence if title is not None and isinstance(title.evidence, Span) else None
    released, updated = find_publication_dates(text, lines, head, spoken, known)
    names = find_byline(text, lines, head, known)
    return Metadata(
        headline=title,
        byline=names,
        published=released,
        outlet=find_outlet(text, lines, names, known),
        agencies=find_credited_agencies(text, lines, names, known),
        language=spoken,
        updated=updated,
        dateline=find_dateline(text, paragraphs, known),
    )
