"""Place a timeline's dates on one line, for a picture that is made when the site is built.

A day is a dot; a month or a year is a dashed bar. The list below the picture says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_WIDTH, _EDGE = 1000, 40
_MAX_TICKS = 9
_MIN_DISTANCE = 8  # of two dots that a reader can distinguish
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A date on the line, from `start_x` to `end_x`; these are equal for a day."""

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
    """The content of the picture; all x are in units of which it is `width` wide."""

    width: int
    marks: tuple[ChartMark, ...]
    ticks: tuple[ChartTick, ...]


def build_timeline_chart(story_date: str | None, dates: Sequence[str]) -> TimelineChart | None:
    """Return the chart of these ISO 8601 dates; None if there are fewer than three or most dots overlap."""
    if len(dates) < 3:
        return None
    spans = [_get_day_range(text) for text in dates]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    length = max(last - first, 1)

    def x(day: int) -> int:
        return _EDGE + round((day - first) * (_WIDTH - 2 * _EDGE) / length)

    marks = [
        ChartMark(x(start), x(end), text == story_date)
        for text, (start, end) in zip(dates, spans, strict=True)
    ]
    if _do_most_dots_overlap(marks):
        return None
    # The story's own date is drawn last, above its neighbours.
    marks.sort(key=lambda mark: mark.is_story_date)
    ticks = tuple(ChartTick(x(day), name) for day, name in _name_ticks(first, last))
    return TimelineChart(_WIDTH, tuple(marks), ticks)


def _do_most_dots_overlap(marks: Sequence[ChartMark]) -> bool:
    dots = sorted(mark.start_x for mark in marks if mark.start_x == mark.end_x)
    overlapping = sum(after - before < _MIN_DISTANCE for before, after in pairwise(dots))
    return overlapping * 2 > max(len(dots) - 1, 0)


def _get_day_range(date_text: str) -> tuple[int, int]:
    """Return the first and the last day that a date may mean, as ordinals of the calendar."""
    year, month, day = (*(int(part) for part in date_text.split("-")), None, None)[:3]
    if year is None:
        raise ValueError(date_text)
    start = date(year, month or 1, day or 1)
    if day:
        return start.toordinal(), start.toordinal()
    # The day before the next month or year; the calendar ends with 9999.
    after = (year, month + 1) if month and month < 12 else (year + 1, 1)
    end = date(*after, 1).toordinal() - 1 if after[0] <= date.max.year else date.max.toordinal()
    return start.toordinal(), end


def _name_ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Return the first days of months, or of years if there were too many months, each with its name."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= _MAX_TICKS:
        found = []
        for number in range(months):
            years, month = divmod(start.month - 1 + number, 12)
            year = start.year + years
            name = f"{_MONTHS[month]} {year}" if month == 0 or number == 0 else _MONTHS[month]
            found.append((max(date(year, month + 1, 1).toordinal(), first), name))
        return found
    step = -(-(end.year - start.year + 1) // _MAX_TICKS)
    years_shown = range(start.year, end.year + 1, step)
    return [(max(date(year, 1, 1).toordinal(), first), str(year)) for year in years_shown]
