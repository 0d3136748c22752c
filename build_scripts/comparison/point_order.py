"""Order the points of a story: those that differ first, then those that all, some or one source reports."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.comparison.differences.cell_differences import DIFFERENCE_ORDER
from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.models import Coverage, Point, Span

COVERAGE_ORDER: tuple[Coverage, ...] = ("all", "some", "one")


def make_point_sort_key(
    draft: DraftPoint, point: Point, article_numbers: Mapping[str, int]
) -> tuple[int, int, int, int, int, Span]:
    """Return a point's sort key: group, the editor's position, kind of difference, place of its anchor.

    `draft` is the point before its differences were found; `article_numbers` are the articles' positions in
    the story, by id.
    """
    group = 0 if point.differs else 1 + COVERAGE_ORDER.index(point.coverage)
    edited = (0, draft.editor_position) if draft.editor_position is not None else (1, 0)
    kind = min((DIFFERENCE_ORDER.index(kind) for kind in point.differs), default=0)
    source, span = draft.anchor
    return (group, *edited, kind, article_numbers[source], span)
