"""Link the sentences of different sources that report the same thing (`scoring` tells how likely that is).

The sources are taken in their order, and the weights for a source's sentences come from it and the
sources before it. So a source that is added at the end changes no link between those that were there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from build_scripts.comparison.evidence import synonyms as kindred
from build_scripts.comparison.evidence.sentence_evidence import Evidence
from build_scripts.comparison.figures import figures
from build_scripts.comparison.linking.extra_evidence import (
    CONFIDENT,
    POSSIBLE,
    RIVALS,
    SAME_COUNT,
    count_the_same,
)
from build_scripts.comparison.linking.score import Scored, Scorer, scored
from build_scripts.models import Span

__all__ = ["CONFIDENT", "POSSIBLE", "Link", "links", "score_pairs"]

# A sentence has at most so many counterparts in another source, and they have it among their own.
COUNTERPARTS = 3


class Link(NamedTuple):
    """Two sentences, by number in the story, `earlier` in a source before that of `later`."""

    earlier: int
    later: int
    score: float


def links(sources: Sequence[Sequence[Evidence]], threshold: float) -> tuple[Link, ...]:
    """Return the links between the sentences of different sources with at least this score, in order.

    `sources` are each source's sentences; numbers run through all of them.
    """
    lengths = [len(every) for every in sources]
    number_of = np.repeat(np.arange(len(sources)), lengths).tolist()
    found = (link for _, one in scored(sources) for link in mutual(one, number_of, threshold))
    return tuple(sorted(found))


def score_pairs(first: Sequence[str], second: Sequence[str]) -> list[float]:
    """Return the score of each pair of sentences from two parallel lists, as `links` would give it.

    For benchmarks: the weights are fitted on all the sentences given. Raises UserError where no model is
    installed.
    """
    # Here alone does the comparison read sentences itself.
    from build_scripts.text import sentence_features as units
    from build_scripts.text.parser import load_parser

    parser, known, words = load_parser(), figures.knowledge(), kindred.knowledge()
    sentences = []
    for text in (*first, *second):
        whole = Span(0, len(text))
        tree = parser.parse(text, (whole,)).of(whole)
        unit = None if tree is None else units.of(tree)
        unit = unit and kindred.joined(unit, words)
        sentences.append(Evidence(text, whole, figures=figures.find(text, whole, (), known), units=unit))
    scorer = Scorer(sentences)
    scorer.grow(len(sentences))
    apart = scorer.rivals.apart(len(first))
    found = []
    for number in range(len(first)):
        pair = (number, len(first) + number)
        base = sum(reason.adds for reason in scorer.parts(*pair))
        base += SAME_COUNT * count_the_same(*(sentences[one] for one in pair))
        found.append(base + RIVALS * float(apart[number, number]))
    return found


def mutual(found: Scored, number_of: Sequence[int], threshold: float) -> Iterator[Link]:
    """Give the pairs above the threshold that are among the best counterparts on both sides."""
    scores = found.scores()
    rows, columns = np.nonzero(scores >= threshold)
    reached = scores[rows, columns]
    order = np.lexsort((rows, columns, -reached))
    mine_taken: dict[tuple[int, int], int] = {}
    its_taken: dict[int, int] = {}
    for row, column, score in zip(
        rows[order].tolist(), columns[order].tolist(), reached[order].tolist(), strict=True
    ):
        mine = (number_of[row], column)
        mine_taken[mine] = mine_taken.get(mine, 0) + 1
        its_taken[row] = its_taken.get(row, 0) + 1
        if mine_taken[mine] <= COUNTERPARTS and its_taken[row] <= COUNTERPARTS:
            yield Link(row, found.start + column, score)
