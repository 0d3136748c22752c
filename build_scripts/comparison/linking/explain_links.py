"""Explain why two sentences were linked, and how far a sentence without a link was from one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, read_sentence_evidence
from build_scripts.comparison.linking.link_sentences import find_mutual_links
from build_scripts.comparison.linking.score import SentenceScorer, SourceScores, score_sources
from build_scripts.comparison.linking.score_weights import (
    CONFIDENT_THRESHOLD,
    POSSIBLE_THRESHOLD,
    ScoreReason,
)
from build_scripts.models import Article, SourceSentence

LinkLevel = Literal["confident", "possible", "none"]
# The numbers of two sentences in the story, the earlier source's first.
NumberPair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """Two sentences of different sources, their score, and the reasons for it.

    `level` is "none" for a pair that is not linked. The reasons add up to the score, but for rounding.
    """

    one: SourceSentence
    other: SourceSentence
    score: float
    level: LinkLevel
    reasons: tuple[ScoreReason, ...]


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """The links of a story, possible ones included, and for each sentence without a link its best pair.

    `nearest_pairs` includes sentences with possible links only, unless such links count.
    """

    links: tuple[ExplainedPair, ...]
    nearest_pairs: tuple[ExplainedPair, ...]


def explain_links(
    articles: Sequence[Article], *, words: ComparisonWords, possible: bool = False
) -> LinkExplanation:
    """Return why the sentences of these articles are linked or not, without an editor's curation.

    With `possible`, possible links count as links. Both lists are in the order of the sentences; in
    `nearest_pairs` the sentence without a link is the first of its pair. Sentences that share nothing with
    any other are left out.
    """
    evidence = [read_sentence_evidence(article, words) for article in articles]
    names = [(a.id, one.span) for a, every in zip(articles, evidence, strict=True) for one in every]
    source_of = np.repeat(np.arange(len(evidence)), [len(every) for every in evidence]).tolist()
    links: dict[NumberPair, ExplainedPair] = {}
    nearest: dict[int, ExplainedPair] = {}
    for scorer, scores in score_sources(evidence):
        for link in find_mutual_links(scores, source_of, POSSIBLE_THRESHOLD):
            level: LinkLevel = "confident" if link.score >= CONFIDENT_THRESHOLD else "possible"
            pair = (link.earlier, link.later)
            links[pair] = _explain_pair(names, scorer, scores, pair, level)
        _update_nearest(nearest, names, scorer, scores)
    threshold = POSSIBLE_THRESHOLD if possible else CONFIDENT_THRESHOLD
    linked = {number for pair, link in links.items() if link.score >= threshold for number in pair}
    return LinkExplanation(
        links=tuple(links[pair] for pair in sorted(links)),
        nearest_pairs=tuple(_choose_nearest(nearest, names, links.values(), linked)),
    )


def _update_nearest(
    nearest: dict[int, ExplainedPair],
    names: Sequence[SourceSentence],
    scorer: SentenceScorer,
    scores: SourceScores,
) -> None:
    """Replace the pair of each sentence in `nearest` by one of these scores if that is higher."""
    for pair in _find_candidates(scores):
        score = scores.compute_score(pair[0], pair[1] - scores.first_number)
        improved = [n for n in pair if score > 0 and (n not in nearest or score > nearest[n].score)]
        if improved:
            explained = _explain_pair(names, scorer, scores, pair, "none")
            nearest.update(dict.fromkeys(improved, explained))


def _find_candidates(scores: SourceScores) -> Iterator[NumberPair]:
    """Yield the pairs that may score highest for a sentence: by base score, or with extra evidence."""
    first = scores.first_number
    for column in range(scores.base_scores.shape[1]):
        yield int(np.argmax(scores.base_scores[:, column])), first + column
    for row, column in enumerate(np.argmax(scores.base_scores, axis=1).tolist()):
        yield row, first + column
    for row, column in scores.extra_reasons:
        yield row, first + column


def _choose_nearest(
    nearest: Mapping[int, ExplainedPair],
    names: Sequence[SourceSentence],
    links: Iterable[ExplainedPair],
    linked: set[int],
) -> Iterator[ExplainedPair]:
    """Yield the nearest pair of each sentence that is not linked, that sentence first."""
    by_sentences = {(link.one, link.other): link for link in links}
    for number, name in enumerate(names):
        if number in nearest and number not in linked:
            pair = nearest[number]
            yield _put_first(by_sentences.get((pair.one, pair.other), pair), name)


def _explain_pair(
    names: Sequence[SourceSentence],
    scorer: SentenceScorer,
    scores: SourceScores,
    pair: NumberPair,
    level: LinkLevel,
) -> ExplainedPair:
    cell = (pair[0], pair[1] - scores.first_number)
    reasons = (*scorer.find_base_reasons(*pair), *scores.find_extra_reasons(*cell))
    return ExplainedPair(names[pair[0]], names[pair[1]], scores.compute_score(*cell), level, reasons)


def _put_first(pair: ExplainedPair, first: SourceSentence) -> ExplainedPair:
    """Return a pair with this one of its sentences first."""
    other = pair.other if pair.one == first else pair.one
    return ExplainedPair(first, other, pair.score, pair.level, pair.reasons)
