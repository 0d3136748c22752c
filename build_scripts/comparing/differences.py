"""Decide how the cells of a point differ, each difference by words that the cells show as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..models import Difference, Span
from .attributions import Attribution, same
from .copying import Wording, copied
from .evidence import Evidence
from .figures import Figure
from .negations import NegationKnowledge, contradicted, negates
from .relations import agree

# The differences in the order in which a reader should see them.
ORDER: tuple[Difference, ...] = ("figures", "attribution", "hedge", "denial")


@dataclass(frozen=True, slots=True)
class Differing:
    """How cells differ, the words of each cell that show it first, and whether one copies another.

    `negated` are words by which a cell denies what another affirms, where no verb of denying tells.
    """

    kinds: tuple[Difference, ...]
    words: Mapping[str, Span]
    copy: bool
    negated: Mapping[str, Span]


def compare_cells(
    cells: Mapping[str, Sequence[Evidence]],
    wordings: Mapping[str, Sequence[Wording]],
    negating: NegationKnowledge,
) -> Differing:
    """Return how the cells of a point differ.

    `cells` gives the evidence of each source's sentences, `wordings` their words; `negating` tells how a
    sentence negates what another affirms.
    """
    kinds: set[Difference] = set()
    figure_words: dict[str, Span] = {}
    credit_words: dict[str, Span] = {}
    denial_words: dict[str, Span] = {}
    negated: dict[str, Span] = {}
    negatives = {
        source: [e for e in cell if not e.denials and negates(e.words, negating)]
        for source, cell in cells.items()
    }
    copy = False
    for one, other in combinations(cells, 2):
        mine, its = cells[one], cells[other]
        if pair := _differing_figures(mine, its):
            kinds.add("figures")
            figure_words.setdefault(one, pair[0].span)
            figure_words.setdefault(other, pair[1].span)
        if _differently_attributed(mine, its):
            kinds.add("attribution")
            for source, cell in ((one, mine), (other, its)):
                for credit in _shown(cell):
                    credit_words.setdefault(source, credit.spans[0])
        if any(e.hedges for e in mine) != any(e.hedges for e in its):
            kinds.add("hedge")
        if any(e.denials for e in mine) != any(e.denials for e in its):
            kinds.add("denial")
            for source, cell in ((one, mine), (other, its)):
                for span in (span for evidence in cell for span in evidence.denials):
                    denial_words.setdefault(source, span)
        for source, others in ((one, its), (other, mine)):
            for span in _negated(negatives[source], others, negating):
                kinds.add("denial")
                denial_words.setdefault(source, span)
                negated.setdefault(source, span)
        copy = copy or _copied(wordings[one], wordings[other])
    return Differing(
        kinds=tuple(kind for kind in ORDER if kind in kinds),
        words=figure_words or {**credit_words, **denial_words},
        copy=copy,
        negated=negated,
    )


def _differing_figures(mine: Sequence[Evidence], its: Sequence[Evidence]) -> tuple[Figure, Figure] | None:
    """Return the first two figures of the same thing that differ, None if there are none."""
    my_figures = [figure for evidence in mine for figure in evidence.figures]
    its_figures = [figure for evidence in its for figure in evidence.figures]
    return _by_what_follows(my_figures, its_figures) or _by_what_leads(my_figures, its_figures)


def _by_what_follows(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two figures that differ in size only; none where any of that thing agree."""
    for figure in mine:
        theirs = [other for other in its if figure.same_thing(other)]
        if not theirs:
            continue
        ours = [other for other in mine if other.same_thing(theirs[0])]
        if not any(agree(a, b) for a in ours for b in theirs):
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
        if not any(agree(figure, other) for other in theirs) and not any(agree(match, o) for o in ours):
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
    words = {word for evidence in plain for word in re.findall(r"[^\W_]+", evidence.words.casefold())}
    # Who is credited in one and acts in the other isn't missing there: "experts say", "experts doubt".
    return any(
        credit.carrier and any(words.isdisjoint(who) for who in credit.who) for credit in ours or theirs
    )


def _shown(cell: Sequence[Evidence]) -> Iterator[Attribution]:
    """Give the attributions on which a cell's sentences rest and whose words stand in them."""
    for evidence in cell:
        for credit in evidence.attributions:
            if credit.whole and credit.spans:
                yield credit


def _negated(mine: Sequence[Evidence], its: Sequence[Evidence], known: NegationKnowledge) -> Iterator[Span]:
    """Give the words of a cell's sentences that negate what a sentence of another affirms."""
    for evidence in mine:
        for other in (other for other in its if not other.denials):
            found = contradicted(evidence.words, other.words, known)
            if found is not None:
                yield Span(evidence.span.start + found.start, evidence.span.start + found.end)


def _copied(mine: Sequence[Wording], its: Sequence[Wording]) -> bool:
    """Tell whether two cells share a run of words that is no coincidence."""
    return any(copied(one, other) for one in mine for other in its)
