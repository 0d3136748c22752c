"""Take from the parse of a sentence what tells whether another sentence reports the same.

Words alone don't tell who did what to whom. Pairs of words that depend on each other do so cheaply
(Owczarzak, van Genabith and Way, "Labelled dependencies in machine translation evaluation", 2007).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.models import Span, Units
from build_scripts.text.parser import Token, Tree

# Tags (Penn Treebank) by their first two letters: nouns and names, verbs, adjectives, numbers.
TELLING = ("NN", "VB")
HEADS = ("NN", "VB", "JJ")
DEPENDENTS = ("NN", "VB", "JJ", "CD")
# Clauses that say something of their own, by how they depend on the rest (ClearNLP).
OPENING = ("ROOT", "ccomp", "advcl", "relcl", "parataxis")
# What makes a coordinated verb a predicate, rather than one word of a pair.
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "prep", "ccomp", "xcomp")
# A shorter clause tells too little to be marked.
FEWEST_WORDS = 4
# A sentence with more is a list that no reader takes for clauses.
MOST_CLAUSES = 24


def of(tree: Tree) -> Units:
    """Return the units of one parsed sentence. Spans are into the parsed text."""
    tokens = tree.tokens
    return Units(
        words=tuple(
            t.lemma
            for t in tokens
            if t.tag[:2] in TELLING and not t.dep.startswith("aux") and len(t.text) > 1
        ),
        bonds=tuple(
            f"{tree.head(t).lemma}>{t.lemma}"
            for t in tokens
            if t.head != t.place and t.tag[:2] in DEPENDENTS and tree.head(t).tag[:2] in HEADS
        ),
        clauses=tuple(sorted(set(_clauses(tree))))[:MOST_CLAUSES],
        names=tuple(t.text for t in tokens if t.tag.startswith("NNP") and _named(t.text)),
    )


def _clauses(tree: Tree) -> Iterator[Span]:
    """Give the clauses and coordinated predicates of a sentence that are not all of it."""
    whole = _trimmed(tree, 0, len(tree.tokens) - 1)
    for token in tree.tokens:
        if not (token.dep in OPENING or (token.dep == "conj" and token.tag.startswith("VB"))):
            continue
        if not tree.below(token, *ARGUMENTS):
            continue
        last = token.last
        for coordinated in tree.below(token, "conj"):
            if coordinated.tag.startswith("VB") and tree.below(coordinated, *ARGUMENTS):
                # The next predicate is a clause of its own: this one ends before it.
                last = min(last, coordinated.first - 1)
        found = _trimmed(tree, token.first, last)
        if found is not None and found != whole:
            yield found


def _trimmed(tree: Tree, first: int, last: int) -> Span | None:
    """Return the span of these tokens without marks and "and" at its ends; None if few words are left."""
    tokens = tree.tokens
    while first <= last and _loose(tokens[first]):
        first += 1
    while last >= first and _loose(tokens[last]):
        last -= 1
    words = sum(t.text[0].isalnum() for t in tokens[first : last + 1])
    return Span(tokens[first].start, tokens[last].end) if words >= FEWEST_WORDS else None


def _named(word: str) -> bool:
    """Tell whether a word that is tagged as a name is one: in a line in capitals every noun is tagged so."""
    return len(word) > 2 and word[0].isupper() and word[1].islower()


def _loose(token: Token) -> bool:
    return token.dep == "cc" or not any(character.isalnum() for character in token.text)
