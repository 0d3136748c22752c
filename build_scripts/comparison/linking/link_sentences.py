"""Link the sentences of different sources that report the same thing (`score` tells how likely that is).

The sources are taken in their order, and the weights for a source's sentences come from it and the
sources before it. So a source that is added at the end changes no link between those that were there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.synonyms import load_synonyms, merge_synonyms
from build_scripts.comparison.figures.figure_patterns import load_figure_words
from build_scripts.comparison.figures.figures import find_figures
from build_scripts.comparison.linking.extra_evidence import (
    CONFIDENT_THRESHOLD,
    POSSIBLE_THRESHOLD,
    RIVALS_PENALTY,
    SAME_COUNT_BONUS,
    count_same_thing,
)
from build_scripts.comparison.linking.score import SentenceScorer, SourceScores, score_sources
from build_scripts.models import Span

__all__ = ["CONFIDENT_THRESHOLD", "POSSIBLE_THRESHOLD", "SentenceLink", "link_sentences", "score_pairs"]

# A sentence has at most so many counterparts in another source, and they have it among their own.
MOST_COUNTERPARTS = 3


class SentenceLink(NamedTuple):
    """Two sentences, by number in the story, `earlier` in a source before that of `later`."""

    earlier: int
    later: int
    score: float


def link_sentences(
    sources: Sequence[Sequence[SentenceEvidence]], threshold: float
) -> tuple[SentenceLink, ...]:
    """Return the links between the sentences of different sources with at least this score, in order.

    `sources` are each source's sentences; numbers run through all of them.
    """
    lengths = [len(every) for every in sources]
    number_of = np.repeat(np.arange(len(sources)), lengths).tolist()
    found = (
        link for _, one in score_sources(sources) for link in find_mutual_links(one, number_of, threshold)
    )
    return tuple(sorted(found))


def score_pairs(first: Sequence[str], second: Sequence[str]) -> list[float]:
    """Return the score of each pair of sentences from two parallel lists, as `link_sentences` would give it.

    For benchmarks: the weights are fitted on all the sentences given. Raises UserError where no model is
    installed.
    """
    # Here alone does the comparison read sentences itself.
    from build_scripts.text.parser import load_parser
    from build_scripts.text.sentence_features import extract_sentence_features

    parser, known, words = load_parser(), load_figure_words(), load_synonyms()
    sentences = []
    for text in (*first, *second):
        whole = Span(0, len(text))
        tree = parser.parse(text, (whole,)).find_tree(whole)
        unit = None if tree is None else extract_sentence_features(tree)
        unit = unit and merge_synonyms(unit, words)
        sentences.append(
            SentenceEvidence(text, whole, figures=find_figures(text, whole, (), known), features=unit)
        )
    scorer = SentenceScorer(sentences)
    scorer.extend_to(len(sentences))
    apart = scorer.rivals.find_rival_pairs(len(first))
    found = []
    for number in range(len(first)):
        pair = (number, len(first) + number)
        base = sum(reason.score_change for reason in scorer.find_base_reasons(*pair))
        base += SAME_COUNT_BONUS * count_same_thing(*(sentences[one] for one in pair))
        found.append(base + RIVALS_PENALTY * float(apart[number, number]))
    return found


def find_mutual_links(
    found: SourceScores, number_of: Sequence[int], threshold: float
) -> Iterator[SentenceLink]:
    """Give the pairs above the threshold that are among the best counterparts on both sides."""
    scores = found.compute_scores()
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
        if mine_taken[mine] <= MOST_COUNTERPARTS and its_taken[row] <= MOST_COUNTERPARTS:
            yield SentenceLink(row, found.first_number + column, score)
