"""Score a similarity of sentences on labelled pairs from different articles about one event."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypedDict

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.averages import compute_scores
from build_scripts.comparison.evidence.evidence_weights import (
    PAIR_KINDS,
    PairEvidenceKind,
    compute_likelihoods,
)
from build_scripts.comparison.evidence.named_facts import find_date_parts, find_numbers
from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence, load_comparison_words
from build_scripts.comparison.evidence.sentence_tokens import SentenceTokens, read_sentence_tokens
from build_scripts.comparison.evidence.synonyms import merge_synonyms
from build_scripts.comparison.linking.pair_evidence import PairEvidence
from build_scripts.models import Span
from build_scripts.text.date_expressions import find_dates
from build_scripts.text.parser import load_parser
from build_scripts.text.sentence_encoder import SentenceEncoder
from build_scripts.text.sentence_features import extract_sentence_features

ONLY_IN_ARTICLES: tuple[PairEvidenceKind, ...] = (
    "fits better by letters",
    "fits better by meaning",
    "same place in the article",
    "late in both articles",
)

Similarity = Callable[[list[str], list[str]], Sequence[float]]


class Pair(TypedDict):
    """Two sentences of one topic; `label` is 1 where they report the same."""

    topic: str
    a: str
    b: str
    label: int


class Best(NamedTuple):
    """The best F1 over all thresholds, with its threshold, precision and recall."""

    f1: float
    threshold: float
    precision: float
    recall: float


def load_similarity(name: str) -> Similarity:
    """Return the function that `module:function` names; it takes two parallel lists of sentences."""
    module, _, function = name.rpartition(":")
    found: Similarity = getattr(importlib.import_module(module), function)
    return found


def char_tfidf(a: list[str], b: list[str]) -> list[float]:
    """Return the baseline: cosines of character 3-to-5-gram TF-IDF vectors fitted on the sentences given."""
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(3, 5)).fit(sorted(set(a) | set(b)))
    cosines: list[float] = vectors.transform(a).multiply(vectors.transform(b)).sum(axis=1).A1.tolist()
    return cosines


def compute_pair_likelihoods(first: list[str], second: list[str]) -> list[float]:
    """Return the project's likelihood of each pair of sentences from two parallel lists, each by itself.

    The words are weighted by all the sentences given. What only whole articles show (places, and how well a
    sentence fits others) is left out.
    """
    words = load_comparison_words()
    encoder, parser = words.encoder, load_parser()
    sentences = []
    for text, tokens in zip((*first, *second), _read_tokens((*first, *second), encoder), strict=True):
        whole = Span(0, len(text))
        tree = parser.parse(text, (whole,)).find_tree(whole)
        features = None if tree is None else merge_synonyms(extract_sentence_features(tree), words.synonyms)
        numbers = find_numbers(text, words.figures)
        dates = find_date_parts(find_dates(text, whole, words.dates))
        sentences.append(
            SentenceEvidence(text, whole, features=features, numbers=numbers, date_parts=dates, tokens=tokens)
        )
    evidence = PairEvidence([sentences[: len(first)], sentences[len(first) :]])
    measured, _ = evidence.measure_source(len(first), len(sentences))
    of_pairs = measured.diagonal(axis1=1, axis2=2).copy()
    for kind in ONLY_IN_ARTICLES:
        of_pairs[PAIR_KINDS.index(kind)] = 0
    found: list[float] = compute_likelihoods(of_pairs, words.weights.alone).tolist()
    return found


def _read_tokens(texts: Sequence[str], encoder: SentenceEncoder) -> tuple[SentenceTokens, ...]:
    """Return the tokens of sentences as if they were one article's."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    spans = [Span(end - len(text) - 1, end - 1) for end, text in zip(ends, texts, strict=True)]
    return read_sentence_tokens("\n".join(texts), spans, [()] * len(spans), encoder)


def score_pairs(pairs: Sequence[Pair], similarity: Similarity) -> list[float]:
    """Return the similarity of each pair, computed by topic as the project compares one story at a time."""
    values = [0.0] * len(pairs)
    for topic in sorted({p["topic"] for p in pairs}):
        indexes = [i for i, p in enumerate(pairs) if p["topic"] == topic]
        found = similarity([pairs[i]["a"] for i in indexes], [pairs[i]["b"] for i in indexes])
        for i, value in zip(indexes, found, strict=True):
            values[i] = float(value)
    return values


def iterate_thresholds(
    labels: Sequence[int], values: Sequence[float]
) -> Iterator[tuple[int, int, float, float | None]]:
    """Yield for each distinct value, from the highest: aligned pairs and pairs so far, it, the next one."""
    order = sorted(range(len(values)), key=lambda i: -values[i])
    aligned = 0
    for seen, i in enumerate(order, 1):
        aligned += labels[i]
        following = values[order[seen]] if seen < len(order) else None
        if following != values[i]:
            yield aligned, seen, values[i], following


def average_precision(labels: Sequence[int], values: Sequence[float]) -> float:
    """Return average precision; ties share one threshold, as in scikit-learn."""
    positives = sum(labels)
    total = last_recall = 0.0
    for aligned, seen, _, _ in iterate_thresholds(labels, values):
        recall = aligned / positives if positives else 0.0
        total += (recall - last_recall) * aligned / seen
        last_recall = recall
    return total


def best_f1(labels: Sequence[int], values: Sequence[float], prevalence: float | None = None) -> Best:
    """Return the best F1 over all thresholds.

    With `prevalence`, the pairs that do not belong together are weighted so that the others make up that
    share: a sample of pairs has far more of them than whole articles have.
    """
    positives = sum(labels)
    weight = 1.0
    if prevalence and 0 < positives < len(labels):
        weight = positives * (1 - prevalence) / prevalence / (len(labels) - positives)
    best = Best(0.0, float("inf"), 0.0, 0.0)
    for aligned, seen, value, following in iterate_thresholds(labels, values):
        given = aligned + (seen - aligned) * weight
        found = compute_scores(aligned, given, aligned, positives)
        if found.f1 > best.f1:
            below = value - 1e-9 if following is None else following
            best = Best(found.f1, (value + below) / 2, found.precision, found.recall)
    return best
