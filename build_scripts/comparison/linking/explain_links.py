"""Say why two sentences were linked, and what a sentence that is linked with nothing lacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, read_sentence_evidence
from build_scripts.comparison.linking.extra_evidence import (
    CONFIDENT_THRESHOLD,
    POSSIBLE_THRESHOLD,
    ScoreReason,
)
from build_scripts.comparison.linking.link_sentences import find_mutual_links
from build_scripts.comparison.linking.score import SentenceScorer, SourceScores, score_sources
from build_scripts.models import Article, Span

SourceSentence = tuple[str, Span]
LinkLevel = Literal["confident", "possible", "none"]


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """Two sentences of different sources (each a source's id and a span), how they score, and why.

    `level` is "none" for a pair that is not linked. The reasons add up to the score, but for rounding.
    """

    one: SourceSentence
    other: SourceSentence
    score: float
    level: LinkLevel
    reasons: tuple[ScoreReason, ...]


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """The links of a story, possible ones too, and for each sentence without one the pair that came nearest.

    `nearest_pairs` has also those that only a possible link holds, unless such links count.
    """

    links: tuple[ExplainedPair, ...]
    nearest_pairs: tuple[ExplainedPair, ...]


def explain_links(
    articles: Sequence[Article], *, knowledge: ComparisonWords, possible: bool = False
) -> LinkExplanation:
    """Return why the sentences of these articles are linked or not, as the comparison does without an editor.

    Both lists are in the order of the sentences; in `nearest_pairs` the sentence without a link stands first.
    A sentence that shares nothing with any other isn't there.
    """
    seen = [read_sentence_evidence(article, knowledge) for article in articles]
    names = [(a.id, one.span) for a, every in zip(articles, seen, strict=True) for one in every]
    number_of = np.repeat(np.arange(len(seen)), [len(every) for every in seen]).tolist()
    found: list[tuple[int, int, ExplainedPair]] = []
    nearest: dict[int, ExplainedPair] = {}
    for scorer, one in score_sources(seen):
        for link in find_mutual_links(one, number_of, POSSIBLE_THRESHOLD):
            level: LinkLevel = "confident" if link.score >= CONFIDENT_THRESHOLD else "possible"
            explained = _explained(names, scorer, one, (link.earlier, link.later), level)
            found.append((link.earlier, link.later, explained))
        columns = range(one.base_scores.shape[1])
        pairs = [(int(np.argmax(one.base_scores[:, c])), one.first_number + c) for c in columns]
        pairs += [
            (row, one.first_number + int(c)) for row, c in enumerate(np.argmax(one.base_scores, axis=1))
        ]
        pairs += [(row, one.first_number + c) for row, c in one.extra_reasons]
        for pair in pairs:
            score = one.compute_score(pair[0], pair[1] - one.first_number)
            better = [n for n in pair if score > 0 and (n not in nearest or score > nearest[n].score)]
            if better:
                explained = _explained(names, scorer, one, pair, "none")
                for number in better:
                    nearest[number] = explained
    enough = POSSIBLE_THRESHOLD if possible else CONFIDENT_THRESHOLD
    linked = {number for *pair, link in found if link.score >= enough for number in pair}
    links = {(link.one, link.other): link for *_, link in found}
    nearest = {number: links.get((pair.one, pair.other), pair) for number, pair in nearest.items()}
    return LinkExplanation(
        links=tuple(explained for *_, explained in sorted(found, key=lambda link: link[:2])),
        nearest_pairs=tuple(
            _turned(nearest[n], names[n]) for n in range(len(names)) if n in nearest and n not in linked
        ),
    )


def _explained(
    names: Sequence[SourceSentence],
    scorer: SentenceScorer,
    found: SourceScores,
    pair: tuple[int, int],
    level: LinkLevel,
) -> ExplainedPair:
    place = (pair[0], pair[1] - found.first_number)
    reasons = (*scorer.find_base_reasons(*pair), *found.find_extra_reasons(*place))
    return ExplainedPair(names[pair[0]], names[pair[1]], found.compute_score(*place), level, reasons)


def _turned(found: ExplainedPair, first: SourceSentence) -> ExplainedPair:
    """Return a pair with this sentence first."""
    other = found.other if found.one == first else found.one
    return ExplainedPair(first, other, found.score, found.level, found.reasons)
