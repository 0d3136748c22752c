"""Read who wrote an article, from the lines around it.

Every run of words near the article that is shaped like names is a candidate. Its features of place, line and
words are added up by a linear model (weights/byline.yml, fitted as a conditional logit like the headline's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from build_scripts.metadata.byline_names import find_byline_names
from build_scripts.metadata.candidates import find_page_landmarks, score_metadata_candidate
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Line, LineKind, Span, StatedFact
from build_scripts.text.timestamps import find_timestamps

MAX_LINES_ABOVE, EDGE_LINES, MAX_LINES_AFTER = (
    8,
    3,
    20,
)  # lines above the headline, at the article's edges and after it
MAX_LINE = 160  # characters of a line that can be a byline
RUN_SEPARATOR = re.compile(
    r"\S{1,60}@\S{1,60}\.\w\S{0,60}|@\w{1,40}|[|•·/<>\t(){}\[\]]| {2,}|\s[-–—]+\s|(?<!\w)\d[\d.:,]*|\Z"
)
TOKEN = re.compile(r"[^\W\d_]+")
MAX_LENGTH_BEFORE_OPENER = 40  # characters before "by" in a run of words
MIN_BIOGRAPHY_WORDS = 8  # of a line that begins with a name
TWO_WORDS = re.compile(r"\S+\s+\S+")
SHORT_LINE_WORDS = 4  # words of a line that can be part of a list of links
DECISIVE_FEATURES = (  # a name alone is not a byline: one of these features must speak for it
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
BOILERPLATE_KINDS = frozenset(
    {
        LineKind.FEED,
        LineKind.COMMENT,
        LineKind.TEASER,
        LineKind.RELATED,
        LineKind.SHARE,
        LineKind.SUBSCRIBE,
        LineKind.LEGAL,
    }
)


@dataclass(frozen=True, slots=True)
class BylineCandidate:
    """A run of names: their spans in the text, and its features by name."""

    spans: tuple[Span, ...]
    features: Mapping[str, float]


def find_byline(
    text: str, lines: tuple[Line, ...], headline: Span | None, known: MetadataWords
) -> StatedFact[tuple[str, ...]] | None:
    """Return the names of those who wrote the article, or None where nothing is likely enough to be them."""
    best, best_value = None, known.byline_weights["none"]
    for candidate in list_byline_candidates(text, lines, headline, known):
        value = score_metadata_candidate(candidate.features, known.byline_weights)
        if value > best_value:
            best, best_value = candidate, value
    if best is None:
        return None
    return StatedFact(
        tuple(s.extract(text) for s in best.spans), Span(best.spans[0].start, best.spans[-1].end)
    )


def list_byline_candidates(
    text: str, lines: tuple[Line, ...], headline: Span | None, known: MetadataWords
) -> tuple[BylineCandidate, ...]:
    """Return the runs of names around the article, in order."""
    filled = [line for line in lines if line.kind is not LineKind.BLANK and line.span.extract(text).strip()]
    marks = find_page_landmarks(filled, headline)
    if marks is None:
        return ()
    head, first, last = marks
    begin, stop = max(0, min(head, first) - MAX_LINES_ABOVE), min(len(filled), last + 1 + MAX_LINES_AFTER)
    places = [
        n
        for n in range(begin, stop)
        if (n != head or headline is None) and not first + EDGE_LINES <= n <= last - EDGE_LINES
    ]
    whole = [line.span.extract(text).strip() for line in filled[begin:stop]]
    dated = {
        n: _moments(filled[n].span.extract(text), known)
        for n in places
        if filled[n].span.end - filled[n].span.start <= MAX_LINE
    }
    lower = set(filter(str.islower, TOKEN.findall("\n".join(whole))))
    folded = [line.casefold() for line in whole]
    openings = _openings(folded)
    title = headline.extract(text).casefold() if headline is not None else ""
    found: list[BylineCandidate] = []
    for n in places:
        if n not in dated:
            continue
        line, words = filled[n].span, filled[n].span.extract(text)
        above = filled[n - 1].span.extract(text).strip() if n else ""
        below = filled[n + 1].span.extract(text).strip() if n + 1 < len(filled) else ""
        opened = (
            len(above) <= MAX_LENGTH_BEFORE_OPENER and known.opener_at_end.search(above + " ") is not None
        )
        posted = len(below.split()) <= SHORT_LINE_WORDS and known.job_title.search(below) is not None
        around = {step: bool(dated.get(n + step)) for step in (-2, -1, 0, 1, 2)}
        cued = opened or posted or any(around.values()) or filled[n].kind is LineKind.BYLINE
        if not (cued or _may_tell(words, openings, known)):
            continue
        for at, (start, end, opener) in enumerate(_runs(words, dated[n], known)):
            spans = find_byline_names(words, start, end, opened or opener is not None, known)
            if not spans:
                continue
            own = [s.extract(words) for s in spans]
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
                "a post beside": float(known.job_title.search(words, spans[-1].end) is not None),
                "labelled byline": float(filled[n].kind is LineKind.BYLINE),
                "labelled furniture": float(filled[n].kind in BOILERPLATE_KINDS),
                "labelled caption": float(filled[n].kind in (LineKind.CAPTION, LineKind.CREDIT)),
                "among short lines": float(
                    not dated[n]
                    and len(above.split()) <= SHORT_LINE_WORDS
                    and len(below.split()) <= SHORT_LINE_WORDS
                ),
                "several": float(len(spans) > 1),
                "dated byline": float(bool(dated[n]) and head <= n <= first and rest < SHORT_LINE_WORDS),
                "begins small": float(own[0][:1].islower()),
                "blank around": float(
                    text[filled[n - 1].span.end : line.start].count("\n") > 1 if n else True
                ),
            }
            if not any(features[cue] for cue in DECISIVE_FEATURES):
                continue
            moved = tuple(Span(line.start + s.start, line.start + s.end) for s in spans)
            found.append(BylineCandidate(moved, features))
    return tuple(found)


def _openings(lines: list[str]) -> frozenset[str]:
    """Return the first two words of those lines that can tell of an author."""
    found = {
        m[0] for line in lines if len(line.split()) >= MIN_BIOGRAPHY_WORDS and (m := TWO_WORDS.match(line))
    }
    return frozenset(found)


def _may_tell(words: str, openings: frozenset[str], known: MetadataWords) -> bool:
    """Tell whether a line alone can show that a name in it is a byline: most lines around can't."""
    for cue in (known.byline_opener, known.desk_name, known.agency_pattern, known.job_title):
        if cue.search(words) is not None:
            return True
    folded = words.casefold()
    return any(opening in folded for opening in openings)


def _moments(words: str, known: MetadataWords) -> tuple[Span, ...]:
    """Return the spans of the dates of a line, those that count from today ("3 hours ago") included."""
    if not any(map(str.isdigit, words)):
        return ()
    found = [stamp.span for stamp in find_timestamps(words, known.calendar)]
    return (*found, *(Span(*m.span()) for m in known.relative_date.finditer(words)))


def _runs(
    words: str, moments: tuple[Span, ...], known: MetadataWords
) -> Iterator[tuple[int, int, int | None]]:
    """Yield the runs of words between dates, numbers and marks: start, end, and where "by" opens them.

    `start` is behind "by".
    """
    cuts = sorted(
        [(s.start, s.end) for s in moments]
        + [m.span() for m in RUN_SEPARATOR.finditer(words)]
        + [m.span() for m in known.beside_name_words.finditer(words)]
    )
    start = 0
    for cut_start, cut_end in cuts:
        if cut_start > start and words[start:cut_start].strip():
            openers = [
                m
                for m in known.byline_opener.finditer(words, start, cut_start)
                if m.start() - start <= MAX_LENGTH_BEFORE_OPENER and m.end() < cut_start
            ]
            for opener in {m.start(): m for m in (openers[:1] + openers[-1:])}.values():
                yield opener.end(), cut_start, opener.start()
            within = bool(openers) and words[start : openers[0].start()].strip() != ""
            if not openers or (within and openers[-1][0].strip().casefold() in known.name_particles):
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
        "at its end": float(inside and n > last - EDGE_LINES),
        "after the article": float(after),
        "far after the article": log(n - last) if after else 0.0,
    }


def _name(
    own: list[str], lower: set[str], title: str, lines: list[str], known: MetadataWords
) -> dict[str, float]:
    """Return the features of the names themselves."""
    tokens = TOKEN.findall(own[0])
    lowered = [t.casefold() for t in tokens if t.casefold() not in known.name_particles]
    name = own[0].casefold()
    holding = [line for line in lines if name in line]
    told = sum(line.startswith(name + " ") and len(line.split()) >= MIN_BIOGRAPHY_WORDS for line in holding)
    again = len(holding) - 1
    return {
        "one word": float(len(own[0].split()) == 1),
        "two words": float(len(own[0].split()) == 2),
        "many words": float(len(own[0].split()) > 3),
        "common words": sum(t in lower for t in lowered) / max(1, len(lowered)),
        "words of the headline": sum(t in title for t in lowered) / max(1, len(lowered)),
        "all capitals": float(own[0].isupper() and len(own[0]) > 4),
        "a desk": float(known.desk_name.search(own[0]) is not None),
        "an agency": float(own[0] in known.agency_by_form),
        "told of": float(told > 0),
        "again": float(again == 1),
        "often": float(again > 1),
    }
