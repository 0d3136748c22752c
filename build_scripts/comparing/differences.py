"""Decide how the cells of a point differ, each difference by words that the cells show as marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations

from ..models import Difference, Span
from .attributions import Attribution, same
from .evidence import Evidence
from .figures import Figure

# So many words in a row, the same in two sources, are hardly written twice: in labelled pairs of ECB+ such
# runs stand in wire copies and quotations only. At least half of them are written small, since a long title
# with a name is nobody's wording.
COPIED_RUN = 10

# Stands for the place of a figure where only what it says matters.
NOWHERE = Span(0, 0)

# The differences in the order in which a reader should see them.
ORDER: tuple[Difference, ...] = ("figures", "attribution", "hedge", "denial")


@dataclass(frozen=True, slots=True)
class Differing:
    """How cells differ, the words of each cell that show it first, and whether one copies another."""

    kinds: tuple[Difference, ...]
    words: Mapping[str, Span]
    copy: bool


def compare_cells(cells: Mapping[str, Sequence[Evidence]]) -> Differing:
    """Return how the cells of a point differ; `cells` gives the evidence of each source's sentences."""
    alike = _Alike(cells)
    kinds: set[Difference] = set()
    figure_words: dict[str, Span] = {}
    credit_words: dict[str, Span] = {}
    counting = [source for source, cell in cells.items() if any(e.figures for e in cell)]
    for one, other in combinations(counting, 2):
        if one in figure_words and other in figure_words:
            continue
        if pair := alike.figures(one, other):
            kinds.add("figures")
            figure_words.setdefault(one, pair[0].span)
            figure_words.setdefault(other, pair[1].span)
    for one, other in combinations(cells, 2):
        if one in credit_words and other in credit_words:
            continue
        if alike.attributed_differently(one, other):
            kinds.add("attribution")
            for source in (one, other):
                for credit in _shown(cells[source]):
                    credit_words.setdefault(source, credit.spans[0])
    if len({any(e.hedges for e in cell) for cell in cells.values()}) > 1:
        kinds.add("hedge")
    denial_words: dict[str, Span] = {}
    if len({any(e.denials for e in cell) for cell in cells.values()}) > 1:
        kinds.add("denial")
        for source, cell in cells.items():
            for span in (span for evidence in cell for span in evidence.denials):
                denial_words.setdefault(source, span)
    return Differing(
        kinds=tuple(kind for kind in ORDER if kind in kinds),
        words=figure_words or {**credit_words, **denial_words},
        copy=_copied(cells.values()),
    )


class _Alike:
    """The cells of a point, those that show the same compared with others only once.

    Of two hundred sources, most show no figure, or the same one.
    """

    def __init__(self, cells: Mapping[str, Sequence[Evidence]]) -> None:
        self._cells = cells
        self._counting = {source: [f for e in cell for f in e.figures] for source, cell in cells.items()}
        numbers: dict[object, int] = {}
        self._sizes = {
            source: numbers.setdefault(tuple(replace(f, span=NOWHERE) for f in every), len(numbers))
            for source, every in self._counting.items()
        }
        self._credited = {
            source: numbers.setdefault(
                (
                    tuple((credit.who, credit.carrier) for credit in _shown(cell)),
                    any(e.attributions for e in cell),
                ),
                len(numbers),
            )
            for source, cell in cells.items()
        }
        self._sized: dict[tuple[int, int], tuple[int, int] | None] = {}
        self._attributed: dict[tuple[int, int], bool] = {}

    def figures(self, one: str, other: str) -> tuple[Figure, Figure] | None:
        """Return the first two figures of the same thing that differ, None if there are none."""
        key = (self._sizes[one], self._sizes[other])
        mine, its = self._counting[one], self._counting[other]
        if key not in self._sized:
            pair = _differing_figures(mine, its)
            self._sized[key] = pair and (_place(pair[0], mine), _place(pair[1], its))
        places = self._sized[key]
        return places and (mine[places[0]], its[places[1]])

    def attributed_differently(self, one: str, other: str) -> bool:
        """Tell whether the cells rest on different witnesses."""
        key = (self._credited[one], self._credited[other])
        if key not in self._attributed:
            self._attributed[key] = _differently_attributed(self._cells[one], self._cells[other])
        return self._attributed[key]


def _differing_figures(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two figures of the same thing that differ, None if there are none."""
    return _by_what_follows(mine, its) or _by_what_leads(mine, its)


def _place(figure: Figure, figures: Sequence[Figure]) -> int:
    return next(place for place, one in enumerate(figures) if one is figure)


def _by_what_follows(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two figures that differ in size only; none where any of that thing agree."""
    for figure in mine:
        theirs = [other for other in its if figure.same_thing(other)]
        if not theirs:
            continue
        ours = [other for other in mine if other.same_thing(theirs[0])]
        if not any(a.agrees(b) for a in ours for b in theirs):
            return figure, theirs[0]
    return None


def _by_what_leads(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two measures that differ in size only, judged by the words before them.

    They must be each cell's only one after those words, or where no words tell, its only one of that
    dimension; and the size of neither may stand in the other cell.
    """
    for figure in mine:
        ours = [other for other in mine if other.dimension == figure.dimension]
        theirs = [other for other in its if other.dimension == figure.dimension]
        matching = [other for other in theirs if figure.same_lead(other)]
        if len(matching) != 1 or sum(figure.same_lead(other) for other in ours) != 1:
            continue
        (match,) = matching
        if not figure.lead and not len(ours) == len(theirs) == 1:
            continue
        if not any(figure.agrees(other) for other in theirs) and not any(match.agrees(o) for o in ours):
            return figure, match
    return None


def _differently_attributed(mine: Sequence[Evidence], its: Sequence[Evidence]) -> bool:
    """Tell whether the cells rest on different witnesses, or only one on somebody who vouches for it."""
    ours, theirs = list(_shown(mine)), list(_shown(its))
    if ours and theirs:
        if not all(credit.who for credit in (*ours, *theirs)):
            return False
        named = {who for credit in theirs for who in credit.who}
        return not any(same(who, other) for credit in ours for who in credit.who for other in named)
    plain = its if ours else mine
    if any(evidence.attributions for evidence in plain):
        return False
    return any(credit.carrier and credit.who for credit in ours or theirs)


def _shown(cell: Sequence[Evidence]) -> Iterator[Attribution]:
    """Give the attributions on which a cell's sentences rest and whose words stand in them."""
    for evidence in cell:
        for credit in evidence.attributions:
            if credit.whole and credit.spans:
                yield credit


def _copied(cells: Iterable[Sequence[Evidence]]) -> bool:
    """Tell whether a long run of words stands in two cells."""
    seen: set[tuple[str, ...]] = set()
    for cell in cells:
        runs = {run for evidence in cell for run in _runs(evidence.words)}
        if not seen.isdisjoint(runs):
            return True
        seen |= runs
    return False


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    small = [0, *accumulate(word[0].islower() for word in words)]
    folded = [word.casefold() for word in words]
    for first in range(len(words) - COPIED_RUN + 1):
        last = first + COPIED_RUN
        if 2 * (small[last] - small[first]) >= COPIED_RUN:
            yield tuple(folded[first:last])
