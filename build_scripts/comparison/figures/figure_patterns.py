"""What `data/words/figures.yml` knows of how English text writes figures, and the pattern made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from build_scripts.comparison.figures.what_is_counted import CountedNouns, load_counted_nouns
from build_scripts.comparison.figures.what_is_measured import MeasureWords, load_measure_words
from build_scripts.text.package_data import load_words

# Up to this a number word after "the" or "both" points at things, rather than counting them.
LARGEST_POINTING_NUMBER = 12
# No number that a text states in earnest has more digits; guards the arithmetic.
MOST_DIGITS = 18

GAP = r"[ \u00a0\u2009\u202f]"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Numerals, units and nouns of `data/words/figures.yml`, and the pattern made of them."""

    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    vague_numerals: Mapping[str, int]
    bound_phrases: Mapping[str, str]
    suffixes: Mapping[str, str]
    fractions: Mapping[str, int]
    approximate_phrases: frozenset[str]
    units: Mapping[str, tuple[str, Decimal]]
    currency_signs: Mapping[str, str]
    counted_nouns: CountedNouns
    measure_words: MeasureWords
    definite_words: frozenset[str]
    pattern: re.Pattern[str]


def load_figure_words() -> FigureWords:
    """Return what `data/words/figures.yml` knows about figures in English text."""
    data = load_words("figures")
    scales = {**data["scales"], **data["short_scales"]}
    forms = [
        (normalize_figure_words(words), bound) for bound, every in data["bounds"].items() for words in every
    ]
    # The longest first: "no more than" is no "more than".
    bounds = dict(sorted(forms, key=lambda form: -len(form[0])))
    units = {
        normalize_figure_words(name): (kind, Decimal(str(size)))
        for name, (kind, size) in data["units"].items()
    }
    limits = build_alternation_pattern((*bounds, *data["approximate"]))
    scale = rf"(?:{build_alternation_pattern(data['scales'])})"
    tens = build_alternation_pattern(word for word, value in data["numerals"].items() if value >= 20)
    single = build_alternation_pattern(data["numerals"])
    numeral = rf"(?:(?:{tens})(?:[ -](?:{single}))?|{single})"
    scaled = rf"(?:{GAP}{scale})+(?:{GAP}(?:and{GAP})?{numeral})?"
    grouped = r"\d{1,3}(?:(?:,\d{3})+|(?:[\u00a0\u2009\u202f]\d{3}(?!\d))+)(?:\.\d+)?"
    digits = rf"(?!00){grouped}|(?!00)\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,9}})?"
    signs = build_alternation_pattern(data["currency_signs"])
    suffixes = {
        normalize_figure_words(words): bound for bound, every in data["suffixes"].items() for words in every
    }
    fractions = build_alternation_pattern(data["fractions"])
    plain = build_alternation_pattern(
        word for word, value in data["numerals"].items() if value <= LARGEST_POINTING_NUMBER
    )
    short = rf"(?:{build_alternation_pattern(data['short_scales'])})"
    pattern = (
        rf"(?<![\w.,:/+-])(?<![$€£¥₩₹₽₴])(?P<limits>(?:(?:{limits}){GAP}){{0,2}})(?:"
        # "Two thirds of", "half of", "four in five": a share.
        rf"(?P<share>(?:(?P<parts>{plain}|an?)[ \u00a0-])?(?P<whole>{fractions}))\b(?={GAP}of\b)"
        rf"|(?P<some>{plain}){GAP}(?:in|out{GAP}of)(?:{GAP}every)?{GAP}(?P<all>{plain})\b"
        rf"|"
        rf"(?P<vague>{build_alternation_pattern(data['vague'])})\b"
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
        rf")(?:[ \u00a0-]?(?P<unit>{build_alternation_pattern(units)})(?!\w)|(?![^\W_]))"
        rf"(?:(?:{GAP}|-)(?P<suffix>{build_alternation_pattern(suffixes)})\b|(?P<plus>\+))?"
    )
    return FigureWords(
        numerals=data["numerals"],
        scales=scales,
        vague_numerals=data["vague"],
        bound_phrases=bounds,
        suffixes=suffixes,
        fractions=data["fractions"],
        approximate_phrases=frozenset(map(normalize_figure_words, data["approximate"])),
        units=units,
        currency_signs={sign.casefold(): code for sign, code in data["currency_signs"].items()},
        counted_nouns=load_counted_nouns(),
        measure_words=load_measure_words(),
        definite_words=frozenset(data["definite"]),
        pattern=re.compile(pattern, re.IGNORECASE),
    )


def normalize_figure_words(words: str) -> str:
    """Return words as the data names them: in small letters, with single blanks between."""
    return " ".join(words.casefold().split())


def build_alternation_pattern(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, blanks of any width between."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(GAP.join(re.escape(part) for part in word.split()) for word in ordered)
