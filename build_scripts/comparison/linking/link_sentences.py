"""Link the sentences of different sources that report the same thing, and group them into points.

The sources are taken in their order, and each is compared with those before it (`likelihoods`). So a source
that is added at the end changes no link between the others. The one exception is an article that turns out to
report another event (`other_events`): with nobody's sentences are its own linked any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from build_scripts.comparison.evidence.attribution import have_one_title
from build_scripts.comparison.evidence.evidence_weights import REASON_KINDS, EvidenceWeights
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods, compute_source_likelihoods
from build_scripts.comparison.linking.other_events import find_sources_of_other_events
from build_scripts.comparison.linking.sentence_groups import GroupedSentences, group_sentences

# Two sentences of the story, by their numbers.
NumberPair = tuple[int, int]
# A doubtful link is at most as likely as this share of what joining a group needs: it is possible only.
SHARE_FOR_DOUBTFUL_LINKS = 0.9


@dataclass(frozen=True, slots=True)
class LinkedStory:
    """The groups of a story's sentences; `source_of` gives the number of each sentence's source.

    `other_events` says for each source, by number, that seems to report another event, why.
    """

    grouped: GroupedSentences
    source_of: tuple[int, ...]
    other_events: Mapping[int, str]


def link_story(
    sources: Sequence[Sequence[SentenceEvidence]],
    weights: EvidenceWeights,
    refused: Collection[frozenset[int]] = (),
) -> LinkedStory:
    """Return the groups of the sentences that report the same.

    `sources` holds the sentences of each source. Sentences are numbered through all sources. Pairs of
    sentences that are `refused` are not linked, not even possibly.
    """
    return group_by_likelihood(sources, compute_source_likelihoods(sources, weights), weights, refused)


def group_by_likelihood(
    sources: Sequence[Sequence[SentenceEvidence]],
    likelihoods: Iterable[SourceLikelihoods],
    weights: EvidenceWeights,
    refused: Collection[frozenset[int]] = (),
) -> LinkedStory:
    """Return the groups of sentences, given how likely each pair is to report the same; see `link_story`."""
    sentences = [one for every in sources for one in every]
    source_of = tuple(number for number, every in enumerate(sources) for _ in every)
    other_events = find_sources_of_other_events(sources)
    blocks = (
        _hold_apart(block, sentences, source_of, other_events, refused, weights) for block in likelihoods
    )
    clause_counts = [one.clause_count for one in sentences]
    grouped = group_sentences(source_of, clause_counts, blocks, weights)
    return LinkedStory(grouped, source_of, other_events)


def _hold_apart(
    block: SourceLikelihoods,
    sentences: Sequence[SentenceEvidence],
    source_of: Sequence[int],
    other_events: Collection[int],
    refused: Collection[frozenset[int]],
    weights: EvidenceWeights,
) -> SourceLikelihoods:
    """Return likelihoods without confident links with other events, and without any for refused pairs.

    A question reports nothing, so that it has no confident link with an answer either; nor have sentences
    that credit two names with one title.
    """
    first, columns = block.first_number, block.likelihoods.shape[1]
    most = max(weights.possible, SHARE_FOR_DOUBTFUL_LINKS * weights.joined)
    doubtful = block.evidence[REASON_KINDS.index("only one asks")] > 0
    doubtful |= source_of[first] in other_events
    doubtful |= np.isin(np.array(source_of[:first]), list(other_events))[:, None]
    for row, column in np.argwhere((block.likelihoods > most) & ~doubtful).tolist():
        doubtful[row, column] = _credit_rivals(sentences[row], sentences[first + column])
    likelihoods = np.where(doubtful, np.minimum(block.likelihoods, most), block.likelihoods)
    for cell in _find_refused_cells(refused, first, columns):
        likelihoods[cell] = 0
    return replace(block, likelihoods=likelihoods)


def _credit_rivals(one: SentenceEvidence, other: SentenceEvidence) -> bool:
    return any(have_one_title(*pair) for pair in product(one.attributions, other.attributions))


def _find_refused_cells(
    refused: Collection[frozenset[int]], first: int, columns: int
) -> Iterator[NumberPair]:
    for pair in refused:
        earlier, later = min(pair), max(pair)
        if earlier < first <= later < first + columns:
            yield earlier, later - first
