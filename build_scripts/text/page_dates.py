"""Find the timestamps that outlets print with their articles, and read each as ISO 8601.

Only complete dates count (day, month and year). A date with several readings ("03/04/2019", "04.05.21") is
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
    """A date in a text, with its time if one is next to it; `iso` has a zone only if the text has one."""

    span: Span
    iso: str

    @property
    def has_time(self) -> bool:
        """Return whether a time of day is stated."""
        return "T" in self.iso


@dataclass(frozen=True, slots=True, eq=False)
class TimestampPatterns:
    """The written forms of dates: month names by number, and one pattern for each form of a date.

    `ambiguous_patterns` are the forms with several readings. `usual_orders` gives the usual order of day,
    month and year by language (BCP 47 primary tag); a language with several orders has none.
    """

    months: Mapping[str, int]
    patterns: tuple[re.Pattern[str], ...]
    ambiguous_patterns: frozenset[re.Pattern[str]]
    usual_orders: Mapping[str, DateOrder]


def _day_after(before: str, group: str = "day") -> str:
    """Return a pattern for a day that is not right after one of the characters `before`.

    It begins with the digit and looks behind from there, so that a search skips other characters quickly.
    """
    return rf"(?P<{group}>\d(?<![{before}]\d)\d?)"


def _year_after(before: str) -> str:
    return rf"(?P<year>[12](?<![{before}][12])(?:(?<=1)9|(?<=2)0)\d\d)"


DAY, YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
FIRST_DAY = _day_after(r"\d.") + r"(?<!\d:\d)(?<!\d:\d\d)"
# After a year: no digit, unless a page glued a time or the day of another date to it.
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
CENTURY_PIVOT = 50  # years of two digits below it are of this century
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
CACHE_SIZE = 2_048  # short texts whose dates are cached: each stage asks about the same lines
MAX_CACHED_LENGTH = 400  # characters
CLOCK_REACH = 40  # characters before a date in which its time may be


def load_timestamp_patterns() -> TimestampPatterns:
    """Return the patterns of dates, with the month names that ship with the package."""
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


def infer_date_order(
    text: str, language: str | None, timestamp_patterns: TimestampPatterns
) -> DateOrder | None:
    """Return the order of day and month in the numeric dates of a text, or None if it is unknown.

    A date of the text with only one reading decides; otherwise the usual order of the language.
    """
    seen = {
        order
        for m in NUMERIC_DATE.finditer(text)
        if (order := _infer_order(int(m["first"]), int(m["second"])))
    }
    if len(seen) == 1:
        return seen.pop()
    return None if seen else timestamp_patterns.usual_orders.get(language or "")


def find_timestamps(
    text: str, timestamp_patterns: TimestampPatterns, order: DateOrder | None = None
) -> tuple[Timestamp, ...]:
    """Return the complete dates of a text in order; none overlap.

    Spans are half-open character offsets into `text` and include the time if one is read. `order` is the
    order of dates with several readings.
    """
    if YEAR_HINT.search(text) is None:
        return ()
    return (
        _find_timestamps_cached(text, timestamp_patterns, order)
        if len(text) <= MAX_CACHED_LENGTH
        else _find_timestamps(text, timestamp_patterns, order)
    )


def _find_timestamps(
    text: str, timestamp_patterns: TimestampPatterns, order: DateOrder | None
) -> tuple[Timestamp, ...]:
    """Return the dates of a text, as `find_timestamps` does, without its cache."""
    matches = sorted(
        (m for form in timestamp_patterns.patterns for m in form.finditer(text)),
        key=lambda m: (m.start(), -m.end()),
    )
    if order is None and any(m.re in timestamp_patterns.ambiguous_patterns for m in matches):
        order = infer_date_order(text, None, timestamp_patterns)
    found: list[Timestamp] = []
    for match in matches:
        day = _read_day(match, timestamp_patterns.months, order)
        if day is None or (found and match.start() < found[-1].span.end):
            continue
        found.append(_add_time(text, match.span(), day, found[-1].span.end if found else 0))
    return tuple(found)


_find_timestamps_cached = lru_cache(CACHE_SIZE)(_find_timestamps)


def _infer_order(first: int, second: int) -> DateOrder | None:
    """Return the only possible order of the two numbers before a year, or None."""
    if first <= 12 < second <= 31:
        return "mdy"
    return "dmy" if second <= 12 < first <= 31 else None


def _read_day(match: re.Match[str], months: Mapping[str, int], order: DateOrder | None) -> str | None:
    """Return the day of a match as ISO 8601, or None if its order is unknown or the day does not exist."""
    part = match.groupdict()
    if part.get("a"):
        numbers = _read_short_year(int(part["a"]), int(part["b"]), int(part["c"]), part["mark"], order)
        return _iso(*numbers) if numbers else None
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        shown = _infer_order(first, second) or order
        if shown not in ("dmy", "mdy") and first != second:
            return None
        day, month = (second, first) if shown == "mdy" else (first, second)
    else:
        day = int(part["day"])
        month = months.get(part["name"].casefold(), 0) if part.get("name") else int(part["month"])
    return _iso(int(part["year"]) if part.get("year") else _full_year(int(part["short"])), month, day)


def _full_year(year: int) -> int:
    return year + (2000 if year < CENTURY_PIVOT else 1900)


def _read_short_year(
    a: int, b: int, c: int, mark: str, order: DateOrder | None
) -> tuple[int, int, int] | None:
    """Return year, month and day of a date whose year has two digits, or None if its order is unknown.

    "04.05.21" can be any of three days; "11/20/19" can be only one.
    """
    if order == "ymd" and mark == ".":
        return _full_year(a), b, c
    if mark == "/" and a <= 12 < b <= 31:
        return _full_year(c), a, b
    if order == "dmy":
        return _full_year(c), b, a
    return (_full_year(c), a, b) if order == "mdy" else None


def _iso(year: int, month: int, day: int) -> str | None:
    """Return the date as ISO 8601, or None if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _add_time(text: str, span: tuple[int, int], day: str, after: int) -> Timestamp:
    """Return a date with the time right after it, or else right before it, if there is one."""
    start, end = span
    following = CLOCK_AFTER.match(text, end)
    if following and (time := _read_time(following)):
        return Timestamp(Span(start, following.end()), f"{day}T{time}")
    window = max(after, start - CLOCK_REACH)
    for preceding in CLOCK_BEFORE.finditer(text[window:start]):
        if time := _read_time(preceding):
            return Timestamp(Span(window + preceding.start(), end), f"{day}T{time}")
    return Timestamp(Span(start, end), day)


def _read_time(match: re.Match[str]) -> str | None:
    """Return the time of a match with its zone, if any, as ISO 8601; None if it is not a time of day."""
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
