"""Find the dates that outlets print beside their articles, and read each as ISO 8601.

Only a whole date counts (day, month and year). What can be read in several ways ("03/04/2019", "04.05.21") is
read only if another date of the text, or the order that the caller gives, decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from build_scripts.models import Span
from build_scripts.text.package_data import load_words

DateOrder = Literal["dmy", "mdy", "ymd"]  # of day, month and year in a date of numbers alone


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date in a text, with its time where one stands beside it; `iso` holds no invented zone."""

    span: Span
    iso: str

    @property
    def has_time(self) -> bool:
        """Tell whether a time of day is stated."""
        return "T" in self.iso


@dataclass(frozen=True, slots=True, eq=False)
class TimestampPatterns:
    """The written forms of dates: month names by number, and one pattern for each form of a date.

    `ambiguous_patterns` are the forms that can be read in several ways. `usual_orders` are the orders of day,
    month and year that are usual in a language, by its BCP 47 primary tag; a language with several has none.
    """

    months: Mapping[str, int]
    patterns: tuple[re.Pattern[str], ...]
    ambiguous_patterns: frozenset[re.Pattern[str]]
    usual_orders: Mapping[str, DateOrder]


def _day_after(before: str, group: str = "day") -> str:
    """Return a pattern for a day that does not stand right after one of the characters `before`.

    It begins with the digit, and looks back from there: so a search passes quickly over all that is none.
    """
    return rf"(?P<{group}>\d(?<![{before}]\d)\d?)"


def _year_after(before: str) -> str:
    return rf"(?P<year>[12](?<![{before}][12])(?:(?<=1)9|(?<=2)0)\d\d)"


DAY, YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
FIRST_DAY = _day_after(r"\d.") + r"(?<!\d:\d)(?<!\d:\d\d)"
# After a year: no digit, unless what a page glued to it is a time or the day of another date.
YEAR_END = r"(?!\d(?!\d?[.:]\s?\w)|:\d)"
NUMERIC_FORMS = (
    _year_after(r"\d./-") + rf"(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark){DAY}(?!\d|[./-]\d)",
    _year_after(r"\d") + rf"\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{DAY}\s?[日일]",
    _day_after(r"\d.") + rf"\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}{YEAR_END}(?!\.\d)",
    _day_after(r"\d/-", "first") + rf"(?P<mark>[/-])(?P<second>\d{{1,2}})(?P=mark){YEAR}(?!\d|[/-]\d)",
    _day_after(r"\d./-", "a") + r"(?P<mark>[./-])(?P<b>\d\d)(?P=mark)(?P<c>\d\d)(?!\d|[./-]\d|:\d|\s?[%€$])",
    rf"(?i:ngày\s)?(?<!\d){DAY}\s(?i:tháng)\s(?P<month>\d{{1,2}})[,\s]{{1,2}}(?:(?i:năm)\s)?{YEAR}(?!\d)",
)
YEAR_HINT = re.compile(r"(?:19|20)\d\d|[-./'’]\d\d")  # part of every form
NUMERIC_DATE = re.compile(
    _day_after(r"\d./-", "first") + r"[/-](?P<second>\d{1,2})[/-](?:19|20)\d\d(?!\d|[/-]\d)"
)
CENTURY_PIVOT = 50  # a year of two digits below it is of this century
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:(?P<colon>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?"
    r"(?![\d:])(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?P<zone>Z|UTC|GMT)(?![a-z])|\s?(?P<offset>[+-][0-9]{2}:?[0-9]{2})(?!\d))?"
)
CLOCK_AFTER = re.compile(
    r"(?:T|(?=\d)|[\s,.;()|/·•:–—-]{1,5}(?:(?:at|um|kl|klo|ore|alle|à|a las|às|saat|uhr)\b\.?\s?)?)" + CLOCK,
    re.IGNORECASE,
)
CLOCK_BEFORE = re.compile(
    r"(?<![\d:.])"
    + CLOCK
    + r"\s?(?:[a-z]{2,4}\b)?[\s,()|·•–—-]{1,4}(?:on\s)?(?:[a-z]{3,9}\.?,?\s{1,2}(?:the\s)?)?\Z",
    re.IGNORECASE,
)
CACHE_SIZE = 2_048  # short texts whose dates are kept in mind: each stage asks about the same lines
MAX_CACHED_LENGTH = 400  # characters
CLOCK_REACH = 40  # characters before a date within which its time may stand


def load_timestamp_patterns() -> TimestampPatterns:
    """Return the forms of dates, with the month names that ship with the package."""
    months = {str(name): number for number, names in load_words("months").items() for name in names}
    orders = {str(tag): order for order, tags in load_words("date_orders").items() for tag in tags}
    lengths = sorted(map(len, months))
    name = rf"(?P<name>[^\W\d_]{{{lengths[0]},{lengths[-1]}}})"  # any word: far faster than all the names
    named_forms = (
        rf"(?<!\w){name}\b\.?\s{{0,2}}{DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{YEAR}{YEAR_END}",
        rf"{FIRST_DAY}(?:st|nd|rd|th|º|er|\.)?(?:\s|-|/){{0,2}}(?:(?:de|of)\s)?"
        rf"{name}\b\.?,?(?:\s|-|/){{0,2}}(?:del?\s)?{YEAR}{YEAR_END}",
        _year_after(r"\d") + rf"[.,]?\s{{1,2}}{name}\b\.?\s{{1,2}}{DAY}(?!\d)",
        rf"{FIRST_DAY}(?P<mark>[-/.]){name}(?P=mark)(?P<short>\d\d)(?![\d:]|\.\d)",
        rf"{FIRST_DAY}\.?\s{name}\b\.?\s['’](?P<short>\d\d)(?![\d:]|\.\d)",
    )
    forms = tuple(re.compile(form, re.IGNORECASE) for form in (*named_forms, *NUMERIC_FORMS))
    several = frozenset(form for form in forms if {"a", "first"} & form.groupindex.keys())
    return TimestampPatterns(MappingProxyType(months), forms, several, MappingProxyType(orders))


def infer_date_order(text: str, language: str | None, known: TimestampPatterns) -> DateOrder | None:
    """Return the order in which a text writes dates of numbers alone, or None where nothing decides.

    A date of the text that can be read in one way only decides before what is usual in its language.
    """
    seen = {
        order for m in NUMERIC_DATE.finditer(text) if (order := _shown(int(m["first"]), int(m["second"])))
    }
    if len(seen) == 1:
        return seen.pop()
    return None if seen else known.usual_orders.get(language or "")


def find_timestamps(
    text: str, known: TimestampPatterns, order: DateOrder | None = None
) -> tuple[Timestamp, ...]:
    """Return every whole date of a text in order, none overlapping another.

    Spans are half-open character offsets into `text` and take in the time where one is read. `order` is that
    of dates which can be read in several ways.
    """
    if YEAR_HINT.search(text) is None:
        return ()
    return _find_again(text, known, order) if len(text) <= MAX_CACHED_LENGTH else _find(text, known, order)


def _find(text: str, known: TimestampPatterns, order: DateOrder | None) -> tuple[Timestamp, ...]:
    matches = sorted(
        (m for form in known.patterns for m in form.finditer(text)), key=lambda m: (m.start(), -m.end())
    )
    if order is None and any(m.re in known.ambiguous_patterns for m in matches):
        order = infer_date_order(text, None, known)
    found: list[Timestamp] = []
    for match in matches:
        day = _day(match, known.months, order)
        if day is None or (found and match.start() < found[-1].span.end):
            continue
        found.append(_with_clock(text, match.span(), day, found[-1].span.end if found else 0))
    return tuple(found)


_find_again = lru_cache(CACHE_SIZE)(_find)


def _shown(first: int, second: int) -> DateOrder | None:
    """Return the order that the two numbers before a year can only have, or None."""
    if first <= 12 < second <= 31:
        return "mdy"
    return "dmy" if second <= 12 < first <= 31 else None


def _day(match: re.Match[str], months: Mapping[str, int], order: DateOrder | None) -> str | None:
    part = match.groupdict()
    if part.get("a"):
        numbers = _short(int(part["a"]), int(part["b"]), int(part["c"]), part["mark"], order)
        return _iso(*numbers) if numbers else None
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        shown = _shown(first, second) or order
        if shown not in ("dmy", "mdy") and first != second:
            return None
        day, month = (second, first) if shown == "mdy" else (first, second)
    else:
        day = int(part["day"])
        month = months.get(part["name"].casefold(), 0) if part.get("name") else int(part["month"])
    return _iso(int(part["year"]) if part.get("year") else _full(int(part["short"])), month, day)


def _full(year: int) -> int:
    return year + (2000 if year < CENTURY_PIVOT else 1900)


def _short(a: int, b: int, c: int, mark: str, order: DateOrder | None) -> tuple[int, int, int] | None:
    """Return year, month and day of a date whose year has two digits, or None where its order is not known.

    Points with the month in the middle are read as such only where the order is known too: "04.05.21" can be
    any of three days. "11/20/19" can be one only.
    """
    if order == "ymd" and mark == ".":
        return _full(a), b, c
    if mark == "/" and a <= 12 < b <= 31:
        return _full(c), a, b
    if order == "dmy":
        return _full(c), b, a
    return (_full(c), a, b) if order == "mdy" else None


def _iso(year: int, month: int, day: int) -> str | None:
    """Return the date as ISO 8601, or None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _with_clock(text: str, span: tuple[int, int], day: str, after: int) -> Timestamp:
    """Widen a date to the time that stands right after it, or else right before it."""
    start, end = span
    following = CLOCK_AFTER.match(text, end)
    if following and (time := _time(following)):
        return Timestamp(Span(start, following.end()), f"{day}T{time}")
    window = max(after, start - CLOCK_REACH)
    for preceding in CLOCK_BEFORE.finditer(text[window:start]):
        if time := _time(preceding):
            return Timestamp(Span(window + preceding.start(), end), f"{day}T{time}")
    return Timestamp(Span(start, end), day)


def _time(match: re.Match[str]) -> str | None:
    hour, minute, half = int(match["hour"]), match["minute"], match["half"]
    if minute is None and half is None:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    zone = "Z" if match["zone"] else ""
    if offset := match["offset"]:
        zone = offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
        if int(zone[1:3]) > 14 or int(zone[4:6]) > 59:
            return None
    return f"{hour:02d}:{int(minute or 0):02d}{zone}"
