"""Find what a verb calls something: "called it “a scandal”", "called it sad", "denounced him as “a liar”"."""

from __future__ import annotations

import re

from build_scripts.models import Span
from build_scripts.statements.content_spans import trim_reported_clause
from build_scripts.statements.parsed_sentence import ParsedSentence
from build_scripts.text.parser import ParseTree, Token

_JOINS_QUOTATIONS = re.compile(r",? (?:and|or) (?:an? |the )?")
_FEWEST_WORDS = 3
"""Words of the shortest quoted name that reports something by itself."""


def find_quoted_name(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
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
    only_name = size < _FEWEST_WORDS and found[:1] == parsed.quotations[:1]
    return () if only_name or size == 1 else found


def find_named(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
    """Return a thing and the judgement that calls it so ("called the plan a waste of money").

    A name is no judgement: "called the boat the Gull".
    """
    tree = parsed.tree
    things = [t for t in tree.dependents(verb, "dobj") if t.index > verb.index]
    judgements = [t for t in tree.dependents(verb, "oprd", "acomp") if things and t.index > things[0].index]
    if not judgements or parsed.is_quoted(judgements[0]):
        return ()
    first = tree.tokens[judgements[0].left_edge]
    if not (judgements[0].tag.startswith("JJ") or first.text.lower() in {"a", "an"}):
        return ()
    words = Span(tree.subtree_span(things[0]).start, tree.subtree_span(judgements[0]).end)
    return trim_reported_clause(parsed, words)


def _may_precede_verb(tree: ParseTree, verb: Token) -> bool:
    """Return whether the thing called so may precede the verb ("what Roe called “…”")."""
    return any(t.tag in {"WP", "WDT"} or t.lemma == "as" for t in tree.tokens[: verb.index])


def find_judgement(parsed: ParsedSentence, verb: Token) -> tuple[Span, ...]:
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
