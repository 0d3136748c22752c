"""Make an article from plain paragraphs, with a naive sentence splitter, for tests of later stages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.models import (
    Article,
    Capture,
    Metadata,
    Paragraph,
    Sentence,
    Sidecar,
    Span,
    StatedFact,
    Statement,
)


def build_article(
    name: str,
    *paragraphs: str,
    published: str | None = None,
    language: str | None = "en",
    statements: Sequence[Statement] = (),
) -> Article:
    """Return an article of these paragraphs; a full stop, a blank and a capital end a sentence."""
    text = "\n".join(paragraphs)
    blocks, sentences, start = [], [], 0
    for paragraph in paragraphs:
        blocks.append(Span(start, start + len(paragraph)))
        place = start
        for sentence in re.split(r"(?<=\w\w\.) (?=[A-Z])", paragraph):
            if sentence.strip():
                lead = len(sentence) - len(sentence.lstrip())
                sentences.append(Span(place + lead, place + len(sentence.rstrip())))
            place += len(sentence) + 1
        start += len(paragraph) + 1
    return Article(
        id=name,
        capture=Capture(f"{name}.txt", text, "", "utf-8"),
        sidecar=Sidecar(),
        metadata=Metadata(
            published=StatedFact(published, "sidecar") if published else None, language=language
        ),
        lines=(),
        paragraphs=tuple(Paragraph(block) for block in blocks),
        sentences=tuple(map(Sentence, sentences)),
        statements=tuple(statements),
    )


def find(article: Article, words: str) -> Span:
    """Return the span of the first occurrence of words in the article."""
    start = article.text.index(words)
    return Span(start, start + len(words))
