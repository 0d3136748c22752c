"""Decide whether an adjective belongs to a place: "Ruritanian" to "Ruritania".

By spelling, since places are too many for a list; where the spelling does not show it ("French", "Dutch"), it
stays undecided.
"""

from __future__ import annotations

from itertools import takewhile

_ENDINGS = frozenset({"", "n", "an", "ean", "ian", "ese", "nese", "i", "ish", "ic", "er"})
_SHORTEST_STEM = 4
_MOST_LETTERS_DROPPED = 3
"""Letters of a place that its adjective may lack ("Ital-y", "Ukrain-e", "Brit-ain")."""


def may_name_place(word: str, place: str) -> bool:
    """Return whether a word is a place's name or, by its spelling, its adjective; both in lower case."""
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, place, strict=False)))
    if stem < _SHORTEST_STEM or len(place) - stem > _MOST_LETTERS_DROPPED:
        return word == place
    return word[stem:] in _ENDINGS
