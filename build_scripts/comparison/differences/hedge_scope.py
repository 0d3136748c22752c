"""Tell whether what a cell reports of a point is hedged: a hedge counts for the clause that it stands in.

"The fire, which is thought to have begun in the engine room, took six hours": nobody doubts the six hours.
The scope of an adverb or of a verb of belief ends with its clause (Farkas et al., "The CoNLL-2010 shared
task: learning to detect hedges and their scope in natural language text", 2010).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from build_scripts.comparison.evidence.hedge_and_denial_phrases import HedgeAndDenialPhrases
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.figures.what_is_counted import WORD
from build_scripts.comparison.figures.what_is_measured import stem_word
from build_scripts.models import Span


def is_hedged(
    cell: Sequence[SentenceEvidence],
    compared: Collection[Span],
    others: Set[str],
    known: HedgeAndDenialPhrases,
) -> bool:
    """Tell whether a cell hedges what is compared.

    A clause beside others counts where the other cells tell of it at least as much as of the others.
    `compared` are the clauses and words of its sentences that are held against other sources, a sentence
    without any being held against them as a whole; `others` are the stems of the words of the other cells.
    """
    return any(
        _governs(one, hedge, [span for span in compared if one.span.covers(span)], others, known)
        for one in cell
        for hedge in one.hedges
    )


def collect_cell_stems(cells: Mapping[str, Sequence[SentenceEvidence]]) -> dict[str, frozenset[str]]:
    """Return the stems of the words of each source's cell."""
    return {
        source: frozenset(stem_word(word) for one in cell for word in _words(one.sentence_text))
        for source, cell in cells.items()
    }


def _governs(
    one: SentenceEvidence,
    hedge: Span,
    compared: Sequence[Span],
    others: Set[str],
    known: HedgeAndDenialPhrases,
) -> bool:
    clause = _clause(one, hedge)
    if clause == one.span or any(clause.covers(span) for span in compared):
        return True
    # "412 were on board, but there were probably a few more": more of what the other clause counts.
    counted = any(not clause.covers(figure.span) for figure in one.figures)
    if counted and known.comparative_ending.search(clause.extract(one.text)):
        return True
    if compared and not any(span.covers(clause) for span in compared):
        return False
    # Inside what is compared it is the claim itself ("said that they reportedly met") or stands beside it.
    if not _beside(one, clause, known):
        return True
    before, behind = Span(one.span.start, clause.start), Span(clause.end, one.span.end)
    rest = f"{before.extract(one.text)} {behind.extract(one.text)}"
    # The words of the hedge itself are nobody else's.
    own = clause.extract(one.text).replace(hedge.extract(one.text), " ")
    return _told(own, others, known) >= _told(rest, others, known)


def _beside(one: SentenceEvidence, clause: Span, known: HedgeAndDenialPhrases) -> bool:
    """Tell whether a clause is told by the way, or joined to another by "and" or the like."""
    before, behind = one.text[one.span.start : clause.start], one.text[clause.end : one.span.end]
    joined = known.conjunction_before.search(before) or known.conjunction_behind.match(behind)
    return joined is not None or known.aside_opening.match(clause.extract(one.text)) is not None


def _told(words: str, others: Set[str], known: HedgeAndDenialPhrases) -> float:
    """Return the share of the telling words that other cells have too."""
    telling = [stem_word(word) for word in _words(words) if word not in known.uninformative_words]
    return sum(word in others for word in telling) / len(telling) if telling else 0.0


def _clause(one: SentenceEvidence, hedge: Span) -> Span:
    """Return the innermost clause around a hedge, the sentence where no clause of it holds the hedge."""
    clauses = one.features.clauses if one.features else ()
    around = [span for span in clauses if span.covers(hedge) and one.span.covers(span)]
    return min(around, key=lambda span: span.end - span.start, default=one.span)


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in WORD.finditer(text)]
