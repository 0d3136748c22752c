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
from build_scripts.statements.parsed_sentence import ParsedSentence, find_coordinated_noun_phrase
from build_scripts.statements.second_speakers import find_second_speaker
from build_scripts.statements.trim_content import find_writer_addition
from build_scripts.text.parser import ParseTree, Token

_JOINS_QUOTATIONS = re.compile(r",? (?:and|or) (?:an? |the )?")
_FEWEST_OBJECT_WORDS = 3
"""Words of the shortest noun phrase that is content: "denied the report" reports nothing by itself."""


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
    if not spans and "infinitive" in takes:
        spans = _find_infinitive(parsed, verb)
    if not spans and "request" in takes:
        spans = _find_request(parsed, verb)
    if spans:
        return ReportedContent(spans, verb.end)
    found = _find_after_preposition(parsed, verb, takes)
    if found is None and takes & {"object", "thing"}:
        found = _find_object(parsed, verb, cues, any_noun_phrase="thing" in takes)
    if found is None and "quoted" in takes:
        found = ReportedContent(_find_quoted_name(parsed, verb), verb.end)
    if found is None and "judged" in takes:
        found = ReportedContent(_find_judgement(parsed, verb), verb.end)
    return found if found is not None and found.spans else None


# --- clauses ------------------------------------------------------------------------------------------


def _find_clause_content(
    parsed: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> tuple[Span, ...]:
    """Return the complement clauses that are content: those with quotations if there are any, or the last."""
    takes = cues.verbs[verb.lemma].takes
    if not takes & {"clause", "quotation"}:
        return ()
    clauses = _find_complement_clauses(parsed, verb, speaker, cues)
    quoted = [c for c in clauses if any(overlaps_any_span(c, q) for q in parsed.speech_quotations)]
    if len(quoted) > 1:
        return tuple(sorted({s for c in quoted for s in c}))
    if "quotation" in takes and quoted:
        return quoted[-1]
    if "clause" not in takes:
        return ()
    return clauses[-1] if clauses else _find_interrupted_clause(parsed, verb, speaker)


def _find_complement_clauses(
    parsed: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> list[tuple[Span, ...]]:
    """Return the content in each complement clause of a verb, except clauses within quoted titles."""
    tree = parsed.tree
    heads = tree.dependents(verb, "ccomp") or _find_that_clause(tree, verb) or _find_cited_clause(tree, verb)
    titles = [q for q in parsed.quotations if q not in parsed.speech_quotations]
    end = find_second_speaker(parsed, verb, Span(verb.end, parsed.span.end), cues)
    own = (h for h in heads if h.start < end and not any(q.covers(h.span) for q in titles))
    clauses = (_trim_complement_clause(parsed, h, verb, speaker, end) for h in own)
    return [c for c in clauses if c]


def _find_that_clause(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of the clause that "that" opens right after the verb, attached to it or not."""
    for mark in tree.tokens[verb.index + 1 : verb.index + 2]:
        if mark.lemma == "that" and mark.dep == "mark" and mark.head_index > mark.index:
            return (tree.head(mark),)
    return ()


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
    marks = [m for m in tree.dependents(clause, "mark") if m.lemma == "that" and m.index > verb.index]
    if marks:  # "said on Monday, when it rained, that …": the content begins after "that"
        words = Span(marks[0].end, words.end)
        return trim_reported_clause(parsed, Span(words.start, find_writer_addition(parsed, words)))
    if words.covers(verb.span):
        cue = enclose_spans(verb.span, find_coordinated_noun_phrase(tree, speaker))
        return subtract_span((words,), cue, parsed)
    if clause.index > verb.index:
        words = Span(max(words.start, verb.end), words.end)
        words = Span(words.start, find_writer_addition(parsed, words))
    return trim_reported_clause(parsed, words)


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
    return subtract_span((tree.subtree_span(head),), tree.subtree_span(verb), parsed)


# --- infinitives, requests, prepositions, objects -----------------------------------------------------


def _find_infinitive(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return the infinitive that a verb takes ("promised to open the harbour")."""
    tree = parsed.tree
    for child in tree.dependents(verb, "xcomp"):
        if tree.dependents(child, "aux"):
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


def _find_object(
    parsed: ParsedSentence, verb: Token, cues: CueWords, *, any_noun_phrase: bool
) -> ReportedContent | None:
    """Return the noun phrase that a verb reports.

    Unless `any_noun_phrase`, the phrase must describe its noun or quote. With it, a purpose belongs to the
    content: "requested boats to cross the bay".
    """
    tree = parsed.tree
    for child in tree.dependents(verb, "dobj"):
        clauses = tree.dependents(child, "acl", "ccomp", "relcl")
        if child.lemma in cues.speech_nouns and clauses and clauses[0].index > child.index:
            return ReportedContent(trim_reported_clause(parsed, tree.subtree_span(clauses[0])), child.end)
        whole = tree.subtree_span(child)
        reports = any_noun_phrase or _describes_or_quotes(parsed, child)
        if child.tag.startswith("N") and _is_long_enough(parsed, whole) and reports:
            purpose = _find_purpose_after(tree, verb, child) if any_noun_phrase else None
            if purpose is not None:
                whole = enclose_spans(whole, purpose)
            return ReportedContent(trim_reported_clause(parsed, whole), verb.end)
    return None


def _find_purpose_after(tree: ParseTree, verb: Token, noun: Token) -> Span | None:
    """Return the verb's first "to …" clause where it follows the noun phrase directly, or None."""
    clauses = [c for c in tree.dependents(verb, "advcl", "xcomp") if tree.tokens[c.left_edge].tag == "TO"]
    if clauses and clauses[0].left_edge == noun.right_edge + 1:
        return tree.subtree_span(clauses[0])
    return None


def _describes_or_quotes(parsed: ParsedSentence, noun: Token) -> bool:
    """Return whether a noun phrase describes its noun or quotes; "air defense systems" only names."""
    tree = parsed.tree
    own = tree.subtree_span(noun)
    quoted = any(own.overlaps(q) for q in parsed.speech_quotations)
    return quoted or bool(tree.dependents(noun, "prep", "acl", "relcl", "ccomp", "poss", "appos"))


# --- quoted names and judgements ----------------------------------------------------------------------


def _find_quoted_name(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return the quoted words by which a verb calls something, with the thing ("called it a “scandal”")."""
    tree = parsed.tree
    after = [
        tree.subtree_span(c)
        for c in tree.dependents(verb)
        if c.index > verb.index and c.dep not in {"punct", "advcl", "conj"}
    ]
    quoted = [n for n, span in enumerate(after) if any(span.overlaps(q) for q in parsed.quotations)]
    if not quoted:
        return ()
    words = Span(verb.end, after[quoted[-1]].end)
    found = trim_reported_clause(parsed, words)
    follows_verb = any(q.start == words.start + 1 for q in parsed.quotations)
    if follows_verb and not _may_precede_verb(tree, verb):
        return ()  # "a club called “…”" has that name
    size = len(words.extract(parsed.text).split())
    only_name = size < _FEWEST_OBJECT_WORDS and found[:1] == parsed.quotations[:1]
    return () if only_name or size == 1 else found


def _may_precede_verb(tree: ParseTree, verb: Token) -> bool:
    """Return whether the thing called so may precede the verb ("what Roe called “…”")."""
    return any(t.tag in {"WP", "WDT"} or t.lemma == "as" for t in tree.tokens[: verb.index])


def _find_judgement(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return the thing judged and the judgement ("denounced him as a “liar”", "blasted him for “lying”")."""
    tree = parsed.tree
    below = [t for t in tree.dependents(verb, "dobj", "prep") if t.index > verb.index]
    inner = [p for t in below for o in (t, *tree.dependents(t, "pobj")) for p in tree.dependents(o, "prep")]
    for preposition in (*tree.dependents(verb, "prep"), *inner):
        words = tree.subtree_span(preposition)
        quoted = [q for q in parsed.speech_quotations if words.overlaps(q)]
        if preposition.lemma in {"as", "for"} and quoted and below:
            first = below[0]
            start = tree.subtree_span(first).start if first.dep == "dobj" else first.end
            end = _find_end_of_joined_quotations(parsed, quoted[-1])
            return trim_reported_clause(parsed, Span(start, end)) if start < preposition.start else ()
    return ()


def _find_end_of_joined_quotations(parsed: ParsedSentence, quotation: Span) -> int:
    """Return the end of the last quotation that "and" joins to this one ("as “old” and a “sad sight”")."""
    end = quotation.end
    for other in parsed.speech_quotations:
        if other.start > end and _JOINS_QUOTATIONS.fullmatch(parsed.text, end, other.start):
            end = other.end
    return end
