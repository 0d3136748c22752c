"""Find the persons that parsed sentences name, listed or not, and what tells their gender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention
from build_scripts.text.dialogue import DialogueVerbs, load_dialogue_verbs
from build_scripts.text.package_data import load_words
from build_scripts.text.parser import ParseTree, Token

_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What is known of words for persons, in lower case."""

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
    """Somebody whom a sentence names: an actor's id, or a key that no actor has; the place of the head."""

    key: str
    token: Token
    is_coordinated: bool = False


def load_person_words() -> PersonWords:
    """Read the words that ship with the package."""
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


def find_proper_noun_runs(tree: ParseTree) -> Iterator[list[Token]]:
    """Yield the longest runs of proper nouns in a sentence."""
    run: list[Token] = []
    for token in tree.tokens:
        if token.tag in _NAME_TAGS and token.text[:1].isupper():
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def is_full_name(run: list[Token], knowledge: PersonWords) -> bool:
    """Tell whether a run of proper nouns may be a person's name of two words or more."""
    words = [t.text.lower().rstrip(".") for t in run]
    names = [w for w in words if w not in knowledge.titles]
    return (
        len(names) >= 2
        and names[-1] == words[-1]
        and words[-1] not in knowledge.non_person_endings
        and words[0] not in knowledge.non_person_beginnings
    )


def find_persons(
    tree: ParseTree,
    known: Mapping[int, Mention],
    quoted: frozenset[int],
    surnames: frozenset[str],
    knowledge: PersonWords,
) -> Iterator[NamedPerson]:
    """Yield the persons whom a sentence names outside quotation marks, also by a noun for one person."""
    inside = {t.index for run in find_proper_noun_runs(tree) for t in run[:-1]}
    for token in tree.tokens:
        if token.index in quoted:
            continue
        together = bool(tree.dependents(token, "conj")) or token.dep == "conj"
        mention = known.get(token.end)
        if mention is not None:
            yield NamedPerson(mention.actor or f"another: {token.text}", token, together)
        elif token.tag in _NAME_TAGS:
            titled = token.index > 0 and tree.tokens[token.index - 1].text.lower() in knowledge.titles
            if token.index not in inside and (token.text in surnames or titled):
                yield NamedPerson(f"another: {token.text}", token, together)
        elif (
            token.tag == "NN"
            and token.lemma in knowledge.person_nouns
            and token.dep not in {"compound", "appos", "attr"}
        ):
            yield NamedPerson(f"another: {token.lemma}", token, together)


def infer_person_genders(
    text: str, mentions: tuple[Mention, ...], full: list[list[Token]], knowledge: PersonWords
) -> dict[str, str]:
    """Return the gender that titles and given names tell of each person, where they agree."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor is not None:
            title = text[mention.span_with_title.start : mention.span.start]
            first = mention.span.extract(text).split()[0] if mention.via in {"name", "alias", "given"} else ""
            found[mention.actor] |= _genders(title, first, knowledge)
    for run in full:
        names = [t.text for t in run if t.text.lower().rstrip(".") not in knowledge.titles]
        title = " ".join(t.text for t in run if t.text not in names)
        found[f"another: {run[-1].text}"] |= _genders(title, names[0], knowledge)
    return {who: next(iter(told)) for who, told in found.items() if len(told) == 1}


def _genders(title: str, first: str, knowledge: PersonWords) -> set[str]:
    """Return what a title tells, or else a given name."""
    words = {w.strip(".,").casefold() for w in title.split()}
    told = {
        g for g, those in (("he", knowledge.male_titles), ("she", knowledge.female_titles)) if words & those
    }
    given = knowledge.given_name_genders.get(first.casefold())
    return told or ({given} if given is not None else set())
