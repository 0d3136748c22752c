"""Find reported speech: a cue verb, noun or phrase with its content, in a sentence's dependency tree.

The rules for cue verbs with complement clauses follow Krestel, Bergler and Witte (2008), "Minding the
source", those for quotations the dependency rules of O'Keefe et al. (2012).
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.asked_speakers import was_asked
from build_scripts.statements.attribution_chain import credit_cited_speaker
from build_scripts.statements.attribution_phrases import find_attribution_phrase
from build_scripts.statements.closing_cue import find_closing_cue_draft
from build_scripts.statements.content import find_reported_content
from build_scripts.statements.content_spans import trim_reported_clause
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


def find_statement_drafts(parsed: ParsedSentence, cues: CueWords) -> tuple[StatementDraft, ...]:
    """Return the drafts of one sentence in the order of their cues; some may be inside others."""
    found: list[StatementDraft] = []
    for token in parsed.tree.tokens:
        gerund = _restore_gerund(parsed.tree, token, cues)
        if gerund is not None or (is_verb(token) and token.lemma in cues.verbs):
            draft = _build_verb_draft(parsed, gerund or token, cues)
        elif token.tag.startswith("NN") and token.lemma in cues.speech_nouns:
            draft = _build_noun_draft(parsed, token)
        else:
            draft = find_attribution_phrase(parsed, token, cues)
        if draft is not None and draft.content:
            found.append(draft)
    return tuple(found)


def _restore_gerund(tree: ParseTree, token: Token, cues: CueWords) -> Token | None:
    """Return "commenting" in "with Roe commenting that …" as a verb where it is tagged as a noun, or None."""
    lemma = cues.gerunds.get(token.text.lower()) if token.tag == "NN" else None
    if lemma is None or [t.lemma for t in tree.tokens[token.index + 1 : token.index + 2]] != ["that"]:
        return None
    verb = replace(token, tag="VBG", lemma=lemma)
    return verb if find_with_phrase(tree, verb) is not None else None


def _build_verb_draft(parsed: ParsedSentence, verb: Token, cues: CueWords) -> StatementDraft | None:
    """Return the draft of a cue verb, or None if it has no speaker or no content."""
    tree = parsed.tree
    if not reports_speech(parsed, verb, cues) or was_asked(tree, verb, cues):
        return None
    closing = find_closing_cue_draft(parsed, verb, cues)
    if closing is not None:
        return credit_cited_speaker(parsed, closing, cues)
    speaker, cue, chain = find_cue_speaker(tree, verb, cues)
    if speaker is None or parsed.is_quoted(speaker) or names_no_speaker(tree, verb, speaker, cues):
        return None
    content = find_reported_content(parsed, verb, speaker, cues)
    if content is None or _begins_with_cue(parsed, content.spans[0], cues):
        return None
    cue = Span(cue.start, max(cue.end, content.cue_end))
    return credit_cited_speaker(
        parsed, StatementDraft(parsed, content.spans, cue, verb, speaker, chain), cues
    )


def _begins_with_cue(parsed: ParsedSentence, content: Span, cues: CueWords) -> bool:
    """Return whether content begins with a cue, its subject outside ("Roe, asked about it, said no")."""
    first = next((t for t in parsed.tree.tokens if t.start == content.start), None)
    return first is not None and first.tag in {"VBD", "VBZ"} and first.lemma in cues.verbs


def _build_noun_draft(parsed: ParsedSentence, noun: Token) -> StatementDraft | None:
    """Return the draft of "Roe's claim that …"; None for a noun without owner or "that" clause."""
    tree = parsed.tree
    owners = tree.dependents(noun, "poss")
    clauses = [
        c
        for c in tree.dependents(noun, "acl", "ccomp", "relcl")
        if any(m.lemma == "that" for m in tree.dependents(c, "mark"))
    ]
    if not owners or not clauses or parsed.is_quoted(noun):
        return None
    content = trim_reported_clause(parsed, tree.subtree_span(clauses[0]))
    return StatementDraft(parsed, content, noun.span, noun, owners[0])
