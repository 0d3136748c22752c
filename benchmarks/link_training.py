"""Fit the weights and thresholds by which sentences are linked, on stories with lists made by hand.

The first regression is fitted to pairs by themselves. The second is fitted to what the first says of stories
that it was not fitted to. Each story counts in several orders of its sources, and with few of them, because
the first sources of a story are compared without many others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from benchmarks.labelled_stories import Claim, LabelledStory
from benchmarks.link_figures import LinkFigures, add_figures, measure_links
from build_scripts.comparison.evidence.evidence_weights import (
    PAIR_KINDS,
    STORY_KINDS,
    EvidenceWeights,
    compute_likelihoods,
)
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods
from build_scripts.comparison.linking.pair_evidence import PairEvidence
from build_scripts.comparison.linking.story_evidence import StoryEvidence

Floats = NDArray[np.float64]

# The inverse strength of the regularisation, in standard deviations of the evidence.
REGULARISATION = 0.03
# Of each story, so many choices of `SMALL_STORY` sources are added.
SMALL_STORIES, SMALL_STORY = 4, 3
# Thresholds are chosen for the highest recall at these precisions of confident and of possible links.
LEAST_PRECISION, LEAST_POSSIBLE_PRECISION = 0.87, 0.57
CONFIDENT_CHOICES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
JOINED_CHOICES = (0.4, 0.45, 0.5, 0.55, 0.6)
POSSIBLE_CHOICES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)


@dataclass(frozen=True, slots=True, eq=False)
class StoryPairs:
    """The pairs of a story, source by source: the evidence by itself, the candidates, and the labels."""

    source_of: NDArray[np.intp]
    starts: tuple[int, ...]
    evidence: tuple[Floats, ...]
    candidates: tuple[NDArray[np.bool_], ...]
    labels: tuple[NDArray[np.int_], ...]


@dataclass(slots=True, eq=False)
class LinkTrainer:
    """Fits weights to stories, by number; what was fitted to the same stories before is not fitted again.

    A story's pairs come in several variants, the story as it is first. Evidence of the kinds `without` counts
    for nothing.
    """

    stories: Sequence[LabelledStory]
    without: frozenset[str] = frozenset()
    _pairs: list[list[StoryPairs]] = field(init=False)
    _alone: dict[frozenset[int], Floats] = field(default_factory=dict)
    _weights: dict[frozenset[int], EvidenceWeights] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pairs = [
            [_leave_out(measure_story_pairs(variant), self.without) for variant in list_variants(story)]
            for story in self.stories
        ]

    def fit(self, training: frozenset[int]) -> EvidenceWeights:
        """Return the weights that fit some of the stories best, with thresholds chosen on these stories."""
        weights = self._fit_weights(training)
        likelihoods = {
            one: self.compute_likelihoods(one, self._fit_weights(training - {one} or training))
            for one in training
        }
        return choose_thresholds(weights, [(self.stories[one], likelihoods[one]) for one in sorted(training)])

    def compute_likelihoods(self, number: int, weights: EvidenceWeights) -> list[SourceLikelihoods]:
        """Return the likelihoods of a story's pairs, as `compute_source_likelihoods` does."""
        pairs = self._pairs[number][0]
        every = zip(
            pairs.starts, pairs.candidates, self._add_story_evidence(pairs, weights.alone), strict=True
        )
        return [
            SourceLikelihoods(
                start,
                candidates,
                evidence,
                np.where(candidates, compute_likelihoods(evidence, weights.in_story), 0),
            )
            for start, candidates, evidence in every
        ]

    def compute_average_precision(self, number: int, weights: EvidenceWeights) -> float:
        """Return the average precision of the likelihoods of a story's pairs; open pairs don't count."""
        values, truths = [], []
        blocks = self.compute_likelihoods(number, weights)
        for block, labels in zip(blocks, self._pairs[number][0].labels, strict=True):
            values.append(block.likelihoods[labels >= 0])
            truths.append(labels[labels >= 0])
        return float(average_precision_score(np.concatenate(truths), np.concatenate(values)))

    def _fit_weights(self, training: frozenset[int]) -> EvidenceWeights:
        if training not in self._weights:
            pairs = [(pairs, one) for one in sorted(training) for pairs in self._pairs[one]]
            with_story = [
                self._add_story_evidence(story, self._fit_alone(training - {one} or training))
                for story, one in pairs
            ]
            in_story = _fit(with_story, [story for story, _ in pairs])
            self._weights[training] = EvidenceWeights(
                self._fit_alone(training), in_story, confident=1.0, joined=1.0, possible=1.0
            )
        return self._weights[training]

    def _add_story_evidence(self, pairs: StoryPairs, alone: Floats) -> list[Floats]:
        """Return all evidence in a story's pairs, with what `alone` says of the others."""
        story = StoryEvidence(pairs.source_of)
        left_out = [kind in self.without for kind in STORY_KINDS]
        found = []
        for start, evidence, candidates in zip(pairs.starts, pairs.evidence, pairs.candidates, strict=True):
            likelihoods = np.where(candidates, compute_likelihoods(evidence, alone), 0)
            of_story = story.add_source(start, likelihoods)
            of_story[left_out] = 0
            found.append(np.concatenate([evidence, of_story]))
        return found

    def _fit_alone(self, training: frozenset[int]) -> Floats:
        if training not in self._alone:
            pairs = [pairs for one in sorted(training) for pairs in self._pairs[one]]
            self._alone[training] = _fit([story.evidence for story in pairs], pairs)
        return self._alone[training]


def measure_story_pairs(story: LabelledStory) -> StoryPairs:
    """Return the evidence in the pairs of a story, each by itself."""
    pairs = PairEvidence(story.evidence)
    starts, evidence, candidates, labels = [], [], [], []
    end = 0
    for source in story.evidence:
        start, end = end, end + len(source)
        if 0 < start < end:
            measured, flags = pairs.measure_source(start, end)
            starts.append(start)
            evidence.append(measured)
            candidates.append(flags)
            labels.append(story.labels[:start, start:end])
    return StoryPairs(story.source_of, tuple(starts), tuple(evidence), tuple(candidates), tuple(labels))


def list_variants(story: LabelledStory) -> list[LabelledStory]:
    """Return a story as it is, with its sources in reverse, and with few of its sources, always the same."""
    count = len(story.articles)
    random = np.random.default_rng(0)
    orders = [list(range(count)), list(reversed(range(count)))]
    orders += [random.permutation(count)[:SMALL_STORY].tolist() for _ in range(SMALL_STORIES)]
    return [reorder_story(story, order) for order in orders]


def reorder_story(story: LabelledStory, order: Sequence[int]) -> LabelledStory:
    """Return a story with these of its sources, by number, in this order."""
    names = list(story.articles)
    numbers = np.concatenate([np.flatnonzero(story.source_of == source) for source in order])
    new_number = {int(old): new for new, old in enumerate(numbers)}
    claims = (
        Claim(
            claim.words,
            {
                names[source]: tuple(new_number[n] for n in claim.cells[names[source]])
                for source in order
                if names[source] in claim.cells
            },
            claim.difference,
        )
        for claim in story.claims
    )
    return replace(
        story,
        articles={names[source]: story.articles[names[source]] for source in order},
        evidence=tuple(story.evidence[source] for source in order),
        sentences=tuple(story.sentences[number] for number in numbers),
        source_of=np.repeat(np.arange(len(order)), [len(story.evidence[source]) for source in order]),
        labels=story.labels[np.ix_(numbers, numbers)],
        claims=tuple(claims),
    )


def choose_thresholds(
    weights: EvidenceWeights, by_others: Sequence[tuple[LabelledStory, Sequence[SourceLikelihoods]]]
) -> EvidenceWeights:
    """Return weights with the thresholds that suit these stories best.

    The likelihoods of each story come from weights that were fitted to others.
    """

    def measure(chosen: EvidenceWeights) -> LinkFigures:
        return add_figures(measure_links(story, likelihoods, chosen) for story, likelihoods in by_others)

    confident = max(
        (
            replace(weights, confident=confident, joined=joined, possible=min(POSSIBLE_CHOICES))
            for confident in CONFIDENT_CHOICES
            for joined in JOINED_CHOICES
        ),
        key=lambda chosen: _rate_confident(measure(chosen)),
    )
    return max(
        (replace(confident, possible=possible) for possible in POSSIBLE_CHOICES),
        key=lambda chosen: _rate_possible(measure(chosen)),
    )


def _rate_confident(figures: LinkFigures) -> tuple[bool, float]:
    precision = figures.confident_right / max(1, figures.confident)
    is_enough = precision >= LEAST_PRECISION
    return is_enough, figures.confident_right if is_enough else precision


def _rate_possible(figures: LinkFigures) -> tuple[bool, float]:
    precision = figures.possible_right / max(1, figures.possible)
    is_enough = precision >= LEAST_POSSIBLE_PRECISION
    return is_enough, figures.possible_right if is_enough else precision


def _leave_out(pairs: StoryPairs, without: Set[str]) -> StoryPairs:
    """Return pairs with evidence of some kinds set to 0."""
    left_out = [kind in without for kind in PAIR_KINDS]
    for evidence in pairs.evidence:
        evidence[left_out] = 0
    return pairs


def _fit(evidence: Iterable[Sequence[Floats]], stories: Sequence[StoryPairs]) -> Floats:
    """Return a weight for each kind of evidence, and the constant."""
    samples, truths = [], []
    for measured, story in zip(evidence, stories, strict=True):
        for one, candidates, labels in zip(measured, story.candidates, story.labels, strict=True):
            chosen = candidates & (labels >= 0)
            samples.append(one[:, chosen].T)
            truths.append(labels[chosen])
    x, y = np.concatenate(samples), np.concatenate(truths)
    means, deviations = x.mean(axis=0), x.std(axis=0) + 1e-9
    model: Any = LogisticRegression(C=REGULARISATION, max_iter=5000).fit((x - means) / deviations, y)
    weights = model.coef_[0] / deviations
    return np.append(weights, model.intercept_[0] - weights @ means)
