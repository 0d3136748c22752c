"""Compute how likely two sentences of different sources are to report the same, source by source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights, compute_likelihoods
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.linking.pair_evidence import PairEvidence
from build_scripts.comparison.linking.story_evidence import StoryEvidence

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SourceLikelihoods:
    """The pairs of one source's sentences (columns) with the sentences of all earlier sources (rows).

    `first_number` is the number of the first column's sentence. `evidence` is an array of kinds
    (`evidence_weights.REASON_KINDS`) by rows by columns. `likelihoods` are 0 for pairs that are not
    `candidates`.
    """

    first_number: int
    candidates: NDArray[np.bool_]
    evidence: Floats
    likelihoods: Floats


def compute_source_likelihoods(
    sources: Sequence[Sequence[SentenceEvidence]], weights: EvidenceWeights
) -> Iterator[SourceLikelihoods]:
    """Yield for each source from the second on the likelihoods of its sentences with all earlier ones.

    Sentences are numbered through all sources. Later sources don't change the likelihoods.
    """
    pairs = PairEvidence(sources)
    story = StoryEvidence(np.repeat(np.arange(len(sources)), [len(every) for every in sources]))
    end = 0
    for source in sources:
        start, end = end, end + len(source)
        if 0 < start < end:
            by_itself, candidates = pairs.measure_source(start, end)
            alone = np.where(candidates, compute_likelihoods(by_itself, weights.alone), 0)
            evidence = np.concatenate([by_itself, story.add_source(start, alone)])
            likelihoods = np.where(candidates, compute_likelihoods(evidence, weights.in_story), 0)
            yield SourceLikelihoods(start, candidates, evidence, likelihoods)
