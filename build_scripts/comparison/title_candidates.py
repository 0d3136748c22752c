"""List the titles that a sentence can be cut to, and rate each by itself: its subject, its length, its words.

How much a title says of what the point's sources share is rated in `point_titles`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.models import Span, TitleClause
from build_scripts.models.sentences import TitleSubject

# Characters of the longest title, unless a sentence can't be cut.
MAX_TITLE_LENGTH = 110
# Words of a title that is read at a glance; one of fewer than the fewest says nothing.
FEWEST_TITLE_WORDS, MOST_TITLE_WORDS, TOO_MANY_WORDS = 3, 14, 18
# How well a clause names a point by what it is about. "He" and "it" name nothing.
SUBJECT_FACTORS: Mapping[TitleSubject, float] = {
    "name": 1.0,
    "noun": 1.0,
    "number": 0.9,
    "sentence": 0.9,
    "vague": 0.8,
    "there": 0.9,
    "speaker": 0.8,
    "phrase": 0.35,
    "pronoun": 0.45,
}
# A noun phrase with a figure that the sources agree on.
COUNTED_FACTOR = 0.6
# A clause that only credits somebody, one beside the sentence's own, one that only describes a noun of it; a
# title with words left out.
LEAD_IN_FACTOR, ASIDE_FACTOR, DESCRIBING_FACTOR, GAP_FACTOR = 0.35, 0.8, 0.4, 0.87
# A title of many words, of very many; one with words that credit somebody.
LONG_FACTOR, LONGEST_FACTOR, CREDIT_FACTOR = 0.9, 0.75, 0.6
# A title with words in which the sources differ takes sides; one with a figure that they agree on names the
# point, as do, less, one that leaves out a disputed figure, and one that says that something is denied.
DISPUTED_FACTOR, COUNTING_FACTOR, UNCOUNTED_FACTOR, DENYING_FACTOR = 0.2, 2.0, 1.2, 1.5


@dataclass(frozen=True, slots=True)
class DisputedWords:
    """Words of one source's cell that matter for a title.

    `agreed` are figures that other cells give, too, `disputed` those for which they give other figures,
    `differing` other words in which the cells differ, `denying` those that say that something is denied.
    """

    agreed: Collection[Span] = ()
    disputed: Collection[Span] = ()
    differing: Collection[Span] = ()
    denying: Collection[Span] = ()


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """One or two spans of a sentence that can be a title; `factor` rates them without regard to the point."""

    spans: tuple[Span, ...]
    factor: float


def list_title_candidates(
    sentence: SentenceEvidence, word_starts: Sequence[int], words: DisputedWords
) -> Iterator[TitleCandidate]:
    """Yield the titles that a sentence can be cut to, of at most `MAX_TITLE_LENGTH` characters.

    `word_starts` are the offsets of the sentence's words, in order.
    """
    credited = [span for credit in sentence.attributions for span in credit.spans]
    for clause in sentence.features.title_clauses if sentence.features else ():
        numbers = [number for number in clause.numbers if overlap_any((number,), words.disputed)]
        factor = _rate_clause(clause, words)
        for found in _cut_clause(clause, numbers):
            spans = tuple(_strip_blanks(span, sentence.text) for span in found)
            count = count_words(spans, word_starts)
            if not count or _measure_length(spans) > MAX_TITLE_LENGTH:
                continue
            rated = factor * _rate_length(count) * (GAP_FACTOR if len(spans) > 1 else 1.0)
            rated *= CREDIT_FACTOR if clause.subject != "speaker" and overlap_any(spans, credited) else 1.0
            yield TitleCandidate(spans, rated * _rate_sides(spans, numbers, words))


def overlap_any(spans: Iterable[Span], others: Collection[Span]) -> bool:
    """Return whether a span overlaps one of the others."""
    return any(span.overlaps(other) for span in spans for other in others)


def count_words(spans: Iterable[Span], word_starts: Sequence[int]) -> int:
    """Return the number of words that begin in the spans."""
    return sum(bisect_left(word_starts, span.end) - bisect_left(word_starts, span.start) for span in spans)


def _cut_clause(clause: TitleClause, numbers: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield the spans of each title that a clause can be cut to; the `numbers` given may be left out, too."""
    after_numbers = {number.start: number.end for number in numbers}
    gaps = clause.gaps if clause.needs_gap else (*clause.gaps, *numbers)
    for begin in (after_numbers.get(begin, begin) for begin in clause.begins):
        for end in sorted(clause.ends, reverse=True):
            if begin < end and not clause.needs_gap:
                yield (Span(begin, end),)
            for gap in gaps:
                if begin < gap.start and gap.end < end:
                    yield (Span(begin, gap.start), Span(gap.end, end))


def _rate_clause(clause: TitleClause, words: DisputedWords) -> float:
    """Return the factor for what a clause is about, and for its place in the sentence."""
    factor = SUBJECT_FACTORS[clause.subject]
    if clause.subject == "phrase" and overlap_any((Span(clause.begins[0], clause.ends[-1]),), words.agreed):
        factor = COUNTED_FACTOR
    if clause.is_lead_in:
        factor *= LEAD_IN_FACTOR
    if clause.is_main:
        return factor
    return factor * (DESCRIBING_FACTOR if clause.describes else ASIDE_FACTOR)


def _measure_length(spans: Sequence[Span]) -> int:
    """Return the number of characters of a title, with " … " between its spans."""
    return sum(span.end - span.start for span in spans) + 3 * (len(spans) - 1)


def _rate_length(count: int) -> float:
    if count > MOST_TITLE_WORDS:
        return LONG_FACTOR if count < TOO_MANY_WORDS else LONGEST_FACTOR
    return 1.0


def _rate_sides(spans: Sequence[Span], numbers: Sequence[Span], words: DisputedWords) -> float:
    """Return the factor for a title's words in which the sources agree or differ."""
    left_out = [number for number in numbers if any(span.start == number.end for span in spans)]
    differing = [span for span in (*words.disputed, *words.differing) if not overlap_any((span,), left_out)]
    if overlap_any(spans, differing):
        return DISPUTED_FACTOR
    if overlap_any(spans, words.agreed):
        return COUNTING_FACTOR
    if left_out:
        return UNCOUNTED_FACTOR
    return DENYING_FACTOR if overlap_any(spans, words.denying) else 1.0


def _strip_blanks(span: Span, text: str) -> Span:
    """Return a span without blanks at its ends."""
    words = span.extract(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
