"""Who reports what, at a glance: a row a source, a block a point. Drawn by `overview.html.j2`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..models import Point
from .source_view import SourceView
from .story_view import StoryView

Group = Literal["all", "some", "one"]
Shape = Literal["differs", "reports", "absent"]

GROUPS: tuple[Group, ...] = ("all", "some", "one")

# The drawing's own units. On the page it is as wide as `Overview.pixels`, or as there is room.
BLOCK, GAP, BETWEEN, HEIGHT = 8, 2, 10, 18
_PIXELS = 3
# A block of a point that differs is split, so that its shape tells it from one that doesn't.
_DRAWN: dict[Shape, str] = {
    "differs": "M{x} 0h8v7.5h-8zM{x} 10.5h8v7.5h-8z",
    "reports": "M{x} 0h8v18h-8z",
    "absent": "M{x} 16.5h8v1.5h-8z",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The points of one group: how many they are, and where they are drawn."""

    group: Group
    number: int
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """One source: what is drawn for each point, in order, and how many points only it reports."""

    source: SourceView
    shapes: tuple[Shape, ...]
    only: int

    @property
    def reported(self) -> int:
        """How many points the source reports."""
        return len(self.shapes) - self.shapes.count("absent")

    @property
    def differing(self) -> int:
        """How many of those it reports differ between sources."""
        return self.shapes.count("differs")


@dataclass(frozen=True, slots=True)
class Overview:
    """The picture of a story: its groups of points, its sources, and where each point stands."""

    stretches: tuple[Stretch, ...]
    rows: tuple[Row, ...]
    places: tuple[int, ...]

    @property
    def points(self) -> int:
        """How many points there are."""
        return len(self.places)

    @property
    def width(self) -> int:
        """The width in the drawing's units."""
        return self.places[-1] + BLOCK

    @property
    def pixels(self) -> int:
        """The width that the picture has where there is room."""
        return self.width * _PIXELS

    def path(self, row: Row, shape: Shape) -> str:
        """Return the SVG path of all blocks of one shape in a row."""
        drawn = _DRAWN[shape]
        pairs = zip(self.places, row.shapes, strict=True)
        return "".join(drawn.format(x=place) for place, found in pairs if found == shape)


def overview(view: StoryView) -> Overview | None:
    """Return the picture of a story, or None where there is nothing to draw."""
    if not view.story.points:
        return None
    points: list[Point] = []
    places: list[int] = []
    stretches: list[Stretch] = []
    start = 0
    for group in GROUPS:
        members = [point for point in view.story.points if point.coverage == group]
        if not members:
            continue
        places += (start + number * (BLOCK + GAP) for number in range(len(members)))
        points += members
        width = len(members) * (BLOCK + GAP) - GAP
        stretches.append(Stretch(group, len(members), start, width))
        start += width + BETWEEN
    rows = (_row(source, points) for source in view.sources)
    return Overview(tuple(stretches), tuple(rows), tuple(places))


def _row(source: SourceView, points: list[Point]) -> Row:
    found = [(point, point.cell(source.id) is not None) for point in points]
    shapes: tuple[Shape, ...] = tuple(
        ("differs" if point.differs else "reports") if here else "absent" for point, here in found
    )
    only = sum(here and point.coverage == "one" for point, here in found)
    return Row(source, shapes, only)
