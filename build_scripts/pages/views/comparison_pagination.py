"""Divide a comparison into pages: one, or several if a story has many sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.models import Point, Story
from build_scripts.pages.views import addresses

MAX_MATRIX_SOURCES = 12
"""With more sources, a row has no box for each: readers could not find one among so many."""

_MAX_PAGE_WEIGHT = 1000
"""The number of sentences and points on one page of several, which keeps a page to about a megabyte."""

_MAX_QUOTED_SENTENCES = 40
"""About so many sentences of a point are quoted on its page; the others are links."""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """One page of a comparison: its number from 1, its address, and its points."""

    number: int
    address: str
    points: tuple[Point, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of difference and of coverage of its points."""
        return frozenset(kind for point in self.points for kind in (*point.differs, point.coverage))

    @property
    def has_differences(self) -> bool:
        """Whether sources differ on some of its points."""
        return any(point.differs for point in self.points)

    @property
    def is_single_source(self) -> bool:
        """Whether each of its points is reported by one source only."""
        return self.kinds <= {"one"}


def paginate_comparison(story: Story) -> tuple[ComparisonPage, ...]:
    """Return the pages of a story's comparison; of up to `MAX_MATRIX_SOURCES` sources there is one.

    Points of several sources keep their order and come first, those of one source follow by source.
    """
    if len(story.articles) <= MAX_MATRIX_SOURCES:
        return (ComparisonPage(1, addresses.make_comparison_address(story.id), story.points),)
    order = {article.id: place for place, article in enumerate(story.articles)}
    shared = [point for point in story.points if point.coverage != "one"]
    alone = [point for point in story.points if point.coverage == "one"]
    alone.sort(key=lambda point: order[point.cells[0].source])
    groups = [*_split_by_weight(shared), *_split_by_weight(alone)] or [()]
    return tuple(
        ComparisonPage(number, addresses.make_comparison_address(story.id, number), points)
        for number, points in enumerate(groups, 1)
    )


def _split_by_weight(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    pages: list[tuple[Point, ...]] = []
    page: list[Point] = []
    weight = 0
    for point in points:
        sentences = sum(len(cell.spans) for cell in point.cells)
        own = 1 + min(sentences, _MAX_QUOTED_SENTENCES) + len(point.cells) // 5
        if page and weight + own > _MAX_PAGE_WEIGHT:
            pages.append(tuple(page))
            page, weight = [], 0
        page.append(point)
        weight += own
    return [*pages, tuple(page)] if page else pages
