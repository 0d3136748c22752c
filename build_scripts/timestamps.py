"""Find the dates that outlets print beside their articles, and read each as ISO 8601.

Only a whole date counts (day, month and year). What can be read in two ways ("03/04/2019") is read only if
another date on the same page shows the order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import knowledge as data
from .models import Span


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date in a text, with its time where one stands beside it; `iso` holds no invented zone."""

    span: Span
    iso: str

    @property
    def timed(self) -> bool:
        """Tell whether a time of day is stated."""
        return "T" in self.iso


@dataclass(frozen=True, slots=True)
class Calendar:
    """The written forms of dates: month names by number, and one pattern for each form of a date."""

    months: Mapping[str, int]
    forms: tuple[re.Pattern[str], ...]


DAY, YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
# After a year: no digit, unless what a page glued to it is a time or the day of another date.
END = r"(?!\d(?!\d?[.:]\s?\w)|:\d)"
NUMERIC_FORMS = (
    rf"(?<![\d./-]){YEAR}(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark){DAY}(?!\d|[./-]\d)",
    rf"(?<!\d){YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{DAY}\s?[日일]",
    rf"(?<![\d.]){DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}{END}(?!\.\d)",
    rf"(?<![\d/-])(?P<first>\d{{1,2}})(?P<mark>[/-])(?P<second>\d{{1,2}})(?P=mark){YEAR}(?!\d|[/-]\d)",
    r"(?<![\d/])(?P<month>1[0-2]|0?[1-9])/(?P<day>1[3-9]|2\d|3[01])/(?P<short>\d\d)(?![\d/])",
)
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
CLOCK_REACH = 40  # characters before a date within which its time may stand


def calendar() -> Calendar:
    """Return the forms of dates, with the month names that ship with the package."""
    months = {str(name): number for number, names in data.load("months").items() for name in names}
    name = "(?P<name>" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + ")"
    named_forms = (
        rf"(?<!\w){name}\b\.?\s{{0,2}}{DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{YEAR}{END}",
        rf"(?<![\d.:]){DAY}(?:st|nd|rd|th|º|er|\.)?(?:\s|-|/){{0,2}}(?:(?:de|of)\s)?"
        rf"{name}\b\.?,?(?:\s|-|/){{0,2}}(?:del?\s)?{YEAR}{END}",
    )
    forms = tuple(re.compile(form, re.IGNORECASE) for form in (*named_forms, *NUMERIC_FORMS))
    return Calendar(MappingProxyType(months), forms)


def find(text: str, known: Calendar) -> tuple[Timestamp, ...]:
    """Return every whole date of a text in order, none overlapping another.

    Spans are half-open character offsets into `text` and take in the time where one is read.
    """
    matches = sorted(
        (m for form in known.forms for m in form.finditer(text)), key=lambda m: (m.start(), -m.end())
    )
    month_first = _order(matches)
    found: list[Timestamp] = []
    for match in matches:
        day = _day(match, known.months, month_first)
        if day is None or (found and match.start() < found[-1].span.end):
            continue
        found.append(_with_clock(text, match.span(), day, found[-1].span.end if found else 0))
    return tuple(found)


def _order(matches: list[re.Match[str]]) -> bool | None:
    """Tell whether the page writes 12/31/2019 (True) or 31/12/2019 (False); None if nothing shows it."""
    orders = set()
    for part in (m.groupdict() for m in matches):
        if part.get("first") and int(part["first"]) <= 12 < int(part["second"]) <= 31:
            orders.add(True)
        elif part.get("first") and int(part["second"]) <= 12 < int(part["first"]) <= 31:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _day(match: re.Match[str], months: Mapping[str, int], month_first: bool | None) -> str | None:
    part = match.groupdict()
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        if first > 12 or first == second:
            day, month = first, second
        elif second > 12 or month_first:
            day, month = second, first
        elif month_first is False:
            day, month = first, second
        else:
            return None
    else:
        day = int(part["day"])
        month = months.get(part["name"].casefold(), 0) if part.get("name") else int(part["month"])
    year = int(part.get("year") or 2000 + int(part["short"]))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


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
