"""Find where an article records that somebody did not speak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements.content_spans import enclose_spans
from build_scripts.statements.cue_words import CueWords, NegatedVerb
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
    """A silence before its speaker is resolved; `span` is the clause without a speaker outside it."""

    sentence: ParsedSentence
    span: Span
    cue: Span
    speaker: Token | None
    is_beside_statement: bool
    """Whether the clause belongs beside the statement that seems to hold it."""


class _Found(NamedTuple):
    """The words that make a silence, and whose it is where that is not the subject."""

    cue: Span
    speaker: Token | None = None


def find_silence_drafts(
    reading: ParsedSentence, drafts: tuple[StatementDraft, ...], cues: CueWords
) -> tuple[SilenceDraft, ...]:
    """Return the silences of one sentence, in order; `drafts` are its statements."""
    found: list[SilenceDraft] = []
    for token in reading.tree.tokens:
        if not is_verb(token) or reading.is_quoted(token):
            continue
        said = _said(reading, token, cues)
        if said is not None:
            found.append(said)
            continue
        silence = _silence(reading.tree, token, cues)
        if silence is None:
            continue
        outer = None if silence.speaker else _outer_speaker(token, silence.cue, reading, drafts)
        speaker = silence.speaker or outer or find_verb_subject(reading.tree, token)
        if speaker is None or reading.is_quoted(speaker) or speaker.text.lower() in cues.non_speaker_subjects:
            continue
        if _restricts(reading.tree, token):
            continue
        span = _span(reading, token, silence.cue, speaker)
        found.append(SilenceDraft(reading, span, silence.cue, speaker, is_beside_statement=outer is not None))
    return tuple(found)


def _restricts(tree: ParseTree, verb: Token) -> bool:
    """Tell whether a verb only says which ones are meant ("groups that do not disclose …")."""
    return verb.dep == "relcl" and any(t.lemma == "that" for t in tree.dependents(verb, "nsubj"))


def _said(reading: ParsedSentence, verb: Token, cues: CueWords) -> SilenceDraft | None:
    """Read "“No comment,” Roe said"."""
    if verb.lemma not in cues.verbs or not reports_speech(reading, verb, cues):
        return None
    for quotation in reading.quotations:
        words = " ".join(_WORD.findall(quotation.extract(reading.text).lower()))
        speaker = find_verb_subject(reading.tree, verb) if words in cues.quoted_silences else None
        if speaker is not None:
            span = enclose_spans(enclose_spans(quotation, verb.span), find_noun_phrase(reading.tree, speaker))
            return SilenceDraft(reading, span, quotation, speaker, is_beside_statement=False)
    return None


def _silence(tree: ParseTree, verb: Token, cues: CueWords) -> _Found | None:
    """Return the words that make the silence, or None."""
    if verb.lemma in cues.refusing_verbs:
        refused = [t for t in tree.dependents(verb, "xcomp") if t.lemma in cues.refused_verbs]
        spoken = refused and not is_passive(tree, refused[0])  # one who declined to be named did speak
        spoken = spoken and not any(t.lemma in {"will", "would"} for t in tree.dependents(verb, "aux"))
        return (
            _Found(Span(verb.start, refused[0].end)) if spoken and not is_negated_verb(tree, verb) else None
        )
    if verb.lemma in cues.state_verbs:
        return _absent(tree, verb, cues) or _none_from(tree, verb, cues)
    known = cues.negated_verbs.get(verb.lemma)
    passive = is_passive(tree, verb)
    possible = known is not None and (known.passive == passive or (passive and bool(known.objects)))
    return _of_verb(tree, verb, known, cues) if known is not None and possible else None


def _of_verb(tree: ParseTree, verb: Token, known: NegatedVerb, cues: CueWords) -> _Found | None:
    """Return the silence that a negated verb makes, with its object or by itself."""
    start = _negation(tree, verb, cues, known.passive)
    if known.objects and is_passive(tree, verb):
        return _unanswered(tree, verb, known, start)
    objects = [t for t in _arguments(tree, verb) if known.objects & {t.lemma, t.text}]
    if (
        objects
        and objects[0].lemma in cues.details_from_things
        and not _speaks(find_verb_subject(tree, verb), cues)
    ):
        return None
    if objects:
        return _of_object(tree, verb, objects[0], start)
    if start is None or not _complete(tree, verb, known, cues):
        return None
    return _Found(Span(start, verb.end))


def _of_object(tree: ParseTree, verb: Token, what: Token, start: int | None) -> _Found | None:
    """Return the silence of a verb with its object, negated itself or by "no" and "nothing"."""
    if what.lemma == "nothing":
        about = any(p.lemma in {"about", "on"} for t in (verb, what) for p in tree.dependents(t, "prep"))
        return _Found(Span(verb.start, what.end)) if about else None
    if any(t.lemma == "no" for t in tree.dependents(what, "det")):
        start = _first(tree, verb) if start is None else None
    return _Found(Span(start, what.end)) if start is not None else None


def _complete(tree: ParseTree, verb: Token, known: NegatedVerb, cues: CueWords) -> bool:
    """Tell whether a negated verb is a silence without an object that says so."""
    if known.objects:
        alone = known.bare and not tree.dependents(verb, "dobj", "prep", "ccomp", "xcomp", "dative")
        return (alone and _speaks(find_verb_subject(tree, verb), cues)) or (
            known.questions and _asks(tree, verb)
        )
    return not any(t.text.lower().endswith(("self", "selves")) for t in tree.dependents(verb, "dobj"))


def _speaks(speaker: Token | None, cues: CueWords) -> bool:
    """Tell whether a subject is one who could have spoken: a name, a pronoun, an office or its voice."""
    if speaker is None:
        return False
    voices = cues.spokesperson_nouns | cues.citable_nouns
    return speaker.tag in {"NNP", "NNPS", "PRP"} or speaker.lemma.lower() in voices


def _absent(tree: ParseTree, verb: Token, cues: CueWords) -> _Found | None:
    """Read "remained silent on", "was unavailable for comment"."""
    for adjective in tree.dependents(verb, "acomp", "oprd", "attr"):
        for known in cues.silent_adjectives:
            after = [p for p in tree.dependents(adjective, "prep") if p.lemma in known.prepositions]
            after += [p for p in tree.dependents(verb, "prep") if p.lemma in known.prepositions]
            if (
                adjective.text.lower() != known.words
                or not after
                or known.negated != is_negated_verb(tree, verb)
            ):
                continue
            if after[0].lemma == "for":
                asked = [o for o in tree.dependents(after[0], "pobj") if o.lemma in cues.availability_nouns]
                return _Found(Span(_first(tree, verb), asked[0].end)) if asked else None
            return _Found(Span(_first(tree, verb), adjective.end))
    return None


def _first(tree: ParseTree, verb: Token) -> int:
    words = [t for t in tree.dependents(verb, "aux", "auxpass", "neg") if t.index < verb.index]
    return words[0].start if words else verb.start


def _none_from(tree: ParseTree, verb: Token, cues: CueWords) -> _Found | None:
    """Read "there was no comment from Roe"."""
    if not tree.dependents(verb, "expl"):
        return None
    for noun in tree.dependents(verb, "attr"):
        no = any(t.lemma == "no" for t in tree.dependents(noun, "det"))
        if no and noun.lemma in cues.negated_verbs["make"].objects | {"response", "reply", "answer"}:
            for source in tree.dependents(noun, "prep"):
                for speaker in tree.dependents(source, "pobj") if source.lemma == "from" else ():
                    return _Found(Span(verb.start, noun.end), speaker)
    return None


def _unanswered(tree: ParseTree, verb: Token, known: NegatedVerb, start: int | None) -> _Found | None:
    """Read "a request to Roe for comment was not answered"."""
    asked = find_verb_subject(tree, verb)
    if start is None or asked is None or asked.lemma not in known.objects:
        return None
    for place in range(asked.index + 1, verb.index):
        token = tree.tokens[place]
        if token.lemma in {"to", "from"} and token.dep in {"prep", "dative"}:
            for speaker in tree.dependents(token, "pobj"):
                return _Found(Span(start, verb.end), speaker)
    return None


def _arguments(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    nouns = list(tree.dependents(verb, "dobj"))
    for preposition in tree.dependents(verb, "prep"):
        nouns += tree.dependents(preposition, "pobj")
    return tuple(nouns)


def _asks(tree: ParseTree, verb: Token) -> bool:
    """Tell whether a verb's clause is an indirect question ("did not say when …")."""
    for clause in tree.dependents(verb, "ccomp", "advcl", "xcomp", "dobj"):
        first = tree.tokens[clause.left_edge]
        if clause.index > verb.index and (first.tag.startswith("W") or first.lemma in {"whether", "if"}):
            return True
    return False


def _negation(tree: ParseTree, verb: Token, cues: CueWords, possible: bool) -> int | None:
    """Return where the words that negate a verb begin, or None if it isn't negated.

    `possible`: also where it is the possibility that is negated ("could not be reached").
    """
    head = tree.head(verb)
    if verb.dep == "xcomp" and head.lemma == "have" and any(t.lemma == "yet" for t in tree.dependents(head)):
        return head.start
    if any(
        t.dep == "aux"
        and t.lemma
        in (cues.modal_auxiliaries - {"can", "could"} if possible else cues.modal_auxiliaries) | {"to"}
        for t in tree.dependents(verb)
    ):
        return None
    if is_negated_verb(tree, verb):
        words = [t for t in tree.dependents(verb, "aux", "auxpass", "neg", "preconj") if t.index < verb.index]
        return words[0].start if words else verb.start
    if verb.dep == "pcomp" and head.lemma == "without":
        return head.start
    speaker = find_verb_subject(tree, verb)
    if speaker is not None and any(
        t.lemma in cues.nobody_words and t.dep in {"preconj", "det", "cc"} for t in tree.dependents(speaker)
    ):
        plain = any(t.lemma == "no" for t in tree.dependents(speaker, "det"))
        return None if plain and not _speaks(speaker, cues) else verb.start
    return None


def _outer_speaker(
    verb: Token, cue: Span, reading: ParsedSentence, drafts: tuple[StatementDraft, ...]
) -> Token | None:
    """Return the speaker of the statement that a silence is set off from by a comma.

    In "Roe said that the harbour would open, but did not comment on the price" it is Roe who was silent.
    """
    if reading.tree.dependents(verb, "nsubj", "nsubjpass"):
        return None
    before = reading.text[reading.span.start : cue.start].rstrip()
    if before.endswith((" but", " and")):
        before = before[:-4].rstrip()
    if not before.endswith((",", "”", '"', "''")):
        return None
    if not any(c.covers(cue) for d in drafts for c in d.content):
        return None
    speaking = [d for d in drafts if d.cue.end <= cue.start]
    return max(speaking, key=lambda d: d.cue.start).speaker if speaking else None


def _span(reading: ParsedSentence, head: Token, cue: Span, speaker: Token) -> Span:
    """Return the clause with the one who was silent where nothing but the clause stands between."""
    tree = reading.tree
    extent = tree.subtree_span(head)
    start = min(cue.start, extent.start)
    first = tree.tokens[speaker.left_edge].start
    verbs = (head, tree.head(head)) if cue.start == tree.head(head).start else (head,)  # "has yet to say"
    own = any(t is speaker for v in verbs for t in tree.dependents(v, "nsubj", "nsubjpass"))
    if own:
        start = first
    elif head.dep == "conj":
        start = min(cue.start, head.start)
    words = Span(start, max(_clause_end(tree, head), cue.end)).extract(reading.text)
    return Span(start, start + len(words.rstrip(" ,;.:—–")))


def _clause_end(tree: ParseTree, head: Token) -> int:
    """Return where a clause ends, before one with a subject of its own that is joined to it."""
    joints = [t for t in tree.dependents(head, "cc") if t.index > head.index]
    for joined in tree.dependents(head, "conj"):
        if tree.dependents(joined, "nsubj", "nsubjpass") and joints:
            return tree.tokens[joints[0].index - 1].end
    return tree.subtree_span(head).end
