"""Decide whether two figures of one thing are equal in size, one contains the other, or they differ.

"At least 10,000" contains "over 10,000" and "11,000".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from build_scripts.comparison.figures.figures import CLOCK, Figure

SizeRelation = Literal["equal", "contains", "differs"]

# Two figures are equal up to these shares if one says "about", or if their units differ.
ROUNDING_TOLERANCE = Decimal("0.05")
CONVERSION_TOLERANCE = Decimal("0.005")
# A rounded clock time may be wrong by so many minutes.
ROUNDED_TIME_TOLERANCE = 30
# The largest size of "dozens" is this many dozen.
VAGUE_FACTOR = 20
INFINITE = Decimal("Infinity")


def compare_sizes(one: Figure, other: Figure) -> SizeRelation:
    """Return how the sizes of two figures of one thing relate.

    A figure means all the sizes that its words allow. If all sizes of one figure are allowed by the
    other, the relation is "contains"; if each allows a size that the other rules out, "differs".
    """
    if one.dimension == other.dimension == CLOCK:
        return _relate_clock_times(one, other)
    same_limits = (one.bound, one.approximate, one.vague) == (other.bound, other.approximate, other.vague)
    if same_limits and _are_close(one, other, CONVERSION_TOLERANCE if one.dimension else Decimal(0)):
        return "equal"
    if (
        one.approximate
        and other.approximate
        and one.bound == other.bound
        and _are_close(one, other, ROUNDING_TOLERANCE)
    ):
        return "contains"
    return "contains" if _contains(one, other) or _contains(other, one) else "differs"


def may_be_same_size(one: Figure, other: Figure) -> bool:
    """Return whether two figures may state the same size: equal, or one rounded from the other."""
    relation = compare_sizes(one, other)
    if one.dimension == CLOCK:
        return relation == "equal"
    rounded = one.approximate or other.approximate or one.vague or other.vague
    return relation == "equal" or (relation == "contains" and rounded and one.bound == other.bound)


def exclude_each_other(one: Figure, other: Figure) -> bool:
    """Return whether no size is allowed by both figures: "at least 50" and "dozens" allow some."""
    if one.dimension == other.dimension == CLOCK:
        return _relate_clock_times(one, other) == "differs"
    return _is_all_above(one, other) or _is_all_above(other, one)


def _is_all_above(upper: Figure, lower: Figure) -> bool:
    """Return whether every size that `upper` allows is larger than every size that `lower` allows."""
    low, _, open_end = _allowed_sizes(upper)
    _, high, other_open_end = _allowed_sizes(lower)
    return low > high or (low == high and (open_end == "low" or other_open_end == "high"))


def _relate_clock_times(one: Figure, other: Figure) -> SizeRelation:
    """Return how two times of one act relate: two exact ones exclude each other, a rounded one less so."""
    gap = abs(one.low - other.low)
    if gap == 0:
        return "equal"
    is_rounded = one.approximate or other.approximate
    return "contains" if is_rounded and gap <= ROUNDED_TIME_TOLERANCE else "differs"


def _are_close(one: Figure, other: Figure, tolerance: Decimal) -> bool:
    ends = ((one.low, other.low), (one.high, other.high))
    return all(abs(a - b) <= tolerance * max(abs(a), abs(b)) for a, b in ends)


def _contains(outer: Figure, inner: Figure) -> bool:
    """Return whether `outer` allows every size that `inner` allows."""
    outer_low, outer_high, outer_open_end = _allowed_sizes(outer)
    inner_low, inner_high, inner_open_end = _allowed_sizes(inner)
    tolerance = CONVERSION_TOLERANCE if outer.dimension else Decimal(0)
    # An infinite end needs no tolerance.
    if outer_low > inner_low * (1 + tolerance) or (
        outer_high != INFINITE and inner_high > outer_high * (1 + tolerance)
    ):
        return False
    # "More than 10,000" excludes 10,000.
    if not outer_open_end or inner_open_end == outer_open_end:
        return True
    return inner_low > outer_low if outer_open_end == "low" else inner_high < outer_high


def _allowed_sizes(figure: Figure) -> tuple[Decimal, Decimal, str]:
    """Return the smallest and the largest size that a figure allows, and which of them is excluded."""
    low, high = figure.low, figure.high
    if figure.vague:
        return low, low * VAGUE_FACTOR, ""
    if figure.bound in ("at least", "more than"):
        return low, INFINITE, "low" if figure.bound == "more than" else ""
    if figure.bound in ("at most", "less than"):
        return Decimal(0), high, "high" if figure.bound == "less than" else ""
    if figure.approximate:
        return low * (1 - ROUNDING_TOLERANCE), high * (1 + ROUNDING_TOLERANCE), ""
    return low, high, ""
