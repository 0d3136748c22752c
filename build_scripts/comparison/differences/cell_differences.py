"""Find how the cells of a point differ; the words that show a difference are marked in the cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

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

# The kinds of difference in the order in which a reader sees them.
DIFFERENCE_ORDER: tuple[DifferenceKind, ...] = ("figures", "attribution", "hedge", "denial")


@dataclass(frozen=True, slots=True)
class CellDifferences:
    """The differences between cells; mappings are by source id, spans are offsets into the source's text.

    `differing_words` are the first words of each cell that show a difference. `has_copied_run` is true if two
    cells share copied wording. `negated_words` are the words of a cell that negate a claim of another cell,
    without a verb of denying. `figures_conflict` is true if only one of two figures can be right: "six" and
    "eight", but not "at least six" and "eight".
    """

    kinds: tuple[DifferenceKind, ...]
    differing_words: Mapping[str, Span]
    has_copied_run: bool
    negated_words: Mapping[str, Span]
    figures_conflict: bool


def compare_cells(
    cells: Mapping[str, Sequence[SentenceEvidence]],
    wordings: Mapping[str, Sequence[ShingledSentence]],
    clauses: Mapping[str, Sequence[Span]],
    negation_words: NegationWords,
    phrases: HedgeAndDenialPhrases,
) -> CellDifferences:
    """Return how the cells of a point differ.

    All mappings are by source id. `cells` holds the evidence of each source's sentences, `wordings` their
    words and shingles, `clauses` the clauses that report the point, of sentences that don't as a whole.
    """
    plain = (evidence for cell in cells.values() for evidence in cell if not evidence.denials)
    negates = len(cells) > 1 and any(has_negation(one.sentence_text, negation_words) for one in plain)
    sides = {
        source: _collect_evidence(cell, negation_words if negates else None) for source, cell in cells.items()
    }
    figure_words, figures_conflict = _compare_figures(sides)
    attribution_words = _compare_attributions(sides)
    denial_words = _compare_denials(sides)
    negated_words = _compare_negations(sides, negation_words) if negates else {}
    found: dict[DifferenceKind, bool] = {
        "figures": bool(figure_words),
        "attribution": bool(attribution_words),
        "hedge": _are_differently_hedged(cells, clauses, figure_words, phrases),
        "denial": bool(denial_words or negated_words),
    }
    return CellDifferences(
        kinds=tuple(kind for kind in DIFFERENCE_ORDER if found[kind]),
        differing_words=figure_words or {**attribution_words, **negated_words, **denial_words},
        has_copied_run=_have_copied_wording(wordings),
        negated_words=negated_words,
        figures_conflict=figures_conflict,
    )


def _compare_figures(sides: Mapping[str, _CellEvidence]) -> tuple[dict[str, Span], bool]:
    """Return each cell's first figure that differs from another cell's, and whether two figures conflict."""
    words: dict[str, Span] = {}
    conflict = False
    for one, other in combinations(sides, 2):
        # A story of many sources has many pairs: two cells that are known to differ aren't compared.
        if one in words and other in words:
            continue
        if pair := _find_differing_figures(sides[one], sides[other]):
            conflict = conflict or compare_sizes(*pair) == "differs"
            words.setdefault(one, pair[0].span)
            words.setdefault(other, pair[1].span)
    return words, conflict


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
        figures=tuple(figure for evidence in cell for figure in evidence.figures),
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


def _find_differing_figures(left: _CellEvidence, right: _CellEvidence) -> tuple[Figure, Figure] | None:
    """Return the first two figures of the same thing that differ, None if there are none."""
    left_figures, right_figures = left.figures, right.figures
    return (
        _find_differing_sizes(left_figures, right_figures)
        or _find_differing_measures(left_figures, right_figures)
        or _find_differing_durations(left_figures, right_figures)
    )


def _find_differing_sizes(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the first two figures that differ in size only; none where any figures of that thing agree."""
    for figure in left:
        on_right = [other for other in right if figure.refers_to_same_thing(other)]
        if not on_right:
            continue
        on_left = [other for other in left if other.refers_to_same_thing(on_right[0])]
        if not any(may_be_same_size(a, b) for a in on_left for b in on_right):
            return figure, on_right[0]
    return None


def _find_differing_measures(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[Figure, Figure] | None:
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


def _find_differing_durations(
    left: Sequence[Figure], right: Sequence[Figure]
) -> tuple[Figure, Figure] | None:
    """Return the durations of the two cells ("took six hours") if they differ.

    Each must be its cell's only length of time, in one unit, and not of different things.
    """
    on_left, on_right = ([one for one in figures if one.dimension == "time"] for figures in (left, right))
    if len(on_left) != 1 or len(on_right) != 1:
        return None
    (one,), (other,) = on_left, on_right
    apart = one.context_words and other.context_words and one.context_words.isdisjoint(other.context_words)
    if (
        not (one.is_duration and other.is_duration and one.unit_size == other.unit_size)
        or apart
        or may_be_same_size(one, other)
    ):
        return None
    return one, other


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
