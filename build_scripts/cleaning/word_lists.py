"""What cleaning knows of pages in general: the words of furniture, credits and bylines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts.models import Kind
from build_scripts.text import package_data as data
from build_scripts.text import timestamps
from build_scripts.text.phrase_patterns import whole_words

CUED_KINDS = (
    Kind.COMMENT,
    Kind.LEGAL,
    Kind.ADVERTISEMENT,
    Kind.SUBSCRIBE,
    Kind.RELATED,
    Kind.FEED,
    Kind.BIOGRAPHY,
    Kind.SHARE,
    Kind.NAVIGATION,
)
BEGINNING = re.compile(r"\w+|[^\w\s]")  # a line without the first one of a cue does not hold the cue


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The data of this stage: cues by kind, words of bylines and credits, the forms of dates.

    `beginnings` are the first words of the cues, casefolded. `weights` says how much each piece of
    evidence weighs for a line's being part of an article.
    """

    whole: Mapping[str, Kind]
    words: tuple[tuple[Kind, re.Pattern[str]], ...]
    beginnings: frozenset[str]
    byline: re.Pattern[str]
    opener: re.Pattern[str]
    title: re.Pattern[str]
    credit: re.Pattern[str]
    labelled_credit: re.Pattern[str]
    calendar: timestamps.Calendar
    weights: Mapping[str, float]


def knowledge() -> Knowledge:
    """Read the data that ships with the package."""
    furniture, bylines, credits = data.load("furniture"), data.load("bylines"), data.load("credits")
    whole = {str(cue): kind for kind in reversed(CUED_KINDS) for cue in furniture[kind.value]["whole"]}
    words = tuple(
        (kind, any_of(furniture[kind.value]["words"]))
        for kind in CUED_KINDS
        if furniture[kind.value]["words"]
    )
    cues = [str(cue).casefold() for kind in CUED_KINDS for cue in furniture[kind.value]["words"]]
    return Knowledge(
        beginnings=frozenset(BEGINNING.findall(cue)[0] for cue in cues),
        whole=MappingProxyType(whole),
        words=words,
        byline=re.compile(rf"\W{{0,3}}(?:{any_of(bylines['openers']).pattern})[\s:]+\S"),
        opener=re.compile(rf"(?:{any_of(bylines['openers']).pattern})\s?:?"),
        title=any_of(bylines["titles"]),
        credit=any_of([*credits["libraries"], *credits["words"]]),
        labelled_credit=any_of([word for word in credits["words"] if word.endswith(":")]),
        calendar=timestamps.calendar(),
        weights=MappingProxyType({str(k): float(v) for k, v in data.load("cleaning").items()}),
    )


def any_of(phrases: list[str]) -> re.Pattern[str]:
    """Compile a pattern that finds any of the phrases as whole words, whatever their case."""
    return re.compile(rf"{whole_words(phrases)}(?!\w)")
