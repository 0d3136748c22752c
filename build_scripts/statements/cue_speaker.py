"""Tell who speaks through a cue verb, and through whom it came: actives, passives and "quoted as saying"."""

from __future__ import annotations

from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements.cue_words import Cues
from build_scripts.statements.parsed_sentence import is_passive, subject
from build_scripts.text.parser import Token, Tree


class Voice(NamedTuple):
    """Who speaks through a cue, the cue's own words, and who passes the speech on."""

    speaker: Token | None
    cue: Span
    chain: tuple[Token, ...]


def find(tree: Tree, verb: Token, cues: Cues) -> Voice:
    """Return who speaks through a cue verb; nobody where a passive names none."""
    quoting = _quoting(tree, verb, cues)
    if quoting is not None:
        cue = Span(quoting.start, verb.end) if quoting.place < verb.place else verb.span
        if is_passive(tree, quoting):
            return Voice(subject(tree, quoting), cue, (*_agents(tree, quoting), *_agents(tree, verb)))
        quoted = [o for o in tree.below(quoting, "dobj") if o.place < verb.place]
        quoter = subject(tree, quoting)
        if quoted:
            return Voice(quoted[-1], cue, () if quoter is None else (quoter,))
    if is_passive(tree, verb):
        agents = _agents(tree, verb)
        return Voice(agents[0] if agents else None, verb.span, ())
    return Voice(subject(tree, verb), verb.span, ())


def _agents(tree: Tree, verb: Token) -> tuple[Token, ...]:
    by = [p for p in tree.below(verb, "agent", "prep") if p.lemma == "by" and p.place > verb.place]
    return tuple(n for p in by for n in tree.below(p, "pobj") if n.tag.startswith(("NN", "PRP")))


def _quoting(tree: Tree, verb: Token, cues: Cues) -> Token | None:
    """Return "quoted" in "was quoted as saying" and "the Herald quoted Roe as saying", given "saying"."""
    head = tree.head(verb)
    if head.lemma == "as" and verb.place != head.place:
        head = tree.head(head)
    elif not is_passive(tree, head):
        return None
    return head if head is not verb and head.lemma in cues.carrying else None


def nobody(tree: Tree, verb: Token, speaker: Token, cues: Cues) -> bool:
    """Tell whether a subject names none who could have said something ("nobody", "there", "it")."""
    word = speaker.text.lower()
    if word == "it" and verb.lemma in cues.it_speaks:
        return False
    if word in cues.not_speakers | cues.nobody or speaker.tag in {"VBG", "VB"}:
        return True
    return any(t.lemma in cues.nobody for t in tree.below(speaker, "det", "preconj", "cc"))
