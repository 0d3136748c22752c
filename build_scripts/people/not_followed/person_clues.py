"""Weigh what speaks for and against a run being a person's name: grammar and the words around it.

English only, like the parses. Dependency labels are those of ClearNLP.
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
"""What each clue weighs, once however often it stands."""
MIN_PERSON_WEIGHT = 2
"""The sum from which a name is taken to be a person's."""

_AGE = re.compile(r",? (?:aged )?[1-9][0-9],|, (?:aged )?[1-9][0-9][.)]| \([1-9][0-9]\)")
_WHO = re.compile(r",? (?:who|whose)\b")
_WITHIN = re.compile(r", (?:[A-Z]\.?){2,4}(?=[ ,.;])|, [A-Z][a-z]+\.,")
_QUOTES = "\"“”‘’«»'"


def sum_clue_weights(clues: Collection[PersonClue]) -> int:
    """Return the sum of the clues' weights."""
    return sum(CLUE_WEIGHTS[clue] for clue in clues)


def find_person_clues(
    text: str, tree: ParseTree, run: NameCandidate, known: UnlistedNameWords
) -> Iterator[PersonClue]:
    """Yield what speaks for and against one run, but for what other runs and statements tell."""
    span = run.span
    if run.title is not None:
        made = fold_word(run.title.extract(text).split()[-1], known.name_words) in known.picture_maker_nouns
        yield "maker" if made else "title"
    if len(run.words) == 2 and any(is_syllabic_given_name(word.text) for word in run.words):
        yield "syllables"
    if _AGE.match(text, span.end):
        yield "age"
    if _WHO.match(text, span.end):
        yield "who"
    if run.title is None and run.word_before == "the":
        yield "the"
    if len(run.words) == 1 and run.title is None and run.noun_before:
        yield "thing"
    name = run.folded[1:] if _is_initial(run.words[0].text) else run.folded
    if name in known.place_names or (run.title is None and run.word_before in known.place_prepositions):
        yield "place"
    if name not in known.place_names and any(_is_initial(word.text) for word in run.words[:-1]):
        yield "initial"
    if _WITHIN.match(text, span.end):
        yield "within"
    if text[span.start - 1 : span.start] in _QUOTES and text[span.end : span.end + 1] in _QUOTES:
        yield "work"
    head = _head(tree, run)
    if head is not None:
        yield from _grammar(tree, run, head, known)


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1 or (word.endswith(".") and "." in word[:-1])


def _head(tree: ParseTree, run: NameCandidate) -> Token | None:
    """Return the token of a run that the others depend on."""
    inside = [word.token for word in run.words if word.token is not None]
    tops = [t for t in inside if tree.head(t) is t or not run.span.overlaps(tree.head(t).span)]
    return tops[-1] if tops else None


def _grammar(
    tree: ParseTree, run: NameCandidate, head: Token, known: UnlistedNameWords
) -> Iterator[PersonClue]:
    above = tree.head(head)
    beside = [t for t in tree.dependents(head, "appos") if t.start > head.start]
    if head.dep == "appos":
        beside.append(above)
    persons = known.name_words.titles | known.person_nouns
    if any(t.lemma in persons and t.tag == "NN" for t in beside):
        yield "described"
    if head.dep == "nsubj" and above.lemma in known.person_verbs:
        yield "acts"
    if head.dep == "pobj" and run.word_before in {"by", "with"}:
        yield "agent"
