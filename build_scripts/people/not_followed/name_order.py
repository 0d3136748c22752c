"""Find the surname in an unlisted full name by the shape of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_scripts.people.name_forms import HYPHEN, is_hyphenated_given_name

_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_MAX_SYLLABLE_LENGTH = 5


def is_syllabic_given_name(word: str) -> bool:
    """Return whether a word is a hyphenated given name of two short syllables ("Min-ho").

    This is stricter than `is_hyphenated_given_name`: names that are not listed have only their shape to go
    by.
    """
    return is_hyphenated_given_name(word) and all(map(_is_syllable, HYPHEN.split(word)))


def is_surname_first(words: Sequence[str]) -> bool:
    """Return whether the first word is the surname: "Roh Min-ho", "Roh Min Ho"."""
    if len(words) == 2:
        return is_syllabic_given_name(words[1])
    return len(words) == 3 and all(map(_is_syllable, words))


def find_surname(words: Sequence[str]) -> str:
    """Return the word of a full name that is taken to be the surname."""
    return words[0] if is_surname_first(words) else words[-1]


def _is_syllable(word: str) -> bool:
    return len(word) <= _MAX_SYLLABLE_LENGTH and len(_VOWELS.findall(word)) == 1
