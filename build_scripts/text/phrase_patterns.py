"""Build fast patterns that find any of many phrases as whole words.

A pattern that begins with a lookbehind is tried at every character of a text. A pattern that begins with the
set of the phrases' first characters and looks behind from there skips all other characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CASE_VARIANTS = "İıſK"  # characters that `re` matches with i, s and k when it ignores case


def build_phrase_pattern(
    phrases: Iterable[str], *, before: str = r"\w", cased: bool = False, glued: bool = False
) -> str:
    """Return a pattern for any of the phrases, the longest first, ignoring case unless `cased`.

    A phrase right after one of the characters `before` (the inside of a character set) does not match, unless
    phrases may be `glued`: then one that begins with a capital after a small letter does. The caller adds
    what may follow. Compile the pattern without `re.IGNORECASE`, which would make it slow again.
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
