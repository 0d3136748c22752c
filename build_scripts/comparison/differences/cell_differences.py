"""Decide how the cells of a point differ, each difference by words that the cells show as marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from build_scripts.comparison.differences.hedge_scope import collect_cell_stems, is_hedged
from build_scripts.comparison.evidence.attribution import Attribution, may_be_same_name
from build_scripts.comparison.evidence.hedge_and_denial_phrases import HedgeAndDenialPhrases
from build_scripts.comparison.evidence.negation import (
    NegationWords,
    SentenceClaims,
    find_contradiction,
    has_negation,
    read_sentence_claims,
)
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.shared_wording import ShingledSentence, have_copied_run
from build_scripts.comparison.figures.compare_sizes import compare_sizes, may_be_same_size
from build_scripts.comparison.figures.figures import Figure
from build_scripts.models import DifferenceKind, Span

# The differences in the order in which a reader should see them.
DIFFERENCE_ORDER: tuple[DifferenceKind, ...] = ("figures", "attribution", "hedge", "denial")


@dataclass(frozen=True, slots=True)
class CellDifferences:
    """How cells differ, the words of each cell that show it first, and whether one copies another.

    `figures_conflict` tells that figures differ of which only one can be right: "at least six" allows
    "eight". `negated_words` are words by which a cell denies what another affirms, where no verb of denying
    tells.
    """

    kinds: tuple[DifferenceKind, ...]
    differing_words: Mapping[str, Span]
    has_copied_run: bool
    negated_words: Mapping[str, Span]
    figures_conflict: bool


def compare_cells(
    cells: Mapping[str, Sequence[SentenceEvidence]],
    wordings: Mapping[str, Sequence[ShingledSentence]],
    parts: Mapping[str, Sequence[Span]],
    negating: NegationWords,
    phrases: HedgeAndDenialPhrases,
) -> CellDifferences:
    """Return how the cells of a point differ.

    `cells` gives the evidence of each source's sentences, `wordings` their words, `parts` the clauses that
    report the point where a sentence doesn't do so as a whole; `negating` tells how a sentence negates what
    another affirms, `phrases` how far a hedge reaches.
    """
    kinds: set[DifferenceKind] = set()
    figure_words: dict[str, Span] = {}
    credit_words: dict[str, Span] = {}
    denial_words: dict[str, Span] = {}
    negated: dict[str, Span] = {}
    conflict = False
    every = (evidence for cell in cells.values() for evidence in cell if not evidence.denials)
    negative = len(cells) > 1 and any(has_negation(evidence.sentence_text, negating) for evidence in every)
    sides = {source: _side(cell, negating if negative else None) for source, cell in cells.items()}
    if len({bool(side.denials) for side in sides.values()}) > 1:
        kinds.add("denial")
        denial_words = {source: side.denials[0] for source, side in sides.items() if side.denials}
    for one, other in combinations(cells, 2):
        mine, its = sides[one], sides[other]
        # What is known needs no further witness; a story of many sources has many pairs.
        counted = mine.figures and its.figures and not (one in figure_words and other in figure_words)
        if counted and (pair := _differing_figures(mine, its)):
            kinds.add("figures")
            conflict = conflict or compare_sizes(*pair) == "differs"
            figure_words.setdefault(one, pair[0].span)
            figure_words.setdefault(other, pair[1].span)
        credited = (mine.shown and one not in credit_words) or (its.shown and other not in credit_words)
        credited = credited or ("attribution" not in kinds and (mine.shown or its.shown))
        if credited and _differently_attributed(mine, its):
            kinds.add("attribution")
            for source in (one, other):
                for credit in sides[source].shown:
                    credit_words.setdefault(source, credit.spans[0])
        for source, this, that in ((one, mine, its), (other, its, mine)) if negative else ():
            if this.negative and source not in negated and (span := _negated(this, that, negating)):
                negated[source] = span
    if negated:
        kinds.add("denial")
    if _differently_hedged(cells, parts, figure_words, phrases):
        kinds.add("hedge")
    return CellDifferences(
        kinds=tuple(kind for kind in DIFFERENCE_ORDER if kind in kinds),
        differing_words=figure_words or {**credit_words, **negated, **denial_words},
        has_copied_run=_copied(wordings),
        negated_words=negated,
        figures_conflict=conflict,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What a cell shows, gathered from its sentences; `claims` only where a cell of the point negates.

    `negative` tells that this one does.
    """

    figures: tuple[Figure, ...]
    shown: tuple[Attribution, ...]
    credited: bool
    words: frozenset[str]
    denials: tuple[Span, ...]
    claims: tuple[tuple[SentenceEvidence, SentenceClaims], ...]
    negative: bool


def _side(cell: Sequence[SentenceEvidence], negating: NegationWords | None) -> _Side:
    words = (word for evidence in cell for word in re.findall(r"[^\W_]+", evidence.sentence_text.casefold()))
    plain = [evidence for evidence in cell if not evidence.denials] if negating else []
    said = tuple(
        (evidence, read_sentence_claims(evidence.sentence_text, negating)) for evidence in plain if negating
    )
    return _Side(
        figures=tuple(figure for evidence in cell for figure in evidence.figures),
        shown=tuple(_shown(cell)),
        credited=any(evidence.attributions for evidence in cell),
        words=frozenset(words),
        denials=tuple(span for evidence in cell for span in evidence.denials),
        claims=said,
        negative=any(one.negations for _, one in said),
    )


def _differently_hedged(
    cells: Mapping[str, Sequence[SentenceEvidence]],
    parts: Mapping[str, Sequence[Span]],
    figures: Mapping[str, Span],
    known: HedgeAndDenialPhrases,
) -> bool:
    """Tell whether some cells keep a distance and some don't: if all do or none does, they don't differ."""
    hedging = [source for source, cell in cells.items() if any(evidence.hedges for evidence in cell)]
    if not hedging or len(cells) == 1:
        return False
    said = collect_cell_stems(cells)
    keeping = 0
    for source in hedging:
        compared = (*parts.get(source, ()), *([figures[source]] if source in figures else []))
        others = frozenset().union(*(words for other, words in said.items() if other != source))
        keeping += is_hedged(cells[source], compared, others, known)
    return 0 < keeping < len(cells)


def _differing_figures(mine: _Side, its: _Side) -> tuple[Figure, Figure] | None:
    """Return the first two figures of the same thing that differ, None if there are none."""
    mine_, its_ = mine.figures, its.figures
    return _by_what_follows(mine_, its_) or _by_what_leads(mine_, its_) or _by_how_long(mine_, its_)


def _by_what_follows(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two figures that differ in size only; none where any of that thing agree."""
    for figure in mine:
        theirs = [other for other in its if figure.refers_to_same_thing(other)]
        if not theirs:
            continue
        ours = [other for other in mine if other.refers_to_same_thing(theirs[0])]
        if not any(may_be_same_size(a, b) for a in ours for b in theirs):
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
        matching = [other for other in theirs if figure.has_same_measured_thing(other)]
        if len(matching) != 1 or sum(figure.has_same_measured_thing(other) for other in ours) != 1:
            continue
        (match,) = matching
        if not figure.measured_thing and not len(ours) == len(theirs) == 1:
            continue
        if not any(may_be_same_size(figure, other) for other in theirs) and not any(
            may_be_same_size(match, o) for o in ours
        ):
            return figure, match
    return None


def _by_how_long(mine: Sequence[Figure], its: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return how long each cell says that something lasted ("took six hours"), if they differ on it.

    It must be each cell's only length of time, in one unit, and not said to be of different things.
    """
    ours, theirs = ([one for one in figures if one.dimension == "time"] for figures in (mine, its))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (one,), (other,) = ours, theirs
    apart = one.context_words and other.context_words and one.context_words.isdisjoint(other.context_words)
    if (
        not (one.is_duration and other.is_duration and one.unit_size == other.unit_size)
        or apart
        or may_be_same_size(one, other)
    ):
        return None
    return one, other


def _differently_attributed(mine: _Side, its: _Side) -> bool:
    """Tell whether the cells rest on different witnesses, or only one on somebody who vouches for it."""
    if mine.shown and its.shown:
        if not all(credit.credited_names for credit in (*mine.shown, *its.shown)):
            return False
        named = {who for credit in its.shown for who in credit.credited_names}
        return not any(
            may_be_same_name(who, other)
            for credit in mine.shown
            for who in credit.credited_names
            for other in named
        )
    plain, credits_ = (its, mine.shown) if mine.shown else (mine, its.shown)
    if plain.credited:
        return False
    # Who is credited in one and acts in the other isn't missing there: "experts say", "experts doubt".
    return any(
        credit.is_institutional and any(map(plain.words.isdisjoint, credit.identifying_words))
        for credit in credits_
    )


def _shown(cell: Sequence[SentenceEvidence]) -> Iterator[Attribution]:
    """Give the attributions on which a cell's sentences rest and whose words stand in them."""
    for evidence in cell:
        for credit in evidence.attributions:
            if credit.covers_sentence and credit.spans:
                yield credit


def _negated(mine: _Side, its: _Side, known: NegationWords) -> Span | None:
    """Return the words of a cell that negate what a sentence of another affirms, None if there are none."""
    for evidence, said in mine.claims:
        for _, other in its.claims if said.negations else ():
            if found := find_contradiction(said, other, known):
                return Span(evidence.span.start + found.start, evidence.span.start + found.end)
    return None


def _copied(cells: Mapping[str, Sequence[ShingledSentence]]) -> bool:
    """Tell whether two cells share a run of words that is no coincidence."""
    holding: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for source, wordings in cells.items():
        for shingle in (shingle for wording in wordings for shingle in wording.shingles):
            holding[shingle][source] = None
    # Hardly any two cells share a run, and those that do are found by it.
    pairs = dict.fromkeys(pair for sources in holding.values() for pair in combinations(sources, 2))
    return any(have_copied_run(a, b) for one, other in pairs for a in cells[one] for b in cells[other])
