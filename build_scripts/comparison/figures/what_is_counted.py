"""Tell what a number counts, without a parser: the first plural noun after it, and what befell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.text.package_data import load_words

# How many words after a number its noun may stand; as many on either side may tell what befell those counted.
NOUN_REACH = 4
OUTCOME_REACH = 4

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
CLAUSE_END = re.compile(r"[,;:()\"“”]|\band\b")


@dataclass(frozen=True, slots=True)
class CountedNouns:
    """The nouns of `words/figures.yml`; `thing_groups` and `outcome_groups` map each word to its group."""

    irregular_plurals: frozenset[str]
    not_plurals: frozenset[str]
    thing_groups: Mapping[str, str]
    outcome_groups: Mapping[str, str]
    stop_words: frozenset[str]


def load_counted_nouns() -> CountedNouns:
    """Return what `data/words/figures.yml` knows about counted nouns in English."""
    data = load_words("figures")
    return CountedNouns(
        irregular_plurals=frozenset(data["irregular_plurals"]),
        not_plurals=frozenset(data["not_plurals"]),
        thing_groups=_first_of_group(data["same_things"]),
        outcome_groups=_first_of_group(data["outcomes"]),
        stop_words=frozenset(data["stops"]),
    )


def find_counted_noun_and_outcome(
    before: str, after: Sequence[str], known: CountedNouns
) -> tuple[str | None, str | None]:
    """Return the noun that a number counts and what befell those counted, None where nothing tells.

    `before` is the text right before the number, `after` the words of its clause that follow.
    """
    found = find_counted_noun_index(after, known)
    start = 0 if found is None else found + 1
    noun = None if found is None else _thing(after[found], known)
    preceding = WORD.findall(CLAUSE_END.split(before)[-1])[-OUTCOME_REACH:]
    for word in (*after[start : start + OUTCOME_REACH], *reversed(preceding)):
        if word.casefold() in known.outcome_groups:
            return noun, known.outcome_groups[word.casefold()]
    return noun, None


def find_context_words(after: Sequence[str], most: int, known: CountedNouns) -> frozenset[str]:
    """Return the first content words that follow a number, at most so many, without plural endings."""
    words = [word for word in after if word.casefold() not in known.stop_words]
    telling = [_stem(word, known) for word in words if len(word) > 2 and not word[0].isdigit()]
    return frozenset(telling[:most])


def find_counted_noun_index(after: Sequence[str], known: CountedNouns) -> int | None:
    """Return the place of the counted noun among the words after a number, a small-written one first."""
    first = 0
    if after and after[0].casefold() == "of":  # "thousands of the troops"
        first = 2 if after[1:2] and after[1].casefold() in ("the", "its", "their") else 1
    named = None
    for number in range(first, min(len(after), first + NOUN_REACH)):
        word = after[number]
        if word.casefold() in known.stop_words:
            break
        if _plural(word, known):
            if word[:1].islower():
                return number
            named = number if named is None else named
    return named


def _plural(word: str, known: CountedNouns) -> bool:
    word = word.casefold()
    if word in known.irregular_plurals:
        return True
    ending = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    return ending and word not in known.not_plurals


def _thing(word: str, known: CountedNouns) -> str:
    stem = _stem(word, known)
    return known.thing_groups.get(stem, stem)


def _stem(word: str, known: CountedNouns) -> str:
    """Return a noun without its plural ending, so that "policy" and "policies" are one."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    if not _plural(word, known) or word in known.irregular_plurals:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _first_of_group(groups: Iterable[list[str]]) -> dict[str, str]:
    return {word: group[0] for group in groups for word in group}
