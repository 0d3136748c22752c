"""Read when an article was published, and when it was last changed, from the lines around it.

Each date near the article has features of its position, its line and the words before it. A linear model adds
them up (data/weights/publication_date.yml, fitted as a conditional logit like the headline's).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from build_scripts.metadata.candidates import find_page_landmarks, score_metadata_candidate
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact
from build_scripts.text.page_dates import DateOrder, Timestamp, find_timestamps, infer_date_order

MAX_LINES_ABOVE = 25  # lines above the headline in which its date is looked for
MAX_LINES_AFTER = 40  # lines after the article in which its date is looked for
EDGE_LINES = 3  # lines at the article's beginning and end that can hold it
MAX_LINE = 400  # characters of a line that are read
SHORT_LINE = 60  # characters of a line that can be all about its date
LABEL_REACH = 40  # characters before a date in which a label ("Updated:") is looked for
DATE_PAIR_REACH = 80  # characters between a date of publication and the date of a change next to it
DATE_SERIES_REACH = 8  # lines around a date in which other dates make it part of a list
LIST_KINDS = frozenset({LineKind.FEED, LineKind.COMMENT, LineKind.TEASER, LineKind.RELATED})
STAMP_KINDS = frozenset({LineKind.BYLINE, LineKind.PUBLISHED, LineKind.DATELINE})
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class PublicationDateCandidate:
    """A date that can be the date of publication, its span in the text, and its features by name."""

    span: Span
    iso: str
    is_change_date: bool
    features: Mapping[str, float]


def find_publication_dates(
    text: str, lines: tuple[Line, ...], headline: Span | None, language: str | None, word_lists: MetadataWords
) -> tuple[StatedFact[str] | None, StatedFact[str] | None]:
    """Return the dates of publication and of the last change as ISO 8601, None for a date that isn't stated.

    Where a page gives only the date of its last change, that date is returned as both: the text is as it is
    since that day.
    """
    found = list_publication_date_candidates(text, lines, headline, language, word_lists)
    scores = [
        (score_metadata_candidate(c.features, word_lists.date_weights), -n) for n, c in enumerate(found)
    ]
    best = max(scores, default=(float("-inf"), 0))
    if best[0] <= word_lists.date_weights["none"]:
        return None, None
    published = _prefer_publication(found[-best[1]], found)
    later = [
        (value, n) for value, n in scores if found[-n].is_change_date and found[-n].iso >= published.iso[:10]
    ]
    changed = found[-max(later)[1]] if later else None
    return StatedFact(published.iso, published.span), StatedFact(
        changed.iso, changed.span
    ) if changed else None


def _prefer_publication(
    chosen: PublicationDateCandidate, found: tuple[PublicationDateCandidate, ...]
) -> PublicationDateCandidate:
    """Return the publication date next to the date of a change, if there is one; else the chosen date."""
    if not chosen.is_change_date:
        return chosen
    near = (
        c
        for c in found
        if not c.is_change_date
        and abs(c.span.start - chosen.span.start) <= DATE_PAIR_REACH
        and c.iso[:10] <= chosen.iso[:10]
    )
    return min(near, key=lambda c: abs(c.span.start - chosen.span.start), default=chosen)


def list_publication_date_candidates(
    text: str, lines: tuple[Line, ...], headline: Span | None, language: str | None, word_lists: MetadataWords
) -> tuple[PublicationDateCandidate, ...]:
    """Return the dates around the article, in order."""
    filled = [line for line in lines if line.kind is not LineKind.BLANK]
    landmarks = find_page_landmarks(filled, headline)
    if landmarks is None:
        return ()
    head, first, last = landmarks
    order = infer_date_order(text, language, word_lists.calendar)
    dated = [
        (n, stamp)
        for n in _list_searched_positions(filled, min(head, first), first, last)
        for stamp in _find_line_dates(text, filled[n], order, word_lists)
    ]
    days = Counter(stamp.iso[:10] for _, stamp in dated)
    newest = max(days, default="")
    labels = [_label_features(text, filled[n].span, stamp.span, word_lists) for n, stamp in dated]
    found = []
    for at, (n, stamp) in enumerate(dated):
        around = sum(abs(m - n) <= DATE_SERIES_REACH and m != n for m, _ in dated)
        has_earlier_date = any(
            abs(m - n) <= 1 and not label["changed"] and other.iso[:10] <= stamp.iso[:10]
            for (m, other), label in zip(dated, labels, strict=True)
        )
        features = {
            **_position_features(n, head, first, last, headline is not None),
            **labels[at],
            "changed since another": labels[at]["changed"] * has_earlier_date,
            "timed": float(stamp.has_time),
            "in a list": float(filled[n].kind in LIST_KINDS),
            "in a caption or notice": float(
                filled[n].kind in (LineKind.CAPTION, LineKind.CREDIT, LineKind.LEGAL)
            ),
            "labelled": float(filled[n].kind in STAMP_KINDS),
            "in a series": log(1 + around),
            "again": float(days[stamp.iso[:10]] > 1),
            "newest": float(stamp.iso[:10] == newest),
            "first date": float(at == 0),
            "first date below the headline": float(n >= head and all(m < head for m, _ in dated[:at])),
        }
        found.append(PublicationDateCandidate(stamp.span, stamp.iso, labels[at]["changed"] > 0, features))
    return tuple(found)


def _list_searched_positions(filled: list[Line], head: int, first: int, last: int) -> Iterator[int]:
    """Yield the positions of the lines that can hold the date: of the article's text short or outer ones."""
    for n in range(max(0, head - MAX_LINES_ABOVE), min(len(filled), last + 1 + MAX_LINES_AFTER)):
        length = filled[n].span.end - filled[n].span.start
        is_inner_text = filled[n].kind in TEXT_KINDS and first + EDGE_LINES <= n <= last - EDGE_LINES
        if not is_inner_text or length <= SHORT_LINE:
            yield n


def _find_line_dates(
    text: str, line: Line, order: DateOrder | None, word_lists: MetadataWords
) -> Iterator[Timestamp]:
    """Yield the dates of a line, with spans in the text; in running text only those at the line's edges."""
    start = line.span.start
    words = text[start : min(line.span.end, start + MAX_LINE)]
    if not any(map(str.isdigit, words)):
        return
    length = line.span.end - start
    for stamp in find_timestamps(words, word_lists.calendar, order):
        at_edge = stamp.span.start < LABEL_REACH or length - stamp.span.end < LABEL_REACH
        if length <= SHORT_LINE or at_edge or line.kind not in TEXT_KINDS:
            yield Timestamp(Span(start + stamp.span.start, start + stamp.span.end), stamp.iso)


def _position_features(n: int, head: int, first: int, last: int, has_headline: bool) -> dict[str, float]:
    above, between = n < head, head <= n <= first
    return {
        "above the headline": float(above),
        "far above the headline": log(head - n) if above else 0.0,
        "in the headline": float(has_headline and n == head),
        "between headline and article": float(between),
        "far below the headline": log(1 + n - head) if between else 0.0,
        "in the article": float(first < n <= last and not above),
        "deep in the article": log(n - first) if first < n <= last and not above else 0.0,
        "after the article": float(n > last),
        "far after the article": log(n - last) if n > last else 0.0,
    }


def _label_features(text: str, line: Span, stamp: Span, word_lists: MetadataWords) -> dict[str, float]:
    """Return the features of a date's label ("Updated:") and of the other words of its line."""
    before = text[max(line.start, stamp.start - LABEL_REACH) : stamp.start]
    if not LETTERS.search(before) and line.start > 0:  # the label may be on the line above
        above = text[text.rfind("\n", 0, max(0, text.rfind("\n", 0, line.start))) + 1 : line.start]
        before = above.strip()[-LABEL_REACH:] + " " if len(above) <= LABEL_REACH else before
    changed = word_lists.change_label.search(before) is not None
    letters = len(LETTERS.findall(text, line.start, min(line.end, line.start + MAX_LINE)))
    own_letters = len(LETTERS.findall(text, stamp.start, stamp.end))
    return {
        "changed": float(changed),
        "published": float(not changed and word_lists.published_label.search(before) is not None),
        "opens its line": float(not text[line.start : stamp.start].strip()),
        "alone": float(letters - own_letters <= 12),
        "in a sentence": float(letters - own_letters > SHORT_LINE),
    }
