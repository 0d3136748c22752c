"""Figures in a text, with what they count. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.figures import figures
from build_scripts.models import Span
from build_scripts.text import dates
from tests.helpers.paths import read_cases

FIGURES = read_cases("figures")
KNOWN = comparing.knowledge()


def spelt(figure: figures.Figure, text: str) -> str:
    low, high = (f"{value.normalize():f}" for value in (figure.low, figure.high))
    parts = (
        low if low == high else f"{low}-{high}",
        figure.bound,
        figure.dimension,
        figure.counted,
        figure.outcome,
        "~" if figure.approximate else None,
        "?" if figure.vague else None,
    )
    return f"{figure.span.of(text)} | {' '.join(part for part in parts if part)}"


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case["text"])
def test_figures_are_read_with_what_they_count(case: dict[str, Any]) -> None:
    text, whole = case["text"], Span(0, len(case["text"]))
    dated = [e.span for e in dates.find(text, whole, KNOWN.dates)]
    assert [spelt(f, text) for f in figures.find(text, whole, dated, KNOWN.figures)] == case["figures"]
