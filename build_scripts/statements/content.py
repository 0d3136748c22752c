"""Find the content that hangs on a cue verb, in the forms that the verb takes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.statements import content_spans as spans
from build_scripts.statements.cue_words import Cues
from build_scripts.statements.parsed_sentence import Reading, everyone
from build_scripts.text.parser import Token, Tree

_JOINED = re.compile(r",? (?:and|or) (?:an? |the )?")
_LEAST_OBJECT = 3
"""Words of the shortest noun phrase that is content: "denied the report" reports nothing by itself."""


class Content(NamedTuple):
    """What is reported, and where the cue ends if it is more than the verb ("expressed hope")."""

    spans: tuple[Span, ...]
    cue_end: int


def find(reading: Reading, verb: Token, speaker: Token, cues: Cues) -> Content | None:
    """Return the content of a cue verb with this speaker, or None if nothing hangs on it."""
    takes = cues.verbs[verb.lemma].takes
    found = _clauses(reading, verb, speaker, takes)
    if not found and "infinitive" in takes:
        found = _infinitive(reading, verb)
    if not found and "request" in takes:
        found = _request(reading, verb)
    if found:
        return Content(found, verb.end)
    after = _after_preposition(reading, verb, takes)
    if after is None and takes & {"object", "thing"}:
        after = _object(reading, verb, cues, named="thing" in takes)
    if after is None and "quoted" in takes:
        after = Content(_named(reading, verb), verb.end)
    if after is None and "judged" in takes:
        after = Content(_judged(reading, verb), verb.end)
    return after if after is not None and after.spans else None


def _clauses(reading: Reading, verb: Token, speaker: Token, takes: frozenset[str]) -> tuple[Span, ...]:
    if not takes & {"clause", "quotation"}:
        return ()
    tree = reading.tree
    below = tree.below(verb, "ccomp") or _introduced(tree, verb) or _cited(tree, verb)
    titles = [q for q in reading.quotations if q not in reading.speech]
    below = tuple(c for c in below if not any(q.covers(c.span) for q in titles))
    clauses = [_clause(reading, c, verb, speaker) for c in below]
    clauses = [c for c in clauses if c]
    quoted = [c for c in clauses if any(spans.touches(c, q) for q in reading.speech)]
    if len(quoted) > 1:
        return tuple(sorted({s for c in quoted for s in c}))
    if "quotation" in takes and quoted:
        return quoted[-1]
    if "clause" not in takes:
        return ()
    return clauses[-1] if clauses else _around(reading, verb, speaker)


def _introduced(tree: Tree, verb: Token) -> tuple[Token, ...]:
    """Return the head of the clause that a "that" right after the verb begins, wherever it was attached."""
    for mark in tree.tokens[verb.place + 1 : verb.place + 2]:
        if mark.lemma == "that" and mark.dep == "mark" and mark.head > mark.place:
            return (tree.head(mark),)
    return ()


def _cited(tree: Tree, verb: Token) -> tuple[Token, ...]:
    """Return the head of "that …" where the parser hangs it on the "citing" that stands before it."""
    found = [c for t in tree.below(verb, "advcl") if t.lemma == "cite" for c in tree.below(t, "ccomp")]
    return tuple(c for c in found if any(m.lemma == "that" for m in tree.below(c, "mark")))


def _infinitive(reading: Reading, verb: Token) -> tuple[Span, ...]:
    tree = reading.tree
    for child in tree.below(verb, "xcomp"):
        if tree.below(child, "aux"):
            return trimmed(reading, tree.extent(child))
    return ()


def _request(reading: Reading, verb: Token) -> tuple[Span, ...]:
    tree = reading.tree
    asked = [c for c in tree.below(verb, "ccomp", "xcomp") if c.place > verb.place]
    if not asked:
        return ()
    objects = [t for t in tree.below(verb, "dobj", "dative") if t.place < asked[0].place]
    start = tree.extent(objects[0]).start if objects else tree.extent(asked[0]).start
    return trimmed(reading, Span(start, tree.extent(asked[0]).end))


def _after_preposition(reading: Reading, verb: Token, takes: frozenset[str]) -> Content | None:
    tree = reading.tree
    objects = tree.below(verb, "dobj")
    for child in (*tree.below(verb, "prep"), *(p for o in objects for p in tree.below(o, "prep"))):
        words = Span(child.end, reading.tree.extent(child).end)
        if child.lemma in takes and child.place > verb.place and _long(reading, words):
            return Content(trimmed(reading, words), child.end)
    return None


def _long(reading: Reading, words: Span) -> bool:
    return len(words.of(reading.text).split()) >= _LEAST_OBJECT


def _named(reading: Reading, verb: Token) -> tuple[Span, ...]:
    """Return what a verb calls something in quotation marks, with the thing itself."""
    tree = reading.tree
    after = [
        tree.extent(c)
        for c in tree.below(verb)
        if c.place > verb.place and c.dep not in {"punct", "advcl", "conj"}
    ]
    quoted = [n for n, e in enumerate(after) if any(e.overlaps(q) for q in reading.quotations)]
    if not quoted:
        return ()
    words = Span(verb.end, after[quoted[-1]].end)
    found = trimmed(reading, words)
    if any(q.start == words.start + 1 for q in reading.quotations) and not _relative(tree, verb):
        return ()  # "a club called “…”" has that name
    name = len(words.of(reading.text).split()) < _LEAST_OBJECT and found[:1] == reading.quotations[:1]
    return () if name or len(words.of(reading.text).split()) == 1 else found


def _relative(tree: Tree, verb: Token) -> bool:
    """Tell whether what a verb calls something may stand before it ("what Roe called “…”")."""
    return any(t.tag in {"WP", "WDT"} or t.lemma == "as" for t in tree.tokens[: verb.place])


def _judged(reading: Reading, verb: Token) -> tuple[Span, ...]:
    """Return whom or what a verb judges and how ("denounced him as a “liar”", "blasted him for “lying”")."""
    tree = reading.tree
    below = [t for t in tree.below(verb, "dobj", "prep") if t.place > verb.place]
    inner = [p for t in below for o in (t, *tree.below(t, "pobj")) for p in tree.below(o, "prep")]
    for how in (*tree.below(verb, "prep"), *inner):
        words = tree.extent(how)
        quoted = [q for q in reading.speech if words.overlaps(q)]
        if how.lemma in {"as", "for"} and quoted and below:
            first = below[0]
            start = tree.extent(first).start if first.dep == "dobj" else first.end
            end = _last_of_row(reading, quoted[-1])
            return trimmed(reading, Span(start, end)) if start < how.start else ()
    return ()


def _last_of_row(reading: Reading, quotation: Span) -> int:
    """Return where the last of several quotations ends that "and" joins ("as “old” and a “sad sight”")."""
    end = quotation.end
    for other in reading.speech:
        if other.start > end and _JOINED.fullmatch(reading.text, end, other.start):
            end = other.end
    return end


def _object(reading: Reading, verb: Token, cues: Cues, *, named: bool) -> Content | None:
    """Return the noun phrase that a verb reports; one that only names a thing where `named` allows it.

    To request "boats to cross the bay" names what was asked for and what for.
    """
    tree = reading.tree
    for child in tree.below(verb, "dobj"):
        clauses = tree.below(child, "acl", "ccomp", "relcl")
        if child.lemma in cues.nouns and clauses and clauses[0].place > child.place:
            return Content(trimmed(reading, tree.extent(clauses[0])), child.end)
        whole = tree.extent(child)
        if child.tag.startswith("N") and _long(reading, whole) and (named or _tells(reading, child)):
            purpose = [c for c in tree.below(verb, "advcl", "xcomp") if tree.tokens[c.first].tag == "TO"]
            if named and purpose and tree.tokens[purpose[0].first].place == child.last + 1:
                whole = spans.hull(whole, tree.extent(purpose[0]))
            return Content(trimmed(reading, whole), verb.end)
    return None


def _tells(reading: Reading, noun: Token) -> bool:
    """Tell whether a noun phrase says something of its noun or quotes; "air defense systems" only names."""
    tree = reading.tree
    own = tree.extent(noun)
    quoted = any(own.overlaps(q) for q in reading.speech)
    return quoted or bool(tree.below(noun, "prep", "acl", "relcl", "ccomp", "poss", "appos"))


def _clause(reading: Reading, clause: Token, verb: Token, speaker: Token) -> tuple[Span, ...]:
    """Return the content in a complement clause, without the cue where the cue stands inside it."""
    tree = reading.tree
    words = tree.extent(clause)
    marks = [m for m in tree.below(clause, "mark") if m.lemma == "that" and m.place > verb.place]
    if marks:  # "said on Monday, when it rained, that …": the content begins after "that"
        words = Span(marks[0].end, words.end)
        return trimmed(reading, Span(words.start, _aside(reading, words)))
    own = spans.hull(verb.span, everyone(tree, speaker))
    if words.covers(verb.span):
        return spans.without((words,), own, reading)
    if clause.place > verb.place:
        words = Span(max(words.start, verb.end), words.end)
        words = Span(words.start, _aside(reading, words))
    return trimmed(reading, words)


def _around(reading: Reading, verb: Token, speaker: Token) -> tuple[Span, ...]:
    """Return the clause that an inserted "Roe said" interrupts or follows."""
    tree = reading.tree
    head = tree.head(verb)
    if head is verb or verb.dep not in {"parataxis", "ccomp", "dep"} or not tree.below(verb, "nsubj"):
        return ()
    own = spans.hull(verb.span, everyone(tree, speaker))
    before = reading.text[reading.span.start : own.start].rstrip()
    if not before.endswith((",", "”", '"', "''", "’", "—", "–")):
        return ()
    return spans.without((tree.extent(head),), tree.extent(verb), reading)


def trimmed(reading: Reading, words: Span) -> tuple[Span, ...]:
    """Return a content span trimmed, as the tuple that a statement holds; empty if nothing is left."""
    content = spans.trim(words, reading)
    return (content,) if content is not None else ()


def _aside(reading: Reading, words: Span) -> int:
    """Return where the writer's own addition to a reported clause begins, or the clause's end.

    What a comma sets off behind it, a clause with "which" or "although" or one with another cue, is as
    often the writer's as the speaker's; without it nobody is said to have said what they didn't.
    """
    tokens = reading.tree.tokens
    for before, token in pairwise(tokens):
        if before.text != "," or not words.start < before.start < words.end or reading.quoted(token):
            continue
        if any(
            _adds(token, head) and tokens[head.last].end >= words.end for head in _heads(reading.tree, token)
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
        return beside or (head.tag == "VBG" and head.place == first.place)
    return False


def _heads(tree: Tree, token: Token) -> tuple[Token, ...]:
    """Return a token and those above it that it begins."""
    found = [token]
    while found[-1].head != found[-1].place and tree.head(found[-1]).first == token.place:
        found.append(tree.head(found[-1]))
    return tuple(found)
