"""Resolve pronouns: the person that a "he" or "she" outside quotation marks refers to.

The candidates are the persons that the sentence names before the pronoun; if there are none, those of the
sentence before it, up to `_MAX_SENTENCES_BACK` sentences and one paragraph back. A single candidate is the
answer. Of several, it is the subject of the clause that the pronoun's own clause depends on, or of the main
clause of the earlier sentence; otherwise the pronoun stays unresolved. The order of the search is that of
Hobbs (Resolving pronoun references, Lingua 44, 1978), the preference for subjects that of centering (Grosz,
Joshi and Weinstein, Computational Linguistics 21, 1995). Pronouns in quotation marks are skipped: they may
refer to anyone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.people.named_persons import NamedPerson
from build_scripts.text.dialogue import (
    MAX_SENTENCES_BACK,
    DialogueSentence,
    DialogueVerbs,
    find_answered_question,
)
from build_scripts.text.parser import ParseTree, Token

_MAX_SENTENCES_BACK = 2
"""Sentences before its own in which a pronoun's person is searched."""
_FORMS = {
    "he": frozenset({"he", "him", "his", "himself"}),
    "she": frozenset({"she", "her", "hers", "herself"}),
}
_GENDERS = {word: gender for gender, words in _FORMS.items() for word in words}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAX_HEADS = 6
"""Heads between a pronoun's clause and the clause whose subject it refers to."""
_MIN_PRONOUNS_FOR_GENDER = 2
"""Pronouns of one gender that must refer to a person before that gender is taken as the person's."""


@dataclass(frozen=True, slots=True)
class SentenceWithPersons:
    """A parsed sentence, its paragraph's number, its persons, and the indices of its quoted tokens."""

    tree: ParseTree
    paragraph: int
    persons: tuple[NamedPerson, ...]
    quoted: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """A pronoun, its gender ("he" or "she"), and the persons that its grammar excludes."""

    token: Token
    gender: str
    excluded: frozenset[str]


def resolve_pronouns(
    sentences: Sequence[SentenceWithPersons],
    genders: Mapping[str, str],
    verbs: DialogueVerbs,
    *,
    certain: bool,
) -> Iterator[tuple[Token, str]]:
    """Yield each resolved pronoun with the key of its person (see `NamedPerson`).

    `genders` are the known genders by person. With `certain`, a pronoun with several candidates stays
    unresolved.
    """
    before: list[SentenceWithPersons] = []  # their persons include those of their pronouns
    for sentence in sentences:
        persons = list(sentence.persons)
        for token in sentence.tree.tokens:
            gender = _GENDERS.get(token.text.lower())
            if token.index in sentence.quoted or gender is None or not token.tag.startswith("PRP"):
                continue
            so_far = replace(sentence, persons=tuple(persons))
            person = _resolve_pronoun((*before, so_far), token, gender, genders, verbs, certain=certain)
            persons.append(NamedPerson(person or f"another: {gender}", token))
            if person is not None:
                yield token, person
        persons.sort(key=lambda p: p.token.index)
        before.append(replace(sentence, persons=tuple(persons)))
        # The question that a sentence answers may be further back than a pronoun's person.
        del before[:-MAX_SENTENCES_BACK]


def infer_genders_from_pronouns(resolved: Sequence[tuple[Token, str]]) -> dict[str, str]:
    """Return the gender of each person if at least four fifths of the pronouns resolved to them agree."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for token, person in resolved:
        counts[person][_GENDERS[token.text.lower()]] += 1
    genders: dict[str, str] = {}
    for person, count in counts.items():
        (gender, times), *_ = count.most_common()
        if times >= _MIN_PRONOUNS_FOR_GENDER and times * 5 >= count.total() * 4:
            genders[person] = gender
    return genders


def _resolve_pronoun(
    sentences: Sequence[SentenceWithPersons],
    token: Token,
    gender: str,
    genders: Mapping[str, str],
    verbs: DialogueVerbs,
    *,
    certain: bool,
) -> str | None:
    """Return the person that a pronoun of the last sentence refers to, or None."""
    dialogue = tuple(DialogueSentence(s.tree, s.quoted, s.paragraph) for s in sentences)
    question = find_answered_question(dialogue, token, verbs)
    if question is None or question.addressee is token:
        pronoun = _Pronoun(token, gender, _excluded_persons(sentences[-1], token))
        before = sentences[:-1][-_MAX_SENTENCES_BACK:]
        person = _find_antecedent(sentences[-1], before, pronoun, genders, certain=certain)
    else:
        person = _person_at(sentences[-1 - question.sentences_back], question.addressee)
    if question is not None and person == _person_at(sentences[-1 - question.sentences_back], question.asker):
        return None  # a speaker does not answer their own question
    return person if person is not None and _has_gender(person, gender, genders) else None


def _person_at(sentence: SentenceWithPersons, token: Token | None) -> str | None:
    """Return the person that a token of a sentence names, unless it is one of several joined by "and"."""
    if token is None:
        return None
    return next(
        (p.key for p in sentence.persons if p.token.index == token.index and not p.is_coordinated), None
    )


def _has_gender(person: str, gender: str, genders: Mapping[str, str]) -> bool:
    """Return whether a person's gender is the given one or unknown."""
    other = "she" if gender == "he" else "he"
    return genders.get(person, gender) == gender and person != f"another: {other}"


def _excluded_persons(sentence: SentenceWithPersons, token: Token) -> frozenset[str]:
    """Return the subject of the verb whose object is a pronoun that is not reflexive.

    "Roe asked her": not Roe herself (Chomsky's principle B, Lectures on government and binding, 1981).
    """
    is_object = token.tag == "PRP" and token.dep in {"dobj", "dative"}
    if not is_object or token.text.lower().endswith("self"):
        return frozenset()
    subjects = {s.index for s in sentence.tree.dependents(sentence.tree.head(token), *_SUBJECTS)}
    return frozenset(p.key for p in sentence.persons if p.token.index in subjects)


def _find_antecedent(
    sentence: SentenceWithPersons,
    before: Sequence[SentenceWithPersons],
    pronoun: _Pronoun,
    genders: Mapping[str, str],
    *,
    certain: bool,
) -> str | None:
    """Return the person that a pronoun refers to by its own sentence or those before it, or None."""

    def candidates(other: SentenceWithPersons) -> list[NamedPerson]:
        return [
            p
            for p in other.persons
            if (other is not sentence or p.token.index < pronoun.token.index)
            and _has_gender(p.key, pronoun.gender, genders)
            and p.key not in pronoun.excluded
        ]

    own = candidates(sentence)
    earlier = [b for b in reversed(before) if sentence.paragraph - b.paragraph <= 1]
    if own:
        previous = [p for b in earlier[:1] if b.paragraph == sentence.paragraph for p in candidates(b)]
        return _antecedent_in_own_sentence(sentence.tree, own, previous, pronoun, certain=certain)
    for other in earlier:
        if persons := candidates(other):
            if _ends_in_speech_about_another(other, sentence, pronoun):
                return None
            return _only_person(persons) or (None if certain else _main_subject(other.tree, persons))
    return None


def _antecedent_in_own_sentence(
    tree: ParseTree,
    own: list[NamedPerson],
    previous: list[NamedPerson],
    pronoun: _Pronoun,
    *,
    certain: bool,
) -> str | None:
    """Return the person of a pronoun among the candidates `own` of its sentence, or None.

    A single candidate that is neither a subject nor a possessor must also be the only candidate, if any, of
    the sentence before (`previous`).
    """
    person = _only_person(own)
    if person is None:
        return None if certain else _clause_subject(tree, own, pronoun.token)
    is_prominent = any(p.token.dep in _SUBJECTS or p.token.dep == "poss" for p in own)
    return person if is_prominent or all(p.key == person for p in previous) else None


def _ends_in_speech_about_another(
    earlier: SentenceWithPersons, sentence: SentenceWithPersons, pronoun: _Pronoun
) -> bool:
    """Return whether an earlier paragraph ends in speech about another "he", so that a pronoun is ambiguous.

    After "“He is ill,” Roe said." a new paragraph's "He came late" may be either; a "he" that speaks is Roe.
    """
    words = _FORMS[pronoun.gender]
    is_quoted = any(t.index in earlier.quoted and t.text.lower() in words for t in earlier.tree.tokens)
    speaks = bool(sentence.quoted) and pronoun.token.dep in _SUBJECTS
    return earlier.paragraph != sentence.paragraph and is_quoted and not speaks


def _only_person(persons: list[NamedPerson]) -> str | None:
    return persons[0].key if len({p.key for p in persons}) == 1 else None


def _clause_subject(tree: ParseTree, persons: list[NamedPerson], token: Token) -> str | None:
    """Return the person who is the subject of the clause above that of a pronoun, itself a subject.

    No other person may be named between the two.
    """
    if token.dep not in _SUBJECTS:
        return None
    verb = tree.head(token)
    for _ in range(_MAX_HEADS):
        above = tree.head(verb)
        if above is verb:
            return None
        for subject in tree.dependents(above, *_SUBJECTS):
            if subject.index < token.index:
                index = tree.head(above).index if subject.tag == "WP" else subject.index
                at = [n for n, p in enumerate(persons) if p.token.index == index]
                return None if not at or persons[at[0]].is_coordinated else _only_person(persons[at[0] :])
        verb = above
    return None


def _main_subject(tree: ParseTree, persons: list[NamedPerson]) -> str | None:
    """Return the person who is the subject of a sentence's main clause, or None."""
    for person in persons:
        if person.token.dep in _SUBJECTS and tree.head(person.token).dep == "ROOT":
            return None if person.is_coordinated else person.key
    return None
