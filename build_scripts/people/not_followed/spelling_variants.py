"""Tell whether two written names are likely spellings of one. For an editor's eye; nothing is matched by it.

After Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in English and Arabic" (HLT-NAACL
2006): letters that transliterations interchange are made equal first, and only then are words compared
by edit distance, here the one that counts a swap of neighbours as one edit (optimal string alignment;
Damerau, CACM 7(3), 1964).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from build_scripts.people.name_forms import NameWords, fold_name_words, load_name_words
from build_scripts.text.package_data import load_words

SpellingLikeness = Literal["same", "letters", "edit"]
"""Words are the same, the same but for letters that are interchanged, or one edit apart."""

MIN_WORD_LENGTH = 5
"""Letters from which words that differ can be one name: of shorter ones too many are ("Shin", "Shinn")."""
MIN_SIMILARITY = 0.88
"""Share of a word that edits must leave: 1 of 9 letters may differ, not 1 of 8 ("Peterson", "Petersen")."""
MIN_GIVEN_NAME_SIMILARITY = 0.85
"""The same of a given name, which a family name stands beside: 1 of 7 letters."""
MIN_CONSONANTS = 4
"""Consonants from which vowels may be others: "Mohammed" has four, "Jonas" and "Janis" three."""
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """Which letters are interchanged, each pair in the order in which it is applied."""

    name_words: NameWords
    letters: tuple[tuple[str, str], ...]
    glides: re.Pattern[str]
    vowels: tuple[tuple[str, str], ...]
    before_last: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparableWord:
    """A word of a name without case and diacritics, and its forms that are the same for words that are alike.

    `unified_letters` has one form for letters that are interchanged; `skeleton` has one for vowels, too, and
    is None where there are too few consonants for that.
    """

    folded: str
    unified_letters: str
    skeleton: str | None


@dataclass(frozen=True, slots=True)
class ComparableName:
    """A written name's words; `joined` are they in one."""

    words: tuple[ComparableWord, ...]

    @property
    def joined(self) -> str:
        """The name as one word, as nobody writes it."""
        return "".join(word.folded for word in self.words)

    def word_orders(self) -> tuple[ComparableName, ...]:
        """Return the name as it is, with its first word last, and with its last word first."""
        words = self.words
        return self, ComparableName((*words[1:], words[0])), ComparableName((words[-1], *words[:-1]))


def load_spelling_rules() -> SpellingRules:
    """Read the letters that ship with the package."""
    data = load_words("spelling_variants")
    glides = "".join(data["glides"])
    return SpellingRules(
        name_words=load_name_words(),
        letters=tuple((str(a), str(b)) for a, b in (*data["consonants"], *data["vowels"])),
        glides=re.compile(f"(?<=[{_VOWELS}])[{glides}]|[{glides}](?=[{_VOWELS}])"),
        vowels=_pairs(data["alike"]),
        before_last=_pairs(data["alike_before_last"]),
    )


def make_comparable_name(name: str, known: SpellingRules) -> ComparableName:
    """Return a written name as it is compared; one without a letter has no words."""
    return ComparableName(tuple(_word(word, known) for word in fold_name_words(name, known.name_words)))


def are_spelling_variants(one: ComparableName, other: ComparableName) -> bool:
    """Tell whether two names are likely spellings of one, in either order of their words.

    Each word of the shorter has its like at the same place in the longer, from both ends; one word at
    most may differ by an edit. An initial stands for a given name, and one middle name may be left out.
    A whole name and a single word are not alike.
    """
    if not one.words or not other.words:
        return False
    if len(one.words) == len(other.words) == 1:
        return compare_word_spellings(one.words[0], other.words[0]) is not None
    return any(way.joined == other.joined or _aligned(way.words, other.words) for way in one.word_orders())


def compare_word_spellings(
    one: ComparableWord, other: ComparableWord, near: float = MIN_SIMILARITY
) -> SpellingLikeness | None:
    """Tell how two words are alike, or None where they are not; edits must leave a share of at least `near`.

    A final "a" is never an accident: it tells a woman's name from a man's ("Petrov", "Petrova").
    """
    if one.folded == other.folded:
        return "same"
    if min(len(one.folded), len(other.folded)) < MIN_WORD_LENGTH or _feminine(one) != _feminine(other):
        return None
    if one.unified_letters == other.unified_letters or (
        one.skeleton is not None and one.skeleton == other.skeleton
    ):
        return "letters"
    if one.folded[0] != other.folded[0]:
        return None
    return "edit" if OSA.normalized_similarity(one.folded, other.folded) >= near else None


def _pairs(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((written, group[0]) for group in groups for written in group[1:])


def _feminine(word: ComparableWord) -> bool:
    return word.folded.removesuffix("h").endswith("a")


def _word(folded: str, known: SpellingRules) -> ComparableWord:
    letters = folded.removesuffix("h") if folded.endswith("ah") else folded
    for written, meant in known.letters:
        letters = letters.replace(written, meant)
    letters = known.glides.sub("", re.sub(r"(.)\1+", r"\1", letters))
    consonants = sum(c not in _VOWELS for c in letters)
    return ComparableWord(folded, letters, _vague(letters, known) if consonants >= MIN_CONSONANTS else None)


def _vague(letters: str, known: SpellingRules) -> str:
    last = max(0, *(letters.rfind(vowel) for vowel in _VOWELS))
    before, rest = letters[:last], letters[last:]
    for written, meant in known.before_last:
        before = before.replace(written, meant)
    vague = before + rest
    for written, meant in known.vowels:
        vague = vague.replace(written, meant)
    return vague


def _aligned(first: Sequence[ComparableWord], second: Sequence[ComparableWord]) -> bool:
    """Tell whether the words of two names agree from both ends; what only one has stands between."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 2 or len(longer) - len(shorter) > 1:
        return False
    edits = 0
    last = len(shorter) - 1
    for place, word in enumerate(shorter):
        likeness = compare_word_spellings(word, longer[-1]) if place == last else _given(word, longer[place])
        edits += likeness == "edit"
        if likeness is None or edits > 1:
            return False
    return True


def _given(one: ComparableWord, other: ComparableWord) -> SpellingLikeness | None:
    if 1 in {len(one.folded), len(other.folded)}:
        return "same" if one.folded[0] == other.folded[0] else None
    return compare_word_spellings(one, other, MIN_GIVEN_NAME_SIMILARITY)
