"""Format the facts that a source states about itself in the words of the site."""

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
    """Return whether a fact states a time of day without a time zone."""
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
    """Return the date of publication in the words of the capture, else formatted; None if not stated."""
    stated = source.article.metadata.published
    return None if stated is None else _quote_evidence(source, stated) or format_date(stated.value)


def format_update_date(source: SourceView) -> Markup | str | None:
    """Return the date of the last change as `format_publication_date` does that of publication.

    A date from the page's markup counts only if it is after that of publication: content management systems
    write both, even if nothing was changed.
    """
    first, last = source.article.metadata.published, source.article.metadata.updated
    if last is None or (
        first and last.evidence == "markup" and not _is_later_or_more_exact(last.value, first.value)
    ):
        return None
    return _quote_evidence(source, last) or format_date(last.value)


def format_agencies(source: SourceView) -> str | None:
    """Return the agencies credited, with their roles: "Reuters (for a photograph)"."""
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
    """Return how the editor changed the sentences of a point: "Joined and split by the editor"."""
    done = [edit for edit in point.edits if edit in ("joined", "split")]
    if done:
        return f"{' and '.join(done).capitalize()} by the editor"
    return "Changed by the editor" if "moved" in point.edits else None


def _quote_evidence(source: SourceView, stated: StatedFact[str]) -> Markup | None:
    return source.text(stated.evidence) if isinstance(stated.evidence, Span) else None


def _is_later_or_more_exact(later: str, first: str) -> bool:
    """Return whether an ISO 8601 date is after the first one, or the same with more parts."""
    if all("T" in date and _ZONE.search(date) for date in (later, first)):
        return datetime.fromisoformat(later) > datetime.fromisoformat(first)
    # Without both time zones, only the local times can be compared, as far as both are stated.
    later, first = (_ZONE.sub("", date) for date in (later, first))
    return not first.startswith(later) and later >= first
