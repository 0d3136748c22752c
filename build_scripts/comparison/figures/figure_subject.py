"""Find the thing that a figure counts or measures, by the words around it and without a parser.

A number counts the first plural noun after it; words near it may give the outcome ("killed", "injured"). A
measure belongs to the words before it: "will cost", "closed for", "a budget of".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import WORD, stem_word

# A counted noun is among this many words after its number; an outcome among this many on either side.
NOUN_REACH = 4
OUTCOME_REACH = 4
# What was done with the counted is said in so many words behind or, if none is there, before.
SAID_REACH = 6
# A measure belongs to one of this many words before it.
MEASURED_THING_REACH = 8
# A verb of going on is among this many: "battled the fire on a ship in the harbour for six hours".
DURATION_REACH = 12
# This many words may name the people whose time something takes: "took the sailors six hours".
OBJECT_REACH = 4

CLAUSE_END = re.compile(r"[,;:()\"“”]|\band\b")

# The stems of the words that a measure belongs to, and the prepositions between, from the measure back.
MeasuredThing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedNouns:
    """The nouns of `words/figures.yml`; `thing_groups` and `outcome_groups` map each word to its group."""

    irregular_plurals: frozenset[str]
    not_plurals: frozenset[str]
    thing_groups: Mapping[str, str]
    outcome_groups: Mapping[str, str]
    stop_words: frozenset[str]
    on_top_words: frozenset[str]
    selecting: tuple[str, ...]
    anybody: frozenset[str]
    pronouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountedThings:
    """What a number counts: a noun, an outcome ("killed"), each None if no word gives it.

    `modifiers` are the words between the number and the noun; `is_part` is true if the number is a part of
    another or comes on top of one. `said_words` are the stems of the words around that tell what was done,
    `written_noun` is the noun as it is written, casefolded.
    """

    noun: str | None
    outcome: str | None
    modifiers: frozenset[str]
    is_part: bool
    said_words: frozenset[str]
    written_noun: str | None


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of `words/figures.yml` that precede measures, and the units that may not measure."""

    fillers: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    back_pointing_words: frozenset[str]
    age_words: frozenset[str]
    time_point_prepositions: frozenset[str]
    designating_units: frozenset[str]
    taking_verbs: frozenset[str]
    going_on_verbs: frozenset[str]


def load_counted_nouns() -> CountedNouns:
    """Return the nouns that English text counts, from `words/figures.yml`."""
    data = load_words("figures")
    return CountedNouns(
        irregular_plurals=frozenset(data["irregular_plurals"]),
        not_plurals=frozenset(data["not_plurals"]),
        thing_groups=_map_to_group_heads(data["same_things"]),
        outcome_groups=_map_to_group_heads(data["outcomes"]),
        stop_words=frozenset(data["stops"]),
        on_top_words=frozenset(data["on_top"]),
        selecting=tuple(data["selecting"]),
        anybody=frozenset(data["anybody"]),
        pronouns=frozenset(data["possessive"]),
    )


def load_measure_words() -> MeasureWords:
    """Return the words that precede measures in English text, from `words/figures.yml`."""
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


def find_counted_things(before: str, after: Sequence[str], nouns: CountedNouns) -> CountedThings:
    """Return what a number counts, as far as words near it tell.

    `before` is the text right before the number, `after` the words that follow it in its clause.
    """
    index = find_counted_noun_index(after, nouns)
    start = 0 if index is None else index + 1
    noun = None if index is None else _find_thing_group(after[index], nouns)
    # "Killing 10 people and injuring 80": what follows "and" is said of others.
    behind = [word.casefold() for word in after[start : start + OUTCOME_REACH]]
    behind = behind[: behind.index("and")] if "and" in behind else behind
    preceding = [word.casefold() for word in WORD.findall(CLAUSE_END.split(before)[-1])]
    words = (*behind, *reversed(preceding[-OUTCOME_REACH:]))
    outcome = next((nouns.outcome_groups[word] for word in words if word in nouns.outcome_groups), None)
    modifiers = frozenset(word.casefold() for word in after[: index or 0])
    return CountedThings(
        noun,
        outcome,
        modifiers - nouns.stop_words - nouns.on_top_words,
        not nouns.on_top_words.isdisjoint((*modifiers, *preceding[-1:]))
        or any(word.startswith(nouns.selecting) for word in modifiers)
        or after[:1] == ["of"],
        _find_said_words(after[start : start + SAID_REACH], nouns)
        or _find_said_words(preceding[-SAID_REACH:], nouns),
        None if index is None else after[index].casefold(),
    )


def _find_said_words(words: Iterable[str], nouns: CountedNouns) -> frozenset[str]:
    """Return the stems of the words that can tell what was done: no names, no short words."""
    said = (word for word in words if word.islower() and len(word) > 2 and word not in nouns.stop_words)
    return frozenset(map(stem_word, said))


def find_context_words(after: Sequence[str], most: int, nouns: CountedNouns) -> frozenset[str]:
    """Return the first content words that follow a number, at most `most`, without plural endings."""
    words = [word for word in after if word.casefold() not in nouns.stop_words]
    content = [_singular(word, nouns) for word in words if len(word) > 2 and not word[0].isdigit()]
    return frozenset(content[:most])


def find_counted_noun_index(after: Sequence[str], nouns: CountedNouns) -> int | None:
    """Return the index of the counted noun among the words after a number, a lowercase one first."""
    first = 0
    if after and after[0].casefold() == "of":  # "thousands of the troops"
        first = 2 if after[1:2] and after[1].casefold() in ("the", "its", "their") else 1
    capitalised = None
    for index in range(first, min(len(after), first + NOUN_REACH)):
        word = after[index]
        if word.casefold() in nouns.stop_words:
            break
        if _is_plural(word, nouns):
            if word[:1].islower():
                return index
            capitalised = index if capitalised is None else capitalised
    return capitalised


def find_measured_thing(
    before: str, unit: str | None, dimension: str, words: MeasureWords
) -> MeasuredThing | None:
    """Return the words that a measure belongs to: `()` if there are none, `None` if it must not be compared.

    `before` is the text right before the measure, `unit` its unit in small letters if it is written out.
    Measures that point back ("the last six hours"), ages, points in time and calibres must not be compared.
    """
    preceding = _find_clause_words(before, MEASURED_THING_REACH)
    if unit in words.designating_units or (preceding and preceding[-1] in words.back_pointing_words):
        return None
    prepositions: list[str] = []
    heads: list[str] = []
    for index in range(len(preceding) - 1, -1, -1):
        word = preceding[index]
        if word[0].isdigit():
            return None
        if word in words.prepositions:
            if heads:
                break
            prepositions.append(word)
        elif word not in words.fillers and word not in words.determiners:
            heads.append(word)
            # "Cost the city $5" names the payer before the measure, "a budget of $5" the thing measured.
            if prepositions or index == 0 or preceding[index - 1] not in words.determiners:
                break
    if dimension == "time" and (not heads or _is_age_or_point_in_time(heads, prepositions, words)):
        return None
    return (*prepositions, *map(stem_word, heads)) if heads else ()


def introduces_duration(before: str, words: MeasureWords) -> bool:
    """Return whether the text right before a length of time says that something took or went on so long.

    "Took six hours" and "burned (all night) for six hours" do; "closed for six hours" and ages don't.
    """
    preceding = _find_clause_words(before, DURATION_REACH)
    while preceding and preceding[-1] in words.fillers:
        preceding.pop()
    if preceding[-1:] == ["for"]:
        return not words.going_on_verbs.isdisjoint(preceding)
    # "The last six hours" point back, "will last six hours" don't.
    if preceding[-1:] == ["last"]:
        return preceding[-2:-1] == ["to"] or not words.fillers.isdisjoint(preceding[-2:-1])
    for word in preceding[: -OBJECT_REACH - 1 : -1]:
        if word in words.taking_verbs:
            return True
        if word in words.prepositions or word[0].isdigit():
            return False
    return False


def _find_clause_words(before: str, most: int) -> list[str]:
    """Return the last words of the clause that ends a text, casefolded, at most `most`."""
    return [word.casefold() for word in WORD.findall(CLAUSE_END.split(before)[-1])[-most:]]


def _is_age_or_point_in_time(heads: Sequence[str], prepositions: Sequence[str], words: MeasureWords) -> bool:
    return not (words.time_point_prepositions.isdisjoint(prepositions) and words.age_words.isdisjoint(heads))


def _is_plural(word: str, nouns: CountedNouns) -> bool:
    word = word.casefold()
    if word in nouns.irregular_plurals:
        return True
    ending = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    return ending and word not in nouns.not_plurals


def _find_thing_group(word: str, nouns: CountedNouns) -> str:
    singular = _singular(word, nouns)
    return nouns.thing_groups.get(singular, singular)


def _singular(word: str, nouns: CountedNouns) -> str:
    """Return a noun without its plural ending, so that "policy" and "policies" are one."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    if not _is_plural(word, nouns) or word in nouns.irregular_plurals:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _map_to_group_heads(groups: Iterable[list[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups for word in group}
