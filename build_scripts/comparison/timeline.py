"""Build the timeline: resolve the dates in the articles' sentences, and explain how each was read.

A date with day, month and year needs nothing else. A relative date ("on Wednesday", "last month") and one
without a year are resolved with the article's date of publication. If the article states none, such a date
stays unresolved rather than being guessed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from build_scripts.models import Article, DateBasis, DatedFact
from build_scripts.text.date_expressions import DateExpression, DateWords, find_dates, flag_future_dates

# A day or a month without a year may be this many days after the publication in the same year ("the vote on
# Dec. 8"); one further ahead is taken for last year's.
MOST_DAYS_AHEAD = 45
# In a sentence about the future, a date that has passed this year may be next year's, if that is at most this
# many days away: "will take office on Jan. 20".
MOST_DAYS_TO_NEXT_YEAR = 120

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

PUBLICATION_DATE_UNKNOWN = "not resolved: this capture states no date of publication"
PUBLICATION_DATE_IMPRECISE = "the date of publication is not stated to the day"
EITHER_SIDE = "it may lie before or after the publication"
EITHER_TIME = "the words fit two dates"

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


def build_timeline(
    articles: Sequence[Article], story_date: str | None, words: DateWords
) -> tuple[DatedFact, ...]:
    """Return the dated facts of a story's articles: by date, then in the articles' order, unresolved last.

    `story_date` is the publication's own date of the event (ISO 8601). It gives its year to the same day and
    month in an article that states no date of publication. Articles in another language than `words` have no
    facts.
    """
    event = _parse_iso_date(story_date)
    facts = [
        fact
        for article in articles
        if article.metadata.language in (None, words.language)
        for fact in _find_facts(article, event, words)
    ]
    # A stable sort keeps the articles' order for equal dates. A month comes before its days.
    return tuple(sorted(facts, key=lambda fact: (fact.date is None, fact.date or "")))


def resolve_date_expression(
    expression: DateExpression,
    words: str,
    published: PartialDate | None,
    event: PartialDate | None,
    *,
    future: bool,
) -> ResolvedDate:
    """Return the ISO 8601 date of an expression or None, the basis on which it was read, and an explanation.

    `words` is the expression as written. `future` is true if the sentence may be about a time after the
    publication.
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
            basis, found = "year", _add_year(expression, published, future=future)
        elif expression.weekday is not None:
            found = _resolve_weekday(expression, published, future=future)
        else:
            found = _resolve_offset(expression, published)
    except _OpenError as reason:
        return None, "open", f"not resolved: {reason}"
    except (OverflowError, ValueError):
        return None, "open", "not resolved: the calendar has no such date"
    how = "year from" if basis == "year" else "read from"
    return str(found), basis, f"“{words}”, {how} the date of publication, {published.written_out}"


def _find_facts(article: Article, event: PartialDate | None, words: DateWords) -> list[DatedFact]:
    """Return the dated facts of an article, in the order of its text."""
    published = _parse_iso_date(article.metadata.published.value if article.metadata.published else None)
    facts = []
    for sentence in article.sentence_spans:
        expressions = find_dates(article.text, sentence, words)
        flags = flag_future_dates(article.text, sentence, expressions, words)
        for expression, future in zip(expressions, flags, strict=True):
            written = expression.span.extract(article.text)
            day, basis, explanation = resolve_date_expression(
                expression, written, published, event, future=future
            )
            facts.append(DatedFact(article.id, sentence, expression.span, day, explanation, basis))
    return facts


def _add_year(expression: DateExpression, published: PartialDate, *, future: bool) -> PartialDate:
    """Return a day or month with the year that the article's readers would have understood."""
    month, day = expression.month, expression.day
    if month is None or published.month is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    if expression.modifier == "last":
        # "Last October", said in November, may be one month or thirteen months ago.
        if month < published.month:
            raise _OpenError(EITHER_TIME)
        return PartialDate(published.year - 1, month)
    if expression.modifier == "next":
        if month > published.month:
            raise _OpenError(EITHER_TIME)
        return PartialDate(published.year + 1, month)
    issued = date(published.year, published.month, published.day or 1)
    this_year = date(published.year, month, day or 1)
    has_passed = month < published.month or (day is not None and this_year < issued)
    if (
        has_passed
        and future
        and (this_year.replace(year=published.year + 1) - issued).days <= MOST_DAYS_TO_NEXT_YEAR
    ):
        raise _OpenError(EITHER_SIDE)
    if has_passed:
        return PartialDate(published.year, month, day)
    if future or expression.modifier == "this" or (this_year - issued).days <= MOST_DAYS_AHEAD:
        return PartialDate(published.year, month, day)
    return PartialDate(published.year - 1, month, day)


def _resolve_weekday(expression: DateExpression, published: PartialDate, *, future: bool) -> PartialDate:
    """Return the last such weekday that is not after the publication, or the next one after "next"."""
    issued = published.calendar_day
    if issued is None or expression.weekday is None:
        raise _OpenError(PUBLICATION_DATE_IMPRECISE)
    today = issued.weekday()
    back = (today - expression.weekday) % 7
    if expression.modifier == "next":
        # "Next Friday", said on a Monday, may be four or eleven days away.
        if expression.weekday > today:
            raise _OpenError(EITHER_TIME)
        return _convert_day(issued + timedelta(days=7 - back))
    if expression.modifier == "last":
        back = back or 7
        if back <= today:
            raise _OpenError(EITHER_TIME)
    elif back and (future or expression.modifier == "this"):
        raise _OpenError(EITHER_SIDE)
    return _convert_day(issued - timedelta(days=back))


def _resolve_offset(expression: DateExpression, published: PartialDate) -> PartialDate:
    """Return the date of "yesterday", "last month", "two years ago", as precise as the unit."""
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
        return _convert_day(issued + timedelta(days=offset))
    # A week is given as its month, or as its year if it runs over two months.
    monday = issued + timedelta(days=7 * offset - issued.weekday())
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        raise _OpenError("that week runs over two years")
    return PartialDate(monday.year, monday.month if monday.month == sunday.month else None)


def _parse_iso_date(iso: str | None) -> PartialDate | None:
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
