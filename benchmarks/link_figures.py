"""Count how many of a story's links, of its "only here", and of its claims are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from benchmarks.labelled_stories import LabelledStory
from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights
from build_scripts.comparison.linking.likelihoods import SourceLikelihoods
from build_scripts.comparison.linking.link_sentences import LinkedStory, group_by_likelihood
from build_scripts.comparison.linking.sentence_groups import find_possible_counterparts

NumberPair = tuple[int, int]

# A claim of at least this share of the sources, and of at least three, should stand in one row.
SHARE_OF_WIDE_CLAIMS = 0.6
FEWEST_SOURCES_OF_WIDE_CLAIMS = 3


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """Counts of one or several stories.

    `listed` are the pairs of sentences that report the same; `confident` and `possible` are pairs linked so
    or better, with the right ones among them. `alone` are the sentences of which the site says that only one
    source reports it, `truly_alone` those of which the list says so. `claims_found` are claims of which a
    pair is linked; `widest_rows` are, for each claim of most sources, the shares of these in one row.
    """

    listed: int
    confident: int
    confident_right: int
    possible: int
    possible_right: int
    alone: int
    alone_right: int
    truly_alone: int
    claims: int
    claims_found: int
    widest_rows: tuple[float, ...]

    def format_line(self) -> str:
        """Return the figures in one line."""
        confident = _format_precision_and_recall(self.confident_right, self.confident, self.listed)
        possible = _format_precision_and_recall(self.possible_right, self.possible, self.listed)
        alone = _format_precision_and_recall(self.alone_right, self.alone, self.truly_alone)
        widest = f"{np.mean(self.widest_rows):.2f} of {len(self.widest_rows)}" if self.widest_rows else "-"
        return (
            f"confident {confident}; with possible {possible}; only here {alone}; "
            f"claims found {self.claims_found} of {self.claims}; widest row {widest}"
        )


def measure_links(
    story: LabelledStory, likelihoods: Iterable[SourceLikelihoods], weights: EvidenceWeights
) -> LinkFigures:
    """Return the figures of a story that is linked by these likelihoods; open pairs count neither way."""
    linked = group_by_likelihood(story.evidence, likelihoods, weights)
    rows = [group.members for group in linked.grouped.groups]
    confident = {pair for row in rows for pair in _list_cross_pairs(row, linked.source_of)}
    possible = confident | {pair for row in rows for pair in _list_possible_pairs(row, linked, weights)}
    listed = {(int(i), int(j)) for i, j in zip(*np.nonzero(np.triu(story.labels == 1)), strict=True)}
    reported, doubtful = (story.labels == 1).any(axis=1), (story.labels == -1).any(axis=1)
    linked_sentences = {number for pair in possible for number in pair}
    alone = [
        n
        for n in range(len(story.sentences))
        if n not in linked_sentences and (reported[n] or not doubtful[n])
    ]
    certain, maybe = ({pair for pair in pairs if story.labels[pair] >= 0} for pairs in (confident, possible))
    return LinkFigures(
        listed=len(listed),
        confident=len(certain),
        confident_right=len(certain & listed),
        possible=len(maybe),
        possible_right=len(maybe & listed),
        alone=len(alone),
        alone_right=sum(not reported[n] for n in alone),
        truly_alone=int((~reported & ~doubtful).sum()),
        claims=len(story.claims),
        claims_found=sum(_is_found(claim.cells.values(), confident) for claim in story.claims),
        widest_rows=tuple(_measure_widest_rows(story, rows)),
    )


def add_figures(figures: Iterable[LinkFigures]) -> LinkFigures:
    """Return the figures of several stories together."""
    every = list(figures)
    sums = {
        name: sum(getattr(one, name) for one in every)
        for name in LinkFigures.__dataclass_fields__
        if name != "widest_rows"
    }
    return LinkFigures(**sums, widest_rows=tuple(share for one in every for share in one.widest_rows))


def _format_precision_and_recall(right: int, found: int, listed: int) -> str:
    precision, recall = right / found if found else 1.0, right / listed if listed else 1.0
    f1 = 2 * right / (found + listed) if found + listed else 1.0
    return f"P {precision:.2f} R {recall:.2f} F1 {f1:.2f}"


def _list_cross_pairs(members: Sequence[int], source_of: Sequence[int]) -> Iterable[NumberPair]:
    return (pair for pair in combinations(members, 2) if source_of[pair[0]] != source_of[pair[1]])


def _list_possible_pairs(
    members: Sequence[int], linked: LinkedStory, weights: EvidenceWeights
) -> Iterable[NumberPair]:
    others = find_possible_counterparts(members, linked.grouped, linked.source_of, weights.possible)
    return ((min(pair), max(pair)) for other in others for pair in ((member, other) for member in members))


def _is_found(cells: Iterable[Sequence[int]], confident: set[NumberPair]) -> bool:
    return any(
        (min(a, b), max(a, b)) in confident
        for one, other in combinations(cells, 2)
        for a in one
        for b in other
    )


def _measure_widest_rows(story: LabelledStory, rows: Sequence[Sequence[int]]) -> Iterable[float]:
    """Yield for each claim of most sources the largest share of them that stands in one row."""
    for claim in story.claims:
        sentences = {number for cell in claim.cells.values() for number in cell}
        sources = {int(story.source_of[number]) for number in sentences}
        if len(sources) >= max(FEWEST_SOURCES_OF_WIDE_CLAIMS, SHARE_OF_WIDE_CLAIMS * len(story.articles)):
            yield max(
                len({int(story.source_of[n]) for n in sentences.intersection(row)}) / len(sources)
                for row in rows
            )
