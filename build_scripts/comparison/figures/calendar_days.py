"""Find the days and years that a sentence names, as figures that only differ if they are of one act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from build_scripts.comparison.figures.clock_times import ClockWords, find_words_around
from build_scripts.comparison.figures.figures import DAY, YEAR, Figure, overlaps_any
from build_scripts.models import Span
from build_scripts.text.date_expressions import DateExpression

# A year that stands alone, without month or day.
YEAR_ALONE = re.compile(r"(?<=\bin )(?:1[0-9]{3}|20[0-9]{2})(?![\w,.:-]*\d)\b")


def find_days(text: str, span: Span, dates: Iterable[DateExpression], words: ClockWords) -> Iterator[Figure]:
    """Yield the days of the year ("May 3"), then the years ("in 1864") that `span` of `text` names.

    `dates` are those found in it; `context_words` are the stems of the content words around each. What is
    counted from the day of publication is left out, and so are weekdays: they are as often those on which
    somebody said it.
    """
    dates = sorted(dates, key=lambda found: found.span)
    taken = [found.span for found in dates]
    ends = [date.end for date in taken]
    for found in dates:
        if found.is_absolute and found.month is not None and found.day is not None:
            yield _make_day(text, span, found.span, (DAY, 31 * found.month + found.day), words)
    for match in YEAR_ALONE.finditer(text, *span):
        year = Span(*match.span())
        if not overlaps_any(year, taken, ends):
            yield _make_day(text, span, year, (YEAR, int(match.group())), words)


def _make_day(text: str, span: Span, day: Span, size: tuple[str, int], words: ClockWords) -> Figure:
    dimension, number = size
    return Figure(
        span=day,
        low=Decimal(number),
        high=Decimal(number),
        bound="exactly",
        approximate=False,
        vague=False,
        dimension=dimension,
        counted_noun=None,
        outcome=None,
        context_words=find_words_around(text, span, day, words),
    )
