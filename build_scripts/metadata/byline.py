"""Find the names of an article's authors in the lines around it.

Every run of words near the article that is shaped like names is a candidate. A linear model adds up features
of its position, its line and its words (data/weights/byline.yml, fitted as a conditional logit like the
headline's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from build_scripts.metadata.byline_features import (
    EDGE_LINES,
    MIN_BIOGRAPHY_WORDS,
    SHORT_LINE_WORDS,
    TOKEN,
    BylineLine,
    SearchedLines,
    compute_byline_features,
)
from build_scripts.metadata.byline_names import find_byline_names, find_name_runs
from build_scripts.metadata.candidates import find_page_landmarks, score_metadata_candidate
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Line, LineKind, Span, StatedFact
from build_scripts.text.page_dates import find_timestamps

MAX_LINES_ABOVE = 8  # lines above the headline in which a byline is looked for
MAX_LINES_AFTER = 20  # lines after the article in which a byline is looked for
MAX_LINE = 160  # characters of a line that can be a byline
MAX_OPENER_LINE = 40  # characters of a line that ends with "by"
TWO_WORDS = re.compile(r"\S+\s+\S+")
DECISIVE_FEATURES = (  # a name alone is not a byline: it needs one of these features
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


@dataclass(frozen=True, slots=True)
class BylineCandidate:
    """A run of names: their spans in the text, and the run's features by name."""

    spans: tuple[Span, ...]
    features: Mapping[str, float]


def find_byline(
    text: str, lines: tuple[Line, ...], headline: Span | None, word_lists: MetadataWords
) -> StatedFact[tuple[str, ...]] | None:
    """Return the names of the article's authors, or None where no candidate is likely enough."""
    best, best_value = None, word_lists.byline_weights["none"]
    for candidate in list_byline_candidates(text, lines, headline, word_lists):
        value = score_metadata_candidate(candidate.features, word_lists.byline_weights)
        if value > best_value:
            best, best_value = candidate, value
    if best is None:
        return None
    return StatedFact(
        tuple(s.extract(text) for s in best.spans), Span(best.spans[0].start, best.spans[-1].end)
    )


def list_byline_candidates(
    text: str, lines: tuple[Line, ...], headline: Span | None, word_lists: MetadataWords
) -> tuple[BylineCandidate, ...]:
    """Return the runs of names around the article, in order."""
    searched = _find_searched_lines(text, lines, headline, word_lists)
    if searched is None:
        return ()
    return tuple(
        candidate
        for position in searched.dates
        for candidate in _list_line_candidates(
            _make_byline_line(text, searched, position, word_lists), searched, word_lists
        )
    )


def _find_searched_lines(
    text: str, lines: tuple[Line, ...], headline: Span | None, word_lists: MetadataWords
) -> SearchedLines | None:
    """Return the lines in which a byline is looked for, or None where there is no article."""
    filled = [line for line in lines if line.kind is not LineKind.BLANK and line.span.extract(text).strip()]
    landmarks = find_page_landmarks(filled, headline)
    if landmarks is None:
        return None
    head, first, last = landmarks
    begin, stop = max(0, min(head, first) - MAX_LINES_ABOVE), min(len(filled), last + 1 + MAX_LINES_AFTER)
    positions = [
        n
        for n in range(begin, stop)
        if (n != head or headline is None) and not first + EDGE_LINES <= n <= last - EDGE_LINES
    ]
    stripped = [line.span.extract(text).strip() for line in filled[begin:stop]]
    casefolded = [line.casefold() for line in stripped]
    return SearchedLines(
        filled=filled,
        landmarks=landmarks,
        dates={
            n: _find_dates(filled[n].span.extract(text), word_lists)
            for n in positions
            if filled[n].span.end - filled[n].span.start <= MAX_LINE
        },
        headline=headline.extract(text).casefold() if headline is not None else "",
        casefolded=casefolded,
        lowercase_words=set(filter(str.islower, TOKEN.findall("\n".join(stripped)))),
        biography_openings=_find_biography_openings(casefolded),
    )


def _find_dates(words: str, word_lists: MetadataWords) -> tuple[Span, ...]:
    """Return the spans of a line's dates, relative ones ("3 hours ago") included."""
    if not any(map(str.isdigit, words)):
        return ()
    found = [stamp.span for stamp in find_timestamps(words, word_lists.calendar)]
    return (*found, *(Span(*m.span()) for m in word_lists.relative_date.finditer(words)))


def _find_biography_openings(casefolded: Sequence[str]) -> frozenset[str]:
    """Return the first two words of each line that is long enough to be an author's biography."""
    return frozenset(
        m[0]
        for line in casefolded
        if len(line.split()) >= MIN_BIOGRAPHY_WORDS and (m := TWO_WORDS.match(line))
    )


def _make_byline_line(
    text: str, searched: SearchedLines, position: int, word_lists: MetadataWords
) -> BylineLine:
    """Return a searched line with the facts about its neighbours."""
    filled, dates = searched.filled, searched.dates
    line = filled[position]
    above = filled[position - 1].span.extract(text).strip() if position else ""
    below = filled[position + 1].span.extract(text).strip() if position + 1 < len(filled) else ""
    return BylineLine(
        position=position,
        line=line,
        words=line.span.extract(text),
        above=above,
        below=below,
        dates=dates[position],
        has_opener_above=len(above) <= MAX_OPENER_LINE
        and word_lists.opener_at_end.search(above + " ") is not None,
        has_job_title_below=len(below.split()) <= SHORT_LINE_WORDS
        and word_lists.job_title.search(below) is not None,
        has_date_at={step: bool(dates.get(position + step)) for step in (-2, -1, 0, 1, 2)},
        has_blank_above=not position or text.count("\n", filled[position - 1].span.end, line.span.start) > 1,
    )


def _list_line_candidates(
    line: BylineLine, searched: SearchedLines, word_lists: MetadataWords
) -> Iterator[BylineCandidate]:
    """Yield the runs of names in one line that have a decisive feature."""
    if not _can_hold_byline(line, searched.biography_openings, word_lists):
        return
    start = line.line.span.start
    for number, run in enumerate(find_name_runs(line.words, line.dates, word_lists)):
        is_opened = line.has_opener_above or run.opener_start is not None
        spans = find_byline_names(line.words, run.start, run.end, is_opened, word_lists)
        if not spans:
            continue
        features = compute_byline_features(searched, line, run, number, spans, word_lists)
        if any(features[name] for name in DECISIVE_FEATURES):
            yield BylineCandidate(tuple(Span(start + s.start, start + s.end) for s in spans), features)


def _can_hold_byline(line: BylineLine, biography_openings: Set[str], word_lists: MetadataWords) -> bool:
    """Return whether a name in a line can have a decisive feature: in most lines it can't."""
    if line.has_opener_above or line.has_job_title_below or any(line.has_date_at.values()):
        return True
    if line.line.kind is LineKind.BYLINE:
        return True
    for pattern in (
        word_lists.byline_opener,
        word_lists.desk_name,
        word_lists.agency_pattern,
        word_lists.job_title,
    ):
        if pattern.search(line.words) is not None:
            return True
    folded = line.words.casefold()
    return any(opening in folded for opening in biography_openings)
