"""Link the sentences of different sources that report the same thing.

Two sentences are linked if their score (`score`) reaches a threshold (`score_weights.CONFIDENT_THRESHOLD`, or
`POSSIBLE_THRESHOLD` for an editor), and each is among the best matches of the other.

The sources are taken in their order, and the weights for a source's sentences come from it and the earlier
sources. So a source that is added at the end changes no link between the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.synonyms import load_synonyms, merge_synonyms
from build_scripts.comparison.figures.figure_patterns import load_figure_words
from build_scripts.comparison.figures.figures import find_figures
from build_scripts.comparison.linking.extra_evidence import count_same_thing
from build_scripts.comparison.linking.score import SentenceScorer, SourceScores, score_sources
from build_scripts.comparison.linking.score_weights import RIVALS_PENALTY, SAME_COUNT_BONUS
from build_scripts.models import Span

# A sentence is linked with at most this many sentences of another source.
MOST_COUNTERPARTS = 3


class SentenceLink(NamedTuple):
    """Two sentences by their numbers in the story; the source of `earlier` is before that of `later`."""

    earlier: int
    later: int
    score: float


def link_sentences(
    sources: Sequence[Sequence[SentenceEvidence]], threshold: float
) -> tuple[SentenceLink, ...]:
    """Return the links between sentences of different sources that score at least `threshold`, in order.

    `sources` holds the sentences of each source. Sentences are numbered through all sources.
    """
    lengths = [len(every) for every in sources]
    number_of = np.repeat(np.arange(len(sources)), lengths).tolist()
    found = (
        link for _, one in score_sources(sources) for link in find_mutual_links(one, number_of, threshold)
    )
    return tuple(sorted(found))


def score_pairs(first: Sequence[str], second: Sequence[str]) -> list[float]:
    """Return the score of each pair of sentences from two parallel lists, as `link_sentences` scores them.

    For benchmarks: the words are weighted by all the sentences given. Raises UserError if no language model
    is installed.
    """
    from build_scripts.text.parser import load_parser
    from build_scripts.text.sentence_features import extract_sentence_features

    parser, figure_words, synonyms = load_parser(), load_figure_words(), load_synonyms()
    sentences = []
    for text in (*first, *second):
        whole = Span(0, len(text))
        tree = parser.parse(text, (whole,)).find_tree(whole)
        features = None if tree is None else extract_sentence_features(tree)
        features = features and merge_synonyms(features, synonyms)
        figures = find_figures(text, whole, (), figure_words)
        sentences.append(SentenceEvidence(text, whole, figures=figures, features=features))
    scorer = SentenceScorer(sentences)
    scorer.extend_to(len(sentences))
    name_rivals = scorer.rivals.find_rival_pairs(len(first))
    scores = []
    for number in range(len(first)):
        pair = (number, len(first) + number)
        base = sum(reason.score_change for reason in scorer.find_base_reasons(*pair))
        base += SAME_COUNT_BONUS * count_same_thing(*(sentences[one] for one in pair))
        scores.append(base + RIVALS_PENALTY * float(name_rivals[number, number]))
    return scores


def find_mutual_links(
    source_scores: SourceScores, number_of: Sequence[int], threshold: float
) -> Iterator[SentenceLink]:
    """Yield the pairs that score at least `threshold` and are among the best matches of both sentences.

    `number_of` gives for each sentence the number of its source.
    """
    scores = source_scores.compute_scores()
    rows, columns = np.nonzero(scores >= threshold)
    reached = scores[rows, columns]
    order = np.lexsort((rows, columns, -reached))
    # Better matches so far: of each later sentence in each earlier source, and of each earlier sentence.
    later_uses: Counter[tuple[int, int]] = Counter()
    earlier_uses: Counter[int] = Counter()
    for row, column, score in zip(
        rows[order].tolist(), columns[order].tolist(), reached[order].tolist(), strict=True
    ):
        later = (number_of[row], column)
        later_uses[later] += 1
        earlier_uses[row] += 1
        if max(later_uses[later], earlier_uses[row]) <= MOST_COUNTERPARTS:
            yield SentenceLink(row, source_scores.first_number + column, score)
