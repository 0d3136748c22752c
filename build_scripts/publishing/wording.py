"""How the site words counts, dates and metadata."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from markupsafe import Markup

from ..models import Metadata, Span, Stated
from .source_view import SourceView

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


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a count in words: "1 source", "3 sources"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def day(date: str | None) -> str | None:
    """Return an ISO 8601 date as people write it, as precise as it is; None for None."""
    if date is None:
        return None
    on, _, time = date.partition("T")
    year, *rest = on.split("-")
    words = year
    if rest:
        words = f"{_MONTHS[int(rest[0]) - 1]} {words}"
    if len(rest) > 1:
        words = f"{int(rest[1])} {words}"
    return f"{words}, {time}" if time else words


def host(address: str) -> str:
    """Return the host of an address that has been checked."""
    return urlsplit(address).hostname or address


def has_clock_without_zone(metadata: Metadata) -> bool:
    """Tell whether the publication time is stated without saying in which zone."""
    time = metadata.published.value.partition("T")[2] if metadata.published else ""
    return bool(time) and not time.endswith("Z") and "+" not in time and "-" not in time


def byline(source: SourceView) -> str | None:
    """Return the authors as one phrase, or None."""
    names = source.article.metadata.byline
    if names is None:
        return None
    *most, last = names.value
    return f"{', '.join(most)} and {last}" if most else last


def published(source: SourceView) -> Markup | str | None:
    """Return the date of publication in the capture's own words, if it has them; else as given."""
    stated = source.article.metadata.published
    return None if stated is None else _own_words(source, stated) or day(stated.value)


def agencies(source: SourceView) -> str | None:
    """Return the agencies credited and as what: "Reuters (for a photograph)"."""
    words: dict[Literal["photograph", "text"], str] = {
        "photograph": "for a photograph",
        "text": "in the text",
    }
    found: dict[str, list[str]] = {}
    for agency in source.article.metadata.agencies:
        roles = found.setdefault(agency.name, [])
        if words[agency.role] not in roles:
            roles.append(words[agency.role])
    return "; ".join(f"{name} ({', '.join(roles)})" for name, roles in found.items()) or None


def _own_words(source: SourceView, stated: Stated[str]) -> Markup | None:
    return source.text(stated.evidence) if isinstance(stated.evidence, Span) else None


def in_words(number: int) -> str:
    """Return a number at the beginning of a heading."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if number < len(words) else str(number)
