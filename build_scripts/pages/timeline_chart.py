"""A picture of a timeline's dates on one line, made when the site is built.

Days are dots and what is only known to the month or the year is a dashed bar. Those who don't see the
picture miss nothing: the list below it says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_WIDTH, _EDGE = 1000, 40
_MOST_TICKS = 9
_APART = 8
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A date on the line: from `start_x` to `end_x`, which are the same for a day."""

    start_x: int
    end_x: int
    is_story_date: bool


@dataclass(frozen=True, slots=True)
class ChartTick:
    """The beginning of a month or a year, with its name."""

    x: int
    name: str


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """What the picture shows, in units of which it is `width` wide."""

    width: int
    marks: tuple[ChartMark, ...]
    ticks: tuple[ChartTick, ...]


def build_timeline_chart(main: str | None, dates: Sequence[str]) -> TimelineChart | None:
    """Return the scale of these ISO 8601 dates, or None where they are too few or would be heaped."""
    if len(dates) < 3:
        return None
    spans = [_days(iso) for iso in dates]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    length = max(last - first, 1)

    def x(day: int) -> int:
        return _EDGE + round((day - first) * (_WIDTH - 2 * _EDGE) / length)

    marks = [ChartMark(x(s), x(e), iso == main) for iso, (s, e) in zip(dates, spans, strict=True)]
    days = sorted(mark.start_x for mark in marks if mark.start_x == mark.end_x)
    heaped = sum(after - before < _APART for before, after in pairwise(days))
    if heaped * 2 > max(len(days) - 1, 0):
        return None
    # The story's own date is drawn last, above its neighbours.
    marks.sort(key=lambda mark: mark.is_story_date)
    return TimelineChart(
        _WIDTH, tuple(marks), tuple(ChartTick(x(day), name) for day, name in _ticks(first, last))
    )


def _days(iso: str) -> tuple[int, int]:
    """Return the first and the last day that a date may mean, counted from the calendar's first."""
    year, month, day = (*(int(part) for part in iso.split("-")), None, None)[:3]
    if year is None:
        raise ValueError(iso)
    start = date(year, month or 1, day or 1)
    if day:
        return start.toordinal(), start.toordinal()
    # The day before the next month or year; the calendar ends with 9999.
    after = (year, month + 1) if month and month < 12 else (year + 1, 1)
    end = date(*after, 1).toordinal() - 1 if after[0] <= date.max.year else date.max.toordinal()
    return start.toordinal(), end


def _ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Return beginnings of months, or of years if those would be too many, few enough to be read."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= _MOST_TICKS:
        found = []
        for number in range(months):
            years, month = divmod(start.month - 1 + number, 12)
            year = start.year + years
            name = f"{_MONTHS[month]} {year}" if month == 0 or number == 0 else _MONTHS[month]
            found.append((max(date(year, month + 1, 1).toordinal(), first), name))
        return found
    step = -(-(end.year - start.year + 1) // _MOST_TICKS)
    years_shown = range(start.year, end.year + 1, step)
    return [(max(date(year, 1, 1).toordinal(), first), str(year)) for year in years_shown]
