"""Resolve the dates in articles' sentences with what is known of the publication, and say how.

A date with day, month and year needs nothing else. A relative date ("on Wednesday", "last month") and one
without a year are resolved with the article's date of publication. If the article states none, or if the
words fit two days, such a date stays unresolved rather than being guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from build_scripts.models import DateBasis, VerbTense
from build_scripts.text.date_expressions import DateExpression, DateModifier

# A day or a month without a year may be this many days after the publication in the same year ("the vote on
# Dec. 8"); one further ahead is taken for last year's.
MOST_DAYS_AHEAD = 45
# In a sentence about the past, where it may be tomorrow already.
MOST_DAYS_AHEAD_IN_PAST = 1
# In a sentence that may be about the future, a date that has passed this year may be next year's, if that is
# at most this many days away: "is to take office on Jan. 20".
MOST_DAYS_TO_NEXT_YEAR = 120

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

PUBLICATION_DATE_UNKNOWN = "not resolved: this capture states no date of publication"
PUBLICATION_DATE_IMPRECISE = "the date of publication is not stated to the day"
EITHER_SIDE = "it may lie before or after the publication"
EITHER_TIME = "the words fit two dates"
EITHER_ZONE = "six days before the publication, or the day after it in another time zone"
ROUGHLY = "the words give it only roughly"

YEAR_FROM = "year from"
NEXT_AFTER = "the next one after"
DAYS_BACK_TO_TOMORROW = 6

ResolvedDate: TypeAlias = tuple[str | None, DateBasis, str]


class _OpenError(Exception):
    """Raised if a date can't be resolved; its message is the reason shown to a reader."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known; with a day there is a month."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def calendar_day(self) -> date | None:
        """The day, or None if only the month or the year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def __str__(self) -> str:
        """Return the date as ISO 8601."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def written_out(self) -> str:
        """The date in words, for example "27 November 2024"."""
        month = calendar.month_name[self.month] if self.month else None
        return " ".join(str(part) for part in (self.day, month, self.year) if part)


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """An article's date of publication, as printed.

    `event_day` is the day that it then was where the event happened, `None` if that is not known.
    `is_zone_stated` is true if the outlet's own time zone is stated; UTC is everybody's.
    """

    printed: PartialDate
    event_day: date | None = None
    is_zone_stated: bool = False


class _Resolved(NamedTuple):
    """A date, and how it was read: the words before and after "the date of publication, 3 May 2024"."""

    date: PartialDate
    how: str = "read from"
    note: str = ""


def read_publication_day(iso: str | None, timezone: str | None) -> PublicationDay | None:
    """Return the day of an ISO 8601 date or time of publication; None if there is none.

    `timezone` is the name of the event's time zone ("Europe/Vienna"), if known.
    """
    printed = parse_iso_date(iso)
    if iso is None or printed is None:
        return None
    try:
        moment = datetime.fromisoformat(iso)
        offset = moment.utcoffset()
        if offset is None:
            return PublicationDay(printed)
        event_day = moment.astimezone(ZoneInfo(timezone)).date() if timezone else None
    except (ValueError, OverflowError):
        return PublicationDay(printed)
    return PublicationDay(printed, event_day, bool(offset))


def resolve_date_expression(
    expression: DateExpression,
    words: str,
    published: PublicationDay | None,
    event: PartialDate | None,
    tense: VerbTense | None,
) -> ResolvedDate:
    """Return the ISO 8601 date of an expression or None, the basis on which it was read, and an explanation.

    `words` is the expression as written, `event` the day of the event according to the publication. `tense`
    is that of the verb that the date belongs to, None if unknown.
    """
    if expression.is_absolute and expression.year is not None:
        stated = PartialDate(expression.year, expression.month, expression.day)
        return str(stated), "words", f"“{words}”, as written"
    if published is None:
        same_day = event is not None and (event.month, event.day) == (expression.month, expression.day)
        if event is not None and same_day and expression.day is not None and expression.is_absolute:
            return str(event), "story", f"“{words}”, year from the date that this site gives the story"
        return None, "open", PUBLICATION_DATE_UNKNOWN
    try:
        found = _resolve(expression, published, tense)
    except _OpenError as reason:
        return None, "open", f"not resolved: {reason}"
    except (OverflowError, ValueError):
        return None, "open", "not resolved: the calendar has no such date"
    basis: DateBasis = "year" if found.how == YEAR_FROM else "published"
    day = published.printed.written_out
    return str(found.date), basis, f"“{words}”, {found.how} the date of publication, {day}{found.note}"


def _resolve(expression: DateExpression, published: PublicationDay, tense: VerbTense | None) -> _Resolved:
    if expression.is_rough:
        raise _OpenError(ROUGHLY)
    if expression.is_absolute:
        return _add_year(expression, published.printed, tense)
    if expression.weekday is not None:
        return _resolve_weekday(expression, published, tense)
    return _Resolved(_resolve_offset(expression, published.printed))


def _add_year(expression: DateExpression, published: PartialDate, tense: VerbTense | None) -> _Resolved:
    """Return a day or month with the year that the article's readers would have understood."""
    month, day = expression.month, expression.day
    if month is None or published.month is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    if expression.modifier in ("last", "next"):
        return _Resolved(_shift_month(month, expression.modifier, published), YEAR_FROM)
    issued = date(published.year, published.month, published.day or 1)
    this_year = date(published.year, month, day or 1)
    if month < published.month or (day is not None and this_year < issued):
        if tense == "future":
            return _Resolved(PartialDate(published.year + 1, month, day), NEXT_AFTER)
        if tense == "open" and _is_soon_again(this_year, issued):
            raise _OpenError(EITHER_SIDE)
        return _Resolved(PartialDate(published.year, month, day), YEAR_FROM)
    most_ahead = MOST_DAYS_AHEAD_IN_PAST if tense == "past" else MOST_DAYS_AHEAD
    is_this_year = tense in ("future", "open") or expression.modifier == "this"
    if is_this_year or (this_year - issued).days <= most_ahead:
        return _Resolved(PartialDate(published.year, month, day), YEAR_FROM)
    return _Resolved(PartialDate(published.year - 1, month, day), YEAR_FROM)


def _is_soon_again(this_year: date, issued: date) -> bool:
    return (this_year.replace(year=issued.year + 1) - issued).days <= MOST_DAYS_TO_NEXT_YEAR


def _shift_month(month: int, modifier: DateModifier, published: PartialDate) -> PartialDate:
    """Return the month of "last October" or "next May".

    "Last October", said in November, may be one month or thirteen months ago.
    """
    is_last = modifier == "last"
    if published.month is not None and (month < published.month if is_last else month > published.month):
        raise _OpenError(EITHER_TIME)
    return PartialDate(published.year + (-1 if is_last else 1), month)


def _resolve_weekday(
    expression: DateExpression, published: PublicationDay, tense: VerbTense | None
) -> _Resolved:
    """Return the last such weekday that is not after the publication, or the next one if that is meant."""
    issued = published.printed.calendar_day
    if issued is None or expression.weekday is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    today = issued.weekday()
    back = (today - expression.weekday) % 7
    if expression.modifier == "next":
        # "Next Friday", said on a Monday, may be four or eleven days away.
        if expression.weekday > today:
            raise _OpenError(EITHER_TIME)
        return _Resolved(_convert_day(issued + timedelta(days=7 - back)))
    if expression.modifier == "last":
        back = back or 7
        if back <= today:
            raise _OpenError(EITHER_TIME)
        return _Resolved(_convert_day(issued - timedelta(days=back)))
    if back == 0:
        return _Resolved(published.printed)
    if tense == "future":
        return _Resolved(_convert_day(issued + timedelta(days=7 - back)), NEXT_AFTER)
    if tense == "open" or expression.modifier == "this":
        raise _OpenError(EITHER_SIDE)
    if back == DAYS_BACK_TO_TOMORROW:
        return _resolve_tomorrows_weekday(issued, published)
    return _Resolved(_convert_day(issued - timedelta(days=back)))


def _resolve_tomorrows_weekday(issued: date, published: PublicationDay) -> _Resolved:
    """Return the day of "on Wednesday" in an article that is dated a Tuesday and tells what has happened."""
    tomorrow = issued + timedelta(days=1)
    if published.event_day == tomorrow:
        return _Resolved(_convert_day(tomorrow), note=", when it was that day already where the event was")
    if published.event_day is None or not published.is_zone_stated:
        raise _OpenError(EITHER_ZONE)
    return _Resolved(_convert_day(issued - timedelta(days=DAYS_BACK_TO_TOMORROW)))


def _resolve_offset(expression: DateExpression, published: PartialDate) -> PartialDate:
    """Return the date of "yesterday", "last month", "two years ago", as precise as the unit."""
    offset = expression.offset
    if expression.unit == "year":
        year = date(published.year + offset, 1, 1).year
        if expression.day is not None:
            return _convert_day(date(year, expression.month or 1, expression.day))
        return PartialDate(year, expression.month)
    if expression.unit == "month":
        if published.month is None:
            raise _OpenError(PUBLICATION_DATE_IMPRECISE)
        year, month = divmod(published.year * 12 + published.month - 1 + offset, 12)
        first = date(year, month + 1, 1)
        return PartialDate(first.year, first.month)
    issued = published.calendar_day
    if issued is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    if expression.unit == "day":
        return _convert_day(issued + timedelta(days=offset))
    # A week is given as its month, or as its year if it runs over two months.
    monday = issued + timedelta(days=7 * offset - issued.weekday())
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        raise _OpenError("that week runs over two years")
    return PartialDate(monday.year, monday.month if monday.month == sunday.month else None)


def parse_iso_date(iso: str | None) -> PartialDate | None:
    """Return the date of an ISO 8601 date or time; None if there is none or the calendar doesn't have it."""
    match = ISO_DATE.match(iso) if iso else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and day is not None:
        try:
            date(year, month, day)
        except ValueError:
            return None
    return PartialDate(year, month, day)


def _convert_day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
