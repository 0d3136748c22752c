"""Extract the features of a parsed sentence that are compared with those of other sentences.

Words alone do not show who did what to whom. Pairs of words that depend on each other do, at little cost
(Owczarzak, van Genabith and Way, "Labelled dependencies in machine translation evaluation", 2007).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.models import SentenceFeatures, Span, VerbTense, VerbTime
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

# Tags (Penn Treebank) by their first two letters: nouns and names, verbs, adjectives, numbers.
WORD_TAGS = ("NN", "VB")
HEAD_TAGS = ("NN", "VB", "JJ")
DEPENDENT_TAGS = ("NN", "VB", "JJ", "CD")
# Dependency labels (ClearNLP) of clauses that make a claim of their own.
CLAUSE_LABELS = ("ROOT", "ccomp", "advcl", "relcl", "parataxis")
# A coordinated verb with a dependent of one of these labels is a predicate, not one word of a pair.
ARGUMENT_LABELS = ("nsubj", "nsubjpass", "dobj", "attr", "prep", "ccomp", "xcomp")
# A shorter clause says too little to be marked.
MIN_CLAUSE_WORDS = 4
# A sentence with more is a list.
MAX_CLAUSES = 24
# "Friday", "early Friday morning"; a longer phrase is no time.
MAX_TIME_WORDS = 3
# Dependency labels of a verb's auxiliaries, and the auxiliaries of a future tense.
AUXILIARY_LABELS = ("aux", "auxpass")
FUTURE_AUXILIARIES = frozenset({"will", "shall", "wo", "'ll", "’ll"})
# "restored by Friday" says nothing of whether it is, "arrested on Friday" does.
DEADLINE_PREPOSITIONS = frozenset({"by", "until", "till"})
PAST_TAG, PARTICIPLE_TAGS = "VBD", frozenset({"VBN", "VBG"})


def extract_sentence_features(tree: ParseTree) -> SentenceFeatures:
    """Return the features of one parsed sentence. Spans are of the parsed text."""
    tokens = tree.tokens
    return SentenceFeatures(
        lemmas=tuple(
            t.lemma
            for t in tokens
            if t.tag[:2] in WORD_TAGS and not t.dep.startswith("aux") and len(t.text) > 1
        ),
        dependencies=tuple(
            f"{tree.head(t).lemma}>{t.lemma}"
            for t in tokens
            if t.head_index != t.index and t.tag[:2] in DEPENDENT_TAGS and tree.head(t).tag[:2] in HEAD_TAGS
        ),
        clauses=tuple(sorted(set(_clauses(tree))))[:MAX_CLAUSES],
        name_words=tuple(t.text for t in tokens if t.tag.startswith("NNP") and _is_name(t.text)),
        verb_times=tuple(_verb_times(tree)),
    )


def _verb_times(tree: ParseTree) -> Iterator[VerbTime]:
    """Yield the short phrases with a proper noun that are adverbial to a verb of a known tense."""
    for noun in tree.tokens:
        if noun.right_edge - noun.left_edge >= MAX_TIME_WORDS or not _has_proper_noun(tree, noun):
            continue
        verb = preposition = tree.head(noun)
        if noun.dep == "pobj" and preposition.dep == "prep":
            verb = tree.head(preposition)
        elif noun.dep != "npadvmod":
            continue
        tense = _find_tense(tree, verb, preposition.text.casefold() in DEADLINE_PREPOSITIONS)
        if tense is not None:
            yield VerbTime(tree.subtree_span(noun), verb.span, tense)


def _has_proper_noun(tree: ParseTree, noun: Token) -> bool:
    return any(t.tag in PROPER_NOUN_TAGS for t in tree.tokens[noun.left_edge : noun.right_edge + 1])


def _find_tense(tree: ParseTree, verb: Token, is_deadline: bool) -> VerbTense | None:
    """Return the tense of a verb; None for "arriving" without an auxiliary, and for what is no verb."""
    if not verb.tag.startswith("VB"):
        return None
    while not (auxiliaries := tree.dependents(verb, *AUXILIARY_LABELS)) and verb.dep == "conj":
        # "will leave on Saturday and arrive on Monday"
        if tree.head(verb).tag != verb.tag:
            break
        verb = tree.head(verb)
    if any(t.text.casefold() in FUTURE_AUXILIARIES for t in auxiliaries):
        return "future"
    tags = {verb.tag, *(t.tag for t in auxiliaries)}
    if PAST_TAG in tags or ("MD" not in tags and any(t.lemma == "have" for t in auxiliaries)):
        return "past"
    if tags <= PARTICIPLE_TAGS:
        # "the man arrested on Friday", "after being arrested"; "arriving on Friday" is about any Friday.
        return "past" if verb.tag == "VBN" and not is_deadline else None
    # "is closed" and "is leaving" may be about the coming Friday.
    return "open"


def _clauses(tree: ParseTree) -> Iterator[Span]:
    """Yield the clauses and coordinated predicates of a sentence, without the sentence as a whole."""
    whole = _trim(tree, 0, len(tree.tokens) - 1)
    for token in tree.tokens:
        if not (token.dep in CLAUSE_LABELS or (token.dep == "conj" and token.tag.startswith("VB"))):
            continue
        if not tree.dependents(token, *ARGUMENT_LABELS):
            continue
        last = token.right_edge
        for coordinated in tree.dependents(token, "conj"):
            if coordinated.tag.startswith("VB") and tree.dependents(coordinated, *ARGUMENT_LABELS):
                # The next predicate is a clause of its own: this one ends before it.
                last = min(last, coordinated.left_edge - 1)
        found = _trim(tree, token.left_edge, last)
        if found is not None and found != whole:
            yield found


def _trim(tree: ParseTree, first: int, last: int) -> Span | None:
    """Return the span of these tokens without punctuation and "and" at its ends; None if it has few words."""
    tokens = tree.tokens
    while first <= last and _is_trimmed(tokens[first]):
        first += 1
    while last >= first and _is_trimmed(tokens[last]):
        last -= 1
    words = sum(t.text[0].isalnum() for t in tokens[first : last + 1])
    return Span(tokens[first].start, tokens[last].end) if words >= MIN_CLAUSE_WORDS else None


def _is_name(word: str) -> bool:
    """Return whether a word tagged as a name is one: in a line in capitals, every noun has that tag."""
    return len(word) > 2 and word[0].isupper() and word[1].islower()


def _is_trimmed(token: Token) -> bool:
    return token.dep == "cc" or not any(character.isalnum() for character in token.text)
