"""What cleaning knows of pages in general: the words of furniture, credits and bylines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts.models import LineKind
from build_scripts.text.package_data import load_weights, load_words
from build_scripts.text.phrase_patterns import build_phrase_pattern
from build_scripts.text.timestamps import TimestampPatterns, load_timestamp_patterns

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
PHRASE_TOKEN = re.compile(r"\w+|[^\w\s]")  # a line without the first one of a cue does not hold the cue


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """The data of this stage: cues by kind, words of bylines and credits, the forms of dates.

    `first_tokens` are the first words of the cues, casefolded. `weights` says how much each piece of
    evidence weighs for a line's being part of an article.
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
    """Read the data that ships with the package."""
    furniture, bylines, credits = (
        load_words("boilerplate"),
        load_words("author_words"),
        load_words("photo_credits"),
    )
    whole = {
        str(cue): kind for kind in reversed(KINDS_WITH_PHRASES) for cue in furniture[kind.value]["whole"]
    }
    words = tuple(
        (kind, compile_cleaning_pattern(furniture[kind.value]["words"]))
        for kind in KINDS_WITH_PHRASES
        if furniture[kind.value]["words"]
    )
    cues = [str(cue).casefold() for kind in KINDS_WITH_PHRASES for cue in furniture[kind.value]["words"]]
    return CleaningWords(
        first_tokens=frozenset(PHRASE_TOKEN.findall(cue)[0] for cue in cues),
        kind_by_whole_line=MappingProxyType(whole),
        kind_patterns=words,
        byline_start=re.compile(
            rf"\W{{0,3}}(?:{compile_cleaning_pattern(bylines['openers']).pattern})[\s:]+\S"
        ),
        lone_opener=re.compile(rf"(?:{compile_cleaning_pattern(bylines['openers']).pattern})\s?:?"),
        job_title=compile_cleaning_pattern(bylines["titles"]),
        photo_credit=compile_cleaning_pattern([*credits["libraries"], *credits["words"]]),
        labelled_photo_credit=compile_cleaning_pattern(
            [word for word in credits["words"] if word.endswith(":")]
        ),
        calendar=load_timestamp_patterns(),
        weights=load_weights("cleaning"),
    )


def compile_cleaning_pattern(phrases: list[str]) -> re.Pattern[str]:
    """Compile a pattern that finds any of the phrases as whole words, whatever their case."""
    return re.compile(rf"{build_phrase_pattern(phrases)}(?!\w)")
