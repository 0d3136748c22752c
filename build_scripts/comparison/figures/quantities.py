"""Group the figures of a point's cells by quantity: the dead with the dead, never with the hurt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from build_scripts.comparison.figures.figure_pairs import (
    QuantityRelation,
    relate_cells,
    relate_figures,
)
from build_scripts.comparison.figures.figures import CLOCK, DAY, YEAR, Figure

# In the order in which a reader is told of them.
RELATIONS: tuple[QuantityRelation, ...] = ("conflict", "precision", "earlier", "same")
# What the measures of a dimension measure; of a dimension that is no key it is money.
MEASURED: Mapping[str, str] = {
    "percent": "share",
    "points": "percentage points",
    "length": "length or distance",
    "speed": "speed",
    "mass": "weight",
    "pound": "pounds",
    "area": "area",
    "power": "power",
    "time": "duration",
    CLOCK: "time of day",
    DAY: "day",
    YEAR: "year",
}


FiguresBySource = Mapping[str, Sequence[Figure]]
# Whether the first of two sources, given by their ids, was published before the second.
Precedes = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that several cells give a figure for, and how these relate.

    `figures` holds each cell's first figure for it, by source, in the order of the cells. `relation` is
    "conflict" if each of them cannot be true beside some other, "precision" if one is more exact than
    another, "earlier" if a later one has overtaken another, else "same". `earlier` are the sources whose
    figure was overtaken. Figures that may be true beside all those in conflict are a quantity of their own.
    """

    figures: Mapping[str, Figure]
    relation: QuantityRelation
    earlier: frozenset[str] = frozenset()

    @property
    def values(self) -> Mapping[str, str]:
        """The value of each figure, by source: equal for equal sizes, also in other units."""
        values: dict[str, str] = {}
        for source, figure in self.figures.items():
            converted = (
                other
                for other in values
                if self.figures[other].unit_size != figure.unit_size
                and relate_figures(self.figures[other], figure) == "same"
            )
            values[source] = next((values[other] for other in converted), figure.value)
        return values

    @property
    def thing(self) -> str:
        """What is counted or measured, for readers: "people killed", "duration"."""
        one = next(iter(self.figures.values()))
        if one.quantity is not None:
            return one.quantity.name
        if one.dimension is not None:
            return MEASURED.get(one.dimension, "money")
        nouns = (figure.written_noun for figure in self.figures.values())
        noun = next((noun for noun in nouns if noun not in (None, "others")), None)
        # An outcome is of people.
        return f"{noun or 'people'} {one.outcome}" if one.outcome else noun or ""


def find_quantities(cells: FiguresBySource, precedes: Precedes) -> tuple[Quantity, ...]:
    """Return the quantities that several cells give a figure for, those that conflict first.

    Those that more cells give come before others, then those that stand earlier. Of two counts of what was
    done with people, the one that was published later overtakes the other.
    """
    groups: dict[tuple[str | None, ...], _Group] = {}
    counting = [source for source, figures in cells.items() if figures]
    for one, other in combinations(counting, 2):
        for left, right, found in relate_cells(cells[one], cells[other]):
            first = one if precedes(one, other) else other if precedes(other, one) else None
            is_overtaken = found != "same" and left.outcome is not None and first is not None
            group = groups.setdefault(_make_key(left, right), _Group())
            relation: QuantityRelation = "earlier" if is_overtaken else found
            group.add(one, left, relation, is_overtaken and first == one)
            group.add(other, right, relation, is_overtaken and first == other)
    quantities = [quantity for group in groups.values() for quantity in group.list_quantities(cells)]
    return tuple(sorted(quantities, key=lambda one: (RELATIONS.index(one.relation), -len(one.figures))))


class _Group:
    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}
        self._relations: set[QuantityRelation] = set()
        self._earlier: set[str] = set()
        self._rank: defaultdict[str, int] = defaultdict(lambda: len(RELATIONS))

    def list_quantities(self, sources: Iterable[str]) -> Iterator[Quantity]:
        """Yield the figures in conflict, then the others; those that are equal, by their size."""
        figures = {source: self._figures[source] for source in sources if source in self._figures}
        relation = min(self._relations, key=RELATIONS.index)
        if relation == "conflict":
            in_conflict = [source for source in figures if RELATIONS[self._rank[source]] == "conflict"]
            yield Quantity({source: figures.pop(source) for source in in_conflict}, "conflict")
            relation = "precision"
        if relation == "same":
            yield from _list_equal_figures(figures)
        elif figures:
            yield Quantity(figures, relation, frozenset(self._earlier & figures.keys()))

    def add(self, source: str, figure: Figure, relation: QuantityRelation, is_earlier: bool) -> None:
        """Take in a cell's figure; one that conflicts is kept rather than one that agrees."""
        self._relations.add(relation)
        if is_earlier:
            self._earlier.add(source)
        rank = RELATIONS.index(relation)
        if rank < self._rank[source]:
            self._rank[source] = rank
            self._figures[source] = figure


def _list_equal_figures(figures: Mapping[str, Figure]) -> Iterator[Quantity]:
    """Yield figures of one thing by their size: those of some cells may not have been compared."""
    rest = dict(figures)
    while rest:
        first = next(iter(rest.values()))
        equal = {source: figure for source, figure in rest.items() if relate_figures(first, figure) == "same"}
        yield Quantity(equal, "same")
        rest = {source: figure for source, figure in rest.items() if source not in equal}


def _make_key(left: Figure, right: Figure) -> tuple[str | None, ...]:
    """Return the same key for the pairs of one quantity."""
    if left.quantity is not None:
        return (left.quantity.name,)
    if left.dimension is not None:
        return (left.dimension, None)
    return (None, left.outcome or left.counted_noun or right.counted_noun)
