"""Find clock times in a sentence ("about 1.40 a.m.", "13:53 GMT") as figures in minutes after midnight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from build_scripts.comparison.figures.figures import CLOCK, Figure
from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import WORD, join_alternatives, stem_word

# Content words of this many characters on either side tell what happened at that time.
CONTEXT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class ClockWords:
    """The pattern of a clock time, and the words around one that do not tell what happened then."""

    pattern: re.Pattern[str]
    uninformative_words: frozenset[str]


def load_clock_words() -> ClockWords:
    """Return the pattern of clock times in English text, from `words/figures.yml`."""
    data = load_words("figures")
    limits = join_alternatives([*data["approximate"], *data["near_times"]])
    zones = join_alternatives(data["time_zones"])
    half = r"(?P<half>[ap])\.?\s?m\b\.?"
    pattern = re.compile(
        rf"(?<![\w.,:/+-])(?:(?P<limits>{limits})\s)?"
        rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s?{half}"
        rf"|(?P<hour24>\d{{1,2}}):(?P<minute24>\d{{2}})(?![\d:]))"
        rf"(?:\s\(?(?P<zone>{zones})\b\)?)?",
        re.IGNORECASE,
    )
    return ClockWords(pattern, frozenset((*data["stops"], *data["fillers"], *data["prepositions"])))


def find_clock_times(text: str, span: Span, words: ClockWords) -> Iterator[Figure]:
    """Yield the clock times inside `span` of `text`, in order.

    `context_words` of each are the stems of the content words around it.
    """
    for match in words.pattern.finditer(text, *span):
        minutes = _read_minutes(match)
        if minutes is not None:
            yield Figure(
                span=Span(*match.span()),
                low=Decimal(minutes),
                high=Decimal(minutes),
                bound="exactly",
                approximate=match["limits"] is not None,
                vague=False,
                dimension=CLOCK,
                counted_noun=None,
                outcome=None,
                context_words=find_words_around(text, span, Span(*match.span()), words),
                time_zone=match["zone"] and match["zone"].upper(),
            )


def _read_minutes(match: re.Match[str]) -> int | None:
    """Return the minutes after midnight, None for what is no time of day."""
    if match["half"]:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return (hour % 12 + 12 * (match["half"].casefold() == "p")) * 60 + minute
    hour, minute = int(match["hour24"]), int(match["minute24"])
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def find_words_around(text: str, span: Span, time: Span, words: ClockWords) -> frozenset[str]:
    """Return the stems of the content words around a time inside `span` of `text`."""
    before = text[max(span.start, time.start - CONTEXT_CHARACTERS) : time.start]
    behind = text[time.end : min(span.end, time.end + CONTEXT_CHARACTERS)]
    around = (word.casefold() for word in WORD.findall(f"{before} {behind}"))
    return frozenset(
        stem_word(word) for word in around if len(word) > 2 and word not in words.uninformative_words
    )
