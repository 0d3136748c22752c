"""Score the candidates for a headline, a date or a byline, and find the page's landmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.models import TEXT_KINDS, Line, Span


class PageLandmarks(NamedTuple):
    """Positions among a page's lines that aren't blank: the headline, the article's first and last line.

    Without a headline `headline_place` is the article's first line.
    """

    headline_place: int
    article_start: int
    article_end: int


def score_metadata_candidate(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of a candidate's features."""
    return sum([weights[name] * value for name, value in features.items() if value])


def find_page_landmarks(filled: Sequence[Line], headline: Span | None) -> PageLandmarks | None:
    """Return the positions of headline and article among lines that aren't blank; None without an article."""
    body = [n for n, line in enumerate(filled) if line.kind in TEXT_KINDS]
    if not body:
        return None
    headline_place = body[0]
    if headline is not None:
        headline_place = next(
            (n for n, line in enumerate(filled) if line.span.end >= headline.end), headline_place
        )
    return PageLandmarks(headline_place, body[0], body[-1])
