"""Find the figures of two cells that are of one quantity, and how they relate.

A quantity is a counted noun, or an outcome for those counted; what words around a number name; a time; or a
measure. Two cells agree on one as soon as they share a value, whatever else they count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from build_scripts.comparison.figures.compare_sizes import (
    ROUNDING_TOLERANCE,
    exclude_each_other,
    may_be_same_size,
)
from build_scripts.comparison.figures.figures import CLOCK, DAY, YEAR, Figure
from build_scripts.models import Span

QuantityRelation = Literal["conflict", "precision", "earlier", "same"]
# Two clock times are of one act if so many words around them are the same.
LEAST_SHARED_WORDS = 2
# Counts further apart than so many times are of two things: the dead of this quake, and of an earlier one.
MOST_TIMES_LARGER = 10
# A cell that counts so many things lists them: seven rifles, 13 magazines, two grenades.
LEAST_LISTED_THINGS = 3
# Times of an act are compared only if each cell gives one.
TIMES = (CLOCK, DAY, YEAR)


def relate_cells(
    left: Sequence[Figure], right: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure, QuantityRelation]]:
    """Yield for each quantity of two cells a figure of each, and how they relate."""
    yield from _relate_named_quantities(left, right)
    # A cell that lists things counts those that are named, too.
    is_list = max(map(_count_things, (left, right))) >= LEAST_LISTED_THINGS
    left, right = ([one for one in every if one.quantity is None] for every in (left, right))
    yield from _relate_counts(left, right, is_list)
    for find in (_find_measures, _find_durations):
        pair = find(left, right)
        if pair is not None:
            yield (*pair, relate_figures(*pair))
    for dimension in TIMES:
        pair = _find_times(left, right, dimension)
        if pair is not None:
            yield (*pair, relate_figures(*pair))


def _relate_named_quantities(
    left: Sequence[Figure], right: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure, QuantityRelation]]:
    """Yield a pair for each quantity that words in both cells name: equal figures, else the only ones."""
    for name in dict.fromkeys(one.quantity.name for one in left if one.quantity):
        on_left, on_right = (
            [one for one in every if one.quantity and one.quantity.name == name] for every in (left, right)
        )
        pairs = [(a, b) for a in on_left for b in on_right]
        agreeing = next((pair for pair in pairs if relate_figures(*pair) == "same"), None)
        pair = agreeing or (pairs[0] if len(pairs) == 1 else None)
        if pair is not None:
            yield (*pair, relate_figures(*pair))


def relate_figures(one: Figure, other: Figure) -> QuantityRelation:
    """Return how two figures of one quantity relate; "earlier" takes more than the figures."""
    is_rounded = _is_rounded(one, other)
    # "1,500 km" and "940 miles" are one distance.
    if (may_be_same_size(one, other) and one.vague == other.vague) or (
        is_rounded and one.unit_size != other.unit_size
    ):
        return "same"
    # A day in one time zone is the next in another.
    if one.dimension == DAY and abs(one.low - other.low) == 1:
        return "precision"
    named_alike = one.quantity == other.quantity
    return "conflict" if exclude_each_other(one, other) and not is_rounded and named_alike else "precision"


def _is_rounded(one: Figure, other: Figure) -> bool:
    """Return whether one of two numbers may be the other, rounded: "600" beside 612, not beside 650."""
    if one.low == other.low or one.dimension in TIMES:
        return False
    for rounded, exact in ((one, other), (other, one)):
        digits = len(rounded.low.normalize().as_tuple().digits)
        step = Decimal(1).scaleb(rounded.low.adjusted() - digits + 1)
        if step > 1 and abs(exact.low - rounded.low) <= min(step / 2, ROUNDING_TOLERANCE * rounded.low):
            return True
    return False


def _relate_counts(
    left: Sequence[Figure], right: Sequence[Figure], is_list: bool
) -> Iterator[tuple[Figure, Figure, QuantityRelation]]:
    """Yield a pair for each thing that both cells count or, with words that follow, measure."""
    done: set[Span] = set()
    for figure in left:
        if figure.span in done:
            continue
        on_right = [other for other in right if figure.counts_the_same(other)]
        if not on_right:
            continue
        on_left = [other for other in left if other.counts_the_same(on_right[0])]
        done.update(other.span for other in on_left)
        pairs = [(a, b) for a in on_left for b in on_right]
        agreeing = next((pair for pair in pairs if may_be_same_size(*pair)), None)
        # Things of one kind, and those of a list, are compared only where modifiers tell which is which.
        if max(map(_count_values, (on_left, on_right))) > 1:
            pairs = [(a, b) for a, b in pairs if a.modifiers & b.modifiers]
        if is_list:
            pairs = [(a, b) for a, b in pairs if a.modifiers == b.modifiers]
        pair = agreeing or next((pair for pair in pairs if not _are_far_apart(*pair)), None)
        if pair is not None:
            yield (*pair, relate_figures(*pair))


def _count_things(figures: Sequence[Figure]) -> int:
    counted = (one for one in figures if one.dimension is None)
    return len({one.quantity.name if one.quantity else one.counted_noun for one in counted} - {None})


def _are_far_apart(one: Figure, other: Figure) -> bool:
    """Return whether two counts are so unequal that they are rather of two events than of one."""
    smaller, larger = min(one.high, other.high), max(one.high, other.high)
    return larger > MOST_TIMES_LARGER * max(smaller, Decimal(1))


def _count_values(figures: Sequence[Figure]) -> int:
    return len({(one.low, one.high, one.bound, one.approximate) for one in figures})


def _find_measures(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two measures that differ in size only, judged by the words before them.

    Each must be its cell's only measure after those words or, without such words, its only one of that
    dimension; and neither size may be in the other cell.
    """
    for figure in left:
        on_left = [other for other in left if other.dimension == figure.dimension]
        on_right = [other for other in right if other.dimension == figure.dimension]
        matching = [other for other in on_right if figure.has_same_measured_thing(other)]
        if len(matching) != 1 or sum(figure.has_same_measured_thing(other) for other in on_left) != 1:
            continue
        (match,) = matching
        if not figure.measured_thing and not len(on_left) == len(on_right) == 1:
            continue
        if not any(may_be_same_size(figure, other) for other in on_right) and not any(
            may_be_same_size(match, o) for o in on_left
        ):
            return figure, match
    return None


def _find_durations(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the durations of the two cells ("took six hours").

    Each must be its cell's only length of time, in one unit, and not of different things.
    """
    on_left, on_right = ([one for one in figures if one.dimension == "time"] for figures in (left, right))
    if len(on_left) != 1 or len(on_right) != 1:
        return None
    (one,), (other,) = on_left, on_right
    apart = one.context_words and other.context_words and one.context_words.isdisjoint(other.context_words)
    if not (one.is_duration and other.is_duration and one.unit_size == other.unit_size) or apart:
        return None
    return one, other


def _find_times(
    left: Sequence[Figure], right: Sequence[Figure], dimension: str
) -> tuple[Figure, Figure] | None:
    """Return the times of the two cells in a dimension: each its cell's only one, in one zone, of one act."""
    on_left, on_right = ([one for one in figures if one.dimension == dimension] for figures in (left, right))
    if len(on_left) != 1 or len(on_right) != 1:
        return None
    (one,), (other,) = on_left, on_right
    shared = one.context_words & other.context_words
    if one.time_zone != other.time_zone or len(shared) < LEAST_SHARED_WORDS:
        return None
    return one, other
