"""Find what is reported through a verb, a noun or a phrase, over the sentence's dependency tree.

A cue verb with its complement clause, after Krestel, Bergler and Witte (2008), "Minding the source",
and the dependency rules of O'Keefe et al. (2012) for quotations.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements import (
    attribution_chain as carriers,
)
from build_scripts.statements import (
    content as contents,
)
from build_scripts.statements import (
    cue_speaker as speaking,
)
from build_scripts.statements.cue_words import Cues
from build_scripts.statements.parsed_sentence import Draft, Reading, is_verb, reports, with_phrase
from build_scripts.text.parser import Token, Tree


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
    voice = speaking.find(tree, verb, cues)
    speaker = voice.speaker
    if speaker is None or reading.quoted(speaker) or speaking.nobody(tree, verb, speaker, cues):
        return None
    content = contents.find(reading, verb, speaker, cues)
    if content is None or _begins_with_cue(reading, content.spans[0], cues):
        return None
    cue = Span(voice.cue.start, max(voice.cue.end, content.cue_end))
    return carriers.cited(reading, Draft(reading, content.spans, cue, verb, speaker, voice.chain), cues)


def _begins_with_cue(reading: Reading, content: Span, cues: Cues) -> bool:
    """Tell whether content begins with a cue that has no subject in it ("Roe, asked about it, said no")."""
    first = next((t for t in reading.tree.tokens if t.start == content.start), None)
    return first is not None and first.tag in {"VBD", "VBZ"} and first.lemma in cues.verbs


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
