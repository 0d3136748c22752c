"""Find names that cells of one point write differently: one firm or ship in two spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations, islice

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.models import Span
from build_scripts.people.spelling_variants import (
    ComparableName,
    SpellingLikeness,
    SpellingRules,
    compare_word_spellings,
    make_comparable_name,
)

# A run of capitalised words.
NAME_RUN = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]*)*")
# Two names of several words are one if only one word differs, from this letter on: "Harbour Distribution
# Ltd", "Harbour Distributors Ltd".
SAME_BEGINNING = 5
# A cell with more names is a list; the rest is ignored.
MOST_NAMES = 50

NameWordsWritten = tuple[str, ...]


def find_name_spellings(
    cells: Mapping[str, Sequence[SentenceEvidence]], rules: SpellingRules
) -> tuple[Mapping[str, Span], Mapping[str, str]] | None:
    """Return the first name that cells write differently: by source its span, and its spelling, casefolded.

    The result is None if there is none. A name that a cell also writes as another cell does is not different.
    """
    names = {source: _find_names(cell) for source, cell in cells.items()}
    variants = _find_first_variants(names, rules)
    found = {
        source: next((words, span) for words, span in written.items() if words in variants)
        for source, written in names.items()
        if not variants.isdisjoint(written)
    }
    spans = {source: span for source, (_, span) in found.items()}
    return (spans, {source: " ".join(words) for source, (words, _) in found.items()}) if found else None


def _find_names(cell: Sequence[SentenceEvidence]) -> dict[NameWordsWritten, Span]:
    """Return the first place of each name of a cell, by its words, casefolded."""
    found: dict[NameWordsWritten, Span] = {}
    for words, span in islice(_list_name_runs(cell), MOST_NAMES):
        found.setdefault(words, span)
    return found


def _list_name_runs(cell: Sequence[SentenceEvidence]) -> Iterator[tuple[NameWordsWritten, Span]]:
    for evidence in cell:
        capitalised = set(evidence.features.name_words) if evidence.features else set()
        for match in NAME_RUN.finditer(evidence.text, *evidence.span):
            words = match.group().split(" ")
            if not capitalised.isdisjoint(words):
                yield tuple(word.casefold() for word in words), Span(*match.span())


def _find_first_variants(
    names: Mapping[str, Mapping[NameWordsWritten, Span]], rules: SpellingRules
) -> frozenset[NameWordsWritten]:
    """Return the spellings of the first name that has several, of which no cell has two."""
    make_comparable = cache(partial(make_comparable_name, rules=rules))
    alike: defaultdict[tuple[int, str], dict[NameWordsWritten, None]] = defaultdict(dict)
    for written in names.values():
        for words in written:
            alike[len(words), words[0][0]][words] = None
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _are_variants(one, other, make_comparable):
                every = frozenset(
                    words
                    for words in group
                    if any(words == a or _are_variants(words, a, make_comparable) for a in (one, other))
                )
                if all(len(every & written.keys()) <= 1 for written in names.values()):
                    return every
    return frozenset()


def _are_variants(
    one: NameWordsWritten, other: NameWordsWritten, make_comparable: Callable[[str], ComparableName]
) -> bool:
    """Return whether two names of as many words differ in one word, and there only in its spelling."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    # One that only goes on is another name: a woman's, a town's.
    goes_on = a.startswith(b) or b.startswith(a)
    if len(one) > 1 and a[:SAME_BEGINNING] == b[:SAME_BEGINNING] and not goes_on:
        return True
    return _compare_words(make_comparable(a), make_comparable(b)) in ("letters", "edit")


def _compare_words(one: ComparableName, other: ComparableName) -> SpellingLikeness | None:
    first, second = one.words, other.words
    return compare_word_spellings(first[0], second[0]) if len(first) == len(second) == 1 else None
