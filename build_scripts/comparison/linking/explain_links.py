"""Explain why two sentences were linked, and how far a sentence without a link was from one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np

from build_scripts.comparison.evidence.evidence_weights import REASON_KINDS, EvidenceWeights, ReasonKind
from build_scripts.comparison.evidence.not_compared import find_not_compared_sources
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, read_sentence_evidence
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods, compute_source_likelihoods
from build_scripts.comparison.linking.link_sentences import NumberPair, group_by_likelihood
from build_scripts.models import Article, SourceSentence

LinkLevel = Literal["confident", "possible", "none"]


class LinkReason(NamedTuple):
    """A kind of evidence, and what it adds to the log-odds that two sentences report the same."""

    kind: ReasonKind
    log_odds: float


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """Two sentences of different sources, how likely they are to report the same, and the reasons.

    `level` is "confident" if both are in one point, "possible" if they may report the same, else "none".
    """

    one: SourceSentence
    other: SourceSentence
    likelihood: float
    level: LinkLevel
    reasons: tuple[LinkReason, ...]


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """The links of a story, possible ones included, and for each sentence without a link its likeliest pair.

    `nearest_pairs` includes sentences with possible links only, unless such links count.
    """

    links: tuple[ExplainedPair, ...]
    nearest_pairs: tuple[ExplainedPair, ...]


def explain_links(
    articles: Sequence[Article], *, words: ComparisonWords, possible: bool = False
) -> LinkExplanation:
    """Return why the sentences of these articles are linked or not, without an editor's curation.

    With `possible`, possible links count as links. Both lists are in the order of the sentences; in
    `nearest_pairs` the sentence without a link is the first of its pair.
    """
    not_compared = find_not_compared_sources(articles, words.dates.language)
    evidence = [() if a.id in not_compared else read_sentence_evidence(a, words) for a in articles]
    names = [(a.id, one.span) for a, every in zip(articles, evidence, strict=True) for one in every]
    blocks = list(compute_source_likelihoods(evidence, words.weights))
    linked = group_by_likelihood(evidence, blocks, words.weights)
    confident = {
        pair for group in linked.grouped.groups for pair in _list_pairs(group.members, linked.source_of)
    }
    explainer = _Explainer(names, blocks, words.weights)
    likelihoods = linked.grouped.likelihoods
    rows, columns = np.nonzero(np.triu(likelihoods >= words.weights.possible))
    links: dict[NumberPair, ExplainedPair] = {}
    for pair in sorted({*confident, *zip(rows.tolist(), columns.tolist(), strict=True)}):
        level: LinkLevel = "confident" if pair in confident else "possible"
        links[pair] = explainer.explain_pair(pair, likelihoods[pair], level)
    counted = links if possible else {pair: link for pair, link in links.items() if link.level == "confident"}
    with_link = {number for pair in counted for number in pair}
    nearest = (
        explainer.explain_nearest(number, int(row.argmax()), row.max(), links)
        for number, row in enumerate(likelihoods)
        if number not in with_link and row.any()
    )
    return LinkExplanation(tuple(links.values()), tuple(nearest))


class _Explainer:
    """Explains pairs of a story's sentences, which have these names."""

    def __init__(
        self,
        names: Sequence[SourceSentence],
        blocks: Sequence[SourceLikelihoods],
        weights: EvidenceWeights,
    ) -> None:
        self._names = names
        self._blocks = {
            block.first_number + column: (block, column)
            for block in blocks
            for column in range(block.likelihoods.shape[1])
        }
        self._weights = weights

    def explain_pair(self, pair: NumberPair, likelihood: float, level: LinkLevel) -> ExplainedPair:
        """Return a pair of sentences, the earlier first, with its reasons."""
        block, column = self._blocks[pair[1]]
        changes = np.round(self._weights.in_story[:-1] * block.evidence[:, pair[0], column], 4).tolist()
        reasons = (LinkReason(kind, change) for kind, change in zip(REASON_KINDS, changes, strict=True))
        one, other = self._names[pair[0]], self._names[pair[1]]
        return ExplainedPair(one, other, round(float(likelihood), 4), level, tuple(reasons))

    def explain_nearest(
        self, number: int, other: int, likelihood: float, links: Mapping[NumberPair, ExplainedPair]
    ) -> ExplainedPair:
        """Return the pair of a sentence with another, that sentence first."""
        pair = (min(number, other), max(number, other))
        found = links.get(pair) or self.explain_pair(pair, likelihood, "none")
        if found.one == self._names[number]:
            return found
        return ExplainedPair(found.other, found.one, found.likelihood, found.level, found.reasons)


def _list_pairs(members: Sequence[int], source_of: Sequence[int]) -> Iterator[NumberPair]:
    return (pair for pair in combinations(members, 2) if source_of[pair[0]] != source_of[pair[1]])
