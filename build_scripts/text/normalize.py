"""Normalize a text for rules: ordinary blanks and no hidden characters. The result is never shown.

Pages contain no-break blanks, blanks without width and soft hyphens. A rule that looks for " " or compares
words must not fail on them, and the site must show them. So rules read the normalized text, and the spans
they find are mapped back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TypeVar

import regex

from build_scripts.models import (
    Mention,
    SentenceFeatures,
    Silence,
    Span,
    Statement,
    TitleClause,
    UnlistedName,
)
from build_scripts.text.hidden_characters import BRAILLE_BLANK, HIDDEN_RUN, is_hidden_character

# Blanks other than line feed, tab and space: U+00A0, U+2000 to U+200A, U+2028, U+2029, …
UNUSUAL_BLANKS = (
    "\x0b\x0c\x1c\x1d\x1e\x1f\x85"
    + BRAILLE_BLANK
    + "".join(
        chr(code) for code in range(0xA0, 0x3001) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp")
    )
)
_BLANK = re.compile(f"[{re.escape(UNUSUAL_BLANKS)}]")
WithSpeaker = TypeVar("WithSpeaker", Statement, Silence)


def normalize_blanks(text: str) -> str:
    """Return the text with a space for each unusual blank and for each hidden character outside words.

    The result has the length of the text and its line feeds at the same offsets.
    """
    text = _BLANK.sub(" ", text)
    return text if text.isascii() else str(HIDDEN_RUN.sub(_blank_outside_words, text))


def remove_hidden_characters(words: str) -> str:
    """Return words without their hidden characters.

    Joiners are removed, too: they change how their neighbours are drawn (in Persian, in Indic scripts), but
    names are written with and without them.
    """
    return words if words.isascii() else str(HIDDEN_RUN.sub("", words))


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text without hidden characters, and the text it was made from.

    `offsets` gives for each character of `text`, and for its end, the offset in `original`; None if the two
    have the same offsets.
    """

    text: str
    original: str
    offsets: tuple[int, ...] | None

    def to_normalized(self, span: Span) -> Span:
        """Return the span in the normalized text of a span of the original."""
        if self.offsets is None:
            return span
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def to_original(self, span: Span) -> Span:
        """Return the span in the original of a span of the normalized text."""
        if self.offsets is None or span.start == span.end:
            return span if self.offsets is None else Span(self.offsets[span.start], self.offsets[span.start])
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def sentences_to_original(self, block: Span, found: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the sentences of a block as spans of the original.

        `block` is a span of the original, `found` are spans of the normalized text. Hidden characters next to
        a sentence become part of it, so that only blanks are left between sentences.
        """
        if self.offsets is None:
            return found
        spans = [self.to_original(sentence) for sentence in found]
        for number, span in enumerate(spans):
            start, least = span.start, spans[number - 1].end if number else block.start
            while start > least and is_hidden_character(self.original[start - 1]):
                start -= 1
            if number:
                end = self._end_of_hidden(least, start)
                spans[number - 1] = Span(spans[number - 1].start, end)
            spans[number] = Span(start, span.end)
        if spans:
            spans[-1] = Span(spans[-1].start, self._end_of_hidden(spans[-1].end, block.end))
        return tuple(spans)

    def _end_of_hidden(self, start: int, end: int) -> int:
        """Return the offset after the last hidden character between two offsets, or `start`."""
        while end > start and not is_hidden_character(self.original[end - 1]):
            end -= 1
        return end

    def mention_to_original(self, found: Mention) -> Mention:
        """Return a mention with its spans in the original."""
        return replace(
            found,
            span=self.to_original(found.span),
            span_with_title=self.to_original(found.span_with_title),
        )

    def statement_to_original(self, found: Statement) -> Statement:
        """Return a statement with its spans in the original."""
        return replace(
            self._speaker_to_original(found),
            spans=tuple(map(self.to_original, found.spans)),
            cue=found.cue and self.to_original(found.cue),
            chain=tuple(map(self.to_original, found.chain)),
            hedges=tuple(map(self.to_original, found.hedges)),
        )

    def silence_to_original(self, found: Silence) -> Silence:
        """Return a silence with its spans in the original."""
        return replace(
            self._speaker_to_original(found),
            span=self.to_original(found.span),
            cue=self.to_original(found.cue),
        )

    def unlisted_to_original(self, found: UnlistedName) -> UnlistedName:
        """Return a name that is not listed with its spans in the original."""
        return replace(
            found,
            name=self.to_original(found.name),
            title=found.title and self.to_original(found.title),
            spans=tuple(map(self.to_original, found.spans)),
        )

    def features_to_original(self, found: SentenceFeatures) -> SentenceFeatures:
        """Return the features of a sentence with its clauses as spans of the original."""
        return replace(
            found,
            clauses=tuple(map(self.to_original, found.clauses)),
            title_clauses=tuple(map(self._title_clause_to_original, found.title_clauses)),
            verb_times=tuple(
                replace(time, span=self.to_original(time.span), verb=self.to_original(time.verb))
                for time in found.verb_times
            ),
        )

    def _title_clause_to_original(self, found: TitleClause) -> TitleClause:
        return replace(
            found,
            begins=tuple(self.to_original(Span(at, at + 1)).start for at in found.begins),
            gaps=tuple(map(self.to_original, found.gaps)),
            numbers=tuple(map(self.to_original, found.numbers)),
            ends=tuple(self.to_original(Span(at - 1, at)).end for at in found.ends),
        )

    def _speaker_to_original(self, found: WithSpeaker) -> WithSpeaker:
        """Return a statement or silence with its speaker's span and words in the original."""
        if found.speaker is None:
            return found
        speaker, words = self.to_original(found.speaker), found.speaker_text
        if words == found.speaker.extract(self.text):
            words = speaker.extract(self.original)
        return replace(found, speaker=speaker, speaker_text=words)


def normalize_text(text: str) -> NormalizedText:
    """Return a text with ordinary blanks and without hidden characters, and the map of its offsets."""
    spaced = _BLANK.sub(" ", text)
    if text.isascii() or not HIDDEN_RUN.search(spaced):
        return NormalizedText(spaced, text, None)
    offsets: list[int] = []
    start = 0
    for hidden in HIDDEN_RUN.finditer(spaced):
        offsets += range(start, hidden.start())
        start = hidden.end()
    offsets += range(start, len(text) + 1)
    return NormalizedText(HIDDEN_RUN.sub("", spaced), text, tuple(offsets))


def make_printable_text(text: str) -> str:
    """Return a text without hidden characters, and with a space for any other that doesn't print.

    Nobody can copy a hidden character by eye, and a sidecar can't hold a control character or a character of
    a page's own font. The result has the text's lines, but not its offsets.
    """
    words = normalize_text(text).text
    if words.replace("\n", "").isprintable():
        return words
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words)


def _blank_outside_words(run: regex.Match[str]) -> str:
    start, end = run.span()
    text = run.string
    inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return str(run[0]) if inside else " " * (end - start)
