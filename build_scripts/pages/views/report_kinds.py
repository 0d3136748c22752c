"""Say how many sources report a point and how they differ, in the kinds by which pages count points."""

from __future__ import annotations

from typing import Literal

from build_scripts.models import DifferenceKind, Grade, Point, Story

ReportKind = Literal["all", "some", "so-far", "one"]
REPORT_KINDS: tuple[ReportKind, ...] = ("all", "some", "so-far", "one")
"""The kinds in the order of pages."""


PointKind = Literal[Grade, DifferenceKind, ReportKind]
POINT_KINDS: tuple[PointKind, ...] = (
    "conflict",
    "precision",
    "figures",
    "attribution",
    "hedge",
    "denial",
    *REPORT_KINDS,
)
"""The kinds by which the comparison is filtered, in the order of pages."""


def list_point_kinds(story: Story, point: Point) -> tuple[PointKind, ...]:
    """Return a point's kinds: its grade if the sources differ in fact, in what, and how many report it."""
    in_fact: tuple[PointKind, ...] = (point.grade,) if point.grade and point.differs_in_fact else ()
    return (*in_fact, *point.differs, find_report_kind(story, point))


def find_report_kind(story: Story, point: Point) -> ReportKind:
    """Return whether all, some or one of a story's sources report a point.

    A point that one source reports is `one` only if no other may report it. Where a sentence of another may,
    or another was not compared, it is `so-far`.
    """
    if point.coverage != "one":
        return point.coverage
    return "one" if story.is_found_in_one_only(point) else "so-far"
