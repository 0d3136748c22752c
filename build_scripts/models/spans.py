"""Character spans of a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
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


class SpanIndex:
    """Spans of a text, in which those that overlap or cover another are found without comparing them all."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        # The end of the text that the spans up to each one reach.
        self._reached = list(accumulate((span.end for span in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Return whether one of the spans shares a character with `span`."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reached[before - 1] > span.start

    def covers(self, span: Span) -> bool:
        """Return whether `span` is wholly inside one of the spans."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reached[before - 1] >= span.end
