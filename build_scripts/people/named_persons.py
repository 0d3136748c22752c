"""Find the persons that parsed sentences name, and infer their gender from titles and given names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention
from build_scripts.text.dialogue import DialogueVerbs, load_dialogue_verbs
from build_scripts.text.package_data import load_words
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token, find_proper_noun_runs


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Words for persons, in lower case."""

    person_nouns: frozenset[str]
    titles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    non_person_endings: frozenset[str]
    non_person_beginnings: frozenset[str]
    given_name_genders: Mapping[str, str]
    dialogue_verbs: DialogueVerbs


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person that a sentence names, and the head of the name or noun.

    `key` is an actor's id, or a key that no actor has ("another: ..."). `is_coordinated`: the name is one of
    several joined by "and".
    """

    key: str
    token: Token
    is_coordinated: bool = False


def load_person_words() -> PersonWords:
    """Return the words for persons that ship with the package."""
    titles, speakers = load_words("titles"), load_words("speakers")
    return PersonWords(
        person_nouns=frozenset(titles["titles"]) | frozenset(titles["kin"]) | frozenset(speakers["persons"]),
        titles=frozenset(titles["titles"]),
        male_titles=frozenset(titles["he"]),
        female_titles=frozenset(titles["she"]),
        non_person_endings=frozenset(speakers["no_persons"]),
        non_person_beginnings=frozenset(speakers["not_first"]),
        given_name_genders={name: word for word in ("he", "she") for name in load_words("given_names")[word]},
        dialogue_verbs=load_dialogue_verbs(),
    )


def is_full_name(run: list[Token], person_words: PersonWords) -> bool:
    """Return whether a run of proper nouns may be a person's name of two words or more."""
    words = [t.text.lower().rstrip(".") for t in run]
    names = [w for w in words if w not in person_words.titles]
    return (
        len(names) >= 2
        and names[-1] == words[-1]
        and words[-1] not in person_words.non_person_endings
        and words[0] not in person_words.non_person_beginnings
    )


def find_persons(
    tree: ParseTree,
    mentions_by_end: Mapping[int, Mention],
    quoted: frozenset[int],
    surnames: frozenset[str],
    person_words: PersonWords,
) -> Iterator[NamedPerson]:
    """Yield the persons that a sentence names outside quotation marks, also by a noun for one person.

    `mentions_by_end` are the mentions by the offset of their end, `quoted` the indices of quoted tokens,
    `surnames` those of the full names in the article.
    """
    inner_indices = {t.index for run in find_proper_noun_runs(tree) for t in run[:-1]}
    for token in tree.tokens:
        if token.index in quoted:
            continue
        is_coordinated = bool(tree.dependents(token, "conj")) or token.dep == "conj"
        mention = mentions_by_end.get(token.end)
        if mention is not None:
            yield NamedPerson(mention.actor or f"another: {token.text}", token, is_coordinated)
        elif token.tag in PROPER_NOUN_TAGS:
            titled = token.index > 0 and tree.tokens[token.index - 1].text.lower() in person_words.titles
            if token.index not in inner_indices and (token.text in surnames or titled):
                yield NamedPerson(f"another: {token.text}", token, is_coordinated)
        elif (
            token.tag == "NN"
            and token.lemma in person_words.person_nouns
            and token.dep not in {"compound", "appos", "attr"}
        ):
            yield NamedPerson(f"another: {token.lemma}", token, is_coordinated)


def infer_person_genders(
    text: str, mentions: tuple[Mention, ...], full_names: list[list[Token]], person_words: PersonWords
) -> dict[str, str]:
    """Return the gender of each person whose titles and given names agree on one.

    `full_names` are the runs of tokens that are full names.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor is not None:
            title = text[mention.span_with_title.start : mention.span.start]
            first = mention.span.extract(text).split()[0] if mention.via in {"name", "alias", "given"} else ""
            found[mention.actor] |= _genders(title, first, person_words)
    for run in full_names:
        names = [t.text for t in run if t.text.lower().rstrip(".") not in person_words.titles]
        title = " ".join(t.text for t in run if t.text not in names)
        found[f"another: {run[-1].text}"] |= _genders(title, names[0], person_words)
    return {person: next(iter(genders)) for person, genders in found.items() if len(genders) == 1}


def _genders(title: str, first: str, person_words: PersonWords) -> set[str]:
    """Return the genders of a title's words, or else that of a given name."""
    words = {w.strip(".,").casefold() for w in title.split()}
    genders = {
        g
        for g, titles in (("he", person_words.male_titles), ("she", person_words.female_titles))
        if words & titles
    }
    given = person_words.given_name_genders.get(first.casefold())
    return genders or ({given} if given is not None else set())
