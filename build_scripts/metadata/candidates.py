"""What choosing a headline, a date and a byline among candidates has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.models import TEXT_KINDS, Line, Span


class PageLandmarks(NamedTuple):
    """Where things stand among a page's lines, by number: its headline, the article's first and last line."""

    headline_place: int
    article_start: int
    article_end: int


def score_metadata_candidate(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the sum of a candidate's features by their weights."""
    return sum([weights[name] * value for name, value in features.items() if value])


def find_page_landmarks(filled: Sequence[Line], headline: Span | None) -> PageLandmarks | None:
    """Return where headline and article stand among lines that aren't blank; None without an article."""
    body = [n for n, line in enumerate(filled) if line.kind in TEXT_KINDS]
    if not body:
        return None
    head = body[0]
    if headline is not None:
        head = next((n for n, line in enumerate(filled) if line.span.end >= headline.end), head)
    return PageLandmarks(head, body[0], body[-1])
