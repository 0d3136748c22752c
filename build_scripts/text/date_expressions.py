"""Find dates in English running text and read their parts.

An expression is either absolute (year, month and day, as far as written) or relative (a weekday, or a number
of units from the day of publication). Relative dates are resolved by the timeline, which knows when the text
was published.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import BLANK, join_alternatives

DateUnit = Literal["day", "week", "month", "year"]
DateModifier = Literal["last", "this", "next"]

YEAR = r"(?:19|20)\d\d(?!\d|[,.]\d|-\d{3})"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[,.:]\d)"

# The gap between a weekday and its date: "Wednesday, Nov. 27", "Wednesday (Nov. 27)".
GAP_BETWEEN_PARTS = re.compile(rf"{BLANK}?[,(]?{BLANK}?")
YEAR_GAP = re.compile(rf"{BLANK}(?:of{BLANK})?")

# Characters before a date in which a word about it is looked for ("nearly a year ago", "since Friday").
WORD_BEFORE_REACH = 30


@dataclass(frozen=True, slots=True)
class DateExpression:
    """The span of a date and its parts.

    Absolute: `year`, `month`, `day`, `None` where not written. Relative: `weekday` (Monday is 0), or `offset`
    units of `unit` from the day of publication; with a month, perhaps a day, of that year ("in May last
    year"). `modifier` is the "last", "this" or "next" before a weekday or a month. `is_rough` is true of
    "nearly a year ago".
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: DateUnit | None = None
    offset: int = 0
    modifier: DateModifier | None = None
    is_rough: bool = False

    @property
    def is_absolute(self) -> bool:
        """Return whether the words give a day, month or year of the calendar, perhaps without the year."""
        return self.weekday is None and self.unit is None


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates in one language (a BCP 47 tag), and the patterns built from them."""

    language: str
    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    before_ambiguous_month: frozenset[str]
    weekdays: Mapping[str, int]
    before_weekday: frozenset[str]
    before_any_weekday: frozenset[str]
    relative: Mapping[str, tuple[DateUnit, int]]
    units: Mapping[str, DateUnit]
    numerals: Mapping[str, int]
    pattern: re.Pattern[str]
    future: re.Pattern[str]
    since: re.Pattern[str]
    roughly: re.Pattern[str]


def load_date_words() -> DateWords:
    """Return the words of `words/date_expressions.yml`. Raises ValueError for an unknown unit."""
    data = load_words("date_expressions")
    full = {name.casefold(): number for name, number in data["months"].items()}
    short = {name.casefold(): number for name, number in data["month_abbreviations"].items()}
    weekdays = {name.casefold(): number for name, number in data["weekdays"].items()}
    numerals = dict(data["numerals"])
    units = {word: _parse_unit(unit) for word, unit in data["units"].items()}
    relative = {words: (_parse_unit(unit), offset) for words, (unit, offset) in data["relative"].items()}
    every_month = rf"(?:{_printed_forms(full)}|{_printed_forms(short)}\b\.?)"
    lead = rf"{BLANK}(?:(?:{_join_words(data['part_of_period'])})(?:{BLANK}|-))?"
    forms = (
        rf"(?<![\w-])(?P<iso>{YEAR}-\d\d-\d\d)(?![\w-])",
        rf"\b(?P<month_day>{every_month}){BLANK}{{0,2}}(?P<month_day_day>{DAY})"
        rf"(?:,?{BLANK}(?P<month_day_year>{YEAR}))?",
        rf"(?<![\w,.:$€£-])(?P<day_month_day>{DAY})(?:{BLANK}of)?{BLANK}(?P<day_month>{every_month})(?!\w)"
        rf"(?:,?{BLANK}(?P<day_month_year>{YEAR}))?",
        rf"\b(?P<month_year>{every_month}),?{BLANK}(?:of{BLANK})?(?P<month_year_year>{YEAR})",
        rf"\b(?P<month_leaning>(?i:last|this|next)){BLANK}(?P<leaning_month>{_printed_forms(full)})\b(?!['’])",
        rf"\b(?P<before_month>(?i:{_join_words(data['before_month'])})){lead}(?P<month>{_printed_forms(full)})\b"
        # With a day or a year, another form reads it; "in May's government" names a person.
        rf"(?!['’]s\b|{BLANK}{{0,2}}{DAY}|,?{BLANK}(?:of{BLANK})?{YEAR})",
        rf"\b(?i:{_join_words(data['before_year'])}){lead}(?P<year>{YEAR})(?![\w%-])",
        rf"\b(?P<relative>(?i:{_join_words(relative)}))\b",
        rf"\b(?P<ago_number>(?i:{_join_words(numerals)})|\d{{1,3}}){BLANK}(?P<ago_unit>{_join_words(units)}){BLANK}ago\b",
        rf"\b(?:(?P<weekday_leaning>(?i:last|this|next)){BLANK})?(?P<weekday>{_printed_forms(weekdays)})\b",
    )
    return DateWords(
        language=data["language"],
        months={**full, **short},
        ambiguous_months=frozenset(name.casefold() for name in data["ambiguous_months"]),
        before_ambiguous_month=frozenset(data["before_ambiguous_month"]),
        weekdays=weekdays,
        before_weekday=frozenset(data["before_weekday"]),
        before_any_weekday=frozenset(data["before_any_weekday"]),
        relative=relative,
        units=units,
        numerals=numerals,
        pattern=re.compile("|".join(forms)),
        future=re.compile(rf"\b(?i:{_join_words(data['future'])})\b|['’]ll\b"),
        since=_compile_word_before(data["since"]),
        roughly=_compile_word_before(data["roughly"]),
    )


def find_dates(text: str, span: Span, date_words: DateWords) -> tuple[DateExpression, ...]:
    """Return the dates inside `span` of `text`, in order; none overlap.

    A weekday right before its date is left out; a month and its year are one ("May last year").
    """
    found = tuple(_join_years(text, _read_dates(text, span, date_words)))
    return tuple(
        expression
        for expression, following in zip(found, (*found, None)[1:], strict=True)
        if not (
            expression.weekday is not None
            and following is not None
            and following.day is not None
            and GAP_BETWEEN_PARTS.fullmatch(text, expression.span.end, following.span.start)
        )
    )


def _join_years(text: str, expressions: Iterable[DateExpression]) -> Iterator[DateExpression]:
    """Yield the dates, with a month and the "last year" behind it as one."""
    waiting: DateExpression | None = None
    for expression in expressions:
        if waiting is None:
            waiting = expression
        elif _is_year_of(text, waiting, expression):
            span = Span(waiting.span.start, expression.span.end)
            waiting = replace(expression, span=span, month=waiting.month, day=waiting.day)
        else:
            yield waiting
            waiting = expression
    if waiting is not None:
        yield waiting


def _is_year_of(text: str, date: DateExpression, following: DateExpression) -> bool:
    """Return whether a date without a year is followed by "this year" or the like."""
    return (
        date.is_absolute
        and (date.year, date.modifier) == (None, None)
        and (following.unit, following.month) == ("year", None)
        and YEAR_GAP.fullmatch(text, date.span.end, following.span.start) is not None
    )


def _read_dates(text: str, span: Span, date_words: DateWords) -> Iterator[DateExpression]:
    """Yield the dates inside a span, in order."""
    position = span.start
    while match := date_words.pattern.search(text, position, span.end):
        expression = _read_match(match, date_words)
        if match["ago_unit"] and expression is not None:
            before = max(span.start, match.start() - WORD_BEFORE_REACH)
            is_rough = date_words.roughly.search(text, before, match.start()) is not None
            expression = replace(expression, is_rough=is_rough)
        if expression is not None and _is_date(text, span, match, expression, date_words):
            yield expression
            position = expression.span.end
        else:
            # A match that is no date may contain one: "by May 3".
            position = match.start() + 1


def _read_match(match: re.Match[str], date_words: DateWords) -> DateExpression | None:
    """Return the date that a match gives, or None if the calendar has no such day."""
    if match["relative"] or match["ago_unit"] or match["weekday"]:
        return _read_relative(match, date_words)
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return _make_day(Span(*match.span()), int(year), int(month), int(day))
    for name in ("month_day", "day_month", "month_year", "leaning_month", "month"):
        if match[name]:
            number = date_words.months[match[name].rstrip(".").casefold()]
            # Of "in May", the month alone is the expression.
            span = Span(*match.span("month" if name == "month" else 0))
            if name in ("leaning_month", "month"):
                return DateExpression(span, month=number, modifier=_make_modifier(match["month_leaning"]))
            written = match.groupdict()
            stated, day = written[f"{name}_year"], written.get(f"{name}_day")
            return _make_day(
                span, int(stated) if stated else None, number, int(day.rstrip("sthndr")) if day else None
            )
    return DateExpression(Span(*match.span("year")), year=int(match["year"]))


def _read_relative(match: re.Match[str], date_words: DateWords) -> DateExpression:
    """Return the relative date that a match gives."""
    span = Span(*match.span())
    if match["relative"]:
        unit, offset = date_words.relative[" ".join(match["relative"].casefold().split())]
        return DateExpression(span, unit=unit, offset=offset)
    if match["ago_unit"]:
        number = match["ago_number"].casefold()
        count = date_words.numerals[number] if number in date_words.numerals else int(number)
        return DateExpression(span, unit=date_words.units[match["ago_unit"]], offset=-count)
    weekday = date_words.weekdays[match["weekday"].casefold()]
    return DateExpression(span, weekday=weekday, modifier=_make_modifier(match["weekday_leaning"]))


def _is_date(
    text: str, span: Span, match: re.Match[str], expression: DateExpression, date_words: DateWords
) -> bool:
    """Return whether a match is a date, not a name or verb of the same form."""
    if match["month"] is not None and match["month"].casefold() in date_words.ambiguous_months:
        return match["before_month"].casefold() in date_words.before_ambiguous_month
    if expression.weekday is None or match["weekday_leaning"]:
        return True
    # Bounded slices: a sentence may be as long as the text.
    before = text[max(span.start, match.start() - 40) : match.start()].split()
    after = text[match.end() : min(span.end, match.end() + 40)]
    word = before[-1] if before else ""
    if word.casefold() in date_words.before_weekday:
        return True
    if word.casefold() in date_words.before_any_weekday:
        return False
    # "Black Friday", "Mail Sunday": a name. The first word of a sentence is capitalised in any case.
    named_before = word[:1].isupper() and word.isalpha() and len(before) > 1
    named_after = re.match(rf"{BLANK}[^\W\d_a-z]", after) is not None
    return not (named_before or named_after)


def _make_day(span: Span, year: int | None, month: int, day: int | None) -> DateExpression | None:
    """Return a month or day, or None if the calendar does not have it."""
    if not 1 <= month <= 12:
        return None
    # An unknown year may be a leap year.
    if day is not None and not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return DateExpression(span, year=year, month=month, day=day)


def _make_modifier(word: str | None) -> DateModifier | None:
    match word.casefold() if word else "":
        case "last":
            return "last"
        case "this":
            return "this"
        case "next":
            return "next"
    return None


def _parse_unit(word: str) -> DateUnit:
    units: dict[str, DateUnit] = {unit: unit for unit in get_args(DateUnit)}
    if word not in units:
        raise ValueError(f"data/words/date_expressions.yml: no such unit: {word}")
    return units[word]


def _compile_word_before(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for any of the words right before a place; search it with that place as the end."""
    return re.compile(rf"\b(?i:{_join_words(words)}){BLANK}\Z")


def _join_words(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with blanks of any width inside."""
    return join_alternatives(words, BLANK)


def _printed_forms(names: Iterable[str]) -> str:
    """Return a pattern for names in their printed forms: with a capital, or all in capitals."""
    return f"(?:{_join_words(form for name in names for form in (name.capitalize(), name.upper()))})"
