"""Characters that nobody sees, or that turn the direction of writing: which may stand in a field, and where.

In a capture they are shown, not obeyed. In what a contributor writes there is no need for them, and they
can make a line of a file read as something else than it is (CVE-2021-42574).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_scripts.models.problems import Problem

# Embeddings, overrides and isolates (Unicode Standard Annex 9, section 2).
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and marks that are blank, and so no control characters to Python.
BLANK_CHARACTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
JOINERS = frozenset("\u200c\u200d")
# Scripts in whose spelling joiners are (Unicode Standard Annex 31, section 2.3), by their letters' names.
_JOINED = re.compile(
    "ADLAM|ARABIC|BALINESE|BENGALI|CHAKMA|DEVANAGARI|GRANTHA|GUJARATI|GURMUKHI|"
    "HANIFI|JAVANESE|KANNADA|KHMER|LIMBU|MALAYALAM|MANDAIC|MANICHAEAN|MEETEI|"
    "MODI|MONGOLIAN|MYANMAR|NEWA|NKO|ORIYA|PHAGS-PA|SHARADA|SIDDHAM|"
    "SINHALA|SUNDANESE|SYRIAC|TAI|TAMIL|TELUGU|TIBETAN|TIRHUTA"
)
_PICTURES = ("So", "Sk")
_TURNS = re.compile(f"[{''.join(sorted(BIDI_CONTROLS))}]")
_COMMENT = re.compile(r"(?:^|\s)#")


def find_forbidden_character(text: str) -> str | None:
    """Return the first character that a field must not hold, None if it holds none."""
    if text.isascii() and text.isprintable():
        return None
    for place, character in enumerate(text):
        if character in JOINERS:
            if not is_valid_joiner(text, place):
                return character
        elif character in BLANK_CHARACTERS or not character.isprintable():
            return character
    return None


def describe_character(character: str) -> str:
    """Return a character by its number and name: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def find_bidi_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield one warning for each kind of character in a capture that turns the direction of writing."""
    found = {character: text.find(character) for character in BIDI_CONTROLS}
    for character, place in sorted(found.items(), key=lambda pair: pair[1]):
        if place >= 0:
            times = text.count(character)
            more = f", {times} times" if times > 1 else ""
            what = f"holds {describe_character(character)}{more}, which turns the direction of writing"
            mend = "see that the text reads as its page does; the site shows the letters as they stand"
            yield Problem(path, text.count("\n", 0, place) + 1, None, what, mend, "warning")


def find_bidi_comment_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield an error for each comment of a YAML file that turns the direction of writing."""
    if not _TURNS.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        comment = _COMMENT.search(line)
        if comment is not None and (found := _TURNS.search(line, comment.end())) is not None:
            what = f"a comment holds {describe_character(found[0])}, which nobody sees"
            yield Problem(path, number, None, what, "write the comment again, without it")


def is_valid_joiner(text: str, place: int) -> bool:
    """Tell whether a joiner belongs where it stands: in a word of a script with joiners, or in an emoji."""
    before, after = text[:place].rstrip("\ufe0f")[-1:], text[place + 1 : place + 2]
    if not before:
        return False
    if _JOINED.fullmatch(unicodedata.name(before, "").partition(" ")[0]):
        return True
    return bool(after) and all(unicodedata.category(c) in _PICTURES for c in (before, after))
