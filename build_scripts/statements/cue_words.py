"""Load the word lists that statements need: cues, silences, hedges, speakers and titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_scripts.text.dialogue import DialogueVerbs, load_dialogue_verbs
from build_scripts.text.package_data import load_words


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb, the forms its content takes (see cues.yml), an example sentence, and its particle.

    A verb with a particle reports speech only with it: "went on".
    """

    lemma: str
    takes: frozenset[str]
    example: str
    particle: str | None = None


@dataclass(frozen=True, slots=True)
class NegatedVerb:
    """A verb whose negation is a silence: "did not comment", "did not answer questions".

    With `objects`, one of these must be its object. `questions`: an indirect question will do as well.
    `bare`: no object is needed. `passive`: only the passive counts ("could not be reached").
    """

    lemma: str
    objects: frozenset[str]
    questions: bool
    bare: bool
    passive: bool
    example: str


@dataclass(frozen=True, slots=True)
class SilentAdjective:
    """An adjective for a person who does not speak ("silent"), and the prepositions that must follow it."""

    words: str
    prepositions: frozenset[str]
    negated: bool
    example: str


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """A sequence of words in lower case, and an example sentence."""

    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words by which statements, silences, hedges and speakers are found.

    The data files explain each list: cues.yml, declined_to_comment.yml, hedges.yml, speakers.yml, titles.yml.
    """

    verbs: Mapping[str, CueVerb]
    gerunds: Mapping[str, str]
    attribution_phrases: tuple[CuePhrase, ...]
    non_speaker_sources: frozenset[str]
    speech_nouns: Mapping[str, CuePhrase]
    relaying_verbs: frozenset[str]
    relaying_nouns: frozenset[str]
    citable_nouns: frozenset[str]
    thinking_verbs: frozenset[str]
    adding_verbs: frozenset[str]
    continuing_verbs: frozenset[str]
    passive_report_verbs: frozenset[str]
    time_words: frozenset[str]
    modal_auxiliaries: frozenset[str]
    question_labels: frozenset[str]
    non_speaker_labels: frozenset[str]
    deniable_nouns: frozenset[str]
    viewing_verbs: frozenset[str]
    viewing_adverbs: frozenset[str]
    summing_nouns: frozenset[str]
    negated_verbs: Mapping[str, NegatedVerb]
    silent_adjectives: tuple[SilentAdjective, ...]
    details_from_things: frozenset[str]
    state_verbs: frozenset[str]
    availability_nouns: frozenset[str]
    quoted_silences: frozenset[str]
    silence_examples: tuple[str, ...]
    refusing_verbs: frozenset[str]
    refused_verbs: frozenset[str]
    hedge_phrases: tuple[CuePhrase, ...]
    hedge_auxiliaries: frozenset[str]
    hedge_infinitives: frozenset[str]
    non_person_last_words: frozenset[str]
    non_person_first_words: frozenset[str]
    spokesperson_nouns: frozenset[str]
    office_nouns: frozenset[str]
    person_nouns: frozenset[str]
    group_nouns: frozenset[str]
    negative_words: frozenset[str]
    non_speaker_subjects: frozenset[str]
    thing_nouns: frozenset[str]
    verbs_of_people: frozenset[str]
    verbs_with_speaking_it: frozenset[str]
    singular_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    dialogue_words: DialogueVerbs
    person_titles: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    pronouns_of_given_names: Mapping[str, str]
    """The pronoun for each given name, both in lower case."""

    def is_noun_for_people(self, lemma: str) -> bool:
        """Return whether a common noun, as a lemma, means people or an office."""
        listed = (self.person_nouns, self.group_nouns, self.person_titles, self.spokesperson_nouns)
        return any(lemma in words for words in (*listed, self.office_nouns))


def load_cue_words() -> CueWords:
    """Return the word lists in `build_scripts/data/words`."""
    cues, silences, hedges = load_words("cues"), load_words("declined_to_comment"), load_words("hedges")
    speakers, titles = load_words("speakers"), load_words("titles")
    verbs = {
        v["lemma"]: CueVerb(v["lemma"], frozenset(v["takes"]), v["example"], v.get("particle"))
        for v in cues["verbs"]
    }
    verbs |= {wrong: verbs[right] for wrong, right in cues["lemmas"].items()}
    return CueWords(
        verbs=verbs,
        gerunds={form: v["lemma"] for v in cues["verbs"] for form in _spell_gerunds(v["lemma"])},
        attribution_phrases=tuple(CuePhrase(tuple(c["words"]), c["example"]) for c in cues["carriers"]),
        non_speaker_sources=frozenset(cues["no_carriers"]),
        speech_nouns={n["noun"]: CuePhrase((n["noun"],), n["example"]) for n in cues["nouns"]},
        relaying_verbs=frozenset(cues["carrying"]),
        relaying_nouns=frozenset(cues["carrying_nouns"]),
        citable_nouns=frozenset(cues["cited"]),
        thinking_verbs=frozenset(cues["thinking"]),
        adding_verbs=frozenset(cues["adding"]),
        continuing_verbs=frozenset(cues["going_on"]),
        passive_report_verbs=frozenset(cues["reported_to"]),
        time_words=frozenset(cues["times"]),
        modal_auxiliaries=frozenset(cues["open"]),
        question_labels=frozenset(cues["question_labels"]),
        non_speaker_labels=frozenset(cues["no_labels"]),
        deniable_nouns=frozenset(cues["deniable"]),
        viewing_verbs=frozenset(cues["viewing"]),
        viewing_adverbs=frozenset(cues["viewing_adverbs"]),
        summing_nouns=frozenset(cues["summing_up"]),
        negated_verbs={n["lemma"]: _read_negated_verb(n, silences) for n in silences["negated"]},
        silent_adjectives=tuple(
            SilentAdjective(a["words"], frozenset(a["preposition"]), bool(a.get("negated")), a["example"])
            for a in silences["absent"]
        ),
        details_from_things=frozenset(silences["knowable"]),
        state_verbs=frozenset(silences["remaining"]),
        availability_nouns=frozenset(silences["available_for"]),
        quoted_silences=frozenset(silences["said_silences"]),
        silence_examples=tuple(silences[k] for k in sorted(silences) if k.endswith("_example")),
        refusing_verbs=frozenset(silences["refusing"]),
        refused_verbs=frozenset(silences["refused"]),
        hedge_phrases=tuple(CuePhrase(tuple(h["words"].split()), h["example"]) for h in hedges["hedges"]),
        hedge_auxiliaries=frozenset(hedges["auxiliaries"]),
        hedge_infinitives=frozenset(hedges["after_to"]),
        non_person_last_words=frozenset(speakers["no_persons"]),
        non_person_first_words=frozenset(speakers["not_first"]),
        spokesperson_nouns=frozenset(speakers["for_office"]),
        office_nouns=frozenset(speakers["offices"]),
        person_nouns=frozenset(speakers["persons"]),
        group_nouns=frozenset(speakers["groups"]),
        negative_words=frozenset(speakers["nobody"]),
        non_speaker_subjects=frozenset(speakers["not_speakers"]),
        thing_nouns=frozenset(speakers["things"]),
        verbs_of_people=frozenset(speakers["people_speak"]),
        verbs_with_speaking_it=frozenset(speakers["it_speaks"]),
        singular_pronouns=frozenset(speakers["singular"]),
        plural_pronouns=frozenset(speakers["plural"]),
        dialogue_words=load_dialogue_verbs(),
        person_titles=frozenset(titles["titles"]),
        male_titles=frozenset(titles["he"]),
        female_titles=frozenset(titles["she"]),
        pronouns_of_given_names={
            name: word for word, names in load_words("given_names").items() for name in names
        },
    )


def _spell_gerunds(lemma: str) -> tuple[str, ...]:
    """Return the possible spellings of a verb's form in "-ing"."""
    return (f"{lemma}ing", f"{lemma.removesuffix('e')}ing", f"{lemma}{lemma[-1]}ing")


def _read_negated_verb(entry: Mapping[str, Any], lists: Mapping[str, Any]) -> NegatedVerb:
    """Return a verb from its entry; `objects` may name a list of the same file."""
    objects = entry.get("objects", ())
    return NegatedVerb(
        lemma=entry["lemma"],
        objects=frozenset(lists[objects] if isinstance(objects, str) else objects),
        questions=bool(entry.get("questions")),
        bare=bool(entry.get("bare")),
        passive=bool(entry.get("passive")),
        example=entry["example"],
    )
