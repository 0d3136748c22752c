"""Score a similarity of sentences on labelled pairs from different articles about one event."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.averages import compute_scores

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
