"""Tell in a parsed conversation who asked, who was asked, and which words are an answer.

Who answers is never who asked ("Roe asked Doe: “…?” “Yes,” she replied"): the second part of what Schegloff
and Sacks call an adjacency pair is another speaker's (Opening up closings, Semiotica 8, 1973).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.text.package_data import load_words
from build_scripts.text.parser import ParseTree, Token

MAX_SENTENCES_BACK = 3
"""Sentences before an answer that its question may begin in."""
_HIGHEST = 4
"""Heads that a verb may share its subject with."""
_ENDS = frozenset({"?", "!?", "?!", "??"})


@dataclass(frozen=True, slots=True)
class DialogueVerbs:
    """The verbs of a conversation, as lemmas."""

    asking: frozenset[str]
    telling: frozenset[str]
    saying: frozenset[str]
    answering: frozenset[str]


@dataclass(frozen=True, slots=True)
class DialogueSentence:
    """A parsed sentence, the places of its tokens in quotation marks, and its paragraph's number."""

    tree: ParseTree
    quoted_tokens: frozenset[int]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer follows: how many sentences before it, who asked and who was asked.

    `addressee` is None where the words don't name one person, or where something else stands between, and the
    answer's own subject where that is the one ("Asked by Roe, she replied …").
    """

    sentences_back: int
    asker: Token | None
    addressee: Token | None


def load_dialogue_verbs() -> DialogueVerbs:
    """Read the verbs that ship with the package."""
    return DialogueVerbs(
        **{kind: frozenset(lemmas) for kind, lemmas in load_words("speakers")["conversation"].items()}
    )


def is_answering_subject(tree: ParseTree, who: Token, words: DialogueVerbs) -> bool:
    """Tell whether `who` is the subject of a verb with which one answers."""
    return who.dep == "nsubj" and tree.head(who).lemma.lower() in words.answering | {"say"}


def find_answered_question(
    sentences: Sequence[DialogueSentence], who: Token, words: DialogueVerbs
) -> Question | None:
    """Return the question that the subject `who` of the last sentence answers; None if it answers none.

    `sentences` are those of the text in order, up to the one in which `who` stands.
    """
    own = sentences[-1]
    verb = own.tree.head(who)
    replies = verb.lemma.lower() in words.answering
    # "“…,” she said" after a question to somebody may be either's.
    says = verb.lemma == "say" and own.tree.tokens[0].index in own.quoted_tokens
    if who.dep != "nsubj" or not (replies or says):
        return None
    clear = True
    asks = False  # a question in quotation marks fills the sentence behind
    for back, sentence in enumerate(reversed(sentences[-1 - MAX_SENTENCES_BACK :])):
        if own.paragraph - sentence.paragraph > 1:
            break
        found = _question(sentence, who if back == 0 else None, words, asks=asks)
        if found is not None:
            asker, asked = found
            if replies:
                return Question(back, asker, asked if clear else None)
            return Question(back, asker, None) if clear and asked is not None and _asks(sentence) else None
        outside = [t for t in sentence.tree.tokens if t.index not in sentence.quoted_tokens]
        if back and any(t.dep in {"nsubj", "nsubjpass"} for t in outside):
            clear, asks = False, False  # somebody or something else has come between
        elif back:
            asks = asks or _asks(sentence)
    return None


def _asks(sentence: DialogueSentence) -> bool:
    """Tell whether a quotation in a sentence ends with a question mark."""
    tokens = sentence.tree.tokens
    return any(
        t.text in _ENDS
        and t.index in sentence.quoted_tokens
        and not any(
            n.index in sentence.quoted_tokens and n.text[:1].isalnum() for n in tokens[t.index + 1 :][:1]
        )
        for t in tokens
    )


def _question(
    sentence: DialogueSentence, who: Token | None, words: DialogueVerbs, *, asks: bool
) -> tuple[Token | None, Token | None] | None:
    """Return who asks and who is asked by the last verb (before `who`) that does so, or None."""
    tree = sentence.tree
    asks = asks or _asks(sentence)
    for verb in reversed(tree.tokens[: None if who is None else who.index]):
        lemma = verb.lemma.lower()
        if verb.index in sentence.quoted_tokens or not verb.tag.startswith("VB"):
            continue
        if lemma in words.asking and tree.dependents(verb, "nsubjpass"):
            return _by(tree, verb), _one(tree, tree.dependents(verb, "nsubjpass"))
        if lemma in words.asking and verb.tag == "VBN" and verb.dep in {"advcl", "acl"}:
            head = tree.head(verb)
            asked = head if verb.dep == "acl" else who or _subject(tree, head)
            return _by(tree, verb), asked
        objects = tuple(
            t
            for t in tree.dependents(verb, "dobj", "dative", "iobj")
            if t.index not in sentence.quoted_tokens
        )
        # The parser may take whom somebody asks to do something for the subject of what is to be done.
        objects += tuple(
            s
            for clause in tree.dependents(verb, "ccomp")
            if any(a.tag == "TO" for a in tree.dependents(clause, "aux"))
            for s in tree.dependents(clause, "nsubj")
        )
        person = _one(tree, objects)
        told = lemma in words.telling and person is not None and bool(sentence.quoted_tokens)
        if lemma in words.asking or told or (asks and lemma in words.telling | words.saying):
            return _subject(tree, verb), person
    return None


def _by(tree: ParseTree, verb: Token) -> Token | None:
    agents = tuple(n for p in tree.dependents(verb, "agent") for n in tree.dependents(p, "pobj"))
    return agents[0] if agents else None


def _one(tree: ParseTree, objects: tuple[Token, ...]) -> Token | None:
    """Return the only one of the objects that may be a person, if it stands alone."""
    may_be = [t for t in objects if t.tag in {"NNP", "NN", "PRP"}]
    return may_be[0] if len(may_be) == 1 and not tree.dependents(may_be[0], "conj") else None


def _subject(tree: ParseTree, verb: Token) -> Token | None:
    for _ in range(_HIGHEST):
        own = tree.dependents(verb, "nsubj")
        if own:
            return own[0]
        if verb.dep not in {"conj", "xcomp", "advcl"}:
            return None
        verb = tree.head(verb)
    return None
