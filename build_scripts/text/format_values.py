"""Format counts, dates and web addresses for readers."""

from __future__ import annotations

from urllib.parse import urlsplit

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBER_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def format_count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a count in words: "1 source", "3 sources"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def spell_out_number(number: int) -> str:
    """Return a number for the beginning of a heading: "Three"; digits above ten."""
    return _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else str(number)


def format_date(date: str | None) -> str | None:
    """Return an ISO 8601 date as people write it, as precise as it is; None for None."""
    if date is None:
        return None
    day, _, time = date.partition("T")
    year, *rest = day.split("-")
    words = year
    if rest:
        words = f"{_MONTHS[int(rest[0]) - 1]} {words}"
    if len(rest) > 1:
        words = f"{int(rest[1])} {words}"
    return f"{words}, {time}" if time else words


def extract_host(address: str) -> str:
    """Return the host of a valid web address."""
    return urlsplit(address).hostname or address
