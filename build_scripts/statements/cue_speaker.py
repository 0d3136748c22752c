"""Find the speaker of a cue verb: active, passive, and "the Herald quoted Roe as saying"."""

from __future__ import annotations

from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements.asked_speakers import find_person_asked
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import find_verb_subject, is_passive
from build_scripts.text.parser import ParseTree, Token


class CueSpeaker(NamedTuple):
    """The speaker of a cue (None if unknown), the cue's own words, and the speakers who relay it."""

    speaker: Token | None
    cue: Span
    chain: tuple[Token, ...]


def find_cue_speaker(tree: ParseTree, verb: Token, cues: CueWords) -> CueSpeaker:
    """Return the speaker of a cue verb; None as the speaker where a passive verb names no agent."""
    quoting = _find_quoting_verb(tree, verb, cues)
    if quoting is not None:
        cue = Span(quoting.start, verb.end) if quoting.index < verb.index else verb.span
        if is_passive(tree, quoting):
            return CueSpeaker(
                find_verb_subject(tree, quoting),
                cue,
                (*_find_agents(tree, quoting), *_find_agents(tree, verb)),
            )
        quoted = [o for o in tree.dependents(quoting, "dobj") if o.index < verb.index]
        quoter = find_verb_subject(tree, quoting)
        if quoted:
            return CueSpeaker(quoted[-1], cue, () if quoter is None else (quoter,))
    if is_passive(tree, verb):
        agents = _find_agents(tree, verb)
        return CueSpeaker(agents[0] if agents else None, verb.span, ())
    speaker = find_person_asked(tree, verb, cues)
    if speaker is None:
        speaker = _find_people_before(tree, verb, cues)
    if speaker is None:
        speaker = find_verb_subject(tree, _find_cue_gone_on_with(tree, verb, cues))
    particles = [t for t in tree.dependents(verb, "prt") if t.index == verb.index + 1]  # "pointed out"
    return CueSpeaker(speaker, Span(verb.start, particles[0].end if particles else verb.end), ())


def _find_people_before(tree: ParseTree, verb: Token, cues: CueWords) -> Token | None:
    """Return the people right before a cue without a subject ("… has water and officials say …"), or None."""
    if verb.dep != "conj" or not verb.index or tree.dependents(verb, "nsubj", "nsubjpass"):
        return None
    noun = tree.tokens[verb.index - 1]
    is_people = noun.tag == "NNS" and cues.is_noun_for_people(noun.lemma)
    return noun if is_people and noun.dep == "conj" else None


def _find_cue_gone_on_with(tree: ParseTree, verb: Token, cues: CueWords) -> Token:
    """Return "said" in "Roe said it had closed, adding that …", given "adding"; otherwise the verb itself."""
    clause = tree.head(verb)
    if verb.tag != "VBG" or verb.dep != "advcl" or verb.lemma not in cues.adding_verbs:
        return verb
    above = tree.head(clause)
    is_content = clause.dep == "ccomp" and above.index < clause.index and above.lemma in cues.verbs
    return above if is_content else verb


def _find_agents(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the nouns after "by" that depend on a passive verb."""
    by = [p for p in tree.dependents(verb, "agent", "prep") if p.lemma == "by" and p.index > verb.index]
    return tuple(n for p in by for n in tree.dependents(p, "pobj") if n.tag.startswith(("NN", "PRP")))


def _find_quoting_verb(tree: ParseTree, verb: Token, cues: CueWords) -> Token | None:
    """Return "quoted" in "was quoted as saying" and "the Herald quoted Roe as saying", given "saying"."""
    head = tree.head(verb)
    if head.lemma == "as" and verb.index != head.index:
        head = tree.head(head)
    elif not is_passive(tree, head):
        return None
    return head if head is not verb and head.lemma in cues.relaying_verbs else None


def names_no_speaker(tree: ParseTree, verb: Token, speaker: Token, cues: CueWords) -> bool:
    """Return whether a subject cannot have said something ("no one", "there", "it", "images")."""
    word = speaker.text.lower()
    if word == "it" and verb.lemma in cues.verbs_with_speaking_it:
        return False
    if word in cues.non_speaker_subjects | cues.negative_words or speaker.tag in {"VBG", "VB"}:
        return True
    if speaker.tag in {"NN", "NNS"} and _is_thing(verb, speaker, cues):
        return True
    return any(t.lemma in cues.negative_words for t in tree.dependents(speaker, "det", "preconj", "cc"))


def _is_thing(verb: Token, noun: Token, cues: CueWords) -> bool:
    """Return whether a common noun is a thing that says nothing with this verb ("images show")."""
    if noun.lemma in cues.thing_nouns:
        return True
    is_institution = noun.text.lower() in cues.non_person_last_words
    may_be_thing = verb.lemma in cues.verbs_of_people and not is_institution
    return may_be_thing and not cues.is_noun_for_people(noun.lemma)
