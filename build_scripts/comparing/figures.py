"""Read the figures of a sentence: how many or how much, of what, and how the number is limited.

Two figures can differ only where they measure or count the same thing (`nouns` tells what that is).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ..knowledge import load
from ..models import Span
from . import leads, nouns
from .leads import Lead, LeadKnowledge
from .nouns import NounKnowledge

# So many content words after a measure tell what is measured.
CONTEXT_REACH = 4
# Characters that hold those words; keeps the work on a sentence as long as its text linear.
WINDOW = 120
# Figures with an "about" agree with what they may have been rounded from; units are converted.
ROUNDING = Decimal("0.05")
CONVERSION = Decimal("0.005")
# Up to this a number word after "the" or "both" points at things, rather than counting them.
SMALL = 12
# A sentence with more of them is a table; what follows is left alone.
MOST_FIGURES = 50
# No number that a text states in earnest has more digits; guards the arithmetic.
MOST_DIGITS = 18

GAP = r"[ \u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence states it.

    `span` holds its words with what limits them ("at least 10,000"). `low` and `high` are in the
    dimension's own unit, equal unless a range is written. `bound` is "exactly", "at least", "more than",
    "at most" or "less than". `vague` are the likes of "dozens". `dimension` is what a unit measures, `None`
    for counts; `counted` the noun's own or its group's first word, `outcome` likewise; `context` the content
    words that follow. Of a measure, `unit` is how many of the dimension's own unit make the written one, and
    `lead` tells what it belongs to by the words before it, `None` where those shall not decide.
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

    def agrees(self, other: Figure) -> bool:
        """Tell whether both figures may be the same statement of size."""
        if self.vague or other.vague:
            return self.vague != other.vague or self.low == other.low
        if self.bound != other.bound:
            return False
        slack = ROUNDING if self.approximate or other.approximate else CONVERSION
        if self.dimension is None and slack == CONVERSION:
            slack = Decimal(0)
        pairs = ((self.low, other.low), (self.high, other.high))
        return all(abs(mine - its) <= slack * max(abs(mine), abs(its)) for mine, its in pairs)


@dataclass(frozen=True, slots=True)
class FigureKnowledge:
    """Numerals, units and nouns of `data/units.yml`, and the pattern made of them."""

    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    bounds: Mapping[str, str]
    approximate: frozenset[str]
    units: Mapping[str, tuple[str, Decimal]]
    signs: Mapping[str, str]
    nouns: NounKnowledge
    leads: LeadKnowledge
    definite: frozenset[str]
    pattern: re.Pattern[str]


def knowledge() -> FigureKnowledge:
    """Return what `data/units.yml` knows about figures in English text."""
    data = load("units")
    scales = {**data["scales"], **data["short_scales"]}
    forms = [(_key(words), bound) for bound, every in data["bounds"].items() for words in every]
    # The longest first: "no more than" is no "more than".
    bounds = dict(sorted(forms, key=lambda form: -len(form[0])))
    units = {_key(name): (kind, Decimal(str(size))) for name, (kind, size) in data["units"].items()}
    limits = _any((*bounds, *data["approximate"]))
    scale = rf"(?:{_any(data['scales'])})"
    tens = _any(word for word, value in data["numerals"].items() if value >= 20)
    numeral = rf"(?:(?:{tens})(?:[ -](?:{_any(data['numerals'])}))?|{_any(data['numerals'])})"
    scaled = rf"(?:{GAP}{scale})+(?:{GAP}(?:and{GAP})?{numeral})?"
    digits = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,9}})?"
    pattern = (
        rf"(?<![\w.,:/+-])(?P<limits>(?:(?:{limits}){GAP}){{0,2}})(?:"
        rf"(?P<vague>{_any(data['vague'])})\b"
        rf"|(?:(?P<sign>{_any(data['currency_signs'])}){GAP}?)?(?P<number>{digits})"
        # No clock time, ordinal, version or fraction of a longer number.
        rf"(?![\w:/.]?\d|(?:st|nd|rd|th)\b|{GAP}?[ap]\.?m\b)"
        rf"(?:{GAP}?(?:-|–|to){GAP}?(?P<upper>{digits})(?![\w:/.]?\d))?"
        # "5m" is money only after its sign; elsewhere it may be metres.
        rf"(?:[ \u00a0-]?(?P<scale>{scale})\b|(?(sign)(?P<short>{_any(data['short_scales'])})\b|(?!)))?"
        rf"|(?P<words>an?(?={GAP}{scale}\b)(?:{scaled})+|{numeral}(?:{scaled})*)\b"
        rf")(?:[ \u00a0-]?(?P<unit>{_any(units)})(?!\w))?"
    )
    return FigureKnowledge(
        numerals=data["numerals"],
        scales=scales,
        vague=data["vague"],
        bounds=bounds,
        approximate=frozenset(map(_key, data["approximate"])),
        units=units,
        signs={sign.casefold(): code for sign, code in data["currency_signs"].items()},
        nouns=nouns.knowledge(),
        leads=leads.knowledge(),
        definite=frozenset(data["definite"]),
        pattern=re.compile(pattern, re.IGNORECASE),
    )


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
        unit = _key(match["unit"]) if match["unit"] else None
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
        )


def _is_figure(match: re.Match[str], before: list[str], after: list[str], known: FigureKnowledge) -> bool:
    """Tell figures from ordinals, names with a number in them, and numbers that point back."""
    last = before[-1] if before else ""
    if match["limits"] or match["sign"] or match["unit"] or match["scale"] or match["vague"]:
        return True
    if match["words"]:
        value = known.numerals.get(_key(match["words"]), SMALL + 1)
        return value > 1 and not (value <= SMALL and last.casefold() in known.definite)
    # "Article 5", "Flight 370": a capitalised word before it and nothing that it counts after it.
    named = last[:1].isupper() and len(before) > 1
    return not named or nouns.place(after, known.nouns) is not None


def _size(match: re.Match[str], known: FigureKnowledge) -> tuple[Decimal, Decimal] | None:
    """Return the number that is written, or both ends of a range; None for what is not one."""
    if match["vague"]:
        value = Decimal(known.vague[_key(match["vague"])])
        return value, value
    if match["words"]:
        value = Decimal(_spelt(match["words"], known))
        return value, value
    scaled = match["scale"] or match["short"]
    scale = known.scales[scaled.casefold()] if scaled else 1
    low = Decimal(match["number"].replace(",", ""))
    high = Decimal(match["upper"].replace(",", "")) if match["upper"] else low
    # "3-1" is a score or a vote, "2023-24" a season.
    return (low * scale, high * scale) if low <= high else None


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
    if match["sign"]:
        return known.signs[match["sign"].casefold()], Decimal(1)
    if match["unit"]:
        return known.units[_key(match["unit"])]
    return None, Decimal(1)


def _bound(match: re.Match[str], known: FigureKnowledge) -> str:
    limits = _key(match["limits"] or "")
    return next((bound for words, bound in known.bounds.items() if words in limits), "exactly")


def _approximate(match: re.Match[str], known: FigureKnowledge) -> bool:
    limits = _key(match["limits"] or "")
    return any(words in limits for words in known.approximate)


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, blanks of any width between."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(GAP.join(re.escape(part) for part in word.split()) for word in ordered)
