"""Build the notes on points next to an article's paragraphs: who reports the same, or may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.models import Point, PointCell, Span
from build_scripts.pages.views.missing_sources import MissingSource, list_missing_sources
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

_LAST_POSITION = 9  # The stylesheet has rules for so many sentences of a paragraph; later ones use the last.


@dataclass(frozen=True, slots=True)
class PointNote:
    """A note on one point: the positions of its sentences in the paragraph, and the other sources' cells.

    `possible` are other sources that may report it; `is_only_here` is true if no other may.
    """

    point: Point
    positions: tuple[int, ...]
    other_cells: tuple[PointCell, ...]
    possible: tuple[MissingSource, ...] = ()
    is_only_here: bool = False


def number_positions(spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Return a paragraph's sentences with their positions, from 1."""
    return [(span, min(position, _LAST_POSITION)) for position, span in enumerate(spans, 1)]


def list_point_notes(view: StoryView, source: SourceView, own: Sequence[Span]) -> tuple[PointNote, ...]:
    """Return a note for each point of the sentences, if these may be shown."""
    points: dict[str, Point] = {}
    positions: dict[str, dict[int, None]] = {}
    for sentence, position in number_positions(own):
        if sentence in source.quotable_sentences:
            for point, _ in view.list_sentence_points(source.id, sentence):
                points[point.id] = point
                positions.setdefault(point.id, {})[position] = None
    return tuple(
        PointNote(
            point,
            tuple(positions[point.id]),
            tuple(c for c in point.cells if c.source != source.id),
            tuple(one for one in list_missing_sources(view, point) if one.state == "possible"),
            view.story.is_found_in_one_only(point),
        )
        for point in points.values()
    )
