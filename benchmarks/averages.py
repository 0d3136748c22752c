"""Averages that several benchmarks use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Scores(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def mean(values: Iterable[float]) -> float:
    """Return the arithmetic mean; 0 if there are no values."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def harmonic_mean(a: float, b: float) -> float:
    """Return the harmonic mean; 0 of two zeros."""
    return 2 * a * b / (a + b) if a + b else 0.0


def compute_scores(right: float, given: float, found: float, wanted: float) -> Scores:
    """Return precision `right / given`, recall `found / wanted` and F1; 0 for a division by zero."""
    precision = right / given if given else 0.0
    recall = found / wanted if wanted else 0.0
    return Scores(precision, recall, harmonic_mean(precision, recall))


def per_cent(part: float, whole: float) -> float | None:
    """Return a share in per cent with one decimal; `None` if `whole` is 0."""
    return round(100 * part / whole, 1) if whole else None
