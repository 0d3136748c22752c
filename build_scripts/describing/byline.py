"""Read who wrote an article."""

from __future__ import annotations

import re

from .. import timestamps
from ..models import Kind, Line, Span, Stated
from .around import around
from .knowledge import Knowledge

ENDS = re.compile(
    r"\s\S{1,60}@\S{1,60}\.\w|[|•·\d(@/<>]|\s[-–—]\s|\b(?:Published|Updated|Posted|Last|UPDATED|PUBLISHED)|\Z"
)
AFFILIATION = re.compile(r"\s(?:of|for|in|at|from|on|für|aus|am|in der)\s.*", re.DOTALL)
MAX_NAME_WORDS = 5
MAX_DESK_WORDS = 8
WORD = re.compile(r"\w")
WORDS = re.compile(r"[^\W\d_]+")
SMALL = 4  # letters of words such as "am", "PST", "Uhr"
GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)[A-Z][a-z]"
)
ABOVE_HEADLINE = 6  # lines above the headline, and lines after the article, that can hold its byline
AFTER_ARTICLE = 4


def find(text: str, lines: tuple[Line, ...], known: Knowledge) -> Stated[tuple[str, ...]] | None:
    """Return the names of those who wrote the article, as the first readable byline gives them, or None."""
    found = around(lines)
    if found is None:
        return None
    near = found.lines[max(0, found.head - ABOVE_HEADLINE) : found.last + 1 + AFTER_ARTICLE]
    opened = False  # by a line that is only "By": the name stands on the next one
    for line in near:
        if line.kind is not Kind.BYLINE:
            opened = False
            continue
        spans = _names(text, line.span, opened, known)
        if spans:
            return Stated(tuple(s.of(text) for s in spans), Span(spans[0].start, spans[-1].end))
        opened = known.opener.fullmatch(line.span.of(text).strip() + " ") is not None
    return None


def _names(text: str, line: Span, opened: bool, known: Knowledge) -> tuple[Span, ...]:
    """Return the spans of the names on one line; `opened` where "by" stands on the line above."""
    words = line.of(text)
    stamps = timestamps.find(words, known.calendar)
    opener = next(
        (m for m in known.opener.finditer(words) if _prelude(words, m.start(), stamps, known)), None
    )
    start = opener.end() if opener else 0
    if not opener and stamps and not words[: stamps[0].span.start].strip(" ,|•·-–—"):
        start = stamps[-1].span.end
        while start < len(words) and not words[start].isalnum():
            start += 1
    limit = min((s.span.start for s in stamps if s.span.start > start), default=len(words))
    match = ENDS.search(words, start, limit)
    end = match.start() if match else limit
    found: list[Span] = []
    for part_start, part_end in _parts(words, start, end, known):
        span = _name(words, part_start, part_end, opened or opener is not None, known)
        if span is not None:
            found.append(Span(line.start + span.start, line.start + span.end))
    agencies = [s for s in found if s.of(text) in known.agencies]
    return tuple(s for s in found if s not in agencies or len(agencies) == len(found))


def _prelude(words: str, end: int, stamps: tuple[timestamps.Timestamp, ...], known: Knowledge) -> bool:
    """Tell whether nothing stands before "by" but a date and the words that go with one."""
    before = words[:end]
    for stamp in reversed(stamps):
        if stamp.span.end <= end:
            before = before[: stamp.span.start] + " " + before[stamp.span.end :]
    return all(len(w) <= SMALL or known.dating.fullmatch(w) for w in WORDS.findall(before))


def _parts(words: str, start: int, end: int, known: Knowledge) -> list[tuple[int, int]]:
    parts, begin = [], start
    for joiner in known.joiner.finditer(words, start, end):
        parts.append((begin, joiner.start()))
        begin = joiner.end()
    return [*parts, (begin, end)]


def _name(words: str, start: int, end: int, opened: bool, known: Knowledge) -> Span | None:
    """Return the span of the name in one part of a byline, without the post it may hold, or None."""
    if glued := GLUED.search(words, start, end):
        end = glued.start()
    desk = known.desk.search(words, start, end)
    if desk is None:
        title = known.title.search(words, start, end)
        if title is not None:
            if WORD.search(words, start, title.start()):
                end = title.start()
            else:
                start = title.end()
        if affiliation := AFFILIATION.search(words, start, end):
            end = affiliation.start()
    while start < end and not words[start].isalnum():
        start += 1
    while end > start and not (
        words[end - 1].isalnum() or (words[end - 1] == "." and words[end - 3 : end - 2] == " ")
    ):
        end -= 1
    tokens = words[start:end].split()
    if not tokens or len(tokens) > (MAX_DESK_WORDS if desk else MAX_NAME_WORDS):
        return None
    if (len(tokens) == 1 and not opened) or known.dating.fullmatch(words, start, end):
        return None
    proper = [t[:1].isalpha() and not t[:1].islower() for t in tokens]
    if desk is None and not all(
        p or t.casefold() in known.particles for p, t in zip(proper, tokens, strict=True)
    ):
        return None
    return Span(start, end) if any(proper) or desk else None
