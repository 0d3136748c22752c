"""Link a page's letters to sentences, and list what previews of these sentences need beside the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.pages.views.source_view import SourceView

_QUOTED = re.compile(r' data-source="([^"]+)" data-span="[^"]+" data-sentence="(\d+)"')


@dataclass(frozen=True, slots=True)
class LinkedSource:
    """A source to whose sentences a page's letters link; `unquoted` are those that the page doesn't quote."""

    source: SourceView
    unquoted: tuple[Span, ...]


class SentenceLinks:
    """Makes the links from one page's letters to sentences, and remembers the sentences."""

    def __init__(self, to: Callable[[str], str]) -> None:
        self._to = to
        self._sources: dict[tuple[str, str], SourceView] = {}
        self._sentences: dict[tuple[str, str], set[Span]] = {}

    def make_link(self, source: SourceView, span: Span) -> str:
        """Return the link from the page to the sentence in which a span starts.

        A sentence that may not be shown has no preview, and the link leads to its article.
        """
        sentence = source.find_sentence(span)
        if sentence is not None and sentence in source.quotable_sentences:
            key = source.story_id, source.id
            self._sources[key] = source
            self._sentences.setdefault(key, set()).add(sentence)
        return self._to(source.make_sentence_address(span))

    def list_sources(self, html: str) -> tuple[LinkedSource, ...]:
        """Return the sources linked so far, with the linked sentences that the page's HTML doesn't quote."""
        quoted = set(_QUOTED.findall(html))
        return tuple(
            LinkedSource(
                source,
                tuple(
                    sentence
                    for sentence in sorted(self._sentences[key])
                    if ("/".join(key), str(source.sentence_numbers[sentence])) not in quoted
                ),
            )
            for key, source in self._sources.items()
        )
