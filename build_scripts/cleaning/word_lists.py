"""Load the word lists and weights for cleaning: words of boilerplate, credits and bylines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts.models import LineKind
from build_scripts.text.package_data import load_weights, load_words
from build_scripts.text.page_dates import TimestampPatterns, load_timestamp_patterns
from build_scripts.text.phrase_patterns import build_phrase_pattern

KINDS_WITH_PHRASES = (
    LineKind.COMMENT,
    LineKind.LEGAL,
    LineKind.ADVERTISEMENT,
    LineKind.SUBSCRIBE,
    LineKind.RELATED,
    LineKind.FEED,
    LineKind.BIOGRAPHY,
    LineKind.SHARE,
    LineKind.NAVIGATION,
)
PHRASE_TOKEN = re.compile(r"\w+|[^\w\s]")  # a line without a phrase's first token does not hold the phrase


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """The compiled word lists of this stage.

    `kind_by_whole_line` and `kind_patterns` hold the phrases of boilerplate: those that fill a line, and
    those within a line. `first_tokens` are the first words of the latter, casefolded. `weights` holds the
    weight of each piece of evidence that a line is part of an article.
    """

    kind_by_whole_line: Mapping[str, LineKind]
    kind_patterns: tuple[tuple[LineKind, re.Pattern[str]], ...]
    first_tokens: frozenset[str]
    byline_start: re.Pattern[str]
    lone_opener: re.Pattern[str]
    job_title: re.Pattern[str]
    photo_credit: re.Pattern[str]
    labelled_photo_credit: re.Pattern[str]
    calendar: TimestampPatterns
    weights: Mapping[str, float]


def load_cleaning_words() -> CleaningWords:
    """Return the word lists and weights that ship with the package."""
    boilerplate, authors = load_words("boilerplate"), load_words("author_words")
    credits = load_words("photo_credits")
    kind_by_whole_line = {
        str(phrase): kind
        for kind in reversed(KINDS_WITH_PHRASES)
        for phrase in boilerplate[kind.value]["whole"]
    }
    kind_patterns = tuple(
        (kind, compile_cleaning_pattern(boilerplate[kind.value]["words"]))
        for kind in KINDS_WITH_PHRASES
        if boilerplate[kind.value]["words"]
    )
    phrases = [
        str(phrase).casefold() for kind in KINDS_WITH_PHRASES for phrase in boilerplate[kind.value]["words"]
    ]
    return CleaningWords(
        first_tokens=frozenset(PHRASE_TOKEN.findall(phrase)[0] for phrase in phrases),
        kind_by_whole_line=MappingProxyType(kind_by_whole_line),
        kind_patterns=kind_patterns,
        byline_start=re.compile(
            rf"\W{{0,3}}(?:{compile_cleaning_pattern(authors['openers']).pattern})[\s:]+\S"
        ),
        lone_opener=re.compile(rf"(?:{compile_cleaning_pattern(authors['openers']).pattern})\s?:?"),
        job_title=compile_cleaning_pattern(authors["titles"]),
        photo_credit=compile_cleaning_pattern([*credits["libraries"], *credits["words"]]),
        labelled_photo_credit=compile_cleaning_pattern(
            [word for word in credits["words"] if word.endswith(":")]
        ),
        calendar=load_timestamp_patterns(),
        weights=load_weights("cleaning"),
    )


def compile_cleaning_pattern(phrases: list[str]) -> re.Pattern[str]:
    """Return a compiled pattern that finds any of the phrases as whole words, in upper or lower case."""
    return re.compile(rf"{build_phrase_pattern(phrases)}(?!\w)")
