"""Say how many sources report a point, in the four kinds by which pages group and count points."""

from __future__ import annotations

from typing import Literal

from build_scripts.models import Point, Story

ReportKind = Literal["all", "some", "so-far", "one"]
REPORT_KINDS: tuple[ReportKind, ...] = ("all", "some", "so-far", "one")
"""The kinds in the order of pages."""


def find_report_kind(story: Story, point: Point) -> ReportKind:
    """Return whether all, some or one of a story's sources report a point.

    A point that one source reports is `one` only if no other may report it. Where a sentence of another may,
    or another was not compared, it is `so-far`.
    """
    if point.coverage != "one":
        return point.coverage
    return "one" if story.is_found_in_one_only(point) else "so-far"
