"""Find the persons that parsed sentences name, listed or not, and what tells their gender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention
from build_scripts.text import dialogue as exchanges
from build_scripts.text.package_data import load
from build_scripts.text.parser import Token, Tree

_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words for persons, in lower case."""

    persons: frozenset[str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    no_persons: frozenset[str]
    not_first: frozenset[str]
    genders: Mapping[str, str]
    conversation: exchanges.Words


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a sentence names: an actor's id, or a key that no actor has; the place of the head."""

    who: str
    token: Token
    together: bool = False


def knowledge() -> Words:
    """Read the words that ship with the package."""
    titles, speakers = load("titles"), load("speakers")
    return Words(
        persons=frozenset(titles["titles"]) | frozenset(titles["kin"]) | frozenset(speakers["persons"]),
        titles=frozenset(titles["titles"]),
        he=frozenset(titles["he"]),
        she=frozenset(titles["she"]),
        no_persons=frozenset(speakers["no_persons"]),
        not_first=frozenset(speakers["not_first"]),
        genders={name: word for word in ("he", "she") for name in load("given_names")[word]},
        conversation=exchanges.knowledge(),
    )


def name_runs(tree: Tree) -> Iterator[list[Token]]:
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


def full_name(run: list[Token], knowledge: Words) -> bool:
    """Tell whether a run of proper nouns may be a person's name of two words or more."""
    words = [t.text.lower().rstrip(".") for t in run]
    names = [w for w in words if w not in knowledge.titles]
    return (
        len(names) >= 2
        and names[-1] == words[-1]
        and words[-1] not in knowledge.no_persons
        and words[0] not in knowledge.not_first
    )


def find_persons(
    tree: Tree,
    known: Mapping[int, Mention],
    quoted: frozenset[int],
    surnames: frozenset[str],
    knowledge: Words,
) -> Iterator[Person]:
    """Yield the persons whom a sentence names outside quotation marks, also by a noun for one person."""
    inside = {t.place for run in name_runs(tree) for t in run[:-1]}
    for token in tree.tokens:
        if token.place in quoted:
            continue
        together = bool(tree.below(token, "conj")) or token.dep == "conj"
        mention = known.get(token.end)
        if mention is not None:
            yield Person(mention.actor or f"another: {token.text}", token, together)
        elif token.tag in _NAME_TAGS:
            titled = token.place > 0 and tree.tokens[token.place - 1].text.lower() in knowledge.titles
            if token.place not in inside and (token.text in surnames or titled):
                yield Person(f"another: {token.text}", token, together)
        elif (
            token.tag == "NN"
            and token.lemma in knowledge.persons
            and token.dep not in {"compound", "appos", "attr"}
        ):
            yield Person(f"another: {token.lemma}", token, together)


def told_genders(
    text: str, mentions: tuple[Mention, ...], full: list[list[Token]], knowledge: Words
) -> dict[str, str]:
    """Return the gender that titles and given names tell of each person, where they agree."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor is not None:
            title = text[mention.form.start : mention.span.start]
            first = mention.span.of(text).split()[0] if mention.via in {"name", "alias", "given"} else ""
            found[mention.actor] |= _genders(title, first, knowledge)
    for run in full:
        names = [t.text for t in run if t.text.lower().rstrip(".") not in knowledge.titles]
        title = " ".join(t.text for t in run if t.text not in names)
        found[f"another: {run[-1].text}"] |= _genders(title, names[0], knowledge)
    return {who: next(iter(told)) for who, told in found.items() if len(told) == 1}


def _genders(title: str, first: str, knowledge: Words) -> set[str]:
    """Return what a title tells, or else a given name."""
    words = {w.strip(".,").casefold() for w in title.split()}
    told = {g for g, those in (("he", knowledge.he), ("she", knowledge.she)) if words & those}
    given = knowledge.genders.get(first.casefold())
    return told or ({given} if given is not None else set())
