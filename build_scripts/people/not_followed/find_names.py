"""Find the names in an article that may be people's and belong to no listed actor.

The evidence is the words around a name, its grammar, and later uses of the surname alone; for the first
sentences with a full name also the model's named-entity recognizer. Needs parses
(`build_scripts.text.parser`), and so reads English only. Entry: `find_unlisted_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from build_scripts.models import Mention, PersonClue, Span, Statement, UnlistedName
from build_scripts.models.spans import SpanIndex
from build_scripts.people.name_forms import fold_name_words
from build_scripts.people.not_followed.name_candidates import NameCandidate, find_name_candidates
from build_scripts.people.not_followed.name_order import is_surname_first
from build_scripts.people.not_followed.person_clues import (
    CLUE_WEIGHTS,
    find_person_clues,
    find_title_beside_name,
)
from build_scripts.people.not_followed.word_lists import UnlistedNameWords, load_unlisted_name_words
from build_scripts.text.parser import EntityRecognizer, Parses

__all__ = ["UnlistedNameWords", "find_unlisted_names", "load_unlisted_name_words"]

MAX_SENTENCES_FOR_RECOGNIZER = 2
"""Occurrences of a full name whose sentences are given to the recognizer."""
SINGLE_WORD_CLUES: frozenset[PersonClue] = frozenset({"title", "age"})
"""Clues of which a single word needs at least one to be a person's name."""
_PERSON_PRONOUN = re.compile(r"(?:He|She|His|Her)\b")

_FirstAndLast = tuple[str, str]
"""The first and last folded word of a full name: uses with the same two are one person's."""


@dataclass(slots=True)
class _Person:
    """The evidence gathered for one name while the article is read.

    `spans` are all occurrences, `full_spans` those of the full name. `negative_clues` counts the clues
    against a person at each of these; `labels` has an entry for each kind of answer of the recognizer:
    whether it took the name for a person's.
    """

    name: NameCandidate
    title: Span | None = None
    spans: list[Span] = field(default_factory=list)
    full_spans: list[Span] = field(default_factory=list)
    clues: set[PersonClue] = field(default_factory=set)
    negative_clues: Counter[PersonClue] = field(default_factory=Counter)
    labels: set[bool] = field(default_factory=set)
    statement_count: int = 0

    @property
    def is_single_word(self) -> bool:
        """Whether the longest form of the name is one word."""
        return len(self.name.words) == 1

    def add(self, candidate: NameCandidate, clues: set[PersonClue]) -> None:
        """Add an occurrence of the name with its clues; the longest form becomes the name."""
        self.spans.append(candidate.span)
        if len(candidate.words) >= min(len(self.name.words), 2):
            self.full_spans.append(candidate.span)
        negative = {clue for clue in clues if CLUE_WEIGHTS[clue] < 0}
        self.negative_clues.update(negative)
        self.clues |= clues - negative
        if len(candidate.words) > len(self.name.words):
            self.name = candidate
        if self.title is None and len(candidate.words) >= min(len(self.name.words), 2):
            self.title = candidate.title


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """One occurrence of a name that may be an unlisted person's, and the clues at it."""

    candidate: NameCandidate
    clues: set[PersonClue]


def find_unlisted_names(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    credited: Sequence[str],
    parses: Parses,
    recognizer: EntityRecognizer,
    word_lists: UnlistedNameWords,
) -> tuple[UnlistedName, ...]:
    """Return the names in the order of their first occurrence; spans are of `text`.

    `credited` are the authors and the outlet of the article, which are left out. So are names that overlap an
    actor's mention, and names inside a mention that fits several actors.
    """
    ignored = {fold_name_words(name, word_lists.name_words) for name in credited}
    ignored |= word_lists.organisation_names
    occurrences = _find_occurrences(text, sentences, mentions, ignored, parses, word_lists)
    people = _group_by_person(occurrences)
    _add_recognizer_clues(text, sentences, people, recognizer)
    _count_statements(people, statements)
    names = (
        UnlistedName(p.name.span, p.title, tuple(p.spans), frozenset(p.clues), p.statement_count)
        for p in people
    )
    return tuple(sorted(names, key=lambda name: name.spans[0]))


def _find_occurrences(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    ignored: set[tuple[str, ...]],
    parses: Parses,
    word_lists: UnlistedNameWords,
) -> list[_Occurrence]:
    """Return the names that may be an unlisted person's, with the clues at each, in text order."""
    resolved = SpanIndex(m.span for m in mentions if m.actor is not None)
    unresolved = SpanIndex(m.span for m in mentions if m.actor is None)

    def is_unlisted(candidate: NameCandidate) -> bool:
        return (
            candidate.folded not in ignored
            and not resolved.overlaps(candidate.span)
            and not unresolved.covers(candidate.span)
        )

    found: list[_Occurrence] = []
    for number, sentence in enumerate(sentences):
        tree = parses.find_tree(sentence)
        if tree is None:
            continue
        candidates = [c for c in find_name_candidates(text, sentence, tree, word_lists) if is_unlisted(c)]
        for c in candidates:
            title = c.title or find_title_beside_name(tree, c, word_lists)
            clues = set(find_person_clues(text, tree, c, word_lists))
            found.append(_Occurrence(replace(c, title=title), clues))
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        if following is not None and len(candidates) == 1 and _PERSON_PRONOUN.match(text, following.start):
            found[-1].clues.add("he")
    return found


def _count_statements(people: Sequence[_Person], statements: Sequence[Statement]) -> None:
    """Count for each person the statements whose speaker is one of the occurrences."""
    named = sorted(
        ((span, number) for number, person in enumerate(people) for span in person.spans),
    )
    starts = [span.start for span, _ in named]
    for speaker in (statement.speaker for statement in statements if statement.speaker is not None):
        first = max(0, bisect_right(starts, speaker.start) - 1)
        last = bisect_left(starts, speaker.end)
        for number in {number for span, number in named[first:last] if span.overlaps(speaker)}:
            people[number].statement_count += 1
            people[number].clues.add("said")


def _add_recognizer_clues(
    text: str, sentences: Sequence[Span], people: Sequence[_Person], recognizer: EntityRecognizer
) -> None:
    """Add the recognizer's answer for the first full occurrences of each name, unless it is inconsistent."""
    starts = [s.start for s in sentences]
    asked: dict[Span, list[tuple[_Person, Span]]] = defaultdict(list)
    for person in people:
        if person.is_single_word and not person.clues & SINGLE_WORD_CLUES:
            continue
        for span in person.full_spans[:MAX_SENTENCES_FOR_RECOGNIZER]:
            asked[sentences[bisect_right(starts, span.start) - 1]].append((person, span))
    entities = recognizer.find_entities(text, sorted(asked))
    entity_starts = [e.span.start for e in entities]
    for of_sentence in asked.values():
        for person, span in of_sentence:
            first = bisect_right(entity_starts, span.start) - 1
            near = entities[max(first, 0) : first + 3]
            person.labels |= {e.label == "PERSON" for e in near if e.span.overlaps(span)}
    for person in people:
        if len(person.labels) == 1:
            person.clues.add("person" if True in person.labels else "other")


def _group_by_person(occurrences: Sequence[_Occurrence]) -> list[_Person]:
    """Return the persons, each with its full names and the single words that can only be its surname."""
    full: dict[_FirstAndLast, _Person] = {}
    bearers_by_surname: dict[str, set[_FirstAndLast]] = defaultdict(set)
    for found in occurrences:
        candidate = found.candidate
        if len(candidate.words) > 1:
            key = (candidate.folded[0], candidate.folded[-1])
            full.setdefault(key, _Person(candidate)).add(candidate, found.clues)
            bearers_by_surname[candidate.folded[_surname_index(candidate)]].add(key)
    full = _merge_epithets(full, bearers_by_surname)
    people = [*full.values(), *_add_single_words(occurrences, full, bearers_by_surname)]
    for person in people:
        person.spans.sort()
        # "The Jane Roe campaign" says little against many other occurrences.
        person.clues |= {
            clue for clue, times in person.negative_clues.items() if 2 * times >= len(person.full_spans)
        }
    return people


def _add_single_words(
    occurrences: Sequence[_Occurrence],
    full: dict[_FirstAndLast, _Person],
    bearers_by_surname: dict[str, set[_FirstAndLast]],
) -> list[_Person]:
    """Add single words to the only full name whose surname they are; return those that are no surname."""
    single: dict[str, _Person] = {}
    for found in occurrences:
        candidate = found.candidate
        if len(candidate.words) > 1:
            continue
        bearers = bearers_by_surname.get(candidate.folded[0], set())
        if len(bearers) == 1:
            if not any(CLUE_WEIGHTS[clue] < 0 for clue in found.clues):
                full[next(iter(bearers))].add(candidate, found.clues | {"alone"})
        elif not bearers:
            person = single.setdefault(candidate.folded[0], _Person(candidate))
            person.add(candidate, found.clues)
    return list(single.values())


def _merge_epithets(
    full: dict[_FirstAndLast, _Person], bearers_by_surname: dict[str, set[_FirstAndLast]]
) -> dict[_FirstAndLast, _Person]:
    """Return the names; one that ends with another full name ("Honest Jane Roe") is merged into that."""
    kept: dict[_FirstAndLast, _Person] = {}
    for key, person in sorted(full.items(), key=lambda item: len(item[1].name.words)):
        inner = ((first, key[1]) for first in person.name.folded[1:-1])
        shorter = next((kept[name] for name in inner if name in kept), None)
        if shorter is None:
            kept[key] = person
            continue
        shorter.spans += person.spans
        for bearers in bearers_by_surname.values():
            bearers.discard(key)
    return kept


def _surname_index(candidate: NameCandidate) -> int:
    return 0 if is_surname_first([word.text for word in candidate.words]) else -1
