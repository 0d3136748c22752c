"""Limits on the lists of a report, from the most that is shown to the least."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """The longest lists of a report; what is beyond them is counted.

    `items` are a source's statements, names and points under one heading, `points` those of a story under one
    heading, conflicts excepted, and `quote` the characters of a quoted sentence.
    """

    items: int
    points: int
    quote: int


LIMITS = (
    ReportLimits(items=8, points=40, quote=160),
    ReportLimits(items=5, points=20, quote=160),
    ReportLimits(items=3, points=12, quote=120),
    ReportLimits(items=2, points=8, quote=100),
    ReportLimits(items=1, points=5, quote=100),
    ReportLimits(items=0, points=3, quote=80),
)
"""A report has the first of these limits with which it is readable, or else the last."""
MAX_CONFLICTS = 40
"""Points of a story that are listed because they contradict others, at most; with any other limits."""
MAX_NAMES = 8
"""Sources that are named after a point, at most."""
