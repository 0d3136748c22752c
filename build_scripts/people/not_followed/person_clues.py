"""Find and weigh the clues for and against a name being a person's: its grammar and the words around it.

Reads parses, and so English only. Dependency labels are those of ClearNLP.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from build_scripts.models import PersonClue, Span
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
_LONGEST_FIELD = 5
"""Words after an office to the end of its field."""
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


def find_title_beside_name(
    tree: ParseTree, candidate: NameCandidate, word_lists: UnlistedNameWords
) -> Span | None:
    """Return the job title that an apposition gives, with what follows "of".

    "Roe, the justice minister" gives "justice minister", "Roe, a head of research" gives "head of research".
    """
    head = _find_head(tree, candidate)
    for noun in _find_appositions(tree, head) if head is not None else ():
        if noun.lemma.lower() not in word_lists.name_words.titles or not noun.tag.startswith("NN"):
            continue
        first = noun
        while first.index > 0 and _belongs_to_title(tree.tokens[first.index - 1], noun, word_lists):
            first = tree.tokens[first.index - 1]
        return Span(first.start, _find_field_end(tree, noun))
    return None


def _find_field_end(tree: ParseTree, noun: Token) -> int:
    """Return the offset where the field of an office ends ("head of research"), or the office without one."""
    for preposition in tree.dependents(noun, "prep"):
        fields = tree.dependents(preposition, "pobj")
        if preposition.index == noun.index + 1 and preposition.text == "of" and fields:
            return fields[0].end if fields[0].index - noun.index <= _LONGEST_FIELD else noun.end
    return noun.end


def _belongs_to_title(token: Token, noun: Token, word_lists: UnlistedNameWords) -> bool:
    modifies = token.text.lower() in word_lists.name_words.modifiers
    return token.head_index == noun.index and (token.dep == "compound" or modifies)


def _find_appositions(tree: ParseTree, head: Token) -> list[Token]:
    """Return the heads of the phrases in apposition to a name: those after it, and the one before it."""
    appositions = [t for t in tree.dependents(head, "appos") if t.start > head.start]
    return [*appositions, tree.head(head)] if head.dep == "appos" else appositions


def _clues_in_grammar(
    tree: ParseTree, candidate: NameCandidate, head: Token, word_lists: UnlistedNameWords
) -> Iterator[PersonClue]:
    above = tree.head(head)
    nouns = [t for t in _find_appositions(tree, head) if t.tag == "NN"]
    person_nouns = word_lists.name_words.titles | word_lists.person_nouns
    if any(t.lemma in person_nouns for t in nouns):
        yield "described"
    before = [t for t in tree.dependents(head, "compound", "nmod") if t.tag == "NN"]
    if any(t.lemma in word_lists.organisation_nouns for t in (*nouns, *before)):
        yield "thing"
    if head.dep == "nsubj" and above.lemma in word_lists.person_verbs:
        yield "acts"
    if head.dep == "pobj" and candidate.word_before in {"by", "with"}:
        yield "agent"
