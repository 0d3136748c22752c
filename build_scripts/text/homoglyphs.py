"""Letters that look like another script's: a name that is not what it seems.

A word whose letters are of several alphabets is not single-script (Unicode Technical Standard 39, section
5.2, "highly restrictive", of which the alphabets that share shapes with Latin are taken here); a word whose
letters all have a twin in Latin, beside Latin words, is whole-script confusable (section 4).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from build_scripts.text.hidden_characters import describe_character

# First words of the letters' names in Unicode.
_ALPHABETS = frozenset(
    ("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "FULLWIDTH", "MATHEMATICAL")
)
_TWINS = frozenset("АВЕЗІЈКМНОРЅСТУХҮҺԌԚԜаеіјорсухһԁԛԝѕүΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυхϲϳ")
_WORD = re.compile(r"[^\W\d_]+")


def describe_first_homoglyph(text: str) -> str | None:
    """Return what to tell of the first word with letters of an alphabet not its own, None if none has."""
    if text.isascii():
        return None
    words = [(word, _letters(word)) for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    latin = any(set(letters.values()) == {"LATIN"} for _, letters in words)
    # Where another word can only be of an alphabet, the text is in two languages, and twins are its own.
    plain = {alphabet for _, letters in words for c, alphabet in letters.items() if c not in _TWINS}
    for word, letters in words:
        own = _own(word, letters)
        strange = [letter for letter, alphabet in letters.items() if alphabet != own]
        if not strange and latin and own not in plain and _all_twins(word):
            strange = list(letters)
        if strange:
            return f"'{word}' has {describe_character(strange[0])} among letters of another alphabet"
    return None


def _letters(word: str) -> dict[str, str]:
    """Return the alphabet of each of a word's letters that is of one of those told apart here."""
    alphabets = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return {letter: alphabet for letter, alphabet in alphabets.items() if alphabet in _ALPHABETS}


def _all_twins(word: str) -> bool:
    """Tell whether a word could be Latin by its looks; a small letter alone is a sign, like alpha."""
    return all(c in _TWINS for c in word) and (len(word) > 1 or word.isupper())


def _own(word: str, letters: dict[str, str]) -> str | None:
    """Return the alphabet of most of a word's letters; of those as frequent, Latin."""
    counts = Counter(letters[letter] for letter in word if letter in letters)
    return max(counts, key=lambda alphabet: (counts[alphabet], alphabet == "LATIN"), default=None)
