"""Find the headline among the lines around the beginning of an article.

Each line that could be it has features of shape, place and repetition; a linear model adds them up. Its
weights (data/weights/headline.yml) were fitted as a conditional logit (McFadden, 1974): of a page's lines the
headline is to be the likeliest. `python -m benchmarks.fit DATA` fits them anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from build_scripts.metadata.candidates import score_metadata_candidate
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact
from build_scripts.text.content_words import count_wide_characters, find_content_words
from build_scripts.text.timestamps import find_timestamps

MAX_LINES_ABOVE, MAX_LINES_BELOW = 90, 12  # lines around the article's first that can be its headline
MAX_WORDS = 40
MAX_LENGTH = 500  # characters
ARTICLE_CHARACTERS = 12_000  # characters of the article whose words are compared
PAGE_CHARACTERS = (
    60_000  # characters before and after the article's beginning in which a line is looked for again
)
STAMP_REACH = 6  # lines within which a date or a byline shows that a headline is near
STAMP_LENGTH = 150
MIN_ECHO_CHARACTERS = 9  # characters of a line from which it means something that another line holds it
PROSE_WORDS = 12
BOILERPLATE_KINDS = frozenset(
    {
        LineKind.SHARE,
        LineKind.SUBSCRIBE,
        LineKind.FEED,
        LineKind.COMMENT,
        LineKind.LEGAL,
        LineKind.ADVERTISEMENT,
        LineKind.RELATED,
    }
)
BREADCRUMB = re.compile(r"\s(?:[>›»/]|::)\s|^[←‹<]|[→›>]$")
BAR = re.compile(r"\s[|·•]\s|\t")
SITE_NAME_SEPARATOR = re.compile(r"\s(?:[|·•]|[-–—])\s(?=[^|]{2,40}\Z)")  # before a site's name
NO_LETTERS = re.compile(r"[\d\W_]*")


@dataclass(frozen=True, slots=True)
class HeadlineCandidate:
    """A line that can be the headline, without the blanks around it, and its features by name."""

    span: Span
    features: Mapping[str, float]


def find_headline(text: str, lines: tuple[Line, ...], known: MetadataWords) -> StatedFact[str] | None:
    """Return the headline, or None where no line is likelier to be it than none."""
    best, best_value = None, known.headline_weights["none"]
    for candidate in list_headline_candidates(text, lines, known):
        value = score_metadata_candidate(candidate.features, known.headline_weights)
        if value > best_value:
            best, best_value = candidate.span, value
    if best is None:
        return None
    span = strip_site_name(text, best, lines)
    return StatedFact(span.extract(text), span)


def list_headline_candidates(
    text: str, lines: tuple[Line, ...], known: MetadataWords
) -> tuple[HeadlineCandidate, ...]:
    """Return the lines that can be the headline, in order; of equal ones the last before the article."""
    filled = [(line, words) for line in lines if (words := line.span.extract(text).strip())]
    filled = [(line, words) for line, words in filled if line.kind is not LineKind.BLANK]
    first = next((n for n, (line, _) in enumerate(filled) if line.kind in TEXT_KINDS), None)
    if first is None:
        return ()
    opening = filled[first][0].span.start
    spoken = (words for line, words in filled[first:] if line.kind in TEXT_KINDS)
    used = set(find_content_words(_upto(spoken, ARTICLE_CHARACTERS)))
    page = text[max(0, opening - PAGE_CHARACTERS) : opening + PAGE_CHARACTERS].casefold()
    folded = [words.casefold() for _, words in filled]
    times = Counter(folded)
    begin, end = max(0, first - MAX_LINES_ABOVE), min(len(filled), first + MAX_LINES_BELOW)
    stamps = [_stamp(words, known) for _, words in filled[begin:end]]
    found: dict[str, HeadlineCandidate] = {}
    for n in range(begin, end):
        line, words = filled[n]
        if len(words) > MAX_LENGTH:
            continue
        count = len(words.split()) + count_wide_characters(words) // 2
        if count > MAX_WORDS or stamps[n - begin] == 2 or NO_LETTERS.fullmatch(words):
            continue
        features = {
            **_shape(words, count),
            **_place(n - first, line, stamps[n - begin :], stamps[: n - begin]),
            **_setting(text, filled, n),
            **_echo(folded[n], page, times, used),
        }
        if n <= first or folded[n] not in found:
            found[folded[n]] = HeadlineCandidate(_bare(text, line.span), features)
    return tuple(sorted(found.values(), key=lambda c: c.span.start))


def _bare(text: str, span: Span) -> Span:
    words = span.extract(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _upto(parts: Iterable[str], limit: int) -> str:
    taken, length = [], 0
    for part in parts:
        taken.append(part)
        length += len(part)
        if length > limit:
            break
    return "\n".join(taken)[: 2 * limit]


def _stamp(words: str, known: MetadataWords) -> int:
    """Return 2 for a line that begins with a date or like a byline, 1 for one that holds a date, else 0."""
    if len(words) > STAMP_LENGTH:
        return 0
    opener = known.byline_opener.match(words)
    if opener is not None and len(words.split()) <= 6:
        return 2
    found = find_timestamps(words, known.calendar)
    if not found:
        return 0
    rest = len(words) - sum(s.span.end - s.span.start for s in found)
    return 2 if rest < 60 and (found[0].span.start < 15 or rest < 30) else 1


def _shape(words: str, count: int) -> dict[str, float]:
    tokens = words.split()
    capitals = sum([t[0].isupper() for t in tokens]) / len(tokens)
    return {
        "one word": float(count == 1),
        "two words": float(count == 2),
        "three words": float(count == 3),
        "many words": float(count > 16),
        "very many words": float(count > 24),
        "ends with a stop": float(words.endswith((".", "。"))),
        "ends with a colon": float(words.endswith((":", ",", ";", "："))),
        "ends with a question": float(words.endswith(("?", "!", "？", "！"))),
        "cut short": float(words.endswith(("…", "...", "[…]"))),
        "capitals": capitals,
        "begins small": float(words[:1].islower()),
        "a path": float(BREADCRUMB.search(words) is not None),
        "a bar": float(BAR.search(words) is not None),
        "colon inside": float(": " in words),
        "an address": float("@" in words or "http" in words or "www." in words),
    }


def _place(offset: int, line: Line, below: list[int], above: list[int]) -> dict[str, float]:
    """Return the features of a line's place; `offset` is its distance to the article's first line."""
    next_stamp = next((n for n, s in enumerate(below[1 : 1 + STAMP_REACH], 1) if s), 0)
    return {
        "distance": log(1 - offset) if offset < 0 else 0.0,
        "right above": float(offset == -1),
        "in the article": float(offset >= 0),
        "deep in the article": log(1 + offset) if offset > 0 else 0.0,
        "labelled headline": float(line.kind is LineKind.HEADLINE),
        "labelled byline": float(line.kind is LineKind.BYLINE),
        "labelled furniture": float(line.kind in BOILERPLATE_KINDS),
        "labelled caption": float(line.kind in (LineKind.CAPTION, LineKind.CREDIT, LineKind.TEASER)),
        "stamp next": float(next_stamp == 1),
        "stamp second": float(next_stamp == 2),
        "stamp near": float(next_stamp > 2),
        "stamp before": float(bool(above[-1:] and above[-1])),
    }


def _setting(text: str, filled: list[tuple[Line, str]], n: int) -> dict[str, float]:
    """Return the features of what stands around a line: blanks, and sentences."""
    span = filled[n][0].span
    last = n + 1 == len(filled)
    following = "" if last else filled[n + 1][1]
    apart_before = not n or text.count("\n", filled[n - 1][0].span.end, span.start) > 1
    apart_after = last or text.count("\n", span.end, filled[n + 1][0].span.start) > 1
    long = len(following.split(maxsplit=PROSE_WORDS)) >= PROSE_WORDS
    return {
        "blank before": float(apart_before),
        "alone": float(apart_before and apart_after),
        "first line": float(n == 0),
        "sentence next": float(long and following.rstrip('"”»').endswith((".", "!", "?", "…"))),
        "long next": float(long),
    }


def _echo(words: str, page: str, times: Counter[str], used: set[str]) -> dict[str, float]:
    """Return the features of where else a line, or its words, stand on the page."""
    own = find_content_words(words)
    shared = len({w for w in own if w in used})
    again = times[words] - 1
    within = max(0, page.count(words) - again - 1) if len(words) >= MIN_ECHO_CHARACTERS else 0
    long = len(words.split()) > 3 or count_wide_characters(words) > 6
    return {
        "words used": shared / len(set(own)) if own else 0.0,
        "number of words used": log(1 + shared),
        "no long words": float(not own),
        "repeated": float(again > 0 and long),
        "short repeated": float(again > 0 and not long),
        "within a line": float(within == 1 and long),
        "within lines": float(within > 1 and long),
        "short within a line": float(within > 0 and not long),
    }


def strip_site_name(text: str, span: Span, lines: tuple[Line, ...]) -> Span:
    """Return a headline's span without a site's name at its end.

    It is one if it, or the headline without it, stands on a line of its own as well.
    """
    words = span.extract(text)
    for mark in SITE_NAME_SEPARATOR.finditer(words):
        name = words[mark.end() :].casefold()
        title = words[: mark.start()].rstrip()
        if title and any(
            line.span.extract(text).strip().casefold() in (name, title.casefold()) for line in lines
        ):
            return Span(span.start, span.start + len(title))
    return span
