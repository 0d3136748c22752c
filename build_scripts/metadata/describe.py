"""Extract all metadata that a capture states."""

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
    text: str, lines: tuple[Line, ...], paragraphs: tuple[Paragraph, ...], word_lists: MetadataWords
) -> Metadata:
    """Return the metadata that a labelled text states, each fact with its span in `text`.

    The language is detected from the paragraphs. A fact that isn't stated is None.
    """
    words = "\n".join(p.span.extract(text) for p in paragraphs)
    language = detect_language(remove_hidden_characters(words))
    headline = find_headline(text, lines, word_lists)
    headline_span = (
        headline.evidence if headline is not None and isinstance(headline.evidence, Span) else None
    )
    published, updated = find_publication_dates(text, lines, headline_span, language, word_lists)
    byline = find_byline(text, lines, headline_span, word_lists)
    return Metadata(
        headline=headline,
        byline=byline,
        published=published,
        outlet=find_outlet(text, lines, byline, word_lists),
        agencies=find_credited_agencies(text, lines, byline, word_lists),
        language=language,
        updated=updated,
        dateline=find_dateline(text, paragraphs, word_lists),
    )
