"""Find what is reported through a verb, a noun or a phrase, over the sentence's dependency tree.

A cue verb with its complement clause, after Krestel, Bergler and Witte (2008), "Minding the source",
and the dependency rules of O'Keefe et al. (2012) for quotations.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.parsing import Token, Tree
from build_scripts.statements import carriers, contents
from build_scripts.statements.cues import Cues
from build_scripts.statements.reading import Draft, Reading, is_verb, reports, subject, with_phrase


def find(reading: Reading, cues: Cues) -> tuple[Draft, ...]:
    """Return the drafts of one sentence in the order of their cues; some may lie inside others."""
    found: list[Draft] = []
    for token in reading.tree.tokens:
        gerund = _gerund(reading.tree, token, cues)
        if gerund is not None or (is_verb(token) and token.lemma in cues.verbs):
            draft = _verb(reading, gerund or token, cues)
        elif token.tag.startswith("NN") and token.lemma in cues.nouns:
            draft = _noun(reading, token)
        else:
            draft = carriers.find(reading, token, cues)
        if draft is not None and draft.content:
            found.append(draft)
    return tuple(found)


def _gerund(tree: Tree, token: Token, cues: Cues) -> Token | None:
    """Return the verb in "with Roe commenting that …" where the tagger takes it for a noun, or None."""
    lemma = cues.gerunds.get(token.text.lower()) if token.tag == "NN" else None
    if lemma is None or [t.lemma for t in tree.tokens[token.place + 1 : token.place + 2]] != ["that"]:
        return None
    verb = replace(token, tag="VBG", lemma=lemma)
    return verb if with_phrase(tree, verb) is not None else None


# --- verbs ------------------------------------------------------------------------------------------


def _verb(reading: Reading, verb: Token, cues: Cues) -> Draft | None:
    tree = reading.tree
    if not reports(reading, verb, cues):
        return None
    passive = bool(tree.below(verb, "auxpass", "nsubjpass"))
    chain: tuple[Token, ...] = ()
    cue = verb.span
    if passive:
        agents = [p for a in tree.below(verb, "agent") for p in tree.below(a, "pobj")]
        speaker = agents[0] if agents else None
    else:
        speaker = subject(tree, verb)
        quoting = _quoting(tree, verb, cues)
        if quoting is not None:
            speaker = subject(tree, quoting)
            chain = tuple(p for a in tree.below(quoting, "agent") for p in tree.below(a, "pobj"))
            cue = Span(quoting.start, verb.end)
    if speaker is None or reading.quoted(speaker) or _no_speaker(tree, verb, speaker, cues):
        return None
    content = contents.find(reading, verb, speaker, cues)
    if content is None:
        return None
    return Draft(reading, content.spans, Span(cue.start, max(cue.end, content.cue_end)), verb, speaker, chain)


def _quoting(tree: Tree, verb: Token, cues: Cues) -> Token | None:
    """Return "quoted" in "was quoted by … as saying", given "saying"."""
    head = tree.head(verb)
    if head.lemma == "as" and verb.place != head.place:
        head = tree.head(head)
    passive = bool(tree.below(head, "auxpass", "nsubjpass"))
    return head if head is not verb and head.lemma in cues.carrying and passive else None


def _no_speaker(tree: Tree, verb: Token, speaker: Token, cues: Cues) -> bool:
    word = speaker.text.lower()
    if word == "it" and verb.lemma in cues.it_speaks:
        return False
    if word in cues.not_speakers | cues.nobody:
        return True
    return any(t.lemma in cues.nobody for t in tree.below(speaker, "det", "preconj", "cc"))


# --- nouns and phrases --------------------------------------------------------------------------------


def _noun(reading: Reading, noun: Token) -> Draft | None:
    """Read "Roe's claim that …"."""
    tree = reading.tree
    owners = tree.below(noun, "poss")
    clauses = [
        c
        for c in tree.below(noun, "acl", "ccomp", "relcl")
        if any(m.lemma == "that" for m in tree.below(c, "mark"))
    ]
    if not owners or not clauses or reading.quoted(noun):
        return None
    content = contents.trimmed(reading, tree.extent(clauses[0]))
    return Draft(reading, content, noun.span, noun, owners[0])
