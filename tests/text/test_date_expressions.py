"""Dates in running text."""

from __future__ import annotations

from typing import Any

import pytest

from build_scripts.models import Span
from build_scripts.text.date_expressions import DateExpression, find_dates, load_date_words
from tests.helpers.paths import read_cases

CASES = read_cases("date_expressions")
KNOWN = load_date_words()


def spelt(expression: DateExpression) -> str:
    if expression.weekday is not None:
        return f"weekday {expression.weekday}" + (f" {expression.modifier}" if expression.modifier else "")
    if expression.unit is not None:
        month = f", month {expression.month}" if expression.month else ""
        day = f", day {expression.day}" if expression.day else ""
        roughly = ", roughly" if expression.is_rough else ""
        return f"{expression.unit} {expression.offset}{month}{day}{roughly}"
    parts = (expression.year, expression.month, expression.day)
    return "-".join("?" if part is None else f"{part:02}" for part in parts)


@pytest.mark.parametrize("case", CASES["expressions"], ids=lambda case: case["text"])
def test_dates_are_found_and_read(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_dates(text, Span(0, len(text)), KNOWN)
    assert [f"{e.span.extract(text)} = {spelt(e)}" for e in found] == case["found"]
