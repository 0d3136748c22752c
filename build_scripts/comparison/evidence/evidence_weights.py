"""The weights of the evidence that two sentences report the same, and the thresholds of a link.

Both sums of weighted evidence are logistic regressions, fitted by `python -m benchmarks.train_links`. The
first takes a pair of sentences by itself; the second also what the first said of the story's other pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from build_scripts.text.package_data import load_weights

Floats = NDArray[np.float64]

PairEvidenceKind = Literal[
    "same letters",
    "fits better by letters",
    "same words",
    "same meaning",
    "fits better by meaning",
    "same place in the article",
    "late in both articles",
    "same numbers",
    "same names",
    "other names",
    "same day",
    "only one asks",
]
"""Kinds of evidence in a pair of sentences and their two articles."""

StoryEvidenceKind = Literal[
    "by themselves",
    "same in a third source",
    "not the same in third sources",
    "few third sources",
    "neighbours in the same order",
    "neighbours of one of them",
]
"""Kinds of evidence in the other pairs of the story."""

ReasonKind = Literal[PairEvidenceKind, StoryEvidenceKind]
PAIR_KINDS: tuple[PairEvidenceKind, ...] = get_args(PairEvidenceKind)
STORY_KINDS: tuple[StoryEvidenceKind, ...] = get_args(StoryEvidenceKind)
REASON_KINDS: tuple[ReasonKind, ...] = (*PAIR_KINDS, *STORY_KINDS)

CONSTANT = "any pair"


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """The weights of both regressions, in the order of `PAIR_KINDS` and `REASON_KINDS`, the constant last.

    A sentence joins a point if it is linked with one of its sentences by a likelihood of at least `confident`
    and with all of them by `joined` on average; it may report the point from `possible` on.
    """

    alone: Floats
    in_story: Floats
    confident: float
    joined: float
    possible: float


def load_evidence_weights() -> EvidenceWeights:
    """Return the weights and thresholds of `data/weights/links*.yml`."""
    alone, in_story = load_weights("links_alone"), load_weights("links_in_story")
    thresholds = load_weights("link_thresholds")
    return EvidenceWeights(
        _order(alone, PAIR_KINDS),
        _order(in_story, REASON_KINDS),
        thresholds["confident"],
        thresholds["joined"],
        thresholds["possible"],
    )


def compute_likelihoods(evidence: Floats, weights: Floats) -> Floats:
    """Return the likelihood that each pair reports the same, rounded as its last digits differ by machine.

    `evidence` is an array of kinds by pairs, in any shape; `weights` holds one for each kind and the
    constant.
    """
    log_odds = np.tensordot(weights[:-1], evidence, axes=1) + weights[-1]
    likelihoods: Floats = np.round(1 / (1 + np.exp(-log_odds)), 4)
    return likelihoods


def _order(weights: Mapping[str, float], kinds: tuple[str, ...]) -> Floats:
    """Return the weights in this order, the constant last; a kind that was never fitted weighs nothing."""
    return np.array([weights.get(kind, 0.0) for kind in (*kinds, CONSTANT)])
