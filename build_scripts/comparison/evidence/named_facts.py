"""Find the numbers of a sentence and the parts of its dates, in forms that are equal across outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_scripts.comparison.figures.figure_patterns import FigureWords
from build_scripts.text.date_expressions import DateExpression

NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")


def find_numbers(sentence: str, words: FigureWords) -> frozenset[str]:
    """Return the numbers of a sentence in digits, spelt-out ones too; "one" is no number."""
    found = set()
    for match in NUMBER_OR_WORD.finditer(sentence.casefold()):
        token = match.group()
        if token[0].isdigit():
            found.add(THOUSANDS.sub("", token))
        elif words.numerals.get(token, 1) > 1:
            found.add(str(words.numerals[token]))
    return frozenset(found)


def find_date_parts(dates: Iterable[DateExpression]) -> frozenset[str]:
    """Return the weekdays and months that dates name, as "weekday 2" (Monday is 0) and "month 11"."""
    named = [(f"weekday {date.weekday}", date.weekday) for date in dates]
    named += [(f"month {date.month}", date.month) for date in dates]
    return frozenset(name for name, number in named if number is not None)
