"""Read who wrote an article, from the lines around it.

Every run of words near the article that is shaped like names is a candidate. Its features of place, line and
words are added up by a linear model (data/byline.yml, fitted as a conditional logit like the headline's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from build_scripts.metadata import byline_names as names
from build_scripts.metadata.candidates import landmarks, worth
from build_scripts.metadata.word_lists import Knowledge
from build_scripts.models import Kind, Line, Span, Stated
from build_scripts.text import timestamps

ABOVE, INSIDE, AFTER = 8, 3, 20  # lines above the headline, at the article's edges and after it
MAX_LINE = 160  # characters of a line that can be a byline
CUT = re.compile(
    r"\S{1,60}@\S{1,60}\.\w\S{0,60}|@\w{1,40}|[|•·/<>\t(){}\[\]]| {2,}|\s[-–—]+\s|(?<!\w)\d[\d.:,]*|\Z"
)
TOKEN = re.compile(r"[^\W\d_]+")
MAX_BEFORE = 40  # characters before "by" in a run of words
BIOGRAPHY_WORDS = 8  # of a line that begins with a name
TWO_WORDS = re.compile(r"\S+\s+\S+")
SHORT = 4  # words of a line that can be part of a list of links
CUES = (  # a name alone is not a byline: one of these features must speak for it
    "opener",
    "opener above",
    "date beside",
    "date next",
    "date near",
    "a post below",
    "a post beside",
    "labelled byline",
    "told of",
    "an agency",
)
LISTED = frozenset(
    {Kind.FEED, Kind.COMMENT, Kind.TEASER, Kind.RELATED, Kind.SHARE, Kind.SUBSCRIBE, Kind.LEGAL}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of names: their spans in the text, and its features by name."""

    spans: tuple[Span, ...]
    features: Mapping[str, float]


def find(
    text: str, lines: tuple[Line, ...], headline: Span | None, known: Knowledge
) -> Stated[tuple[str, ...]] | None:
    """Return the names of those who wrote the article, or None where nothing is likely enough to be them."""
    best, best_value = None, known.byline["none"]
    for candidate in candidates(text, lines, headline, known):
        value = worth(candidate.features, known.byline)
        if value > best_value:
            best, best_value = candidate, value
    if best is None:
        return None
    return Stated(tuple(s.of(text) for s in best.spans), Span(best.spans[0].start, best.spans[-1].end))


def candidates(
    text: str, lines: tuple[Line, ...], headline: Span | None, known: Knowledge
) -> tuple[Candidate, ...]:
    """Return the runs of names around the article, in order."""
    filled = [line for line in lines if line.kind is not Kind.BLANK and line.span.of(text).strip()]
    marks = landmarks(filled, headline)
    if marks is None:
        return ()
    head, first, last = marks
    begin, stop = max(0, min(head, first) - ABOVE), min(len(filled), last + 1 + AFTER)
    places = [
        n
        for n in range(begin, stop)
        if (n != head or headline is None) and not first + INSIDE <= n <= last - INSIDE
    ]
    whole = [line.span.of(text).strip() for line in filled[begin:stop]]
    dated = {
        n: _moments(filled[n].span.of(text), known)
        for n in places
        if filled[n].span.end - filled[n].span.start <= MAX_LINE
    }
    lower = set(filter(str.islower, TOKEN.findall("\n".join(whole))))
    folded = [line.casefold() for line in whole]
    openings = _openings(folded)
    title = headline.of(text).casefold() if headline is not None else ""
    found: list[Candidate] = []
    for n in places:
        if n not in dated:
            continue
        line, words = filled[n].span, filled[n].span.of(text)
        above = filled[n - 1].span.of(text).strip() if n else ""
        below = filled[n + 1].span.of(text).strip() if n + 1 < len(filled) else ""
        opened = len(above) <= MAX_BEFORE and known.opened.search(above + " ") is not None
        posted = len(below.split()) <= SHORT and known.title.search(below) is not None
        around = {step: bool(dated.get(n + step)) for step in (-2, -1, 0, 1, 2)}
        cued = opened or posted or any(around.values()) or filled[n].kind is Kind.BYLINE
        if not (cued or _may_tell(words, openings, known)):
            continue
        for at, (start, end, opener) in enumerate(_runs(words, dated[n], known)):
            spans = names.read(words, start, end, opened or opener is not None, known)
            if not spans:
                continue
            own = [s.of(words) for s in spans]
            rest = len(TOKEN.findall(words[:start])) + len(TOKEN.findall(words[spans[-1].end :]))
            features = {
                **_place(n, head, first, last),
                **_name(own, lower, title, folded, known),
                "opener": float(opener is not None),
                "words before the opener": log(1 + len(TOKEN.findall(words[:opener]))) if opener else 0.0,
                "opener above": float(opened and at == 0),
                "fills its line": float(rest == 0 and not dated[n]),
                "words beside": log(1 + rest),
                "date beside": float(around[0]),
                "date next": float(around[1] or around[-1]),
                "date near": float(around[2] or around[-2]),
                "not first in its line": float(at > 0),
                "a post below": float(posted),
                "a post beside": float(known.title.search(words, spans[-1].end) is not None),
                "labelled byline": float(filled[n].kind is Kind.BYLINE),
                "labelled furniture": float(filled[n].kind in LISTED),
                "labelled caption": float(filled[n].kind in (Kind.CAPTION, Kind.CREDIT)),
                "among short lines": float(
                    not dated[n] and len(above.split()) <= SHORT and len(below.split()) <= SHORT
                ),
                "several": float(len(spans) > 1),
                "dated byline": float(bool(dated[n]) and head <= n <= first and rest < SHORT),
                "begins small": float(own[0][:1].islower()),
                "blank around": float(
                    text[filled[n - 1].span.end : line.start].count("\n") > 1 if n else True
                ),
            }
            if not any(features[cue] for cue in CUES):
                continue
            moved = tuple(Span(line.start + s.start, line.start + s.end) for s in spans)
            found.append(Candidate(moved, features))
    return tuple(found)


def _openings(lines: list[str]) -> frozenset[str]:
    """Return the first two words of those lines that can tell of an author."""
    found = {m[0] for line in lines if len(line.split()) >= BIOGRAPHY_WORDS and (m := TWO_WORDS.match(line))}
    return frozenset(found)


def _may_tell(words: str, openings: frozenset[str], known: Knowledge) -> bool:
    """Tell whether a line alone can show that a name in it is a byline: most lines around can't."""
    for cue in (known.opener, known.desk, known.agency, known.title):
        if cue.search(words) is not None:
            return True
    folded = words.casefold()
    return any(opening in folded for opening in openings)


def _moments(words: str, known: Knowledge) -> tuple[Span, ...]:
    """Return the spans of the dates of a line, those that count from today ("3 hours ago") included."""
    if not any(map(str.isdigit, words)):
        return ()
    found = [stamp.span for stamp in timestamps.find(words, known.calendar)]
    return (*found, *(Span(*m.span()) for m in known.relative.finditer(words)))


def _runs(words: str, moments: tuple[Span, ...], known: Knowledge) -> Iterator[tuple[int, int, int | None]]:
    """Yield the runs of words between dates, numbers and marks: start, end, and where "by" opens them.

    `start` is behind "by".
    """
    cuts = sorted(
        [(s.start, s.end) for s in moments]
        + [m.span() for m in CUT.finditer(words)]
        + [m.span() for m in known.dated.finditer(words)]
    )
    start = 0
    for cut_start, cut_end in cuts:
        if cut_start > start and words[start:cut_start].strip():
            openers = [
                m
                for m in known.opener.finditer(words, start, cut_start)
                if m.start() - start <= MAX_BEFORE and m.end() < cut_start
            ]
            for opener in {m.start(): m for m in (openers[:1] + openers[-1:])}.values():
                yield opener.end(), cut_start, opener.start()
            within = bool(openers) and words[start : openers[0].start()].strip() != ""
            if not openers or (within and openers[-1][0].strip().casefold() in known.particles):
                yield start, cut_start, None  # "Jane von Elph"
        start = max(start, cut_end)


def _place(n: int, head: int, first: int, last: int) -> dict[str, float]:
    above, between, after = n < head, head <= n <= first, n > last
    inside = not (above or between or after)
    return {
        "above the headline": float(above),
        "far above the headline": log(head - n) if above else 0.0,
        "below the headline": float(between),
        "far below the headline": log(1 + n - head) if between else 0.0,
        "right above the article": float(between and n == first - 1),
        "in the article": float(inside),
        "at its end": float(inside and n > last - INSIDE),
        "after the article": float(after),
        "far after the article": log(n - last) if after else 0.0,
    }


def _name(
    own: list[str], lower: set[str], title: str, lines: list[str], known: Knowledge
) -> dict[str, float]:
    """Return the features of the names themselves."""
    tokens = TOKEN.findall(own[0])
    lowered = [t.casefold() for t in tokens if t.casefold() not in known.particles]
    name = own[0].casefold()
    holding = [line for line in lines if name in line]
    told = sum(line.startswith(name + " ") and len(line.split()) >= BIOGRAPHY_WORDS for line in holding)
    again = len(holding) - 1
    return {
        "one word": float(len(own[0].split()) == 1),
        "two words": float(len(own[0].split()) == 2),
        "many words": float(len(own[0].split()) > 3),
        "common words": sum(t in lower for t in lowered) / max(1, len(lowered)),
        "words of the headline": sum(t in title for t in lowered) / max(1, len(lowered)),
        "all capitals": float(own[0].isupper() and len(own[0]) > 4),
        "a desk": float(known.desk.search(own[0]) is not None),
        "an agency": float(own[0] in known.agencies),
        "told of": float(told > 0),
        "again": float(again == 1),
        "often": float(again > 1),
    }
