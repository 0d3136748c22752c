"""Find out whether two written names are likely spellings of one. Used for proposals, never for matching.

After Freeman, Condon and Ackerman, "Cross Linguistic Name Matching in English and Arabic" (HLT-NAACL 2006):
letters that transliterations interchange are made equal first; then words are compared by an edit distance
that counts a transposition as one edit (optimal string alignment; Damerau, CACM 7(3), 1964).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from build_scripts.people.name_forms import NameWords, fold_name_words, load_name_words
from build_scripts.text.package_data import load_words

SpellingLikeness = Literal["same", "letters", "edit"]
"""Two words are the same, the same except for interchanged letters, or one edit apart."""

MIN_WORD_LENGTH = 5
"""Letters of the shortest words that may differ: too many short words are alike ("Shin", "Shinn")."""
MIN_SIMILARITY = 0.88
"""Least similarity after edits: 1 of 9 letters may differ, not 1 of 8 ("Peterson", "Petersen")."""
MIN_GIVEN_NAME_SIMILARITY = 0.85
"""The same for a given name next to a surname: 1 of 7 letters may differ."""
MIN_CONSONANTS = 4
"""Consonants from which vowels may differ: "Mohammed" has four, "Jonas" and "Janis" three."""
_VOWELS = "aeiou"
_HARD_CH = re.compile(r"(?<![st])ch")


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """The letters that are interchanged, as pairs (written form, common form) in the order of application."""

    name_words: NameWords
    letters: tuple[tuple[str, str], ...]
    glides: re.Pattern[str]
    vowels: tuple[tuple[str, str], ...]
    before_last: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparableWord:
    """A word of a name without case and diacritics, and its readings, of which similar words share one.

    A reading has one form for interchanged letters, and another one also for vowels if there are enough
    consonants. A word with "ch" has readings as in "Chekhov" and as in "Rachmaninoff".
    """

    folded: str
    readings: frozenset[str]


@dataclass(frozen=True, slots=True)
class ComparableName:
    """The words of a written name."""

    words: tuple[ComparableWord, ...]

    @property
    def joined(self) -> str:
        """Return the words of the name joined into one."""
        return "".join(word.folded for word in self.words)

    def word_orders(self) -> tuple[ComparableName, ...]:
        """Return the name as written, with its first word last, and with its last word first."""
        words = self.words
        return self, ComparableName((*words[1:], words[0])), ComparableName((words[-1], *words[:-1]))


def load_spelling_rules() -> SpellingRules:
    """Return the rules that ship with the package."""
    data = load_words("spelling_variants")
    glides = "".join(data["glides"])
    return SpellingRules(
        name_words=load_name_words(),
        letters=tuple((str(a), str(b)) for a, b in (*data["consonants"], *data["vowels"])),
        glides=re.compile(f"(?<=[{_VOWELS}])[{glides}]|[{glides}](?=[{_VOWELS}])"),
        vowels=_pair_letters(data["alike"]),
        before_last=_pair_letters(data["alike_before_last"]),
    )


def make_comparable_name(name: str, rules: SpellingRules) -> ComparableName:
    """Return a written name in its comparable form; a name without letters has no words."""
    return ComparableName(
        tuple(_make_comparable_word(word, rules) for word in fold_name_words(name, rules.name_words))
    )


def are_spelling_variants(one: ComparableName, other: ComparableName) -> bool:
    """Return whether two names are likely spellings of one, in either order of their words.

    Each word of the shorter name must match the word at the same position of the longer, counted from both
    ends; at most one pair may differ by an edit. An initial matches a given name, and one middle name may be
    missing. A full name never matches a single word.
    """
    if not one.words or not other.words:
        return False
    if len(one.words) == len(other.words) == 1:
        return compare_word_spellings(one.words[0], other.words[0]) is not None
    return any(
        order.joined == other.joined or _match_from_both_ends(order.words, other.words)
        for order in one.word_orders()
    )


def compare_word_spellings(
    one: ComparableWord, other: ComparableWord, near: float = MIN_SIMILARITY
) -> SpellingLikeness | None:
    """Return how two words are alike, or None; `near` is the least similarity of words that differ by edits.

    A final "a" is always a difference: it marks a woman's name ("Petrov", "Petrova").
    """
    if one.folded == other.folded:
        return "same"
    if min(len(one.folded), len(other.folded)) < MIN_WORD_LENGTH or _ends_in_a(one) != _ends_in_a(other):
        return None
    if one.readings & other.readings:
        return "letters"
    if one.folded[0] != other.folded[0]:
        return None
    return "edit" if OSA.normalized_similarity(one.folded, other.folded) >= near else None


def _pair_letters(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((written, group[0]) for group in groups for written in group[1:])


def _ends_in_a(word: ComparableWord) -> bool:
    return word.folded.removesuffix("h").endswith("a")


def _make_comparable_word(folded: str, rules: SpellingRules) -> ComparableWord:
    """Return a folded word with its readings."""
    spellings = {folded, _HARD_CH.sub("kh", folded)}
    return ComparableWord(folded, frozenset(r for word in spellings for r in _list_readings(word, rules)))


def _list_readings(folded: str, rules: SpellingRules) -> Iterator[str]:
    """Yield a word with one form for interchanged letters; if it is long enough also its skeleton."""
    letters = folded.removesuffix("h") if folded.endswith("ah") else folded
    for written, common in rules.letters:
        letters = letters.replace(written, common)
    letters = rules.glides.sub("", re.sub(r"(.)\1+", r"\1", letters))
    yield letters
    if sum(c not in _VOWELS for c in letters) >= MIN_CONSONANTS:
        yield _skeleton(letters, rules)


def _skeleton(letters: str, rules: SpellingRules) -> str:
    """Return letters with one form for all vowels that writers interchange."""
    last = max(0, *(letters.rfind(vowel) for vowel in _VOWELS))
    before, rest = letters[:last], letters[last:]
    for written, common in rules.before_last:
        before = before.replace(written, common)
    skeleton = before + rest
    for written, common in rules.vowels:
        skeleton = skeleton.replace(written, common)
    return skeleton


def _match_from_both_ends(first: Sequence[ComparableWord], second: Sequence[ComparableWord]) -> bool:
    """Return whether the words of two names match from both ends, with at most one extra word between."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 2 or len(longer) - len(shorter) > 1:
        return False
    edits = 0
    last = len(shorter) - 1
    for place, word in enumerate(shorter):
        likeness = (
            compare_word_spellings(word, longer[-1])
            if place == last
            else _compare_given_names(word, longer[place])
        )
        edits += likeness == "edit"
        if likeness is None or edits > 1:
            return False
    return True


def _compare_given_names(one: ComparableWord, other: ComparableWord) -> SpellingLikeness | None:
    if 1 in {len(one.folded), len(other.folded)}:
        return "same" if one.folded[0] == other.folded[0] else None
    return compare_word_spellings(one, other, MIN_GIVEN_NAME_SIMILARITY)
