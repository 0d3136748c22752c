"""Find where the negation of a verb begins, and whether its subject could have spoken (for silences)."""

from __future__ import annotations

from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import find_verb_subject, is_negated_verb
from build_scripts.text.parser import ParseTree, Token


def find_negation_start(
    tree: ParseTree, verb: Token, cues: CueWords, *, possibility_counts: bool
) -> int | None:
    """Return the offset at which the words that negate a verb begin, or None if it is not negated.

    With `possibility_counts`, "could not be reached" is a negation; otherwise modal verbs leave it open.
    """
    head = tree.head(verb)
    if verb.dep == "xcomp" and head.lemma == "have" and any(t.lemma == "yet" for t in tree.dependents(head)):
        return head.start  # "has yet to comment"
    open_auxiliaries = cues.modal_auxiliaries - ({"can", "could"} if possibility_counts else set()) | {"to"}
    if any(t.lemma in open_auxiliaries for t in tree.dependents(verb, "aux")):
        return None
    if is_negated_verb(tree, verb):
        return find_first_auxiliary_start(tree, verb, "preconj")
    if verb.dep == "pcomp" and head.lemma == "without":
        return head.start
    return verb.start if _has_negative_subject(tree, verb, cues) else None


def _has_negative_subject(tree: ParseTree, verb: Token, cues: CueWords) -> bool:
    """Return whether a verb's subject is negated ("neither minister", "no official").

    After "no", only a subject that could have spoken counts.
    """
    subject = find_verb_subject(tree, verb)
    if subject is None or not any(
        t.lemma in cues.negative_words and t.dep in {"preconj", "det", "cc"} for t in tree.dependents(subject)
    ):
        return False
    after_no = any(t.lemma == "no" for t in tree.dependents(subject, "det"))
    return not after_no or may_speak(subject, cues)


def find_first_auxiliary_start(tree: ParseTree, verb: Token, *more_labels: str) -> int:
    """Return the offset of the first auxiliary or negation before a verb, or of the verb itself.

    Dependents with one of `more_labels` count as well.
    """
    labels = ("aux", "auxpass", "neg", *more_labels)
    words = [t for t in tree.dependents(verb, *labels) if t.index < verb.index]
    return words[0].start if words else verb.start


def may_speak(subject: Token | None, cues: CueWords) -> bool:
    """Return whether a subject could have spoken: a name, a pronoun, an office or its spokesperson."""
    if subject is None:
        return False
    nouns = cues.spokesperson_nouns | cues.citable_nouns
    return subject.tag in {"NNP", "NNPS", "PRP"} or subject.lemma.lower() in nouns
