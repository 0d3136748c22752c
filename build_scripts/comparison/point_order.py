"""Order the points of a story: those that cannot all be true, those more or less exact, then the others."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.models import Coverage, Grade, Point, Span

# Points that only tell it differently are in no group of their own.
GRADE_ORDER: tuple[Grade, ...] = ("conflict", "precision")
COVERAGE_ORDER: tuple[Coverage, ...] = ("all", "some", "one")


def make_point_sort_key(
    draft: DraftPoint, point: Point, article_numbers: Mapping[str, int]
) -> tuple[int, int, int, int, int, Span]:
    """Return a point's sort key: group, the editor's position, how many report it, place of its anchor.

    `draft` is the point before its differences were found; `article_numbers` are the articles' positions in
    the story, by id.
    """
    group = (
        GRADE_ORDER.index(point.grade)
        if point.grade in GRADE_ORDER
        else len(GRADE_ORDER) + COVERAGE_ORDER.index(point.coverage)
    )
    edited = (0, draft.editor_position) if draft.editor_position is not None else (1, 0)
    source, span = draft.anchor
    return (group, *edited, -len(point.cells), article_numbers[source], span)
