"""Divide a comparison into pages: one, or several if a story has many sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.models import Point, Story
from build_scripts.pages.views import addresses
from build_scripts.pages.views.report_kinds import (
    REPORT_KINDS,
    ReportKind,
    find_report_kind,
    list_point_kinds,
)

MAX_MATRIX_SOURCES = 12
"""With more sources, a row has no box for each: readers could not find one among so many."""

_MAX_PAGE_WEIGHT = 1000
"""The number of sentences and points on one page of several, which keeps a page to about a megabyte."""

_MAX_QUOTED_SENTENCES = 40
"""About so many sentences of a point are quoted on its page; the others are links."""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """One page of a comparison: its number from 1, its address, and its points.

    `kinds` are the kinds of difference and of report of its points.
    """

    number: int
    address: str
    points: tuple[Point, ...]
    kinds: frozenset[str] = frozenset()

    @property
    def has_differences(self) -> bool:
        """Whether sources differ on some of its points."""
        return any(point.differs for point in self.points)

    @property
    def is_single_source(self) -> bool:
        """Whether each of its points is reported by one source, so far or only."""
        return self.kinds <= {"one", "so-far"}

    @property
    def is_found_in_one(self) -> bool:
        """Whether each of its points is reported by one source only, as far as can be told."""
        return self.kinds <= {"one"}


def paginate_comparison(story: Story) -> tuple[ComparisonPage, ...]:
    """Return the pages of a story's comparison; of up to `MAX_MATRIX_SOURCES` sources there is one.

    Points of several sources keep their order; on several pages they come first. Those of one source follow,
    on several pages by source: first those that others may report, then those in one only.
    """
    kinds = {point.id: find_report_kind(story, point) for point in story.points}
    if len(story.articles) <= MAX_MATRIX_SOURCES:
        groups = [_put_so_far_first(story.points, kinds)]
    else:
        order = {article.id: place for place, article in enumerate(story.articles)}
        shared = [point for point in story.points if point.coverage != "one"]
        alone = [point for point in story.points if point.coverage == "one"]
        alone.sort(key=lambda point: order[point.cells[0].source])
        so_far, only = ([p for p in alone if kinds[p.id] == kind] for kind in REPORT_KINDS[-2:])
        groups = [*_split_by_weight(shared), *_split_by_weight(so_far), *_split_by_weight(only)] or [()]
    return tuple(
        ComparisonPage(
            number,
            addresses.make_comparison_address(story.id, number),
            points,
            frozenset(kind for point in points for kind in list_point_kinds(story, point)),
        )
        for number, points in enumerate(groups, 1)
    )


def _put_so_far_first(points: Sequence[Point], kinds: Mapping[str, ReportKind]) -> tuple[Point, ...]:
    """Return the points with those of one source, unless they differ, in the order of their kinds."""
    is_alone = {point.id: point.coverage == "one" and not point.differs for point in points}
    alone = iter(sorted((p for p in points if is_alone[p.id]), key=lambda p: kinds[p.id] == "one"))
    return tuple(next(alone) if is_alone[point.id] else point for point in points)


def _split_by_weight(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    pages: list[tuple[Point, ...]] = []
    page: list[Point] = []
    weight = 0
    for point in points:
        sentences = sum(len(cell.spans) for cell in (*point.cells, *point.possible))
        own = 1 + min(sentences, _MAX_QUOTED_SENTENCES) + len(point.cells) // 5
        if page and weight + own > _MAX_PAGE_WEIGHT:
            pages.append(tuple(page))
            page, weight = [], 0
        page.append(point)
        weight += own
    return [*pages, tuple(page)] if page else pages
