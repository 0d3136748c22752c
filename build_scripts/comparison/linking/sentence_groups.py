"""Group the sentences of a story that report the same: each group is a point.

The sources are taken in their order. A sentence joins a group if it is linked with one of its sentences and
fits all of them on average; so evidence adds up, and no sentence joins a group because of one doubtful link.
Groups may share sentences, because one sentence often makes several claims. A sentence that joins no group
begins one. So a source that is added at the end adds sentences and groups, and changes no others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods

# A less likely pair is not kept.
LEAST_LIKELIHOOD = 0.02

Likelihoods = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Sentences that report the same, by number; `anchor` is the one that the group is named after."""

    anchor: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupedSentences:
    """The groups of a story's sentences, and how likely two sentences are to report the same.

    Every sentence is in at least one group, and anchors at most one. `likelihoods` maps each sentence to its
    counterparts in other sources.
    """

    groups: tuple[SentenceGroup, ...]
    likelihoods: tuple[Likelihoods, ...]


def group_sentences(
    source_of: Sequence[int], sources: Iterable[SourceLikelihoods], weights: EvidenceWeights
) -> GroupedSentences:
    """Return the groups of a story's sentences, in the order of their anchors.

    `source_of` gives for each sentence the number of its source, ascending; `sources` are the likelihoods of
    the second source and those that follow.
    """
    grouping = _Grouping(source_of, weights)
    for source in sources:
        grouping.add_source(source)
    return grouping.finish()


class _Grouping:
    def __init__(self, source_of: Sequence[int], weights: EvidenceWeights) -> None:
        self._source_of = source_of
        self._weights = weights
        self._likelihoods: list[dict[int, float]] = [{} for _ in source_of]
        self._groups: list[list[int]] = []
        self._anchors: list[int] = []
        self._groups_of: defaultdict[int, list[int]] = defaultdict(list)
        self._end = 0

    def add_source(self, source: SourceLikelihoods) -> None:
        """Take in the sentences of a source, and those before it that no source was compared with."""
        first, columns = source.first_number, source.likelihoods.shape[1]
        self._begin_groups(first)
        kept = source.likelihoods >= LEAST_LIKELIHOOD
        for row, column in np.argwhere(kept).tolist():
            likelihood = float(source.likelihoods[row, column])
            self._likelihoods[row][first + column] = likelihood
            self._likelihoods[first + column][row] = likelihood
        links = [
            (likelihood, row, number)
            for number in range(first, first + columns)
            for row, likelihood in self._likelihoods[number].items()
            if likelihood >= self._weights.joined
        ]
        for likelihood, row, number in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
            self._join(likelihood, row, number)
        self._begin_groups(first + columns)

    def finish(self) -> GroupedSentences:
        """Return the groups."""
        self._begin_groups(len(self._source_of))
        groups = (
            SentenceGroup(anchor, tuple(sorted(members)))
            for anchor, members in zip(self._anchors, self._groups, strict=True)
        )
        return GroupedSentences(
            tuple(sorted(groups, key=lambda group: group.anchor)), tuple(self._likelihoods)
        )

    def _begin_groups(self, end: int) -> None:
        """Begin a group for each sentence before `end` that is in none."""
        for number in range(self._end, end):
            if not self._groups_of[number]:
                self._add_group([number])
        self._end = max(self._end, end)

    def _add_group(self, members: list[int]) -> None:
        """Add a group, unless each of its sentences anchors another: groups are named after their anchors."""
        anchor = next((member for member in members if member not in self._anchors), None)
        if anchor is None:
            return
        self._anchors.append(anchor)
        for member in members:
            self._groups_of[member].append(len(self._groups))
        self._groups.append(list(members))

    def _join(self, likelihood: float, row: int, number: int) -> None:
        """Let a sentence join the group of its counterpart `row` that it fits best, or begin one with it."""
        if not set(self._groups_of[row]).isdisjoint(self._groups_of[number]):
            return
        fits = [(self._compute_fit(number, group), -group) for group in self._groups_of[row]]
        best = max((fit for fit in fits if fit[0] >= self._weights.joined), default=None)
        if best is not None and self._has_confident_link(number, -best[1]):
            self._groups[-best[1]].append(number)
            self._groups_of[number].append(-best[1])
        elif likelihood >= self._weights.confident:
            self._add_group([row, number])

    def _compute_fit(self, number: int, group: int) -> float:
        """Return the geometric mean of the likelihoods of a sentence with a group's of other sources."""
        others = [n for n in self._groups[group] if self._source_of[n] != self._source_of[number]]
        logs = [math.log(self._likelihoods[number].get(n, LEAST_LIKELIHOOD)) for n in others]
        return math.exp(sum(logs) / len(logs)) if logs else 0.0

    def _has_confident_link(self, number: int, group: int) -> bool:
        return any(
            self._likelihoods[number].get(n, 0) >= self._weights.confident for n in self._groups[group]
        )


def find_possible_counterparts(
    members: Sequence[int], grouped: GroupedSentences, source_of: Sequence[int], threshold: float
) -> Iterator[int]:
    """Yield the sentences of other sources that may report what a group's sentences report, in order.

    The likelihood of each with the group's sentences is at least `threshold` on average.
    """
    own = {source_of[member] for member in members}
    totals: defaultdict[int, float] = defaultdict(float)
    for member in members:
        for other, likelihood in grouped.likelihoods[member].items():
            if source_of[other] not in own:
                totals[other] += likelihood
    yield from sorted(other for other, total in totals.items() if total / len(members) >= threshold)
