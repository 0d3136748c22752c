"""What `data/units.yml` knows of how English text writes figures, and the pattern made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from build_scripts.comparison.figures import what_is_counted as nouns
from build_scripts.comparison.figures import what_is_measured as leads
from build_scripts.comparison.figures.what_is_counted import NounKnowledge
from build_scripts.comparison.figures.what_is_measured import LeadKnowledge
from build_scripts.text.package_data import load

# Up to this a number word after "the" or "both" points at things, rather than counting them.
SMALL = 12
# No number that a text states in earnest has more digits; guards the arithmetic.
MOST_DIGITS = 18

GAP = r"[ \u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class FigureKnowledge:
    """Numerals, units and nouns of `data/units.yml`, and the pattern made of them."""

    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, int]
    bounds: Mapping[str, str]
    suffixes: Mapping[str, str]
    fractions: Mapping[str, int]
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
    forms = [(key(words), bound) for bound, every in data["bounds"].items() for words in every]
    # The longest first: "no more than" is no "more than".
    bounds = dict(sorted(forms, key=lambda form: -len(form[0])))
    units = {key(name): (kind, Decimal(str(size))) for name, (kind, size) in data["units"].items()}
    limits = any_of((*bounds, *data["approximate"]))
    scale = rf"(?:{any_of(data['scales'])})"
    tens = any_of(word for word, value in data["numerals"].items() if value >= 20)
    numeral = rf"(?:(?:{tens})(?:[ -](?:{any_of(data['numerals'])}))?|{any_of(data['numerals'])})"
    scaled = rf"(?:{GAP}{scale})+(?:{GAP}(?:and{GAP})?{numeral})?"
    grouped = r"\d{1,3}(?:(?:,\d{3})+|(?:[\u00a0\u2009\u202f]\d{3}(?!\d))+)(?:\.\d+)?"
    digits = rf"(?!00){grouped}|(?!00)\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,9}})?"
    signs = any_of(data["currency_signs"])
    suffixes = {key(words): bound for bound, every in data["suffixes"].items() for words in every}
    fractions = any_of(data["fractions"])
    plain = any_of(word for word, value in data["numerals"].items() if value <= SMALL)
    short = rf"(?:{any_of(data['short_scales'])})"
    pattern = (
        rf"(?<![\w.,:/+-])(?<![$€£¥₩₹₽₴])(?P<limits>(?:(?:{limits}){GAP}){{0,2}})(?:"
        # "Two thirds of", "half of", "four in five": a share.
        rf"(?P<share>(?:(?P<parts>{plain}|an?)[ \u00a0-])?(?P<whole>{fractions}))\b(?={GAP}of\b)"
        rf"|(?P<some>{plain}){GAP}(?:in|out{GAP}of)(?:{GAP}every)?{GAP}(?P<all>{plain})\b"
        rf"|"
        rf"(?P<vague>{any_of(data['vague'])})\b"
        rf"|(?:(?P<between>between){GAP})?(?:(?P<sign>{signs}){GAP}?)?(?P<number>{digits})"
        # No clock time, ordinal, version or fraction of a longer number.
        rf"(?![\w:/.]?\d|(?:st|nd|rd|th)\b|{GAP}?[ap]\.?m\b)"
        rf"(?:(?:{GAP}?(?:-|–|to){GAP}?|(?(between){GAP}and{GAP}|(?!)))(?:{signs})?"
        rf"(?P<upper>{digits})(?![\w:/.]?\d))?"
        # "5m" is money after its sign, and a count before a plural; elsewhere it may be metres.
        rf"(?:[ \u00a0-]?(?P<scale>{scale})\b|(?(sign)(?P<short>{short})\b|(?!))"
        rf"|(?P<glued>(?!m\b){short}|m(?={GAP}(?:people|men|women|[a-z]{{3,}}s)\b))\b)?"
        rf"|(?P<words>an?(?={GAP}{scale}\b)(?:{scaled})+|{numeral}(?:{scaled})*)\b"
        # What else is glued to a number makes something else of it: "the 1920s", "5m".
        rf")(?:[ \u00a0-]?(?P<unit>{any_of(units)})(?!\w)|(?![^\W_]))"
        rf"(?:(?:{GAP}|-)(?P<suffix>{any_of(suffixes)})\b|(?P<plus>\+))?"
    )
    return FigureKnowledge(
        numerals=data["numerals"],
        scales=scales,
        vague=data["vague"],
        bounds=bounds,
        suffixes=suffixes,
        fractions=data["fractions"],
        approximate=frozenset(map(key, data["approximate"])),
        units=units,
        signs={sign.casefold(): code for sign, code in data["currency_signs"].items()},
        nouns=nouns.knowledge(),
        leads=leads.knowledge(),
        definite=frozenset(data["definite"]),
        pattern=re.compile(pattern, re.IGNORECASE),
    )


def key(words: str) -> str:
    """Return words as the data names them: in small letters, with single blanks between."""
    return " ".join(words.casefold().split())


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, blanks of any width between."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(GAP.join(re.escape(part) for part in word.split()) for word in ordered)
