"""Find the names that may be people's and that are no listed actor's, in one article.

The words around a name, its grammar and the family name alone later on tell; and what the model's
named-entity part takes it for, which is shown the first sentences with a whole name and no others. English
only: it needs parses (`build_scripts.text.parser`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_scripts.models import Mention, PersonClue, Span, Statement, UnlistedName
from build_scripts.people.name_forms import fold_name_words
from build_scripts.people.not_followed import person_clues as clues
from build_scripts.people.not_followed.name_candidates import NameCandidate, find_name_candidates
from build_scripts.people.not_followed.name_order import is_surname_first
from build_scripts.people.not_followed.word_lists import UnlistedNameWords, load_unlisted_name_words
from build_scripts.text.parser import EntityRecognizer, Parses

__all__ = ["UnlistedNameWords", "find_unlisted_names", "load_unlisted_name_words"]

MAX_SENTENCES_FOR_RECOGNIZER = 2
"""Places of a whole name whose sentences the model is shown."""
SINGLE_WORD_CLUES: frozenset[PersonClue] = frozenset({"title", "age"})
"""What makes a single word a person's name."""
_HE = re.compile(r"(?:He|She|His|Her)\b")


@dataclass(slots=True)
class _Person:
    """What is gathered of one name while the article is read.

    `full` are the places of the whole name, `against` counts what speaks against it at these, and `labels`
    tell whether the model took it for a person's.
    """

    name: NameCandidate
    title: Span | None = None
    places: list[Span] = field(default_factory=list)
    full: list[Span] = field(default_factory=list)
    clues: set[PersonClue] = field(default_factory=set)
    against: Counter[PersonClue] = field(default_factory=Counter)
    labels: set[bool] = field(default_factory=set)
    said: int = 0


def find_unlisted_names(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    credited: Sequence[str],
    parses: Parses,
    namer: EntityRecognizer,
    known: UnlistedNameWords,
) -> tuple[UnlistedName, ...]:
    """Return the names in the order in which they stand first; spans are of `text`.

    `credited` are names of those who made the article. A name that is part of an actor's mention, or that
    the mentions leave open between actors, is none of these.
    """
    taken = [m.span for m in mentions if m.actor is not None]
    unsure = [m.span for m in mentions if m.actor is None]
    aside = {fold_name_words(name, known.name_words) for name in credited} | known.organisation_names
    found: list[tuple[NameCandidate, set[PersonClue]]] = []
    for number, sentence in enumerate(sentences):
        tree = parses.find_tree(sentence)
        if tree is None:
            continue
        here = [r for r in find_name_candidates(text, sentence, tree, known) if r.folded not in aside]
        here = [r for r in here if not any(r.span.overlaps(m) for m in taken)]
        here = [r for r in here if not any(m.covers(r.span) for m in unsure)]
        found += ((r, set(clues.find_person_clues(text, tree, r, known))) for r in here)
        after = sentences[number + 1] if number + 1 < len(sentences) else None
        if after is not None and len(here) == 1 and _HE.match(text, after.start):
            found[-1][1].add("he")
    people = _people(found)
    _label(text, sentences, people, namer)
    for person in people:
        for statement in statements:
            if statement.speaker is not None and any(statement.speaker.overlaps(p) for p in person.places):
                person.said += 1
                person.clues.add("said")
    made = (UnlistedName(p.name.span, p.title, tuple(p.places), frozenset(p.clues), p.said) for p in people)
    return tuple(sorted(made, key=lambda u: u.spans[0]))


def _label(text: str, sentences: Sequence[Span], people: Sequence[_Person], namer: EntityRecognizer) -> None:
    """Add what the model takes each name for where it stands first, if it doesn't contradict itself."""
    starts = [s.start for s in sentences]
    wanted: dict[Span, list[tuple[_Person, Span]]] = defaultdict(list)
    for person in people:
        single = len(person.name.words) == 1
        if single and not person.clues & SINGLE_WORD_CLUES:
            continue
        for place in person.full[:MAX_SENTENCES_FOR_RECOGNIZER]:
            wanted[sentences[bisect_right(starts, place.start) - 1]].append((person, place))
    entities = namer.find_entities(text, sorted(wanted))
    at = [e.span.start for e in entities]
    for asked in wanted.values():
        for person, place in asked:
            first = bisect_right(at, place.start) - 1
            near = entities[max(first, 0) : first + 3]
            person.labels |= {e.label == "PERSON" for e in near if e.span.overlaps(place)}
    for person in people:
        if len(person.labels) == 1:
            person.clues.add("person" if True in person.labels else "other")


def _people(found: Sequence[tuple[NameCandidate, set[PersonClue]]]) -> list[_Person]:
    """Put the runs of one name together, and single words to the only full name that they may stand for."""
    full: dict[tuple[str, str], _Person] = {}
    families: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for run, signs in found:
        if len(run.words) > 1:
            key = (run.folded[0], run.folded[-1])
            _add(full.setdefault(key, _Person(run)), run, signs)
            families[run.folded[_family(run)]].add(key)
    full = _without_epithets(full, families)
    single: dict[str, _Person] = {}
    for run, signs in found:
        if len(run.words) == 1:
            bearers = families.get(run.folded[0], set())
            if len(bearers) == 1:
                if not any(clues.CLUE_WEIGHTS[sign] < 0 for sign in signs):
                    _add(full[next(iter(bearers))], run, signs | {"alone"})
            elif not bearers:
                _add(single.setdefault(run.folded[0], _Person(run)), run, signs)
    everybody = [*full.values(), *single.values()]
    for person in everybody:
        person.places.sort()
        # "The Jane Roe campaign" says little against many other places.
        person.clues |= {sign for sign, times in person.against.items() if 2 * times >= len(person.full)}
    return everybody


def _without_epithets(
    full: dict[tuple[str, str], _Person], families: dict[str, set[tuple[str, str]]]
) -> dict[tuple[str, str], _Person]:
    """Put a name that ends with another whole name ("Honest Jane Roe", "Maria Jane Roe") to that one."""
    kept: dict[tuple[str, str], _Person] = {}
    for key, person in sorted(full.items(), key=lambda item: len(item[1].name.words)):
        inner = ((first, key[1]) for first in person.name.folded[1:-1])
        own = next((kept[name] for name in inner if name in kept), None)
        if own is None:
            kept[key] = person
            continue
        own.places += person.places
        for bearers in families.values():
            bearers.discard(key)
    return kept


def _add(person: _Person, run: NameCandidate, signs: set[PersonClue]) -> None:
    person.places.append(run.span)
    if len(run.words) >= min(len(person.name.words), 2):
        person.full.append(run.span)
    against = {sign for sign in signs if clues.CLUE_WEIGHTS[sign] < 0}
    person.against.update(against)
    person.clues |= signs - against
    if len(run.words) > len(person.name.words):
        person.name = run
    if person.title is None and len(run.words) >= min(len(person.name.words), 2):
        person.title = run.title


def _family(run: NameCandidate) -> int:
    return 0 if is_surname_first([word.text for word in run.words]) else -1
