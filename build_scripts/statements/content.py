"""Find the content that hangs on a cue verb, in the forms that the verb takes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements import content_spans as spans
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, find_coordinated_noun_phrase
from build_scripts.text.parser import ParseTree, Token

_JOINED = re.compile(r",? (?:and|or) (?:an? |the )?")
_LEAST_OBJECT = 3
"""Words of the shortest noun phrase that is content: "denied the report" reports nothing by itself."""


class ReportedContent(NamedTuple):
    """What is reported, and where the cue ends if it is more than the verb ("expressed hope")."""

    spans: tuple[Span, ...]
    cue_end: int


def find_reported_content(
    reading: ParsedSentence, verb: Token, speaker: Token, cues: CueWords
) -> ReportedContent | None:
    """Return the content of a cue verb with this speaker, or None if nothing hangs on it."""
    takes = cues.verbs[verb.lemma].takes
    found = _clauses(reading, verb, speaker, takes)
    if not found and "infinitive" in takes:
        found = _infinitive(reading, verb)
    if not found and "request" in takes:
        found = _request(reading, verb)
    if found:
        return ReportedContent(found, verb.end)
    after = _after_preposition(reading, verb, takes)
    if after is None and takes & {"object", "thing"}:
        after = _object(reading, verb, cues, named="thing" in takes)
    if after is None and "quoted" in takes:
        after = ReportedContent(_named(reading, verb), verb.end)
    if after is None and "judged" in takes:
        after = ReportedContent(_judged(reading, verb), verb.end)
    return after if after is not None and after.spans else None


def _clauses(reading: ParsedSentence, verb: Token, speaker: Token, takes: frozenset[str]) -> tuple[Span, ...]:
    if not takes & {"clause", "quotation"}:
        return ()
    tree = reading.tree
    below = tree.dependents(verb, "ccomp") or _introduced(tree, verb) or _cited(tree, verb)
    titles = [q for q in reading.quotations if q not in reading.speech_quotations]
    below = tuple(c for c in below if not any(q.covers(c.span) for q in titles))
    clauses = [_clause(reading, c, verb, speaker) for c in below]
    clauses = [c for c in clauses if c]
    quoted = [c for c in clauses if any(spans.overlaps_any_span(c, q) for q in reading.speech_quotations)]
    if len(quoted) > 1:
        return tuple(sorted({s for c in quoted for s in c}))
    if "quotation" in takes and quoted:
        return quoted[-1]
    if "clause" not in takes:
        return ()
    return clauses[-1] if clauses else _around(reading, verb, speaker)


def _introduced(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of the clause that a "that" right after the verb begins, wherever it was attached."""
    for mark in tree.tokens[verb.index + 1 : verb.index + 2]:
        if mark.lemma == "that" and mark.dep == "mark" and mark.head_index > mark.index:
            return (tree.head(mark),)
    return ()


def _cited(tree: ParseTree, verb: Token) -> tuple[Token, ...]:
    """Return the head of "that …" where the parser hangs it on the "citing" that stands before it."""
    found = [
        c for t in tree.dependents(verb, "advcl") if t.lemma == "cite" for c in tree.dependents(t, "ccomp")
    ]
    return tuple(c for c in found if any(m.lemma == "that" for m in tree.dependents(c, "mark")))


def _infinitive(reading: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    tree = reading.tree
    for child in tree.dependents(verb, "xcomp"):
        if tree.dependents(child, "aux"):
            return trim_reported_clause(reading, tree.subtree_span(child))
    return ()


def _request(reading: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    tree = reading.tree
    asked = [c for c in tree.dependents(verb, "ccomp", "xcomp") if c.index > verb.index]
    if not asked:
        return ()
    objects = [t for t in tree.dependents(verb, "dobj", "dative") if t.index < asked[0].index]
    start = tree.subtree_span(objects[0]).start if objects else tree.subtree_span(asked[0]).start
    return trim_reported_clause(reading, Span(start, tree.subtree_span(asked[0]).end))


def _after_preposition(reading: ParsedSentence, verb: Token, takes: frozenset[str]) -> ReportedContent | None:
    tree = reading.tree
    objects = tree.dependents(verb, "dobj")
    for child in (*tree.dependents(verb, "prep"), *(p for o in objects for p in tree.dependents(o, "prep"))):
        words = Span(child.end, reading.tree.subtree_span(child).end)
        if child.lemma in takes and child.index > verb.index and _long(reading, words):
            return ReportedContent(trim_reported_clause(reading, words), child.end)
    return None


def _long(reading: ParsedSentence, words: Span) -> bool:
    return len(words.extract(reading.text).split()) >= _LEAST_OBJECT


def _named(reading: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return what a verb calls something in quotation marks, with the thing itself."""
    tree = reading.tree
    after = [
        tree.subtree_span(c)
        for c in tree.dependents(verb)
        if c.index > verb.index and c.dep not in {"punct", "advcl", "conj"}
    ]
    quoted = [n for n, e in enumerate(after) if any(e.overlaps(q) for q in reading.quotations)]
    if not quoted:
        return ()
    words = Span(verb.end, after[quoted[-1]].end)
    found = trim_reported_clause(reading, words)
    if any(q.start == words.start + 1 for q in reading.quotations) and not _relative(tree, verb):
        return ()  # "a club called “…”" has that name
    name = len(words.extract(reading.text).split()) < _LEAST_OBJECT and found[:1] == reading.quotations[:1]
    return () if name or len(words.extract(reading.text).split()) == 1 else found


def _relative(tree: ParseTree, verb: Token) -> bool:
    """Tell whether what a verb calls something may stand before it ("what Roe called “…”")."""
    return any(t.tag in {"WP", "WDT"} or t.lemma == "as" for t in tree.tokens[: verb.index])


def _judged(reading: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return whom or what a verb judges and how ("denounced him as a “liar”", "blasted him for “lying”")."""
    tree = reading.tree
    below = [t for t in tree.dependents(verb, "dobj", "prep") if t.index > verb.index]
    inner = [p for t in below for o in (t, *tree.dependents(t, "pobj")) for p in tree.dependents(o, "prep")]
    for how in (*tree.dependents(verb, "prep"), *inner):
        words = tree.subtree_span(how)
        quoted = [q for q in reading.speech_quotations if words.overlaps(q)]
        if how.lemma in {"as", "for"} and quoted and below:
            first = below[0]
            start = tree.subtree_span(first).start if first.dep == "dobj" else first.end
            end = _last_of_row(reading, quoted[-1])
            return trim_reported_clause(reading, Span(start, end)) if start < how.start else ()
    return ()


def _last_of_row(reading: ParsedSentence, quotation: Span) -> int:
    """Return where the last of several quotations ends that "and" joins ("as “old” and a “sad sight”")."""
    end = quotation.end
    for other in reading.speech_quotations:
        if other.start > end and _JOINED.fullmatch(reading.text, end, other.start):
            end = other.end
    return end


def _object(reading: ParsedSentence, verb: Token, cues: CueWords, *, named: bool) -> ReportedContent | None:
    """Return the noun phrase that a verb reports; one that only names a thing where `named` allows it.

    To request "boats to cross the bay" names what was asked for and what for.
    """
    tree = reading.tree
    for child in tree.dependents(verb, "dobj"):
        clauses = tree.dependents(child, "acl", "ccomp", "relcl")
        if child.lemma in cues.speech_nouns and clauses and clauses[0].index > child.index:
            return ReportedContent(trim_reported_clause(reading, tree.subtree_span(clauses[0])), child.end)
        whole = tree.subtree_span(child)
        if child.tag.startswith("N") and _long(reading, whole) and (named or _tells(reading, child)):
            purpose = [
                c for c in tree.dependents(verb, "advcl", "xcomp") if tree.tokens[c.left_edge].tag == "TO"
            ]
            if named and purpose and tree.tokens[purpose[0].left_edge].index == child.right_edge + 1:
                whole = spans.enclose_spans(whole, tree.subtree_span(purpose[0]))
            return ReportedContent(trim_reported_clause(reading, whole), verb.end)
    return None


def _tells(reading: ParsedSentence, noun: Token) -> bool:
    """Tell whether a noun phrase says something of its noun or quotes; "air defense systems" only names."""
    tree = reading.tree
    own = tree.subtree_span(noun)
    quoted = any(own.overlaps(q) for q in reading.speech_quotations)
    return quoted or bool(tree.dependents(noun, "prep", "acl", "relcl", "ccomp", "poss", "appos"))


def _clause(reading: ParsedSentence, clause: Token, verb: Token, speaker: Token) -> tuple[Span, ...]:
    """Return the content in a complement clause, without the cue where the cue stands inside it."""
    tree = reading.tree
    words = tree.subtree_span(clause)
    marks = [m for m in tree.dependents(clause, "mark") if m.lemma == "that" and m.index > verb.index]
    if marks:  # "said on Monday, when it rained, that …": the content begins after "that"
        words = Span(marks[0].end, words.end)
        return trim_reported_clause(reading, Span(words.start, _aside(reading, words)))
    own = spans.enclose_spans(verb.span, find_coordinated_noun_phrase(tree, speaker))
    if words.covers(verb.span):
        return spans.subtract_span((words,), own, reading)
    if clause.index > verb.index:
        words = Span(max(words.start, verb.end), words.end)
        words = Span(words.start, _aside(reading, words))
    return trim_reported_clause(reading, words)


def _around(reading: ParsedSentence, verb: Token, speaker: Token) -> tuple[Span, ...]:
    """Return the clause that an inserted "Roe said" interrupts or follows."""
    tree = reading.tree
    head = tree.head(verb)
    if head is verb or verb.dep not in {"parataxis", "ccomp", "dep"} or not tree.dependents(verb, "nsubj"):
        return ()
    own = spans.enclose_spans(verb.span, find_coordinated_noun_phrase(tree, speaker))
    before = reading.text[reading.span.start : own.start].rstrip()
    if not before.endswith((",", "”", '"', "''", "’", "—", "–")):
        return ()
    return spans.subtract_span((tree.subtree_span(head),), tree.subtree_span(verb), reading)


def trim_reported_clause(reading: ParsedSentence, words: Span) -> tuple[Span, ...]:
    """Return a content span trimmed, as the tuple that a statement holds; empty if nothing is left."""
    content = spans.trim_content_edges(words, reading)
    return (content,) if content is not None else ()


def _aside(reading: ParsedSentence, words: Span) -> int:
    """Return where the writer's own addition to a reported clause begins, or the clause's end.

    What a comma sets off behind it, a clause with "which" or "although" or one with another cue, is as
    often the writer's as the speaker's; without it nobody is said to have said what they didn't.
    """
    tokens = reading.tree.tokens
    for before, token in pairwise(tokens):
        if before.text != "," or not words.start < before.start < words.end or reading.is_quoted(token):
            continue
        if any(
            _adds(token, head) and tokens[head.right_edge].end >= words.end
            for head in _heads(reading.tree, token)
        ):
            return before.start
    return words.end


def _adds(first: Token, head: Token) -> bool:
    """Tell whether a clause or phrase that `first` begins is an addition to what stands before it."""
    if head.dep == "appos":
        return True
    if head.dep == "relcl":
        return first.tag in {"WDT", "WP", "WRB"}
    if head.dep == "advcl":
        beside = first.lemma in {"although", "though", "while"} or first.tag == "WDT"
        return beside or (head.tag == "VBG" and head.index == first.index)
    return False


def _heads(tree: ParseTree, token: Token) -> tuple[Token, ...]:
    """Return a token and those above it that it begins."""
    found = [token]
    while found[-1].head_index != found[-1].index and tree.head(found[-1]).left_edge == token.index:
        found.append(tree.head(found[-1]))
    return tuple(found)
