"""Write a text as rules can read it: ordinary blanks, nothing that isn't seen. Never to be shown.

Pages are full of blanks that don't break a line, blanks without width, marks where a word may be hyphenated.
A rule that looks for " " or compares words must not trip over them, and what is shown must keep them. So
rules are handed a reading of the text, and what they find in it is carried back into the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TypeVar

from build_scripts.models import Mention, SentenceFeatures, Silence, Span, Statement, UnlistedName
from build_scripts.text.hidden_characters import BLANK_CHARACTERS

# Characters without a width of their own: hyphenation, joining, direction, and no-break blanks of no width.
# Joiners change how their neighbours are written (in Persian, in Indic scripts), but names are written with
# and without them.
HIDDEN_CHARACTERS = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# The blanks that are no line feed, tab or space: U+00A0, U+2000 to U+200A, U+2028, U+2029, …
UNUSUAL_BLANKS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85" + "".join(
    chr(code) for code in range(0xA0, 0x3001) if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp")
)
_BLANK = re.compile(f"[{re.escape(UNUSUAL_BLANKS)}]")
_UNSEEN = re.compile(f"[{HIDDEN_CHARACTERS}]+")
WithSpeaker = TypeVar("WithSpeaker", Statement, Silence)


def normalize_blanks(text: str) -> str:
    """Return the text with a space for every unusual blank, and for what isn't seen outside words.

    It is as long as the text, and its line feeds are where the text's are.
    """
    text = _BLANK.sub(" ", text)
    return text if text.isascii() else _UNSEEN.sub(_blank_outside_words, text)


def remove_hidden_characters(words: str) -> str:
    """Return words without the characters in them that aren't seen."""
    return words if words.isascii() else _UNSEEN.sub("", words)


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text without what isn't seen; `offsets` are its characters' in `original`, None if all are."""

    text: str
    original: str
    offsets: tuple[int, ...] | None

    def to_normalized(self, span: Span) -> Span:
        """Return where the words of a span of the original stand in the reading."""
        if self.offsets is None:
            return span
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def to_original(self, span: Span) -> Span:
        """Return the span of the original whose words stand at this one of the reading."""
        if self.offsets is None or span.start == span.end:
            return span if self.offsets is None else Span(self.offsets[span.start], self.offsets[span.start])
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)

    def sentences_to_original(self, block: Span, found: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return sentences of a block, found in the reading, as spans of the original.

        What isn't seen beside a sentence is part of it: nothing but blanks stands between them.
        """
        if self.offsets is None:
            return found
        spans = [self.to_original(sentence) for sentence in found]
        for number, span in enumerate(spans):
            start, least = span.start, spans[number - 1].end if number else block.start
            while start > least and self.original[start - 1] in HIDDEN_CHARACTERS:
                start -= 1
            if number:
                end = self._last_unseen(least, start)
                spans[number - 1] = Span(spans[number - 1].start, end)
            spans[number] = Span(start, span.end)
        if spans:
            spans[-1] = Span(spans[-1].start, self._last_unseen(spans[-1].end, block.end))
        return tuple(spans)

    def _last_unseen(self, start: int, end: int) -> int:
        while end > start and self.original[end - 1] not in HIDDEN_CHARACTERS:
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
            self._by(found),
            spans=tuple(map(self.to_original, found.spans)),
            cue=found.cue and self.to_original(found.cue),
            chain=tuple(map(self.to_original, found.chain)),
            hedges=tuple(map(self.to_original, found.hedges)),
        )

    def silence_to_original(self, found: Silence) -> Silence:
        """Return a silence with its spans in the original."""
        return replace(self._by(found), span=self.to_original(found.span), cue=self.to_original(found.cue))

    def unlisted_to_original(self, found: UnlistedName) -> UnlistedName:
        """Return a name that nobody lists with its spans in the original."""
        return replace(
            found,
            name=self.to_original(found.name),
            title=found.title and self.to_original(found.title),
            spans=tuple(map(self.to_original, found.spans)),
        )

    def features_to_original(self, found: SentenceFeatures) -> SentenceFeatures:
        """Return the units of a sentence with their spans in the original."""
        return replace(found, clauses=tuple(map(self.to_original, found.clauses)))

    def _by(self, found: WithSpeaker) -> WithSpeaker:
        """Return what was found with its speaker in the original, in the original's words."""
        if found.speaker is None:
            return found
        speaker, words = self.to_original(found.speaker), found.speaker_text
        if words == found.speaker.extract(self.text):
            words = speaker.extract(self.original)
        return replace(found, speaker=speaker, speaker_text=words)


def normalize_text(text: str) -> NormalizedText:
    """Return a text's reading: ordinary blanks, and nothing that isn't seen."""
    spaced = _BLANK.sub(" ", text)
    if text.isascii() or not _UNSEEN.search(spaced):
        return NormalizedText(spaced, text, None)
    unseen = frozenset(HIDDEN_CHARACTERS)
    places = tuple(place for place, character in enumerate(spaced) if character not in unseen)
    return NormalizedText(_UNSEEN.sub("", spaced), text, (*places, len(text)))


def make_printable_text(text: str) -> str:
    """Return a text without hidden characters, and with a space for any other that doesn't print.

    Nobody can copy a hidden character by eye, and a sidecar can't hold a control character or a character of
    a page's own font. The result has the text's lines, but not its offsets.
    """
    words = normalize_text(text).text
    if words.replace("\n", "").isprintable() and BLANK_CHARACTERS.isdisjoint(words):
        return words
    return "".join(c if (c.isprintable() and c not in BLANK_CHARACTERS) or c == "\n" else " " for c in words)


def _blank_outside_words(run: re.Match[str]) -> str:
    start, end = run.span()
    text = run.string
    inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return run[0] if inside else " " * (end - start)
