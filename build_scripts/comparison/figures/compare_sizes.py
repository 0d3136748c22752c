"""Tell how two figures of the same thing relate in size: equal, one containing the other, or different."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from build_scripts.comparison.figures.figures import Figure

SizeRelation = Literal["equal", "contains", "differs"]

# Figures with an "about" agree with what they may have been rounded from; units are converted.
ROUNDING_TOLERANCE = Decimal("0.05")
CONVERSION_TOLERANCE = Decimal("0.005")
# "Dozens" are at most so many dozen.
VAGUE_FACTOR = 20
INFINITE = Decimal("Infinity")


def compare_sizes(one: Figure, other: Figure) -> SizeRelation:
    """Return how the sizes of two figures of one thing relate.

    A figure is taken for all the sizes that its words allow: "at least 10,000" contains "11,000" and "over
    10,000". Where sizes that one allows lie outside the other and the other way round, they differ.
    """
    same = (one.bound, one.approximate, one.vague) == (other.bound, other.approximate, other.vague)
    if same and _near(one, other, CONVERSION_TOLERANCE if one.dimension else Decimal(0)):
        return "equal"
    if (
        one.approximate
        and other.approximate
        and one.bound == other.bound
        and _near(one, other, ROUNDING_TOLERANCE)
    ):
        return "contains"
    return "contains" if _holds(one, other) or _holds(other, one) else "differs"


def may_be_same_size(one: Figure, other: Figure) -> bool:
    """Tell whether both figures may be the same statement of size: equal, or one rounded from the other."""
    found = compare_sizes(one, other)
    rounded = one.approximate or other.approximate or one.vague or other.vague
    return found == "equal" or (found == "contains" and rounded and one.bound == other.bound)


def _near(one: Figure, other: Figure, slack: Decimal) -> bool:
    pairs = ((one.low, other.low), (one.high, other.high))
    return all(abs(mine - its) <= slack * max(abs(mine), abs(its)) for mine, its in pairs)


def _holds(one: Figure, other: Figure) -> bool:
    """Tell whether a figure allows every size that another allows."""
    (low, high, open_), (its_low, its_high, its_open) = _allowed(one), _allowed(other)
    slack = CONVERSION_TOLERANCE if one.dimension else Decimal(0)
    # What has no end needs no slack, and arithmetic with it has none to give.
    if low > its_low * (1 + slack) or (high != INFINITE and its_high > high * (1 + slack)):
        return False
    # "More than 10,000" leaves 10,000 out.
    if not open_ or its_open == open_:
        return True
    return its_low > low if open_ == "low" else its_high < high


def _allowed(figure: Figure) -> tuple[Decimal, Decimal, str]:
    """Return the smallest and the largest size that a figure allows, and which of them it leaves out."""
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
