"""Compute the features by which a run of names near an article is judged to be its byline.

The names of the features are the keys of data/weights/byline.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import log

from build_scripts.metadata.byline_names import NameRun
from build_scripts.metadata.candidates import PageLandmarks
from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Line, LineKind, Span

EDGE_LINES = 3  # lines at the article's beginning and end in which a byline is looked for
TOKEN = re.compile(r"[^\W\d_]+")
MIN_BIOGRAPHY_WORDS = 8  # words from which a line can be a biography of the author named at its beginning
SHORT_LINE_WORDS = 4  # words of a line that can be part of a list of links
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
class SearchedLines:
    """The lines that aren't blank, and the values that the features compare a name with.

    `dates` holds the dates of each line that is searched, by its position in `filled`, as spans in the line.
    `casefolded`, `lowercase_words` and `biography_openings` are of the lines from the first searched to the
    last.
    """

    filled: Sequence[Line]
    landmarks: PageLandmarks
    dates: Mapping[int, tuple[Span, ...]]
    headline: str  # casefolded
    casefolded: Sequence[str]
    lowercase_words: Set[str]
    biography_openings: Set[str]


@dataclass(frozen=True, slots=True)
class BylineLine:
    """One searched line, and the facts about its neighbours that the features of a name in it use."""

    position: int  # in `SearchedLines.filled`
    line: Line
    words: str
    above: str  # the words of the line above
    below: str
    dates: tuple[Span, ...]  # in `words`
    has_opener_above: bool  # the line above ends with "by"
    has_job_title_below: bool
    has_date_at: Mapping[int, bool]  # by distance, from two lines above (-2) to two below
    has_blank_above: bool


def compute_byline_features(
    searched: SearchedLines,
    line: BylineLine,
    run: NameRun,
    number: int,
    spans: tuple[Span, ...],
    word_lists: MetadataWords,
) -> dict[str, float]:
    """Return the features of the names at `spans` in a line, found in its run `number`, from 0."""
    names = [s.extract(line.words) for s in spans]
    before, after = line.words[: run.start], line.words[spans[-1].end :]
    other_words = len(TOKEN.findall(before)) + len(TOKEN.findall(after))
    return {
        **_position_features(line.position, searched.landmarks),
        **_name_features(names, searched, word_lists),
        **_opening_features(line, run, number, other_words),
        **_neighbour_features(line, number, spans[-1].end, word_lists),
        **_label_features(line),
        **_shape_features(line, names, other_words, searched.landmarks),
    }


def _position_features(position: int, landmarks: PageLandmarks) -> dict[str, float]:
    """Return the features of the position of a line in relation to the headline and the article."""
    head, first, last = landmarks
    above, between, after = position < head, head <= position <= first, position > last
    inside = not (above or between or after)
    return {
        "above the headline": float(above),
        "far above the headline": log(head - position) if above else 0.0,
        "below the headline": float(between),
        "far below the headline": log(1 + position - head) if between else 0.0,
        "right above the article": float(between and position == first - 1),
        "in the article": float(inside),
        "at its end": float(inside and position > last - EDGE_LINES),
        "after the article": float(after),
        "far after the article": log(position - last) if after else 0.0,
    }


def _name_features(
    names: Sequence[str], searched: SearchedLines, word_lists: MetadataWords
) -> dict[str, float]:
    """Return the features of the first name, and of the other lines that contain it."""
    first = names[0]
    lowered = [t.casefold() for t in TOKEN.findall(first)]
    lowered = [t for t in lowered if t not in word_lists.name_particles]
    name = first.casefold()
    containing = [line for line in searched.casefolded if name in line]
    is_biography = any(
        line.startswith(name + " ") and len(line.split()) >= MIN_BIOGRAPHY_WORDS for line in containing
    )
    again = len(containing) - 1
    return {
        "one word": float(len(first.split()) == 1),
        "two words": float(len(first.split()) == 2),
        "many words": float(len(first.split()) > 3),
        "common words": sum(t in searched.lowercase_words for t in lowered) / max(1, len(lowered)),
        "words of the headline": sum(t in searched.headline for t in lowered) / max(1, len(lowered)),
        "all capitals": float(first.isupper() and len(first) > 4),
        "a desk": float(word_lists.desk_name.search(first) is not None),
        "an agency": float(first in word_lists.agency_by_form),
        "told of": float(is_biography),
        "again": float(again == 1),
        "often": float(again > 1),
    }


def _opening_features(line: BylineLine, run: NameRun, number: int, other_words: int) -> dict[str, float]:
    """Return the features of the words before and behind the names."""
    opener = run.opener_start
    return {
        "opener": float(opener is not None),
        "words before the opener": log(1 + len(TOKEN.findall(line.words[:opener]))) if opener else 0.0,
        "opener above": float(line.has_opener_above and number == 0),
        "fills its line": float(other_words == 0 and not line.dates),
        "words beside": log(1 + other_words),
    }


def _neighbour_features(
    line: BylineLine, number: int, names_end: int, word_lists: MetadataWords
) -> dict[str, float]:
    """Return the features of dates, other runs and job titles near the names."""
    dated = line.has_date_at
    return {
        "date beside": float(dated[0]),
        "date next": float(dated[1] or dated[-1]),
        "date near": float(dated[2] or dated[-2]),
        "not first in its line": float(number > 0),
        "a post below": float(line.has_job_title_below),
        "a post beside": float(word_lists.job_title.search(line.words, names_end) is not None),
    }


def _label_features(line: BylineLine) -> dict[str, float]:
    kind = line.line.kind
    return {
        "labelled byline": float(kind is LineKind.BYLINE),
        "labelled boilerplate": float(kind in BOILERPLATE_KINDS),
        "labelled caption": float(kind in (LineKind.CAPTION, LineKind.CREDIT)),
        "among short lines": float(
            not line.dates
            and len(line.above.split()) <= SHORT_LINE_WORDS
            and len(line.below.split()) <= SHORT_LINE_WORDS
        ),
    }


def _shape_features(
    line: BylineLine, names: Sequence[str], other_words: int, landmarks: PageLandmarks
) -> dict[str, float]:
    is_below_headline = landmarks.headline_place <= line.position <= landmarks.article_start
    return {
        "several": float(len(names) > 1),
        "dated byline": float(bool(line.dates) and is_below_headline and other_words < SHORT_LINE_WORDS),
        "begins small": float(names[0][:1].islower()),
        "blank around": float(line.has_blank_above),
    }
