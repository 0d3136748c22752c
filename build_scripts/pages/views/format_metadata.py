"""Return the facts that a source states of itself as the site words them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from markupsafe import Markup

from build_scripts.models import Point, Span, StatedFact
from build_scripts.pages.views.source_view import SourceView
from build_scripts.text.format_values import format_date

_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")


def has_clock_without_zone(stated: StatedFact[str] | None) -> bool:
    """Tell whether a time is stated without saying in which zone."""
    time = stated.value.partition("T")[2] if stated else ""
    return bool(time) and _ZONE.search(time) is None


def format_byline(source: SourceView) -> str | None:
    """Return the authors as one phrase, or None."""
    names = source.article.metadata.byline
    if names is None:
        return None
    *most, last = names.value
    return f"{', '.join(most)} and {last}" if most else last


def format_publication_date(source: SourceView) -> Markup | str | None:
    """Return the date of publication in the capture's own words, if it has them; else as given."""
    stated = source.article.metadata.published
    return None if stated is None else _own_words(source, stated) or format_date(stated.value)


def format_update_date(source: SourceView) -> Markup | str | None:
    """Return the date of the last change as `format_publication_date` does that of publication.

    The markup's is None where it is not after that of publication: programs that make pages write both,
    whether anything was changed or not.
    """
    first, last = source.article.metadata.published, source.article.metadata.updated
    if last is None or (first and last.evidence == "markup" and not _adds(last.value, first.value)):
        return None
    return _own_words(source, last) or format_date(last.value)


def format_agencies(source: SourceView) -> str | None:
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


def describe_regrouping(point: Point) -> str | None:
    """Return what the editor did to which sentences a point has: "Joined and split by the editor"."""
    done = [edit for edit in point.edits if edit in ("joined", "split")]
    if done:
        return f"{' and '.join(done).capitalize()} by the editor"
    return "Changed by the editor" if "moved" in point.edits else None


def _own_words(source: SourceView, stated: StatedFact[str]) -> Markup | None:
    return source.text(stated.evidence) if isinstance(stated.evidence, Span) else None


def _adds(later: str, first: str) -> bool:
    """Tell whether a date is after the first one, or the same more exactly, as far as both are stated."""
    if all("T" in date and _ZONE.search(date) for date in (later, first)):
        return datetime.fromisoformat(later) > datetime.fromisoformat(first)
    # Without both zones only what the clocks say can be compared: of "2031-05-04T09:30" as much as there is.
    later, first = (_ZONE.sub("", date) for date in (later, first))
    return not first.startswith(later) and later >= first
