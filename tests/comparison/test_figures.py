"""Figures in a text, with what they count. All texts are invented."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.figures.figures import Figure, find_figures
from build_scripts.models import Span
from build_scripts.text.date_expressions import find_dates
from tests.helpers.paths import read_cases

FIGURES = read_cases("figures")
KNOWN = load_comparison_words()


def spelt(figure: Figure, text: str) -> str:
    low, high = (f"{value.normalize():f}" for value in (figure.low, figure.high))
    parts = (
        low if low == high else f"{low}-{high}",
        figure.bound,
        figure.dimension,
        figure.counted_noun,
        figure.outcome,
        "~" if figure.approximate else None,
        "?" if figure.vague else None,
    )
    return f"{figure.span.extract(text)} | {' '.join(part for part in parts if part)}"


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case["text"])
def test_figures_are_found_with_the_things_they_count(case: dict[str, Any]) -> None:
    text, whole = case["text"], Span(0, len(case["text"]))
    dated = [e.span for e in find_dates(text, whole, KNOWN.dates)]
    assert [spelt(f, text) for f in find_figures(text, whole, dated, KNOWN.figures)] == case["figures"]


@pytest.mark.parametrize("number", ["1" + ",000" * 103, "9" * 310, "two" + " hundred" * 200])
def test_a_number_of_310_digits_is_no_size(number: str) -> None:
    text = f"The storm sank {number} ships and 12 boats."
    found = find_figures(text, Span(0, len(text)), (), KNOWN.figures)
    assert [spelt(figure, text) for figure in found] == ["12 | 12 exactly boat"]
