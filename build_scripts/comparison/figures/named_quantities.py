"""Find quantities that the words around a number name: inhabitants, a distance from a place, an age.

Elsewhere a number belongs to the noun that it counts or to the words before it (`figure_subject`). These are
named in so many ways ("a population of 9,000", "home to 9,000 people") that neither tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import join_alternatives

# The name of an age.
AGE = "age"
# Nobody is older.
MOST_YEARS = 120
# No earthquake reaches it.
MOST_MAGNITUDE = 10


@dataclass(frozen=True, slots=True)
class NamedQuantity:
    """A quantity by its `name`, as readers see it: "inhabitants", "distance from Strelsau", "AK-47".

    Where sources may name one quantity in words that say more or less, `wording` is the word used
    ("critical", "serious"); else it is empty.
    """

    name: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class NumberInContext:
    """A number with the text around it: its `size`, its `unit` in small letters, and both sides."""

    size: float
    unit: str | None
    dimension: str | None
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class QuantityPatterns:
    """The patterns of the words that name a quantity, from `words/figures.yml`."""

    inhabited: re.Pattern[str]
    inhabitants: re.Pattern[str]
    distance: re.Pattern[str]
    age: re.Pattern[str]
    magnitude: re.Pattern[str]
    magnitude_behind: re.Pattern[str]
    gravely: re.Pattern[str]


def load_quantity_patterns() -> QuantityPatterns:
    """Return the patterns of the words that name a quantity, from `words/figures.yml`."""
    names = load_words("figures")["named_quantities"]
    inhabitants, people = join_alternatives(names["inhabitants"]), join_alternatives(names["people"])
    grave = join_alternatives(names["grave"])
    gravely, hurt = join_alternatives(names["gravely"]), join_alternatives(names["hurt"])
    return QuantityPatterns(
        inhabited=_compile(rf"\b(?:{join_alternatives(names['inhabited'])})\s*$"),
        inhabitants=_compile(
            rf"\s*(?:{inhabitants}|(?:{people})\s+(?:{join_alternatives(names['live'])}))\b"
        ),
        distance=re.compile(
            rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:(?:to\s+the\s+)?(?:{join_alternatives(names['directions'])})\s+)?"
            r"(?:of|from|off)\s+(?P<place>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})"
        ),
        age=_compile(rf"\b(?:{join_alternatives(names['aged'])})\s*$"),
        magnitude=_compile(r"\bmagnitudes?(?:[\s-]+(?:of|at|was|is|as))?[\s-]*$"),
        magnitude_behind=_compile(r"[\s-]*(?:magnitude|degrees? on the richter|on the richter)\b"),
        gravely=_compile(
            rf"[^,;:()]{{0,40}}?\b(?:(?P<grave>{grave})\s+condition|(?P<gravely>{gravely})\s+(?:{hurt}))\b"
        ),
    )


def find_named_quantity(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    """Return the quantity that the words around a number name, None if they name none."""
    return next((found for find in _FINDERS if (found := find(number, patterns)) is not None), None)


def _find_inhabitants(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    named = patterns.inhabited.search(number.before) or patterns.inhabitants.match(number.behind)
    return NamedQuantity("inhabitants") if named and number.dimension is None else None


def _find_distance(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    place = patterns.distance.match(number.behind) if number.dimension == "length" else None
    return NamedQuantity(f"distance from {place['place']}") if place else None


def _find_age(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    years = number.unit in (None, "year", "years") and 0 < number.size <= MOST_YEARS
    old = number.unit and re.match(r"[\s-]*old\b|\s+of\s+age\b", number.behind)
    aside = re.search(r"\b[A-Z][\w’'-]+,\s*$", number.before) and re.match(r"\s*(?:[,;.)]|$)", number.behind)
    is_age = old or (number.unit is None and (patterns.age.search(number.before) or aside))
    return NamedQuantity(AGE) if years and is_age and number.dimension in (None, "time") else None


def _find_magnitude(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    named = patterns.magnitude.search(number.before) or patterns.magnitude_behind.match(number.behind)
    return NamedQuantity("magnitude") if named and 0 < number.size < MOST_MAGNITUDE else None


def _find_gravely_hurt(number: NumberInContext, patterns: QuantityPatterns) -> NamedQuantity | None:
    match = patterns.gravely.match(number.behind) if number.dimension is None else None
    if match is None:
        return None
    return NamedQuantity("gravely hurt", (match["grave"] or match["gravely"]).casefold().removesuffix("ly"))


def _find_designation(number: NumberInContext, _patterns: QuantityPatterns) -> NamedQuantity | None:
    """Return the model of what is counted: "seven AK-47 rifles" and "12 AK 47s" count one thing."""
    match = (
        re.match(r"\s+([A-Z]{1,4})[- ]?(\d{1,4})s?\b", number.behind) if number.dimension is None else None
    )
    return NamedQuantity(f"{match[1]}-{match[2]}") if match else None


_FINDERS: tuple[Callable[[NumberInContext, QuantityPatterns], NamedQuantity | None], ...] = (
    _find_inhabitants,
    _find_distance,
    _find_age,
    _find_magnitude,
    _find_gravely_hurt,
    _find_designation,
)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
