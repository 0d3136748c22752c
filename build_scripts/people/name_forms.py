"""Compile the list of actors into the forms in which their names are written.

Which word is the family name is told from the shape of the written forms, never from a list of nations.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_scripts.models import Actor, MentionVia
from build_scripts.text.normalize import remove_hidden_characters
from build_scripts.text.package_data import load_words

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known about the words around names, in lower case."""

    titles: frozenset[str]
    modifiers: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    beside: frozenset[str]
    offices: frozenset[str]
    kin: frozenset[str]
    words_too: frozenset[str]
    places_too: frozenset[str]
    determiners: frozenset[str]
    named_after: frozenset[str]
    starters: frozenset[str]
    folds: Mapping[int, str]
    given_name_genders: Mapping[str, str]
    """Which pronoun a given name goes with."""


def load_name_words() -> NameWords:
    """Read the titles that ship with the package."""
    data = load_words("titles")
    folds = str.maketrans(data.pop("folds"))
    starters = frozenset(map(str, load_words("abbreviations")["starters"]))
    words = {name: frozenset(map(str, listed)) for name, listed in data.items()}
    genders = {name: word for word, names in load_words("given_names").items() for name in names}
    return NameWords(**words, starters=starters, folds=folds, given_name_genders=genders)


def infer_name_gender(title: Iterable[str], given: str | None, knowledge: NameWords) -> str | None:
    """Return the pronoun, "he" or "she", that goes with a title's folded words, or else with a given name."""
    told = {w for w, those in (("he", knowledge.he), ("she", knowledge.she)) for t in title if t in those}
    if len(told) == 1:
        return told.pop()
    return knowledge.given_name_genders.get(given or "") if not told else None


PARTIAL_NAME_KINDS = frozenset({"surname", "given"})
"""How a part of a name names its bearer."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One written form of an actor's name: its words folded, and how it names the actor."""

    words: tuple[str, ...]
    actor: str
    via: MentionVia
    listed: bool
    """Whether the form stands in the list for this actor, so that a single word needs no further reason."""

    @property
    def is_partial(self) -> bool:
        """Whether it is only a part of the name."""
        return self.via in PARTIAL_NAME_KINDS or (self.via == "alias" and len(self.words) == 1)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The compiled list: forms by their first word, longest first, and each actor's role titles.

    `parts` are the parts of each actor's name that may stand for it alone.
    """

    forms: Mapping[str, tuple[NameForm, ...]]
    roles: Mapping[str, tuple[frozenset[str], ...]]
    parts: Mapping[str, tuple[tuple[str, ...], ...]]


def build_name_index(actors: tuple[Actor, ...], knowledge: NameWords) -> NameIndex:
    """Compile the written forms of all actors, followed or only listed."""
    forms: dict[str, dict[tuple[tuple[str, ...], str], NameForm]] = defaultdict(dict)
    for actor in actors:
        for form in _forms(actor, knowledge):
            forms[form.words[0]].setdefault((form.words, form.actor), form)
    return NameIndex(
        forms={
            word: tuple(sorted(group.values(), key=lambda f: (-len(f.words), f.words, f.actor)))
            for word, group in forms.items()
        },
        roles={a.id: tuple(_content(r.title, knowledge) for r in a.roles) for a in actors},
        parts=_parts(form for group in forms.values() for form in group.values()),
    )


def _parts(forms: Iterable[NameForm]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms:
        if form.is_partial:
            found[form.actor].append(form.words)
    return {actor: tuple(parts) for actor, parts in found.items()}


def fold_word(word: str, knowledge: NameWords) -> str:
    """Return a word without case and diacritics."""
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFD", word.translate(knowledge.folds))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def fold_name_words(name: str, knowledge: NameWords) -> tuple[str, ...]:
    """Return the words of a name, folded."""
    return tuple(
        fold_word(w, knowledge)
        for w in _WORD.findall(unicodedata.normalize("NFC", remove_hidden_characters(name)))
    )


def _forms(actor: Actor, knowledge: NameWords) -> list[NameForm]:
    name = fold_name_words(actor.name, knowledge)
    forms = [NameForm(name, actor.id, "name", True)] if name else []
    for listed, written in ((True, actor.aliases), (False, actor.ambiguous)):
        for alias in (fold_name_words(a, knowledge) for a in written):
            via: MentionVia = "surname" if len(alias) == 1 and alias[0] in name else "alias"
            forms += [NameForm(alias, actor.id, via, listed)] if alias else []
    # Whoever lists a single word of the name has decided which one may stand alone.
    own = [f.words for f in forms if f.via == "surname"]
    surname = own[0] if own else _surname(actor, knowledge)
    if not surname or surname == name:
        return forms
    given = _given(name, surname)
    if not own:
        forms.append(NameForm(surname, actor.id, "surname", False))
        forms += [NameForm(given, actor.id, "given", False)] if len("".join(given)) > 1 else []
    turned = _turned(name, surname)
    # Where the family name is a given name, too, the other order may well be somebody else.
    if turned and " ".join(surname) not in knowledge.given_name_genders:
        forms.append(NameForm(turned, actor.id, "alias", False))
    return forms


def _turned(name: tuple[str, ...], surname: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name in the other order, the family name first or last."""
    many = len(surname)
    if name[-many:] == surname:
        return surname + name[:-many]
    return name[many:] + surname if name[:many] == surname else ()


def _given(name: tuple[str, ...], surname: tuple[str, ...]) -> tuple[str, ...]:
    """Return the given name: the first word, or all that follow a family name in front."""
    if name[-len(surname) :] == surname:
        return name[:1]
    return name[len(surname) :] if name[: len(surname)] == surname else ()


def _surname(actor: Actor, knowledge: NameWords) -> tuple[str, ...]:
    """Tell which words of a name are the family name, from the shape of its written forms.

    A given name of hyphenated syllables ("Roh Min-ho") follows the family name, and so do two short
    words of one syllable each ("Roh Min Ho"). Otherwise the last word is it, with its particles.
    """
    written = [_bare(n, knowledge) for n in (actor.name, *actor.aliases)]
    name = written[0]
    if len(name) < 2:
        return ()
    syllables = [w for words in written if len(words) == 2 for w in words if _is_syllabic(w)]
    for word in syllables:
        parts = tuple(p.casefold() for p in re.split(r"[-\u2010\u2011]", word))
        rest = [w for w in name if w.casefold() != word.casefold() and w.casefold() not in parts]
        if len(rest) == 1:
            return fold_name_words(rest[0], knowledge)
    if len(name) == 3 and all(len(w) <= 5 and _vowel_groups(w, knowledge) == 1 for w in name):
        return fold_name_words(name[0], knowledge)
    last = len(name) - 1
    while last > 1 and fold_word(name[last - 1], knowledge) in knowledge.particles:
        last -= 1
    return fold_name_words(" ".join(name[last:]), knowledge)


def _bare(name: str, knowledge: NameWords) -> list[str]:
    """Split a name at its blanks, without suffixes and initials."""
    words = [w.strip(".,") for w in name.split()]
    return [w for w in words if len(w) > 1 and fold_word(w, knowledge) not in knowledge.suffixes]


def _is_syllabic(word: str) -> bool:
    """Tell a given name of syllables ("Min-ho") from a double-barrelled family name ("Roe-Doe")."""
    parts = re.split(r"[-\u2010\u2011]", word)
    return len(parts) == 2 and parts[0][:1].isupper() and parts[1][:1].islower()


def _vowel_groups(word: str, knowledge: NameWords) -> int:
    return len(re.findall(r"[aeiouy]+", fold_word(word, knowledge)))


def _content(title: str, knowledge: NameWords) -> frozenset[str]:
    return frozenset(fold_name_words(title, knowledge)) - {"of", "the", "and", "for"}
