"""Find where an article records that somebody did not comment, disclose, confirm or answer: a silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements.content_spans import enclose_spans
from build_scripts.statements.cue_words import CueWords, NegatedVerb
from build_scripts.statements.negated_verbs import find_first_auxiliary_start, find_negation_start, may_speak
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_noun_phrase,
    find_verb_subject,
    is_negated_verb,
    is_passive,
    is_verb,
    reports_speech,
)
from build_scripts.text.parser import ParseTree, Token

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SilenceDraft:
    """A silence whose speaker is still a token.

    `span` is the clause, with the speaker where the speaker is part of it.
    """

    sentence: ParsedSentence
    span: Span
    cue: Span
    speaker: Token | None
    is_cut_from_statement: bool
    """Whether the clause must be cut from the content of a statement in the same sentence."""


class _SilenceCue(NamedTuple):
    """The words that record a silence, and the speaker where it is not the verb's subject."""

    cue: Span
    speaker: Token | None = None


def find_silence_drafts(
    parsed: ParsedSentence, drafts: tuple[StatementDraft, ...], cues: CueWords
) -> tuple[SilenceDraft, ...]:
    """Return the silences of one sentence, in order; `drafts` are its statements."""
    verbs = (t for t in parsed.tree.tokens if is_verb(t) and not parsed.is_quoted(t))
    found = (_find_quoted_silence(parsed, v, cues) or _find_silence(parsed, v, drafts, cues) for v in verbs)
    return tuple(silence for silence in found if silence is not None)


def _find_quoted_silence(parsed: ParsedSentence, verb: Token, cues: CueWords) -> SilenceDraft | None:
    """Return the silence in "“No comment,” Roe said", or None."""
    if verb.lemma not in cues.verbs or not reports_speech(parsed, verb, cues):
        return None
    for quotation in parsed.quotations:
        words = " ".join(_WORD.findall(quotation.extract(parsed.text).lower()))
        speaker = find_verb_subject(parsed.tree, verb) if words in cues.quoted_silences else None
        if speaker is not None:
            span = enclose_spans(enclose_spans(quotation, verb.span), find_noun_phrase(parsed.tree, speaker))
            return SilenceDraft(parsed, span, quotation, speaker, is_cut_from_statement=False)
    return None


def _find_silence(
    parsed: ParsedSentence, verb: Token, drafts: tuple[StatementDraft, ...], cues: CueWords
) -> SilenceDraft | None:
    """Return the silence that a verb records, with its speaker, or None."""
    silence = _find_silence_cue(parsed.tree, verb, cues)
    if silence is None:
        return None
    outer = None if silence.speaker else _find_outer_speaker(verb, silence.cue, parsed, drafts)
    speaker = silence.speaker or outer or find_verb_subject(parsed.tree, verb)
    if speaker is None or parsed.is_quoted(speaker) or speaker.text.lower() in cues.non_speaker_subjects:
        return None
    if _is_restrictive(parsed.tree, verb):
        return None
    span = _find_clause_span(parsed, verb, silence.cue, speaker)
    return SilenceDraft(parsed, span, silence.cue, speaker, is_cut_from_statement=outer is not None)


def _is_restrictive(tree: ParseTree, verb: Token) -> bool:
    """Return whether a verb only restricts a noun ("groups that do not disclose …")."""
    return verb.dep == "relcl" and any(t.lemma == "that" for t in tree.dependents(verb, "nsubj"))


# --- cues ---------------------------------------------------------------------------------------------


def _find_silence_cue(tree: ParseTree, verb: Token, cues: CueWords) -> _SilenceCue | None:
    """Return the words by which a verb records a silence, or None."""
    if verb.lemma in cues.refusing_verbs:
        return _find_refusal(tree, verb, cues)
    if verb.lemma in cues.state_verbs:
        return _find_silent_state(tree, verb, cues) or _find_no_comment_from(tree, verb, cues)
    negated = cues.negated_verbs.get(verb.lemma)
    if negated is None:
        return None
    passive = is_passive(tree, verb)
    fits = negated.passive == passive or (passive and bool(negated.objects))
    return _find_negated_cue(tree, verb, negated, cues) if fits else None


def _find_refusal(tree: ParseTree, verb: Token, cues: CueWords) -> _SilenceCue | None:
    """Return the cue in "declined to comment", or None; a person who "declined to be named" did speak."""
    refused = [t for t in tree.dependents(verb, "xcomp") if t.lemma in cues.refused_verbs]
    if not refused or is_passive(tree, refused[0]) or is_negated_verb(tree, verb):
        return None
    if any(t.lemma in {"will", "would"} for t in tree.dependents(verb, "aux")):
        return None
    return _SilenceCue(Span(verb.start, refused[0].end))


def _find_silent_state(tree: ParseTree, verb: Token, cues: CueWords) -> _SilenceCue | None:
    """Return the cue in "remained silent on …" or "was unavailable for comment", or None."""
    negated = is_negated_verb(tree, verb)
    for adjective in tree.dependents(verb, "acomp", "oprd", "attr"):
        for silent in cues.silent_adjectives:
            if adjective.text.lower() != silent.words or silent.negated != negated:
                continue
            after = [p for p in tree.dependents(adjective, "prep") if p.lemma in silent.prepositions]
            after += [p for p in tree.dependents(verb, "prep") if p.lemma in silent.prepositions]
            if not after:
                continue
            end = _find_state_end(tree, adjective, after[0], cues)
            return None if end is None else _SilenceCue(Span(find_first_auxiliary_start(tree, verb), end))
    return None


def _find_state_end(tree: ParseTree, adjective: Token, preposition: Token, cues: CueWords) -> int | None:
    """Return the end of "silent" or "unavailable for comment"; None where "for" has another object."""
    if preposition.lemma != "for":
        return adjective.end
    objects = [o for o in tree.dependents(preposition, "pobj") if o.lemma in cues.availability_nouns]
    return objects[0].end if objects else None


def _find_no_comment_from(tree: ParseTree, verb: Token, cues: CueWords) -> _SilenceCue | None:
    """Return the cue and the speaker in "there was no comment from Roe", or None."""
    if not tree.dependents(verb, "expl"):
        return None
    nouns = cues.negated_verbs["make"].objects | {"response", "reply", "answer"}
    for noun in tree.dependents(verb, "attr"):
        if noun.lemma in nouns and any(t.lemma == "no" for t in tree.dependents(noun, "det")):
            for preposition in tree.dependents(noun, "prep"):
                for speaker in tree.dependents(preposition, "pobj") if preposition.lemma == "from" else ():
                    return _SilenceCue(Span(verb.start, noun.end), speaker)
    return None


def _find_negated_cue(
    tree: ParseTree, verb: Token, negated: NegatedVerb, cues: CueWords
) -> _SilenceCue | None:
    """Return the cue of a negated verb with or without an object ("did not answer questions"), or None."""
    start = find_negation_start(tree, verb, cues, possibility_counts=negated.passive)
    if negated.objects and is_passive(tree, verb):
        return _find_unanswered_request(tree, verb, negated, start)
    objects = [t for t in _find_objects(tree, verb) if negated.objects & {t.lemma, t.text}]
    if not objects:
        complete = start is not None and _is_complete_without_object(tree, verb, negated, cues)
        return _SilenceCue(Span(start, verb.end)) if complete and start is not None else None
    if objects[0].lemma in cues.details_from_things and not may_speak(find_verb_subject(tree, verb), cues):
        return None
    return _find_cue_with_object(tree, verb, objects[0], start)


def _find_cue_with_object(tree: ParseTree, verb: Token, noun: Token, start: int | None) -> _SilenceCue | None:
    """Return the cue of a verb with its object where one is negated ("gave no details"), or None."""
    if noun.lemma == "nothing":
        about = any(p.lemma in {"about", "on"} for t in (verb, noun) for p in tree.dependents(t, "prep"))
        return _SilenceCue(Span(verb.start, noun.end)) if about else None
    if any(t.lemma == "no" for t in tree.dependents(noun, "det")):
        start = find_first_auxiliary_start(tree, verb) if start is None else None
    return _SilenceCue(Span(start, noun.end)) if start is not None else None


def _is_complete_without_object(tree: ParseTree, verb: Token, negated: NegatedVerb, cues: CueWords) -> bool:
    """Return whether a negated verb is a silence without one of its `objects`."""
    if not negated.objects:
        return not any(t.text.lower().endswith(("self", "selves")) for t in tree.dependents(verb, "dobj"))
    alone = negated.bare and not tree.dependents(verb, "dobj", "prep", "ccomp", "xcomp", "dative")
    if alone and may_speak(find_verb_subject(tree, verb), cues):
        return True
    return negated.questions and _has_indirect_question(tree, verb)


def _find_unanswered_request(
    tree: ParseTree, verb: Token, negated: NegatedVerb, start: int | None
) -> _SilenceCue | None:
    """Return the cue and the speaker in "a request to Roe for comment was not answered", or None."""
    request = find_verb_subject(tree, verb)
    if start is None or request is None or request.lemma not in negated.objects:
        return None
    for token in tree.tokens[request.index + 1 : verb.index]:
        if token.lemma in {"to", "from"} and token.dep in {"prep", "dative"}:
            for speaker in tree.dependents(token, "pobj"):
                return _SilenceCue(Span(start, verb.end), speaker)
    return None


def _find_objects(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return a verb's direct objects, then the objects of its prepositions."""
    nouns = list(tree.dependents(verb, "dobj"))
    for preposition in tree.dependents(verb, "prep"):
        nouns += tree.dependents(preposition, "pobj")
    return tuple(nouns)


def _has_indirect_question(tree: ParseTree, verb: Token) -> bool:
    """Return whether an indirect question depends on a verb ("did not say when …")."""
    for clause in tree.dependents(verb, "ccomp", "advcl", "xcomp", "dobj"):
        first = tree.tokens[clause.left_edge]
        if clause.index > verb.index and (first.tag.startswith("W") or first.lemma in {"whether", "if"}):
            return True
    return False


# --- speaker and span ---------------------------------------------------------------------------------


def _find_outer_speaker(
    verb: Token, cue: Span, parsed: ParsedSentence, drafts: tuple[StatementDraft, ...]
) -> Token | None:
    """Return the speaker of the statement from whose content a comma sets the silence off, or None.

    In "Roe said that the harbour would open, but did not comment on the price" Roe did not comment.
    """
    if parsed.tree.dependents(verb, "nsubj", "nsubjpass"):
        return None
    before = parsed.text[parsed.span.start : cue.start].rstrip()
    if before.endswith((" but", " and")):
        before = before[:-4].rstrip()
    if not before.endswith((",", "”", '"', "''")):
        return None
    if not any(c.covers(cue) for d in drafts for c in d.content):
        return None
    earlier = [d for d in drafts if d.cue.end <= cue.start]
    return max(earlier, key=lambda d: d.cue.start).speaker if earlier else None


def _find_clause_span(parsed: ParsedSentence, head: Token, cue: Span, speaker: Token) -> Span:
    """Return the span of a silence's clause, with the speaker where the speaker is its own subject."""
    tree = parsed.tree
    start = min(cue.start, tree.subtree_span(head).start)
    verbs = (head, tree.head(head)) if cue.start == tree.head(head).start else (head,)  # "has yet to say"
    if any(t is speaker for v in verbs for t in tree.dependents(v, "nsubj", "nsubjpass")):
        start = tree.tokens[speaker.left_edge].start
    elif head.dep == "conj":
        start = min(cue.start, head.start)
    words = Span(start, max(_find_clause_end(tree, head), cue.end)).extract(parsed.text)
    return Span(start, start + len(words.rstrip(" ,;.:—–")))


def _find_clause_end(tree: ParseTree, head: Token) -> int:
    """Return the offset at which a clause ends, before a coordinated clause with its own subject."""
    conjunctions = [t for t in tree.dependents(head, "cc") if t.index > head.index]
    for coordinated in tree.dependents(head, "conj"):
        if tree.dependents(coordinated, "nsubj", "nsubjpass") and conjunctions:
            return tree.tokens[conjunctions[0].index - 1].end
    return tree.subtree_span(head).end
