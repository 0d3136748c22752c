"""Decide whether a cell hedges the point it reports: a hedge counts only for its own clause.

"The fire, which is thought to have begun in the engine room, took six hours" does not hedge the six hours.
The scope of an adverb or of a verb of belief ends with its clause (Farkas et al., "The CoNLL-2010 shared
task: learning to detect hedges and their scope in natural language text", 2010).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from build_scripts.comparison.evidence.hedge_and_denial_phrases import HedgeAndDenialPhrases
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.models import Span
from build_scripts.text.word_patterns import WORD, stem_word


def is_hedged(
    cell: Sequence[SentenceEvidence],
    compared: Collection[Span],
    other_stems: Set[str],
    phrases: HedgeAndDenialPhrases,
) -> bool:
    """Return whether a cell hedges the words that are compared with other cells.

    `compared` are the clauses and words of its sentences that are compared; a sentence without any is
    compared as a whole. `other_stems` are the stems of the words of the other cells. In a sentence with
    several clauses, a hedge counts only if the other cells share at least as large a part of the words of
    its clause as of the rest.
    """
    return any(
        _applies_to_compared_words(
            one, hedge, [span for span in compared if one.span.covers(span)], other_stems, phrases
        )
        for one in cell
        for hedge in one.hedges
    )


def collect_cell_stems(cells: Mapping[str, Sequence[SentenceEvidence]]) -> dict[str, frozenset[str]]:
    """Return the stems of the words of each source's cell."""
    return {
        source: frozenset(stem_word(word) for one in cell for word in _words(one.sentence_text))
        for source, cell in cells.items()
    }


def _applies_to_compared_words(
    one: SentenceEvidence,
    hedge: Span,
    compared: Sequence[Span],
    other_stems: Set[str],
    phrases: HedgeAndDenialPhrases,
) -> bool:
    """Return whether a hedge applies to the words of its sentence that are compared with other cells."""
    clause = _clause(one, hedge)
    if clause == one.span or any(clause.covers(span) for span in compared):
        return True
    # "412 were on board, but there were probably a few more": the hedge is about the other clause's figure.
    counted = any(not clause.covers(figure.span) for figure in one.figures)
    if counted and phrases.comparative_ending.search(clause.extract(one.text)):
        return True
    if compared and not any(span.covers(clause) for span in compared):
        return False
    # Inside the compared words it is the claim itself ("said that they reportedly met") or a clause apart.
    if not _is_aside_or_joined(one, clause, phrases):
        return True
    before, behind = Span(one.span.start, clause.start), Span(clause.end, one.span.end)
    rest = f"{before.extract(one.text)} {behind.extract(one.text)}"
    # The words of the hedge itself are left out: other cells need not have them.
    own = clause.extract(one.text).replace(hedge.extract(one.text), " ")
    return _shared_part(own, other_stems, phrases) >= _shared_part(rest, other_stems, phrases)


def _is_aside_or_joined(one: SentenceEvidence, clause: Span, phrases: HedgeAndDenialPhrases) -> bool:
    """Return whether a clause is an aside, or joined to another by "and" or the like."""
    before, behind = one.text[one.span.start : clause.start], one.text[clause.end : one.span.end]
    joined = phrases.conjunction_before.search(before) or phrases.conjunction_behind.match(behind)
    return joined is not None or phrases.aside_opening.match(clause.extract(one.text)) is not None


def _shared_part(words: str, other_stems: Set[str], phrases: HedgeAndDenialPhrases) -> float:
    """Return the share of the content words that other cells have too."""
    stems = [stem_word(word) for word in _words(words) if word not in phrases.uninformative_words]
    return sum(stem in other_stems for stem in stems) / len(stems) if stems else 0.0


def _clause(one: SentenceEvidence, hedge: Span) -> Span:
    """Return the innermost clause around a hedge, or else the sentence."""
    clauses = one.features.clauses if one.features else ()
    around = [span for span in clauses if span.covers(hedge) and one.span.covers(span)]
    return min(around, key=lambda span: span.end - span.start, default=one.span)


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in WORD.finditer(text)]
