"""Read the figures of a sentence: how many or how much, of what, and how the number is limited.

Two figures can differ only where they measure or count the same thing (`what_is_counted` tells what that is).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from build_scripts.comparison.figures.figure_patterns import (
    LARGEST_POINTING_NUMBER,
    FigureWords,
    load_figure_words,
    normalize_figure_words,
)
from build_scripts.comparison.figures.what_is_counted import (
    WORD,
    find_context_words,
    find_counted_noun_and_outcome,
    find_counted_noun_index,
)
from build_scripts.comparison.figures.what_is_measured import (
    MeasuredThing,
    find_measured_thing,
    introduces_duration,
)
from build_scripts.models import Span

__all__ = ["Figure", "FigureWords", "find_figures", "load_figure_words"]

# So many content words after a measure tell what is measured.
MOST_CONTEXT_WORDS = 4
# Characters that hold those words; keeps the work on a sentence as long as its text linear.
CONTEXT_CHARACTERS = 120
# A sentence with more of them is a table; what follows is left alone.
MOST_FIGURES = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence states it.

    `span` holds its words with what limits them ("at least 10,000"). `low` and `high` are in the dimension's
    own unit, equal unless a range is written. `bound` is "exactly", "at least", "more than", "at most" or
    "less than". `vague` are the likes of "dozens". `dimension` is what a unit measures, `None` for counts;
    `counted_noun` the noun's own or its group's first word, `outcome` likewise; `context_words` the content
    words that follow. Of a measure, `unit_size` is how many of the dimension's own unit make the written one,
    and `measured_thing` tells what it belongs to by the words before it, `None` where those shall not decide;
    `is_duration` tells that it is how long something took or went on.
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

    def refers_to_same_thing(self, other: Figure) -> bool:
        """Tell whether both figures measure or count the same thing, as far as their words show."""
        if self.dimension != other.dimension or self.outcome != other.outcome:
            return False
        if self.dimension is not None:
            return bool(self.context_words & other.context_words)
        if self.counted_noun is None or other.counted_noun is None:
            return self.outcome is not None
        return self.counted_noun == other.counted_noun

    def has_same_measured_thing(self, other: Figure) -> bool:
        """Tell whether both are measures in one unit that nothing follows, and belong to the same words.

        That they measure the same thing it shows only of sentences known to report the same.
        """
        if self.dimension is None or self.measured_thing is None or self.context_words or other.context_words:
            return False
        return (self.dimension, self.unit_size, self.measured_thing) == (
            other.dimension,
            other.unit_size,
            other.measured_thing,
        )


def find_figures(text: str, span: Span, taken: Iterable[Span], known: FigureWords) -> tuple[Figure, ...]:
    """Return the first figures inside `span` of `text`, in order, but none that overlaps `taken` (dates)."""
    starts = sorted(taken)
    ends = [other.end for other in starts]
    free = (f for f in _read_all(text, span, known) if not _among(f.span, starts, ends))
    return tuple(islice(free, MOST_FIGURES))


def _among(span: Span, others: list[Span], ends: list[int]) -> bool:
    """Tell whether a span overlaps one of others that are in order and apart, with these ends."""
    place = bisect_right(ends, span.start)
    return place < len(others) and span.overlaps(others[place])


def _read_all(text: str, span: Span, known: FigureWords) -> Iterator[Figure]:
    for match in known.pattern.finditer(text, *span):
        before = WORD.findall(text, max(span.start, match.start() - CONTEXT_CHARACTERS), match.start())
        clause = re.split(
            r"[,;:()\"“”]", text[match.end() : min(span.end, match.end() + CONTEXT_CHARACTERS)]
        )[0]
        after = WORD.findall(clause)
        size = _size(match, known)
        if size is None or not _is_figure(match, before, after, known):
            continue
        low, high = size
        dimension, factor = _measured(match, known)
        preceding = text[max(span.start, match.start() - CONTEXT_CHARACTERS) : match.start()]
        counted, outcome = find_counted_noun_and_outcome(preceding, after, known.counted_nouns)
        unit = normalize_figure_words(match["unit"]) if match["unit"] else None
        yield Figure(
            span=Span(*match.span()),
            low=low * factor,
            high=high * factor,
            bound=_bound(match, known),
            approximate=_approximate(match, known),
            vague=match["vague"] is not None,
            dimension=dimension,
            counted_noun=counted if dimension is None else None,
            outcome=outcome if dimension is None else None,
            context_words=find_context_words(after, MOST_CONTEXT_WORDS, known.counted_nouns)
            if dimension
            else frozenset(),
            unit_size=factor,
            measured_thing=find_measured_thing(preceding, unit, dimension, known.measure_words)
            if dimension
            else None,
            is_duration=dimension == "time" and introduces_duration(preceding, known.measure_words),
        )


def _is_figure(match: re.Match[str], before: list[str], after: list[str], known: FigureWords) -> bool:
    """Tell figures from ordinals, names with a number in them, and numbers that point back."""
    last = before[-1] if before else ""
    if last.casefold() == "minus":
        return False
    if match["some"]:
        # "Two in three days" are no share.
        return not (after and normalize_figure_words(after[0]) in known.units)
    if (
        match["share"]
        or match["limits"]
        or match["sign"]
        or match["unit"]
        or match["scale"]
        or match["vague"]
    ):
        return True
    if match["words"]:
        value = known.numerals.get(normalize_figure_words(match["words"]), LARGEST_POINTING_NUMBER + 1)
        return value > 1 and not (
            value <= LARGEST_POINTING_NUMBER and last.casefold() in known.definite_words
        )
    # "Article 5", "Flight 370": a capitalised word before it and nothing that it counts after it.
    named = last[:1].isupper() and len(before) > 1
    return not named or find_counted_noun_index(after, known.counted_nouns) is not None


def _size(match: re.Match[str], known: FigureWords) -> tuple[Decimal, Decimal] | None:
    """Return the number that is written, or both ends of a range; None for what is not one."""
    if match["vague"]:
        value = Decimal(known.vague_numerals[normalize_figure_words(match["vague"])])
        return value, value
    if match["share"] or match["some"]:
        share = _share(match, known)
        return None if share is None else (share, share)
    if match["words"]:
        value = Decimal(_spelt(match["words"], known))
        return value, value
    scaled = match["scale"] or match["short"] or match["glued"]
    scale = known.scales[scaled.casefold()] if scaled else 1
    low = _number(match["number"])
    high = _number(match["upper"]) if match["upper"] else low
    # "3-1" is a score or a vote, "2023-24" a season.
    return (low * scale, high * scale) if low <= high else None


def _number(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\s]", "", digits))


def _share(match: re.Match[str], known: FigureWords) -> Decimal | None:
    """Return the percentage that a fraction is; None for more than all."""
    if match["some"]:
        parts, whole = (
            known.numerals[normalize_figure_words(match["some"])],
            known.numerals[normalize_figure_words(match["all"])],
        )
    else:
        parts = known.numerals.get(normalize_figure_words(match["parts"] or "a"), 1)
        whole = known.fractions[normalize_figure_words(match["whole"])]
    return Decimal(100 * parts) / whole if parts < whole else None


def _spelt(words: str, known: FigureWords) -> int:
    """Return the value of number words: "two hundred and five thousand"."""
    total = current = 0
    for word in re.split(r"[^a-z]+", words.casefold()):
        if word in known.numerals or word in ("a", "an"):
            current += known.numerals.get(word, 1)
        elif word in known.scales:
            scale = known.scales[word]
            if scale <= 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
    return total + current


def _measured(match: re.Match[str], known: FigureWords) -> tuple[str | None, Decimal]:
    if match["share"] or match["some"]:
        return "percent", Decimal(1)
    if match["sign"]:
        return known.currency_signs[match["sign"].casefold()], Decimal(1)
    if match["unit"]:
        return known.units[normalize_figure_words(match["unit"])]
    return None, Decimal(1)


def _bound(match: re.Match[str], known: FigureWords) -> str:
    limits = normalize_figure_words(match["limits"] or "")
    behind = (
        "at least"
        if match["plus"]
        else known.suffixes.get(normalize_figure_words(match["suffix"] or ""), "exactly")
    )
    behind = "exactly" if behind == "about" else behind
    return next((bound for words, bound in known.bound_phrases.items() if words in limits), behind)


def _approximate(match: re.Match[str], known: FigureWords) -> bool:
    if match["share"] or match["some"]:
        return True
    limits, suffix = (
        normalize_figure_words(match["limits"] or ""),
        normalize_figure_words(match["suffix"] or ""),
    )
    return known.suffixes.get(suffix) == "about" or any(
        words in limits for words in known.approximate_phrases
    )
