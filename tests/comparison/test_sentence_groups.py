"""How sentences are grouped by how likely they are to report the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods
from build_scripts.comparison.linking.sentence_groups import (
    GroupedSentences,
    find_possible_counterparts,
    group_sentences,
)
from tests.helpers.paths import read_cases

WEIGHTS = EvidenceWeights(np.zeros(0), np.zeros(0), confident=0.7, joined=0.5, possible=0.2)
Likelihoods = Mapping[tuple[int, int], float]


def group(source_of: Sequence[int], likelihoods: Likelihoods) -> GroupedSentences:
    """Return the groups of sentences with these likelihoods, those of other pairs being 0."""
    blocks = []
    for source in sorted(set(source_of))[1:]:
        numbers = [n for n, one in enumerate(source_of) if one == source]
        values = np.array([[likelihoods.get((row, n), 0.0) for n in numbers] for row in range(numbers[0])])
        candidates = np.ones(values.shape, dtype=bool)
        blocks.append(SourceLikelihoods(numbers[0], candidates, np.zeros((0, *values.shape)), values))
    return group_sentences(source_of, [2] * len(source_of), blocks, WEIGHTS)


def members(grouped: GroupedSentences) -> list[list[int]]:
    """Return the numbers of each group's sentences."""
    return [list(one.members) for one in grouped.groups]


@pytest.mark.parametrize("case", read_cases("sentence_groups"), ids=lambda case: case["name"])
def test_sentences_are_grouped(case: dict[str, Any]) -> None:
    likelihoods = {(one, other): value for one, other, value in case["likely"]}
    grouped = group(case["sources"], likelihoods)
    assert members(grouped) == case["groups"]
    for numbers, expected in case.get("possible", ()):
        found = find_possible_counterparts(numbers, grouped, case["sources"], WEIGHTS.possible)
        assert list(found) == expected


SOURCES = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(
    lambda lengths: [source for source, length in enumerate(lengths) for _ in range(length)]
)
VALUES = st.sampled_from((0.0, 0.01, 0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 1.0))


@given(SOURCES, st.data())
def test_every_sentence_is_in_a_group_and_a_new_source_changes_no_other(
    source_of: list[int], data: st.DataObject
) -> None:
    pairs = [(a, b) for b in range(len(source_of)) for a in range(b) if source_of[a] != source_of[b]]
    likelihoods = {pair: data.draw(VALUES) for pair in pairs}
    grouped = group(source_of, likelihoods)
    assert {n for one in members(grouped) for n in one} == set(range(len(source_of)))
    anchors = [one.anchor for one in grouped.groups]
    assert len(set(anchors)) == len(anchors)
    assert all(one.anchor in one.members for one in grouped.groups)
    earlier = [source for source in source_of if source < source_of[-1]]
    before = {one.anchor: one.members for one in group(earlier, likelihoods).groups}
    after = {one.anchor: one.members for one in grouped.groups}
    for anchor, numbers in before.items():
        assert tuple(n for n in after[anchor] if n < len(earlier)) == numbers
    new = {anchor: numbers for anchor, numbers in after.items() if anchor not in before}
    linked = {(a, b) for numbers in before.values() for a in numbers for b in numbers}
    for numbers in new.values():
        old = [n for n in numbers if n < len(earlier)]
        assert all((a, b) in linked for a in old for b in old if source_of[a] != source_of[b])
