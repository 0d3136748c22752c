"""Find the reported content that depends on a cue verb, in the forms that the verb takes.

The forms are explained in cues.yml (`takes`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements.content_spans import (
    enclose_spans,
    overlaps_any_span,
    subtract_span,
    trim_reported_clause,
)
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.judgements import find_judgement, find_named, find_quoted_name
from build_scripts.statements.parsed_sentence import ParsedSentence, find_coordinated_noun_phrase
from build_scripts.statements.second_speakers import find_second_speaker
from build_scripts.statements.trim_content import find_writer_addition
from build_scripts.text.parser import ParseTree, Token

_AND_THAT = re.compile(r",? (?:and|but|or) that ")
_FEWEST_OBJECT_WORDS = 3
"""Words of the shortest noun phrase that is content: "confirmed the report" reports nothing by itself."""
_OBJECT_FORMS = frozenset({"object", "thing", "purpose", "denied", "noun"})
"""The forms in which a verb's content is a noun phrase."""


class ReportedContent(NamedTuple):
    """The reported content, and the end of its cue: after the verb, or after more ("expressed hope")."""

    spans: tuple[Span, ...]
    cue_end: int


def find_reported_content(
    parsed: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> ReportedContent | None:
    """Return the content of a cue verb with this speaker, or None if no content depends on it."""
    takes = cues.verbs[verb.lemma].takes
    spans = _find_clause_content(parsed, verb, speaker, cues)
    if not spans and takes & {"infinitive", "gerund"}:
        spans = _find_verb_phrase(parsed, verb, takes)
    if not spans and "request" in takes:
        spans = _find_request(parsed, verb)
    if spans:
        return ReportedContent(spans, verb.end)
    found = _find_after_preposition(parsed, verb, takes) or _find_object(parsed, verb, cues)
    if found is not None:
        return found if found.spans else None
    named = _find_what_is_called(parsed, verb, takes)
    return ReportedContent(named, verb.end) if named else None


def _find_what_is_called(parsed: ParsedSentence, verb: Token, takes: frozenset[str]) -> tuple[Span, ...]:
    """Return what a verb calls something, with the thing, in one of the forms that the verb takes."""
    found: tuple[Span, ...] = ()
    if "quoted" in takes:
        found = find_quoted_name(parsed, verb)
    if not found and "named" in takes:
        found = find_named(parsed, verb)
    if not found and "judged" in takes:
        found = find_judgement(parsed, verb)
    return found


# --- clauses ------------------------------------------------------------------------------------------


def _find_clause_content(
    parsed: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> tuple[Span, ...]:
    """Return the complement clauses that are content: those with quotations if there are any, or the last."""
    takes = cues.verbs[verb.lemma].takes
    if not takes & {"clause", "told", "quotation", "preceding"}:
        return ()
    clauses = _join_clauses(parsed, _find_complement_clauses(parsed, verb, speaker, cues))
    quoted = [c for c in clauses if any(overlaps_any_span(c, q) for q in parsed.speech_quotations)]
    if len(quoted) > 1:
        return tuple(sorted({s for c in quoted for s in c}))
    precedes = bool(quoted) and quoted[-1][-1].end <= verb.start
    if quoted and ("quotation" in takes or ("preceding" in takes and precedes)):
        return quoted[-1]
    if not takes & {"clause", "told"}:
        return ()
    return clauses[-1] if clauses else _find_interrupted_clause(parsed, verb, speaker)


def _join_clauses(parsed: ParsedSentence, clauses: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Return the clauses, with those in one that "and that" joins ("said it was old and that it leaked")."""
    joined: list[tuple[Span, ...]] = []
    for clause in clauses:
        if joined and _AND_THAT.fullmatch(parsed.text, joined[-1][-1].end, clause[0].start):
            joined[-1] = (*joined[-1][:-1], enclose_spans(joined[-1][-1], clause[0]), *clause[1:])
        else:
            joined.append(clause)
    return joined


def _find_complement_clauses(
    parsed: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> list[tuple[Span, ...]]:
    """Return the content in each complement clause of a verb, except clauses within quoted titles."""
    tree = parsed.tree
    heads = (
        tree.dependents(verb, "ccomp")
        or _find_that_clause(tree, verb)
        or _find_cited_clause(tree, verb)
        or ("told" in cues.verbs[verb.lemma].takes and _find_told_clause(tree, verb))
        or ()
    )
    titles = [q for q in parsed.quotations if q not in parsed.speech_quotations]
    end = find_second_speaker(parsed, verb, cues)
    own = (h for h in heads if h.start < end and not any(q.covers(h.span) for q in titles))
    clauses = (_trim_complement_clause(parsed, h, verb, speaker, end) for h in own)
    return [c for c in clauses if c]


def _find_that_clause(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of the clause that "that" opens right after the verb, attached to it or not."""
    for mark in tree.tokens[verb.index + 1 : verb.index + 2]:
        if mark.lemma == "that" and mark.dep == "mark" and mark.head_index > mark.index:
            return (tree.head(mark),)
    return ()


def _find_told_clause(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of the clause that follows the person told, where the parser attached it to them."""
    told = [t for t in tree.dependents(verb, "dobj", "dative") if t.index > verb.index]
    clauses = [c for t in told for c in tree.dependents(t, "acl", "relcl", "ccomp")]
    return tuple(c for c in clauses if _has_subject_of_its_own(tree, c))[:1]


def _has_subject_of_its_own(tree: ParseTree, clause: Token) -> bool:
    """Return whether a clause begins with "that" or its subject, not with "who" or "which"."""
    first = tree.tokens[clause.left_edge]
    if first.lemma == "that":
        return first.dep == "mark"
    subjects = tree.dependents(clause, "nsubj", "nsubjpass")
    return bool(subjects) and subjects[0].left_edge == first.index and first.tag not in {"WP", "WDT", "WRB"}


def _find_cited_clause(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of "that …" where the parser attached it to a preceding "citing"."""
    found = [
        c for t in tree.dependents(verb, "advcl") if t.lemma == "cite" for c in tree.dependents(t, "ccomp")
    ]
    return tuple(c for c in found if any(m.lemma == "that" for m in tree.dependents(c, "mark")))


def _trim_complement_clause(
    parsed: ParsedSentence, clause: Token, verb: Token, speaker: Token, end: int
) -> tuple[Span, ...]:
    """Return the content in a complement clause up to an offset, without the cue where that interrupts it."""
    tree = parsed.tree
    words = tree.subtree_span(clause)
    words = Span(words.start, min(words.end, end))
    next_to_verb = tree.tokens[verb.index + 1 : verb.index + 2]
    marks = [m for m in tree.dependents(clause, "mark") if m.lemma == "that" and m.index > verb.index]
    marks = [m for m in next_to_verb if m.lemma == "that" and m.dep == "mark"] or marks
    if marks:  # "said on Monday, when it rained, that …": the content begins after "that"
        words = Span(marks[0].end, words.end)
        return trim_reported_clause(parsed, Span(words.start, find_writer_addition(parsed, words)))
    if words.covers(verb.span):
        cue = enclose_spans(verb.span, find_coordinated_noun_phrase(tree, speaker))
        return subtract_span((words,), cue, parsed)
    if clause.index < verb.index:
        words = Span(_find_end_of_other_clause(parsed, verb, words), words.end)
    else:
        words = Span(max(words.start, verb.end), words.end)
        words = Span(words.start, find_writer_addition(parsed, words))
    return trim_reported_clause(parsed, words)


def _find_end_of_other_clause(parsed: ParsedSentence, verb: Token, words: Span) -> int:
    """Return where the content before a cue begins: after an unquoted semicolon, if there is one."""
    for token in reversed(parsed.tree.tokens[: verb.index]):
        if token.text == ";" and words.start < token.start and not parsed.is_quoted(token):
            return min(token.end, words.end)
    return words.start


def _find_interrupted_clause(parsed: ParsedSentence, verb: Token, speaker: Token) -> tuple[Span, ...]:
    """Return the clause that an inserted "Roe said" interrupts or follows."""
    tree = parsed.tree
    head = tree.head(verb)
    if head is verb or verb.dep not in {"parataxis", "ccomp", "dep"} or not tree.dependents(verb, "nsubj"):
        return ()
    cue = enclose_spans(verb.span, find_coordinated_noun_phrase(tree, speaker))
    before = parsed.text[parsed.span.start : cue.start].rstrip()
    if not before.endswith((",", "”", '"', "''", "’", "—", "–")):
        return ()
    return subtract_span((tree.subtree_span(head),), Span(cue.start, tree.subtree_span(verb).end), parsed)


# --- infinitives, requests, prepositions, objects -----------------------------------------------------


def _find_verb_phrase(parsed: ParsedSentence, verb: Token, takes: frozenset[str]) -> tuple[Span, ...]:
    """Return what a verb promises or denies to do ("promised to open it", "denied closing it")."""
    tree = parsed.tree
    for child in tree.dependents(verb, "xcomp"):
        is_infinitive = bool(tree.dependents(child, "aux"))
        is_gerund = child.tag == "VBG" and child.left_edge == child.index
        if (is_infinitive and "infinitive" in takes) or (is_gerund and "gerund" in takes):
            return trim_reported_clause(parsed, tree.subtree_span(child))
    return ()


def _find_request(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return the person asked and the request ("urged the mayor to resign")."""
    tree = parsed.tree
    requests = [c for c in tree.dependents(verb, "ccomp", "xcomp") if c.index > verb.index]
    if not requests:
        return ()
    objects = [t for t in tree.dependents(verb, "dobj", "dative") if t.index < requests[0].index]
    start = tree.subtree_span(objects[0]).start if objects else tree.subtree_span(requests[0]).start
    return trim_reported_clause(parsed, Span(start, tree.subtree_span(requests[0]).end))


def _find_after_preposition(
    parsed: ParsedSentence, verb: Token, takes: frozenset[str]
) -> ReportedContent | None:
    """Return the phrase after a preposition that the verb takes ("warned of a long strike")."""
    tree = parsed.tree
    objects = tree.dependents(verb, "dobj")
    for child in (*tree.dependents(verb, "prep"), *(p for o in objects for p in tree.dependents(o, "prep"))):
        words = Span(child.end, tree.subtree_span(child).end)
        if child.lemma in takes and child.index > verb.index and _is_long_enough(parsed, words):
            return ReportedContent(trim_reported_clause(parsed, words), child.end)
    return None


def _is_long_enough(parsed: ParsedSentence, words: Span) -> bool:
    return len(words.extract(parsed.text).split()) >= _FEWEST_OBJECT_WORDS


def _find_object(parsed: ParsedSentence, verb: Token, cues: CueWords) -> ReportedContent | None:
    """Return the noun phrase that a verb reports, in one of the forms that the verb takes.

    A purpose belongs to the thing asked for: "requested boats to cross the bay".
    """
    tree, takes = parsed.tree, cues.verbs[verb.lemma].takes
    for child in tree.dependents(verb, "dobj") if takes & _OBJECT_FORMS else ():
        clauses = tree.dependents(child, "acl", "ccomp", "relcl")
        if child.lemma in cues.speech_nouns and clauses and clauses[0].index > child.index:
            return ReportedContent(trim_reported_clause(parsed, tree.subtree_span(clauses[0])), child.end)
        more = _find_phrase_after(tree, verb, child, takes)
        if child.tag.startswith("N") and _may_be_reported(parsed, child, more, takes, cues):
            whole = tree.subtree_span(child)
            whole = enclose_spans(whole, more) if more is not None else whole
            return ReportedContent(trim_reported_clause(parsed, whole), verb.end)
    return None


def _may_be_reported(
    parsed: ParsedSentence, noun: Token, more: Span | None, takes: frozenset[str], cues: CueWords
) -> bool:
    """Return whether a noun phrase, perhaps with more words, has one of the forms that a verb takes."""
    if "denied" in takes and noun.lemma in cues.deniable_nouns:
        return True
    describes = more is not None or _describes_or_quotes(parsed, noun)
    if "noun" in takes:
        return describes and noun.lemma in cues.speech_nouns
    if "purpose" in takes:
        return more is not None
    is_long_enough = more is not None or _is_long_enough(parsed, parsed.tree.subtree_span(noun))
    return is_long_enough and ("thing" in takes or ("object" in takes and describes))


def _find_phrase_after(tree: ParseTree, verb: Token, noun: Token, takes: frozenset[str]) -> Span | None:
    """Return a verb's phrase right after a noun: "(requested boats) to …", "(expressed concern) about …"."""
    if takes & {"thing", "purpose"}:
        phrases = [c for c in tree.dependents(verb, "advcl", "xcomp") if tree.tokens[c.left_edge].tag == "TO"]
    else:
        phrases = [
            p for p in tree.dependents(verb, "prep") if "noun" in takes and p.lemma in {"about", "over"}
        ]
    return next((tree.subtree_span(p) for p in phrases if p.left_edge == noun.right_edge + 1), None)


def _describes_or_quotes(parsed: ParsedSentence, noun: Token) -> bool:
    """Return whether a noun phrase describes its noun or quotes; "air defense systems" only names."""
    tree = parsed.tree
    own = tree.subtree_span(noun)
    quoted = any(own.overlaps(q) for q in parsed.speech_quotations)
    return quoted or bool(tree.dependents(noun, "prep", "acl", "relcl", "ccomp", "poss", "appos"))
