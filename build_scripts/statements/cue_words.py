"""The words that show that something is said: verbs, nouns and phrases, read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_scripts.text import dialogue as exchanges
from build_scripts.text.package_data import load


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb, the forms its content takes, and a sentence in which it reports."""

    lemma: str
    takes: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True)
class NegatedVerb:
    """A verb whose negation is a silence; with `objects`, only where one of them is its object.

    `questions`: also before an indirect question. `bare`: also without object. `passive`: only so.
    """

    lemma: str
    objects: frozenset[str]
    questions: bool
    bare: bool
    passive: bool
    example: str


@dataclass(frozen=True, slots=True)
class Absence:
    """An adjective of one who does not speak ("silent"), with what has to follow it."""

    words: str
    prepositions: frozenset[str]
    negated: bool
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
    cited: frozenset[str]
    going_on: frozenset[str]
    reported_to: frozenset[str]
    times: frozenset[str]
    open: frozenset[str]
    question_labels: frozenset[str]
    no_labels: frozenset[str]
    negated: Mapping[str, NegatedVerb]
    absent: tuple[Absence, ...]
    knowable: frozenset[str]
    remaining: frozenset[str]
    available_for: frozenset[str]
    said_silences: frozenset[str]
    silence_examples: tuple[str, ...]
    refusing: frozenset[str]
    refused: frozenset[str]
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
    conversation: exchanges.Words
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
        cited=frozenset(cues["cited"]),
        going_on=frozenset(cues["going_on"]),
        reported_to=frozenset(cues["reported_to"]),
        times=frozenset(cues["times"]),
        open=frozenset(cues["open"]),
        question_labels=frozenset(cues["question_labels"]),
        no_labels=frozenset(cues["no_labels"]),
        negated={n["lemma"]: _negated(n, silences) for n in silences["negated"]},
        absent=tuple(
            Absence(a["words"], frozenset(a["preposition"]), bool(a.get("negated")), a["example"])
            for a in silences["absent"]
        ),
        knowable=frozenset(silences["knowable"]),
        remaining=frozenset(silences["remaining"]),
        available_for=frozenset(silences["available_for"]),
        said_silences=frozenset(silences["said_silences"]),
        silence_examples=tuple(silences[k] for k in sorted(silences) if k.endswith("_example")),
        refusing=frozenset(silences["refusing"]),
        refused=frozenset(silences["refused"]),
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
        conversation=exchanges.knowledge(),
        titles=frozenset(titles["titles"]),
        he=frozenset(titles["he"]),
        she=frozenset(titles["she"]),
        genders={name: word for word, names in load("given_names").items() for name in names},
    )


def _gerunds(lemma: str) -> tuple[str, ...]:
    """Return how a verb's form in "-ing" may be spelled."""
    return (f"{lemma}ing", f"{lemma.removesuffix('e')}ing", f"{lemma}{lemma[-1]}ing")


def _negated(entry: Mapping[str, Any], lists: Mapping[str, Any]) -> NegatedVerb:
    objects = entry.get("objects", ())
    return NegatedVerb(
        lemma=entry["lemma"],
        objects=frozenset(lists[objects] if isinstance(objects, str) else objects),
        questions=bool(entry.get("questions")),
        bare=bool(entry.get("bare")),
        passive=bool(entry.get("passive")),
        example=entry["example"],
    )
