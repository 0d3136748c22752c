"""Match the words of English text and cut their endings off, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A word, with marks inside it: "isn't", "state-owned", "10,000".
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")

# `stem_word` cuts these endings, and leaves at least this many characters.
ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST_STEM = 3


def stem_word(word: str) -> str:
    """Return a casefolded word without its ending: "cost", "costs" and "costing" have one stem."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def join_alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern (without a group around it) for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)))
