"""Group the sentences of a story that report the same: each group is a point.

The sources are taken in their order. A sentence joins a group if it is linked with one of its sentences and
fits all of them on average; so evidence adds up, and no sentence joins a group because of one doubtful link.
Groups may share sentences, because one sentence often makes several claims: each may be in one group more
than it has clauses. A sentence that joins no group begins one. So a source that is added at the end adds
sentences and groups, and changes no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods

# A less likely pair is not kept.
LEAST_LIKELIHOOD = 0.02
# Means of likelihoods are rounded, because their last digits differ between machines.
DIGITS = 5

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Sentences that report the same, by number; `anchor` is the one that the group is named after."""

    anchor: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GroupedSentences:
    """The groups of a story's sentences, and how likely two sentences are to report the same.

    Every sentence is in at least one group, and anchors at most one. `likelihoods` and `compared` are arrays
    of sentences by sentences: how likely two report the same, 0 if they hardly do, and whether they were
    candidates.
    """

    groups: tuple[SentenceGroup, ...]
    likelihoods: Floats
    compared: Flags


def group_sentences(
    source_of: Sequence[int],
    clause_counts: Sequence[int],
    sources: Iterable[SourceLikelihoods],
    weights: EvidenceWeights,
) -> GroupedSentences:
    """Return the groups of a story's sentences, in the order of their anchors.

    `source_of` gives for each sentence the number of its source, ascending; `sources` are the likelihoods of
    the second source and those that follow.
    """
    grouping = _Grouping(source_of, clause_counts, weights)
    for source in sources:
        grouping.add_source(source)
    return grouping.finish()


class _Grouping:
    def __init__(
        self, source_of: Sequence[int], clause_counts: Sequence[int], weights: EvidenceWeights
    ) -> None:
        self._source_of = source_of
        self._most_groups = [1 + count for count in clause_counts]
        self._weights = weights
        self._groups: list[list[int]] = []
        self._anchors: list[int] = []
        self._groups_of: defaultdict[int, list[int]] = defaultdict(list)
        # Pairs of sentences, both ways.
        pairs = (len(source_of), len(source_of))
        self._likelihoods: Floats = np.zeros(pairs, dtype=np.float32)
        self._compared = np.zeros(pairs, dtype=bool)
        self._end = 0

    def add_source(self, source: SourceLikelihoods) -> None:
        """Take in the sentences of a source, and those before it that no source was compared with."""
        first, columns = source.first_number, source.likelihoods.shape[1]
        self._begin_groups(first)
        kept = np.where(source.likelihoods >= LEAST_LIKELIHOOD, source.likelihoods, 0)
        for pairs, values in ((self._likelihoods, kept), (self._compared, source.candidates)):
            pairs[:first, first : first + columns] = values
            pairs[first : first + columns, :first] = values.T
        rows, numbers = np.nonzero(kept >= self._weights.joined)
        for place in np.lexsort((numbers, rows, -kept[rows, numbers])).tolist():
            self._join(int(rows[place]), first + int(numbers[place]))
        self._begin_groups(first + columns)

    def finish(self) -> GroupedSentences:
        """Return the groups."""
        self._begin_groups(len(self._source_of))
        groups = (
            SentenceGroup(anchor, tuple(sorted(members)))
            for anchor, members in zip(self._anchors, self._groups, strict=True)
        )
        in_order = tuple(sorted(groups, key=lambda group: group.anchor))
        return GroupedSentences(in_order, self._likelihoods, self._compared)

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

    def _join(self, row: int, number: int) -> None:
        """Let a sentence join the group of its counterpart `row` that it fits best, or begin one with it."""
        groups, own = self._groups_of[row], self._groups_of[number]
        if not set(groups).isdisjoint(own) or len(own) >= self._most_groups[number]:
            return
        fits = [(self._compute_fit(number, group), -group) for group in groups]
        best = max((fit for fit in fits if fit[0] >= self._weights.joined), default=None)
        if best is not None and self._has_confident_link(number, -best[1]):
            self._groups[-best[1]].append(number)
            own.append(-best[1])
        elif self._may_begin_group(row, number):
            self._add_group([row, number])

    def _may_begin_group(self, row: int, number: int) -> bool:
        """Return whether two sentences may begin a group: a sentence with a group would rather find one."""
        return (
            self._likelihoods[row, number] >= self._weights.confident
            and not self._groups_of[number]
            and len(self._groups_of[row]) < self._most_groups[row]
        )

    def _compute_fit(self, number: int, group: int) -> float:
        """Return the geometric mean of a sentence's likelihoods with the sentences it was compared with."""
        members = self._groups[group]
        likelihoods = self._likelihoods[number, members][self._compared[number, members]]
        if not len(likelihoods):
            return 0.0
        logs = np.log(np.maximum(likelihoods.astype(float), LEAST_LIKELIHOOD))
        return round(float(np.exp(logs.mean())), DIGITS)

    def _has_confident_link(self, number: int, group: int) -> bool:
        return bool((self._likelihoods[number, self._groups[group]] >= self._weights.confident).any())


def find_possible_counterparts(
    members: Sequence[int], grouped: GroupedSentences, source_of: Sequence[int], threshold: float
) -> Iterator[int]:
    """Yield the sentences of other sources that may report what a group's sentences report, in order.

    The likelihood of each with the group's sentences that it was compared with is at least `threshold` on
    average.
    """
    own = {source_of[member] for member in members}
    rows = list(members)
    totals, counts = grouped.likelihoods[rows].sum(axis=0, dtype=float), grouped.compared[rows].sum(axis=0)
    means = np.round(totals / np.maximum(counts, 1), DIGITS)
    for other in np.flatnonzero((means > 0) & (means >= threshold)).tolist():
        if source_of[other] not in own:
            yield other
