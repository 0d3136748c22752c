"""Find what is reported through a verb, a noun or a phrase, over the sentence's dependency tree.

A cue verb with its complement clause, after Krestel, Bergler and Witte (2008), "Minding the source",
and the dependency rules of O'Keefe et al. (2012) for quotations.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.attribution_chain import credit_cited_speaker, find_attribution_phrase
from build_scripts.statements.content import find_reported_content, trim_reported_clause
from build_scripts.statements.cue_speaker import find_cue_speaker, names_no_speaker
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_with_phrase,
    is_verb,
    reports_speech,
)
from build_scripts.text.parser import ParseTree, Token


def find_statement_drafts(reading: ParsedSentence, cues: CueWords) -> tuple[StatementDraft, ...]:
    """Return the drafts of one sentence in the order of their cues; some may lie inside others."""
    found: list[StatementDraft] = []
    for token in reading.tree.tokens:
        gerund = _gerund(reading.tree, token, cues)
        if gerund is not None or (is_verb(token) and token.lemma in cues.verbs):
            draft = _verb(reading, gerund or token, cues)
        elif token.tag.startswith("NN") and token.lemma in cues.speech_nouns:
            draft = _noun(reading, token)
        else:
            draft = find_attribution_phrase(reading, token, cues)
        if draft is not None and draft.content:
            found.append(draft)
    return tuple(found)


def _gerund(tree: ParseTree, token: Token, cues: CueWords) -> Token | None:
    """Return the verb in "with Roe commenting that …" where the tagger takes it for a noun, or None."""
    lemma = cues.gerunds.get(token.text.lower()) if token.tag == "NN" else None
    if lemma is None or [t.lemma for t in tree.tokens[token.index + 1 : token.index + 2]] != ["that"]:
        return None
    verb = replace(token, tag="VBG", lemma=lemma)
    return verb if find_with_phrase(tree, verb) is not None else None


# --- verbs ------------------------------------------------------------------------------------------


def _verb(reading: ParsedSentence, verb: Token, cues: CueWords) -> StatementDraft | None:
    tree = reading.tree
    if not reports_speech(reading, verb, cues):
        return None
    voice = find_cue_speaker(tree, verb, cues)
    speaker = voice.speaker
    if speaker is None or reading.is_quoted(speaker) or names_no_speaker(tree, verb, speaker, cues):
        return None
    content = find_reported_content(reading, verb, speaker, cues)
    if content is None or _begins_with_cue(reading, content.spans[0], cues):
        return None
    cue = Span(voice.cue.start, max(voice.cue.end, content.cue_end))
    return credit_cited_speaker(
        reading, StatementDraft(reading, content.spans, cue, verb, speaker, voice.chain), cues
    )


def _begins_with_cue(reading: ParsedSentence, content: Span, cues: CueWords) -> bool:
    """Tell whether content begins with a cue that has no subject in it ("Roe, asked about it, said no")."""
    first = next((t for t in reading.tree.tokens if t.start == content.start), None)
    return first is not None and first.tag in {"VBD", "VBZ"} and first.lemma in cues.verbs


# --- nouns and phrases --------------------------------------------------------------------------------


def _noun(reading: ParsedSentence, noun: Token) -> StatementDraft | None:
    """Read "Roe's claim that …"."""
    tree = reading.tree
    owners = tree.dependents(noun, "poss")
    clauses = [
        c
        for c in tree.dependents(noun, "acl", "ccomp", "relcl")
        if any(m.lemma == "that" for m in tree.dependents(c, "mark"))
    ]
    if not owners or not clauses or reading.is_quoted(noun):
        return None
    content = trim_reported_clause(reading, tree.subtree_span(clauses[0]))
    return StatementDraft(reading, content, noun.span, noun, owners[0])
