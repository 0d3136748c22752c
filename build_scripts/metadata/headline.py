"""Find the headline among the lines around the beginning of an article.

Each line that could be the headline has features of shape, position and repetition. A linear model adds them
up. Its weights (data/weights/headline.yml) were fitted as a conditional logit (McFadden, 1974), which makes
the headline the most likely of a page's lines. `python -m benchmarks.fit DATA` fits them anew.
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
from build_scripts.text.page_dates import find_timestamps

MAX_LINES_ABOVE, MAX_LINES_BELOW = (
    90,
    12,
)  # lines above and below the article's first that can be its headline
MAX_WORDS = 40
MAX_LENGTH = 500  # characters
ARTICLE_CHARACTERS = 12_000  # characters of the article whose words are compared with a line's
PAGE_CHARACTERS = 60_000  # characters before and after the article's beginning searched for a line's copies
STAMP_REACH = 6  # lines within which a date or a byline shows that a headline is near
STAMP_LENGTH = 150  # characters of a line that can be a date or a byline
MIN_ECHO_CHARACTERS = 9  # characters from which a line's repetition within another line counts
NO_STAMP, HAS_DATE, STAMP_LINE = 0, 1, 2  # whether a line has a date, or begins with one or like a byline
PROSE_WORDS = 12  # words from which a line counts as long
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
    """The span of a line that can be the headline, without blanks around it, and its features by name."""

    span: Span
    features: Mapping[str, float]


def find_headline(text: str, lines: tuple[Line, ...], word_lists: MetadataWords) -> StatedFact[str] | None:
    """Return the headline, or None where no line is likely enough."""
    best, best_value = None, word_lists.headline_weights["none"]
    for candidate in list_headline_candidates(text, lines, word_lists):
        value = score_metadata_candidate(candidate.features, word_lists.headline_weights)
        if value > best_value:
            best, best_value = candidate.span, value
    if best is None:
        return None
    span = strip_site_name(text, best, lines)
    return StatedFact(span.extract(text), span)


def list_headline_candidates(
    text: str, lines: tuple[Line, ...], word_lists: MetadataWords
) -> tuple[HeadlineCandidate, ...]:
    """Return the lines that can be the headline, in order; of equal lines the last one before the article."""
    filled = [(line, words) for line in lines if (words := line.span.extract(text).strip())]
    filled = [(line, words) for line, words in filled if line.kind is not LineKind.BLANK]
    first = next((n for n, (line, _) in enumerate(filled) if line.kind in TEXT_KINDS), None)
    if first is None:
        return ()
    article_offset = filled[first][0].span.start
    body = (words for line, words in filled[first:] if line.kind in TEXT_KINDS)
    article_words = set(find_content_words(_join_up_to(body, ARTICLE_CHARACTERS)))
    page = text[max(0, article_offset - PAGE_CHARACTERS) : article_offset + PAGE_CHARACTERS].casefold()
    casefolded = [words.casefold() for _, words in filled]
    times = Counter(casefolded)
    begin, end = max(0, first - MAX_LINES_ABOVE), min(len(filled), first + MAX_LINES_BELOW)
    stamps = [_classify_stamp(words, word_lists) for _, words in filled[begin:end]]
    found: dict[str, HeadlineCandidate] = {}
    for n in range(begin, end):
        line, words = filled[n]
        if len(words) > MAX_LENGTH:
            continue
        count = len(words.split()) + count_wide_characters(words) // 2
        if count > MAX_WORDS or stamps[n - begin] == STAMP_LINE or NO_LETTERS.fullmatch(words):
            continue
        features = {
            **_shape_features(words, count),
            **_position_features(n - first, line, stamps[n - begin :], stamps[: n - begin]),
            **_neighbour_features(text, filled, n),
            **_repetition_features(casefolded[n], page, times, article_words),
        }
        if n <= first or casefolded[n] not in found:
            found[casefolded[n]] = HeadlineCandidate(_strip_blanks(text, line.span), features)
    return tuple(sorted(found.values(), key=lambda c: c.span.start))


def _strip_blanks(text: str, span: Span) -> Span:
    words = span.extract(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _join_up_to(parts: Iterable[str], limit: int) -> str:
    """Return the first parts that together exceed a limit, joined and cut at twice the limit."""
    taken, length = [], 0
    for part in parts:
        taken.append(part)
        length += len(part)
        if length > limit:
            break
    return "\n".join(taken)[: 2 * limit]


def _classify_stamp(words: str, word_lists: MetadataWords) -> int:
    """Return whether a line begins with a date or like a byline, has a date elsewhere, or neither."""
    if len(words) > STAMP_LENGTH:
        return NO_STAMP
    opener = word_lists.byline_opener.match(words)
    if opener is not None and len(words.split()) <= 6:
        return STAMP_LINE
    found = find_timestamps(words, word_lists.calendar)
    if not found:
        return NO_STAMP
    rest = len(words) - sum(s.span.end - s.span.start for s in found)
    return STAMP_LINE if rest < 60 and (found[0].span.start < 15 or rest < 30) else HAS_DATE


def _shape_features(words: str, count: int) -> dict[str, float]:
    """Return the features of a line's length, capitals and ending; `count` is its number of words."""
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


def _position_features(offset: int, line: Line, below: list[int], above: list[int]) -> dict[str, float]:
    """Return the features of a line's position and label.

    `offset` counts the lines that aren't blank from the article's first line; it is negative above that line.
    `below` are the stamps of the line and those below it, `above` the stamps of those above it.
    """
    next_stamp = next((n for n, s in enumerate(below[1 : 1 + STAMP_REACH], 1) if s), 0)
    return {
        "distance": log(1 - offset) if offset < 0 else 0.0,
        "right above": float(offset == -1),
        "in the article": float(offset >= 0),
        "deep in the article": log(1 + offset) if offset > 0 else 0.0,
        "labelled headline": float(line.kind is LineKind.HEADLINE),
        "labelled byline": float(line.kind is LineKind.BYLINE),
        "labelled boilerplate": float(line.kind in BOILERPLATE_KINDS),
        "labelled caption": float(line.kind in (LineKind.CAPTION, LineKind.CREDIT, LineKind.TEASER)),
        "stamp next": float(next_stamp == 1),
        "stamp second": float(next_stamp == 2),
        "stamp near": float(next_stamp > 2),
        "stamp before": float(bool(above[-1:] and above[-1])),
    }


def _neighbour_features(text: str, filled: list[tuple[Line, str]], n: int) -> dict[str, float]:
    """Return the features of the blank lines around a line, and of the next line."""
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


def _repetition_features(
    words: str, page: str, times: Counter[str], article_words: set[str]
) -> dict[str, float]:
    """Return the features of a line's words in the article, and of its repetition on the page.

    `words` and `page` are casefolded.
    """
    own = find_content_words(words)
    shared = len({w for w in own if w in article_words})
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

    Words behind a separator are a site's name if they, or the words before it, also fill a line of their own.
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
