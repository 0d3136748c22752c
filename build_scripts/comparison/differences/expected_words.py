"""Find the cells that only expect what another cell of the point reports as done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

from build_scripts.comparison.evidence.expectations import ExpectedAct, has_happened
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.synonyms import Synonyms
from build_scripts.models import Span

# An act is the same only if the sentences share so many other nouns and verbs.
LEAST_SHARED_LEMMAS = 2


def find_expected_words(
    cells: Mapping[str, Sequence[SentenceEvidence]], synonyms: Synonyms
) -> dict[str, Span]:
    """Return the words of each cell that expects what another reports as done, by source id."""
    words: dict[str, Span] = {}
    expecting = [source for source, cell in cells.items() if any(one.expected for one in cell)]
    for source, other in permutations(cells, 2):
        if source in words or source not in expecting:
            continue
        for one in cells[source]:
            for act in one.expected:
                done = any(_reports_as_done(act, one, evidence, synonyms) for evidence in cells[other])
                if done and not any(_is_done(act, evidence, synonyms) for evidence in cells[source]):
                    words.setdefault(source, act.span)
    return words


def _reports_as_done(
    act: ExpectedAct, expecting: SentenceEvidence, other: SentenceEvidence, synonyms: Synonyms
) -> bool:
    if expecting.features is None or other.features is None or not _is_done(act, other, synonyms):
        return False
    shared = set(expecting.features.lemmas) & set(other.features.lemmas)
    return len(shared - {synonyms.find_head(act.verb)}) >= LEAST_SHARED_LEMMAS


def _is_done(act: ExpectedAct, evidence: SentenceEvidence, synonyms: Synonyms) -> bool:
    lemmas = evidence.features.lemmas if evidence.features else ()
    return has_happened(act, evidence.text, evidence.span, evidence.expected, lemmas, synonyms)
