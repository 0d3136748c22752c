"""Put the sentences that give a date on the calendar, and say how each date was read.

A date that its words give in full needs nothing else. A relative one ("on Wednesday", "last month") and
one without its year need the day on which the article was published; where an article states none, such
a date stays open rather than being guessed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from build_scripts.models import Article, DateBasis, DatedFact
from build_scripts.text.dates import DateExpression, DateWords, find_dates, flag_future_dates

# A day or a month without its year may lie this many days ahead of the publication in the same year
# ("the vote on Dec. 8"); what lies further ahead is taken for last year's.
MOST_DAYS_AHEAD = 45
# What has gone by this year may still be next year's in a sentence that speaks of the future, if that is
# not more than so many days away: "will take office on Jan. 20".
MOST_DAYS_TO_NEXT_YEAR = 120

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

PUBLICATION_DATE_UNKNOWN = "not resolved: this capture states no date of publication"
PUBLICATION_DATE_IMPRECISE = "the date of publication is not stated to the day"
EITHER_SIDE = "it may lie before or after the publication"
EITHER_TIME = "the words fit two dates"

ResolvedDate: TypeAlias = tuple[str | None, DateBasis, str]


class _OpenError(Exception):
    """Raised where a date can't be known; carries the reason that a reader is shown."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it is known; a day has a month."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def calendar_day(self) -> date | None:
        """The day on the calendar, or None if only the month or the year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def __str__(self) -> str:
        """Return the date as ISO 8601."""
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def written_out(self) -> str:
        """The date as people write it."""
        month = calendar.month_name[self.month] if self.month else None
        return " ".join(str(part) for part in (self.day, month, self.year) if part)


def build_timeline(
    articles: Sequence[Article], story_date: str | None, known: DateWords
) -> tuple[DatedFact, ...]:
    """Return the dated facts of a story's articles: by date, then in the articles' order, undated last.

    `story_date` is the publication's own date of the event (ISO 8601): it lends its year to the same day
    in an article that states no date of publication. Articles in another language than `known` give none.
    """
    event = _partial(story_date)
    facts = [
        fact
        for article in articles
        if article.metadata.language in (None, known.language)
        for fact in _facts(article, event, known)
    ]
    # A stable sort keeps the articles' order among equals. A month comes before its days.
    return tuple(sorted(facts, key=lambda fact: (fact.date is None, fact.date or "")))


def resolve_date_expression(
    expression: DateExpression,
    words: str,
    published: PartialDate | None,
    event: PartialDate | None,
    *,
    future: bool,
) -> ResolvedDate:
    """Return the ISO 8601 date of an expression, or None, and how it was read, in one word and in several.

    `words` are the expression as written. `future` tells that the sentence may speak of what was still
    to come when it was published.
    """
    if expression.is_absolute and expression.year is not None:
        stated = PartialDate(expression.year, expression.month, expression.day)
        return str(stated), "words", f"“{words}”, as written"
    if published is None:
        same_day = event is not None and (event.month, event.day) == (expression.month, expression.day)
        if event is not None and same_day and expression.day is not None:
            return str(event), "story", f"“{words}”, year from the date that this site gives the story"
        return None, "open", PUBLICATION_DATE_UNKNOWN
    basis: DateBasis = "published"
    try:
        if expression.is_absolute:
            basis, found = "year", _year_supplied(expression, published, future=future)
        elif expression.weekday is not None:
            found = _weekday(expression, published, future=future)
        else:
            found = _counted_back(expression, published)
    except _OpenError as reason:
        return None, "open", f"not resolved: {reason}"
    except (OverflowError, ValueError):
        return None, "open", "not resolved: the calendar has no such date"
    how = "year from" if basis == "year" else "read from"
    return str(found), basis, f"“{words}”, {how} the date of publication, {published.written_out}"


def _facts(article: Article, event: PartialDate | None, known: DateWords) -> list[DatedFact]:
    published = _partial(article.metadata.published.value if article.metadata.published else None)
    facts = []
    for sentence in article.sentence_spans:
        found = find_dates(article.text, sentence, known)
        to_come = flag_future_dates(article.text, sentence, found, known)
        for expression, future in zip(found, to_come, strict=True):
            words = expression.span.extract(article.text)
            day, basis, reading = resolve_date_expression(expression, words, published, event, future=future)
            facts.append(DatedFact(article.id, sentence, expression.span, day, reading, basis))
    return facts


def _year_supplied(expression: DateExpression, published: PartialDate, *, future: bool) -> PartialDate:
    """Give a day or month the year in which the article's readers would have understood it."""
    month, day = expression.month, expression.day
    if month is None or published.month is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    here, now = (published.year, month), (published.year, published.month)
    if expression.modifier == "last":
        # "Last October", said in November, may be one month or thirteen months old.
        if here < now:
            raise _OpenError(EITHER_TIME)
        return PartialDate(published.year - 1, month)
    if expression.modifier == "next":
        if here > now:
            raise _OpenError(EITHER_TIME)
        return PartialDate(published.year + 1, month)
    issued = date(published.year, published.month, published.day or 1)
    this_year = date(published.year, month, day or 1)
    gone = here < now or (day is not None and this_year < issued)
    if (
        gone
        and future
        and (this_year.replace(year=published.year + 1) - issued).days <= MOST_DAYS_TO_NEXT_YEAR
    ):
        raise _OpenError(EITHER_SIDE)
    if gone:
        return PartialDate(published.year, month, day)
    if future or expression.modifier == "this" or (this_year - issued).days <= MOST_DAYS_AHEAD:
        return PartialDate(published.year, month, day)
    return PartialDate(published.year - 1, month, day)


def _weekday(expression: DateExpression, published: PartialDate, *, future: bool) -> PartialDate:
    """Place a weekday: the most recent one that is not after the publication, unless "next" is said."""
    issued = published.calendar_day
    if issued is None or expression.weekday is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    today = issued.weekday()
    back = (today - expression.weekday) % 7
    if expression.modifier == "next":
        # "Next Friday", said on a Monday, may be four or eleven days away.
        if expression.weekday > today:
            raise _OpenError(EITHER_TIME)
        return _whole(issued + timedelta(days=7 - back))
    if expression.modifier == "last":
        back = back or 7
        if back <= today:
            raise _OpenError(EITHER_TIME)
    elif back and (future or expression.modifier == "this"):
        raise _OpenError(EITHER_SIDE)
    return _whole(issued - timedelta(days=back))


def _counted_back(expression: DateExpression, published: PartialDate) -> PartialDate:
    """Place "yesterday", "last month", "two years ago": as precise as the unit that is counted."""
    offset = expression.offset
    if expression.unit == "year":
        return PartialDate(date(published.year + offset, 1, 1).year)
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
        return _whole(issued + timedelta(days=offset))
    # A week has no ISO date of its own kind here: its month's, or its year's where it runs over two.
    monday = issued + timedelta(days=7 * offset - issued.weekday())
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        raise _OpenError("that week runs over two years")
    return PartialDate(monday.year, monday.month if monday.month == sunday.month else None)


def _partial(iso: str | None) -> PartialDate | None:
    """Read the calendar part of an ISO 8601 date or time; None if there is none or it doesn't exist."""
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


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)
