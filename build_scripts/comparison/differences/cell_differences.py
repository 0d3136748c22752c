"""Find how the cells of a point differ; the words that show a difference are marked in the cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from build_scripts.comparison.differences.expected_words import find_expected_words
from build_scripts.comparison.differences.hedge_scope import collect_cell_stems, is_hedged
from build_scripts.comparison.differences.name_spellings import find_name_spellings
from build_scripts.comparison.evidence.attribution import Attribution, may_be_same_name
from build_scripts.comparison.evidence.hedge_and_denial_phrases import HedgeAndDenialPhrases
from build_scripts.comparison.evidence.negation import (
    NegationWords,
    SentenceClaims,
    find_contradiction,
    has_negation,
    read_sentence_claims,
)
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, SentenceEvidence
from build_scripts.comparison.evidence.shared_wording import ShingledSentence, have_copied_run
from build_scripts.comparison.figures.figures import Figure
from build_scripts.comparison.figures.quantities import Precedes, Quantity, find_quantities
from build_scripts.models import ComparedValues, DifferenceKind, Span, ValueRelation

# The kinds of difference in the order in which a reader sees them.
DIFFERENCE_ORDER: tuple[DifferenceKind, ...] = ("figures", "attribution", "hedge", "denial")


@dataclass(frozen=True, slots=True)
class CellDifferences:
    """The differences between cells; mappings are by source id, spans are offsets into the source's text.

    `differing_words` are the first words of each cell that show a difference. `has_copied_run` is true if two
    cells share copied wording. `negated_words` are the words of a cell that negate a claim of another cell,
    without a verb of denying; `expected_words` say that something is still to come that another cell reports
    as done. `values` is what several cells state of one thing. `earlier` are the sources that a later one has
    overtaken.
    """

    kinds: tuple[DifferenceKind, ...]
    differing_words: Mapping[str, Span]
    has_copied_run: bool
    negated_words: Mapping[str, Span]
    expected_words: Mapping[str, Span]
    values: tuple[ComparedValues, ...]
    earlier: frozenset[str]

    @property
    def figure_relation(self) -> ValueRelation | None:
        """How much the figures differ that differ most, None if none does."""
        relations = {one.relation for one in self.values}
        return next((one for one in ("conflict", "precision", "earlier") if one in relations), None)


def compare_cells(
    cells: Mapping[str, Sequence[SentenceEvidence]],
    wordings: Mapping[str, Sequence[ShingledSentence]],
    clauses: Mapping[str, Sequence[Span]],
    words: ComparisonWords,
    precedes: Precedes,
) -> CellDifferences:
    """Return how the cells of a point differ.

    All mappings are by source id. `cells` holds the evidence of each source's sentences, `wordings` their
    words and shingles, `clauses` the clauses that report the point, of sentences that don't as a whole.
    `precedes` tells whether a source was published before another.
    """
    plain = (evidence for cell in cells.values() for evidence in cell if not evidence.denials)
    negates = len(cells) > 1 and any(has_negation(one.sentence_text, words.negations) for one in plain)
    sides = {
        source: _collect_evidence(cell, words.negations if negates else None)
        for source, cell in cells.items()
    }
    quantities = find_quantities({source: side.figures for source, side in sides.items()}, precedes)
    figure_words = _find_figure_words(quantities)
    attribution_words = _compare_attributions(sides)
    denial_words = _compare_denials(sides)
    negated_words = _compare_negations(sides, words.negations) if negates else {}
    expected_words = find_expected_words(cells, words.synonyms)
    spellings = find_name_spellings(cells, words.spellings)
    hedged = _are_differently_hedged(cells, clauses, figure_words, words.hedges_and_denials)
    found: dict[DifferenceKind, bool] = {
        "figures": bool(figure_words),
        "attribution": bool(attribution_words),
        "hedge": hedged or bool(expected_words),
        "denial": bool(denial_words or negated_words),
    }
    overtaken = _find_overtaken(sides, {**denial_words, **expected_words}, precedes)
    return CellDifferences(
        kinds=tuple(kind for kind in DIFFERENCE_ORDER if found[kind]),
        differing_words=figure_words
        or {**negated_words, **denial_words}
        or {**attribution_words, **expected_words},
        has_copied_run=_have_copied_wording(wordings),
        negated_words=negated_words,
        expected_words=expected_words,
        values=tuple(_list_values(quantities, spellings)),
        earlier=overtaken.union(*(one.earlier for one in quantities if one.relation == "earlier")),
    )


def _list_values(
    quantities: Sequence[Quantity], spellings: tuple[Mapping[str, Span], Mapping[str, str]] | None
) -> Iterator[ComparedValues]:
    """Yield what cells state of one thing: quantities that differ, spellings, then those that don't."""
    listed = [
        ComparedValues(
            one.thing,
            one.relation,
            {source: figure.span for source, figure in one.figures.items()},
            one.values,
            one.earlier,
        )
        for one in quantities
    ]
    yield from (one for one in listed if one.relation != "same")
    if spellings:
        yield ComparedValues("name", "spelling", *spellings)
    yield from (one for one in listed if one.relation == "same")


def _find_overtaken(
    sides: Mapping[str, _CellEvidence], words: Mapping[str, Span], precedes: Precedes
) -> frozenset[str]:
    """Return the sources that only expect or don't confirm what sources published later report."""
    reporting = [source for source in sides if source not in words]
    return frozenset(
        source for source in words if reporting and all(precedes(source, other) for other in reporting)
    )


def _find_figure_words(quantities: Sequence[Quantity]) -> dict[str, Span]:
    """Return each cell's figure for the first quantity that differs; nothing if none does."""
    differing = next((quantity for quantity in quantities if quantity.relation != "same"), None)
    return {source: figure.span for source, figure in differing.figures.items()} if differing else {}


def _compare_attributions(sides: Mapping[str, _CellEvidence]) -> dict[str, Span]:
    """Return the first attribution of each cell whose attributions differ from another cell's."""
    words: dict[str, Span] = {}
    for one, other in combinations(sides, 2):
        credited = [source for source in (one, other) if sides[source].shown]
        if words and all(source in words for source in credited):
            continue
        if credited and _are_differently_attributed(sides[one], sides[other]):
            for source in credited:
                words.setdefault(source, sides[source].shown[0].spans[0])
    return words


def _compare_denials(sides: Mapping[str, _CellEvidence]) -> dict[str, Span]:
    """Return the first denial of each cell, nothing if all cells deny or none does."""
    words = {source: side.denials[0] for source, side in sides.items() if side.denials}
    return words if len(words) < len(sides) else {}


def _compare_negations(sides: Mapping[str, _CellEvidence], negation_words: NegationWords) -> dict[str, Span]:
    """Return the words of each cell that negate a claim of another cell."""
    words: dict[str, Span] = {}
    for source, other in permutations(sides, 2):
        if sides[source].negative and source not in words:
            span = _find_negating_words(sides[source], sides[other], negation_words)
            if span is not None:
                words[source] = span
    return words


@dataclass(frozen=True, slots=True)
class _CellEvidence:
    """The evidence of a cell's sentences taken together.

    `shown` are the attributions that its sentences rest on; `claims` are read only if a cell of the point
    negates something, `negative` is true if this one does.
    """

    figures: tuple[Figure, ...]
    shown: tuple[Attribution, ...]
    credited: bool
    words: frozenset[str]
    denials: tuple[Span, ...]
    claims: tuple[tuple[SentenceEvidence, SentenceClaims], ...]
    negative: bool


def _collect_evidence(cell: Sequence[SentenceEvidence], negating: NegationWords | None) -> _CellEvidence:
    """Return a cell's evidence; its claims are read only with `negating`, the words of negation."""
    words = (word for evidence in cell for word in re.findall(r"[^\W_]+", evidence.sentence_text.casefold()))
    plain = [evidence for evidence in cell if not evidence.denials] if negating else []
    said = tuple(
        (evidence, read_sentence_claims(evidence.sentence_text, negating)) for evidence in plain if negating
    )
    return _CellEvidence(
        figures=tuple(figure for evidence in cell for figure in (*evidence.figures, *evidence.days)),
        shown=tuple(_select_shown_attributions(cell)),
        credited=any(evidence.attributions for evidence in cell),
        words=frozenset(words),
        denials=tuple(span for evidence in cell for span in evidence.denials),
        claims=said,
        negative=any(one.negations for _, one in said),
    )


def _are_differently_hedged(
    cells: Mapping[str, Sequence[SentenceEvidence]],
    clauses: Mapping[str, Sequence[Span]],
    figures: Mapping[str, Span],
    phrases: HedgeAndDenialPhrases,
) -> bool:
    """Return whether some cells are hedged and some aren't."""
    hedging = [source for source, cell in cells.items() if any(evidence.hedges for evidence in cell)]
    if not hedging or len(cells) == 1:
        return False
    said = collect_cell_stems(cells)
    keeping = 0
    for source in hedging:
        compared = (*clauses.get(source, ()), *([figures[source]] if source in figures else []))
        others = frozenset().union(*(words for other, words in said.items() if other != source))
        keeping += is_hedged(cells[source], compared, others, phrases)
    return 0 < keeping < len(cells)


def _are_differently_attributed(left: _CellEvidence, right: _CellEvidence) -> bool:
    """Return whether the cells credit different names, or only one of them an institution or the like."""
    if left.shown and right.shown:
        if not all(credit.credited_names for credit in (*left.shown, *right.shown)):
            return False
        named = {who for credit in right.shown for who in credit.credited_names}
        return not any(
            may_be_same_name(who, other)
            for credit in left.shown
            for who in credit.credited_names
            for other in named
        )
    plain, credits_ = (right, left.shown) if left.shown else (left, right.shown)
    if plain.credited:
        return False
    # A name credited in one cell and acting in the other isn't missing there: "experts say", "experts doubt".
    return any(
        credit.is_institutional and any(map(plain.words.isdisjoint, credit.identifying_words))
        for credit in credits_
    )


def _select_shown_attributions(cell: Sequence[SentenceEvidence]) -> Iterator[Attribution]:
    """Yield the attributions that cover a cell's sentences and have words in them."""
    for evidence in cell:
        for credit in evidence.attributions:
            if credit.covers_sentence and credit.spans:
                yield credit


def _find_negating_words(
    left: _CellEvidence, right: _CellEvidence, negation_words: NegationWords
) -> Span | None:
    """Return the words of a cell that negate a claim of the other cell, or None."""
    for evidence, said in left.claims:
        for _, other in right.claims if said.negations else ():
            if found := find_contradiction(said, other, negation_words):
                return Span(evidence.span.start + found.start, evidence.span.start + found.end)
    return None


def _have_copied_wording(cells: Mapping[str, Sequence[ShingledSentence]]) -> bool:
    """Return whether two cells share a run of words too long to be a coincidence."""
    holding: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for source, wordings in cells.items():
        for shingle in (shingle for wording in wordings for shingle in wording.shingles):
            holding[shingle][source] = None
    # Hardly any two cells share a run, and those that do are found by it.
    pairs = dict.fromkeys(pair for sources in holding.values() for pair in combinations(sources, 2))
    return any(have_copied_run(a, b) for one, other in pairs for a in cells[one] for b in cells[other])
