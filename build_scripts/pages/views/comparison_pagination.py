"""How a comparison is divided: one page, or several where a story has many sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.models import Point, Story
from build_scripts.pages.views import addresses

MAX_MATRIX_SOURCES = 12
"""Of more sources a box each can't be told apart: a row then holds only what sources say."""

_MOST = 1000
"""The sentences and points of one page of several, so that none grows above some megabyte."""

_QUOTED = 40
"""About as many sentences of a point stand on the page; where more report it, the others are links."""


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """One page of a comparison: its number from 1, its address, and its points."""

    number: int
    address: str
    points: tuple[Point, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """In which ways its points differ, and how many sources report them."""
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
    cut = [*_cut(shared), *_cut(alone)] or [()]
    return tuple(
        ComparisonPage(number, addresses.make_comparison_address(story.id, number), points)
        for number, points in enumerate(cut, 1)
    )


def _cut(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    found: list[tuple[Point, ...]] = []
    page: list[Point] = []
    weight = 0
    for point in points:
        own = 1 + min(sum(len(cell.spans) for cell in point.cells), _QUOTED) + len(point.cells) // 5
        if page and weight + own > _MOST:
            found.append(tuple(page))
            page, weight = [], 0
        page.append(point)
        weight += own
    return [*found, tuple(page)] if page else found
