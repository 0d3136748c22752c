"""Character spans of a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets into one source's text."""

    start: int
    end: int

    def extract(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether `other` is wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
