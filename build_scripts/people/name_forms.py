"""Compile the list of actors into the written forms of their names.

The surname in a name is found by the shape of the written forms, never by a list of nations.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Actor, MentionVia
from build_scripts.text.normalize import remove_hidden_characters
from build_scripts.text.package_data import load_words

HYPHEN = re.compile(r"[-\u2010\u2011]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around names, in lower case; `data/words/titles.yml` describes each list.

    `folds` maps letters that have no decomposition to plain ones, `given_name_genders` a given name to "he"
    or "she". `sentence_starters` often begin a sentence and are rarely part of a name. `person_nouns` are
    nouns for a person that are neither a title nor a given name ("striker").
    """

    titles: frozenset[str]
    titles_of_given_names: frozenset[str]
    royal_titles: frozenset[str]
    person_nouns: frozenset[str]
    modifiers: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    not_in_names: frozenset[str]
    offices: frozenset[str]
    relatives: frozenset[str]
    given_names_also_words: frozenset[str]
    given_names_also_places: frozenset[str]
    determiners: frozenset[str]
    thing_nouns: frozenset[str]
    sentence_starters: frozenset[str]
    folds: Mapping[int, str]
    given_name_genders: Mapping[str, str]


def load_name_words() -> NameWords:
    """Return the words around names that ship with the package."""
    data, people = load_words("titles"), load_words("person_nouns")

    def words(name: str) -> frozenset[str]:
        return frozenset(map(str, data[name]))

    return NameWords(
        titles=words("titles"),
        titles_of_given_names=words("before_given_names"),
        royal_titles=words("royal"),
        person_nouns=frozenset(people["nouns"]) - words("titles") - words("words_too"),
        modifiers=words("modifiers"),
        male_titles=words("he"),
        female_titles=words("she"),
        particles=words("particles"),
        suffixes=words("suffixes"),
        not_in_names=words("beside"),
        offices=words("offices"),
        relatives=words("kin"),
        given_names_also_words=words("words_too"),
        given_names_also_places=words("places_too"),
        determiners=words("determiners"),
        thing_nouns=words("named_after"),
        sentence_starters=frozenset(map(str, load_words("abbreviations")["starters"])),
        folds=str.maketrans(data["folds"]),
        given_name_genders={
            name: gender for gender, names in load_words("given_names").items() for name in names
        },
    )


def infer_name_gender(title: Iterable[str], given: str | None, name_words: NameWords) -> str | None:
    """Return "he" or "she" by the folded words of a title, or else by a given name; None if unknown."""
    genders = {
        gender
        for gender, titles in (("he", name_words.male_titles), ("she", name_words.female_titles))
        for word in title
        if word in titles
    }
    if len(genders) == 1:
        return genders.pop()
    return name_words.given_name_genders.get(given or "") if not genders else None


PARTIAL_NAME_KINDS = frozenset({"surname", "given"})
"""Values of `NameForm.via` for parts of a name."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form of an actor's name: its words folded, and how it names the actor."""

    words: tuple[str, ...]
    actor: str
    via: MentionVia
    listed: bool
    """Whether the list has the form for this actor, so that a single word needs no further reason."""

    @property
    def is_partial(self) -> bool:
        """Return whether the form is only a part of the name."""
        return self.via in PARTIAL_NAME_KINDS or (self.via == "alias" and len(self.words) == 1)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The compiled list: forms by their first word (longest first), and the words of each actor's roles.

    `parts` are the parts of each actor's name that may refer to the actor alone.
    """

    forms: Mapping[str, tuple[NameForm, ...]]
    roles: Mapping[str, tuple[frozenset[str], ...]]
    parts: Mapping[str, tuple[tuple[str, ...], ...]]


def build_name_index(actors: tuple[Actor, ...], name_words: NameWords) -> NameIndex:
    """Return the index of the written forms of all actors, followed or only listed."""
    forms: dict[str, dict[tuple[tuple[str, ...], str], NameForm]] = defaultdict(dict)
    for actor in actors:
        for form in _list_name_forms(actor, name_words):
            forms[form.words[0]].setdefault((form.words, form.actor), form)
    return NameIndex(
        forms={
            word: tuple(sorted(group.values(), key=lambda f: (-len(f.words), f.words, f.actor)))
            for word, group in forms.items()
        },
        roles={a.id: tuple(_role_words(r.title, name_words) for r in a.roles) for a in actors},
        parts=_parts(form for group in forms.values() for form in group.values()),
    )


def _parts(forms: Iterable[NameForm]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms:
        if form.is_partial:
            found[form.actor].append(form.words)
    return {actor: tuple(parts) for actor, parts in found.items()}


def fold_word(word: str, name_words: NameWords) -> str:
    """Return a word without case and diacritics."""
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFD", word.translate(name_words.folds))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def fold_name_words(name: str, name_words: NameWords) -> tuple[str, ...]:
    """Return the words of a name, folded."""
    return tuple(
        fold_word(w, name_words)
        for w in _WORD.findall(unicodedata.normalize("NFC", remove_hidden_characters(name)))
    )


def _list_name_forms(actor: Actor, name_words: NameWords) -> list[NameForm]:
    """Return the written forms of an actor's name: those listed, and those derived from the surname."""
    written = fold_name_words(actor.name, name_words)
    forms = [NameForm(written, actor.id, "name", True)] if written else []
    name = _without_titles_and_suffixes(written, name_words)
    if name != written:
        forms.append(NameForm(name, actor.id, "name", True))
    for listed, aliases in ((True, actor.aliases), (False, actor.ambiguous)):
        for alias in (fold_name_words(a, name_words) for a in aliases):
            via: MentionVia = "surname" if len(alias) == 1 and alias[0] in name else "alias"
            forms += [NameForm(alias, actor.id, via, listed)] if alias else []
    # An editor who lists a single word of the name has decided which word may be used alone.
    listed_surnames = [f.words for f in forms if f.via == "surname"]
    surname = listed_surnames[0] if listed_surnames else _surname(actor, name_words)
    if not surname or surname == name:
        return forms
    given = _given_name(name, surname)
    if not listed_surnames:
        forms.append(NameForm(surname, actor.id, "surname", False))
        forms += [NameForm(given, actor.id, "given", False)] if len("".join(given)) > 1 else []
        # The last words of a longer name ("Roe Tarl" of "Juan Roe Tarl") may be a surname of two words.
        ends = name[1:] if name[-1:] == surname and len(name) > 2 and len(name[1]) > 1 else ()
        forms += [NameForm(ends, actor.id, "surname", False)] if ends else []
    forms += [NameForm(short, actor.id, "alias", False) for short in _shorter_names(name, surname)]
    reversed_name = _reversed_name(name, surname)
    # If the surname is also a given name, the reversed name may be another person's.
    if reversed_name and " ".join(surname) not in name_words.given_name_genders:
        forms.append(NameForm(reversed_name, actor.id, "alias", False))
    return forms


def _without_titles_and_suffixes(name: tuple[str, ...], name_words: NameWords) -> tuple[str, ...]:
    """Return a name without titles before it and suffixes after it; two words remain."""
    titles = (name_words.titles | name_words.modifiers) - name_words.given_names_also_words
    while len(name) > 2 and name[0] in titles:
        name = name[1:]
    while len(name) > 2 and name[-1] in name_words.suffixes:
        name = name[:-1]
    return name


def _shorter_names(name: tuple[str, ...], surname: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name of more words without its middle names, and one with its initials written together."""
    if name[-len(surname) :] != surname:
        return
    before = name[: -len(surname)]
    initials = all(len(word) == 1 for word in before)
    if len(before) > 1:
        yield ("".join(before) if initials else before[0], *surname)


def _reversed_name(name: tuple[str, ...], surname: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name with the surname moved from the end to the front or the other way round."""
    length = len(surname)
    if name[-length:] == surname:
        return surname + name[:-length]
    return name[length:] + surname if name[:length] == surname else ()


def _given_name(name: tuple[str, ...], surname: tuple[str, ...]) -> tuple[str, ...]:
    """Return the given name: the first word, or all words after a surname in front."""
    if name[-len(surname) :] == surname:
        return name[:1]
    return name[len(surname) :] if name[: len(surname)] == surname else ()


def _surname(actor: Actor, name_words: NameWords) -> tuple[str, ...]:
    """Return the folded words of an actor's surname, by the shape of the written forms.

    A given name of hyphenated syllables ("Roh Min-ho") follows the surname, and so do two short words of one
    syllable each ("Roh Min Ho"). Otherwise the surname is the last word, with its particles.
    """
    written = [_main_words(n, name_words) for n in (actor.name, *actor.aliases)]
    name = written[0]
    if len(name) < 2:  # the rest are initials
        return fold_name_words(name[0], name_words) if name and len(actor.name.split()) > 1 else ()
    syllables = [w for words in written if len(words) == 2 for w in words if is_hyphenated_given_name(w)]
    for word in syllables:
        parts = tuple(p.casefold() for p in HYPHEN.split(word))
        rest = [w for w in name if w.casefold() != word.casefold() and w.casefold() not in parts]
        if len(rest) == 1:
            return fold_name_words(rest[0], name_words)
    if len(name) == 3 and all(len(w) <= 5 and _vowel_groups(w, name_words) == 1 for w in name):
        return fold_name_words(name[0], name_words)
    last = len(name) - 1
    while last > 1 and fold_word(name[last - 1], name_words) in name_words.particles:
        last -= 1
    return fold_name_words(" ".join(name[last:]), name_words)


def _main_words(name: str, name_words: NameWords) -> list[str]:
    """Return the words of a name without suffixes and initials."""
    words = [w.strip(".,") for w in name.split()]
    return [w for w in words if len(w) > 1 and fold_word(w, name_words) not in name_words.suffixes]


def is_hyphenated_given_name(word: str) -> bool:
    """Return whether a word is a hyphenated given name ("Min-ho"), not a double surname ("Roe-Doe")."""
    parts = HYPHEN.split(word)
    return len(parts) == 2 and parts[0][:1].isupper() and parts[1][:1].islower()


def _vowel_groups(word: str, name_words: NameWords) -> int:
    return len(re.findall(r"[aeiouy]+", fold_word(word, name_words)))


def _role_words(title: str, name_words: NameWords) -> frozenset[str]:
    return frozenset(fold_name_words(title, name_words)) - {"of", "the", "and", "for"}
