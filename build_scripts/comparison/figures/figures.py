"""Read the figures of a sentence: how many or how much, of what, and how the number is limited.

Two figures can differ only where they measure or count the same thing (`nouns` tells what that is).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from build_scripts.comparison.figures import what_is_counted as nouns
from build_scripts.comparison.figures import what_is_measured as leads
from build_scripts.comparison.figures.figure_patterns import SMALL, FigureKnowledge, key, knowledge
from build_scripts.comparison.figures.what_is_measured import Lead
from build_scripts.models import Span

__all__ = ["Figure", "FigureKnowledge", "find", "knowledge"]

# So many content words after a measure tell what is measured.
CONTEXT_REACH = 4
# Characters that hold those words; keeps the work on a sentence as long as its text linear.
WINDOW = 120
# A sentence with more of them is a table; what follows is left alone.
MOST_FIGURES = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence states it.

    `span` holds its words with what limits them ("at least 10,000"). `low` and `high` are in the
    dimension's own unit, equal unless a range is written. `bound` is "exactly", "at least", "more than",
    "at most" or "less than". `vague` are the likes of "dozens". `dimension` is what a unit measures, `None`
    for counts; `counted` the noun's own or its group's first word, `outcome` likewise; `context` the content
    words that follow. Of a measure, `unit` is how many of the dimension's own unit make the written one, and
    `lead` tells what it belongs to by the words before it, `None` where those shall not decide; `lasting`
    tells that it is how long something took or went on.
    """

    span: Span
    low: Decimal
    high: Decimal
    bound: str
    approximate: bool
    vague: bool
    dimension: str | None
    counted: str | None
    outcome: str | None
    context: frozenset[str]
    unit: Decimal = Decimal(1)
    lead: Lead | None = None
    lasting: bool = False

    def same_thing(self, other: Figure) -> bool:
        """Tell whether both figures measure or count the same thing, as far as their words show."""
        if self.dimension != other.dimension or self.outcome != other.outcome:
            return False
        if self.dimension is not None:
            return bool(self.context & other.context)
        if self.counted is None or other.counted is None:
            return self.outcome is not None
        return self.counted == other.counted

    def same_lead(self, other: Figure) -> bool:
        """Tell whether both are measures in one unit that nothing follows, and belong to the same words.

        That they measure the same thing it shows only of sentences known to report the same.
        """
        if self.dimension is None or self.lead is None or self.context or other.context:
            return False
        return (self.dimension, self.unit, self.lead) == (other.dimension, other.unit, other.lead)


def find(text: str, span: Span, taken: Iterable[Span], known: FigureKnowledge) -> tuple[Figure, ...]:
    """Return the first figures inside `span` of `text`, in order, but none that overlaps `taken` (dates)."""
    starts = sorted(taken)
    ends = [other.end for other in starts]
    free = (f for f in _read_all(text, span, known) if not _among(f.span, starts, ends))
    return tuple(islice(free, MOST_FIGURES))


def _among(span: Span, others: list[Span], ends: list[int]) -> bool:
    """Tell whether a span overlaps one of others that are in order and apart, with these ends."""
    place = bisect_right(ends, span.start)
    return place < len(others) and span.overlaps(others[place])


def _read_all(text: str, span: Span, known: FigureKnowledge) -> Iterator[Figure]:
    for match in known.pattern.finditer(text, *span):
        before = nouns.WORD.findall(text, max(span.start, match.start() - WINDOW), match.start())
        clause = re.split(r"[,;:()\"“”]", text[match.end() : min(span.end, match.end() + WINDOW)])[0]
        after = nouns.WORD.findall(clause)
        size = _size(match, known)
        if size is None or not _is_figure(match, before, after, known):
            continue
        low, high = size
        dimension, factor = _measured(match, known)
        preceding = text[max(span.start, match.start() - WINDOW) : match.start()]
        counted, outcome = nouns.counted(preceding, after, known.nouns)
        unit = key(match["unit"]) if match["unit"] else None
        yield Figure(
            span=Span(*match.span()),
            low=low * factor,
            high=high * factor,
            bound=_bound(match, known),
            approximate=_approximate(match, known),
            vague=match["vague"] is not None,
            dimension=dimension,
            counted=counted if dimension is None else None,
            outcome=outcome if dimension is None else None,
            context=nouns.content(after, CONTEXT_REACH, known.nouns) if dimension else frozenset(),
            unit=factor,
            lead=leads.lead(preceding, unit, dimension, known.leads) if dimension else None,
            lasting=dimension == "time" and leads.lasting(preceding, known.leads),
        )


def _is_figure(match: re.Match[str], before: list[str], after: list[str], known: FigureKnowledge) -> bool:
    """Tell figures from ordinals, names with a number in them, and numbers that point back."""
    last = before[-1] if before else ""
    if last.casefold() == "minus":
        return False
    if match["some"]:
        # "Two in three days" are no share.
        return not (after and key(after[0]) in known.units)
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
        value = known.numerals.get(key(match["words"]), SMALL + 1)
        return value > 1 and not (value <= SMALL and last.casefold() in known.definite)
    # "Article 5", "Flight 370": a capitalised word before it and nothing that it counts after it.
    named = last[:1].isupper() and len(before) > 1
    return not named or nouns.place(after, known.nouns) is not None


def _size(match: re.Match[str], known: FigureKnowledge) -> tuple[Decimal, Decimal] | None:
    """Return the number that is written, or both ends of a range; None for what is not one."""
    if match["vague"]:
        value = Decimal(known.vague[key(match["vague"])])
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


def _share(match: re.Match[str], known: FigureKnowledge) -> Decimal | None:
    """Return the percentage that a fraction is; None for more than all."""
    if match["some"]:
        parts, whole = known.numerals[key(match["some"])], known.numerals[key(match["all"])]
    else:
        parts = known.numerals.get(key(match["parts"] or "a"), 1)
        whole = known.fractions[key(match["whole"])]
    return Decimal(100 * parts) / whole if parts < whole else None


def _spelt(words: str, known: FigureKnowledge) -> int:
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


def _measured(match: re.Match[str], known: FigureKnowledge) -> tuple[str | None, Decimal]:
    if match["share"] or match["some"]:
        return "percent", Decimal(1)
    if match["sign"]:
        return known.signs[match["sign"].casefold()], Decimal(1)
    if match["unit"]:
        return known.units[key(match["unit"])]
    return None, Decimal(1)


def _bound(match: re.Match[str], known: FigureKnowledge) -> str:
    limits = key(match["limits"] or "")
    behind = "at least" if match["plus"] else known.suffixes.get(key(match["suffix"] or ""), "exactly")
    behind = "exactly" if behind == "about" else behind
    return next((bound for words, bound in known.bounds.items() if words in limits), behind)


def _approximate(match: re.Match[str], known: FigureKnowledge) -> bool:
    if match["share"] or match["some"]:
        return True
    limits, suffix = key(match["limits"] or ""), key(match["suffix"] or "")
    return known.suffixes.get(suffix) == "about" or any(words in limits for words in known.approximate)
