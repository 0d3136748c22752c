"""The words that show that something is said: verbs, nouns and phrases, read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_scripts.knowledge import load


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb, the forms its content takes, and a sentence in which it reports."""

    lemma: str
    takes: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class NegatedVerb:
    """A verb whose negation is a silence; with `objects`, only where one of them is its object."""

    lemma: str
    objects: frozenset[str]
    questions: bool
    example: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of words in lower case, and a sentence that has it."""

    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All that the finding of statements, silences, hedges and speakers knows about words."""

    verbs: Mapping[str, Verb]
    gerunds: Mapping[str, str]
    carriers: tuple[Phrase, ...]
    no_carriers: frozenset[str]
    nouns: Mapping[str, Phrase]
    carrying: frozenset[str]
    carrying_nouns: frozenset[str]
    going_on: frozenset[str]
    open: frozenset[str]
    negated: Mapping[str, NegatedVerb]
    refusing: frozenset[str]
    refused: frozenset[str]
    refusing_example: str
    hedges: tuple[Phrase, ...]
    auxiliaries: frozenset[str]
    after_to: frozenset[str]
    no_persons: frozenset[str]
    not_first: frozenset[str]
    for_office: frozenset[str]
    nobody: frozenset[str]
    not_speakers: frozenset[str]
    it_speaks: frozenset[str]
    singular: frozenset[str]
    plural: frozenset[str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    genders: Mapping[str, str]
    """Which pronoun a given name goes with."""


def knowledge() -> Cues:
    """Read the cues that ship with the package."""
    cues, silences, hedges = load("cues"), load("silences"), load("hedges")
    speakers, titles = load("speakers"), load("titles")
    verbs = {v["lemma"]: Verb(v["lemma"], frozenset(v["takes"]), v["example"]) for v in cues["verbs"]}
    verbs |= {read: verbs[meant] for read, meant in cues["lemmas"].items()}
    return Cues(
        verbs=verbs,
        gerunds={form: v["lemma"] for v in cues["verbs"] for form in _gerunds(v["lemma"])},
        carriers=tuple(Phrase(tuple(c["words"]), c["example"]) for c in cues["carriers"]),
        no_carriers=frozenset(cues["no_carriers"]),
        nouns={n["noun"]: Phrase((n["noun"],), n["example"]) for n in cues["nouns"]},
        carrying=frozenset(cues["carrying"]),
        carrying_nouns=frozenset(cues["carrying_nouns"]),
        going_on=frozenset(cues["going_on"]),
        open=frozenset(cues["open"]),
        negated={n["lemma"]: _negated(n) for n in silences["negated"]},
        refusing=frozenset(silences["refusing"]),
        refused=frozenset(silences["refused"]),
        refusing_example=silences["refusing_example"],
        hedges=tuple(Phrase(tuple(h["words"].split()), h["example"]) for h in hedges["hedges"]),
        auxiliaries=frozenset(hedges["auxiliaries"]),
        after_to=frozenset(hedges["after_to"]),
        no_persons=frozenset(speakers["no_persons"]),
        not_first=frozenset(speakers["not_first"]),
        for_office=frozenset(speakers["for_office"]),
        nobody=frozenset(speakers["nobody"]),
        not_speakers=frozenset(speakers["not_speakers"]),
        it_speaks=frozenset(speakers["it_speaks"]),
        singular=frozenset(speakers["singular"]),
        plural=frozenset(speakers["plural"]),
        titles=frozenset(titles["titles"]),
        he=frozenset(titles["he"]),
        she=frozenset(titles["she"]),
        genders={name: word for word, names in load("given_names").items() for name in names},
    )


def _gerunds(lemma: str) -> tuple[str, ...]:
    """Return how a verb's form in "-ing" may be spelled."""
    return (f"{lemma}ing", f"{lemma.removesuffix('e')}ing", f"{lemma}{lemma[-1]}ing")


def _negated(entry: Mapping[str, Any]) -> NegatedVerb:
    return NegatedVerb(
        lemma=entry["lemma"],
        objects=frozenset(entry.get("objects", ())),
        questions=bool(entry.get("questions", False)),
        example=entry["example"],
    )
