"""Find and weigh the clues for and against a name being a person's: its grammar and the words around it.

Reads parses, and so English only. Dependency labels are those of ClearNLP.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from build_scripts.models import PersonClue
from build_scripts.people.name_forms import fold_word
from build_scripts.people.not_followed.name_candidates import NameCandidate
from build_scripts.people.not_followed.name_order import is_syllabic_given_name
from build_scripts.people.not_followed.word_lists import UnlistedNameWords
from build_scripts.text.parser import ParseTree, Token

CLUE_WEIGHTS: dict[PersonClue, int] = {
    "title": 2,
    "described": 2,
    "age": 2,
    "who": 2,
    "initial": 2,
    "syllables": 2,
    "alone": 2,
    "said": 1,
    "acts": 1,
    "he": 1,
    "agent": 1,
    "person": 2,
    "other": -3,
    "the": -3,
    "thing": -3,
    "maker": -3,
    "place": -2,
    "within": -2,
    "work": -2,
}
"""The weight of each clue, counted once for a name however often it occurs."""
MIN_PERSON_WEIGHT = 2
"""The least sum of weights of a person's name."""

_AGE_AFTER = re.compile(r",? (?:aged )?[1-9][0-9],|, (?:aged )?[1-9][0-9][.)]| \([1-9][0-9]\)")
_WHO_AFTER = re.compile(r",? (?:who|whose)\b")
_REGION_AFTER = re.compile(r", (?:[A-Z]\.?){2,4}(?=[ ,.;])|, [A-Z][a-z]+\.,")
_QUOTES = "\"“”‘’«»'"


def sum_clue_weights(clues: Collection[PersonClue]) -> int:
    """Return the sum of the clues' weights."""
    return sum(CLUE_WEIGHTS[clue] for clue in clues)


def find_person_clues(
    text: str, tree: ParseTree, candidate: NameCandidate, word_lists: UnlistedNameWords
) -> Iterator[PersonClue]:
    """Yield the clues at one occurrence of a name; other occurrences and statements give more."""
    yield from _clues_in_name(candidate, word_lists)
    yield from _clues_before_name(text, candidate, word_lists)
    yield from _clues_after_name(text, candidate)
    head = _find_head(tree, candidate)
    if head is not None:
        yield from _clues_in_grammar(tree, candidate, head, word_lists)


def _clues_in_name(candidate: NameCandidate, word_lists: UnlistedNameWords) -> Iterator[PersonClue]:
    """Yield the clues in the words of a name."""
    words = candidate.words
    if len(words) == 2 and any(is_syllabic_given_name(word.text) for word in words):
        yield "syllables"
    name = candidate.folded[1:] if _is_initial(words[0].text) else candidate.folded
    if name in word_lists.place_names or (
        candidate.title is None and candidate.word_before in word_lists.place_prepositions
    ):
        yield "place"
    if name not in word_lists.place_names and any(_is_initial(word.text) for word in words[:-1]):
        yield "initial"


def _clues_before_name(
    text: str, candidate: NameCandidate, word_lists: UnlistedNameWords
) -> Iterator[PersonClue]:
    """Yield the clues right before a name: its title, or the word before it."""
    if candidate.title is not None:
        noun = fold_word(candidate.title.extract(text).split()[-1], word_lists.name_words)
        yield "maker" if noun in word_lists.picture_maker_nouns else "title"
        return
    if candidate.word_before == "the":
        yield "the"
    if len(candidate.words) == 1 and candidate.noun_before:
        yield "thing"


def _clues_after_name(text: str, candidate: NameCandidate) -> Iterator[PersonClue]:
    """Yield the clues right after a name, and the quotation marks around it."""
    start, end = candidate.span
    if _AGE_AFTER.match(text, end):
        yield "age"
    if _WHO_AFTER.match(text, end):
        yield "who"
    if _REGION_AFTER.match(text, end):
        yield "within"
    if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
        yield "work"


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1 or (word.endswith(".") and "." in word[:-1])


def _find_head(tree: ParseTree, candidate: NameCandidate) -> Token | None:
    """Return the token of a name that its others depend on."""
    tokens = [word.token for word in candidate.words if word.token is not None]
    tops = [t for t in tokens if tree.head(t) is t or not candidate.span.overlaps(tree.head(t).span)]
    return tops[-1] if tops else None


def _clues_in_grammar(
    tree: ParseTree, candidate: NameCandidate, head: Token, word_lists: UnlistedNameWords
) -> Iterator[PersonClue]:
    above = tree.head(head)
    appositions = [t for t in tree.dependents(head, "appos") if t.start > head.start]
    if head.dep == "appos":
        appositions.append(above)
    person_nouns = word_lists.name_words.titles | word_lists.person_nouns
    if any(t.lemma in person_nouns and t.tag == "NN" for t in appositions):
        yield "described"
    if head.dep == "nsubj" and above.lemma in word_lists.person_verbs:
        yield "acts"
    if head.dep == "pobj" and candidate.word_before in {"by", "with"}:
        yield "agent"
