"""Tell what a measure belongs to by the words before it: "will cost", "closed for", "a budget of"."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.comparison.figures.what_is_counted import CLAUSE_END, WORD
from build_scripts.text.package_data import load_words

# So many words before a measure are looked at for the one it belongs to.
MEASURED_THING_REACH = 8
# And so many for what went on so long: "battled the fire on a ship in the harbour for six hours".
DURATION_REACH = 12
# So many words may tell whose time something takes: "took the sailors six hours".
OBJECT_REACH = 4
# Endings that are cut from a word so that "cost", "costs" and "costing" are one; what is left of it at least.
ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST_STEM = 3

# The stems of what a measure belongs to and the prepositions between, from the measure back.
MeasuredThing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of `data/words/figures.yml` that stand before measures, and the units that don't measure."""

    fillers: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    back_pointing_words: frozenset[str]
    age_words: frozenset[str]
    time_point_prepositions: frozenset[str]
    designating_units: frozenset[str]
    taking_verbs: frozenset[str]
    going_on_verbs: frozenset[str]


def load_measure_words() -> MeasureWords:
    """Return what `data/words/figures.yml` knows about the words before measures in English."""
    data = load_words("figures")
    return MeasureWords(
        fillers=frozenset(data["fillers"]),
        prepositions=frozenset(data["prepositions"]),
        determiners=frozenset(data["determiners"]),
        back_pointing_words=frozenset(data["pointing"]),
        age_words=frozenset(data["ages"]),
        time_point_prepositions=frozenset(data["points_in_time"]),
        designating_units=frozenset(data["designating"]),
        taking_verbs=frozenset(data["taking"]),
        going_on_verbs=frozenset(data["going_on"]),
    )


def find_measured_thing(
    before: str, unit: str | None, dimension: str, known: MeasureWords
) -> MeasuredThing | None:
    """Return what a measure belongs to, `()` if no word tells, `None` if it shall not be compared by that.

    `before` is the text right before the measure, `unit` its unit in small letters if one is written out.
    Not to be compared are what points back at something told, ages, points in time, and calibres.
    """
    words = [word.casefold() for word in WORD.findall(CLAUSE_END.split(before)[-1])[-MEASURED_THING_REACH:]]
    if unit in known.designating_units or (words and words[-1] in known.back_pointing_words):
        return None
    between: list[str] = []
    heads: list[str] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word[0].isdigit():
            return None
        if word in known.prepositions:
            if heads:
                break
            between.append(word)
        elif word not in known.fillers and word not in known.determiners:
            heads.append(word)
            # "Cost the city $5": who pays is not yet what is paid; "a budget of $5" is.
            if between or place == 0 or words[place - 1] not in known.determiners:
                break
    if dimension == "time":
        pointed = not known.time_point_prepositions.isdisjoint(between) or not known.age_words.isdisjoint(
            heads
        )
        if pointed or not heads:
            return None
    return (*between, *map(stem_word, heads)) if heads else ()


def introduces_duration(before: str, known: MeasureWords) -> bool:
    """Tell whether a length of time is how long something took or went on, by the text right before it.

    "Took six hours" and "burned (all night) for six hours" are; what was closed or old for so long isn't.
    """
    words = [word.casefold() for word in WORD.findall(CLAUSE_END.split(before)[-1])[-DURATION_REACH:]]
    while words and words[-1] in known.fillers:
        words.pop()
    if words[-1:] == ["for"]:
        return not known.going_on_verbs.isdisjoint(words)
    # "The last six hours" point back, "will last six hours" don't.
    if words[-1:] == ["last"]:
        return words[-2:-1] == ["to"] or not known.fillers.isdisjoint(words[-2:-1])
    for word in words[: -OBJECT_REACH - 1 : -1]:
        if word in known.taking_verbs:
            return True
        if word in known.prepositions or word[0].isdigit():
            return False
    return False


def stem_word(word: str) -> str:
    """Return a word without an ending, so that "cost", "costs" and "costing" are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
