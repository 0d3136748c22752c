"""Find homoglyphs in names: letters that look like letters of another alphabet.

Two kinds of words are reported: words with letters of several alphabets (Unicode Technical Standard 39,
section 5.2, "highly restrictive", limited here to the alphabets that share shapes with Latin), and words
whose letters all look like Latin ones, in a text with Latin words (whole-script confusable, section 4).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from build_scripts.text.hidden_characters import describe_character

# The first words of their letters' names in Unicode.
_ALPHABETS = frozenset(
    ("LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "FULLWIDTH", "MATHEMATICAL")
)
_LATIN_LOOKALIKES = frozenset("АВЕЗІЈКМНОРЅСТУХҮҺԌԚԜаеіјорсухһԁԛԝѕүΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυхϲϳ")
_WORD = re.compile(r"[^\W\d_]+")


def describe_first_homoglyph(text: str) -> str | None:
    """Return a description of the first word with a letter of another alphabet, or None."""
    if text.isascii():
        return None
    words = [(word, _find_alphabets(word)) for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    latin = any(set(letters.values()) == {"LATIN"} for _, letters in words)
    # If a word has letters that only one alphabet has, the text is in two languages; look-alikes are its own.
    unambiguous = {
        alphabet for _, letters in words for c, alphabet in letters.items() if c not in _LATIN_LOOKALIKES
    }
    for word, letters in words:
        own = _find_main_alphabet(word, letters)
        foreign = [letter for letter, alphabet in letters.items() if alphabet != own]
        if not foreign and latin and own not in unambiguous and _looks_latin(word):
            foreign = list(letters)
        if foreign:
            return f"'{word}' has {describe_character(foreign[0])} among letters of another alphabet"
    return None


def _find_alphabets(word: str) -> dict[str, str]:
    """Return the alphabet of each letter of a word, if it is one of `_ALPHABETS`."""
    alphabets = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return {letter: alphabet for letter, alphabet in alphabets.items() if alphabet in _ALPHABETS}


def _looks_latin(word: str) -> bool:
    """Return whether a word looks Latin; a single small letter is a symbol, like alpha."""
    return all(c in _LATIN_LOOKALIKES for c in word) and (len(word) > 1 or word.isupper())


def _find_main_alphabet(word: str, letters: dict[str, str]) -> str | None:
    """Return the most frequent alphabet among a word's letters, or Latin if it is as frequent."""
    counts = Counter(letters[letter] for letter in word if letter in letters)
    return max(counts, key=lambda alphabet: (counts[alphabet], alphabet == "LATIN"), default=None)
