"""Match figures in English text, and read the number, bound and unit of a match.

`load_figure_words` builds the pattern from `data/words/figures.yml`; the `read_` functions take its matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from build_scripts.comparison.figures.figure_subject import (
    CountedNouns,
    MeasureWords,
    load_counted_nouns,
    load_measure_words,
)
from build_scripts.comparison.figures.named_quantities import QuantityPatterns, load_quantity_patterns
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import BLANK, join_alternatives

# Up to this a number word after "the" or "both" points back ("the two officials") instead of counting.
LARGEST_POINTING_NUMBER = 12
# Longer numbers are not statements of size, and no float holds one of 310 digits.
MOST_DIGITS = 18


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
    barely: re.Pattern[str]
    units: Mapping[str, tuple[str, Decimal]]
    currency_signs: Mapping[str, str]
    counted_nouns: CountedNouns
    measure_words: MeasureWords
    definite_words: frozenset[str]
    quantity_patterns: QuantityPatterns
    pattern: re.Pattern[str]


def load_figure_words() -> FigureWords:
    """Return the words and the pattern of figures in English text, from `data/words/figures.yml`."""
    data = load_words("figures")
    bound_phrases = _map_to_bound(data["bounds"])
    suffixes = _map_to_bound(data["suffixes"])
    units = {
        normalize_figure_words(name): (kind, Decimal(str(size)))
        for name, (kind, size) in data["units"].items()
    }
    return FigureWords(
        numerals=data["numerals"],
        scales={**data["scales"], **data["short_scales"]},
        vague_numerals=data["vague"],
        # The longest first: "no more than" contains "more than".
        bound_phrases=dict(sorted(bound_phrases.items(), key=lambda form: -len(form[0]))),
        suffixes=suffixes,
        fractions=data["fractions"],
        approximate_phrases=frozenset(map(normalize_figure_words, data["approximate"])),
        barely=re.compile(join_alternatives(data["barely"])),
        units=units,
        currency_signs={sign.casefold(): code for sign, code in data["currency_signs"].items()},
        counted_nouns=load_counted_nouns(),
        measure_words=load_measure_words(),
        definite_words=frozenset(data["definite"]),
        quantity_patterns=load_quantity_patterns(),
        pattern=_compile_figure_pattern(data, (*bound_phrases, *data["approximate"]), units, suffixes),
    )


def _map_to_bound(phrases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {normalize_figure_words(phrase): bound for bound, every in phrases.items() for phrase in every}


def _compile_figure_pattern(
    data: Any, limit_phrases: Iterable[str], units: Iterable[str], suffixes: Iterable[str]
) -> re.Pattern[str]:
    """Return the pattern of a figure; each kind of it (share, vague, digits, number words) is a branch."""
    limits = _build_alternatives(limit_phrases)
    scale = rf"(?:{_build_alternatives(data['scales'])})"
    tens = _build_alternatives(word for word, value in data["numerals"].items() if value >= 20)
    single = _build_alternatives(data["numerals"])
    numeral = rf"(?:(?:{tens})(?:[ -](?:{single}))?|{single})"
    scaled = rf"(?:{BLANK}{scale})+(?:{BLANK}(?:and{BLANK})?{numeral})?"
    grouped = r"\d{1,3}(?:(?:,\d{3})+|(?:[\u00a0\u2009\u202f]\d{3}(?!\d))+)(?:\.\d+)?"
    digits = rf"(?!00){grouped}|(?!00)\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,9}})?"
    signs = _build_alternatives(data["currency_signs"])
    fractions = _build_alternatives(data["fractions"])
    plain = _build_alternatives(
        word for word, value in data["numerals"].items() if value <= LARGEST_POINTING_NUMBER
    )
    short = rf"(?:{_build_alternatives(data['short_scales'])})"
    pattern = (
        rf"(?<![\w.,:/+-])(?<![$€£¥₩₹₽₴])(?P<limits>(?:(?:{limits}){BLANK}){{0,2}})"
        r"(?P<magnitude>magnitude[ -])?(?:"
        # "Two thirds of", "half of", "four in five": a share.
        rf"(?P<share>(?:(?P<parts>{plain}|an?)[ \u00a0-])?(?P<whole>{fractions}))\b(?={BLANK}of\b)"
        rf"|(?P<some>{plain}){BLANK}(?:in|out{BLANK}of)(?:{BLANK}every)?{BLANK}(?P<all>{plain})\b"
        rf"|"
        rf"(?P<vague>{_build_alternatives(data['vague'])})\b"
        rf"|(?:(?P<between>between){BLANK})?(?:(?P<sign>{signs}){BLANK}?)?(?P<number>{digits})"
        # No clock time, ordinal, version or fraction of a longer number.
        rf"(?![\w:/.]?\d|(?:st|nd|rd|th)\b|{BLANK}?[ap]\.?m\b)"
        rf"(?:(?:{BLANK}?(?:-|–|to){BLANK}?|(?(between){BLANK}and{BLANK}|(?!)))(?:{signs})?"
        rf"(?P<upper>{digits})(?![\w:/.]?\d))?"
        # "5m" is money after a currency sign and a count before a plural; elsewhere it may be metres.
        rf"(?:[ \u00a0-]?(?P<scale>{scale})\b|(?(sign)(?P<short>{short})\b|(?!))"
        rf"|(?P<glued>(?!m\b){short}|m(?={BLANK}(?:people|men|women|[a-z]{{3,}}s)\b))\b)?"
        rf"|(?P<words>an?(?={BLANK}{scale}\b)(?:{scaled})+|{numeral}(?:{scaled})*)\b"
        # Other letters glued to a number make something else of it: "the 1920s", "5m".
        rf")(?:[ \u00a0-]?(?P<unit>{_build_alternatives(units)})(?!\w)|(?![^\W_]))"
        rf"(?:(?:{BLANK}|-)(?P<suffix>{_build_alternatives(suffixes)})\b|(?P<plus>\+))?"
    )
    return re.compile(pattern, re.IGNORECASE)


def normalize_figure_words(words: str) -> str:
    """Return words as the word list writes them: casefolded, with single blanks between."""
    return " ".join(words.casefold().split())


def _build_alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with blanks of any width between."""
    return join_alternatives(words, BLANK)


def read_size(match: re.Match[str], words: FigureWords) -> tuple[Decimal, Decimal] | None:
    """Return the written number twice, or both ends of a range; None if the match is not a size.

    A number of more than `MOST_DIGITS` digits is none.
    """
    size = _read_size(match, words)
    return size if size is not None and size[1].adjusted() < MOST_DIGITS else None


def _read_size(match: re.Match[str], words: FigureWords) -> tuple[Decimal, Decimal] | None:
    if match["vague"]:
        value = Decimal(words.vague_numerals[normalize_figure_words(match["vague"])])
        return value, value
    if match["share"] or match["some"]:
        share = _read_share(match, words)
        return None if share is None else (share, share)
    if match["words"]:
        value = Decimal(_read_number_words(match["words"], words))
        return value, value
    scale_word = match["scale"] or match["short"] or match["glued"]
    scale = words.scales[scale_word.casefold()] if scale_word else 1
    low = _read_digits(match["number"])
    high = _read_digits(match["upper"]) if match["upper"] else low
    # "3-1" is a score or a vote, "2023-24" a season.
    return (low * scale, high * scale) if low <= high else None


def read_unit(match: re.Match[str], words: FigureWords) -> tuple[str | None, Decimal]:
    """Return the dimension that a match measures (None for a count), and its unit in the dimension's own."""
    if match["share"] or match["some"]:
        return "percent", Decimal(1)
    if match["sign"]:
        return words.currency_signs[match["sign"].casefold()], Decimal(1)
    if match["unit"]:
        return words.units[normalize_figure_words(match["unit"])]
    return None, Decimal(1)


def read_bound(match: re.Match[str], words: FigureWords) -> str:
    """Return how a match limits its number: "exactly", "at least", "more than", "at most" or "less than"."""
    limits = words.barely.sub("", normalize_figure_words(match["limits"] or ""))
    suffix = normalize_figure_words(match["suffix"] or "")
    bound = "at least" if match["plus"] else words.suffixes.get(suffix, "exactly")
    bound = "exactly" if bound == "about" else bound
    return next((written for phrase, written in words.bound_phrases.items() if phrase in limits), bound)


def is_approximate(match: re.Match[str], words: FigureWords) -> bool:
    """Return whether a match says "about" or the like; fractions ("a third of") always are approximate."""
    if match["share"] or match["some"]:
        return True
    limits = normalize_figure_words(match["limits"] or "")
    suffix = normalize_figure_words(match["suffix"] or "")
    return words.suffixes.get(suffix) == "about" or any(
        phrase in limits for phrase in words.approximate_phrases
    )


def _read_digits(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\s]", "", digits))


def _read_share(match: re.Match[str], words: FigureWords) -> Decimal | None:
    """Return the percentage that a fraction is; None for more than all."""
    if match["some"]:
        parts = words.numerals[normalize_figure_words(match["some"])]
        whole = words.numerals[normalize_figure_words(match["all"])]
    else:
        parts = words.numerals.get(normalize_figure_words(match["parts"] or "a"), 1)
        whole = words.fractions[normalize_figure_words(match["whole"])]
    return Decimal(100 * parts) / whole if parts < whole else None


def _read_number_words(text: str, words: FigureWords) -> int:
    """Return the value of number words: "two hundred and five thousand"."""
    total = current = 0
    for word in re.split(r"[^a-z]+", text.casefold()):
        if word in words.numerals or word in ("a", "an"):
            current += words.numerals.get(word, 1)
        elif word in words.scales:
            scale = words.scales[word]
            if scale <= 100:
                current = max(current, 1) * scale
            else:
                total, current = total + max(current, 1) * scale, 0
        if current >= 10**MOST_DIGITS:
            break
    return total + current
