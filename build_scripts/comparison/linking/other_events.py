"""Find the articles of a story that seem to report another event of the same kind.

Two reports of cut cables, earthquakes or trials read alike. What tells events apart is how many of a thing
there were and when. An article is set apart if its first sentences count something otherwise than all those
that count it, or if it names other months, and if it names no day that another article names. Casualties are
not counted: first reports of one event differ in them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence

# An article says in its first sentences what happened.
SENTENCES_OF_LEDE = 3
# At least so many other articles must agree on what the article says otherwise.
FEWEST_OTHERS = 2


def find_sources_of_other_events(sources: Sequence[Sequence[SentenceEvidence]]) -> Mapping[int, str]:
    """Return for each source, by number, that seems to report another event, what it says otherwise."""
    days = [frozenset[str]().union(*(one.date_parts for one in every)) for every in sources]
    counts = [_find_counts(every[:SENTENCES_OF_LEDE]) for every in sources]
    found: dict[int, str] = {}
    for number, own in enumerate(days):
        others = [day for other, day in enumerate(days) if other != number]
        if not sources[number] or any(own & other for other in others):
            continue
        other_counts = [count for other, count in enumerate(counts) if other != number]
        reasons = (*_find_other_counts(counts[number], other_counts), *_find_other_months(own, others))
        if reasons:
            found[number] = reasons[0]
    return found


def _find_counts(sentences: Sequence[SentenceEvidence]) -> Mapping[str, set[int]]:
    """Return the exact counts of each noun in these sentences, without casualties."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for figure in (figure for sentence in sentences for figure in sentence.figures):
        is_exact = figure.low == figure.high and not figure.vague and not figure.approximate
        if figure.counted_noun is not None and figure.outcome is None and is_exact:
            found[figure.counted_noun].add(int(figure.low))
    return found


def _find_other_counts(
    own: Mapping[str, set[int]], others: Sequence[Mapping[str, set[int]]]
) -> Iterator[str]:
    """Yield what an article counts otherwise than all of the others that count it."""
    for noun, numbers in own.items():
        counting = [frozenset(other[noun]) for other in others if noun in other]
        if len(counting) >= FEWEST_OTHERS and len(set(counting)) == 1 and counting[0].isdisjoint(numbers):
            yield f"{noun}: {_join(numbers)} where {len(counting)} others say {_join(counting[0])}"


def _find_other_months(own: frozenset[str], others: Sequence[frozenset[str]]) -> Iterator[str]:
    """Yield that an article names other months than those that several others name."""
    if any(part.startswith("month") for part in own):
        months = Counter(part for other in others for part in other if part.startswith("month"))
        if months and max(months.values()) >= FEWEST_OTHERS:
            yield "other months than the other articles name"


def _join(numbers: set[int] | frozenset[int]) -> str:
    return " and ".join(map(str, sorted(numbers)))
