"""Read when an article was published, from the lines around it."""

from __future__ import annotations

from .. import timestamps
from ..models import TEXT_KINDS, Kind, Line, Span, Stated
from .around import around
from .knowledge import Knowledge

ELSEWHERE = (
    frozenset({Kind.FEED, Kind.COMMENT, Kind.TEASER, Kind.LEGAL, Kind.CAPTION, Kind.BLANK}) | TEXT_KINDS
)
ABOVE_HEADLINE = 8  # lines above the headline, and lines after the article, that can hold its date
AFTER_ARTICLE = 6
LABELLED = 3.0  # for "published" before the date
CHANGED = -3.0  # against "updated" before it
STAMPED = 2.0  # for a line that is a byline or a date
STAMPS = frozenset({Kind.BYLINE, Kind.PUBLISHED})
TIMED = 0.5  # for a time beside it
BETWEEN, ABOVE, AFTER, WITHIN = 4.0, 1.5, 1.0, 0.5  # for where it stands
LOOK_BACK = 40  # characters before a date in which a word says what it is the date of


def find(text: str, lines: tuple[Line, ...], known: Knowledge) -> Stated[str] | None:
    """Return the date of publication as ISO 8601, as far as the capture states it, or None."""
    best, best_value = None, float("-inf")
    for line, place in _placed(lines):
        for stamp in timestamps.find(line.span.of(text), known.calendar):
            span = Span(stamp.span.start + line.span.start, stamp.span.end + line.span.start)
            before = text[max(0, span.start - LOOK_BACK) : span.start]
            value = place + (STAMPED if line.kind in STAMPS else 0.0) + (TIMED if stamp.timed else 0.0)
            if known.changed.search(before) is not None:
                value += CHANGED
            elif known.published.search(before) is not None:
                value += LABELLED
            if value > best_value:
                best, best_value = Stated(stamp.iso, span), value
    return best


def _placed(lines: tuple[Line, ...]) -> list[tuple[Line, float]]:
    """Return the lines that may hold the date, each with what its place is worth."""
    found = around(lines)
    if found is None:
        return []
    places = (
        (found.head - ABOVE_HEADLINE, found.head, ABOVE),
        (found.head + 1, found.first, BETWEEN),
        (found.first + 1, found.last, WITHIN),
        (found.last + 1, found.last + 1 + AFTER_ARTICLE, AFTER),
    )
    return [
        (line, worth)
        for start, end, worth in places
        for line in found.lines[max(0, start) : end]
        if line.kind not in ELSEWHERE
    ]
