"""Say of each source that does not report a point why: it may, it was not compared, or nothing was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_scripts.models import Point, PointCell, Span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

MissingState = Literal["possible", "not compared", "not found"]


@dataclass(frozen=True, slots=True)
class MissingSource:
    """A source without a cell in a point.

    `possible_cell` has its sentences that may report the point; `is_unreviewed` says that the program would
    have joined them to the editor's point. `reason` is why the source was not compared.
    """

    source: SourceView
    possible_cell: PointCell | None = None
    is_unreviewed: bool = False
    reason: str | None = None

    @property
    def state(self) -> MissingState:
        """Which of the three it is."""
        if self.possible_cell is not None:
            return "possible"
        return "not found" if self.reason is None else "not compared"

    @property
    def linked_span(self) -> Span | None:
        """The first of its possible sentences."""
        return self.possible_cell.spans[0] if self.possible_cell else None

    @property
    def quotable_spans(self) -> tuple[Span, ...]:
        """Its possible sentences that may be shown."""
        cell = self.possible_cell
        return tuple(s for s in cell.spans if s in self.source.quotable_sentences) if cell else ()


def list_missing_sources(view: StoryView, point: Point) -> tuple[MissingSource, ...]:
    """Return the sources without a cell in a point, in the order of their letters."""
    return tuple(
        find_missing_source(view, point, source)
        for source in view.sources
        if point.get_cell(source.id) is None
    )


def find_missing_source(view: StoryView, point: Point, source: SourceView) -> MissingSource:
    """Return why a source has no cell in a point."""
    cell = next((cell for cell in point.possible if cell.source == source.id), None)
    return MissingSource(source, cell, source.id in point.unreviewed, view.story.not_compared.get(source.id))
