"""Decide which of two articles was printed first, and find the agencies credited for a sentence."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from build_scripts.models import Article, LineKind, Span

# ISO 8601 as precise as it is stated.
ISO_TIME = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
# Seconds that an unknown time zone may be ahead of UTC, and behind it.
MOST_AHEAD_OF_UTC, MOST_BEHIND_UTC = 14 * 3600, 12 * 3600
SECONDS_IN_DAY = 24 * 3600
# The agency of a dateline is at most this many characters behind it.
DATELINE_REACH = 40
# The text before and behind an agency that closes an article: "(Reuters)", "— AFP".
SIGN_OFF_BEFORE = re.compile(r"(?:[(\[][^()\[\]]*|[.!?…”\"’']\s?[-–—]{1,2}\s?)\Z")
SIGN_OFF_BEHIND = re.compile(r"[\W_]*")


class PublicationOrder:
    """Tells which of two articles was published first; computes each pair once."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._first: dict[tuple[str, str], str | None] = {}

    def precedes(self, source: str, other: str) -> bool:
        """Return whether a source was published before another, by their ids and stated times."""
        pair = (source, other) if source < other else (other, source)
        if pair not in self._first:
            self._first[pair] = find_printed_first(*(self._articles[one] for one in pair))
        return self._first[pair] == source


def find_printed_first(one: Article, other: Article) -> str | None:
    """Return the id of the article that was printed first, None if their stated times don't decide it.

    A time without a zone may be in any zone, a day any moment of it. An article is first if its latest
    possible time is not after the earliest possible time of the other. An article dated by its last change
    may have been printed any time before.
    """
    first, second = _find_print_range(one), _find_print_range(other)
    if first is None or second is None:
        return None
    if first[1] <= second[0] and not other.metadata.is_dated_by_last_change:
        return one.id
    if second[1] <= first[0] and not one.metadata.is_dated_by_last_change:
        return other.id
    return None


def _find_print_range(article: Article) -> tuple[int, int] | None:
    stated = article.metadata.published
    return None if stated is None else parse_time_range(stated.value)


def parse_time_range(stated: str) -> tuple[int, int] | None:
    """Return the half-open range in seconds that a stated time may mean, None if it is not a time.

    Seconds are counted in UTC; day 1 is the first day of year 1 (`date.toordinal`).
    """
    match = ISO_TIME.fullmatch(stated)
    if match is None:
        return None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    try:
        start = date(year, month or 1, day or 1).toordinal() * SECONDS_IN_DAY
        last = date(year, month or 12, day or monthrange(year, month or 12)[1]).toordinal() * SECONDS_IN_DAY
    except ValueError:
        return None
    if match["hour"] is None:
        return start - MOST_AHEAD_OF_UTC, last + SECONDS_IN_DAY + MOST_BEHIND_UTC
    start += int(match["hour"]) * 3600 + int(match["minute"]) * 60 + int(match["second"] or 0)
    end = start + (1 if match["second"] else 60)
    if match["zone"] is None:
        return start - MOST_AHEAD_OF_UTC, end + MOST_BEHIND_UTC
    offset = _read_zone_offset(match["zone"])
    return start - offset, end - offset


def _read_zone_offset(zone: str) -> int:
    """Return the seconds by which a zone ("Z", "+09:00") is ahead of UTC."""
    if zone == "Z":
        return 0
    seconds = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
    return -seconds if zone[0] == "-" else seconds


def find_sentence_agencies(article: Article, sentence: Span) -> tuple[str, ...]:
    """Return the names of the agencies that an article credits in a sentence, or for its whole text.

    Agencies in the byline, dateline or sign-off are credited for the whole text, as are those that the
    sidecar names.
    """
    sentence_text = sentence.extract(article.text)
    names = []
    for agency in article.metadata.agencies:
        if agency.role != "text":
            continue
        evidence = agency.evidence
        if (
            not isinstance(evidence, Span)
            or _covers_whole_text(article, evidence)
            or re.search(rf"(?<!\w){re.escape(evidence.extract(article.text))}(?!\w)", sentence_text)
        ):
            names.append(agency.name)
    return tuple(dict.fromkeys(names))


def _covers_whole_text(article: Article, evidence: Span) -> bool:
    """Return whether an agency is credited in a byline, a sign-off or a dateline."""
    if any(line.kind is LineKind.BYLINE and line.span.covers(evidence) for line in article.lines):
        return True
    paragraph = next((p for p in article.paragraph_spans if p.covers(evidence)), None)
    if paragraph is None:
        return True
    before = article.text[paragraph.start : evidence.start]
    if paragraph == article.paragraph_spans[-1] and SIGN_OFF_BEHIND.fullmatch(
        article.text, evidence.end, paragraph.end
    ):
        return SIGN_OFF_BEFORE.search(before[-80:]) is not None
    dateline = article.metadata.dateline
    if dateline is not None and isinstance(dateline.evidence, Span) and paragraph.covers(dateline.evidence):
        return 0 <= evidence.start - dateline.evidence.end <= DATELINE_REACH
    # "(Reuters) - The king": the paragraph begins with the agency in brackets.
    after = article.text[evidence.end : evidence.end + 4]
    return before.strip() in ("(", "[") and after.lstrip()[:1] in (")", "]")
