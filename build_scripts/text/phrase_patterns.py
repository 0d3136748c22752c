"""Patterns that find any of many phrases as whole words, quickly.

A pattern that begins with looking back is tried at every character of a text. One that begins with the set
of the phrases' first characters, and looks back from there, passes over all others at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CASE_VARIANTS = "İıſK"  # what `re` takes for i, s and k where case is ignored


def build_phrase_pattern(
    phrases: Iterable[str], *, before: str = r"\w", cased: bool = False, glued: bool = False
) -> str:
    """Return a pattern for any of the phrases, the longest first, whatever their case unless `cased`.

    None stands right behind one of the characters `before` (the inside of a set) unless, where they may be
    `glued`, it begins with a capital behind a small letter. What may stand behind is the caller's to say.
    Compile it without `re.IGNORECASE`, which would undo what is gained.
    """
    rests: dict[str, list[str]] = {}
    for phrase in sorted(map(str, phrases), key=lambda words: (-len(words), words)):
        first = phrase[0] if cased else phrase[0].lower()
        rests.setdefault(first, []).append(re.escape(phrase[1:]))
    written = (
        set(rests)
        if cased
        else {form for first in rests for form in (first, first.upper())} | {*CASE_VARIANTS}
    )
    firsts = "[" + "".join(re.escape(form) for form in sorted(written)) + "]"
    either = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(rest)})" for first, rest in rests.items())
    behind = rf"(?<![{before}]{firsts})"
    if glued:
        behind = rf"(?:{behind}|(?<=[a-z][A-Z]))"
    return rf"{firsts}{behind}(?{'' if cased else 'i'}:{either})"
