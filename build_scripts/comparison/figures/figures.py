"""Find the figures of a sentence: their size, the thing counted or measured, and the limit ("at least").

Two figures can differ only if they measure or count the same thing (`Figure.refers_to_same_thing`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from build_scripts.comparison.figures.figure_patterns import (
    LARGEST_POINTING_NUMBER,
    FigureWords,
    is_approximate,
    normalize_figure_words,
    read_bound,
    read_size,
    read_unit,
)
from build_scripts.comparison.figures.figure_subject import (
    MeasuredThing,
    find_context_words,
    find_counted_noun_index,
    find_counted_things,
    find_measured_thing,
    introduces_duration,
)
from build_scripts.comparison.figures.named_quantities import (
    AGE,
    NamedQuantity,
    NumberInContext,
    find_named_quantity,
)
from build_scripts.models import Span
from build_scripts.text.word_patterns import WORD

# Number of content words after a measure that show the thing measured.
MOST_CONTEXT_WORDS = 4
# Characters read on either side of a figure; keeps the work linear in the length of the sentence.
CONTEXT_CHARACTERS = 120
# Two measures are of one thing if they share this part of these words.
LEAST_SHARED_CONTEXT = 0.5
# A sentence with more figures is a table; the rest is ignored.
MOST_FIGURES = 50
# A number after so many capitals is the model of a thing: "AK 47".
LONGEST_MODEL_LETTERS = 4
# The dimension of clock times (`clock_times`), in minutes after midnight.
CLOCK = "clock"
# The dimensions of a day of the year, in days, and of a year (`calendar_days`).
DAY, YEAR = "day", "year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence states it.

    `span` covers the number and the words that limit it ("at least 10,000"). `low` and `high` are in the
    dimension's own unit, equal unless a range is written. `bound` is "exactly", "at least", "more than",
    "at most" or "less than". `vague` figures are "dozens" and the like. `dimension` is the quantity that the
    unit belongs to, `None` for counts. `quantity` is the one that the words around name, if they do.
    `context_words` are the content words that follow.

    Of a count, `counted_noun` is the noun or the first word of its group in the word list, `outcome`
    likewise, `written_noun` is the noun as written; `modifiers` are the words before the noun.
    `counts_anybody` is true for "people" and the like, `said_words` are then the stems that tell what was
    done. `is_part` is true for what is only a part of a
    whole or comes on top of another number ("two other rifles", "30 of the wounded").

    Of a measure, `unit_size` is the written unit in the dimension's own unit, and `measured_thing` the words
    before it that it belongs to, `None` where these must not decide; `is_duration` is true for how long
    something took or went on. Of a share, `names` are those of what it is a share of, and `is_part` is true
    if that is mentioned elsewhere ("70 percent of their trade"). Of a clock time, `time_zone` is written with
    it.
    """

    span: Span
    low: Decimal
    high: Decimal
    bound: str
    approximate: bool
    vague: bool
    dimension: str | None
    counted_noun: str | None
    outcome: str | None
    context_words: frozenset[str]
    unit_size: Decimal = Decimal(1)
    measured_thing: MeasuredThing | None = None
    is_duration: bool = False
    modifiers: frozenset[str] = frozenset()
    is_part: bool = False
    said_words: frozenset[str] = frozenset()
    counts_anybody: bool = False
    written_noun: str | None = None
    names: frozenset[str] = frozenset()
    time_zone: str | None = None
    quantity: NamedQuantity | None = None

    @property
    def value(self) -> str:
        """The size with its limits, equal for "ten" and "10", and for "65%" and "sixty-five percent"."""
        limits = (self.bound, "about" if self.approximate else "", "some" if self.vague else "")
        return " ".join((*filter(None, limits), str(self.low.normalize()), str(self.high.normalize())))

    def refers_to_same_thing(self, other: Figure) -> bool:
        """Return whether both figures measure or count the same thing, as far as their words show."""
        if self.dimension != other.dimension or self.outcome != other.outcome:
            return False
        if self.dimension is not None:
            shared = len(self.context_words & other.context_words)
            fewer = min(len(self.context_words), len(other.context_words))
            return self.dimension != CLOCK and 0 < shared >= LEAST_SHARED_CONTEXT * fewer
        if self.is_part or other.is_part:
            return False
        # "Seven naval muskets" may be a part of "nine muskets", and of nothing that is called otherwise.
        if self.modifiers and other.modifiers and self.modifiers != other.modifiers:
            return False
        if self.counted_noun is None or other.counted_noun is None:
            return self.outcome is not None
        return self.counted_noun == other.counted_noun

    def counts_the_same(self, other: Figure) -> bool:
        """Return whether both figures are of one quantity; of people this takes what was done with them."""
        if not self.refers_to_same_thing(other):
            return False
        if self.dimension is not None:
            return self.names == other.names and not self.is_part and not other.is_part
        told = self.outcome is not None or not (self.counts_anybody and other.counts_anybody)
        return told or not self.said_words.isdisjoint(other.said_words)

    def has_same_measured_thing(self, other: Figure) -> bool:
        """Return whether both are measures in one unit, followed by no content words, of one measured thing.

        This shows that they measure the same thing only if their sentences are known to report the same.
        """
        if self.dimension is None or self.measured_thing is None or self.context_words or other.context_words:
            return False
        return (self.dimension, self.unit_size, self.measured_thing) == (
            other.dimension,
            other.unit_size,
            other.measured_thing,
        )


def find_figures(text: str, span: Span, excluded: Iterable[Span], words: FigureWords) -> tuple[Figure, ...]:
    """Return the first figures inside `span` of `text`, in order, without those that overlap `excluded`.

    `excluded` are dates, none overlapping another. At most `MOST_FIGURES` are returned.
    """
    excluded = sorted(excluded)
    ends = [other.end for other in excluded]
    figures = (f for f in _read_figures(text, span, words) if not overlaps_any(f.span, excluded, ends))
    return tuple(islice(figures, MOST_FIGURES))


def overlaps_any(span: Span, others: list[Span], ends: list[int]) -> bool:
    """Return whether a span overlaps one of `others`, which are sorted, disjoint and end at `ends`."""
    index = bisect_right(ends, span.start)
    return index < len(others) and span.overlaps(others[index])


def _read_figures(text: str, span: Span, words: FigureWords) -> Iterator[Figure]:
    for match in words.pattern.finditer(text, *span):
        before = text[max(span.start, match.start() - CONTEXT_CHARACTERS) : match.start()]
        behind = text[match.end() : min(span.end, match.end() + CONTEXT_CHARACTERS)]
        after = WORD.findall(re.split(r"[,;:()\"“”]", behind)[0])
        size = read_size(match, words)
        if size is not None and _is_figure(match, WORD.findall(before), after, words):
            figure = _build_figure(match, size, before, after, words)
            unit = normalize_figure_words(match["unit"]) if match["unit"] else None
            preceding = f"{before}{match['magnitude'] or ''}"
            number = NumberInContext(float(size[0]), unit, figure.dimension, preceding, behind)
            quantity = find_named_quantity(number, words.quantity_patterns)
            named = replace(figure, quantity=quantity)
            yield _make_age(named, behind, words) if quantity and quantity.name == AGE else named


def _make_age(figure: Figure, behind: str, words: FigureWords) -> Figure:
    """Return the figure of an age in years, written or not, with the "-old" behind it."""
    old = re.match(r"-old\b", behind)
    end = figure.span.end + len(old.group()) if old else figure.span.end
    dimension, year = words.units["years"]
    years = year if figure.dimension is None else Decimal(1)
    return replace(
        figure,
        span=Span(figure.span.start, end),
        low=figure.low * years,
        high=figure.high * years,
        unit_size=year,
        dimension=dimension,
    )


def _build_figure(
    match: re.Match[str], size: tuple[Decimal, Decimal], before: str, after: list[str], words: FigureWords
) -> Figure:
    """Return the figure of a match, given its size, the text before it and the words after it."""
    dimension, unit_size = read_unit(match, words)
    low, high = size
    figure = Figure(
        span=Span(*match.span()),
        low=low * unit_size,
        high=high * unit_size,
        bound=read_bound(match, words),
        approximate=is_approximate(match, words),
        vague=match["vague"] is not None,
        dimension=dimension,
        counted_noun=None,
        outcome=None,
        context_words=frozenset(),
        unit_size=unit_size,
    )
    if dimension is None and not _is_hyphenated(match):
        counted = find_counted_things(before, after, words.counted_nouns)
        return replace(
            figure,
            counted_noun=counted.noun,
            outcome=counted.outcome,
            modifiers=counted.modifiers,
            said_words=counted.said_words,
            written_noun=counted.written_noun,
            counts_anybody=counted.noun in words.counted_nouns.anybody,
            # "Dozens of ships" are no part of the ships.
            is_part=counted.is_part and not figure.vague,
        )
    if dimension is None:
        return figure
    unit = normalize_figure_words(match["unit"]) if match["unit"] else None
    is_share = dimension == "percent"
    return replace(
        figure,
        names=frozenset(word for word in after if word[0].isupper()) if is_share else frozenset(),
        is_part=is_share and not words.counted_nouns.pronouns.isdisjoint(after[1:2]),
        context_words=find_context_words(after, MOST_CONTEXT_WORDS, words.counted_nouns),
        measured_thing=find_measured_thing(before, unit, dimension, words.measure_words),
        is_duration=dimension == "time" and introduces_duration(before, words.measure_words),
    )


def _is_hyphenated(match: re.Match[str]) -> bool:
    """Return whether a number is the first part of a word: a "6.7-strength quake" counts nothing."""
    return re.match(r"[-‑–][^\W\d_]", match.string[match.end() :][:2]) is not None


def _is_figure(match: re.Match[str], before: list[str], after: list[str], words: FigureWords) -> bool:
    """Return whether a match is a figure, rather than part of a name or a number that points back."""
    last = before[-1] if before else ""
    if last.casefold() == "minus":
        return False
    # "12 AK 47 guns": the model of what is counted.
    if (
        match["number"]
        and last.isupper()
        and 1 < len(last) <= LONGEST_MODEL_LETTERS
        and len(before) > 1
        and not match["limits"]
    ):
        return False
    if match["some"]:
        # "Two in three days" is not a share.
        return not (after and normalize_figure_words(after[0]) in words.units)
    if any(match[group] for group in ("share", "limits", "sign", "unit", "scale", "vague")):
        return True
    if match["words"]:
        value = words.numerals.get(normalize_figure_words(match["words"]), LARGEST_POINTING_NUMBER + 1)
        return value > 1 and not (
            value <= LARGEST_POINTING_NUMBER and last.casefold() in words.definite_words
        )
    # "Article 5", "Flight 370": a capitalised word before it and no counted noun after it.
    # An age stands behind a comma: "Jane Roe, 61, said".
    beside = match.string[max(0, match.start() - 2) : match.start()]
    named = last[:1].isupper() and len(before) > 1 and "," not in beside
    return not named or find_counted_noun_index(after, words.counted_nouns) is not None
