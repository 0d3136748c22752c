"""Find the question that a speaker answers in a parsed dialogue: its asker and its addressee.

A person does not answer their own question ("Roe asked Doe: “…?” “Yes,” she replied"): the two parts of an
adjacency pair have different speakers (Schegloff and Sacks, Opening up closings, Semiotica 8, 1973).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.text.package_data import load_words
from build_scripts.text.parser import ParseTree, Token

MAX_SENTENCES_BACK = 3
"""Sentences before an answer in which its question may begin."""
_MAX_HEADS = 4
"""Heads above a verb from which it may take its subject."""
_QUESTION_MARKS = frozenset({"?", "!?", "?!", "??"})


@dataclass(frozen=True, slots=True)
class DialogueVerbs:
    """The verbs of a dialogue, as lemmas."""

    asking: frozenset[str]
    telling: frozenset[str]
    saying: frozenset[str]
    answering: frozenset[str]


@dataclass(frozen=True, slots=True)
class DialogueSentence:
    """A parsed sentence, the indices of its tokens in quotation marks, and its paragraph's number."""

    tree: ParseTree
    quoted_tokens: frozenset[int]
    paragraph: int


@dataclass(frozen=True, slots=True)
class Question:
    """The question that an answer follows: how many sentences before it, the asker and the addressee.

    `addressee` is None where the words do not name one person, or where another subject comes between. It is
    the answer's own subject in "Asked by Roe, she replied …".
    """

    sentences_back: int
    asker: Token | None
    addressee: Token | None


def load_dialogue_verbs() -> DialogueVerbs:
    """Return the verbs that ship with the package."""
    return DialogueVerbs(
        **{kind: frozenset(lemmas) for kind, lemmas in load_words("speakers")["conversation"].items()}
    )


def is_answering_subject(tree: ParseTree, subject: Token, verbs: DialogueVerbs) -> bool:
    """Return whether a token is the subject of a verb of answering, or of "say"."""
    return subject.dep == "nsubj" and tree.head(subject).lemma.lower() in verbs.answering | {"say"}


def find_answered_question(
    sentences: Sequence[DialogueSentence], subject: Token, verbs: DialogueVerbs
) -> Question | None:
    """Return the question that the subject of a verb in the last sentence answers, or None.

    `sentences` are those of the text in order, up to the one that contains `subject`.
    """
    own = sentences[-1]
    verb = own.tree.head(subject)
    answers = verb.lemma.lower() in verbs.answering
    says = verb.lemma == "say" and own.tree.tokens[0].index in own.quoted_tokens
    if subject.dep != "nsubj" or not (answers or says):
        return None
    question, is_adjacent = _find_question_before(sentences, subject, verbs)
    if question is None:
        return None
    addressee = question.addressee if is_adjacent else None
    if answers:
        return Question(question.sentences_back, question.asker, addressee)
    # "“…,” she said" after a question to somebody may be the asker's or the addressee's.
    is_answer = addressee is not None and _quotes_question(sentences[-1 - question.sentences_back])
    return Question(question.sentences_back, question.asker, None) if is_answer else None


def _find_question_before(
    sentences: Sequence[DialogueSentence], answerer: Token, verbs: DialogueVerbs
) -> tuple[Question | None, bool]:
    """Return the last question before an answer, and whether no other subject comes between the two."""
    is_adjacent = True
    is_question_quoted = False  # by a sentence between, which is nothing but a quotation
    for back, sentence in enumerate(reversed(sentences[-1 - MAX_SENTENCES_BACK :])):
        if sentences[-1].paragraph - sentence.paragraph > 1:
            break
        is_question_quoted_here = is_question_quoted or _quotes_question(sentence)
        found = _find_question(sentence, answerer if back == 0 else None, verbs, is_question_quoted_here)
        if found is not None:
            return Question(back, *found), is_adjacent
        if back == 0:
            continue
        unquoted = [t for t in sentence.tree.tokens if t.index not in sentence.quoted_tokens]
        if any(t.dep in {"nsubj", "nsubjpass"} for t in unquoted):
            is_adjacent, is_question_quoted = False, False
        else:
            is_question_quoted = is_question_quoted_here
    return None, is_adjacent


def _quotes_question(sentence: DialogueSentence) -> bool:
    """Return whether a quotation in a sentence ends with a question mark."""
    tokens = sentence.tree.tokens
    return any(
        t.text in _QUESTION_MARKS
        and t.index in sentence.quoted_tokens
        and not any(
            n.index in sentence.quoted_tokens and n.text[:1].isalnum() for n in tokens[t.index + 1 :][:1]
        )
        for t in tokens
    )


def _find_question(
    sentence: DialogueSentence, answerer: Token | None, verbs: DialogueVerbs, is_question_quoted: bool
) -> tuple[Token | None, Token | None] | None:
    """Return the asker and the addressee of the last asking verb (before `answerer`, if given), or None."""
    for verb in reversed(sentence.tree.tokens[: None if answerer is None else answerer.index]):
        if verb.index in sentence.quoted_tokens or not verb.tag.startswith("VB"):
            continue
        found = _question_of_verb(sentence, verb, answerer, verbs, is_question_quoted)
        if found is not None:
            return found
    return None


def _question_of_verb(
    sentence: DialogueSentence,
    verb: Token,
    answerer: Token | None,
    verbs: DialogueVerbs,
    is_question_quoted: bool,
) -> tuple[Token | None, Token | None] | None:
    """Return the asker and the addressee if a verb reports a question, or None."""
    tree, lemma = sentence.tree, verb.lemma.lower()
    if lemma in verbs.asking:
        if addressees := tree.dependents(verb, "nsubjpass"):
            return _agent(tree, verb), _only_person(tree, addressees)
        if verb.tag == "VBN" and verb.dep in {"advcl", "acl"}:
            head = tree.head(verb)
            return _agent(tree, verb), head if verb.dep == "acl" else answerer or _subject(tree, head)
    person = _only_person(tree, _objects(sentence, verb))
    tells_quotation = lemma in verbs.telling and person is not None and bool(sentence.quoted_tokens)
    says_question = is_question_quoted and lemma in verbs.telling | verbs.saying
    if lemma in verbs.asking or tells_quotation or says_question:
        return _subject(tree, verb), person
    return None


def _agent(tree: ParseTree, verb: Token) -> Token | None:
    """Return the noun after "by" that a passive verb has for its agent."""
    agents = tuple(n for p in tree.dependents(verb, "agent") for n in tree.dependents(p, "pobj"))
    return agents[0] if agents else None


def _objects(sentence: DialogueSentence, verb: Token) -> tuple[Token, ...]:
    """Return the objects of a verb outside quotation marks, with the subjects of its infinitives.

    In "Roe asked her to go" the parser may take "her" for the subject of "go".
    """
    tree = sentence.tree
    objects = tuple(
        t for t in tree.dependents(verb, "dobj", "dative", "iobj") if t.index not in sentence.quoted_tokens
    )
    return objects + tuple(
        s
        for clause in tree.dependents(verb, "ccomp")
        if any(a.tag == "TO" for a in tree.dependents(clause, "aux"))
        for s in tree.dependents(clause, "nsubj")
    )


def _only_person(tree: ParseTree, tokens: tuple[Token, ...]) -> Token | None:
    """Return the only one of the tokens that may be a person, unless it is one of several joined by "and"."""
    persons = [t for t in tokens if t.tag in {"NNP", "NN", "PRP"}]
    return persons[0] if len(persons) == 1 and not tree.dependents(persons[0], "conj") else None


def _subject(tree: ParseTree, verb: Token) -> Token | None:
    """Return the subject of a verb, or of the verb that it is coordinated with or depends on."""
    for _ in range(_MAX_HEADS):
        if subjects := tree.dependents(verb, "nsubj"):
            return subjects[0]
        if verb.dep not in {"conj", "xcomp", "advcl"}:
            return None
        verb = tree.head(verb)
    return None
