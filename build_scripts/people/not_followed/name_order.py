"""What the shape of a name tells: which of its words is the family name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HYPHEN = re.compile(r"[\-\u2010\u2011]")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def is_syllabic_given_name(word: str) -> bool:
    """Tell a given name of syllables ("Min-ho") from a double-barrelled family name ("Roe-Doe")."""
    parts = _HYPHEN.split(word)
    syllables = all(len(part) <= 5 and len(_VOWELS.findall(part)) == 1 for part in parts)
    return len(parts) == 2 and parts[0][:1].isupper() and parts[1][:1].islower() and syllables


def is_surname_first(words: Sequence[str]) -> bool:
    """Tell whether the first word is the family name: "Roh Min-ho", "Roh Min Ho"."""
    if len(words) == 2:
        return is_syllabic_given_name(words[1])
    return len(words) == 3 and all(len(w) <= 5 and len(_VOWELS.findall(w)) == 1 for w in words)


def find_surname(words: Sequence[str]) -> str:
    """Return the word of a full name that is taken to be the family name."""
    return words[0] if is_surname_first(words) else words[-1]
