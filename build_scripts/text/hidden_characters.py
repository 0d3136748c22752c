"""Find hidden characters (characters without a visible form), and decide whether they have an ordinary use.

A hidden character can split a word for a program but not for a reader, or change the direction of writing
(Boucher and Anderson, "Trojan Source", 2021; CVE-2021-42574; Unicode Technical Report 36, section 2). This is
the only table of them: texts are read without them (`normalize`), fields of YAML files reject them, pages
mark them, and the search index leaves them out.

Hidden are all characters that Unicode gives the property Default_Ignorable_Code_Point (Unicode Standard Annex
44), with code points reserved for such characters, and the interlinear annotation characters. The Hangul
fillers (U+115F, U+1160, U+3164, U+FFA0) have the property although many fonts draw a blank for them. The
blank Braille pattern (U+2800) does not have it: it is a blank of full width, and is read as a space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import regex

_HIDDEN = r"\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB"
HIDDEN_CHARACTER = regex.compile(f"[{_HIDDEN}]")
HIDDEN_RUN = regex.compile(f"[{_HIDDEN}]+")
# The flag of a part of a country is written with hidden characters (Unicode Technical Standard 51).
_FLAG_OR_HIDDEN = regex.compile(
    r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f" + f"|[{_HIDDEN}]"
)
BRAILLE_BLANK = "\u2800"
# Embeddings, overrides and isolates (Unicode Standard Annex 9, section 2): Bidi_Control without the marks.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BIDI_MARKS = frozenset("\u061c\u200e\u200f")
# U+180E separates the last vowel of a Mongolian word.
JOINERS = frozenset("\u180e\u200c\u200d")
_SOFT_HYPHEN = "\u00ad"
_SELECTOR = regex.compile(r"\p{Variation_Selector}")
# Scripts whose spelling uses joiners (Unicode Standard Annex 31, section 2.3), by the names of their letters.
_JOINED = re.compile(
    "ADLAM|ARABIC|BALINESE|BENGALI|CHAKMA|DEVANAGARI|GRANTHA|GUJARATI|GURMUKHI|"
    "HANIFI|JAVANESE|KANNADA|KHMER|LIMBU|MALAYALAM|MANDAIC|MANICHAEAN|MEETEI|"
    "MODI|MONGOLIAN|MYANMAR|NEWA|NKO|ORIYA|PHAGS-PA|SHARADA|SIDDHAM|"
    "SINHALA|SUNDANESE|SYRIAC|TAI|TAMIL|TELUGU|TIBETAN|TIRHUTA"
)
_PICTURES = ("So", "Sk")


def is_hidden_character(character: str) -> bool:
    """Return whether a character is hidden."""
    return HIDDEN_CHARACTER.match(character) is not None


def find_forbidden_character(text: str) -> str | None:
    """Return the first character that a field of a YAML file must not contain, or None."""
    if text.isascii() and text.isprintable():
        return None
    for offset, character in enumerate(text):
        if is_hidden_character(character):
            if not is_part_of_spelling(text, offset):
                return character
        elif character == BRAILLE_BLANK or not character.isprintable():
            return character
    return None


def describe_character(character: str) -> str:
    """Return a character's number and name: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def has_right_to_left_letters(text: str) -> bool:
    """Return whether a text has letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def replace_idle_characters(text: str, replacement: Callable[[str], str]) -> str:
    """Return a text with `replacement(character)` for each hidden character without a use at its place."""
    if text.isascii():
        return text

    def replace(found: regex.Match[str]) -> str:
        words: str = found[0]
        return words if len(words) > 1 or _has_ordinary_use(text, found.start()) else replacement(words)

    return str(_FLAG_OR_HIDDEN.sub(replace, text))


def _has_ordinary_use(text: str, offset: int) -> bool:
    """Return whether the hidden character at `offset` has an ordinary use there.

    That is a soft hyphen inside a word, a mark of direction in a text with letters from right to left, or a
    part of a spelling.
    """
    character = text[offset]
    if character == _SOFT_HYPHEN:
        before, after = text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
        return all(c.isalpha() for c in before + after)
    if character in BIDI_MARKS:
        return has_right_to_left_letters(text)
    return is_part_of_spelling(text, offset)


def is_part_of_spelling(text: str, offset: int) -> bool:
    """Return whether the character at `offset` is a joiner or variation selector that belongs there."""
    if text[offset] in JOINERS:
        return _is_valid_joiner(text, offset)
    return _SELECTOR.match(text, offset) is not None and _is_valid_selector(text[max(offset - 1, 0) : offset])


def _is_valid_joiner(text: str, offset: int) -> bool:
    """Return whether a joiner is in a word of a script with joiners, or in an emoji of several parts."""
    last = offset - 1
    while last >= 0 and text[last] == "\ufe0f":
        last -= 1
    before, after = text[last : last + 1] if last >= 0 else "", text[offset + 1 : offset + 2]
    if not before:
        return False
    if _JOINED.fullmatch(unicodedata.name(before, "").partition(" ")[0]):
        return True
    return bool(after) and all(unicodedata.category(c) in _PICTURES for c in (before, after))


def _is_valid_selector(before: str) -> bool:
    """Return whether a variation selector may follow `before`: a character that can have variants."""
    is_ascii_letter = before.isascii() and before.isalpha()
    return bool(before) and not (is_ascii_letter or before.isspace() or is_hidden_character(before))
