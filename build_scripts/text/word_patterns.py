"""Match the words of English text and cut their endings off, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A word, with marks inside it: "isn't", "state-owned", "10,000".
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")

# A blank of any width, between the words of a phrase.
BLANK = r"[ \u00a0\u2009\u202f]"

# `stem_word` cuts these endings, and leaves at least this many characters.
ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST_STEM = 3


def stem_word(word: str) -> str:
    """Return a casefolded word without its ending: "cost", "costs" and "costing" have one stem."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def join_alternatives(phrases: Iterable[str], blank: str = r"\ ") -> str:
    """Return a pattern (without a group around it) for any of the phrases, the longest first.

    `blank` is the pattern for a blank inside a phrase.
    """
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(blank.join(map(re.escape, phrase.split(" "))) for phrase in longest_first)
