"""Analyse one cleaned capture: split it into sentences; find mentions, statements and silences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_scripts.metadata.dateline import find_offset_after_dateline
from build_scripts.models import (
    Actor,
    Article,
    LineKind,
    Mention,
    Metadata,
    Sentence,
    Span,
)
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.coreference import find_coreferences
from build_scripts.people.mentions import find_mentions
from build_scripts.people.name_forms import build_name_index
from build_scripts.people.not_followed.find_names import find_unlisted_names
from build_scripts.pipeline.article_tools import ArticleTools
from build_scripts.pipeline.clean_capture import CleanedCapture
from build_scripts.statements.find_statements import find_statements
from build_scripts.text.normalize import NormalizedText, normalize_text
from build_scripts.text.parser import Parser, ParseTree
from build_scripts.text.sentence_features import extract_sentence_features
from build_scripts.text.sentences import split_sentences
from build_scripts.text.title_clauses import find_title_clauses
from build_scripts.text.title_words import TitleWords

MAX_ARTICLE_PARAGRAPHS, MAX_ARTICLE_CHARACTERS = 5_000, 1_200_000
STATEMENT_LANGUAGE = "en"  # statements are found in this language only


def _check_article_size(cleaned: CleanedCapture) -> None:
    """Raise UserError if the text is too long for one article; it would take minutes to analyse."""
    count = len(cleaned.paragraphs)
    length = sum(paragraph.span.end - paragraph.span.start for paragraph in cleaned.paragraphs)
    if count > MAX_ARTICLE_PARAGRAPHS or length > MAX_ARTICLE_CHARACTERS:
        message = f"holds an article of {count:,} paragraphs and {length:,} characters"
        fix = f"keep one article, of at most {MAX_ARTICLE_PARAGRAPHS:,} and {MAX_ARTICLE_CHARACTERS:,}"
        raise UserError(Problem(cleaned.capture.path, None, None, message, fix))


def analyse_article(
    name: str, cleaned: CleanedCapture, actors: Sequence[Actor], tools: ArticleTools
) -> Article:
    """Return the article with its sentences, mentions, statements and silences.

    `name` is the source's id within its story. Each sentence is parsed here, once. Statements are found if
    there is a parser and the language is English or unknown. Raises UserError if the text is too long.
    """
    _check_article_size(cleaned)
    text = _split_text(cleaned, tools)
    index = build_name_index(tuple(actors), tools.name_titles)
    mentions = find_mentions(text.normalized.text, text.blocks, index, tools.name_titles)
    article = Article(
        id=name,
        capture=cleaned.capture,
        sidecar=cleaned.sidecar,
        metadata=cleaned.metadata,
        lines=cleaned.lines,
        paragraphs=cleaned.paragraphs,
        sentences=tuple(Sentence(span) for block in text.sentences for span in block),
        mentions=tuple(map(text.normalized.mention_to_original, mentions)),
        statements_read=tools.parser is not None and cleaned.metadata.language in (None, STATEMENT_LANGUAGE),
    )
    if tools.parser is None or not article.statements_read:
        return article
    return _add_parsed_features(article, text, mentions, tuple(actors), tools.parser, tools)


@dataclass(frozen=True, slots=True)
class _SplitText:
    """An article's text, split into blocks (paragraphs without headings) and sentences.

    `blocks` and `spoken` are spans of the normalized text, `sentences` of the original. `spoken` are the
    sentences of each block without its dateline; a sentence that is all dateline is empty there.
    """

    normalized: NormalizedText
    blocks: tuple[Span, ...]
    sentences: tuple[Sequence[Span], ...]
    spoken: tuple[tuple[Span, ...], ...]


def _split_text(cleaned: CleanedCapture, tools: ArticleTools) -> _SplitText:
    """Return the text of a cleaned capture, split into blocks and sentences."""
    normalized = normalize_text(cleaned.capture.text)
    original_blocks = tuple(p.span for p in cleaned.paragraphs if p.kind is not LineKind.HEADING)
    blocks = tuple(map(normalized.to_normalized, original_blocks))
    # A dateline is not part of a statement, and a parser takes it for the sentence's subject.
    starts = [find_offset_after_dateline(normalized.text, block, tools.metadata_words) for block in blocks]
    split = [
        _join_dateline(split_sentences(normalized.text, block, tools.abbreviations), start)
        for block, start in zip(blocks, starts, strict=True)
    ]
    return _SplitText(
        normalized,
        blocks,
        tuple(
            normalized.sentences_to_original(block, sentences)
            for block, sentences in zip(original_blocks, split, strict=True)
        ),
        tuple(
            tuple(Span(min(max(s.start, start), s.end), s.end) for s in sentences)
            for start, sentences in zip(starts, split, strict=True)
        ),
    )


def _add_parsed_features(
    article: Article,
    text: _SplitText,
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    parser: Parser,
    tools: ArticleTools,
) -> Article:
    """Return the article with everything that needs a parse: coreferences, statements, unlisted names."""
    normalized, blocks = text.normalized, text.blocks
    sentences = tuple(s for block in text.spoken for s in block if s.start < s.end)
    parses = parser.parse(normalized.text, sentences)
    roles = {actor.id: actor.roles for actor in actors}
    coreferences = find_coreferences(
        normalized.text, blocks, sentences, mentions, roles, parses, tools.pronoun_words
    )
    all_mentions = tuple(sorted((*mentions, *coreferences), key=lambda mention: mention.span))
    statements, silences = find_statements(
        normalized.text, blocks, sentences, all_mentions, actors, parses, tools.cues
    )
    article = replace(
        article,
        mentions=tuple(map(normalized.mention_to_original, all_mentions)),
        statements=tuple(map(normalized.statement_to_original, statements)),
        silences=tuple(map(normalized.silence_to_original, silences)),
        sentences=tuple(
            _make_sentence(span, parses.find_tree(words), normalized, tools.title_words)
            for block in zip(text.sentences, text.spoken, strict=True)
            for span, words in zip(*block, strict=True)
        ),
    )
    if tools.namer is None:
        return article
    makers = _list_makers(article.metadata)
    unlisted = find_unlisted_names(
        normalized.text,
        sentences,
        mentions,
        statements,
        makers,
        parses,
        tools.namer,
        tools.not_followed_words,
    )
    return replace(article, unlisted_names=tuple(map(normalized.unlisted_to_original, unlisted)))


def _join_dateline(sentences: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """Return a paragraph's sentences with its dateline as part of the first sentence after it.

    `start` is the offset at which the dateline ends. Full stops within a dateline end no sentence
    ("MANCHESTER, N.H. - The talks …").
    """
    inside = sum(span.end <= start for span in sentences)
    if not 0 < inside < len(sentences):
        return sentences
    return (Span(sentences[0].start, sentences[inside].end), *sentences[inside + 1 :])


def _make_sentence(
    span: Span, tree: ParseTree | None, normalized: NormalizedText, title_words: TitleWords
) -> Sentence:
    """Return a sentence of the original text, with its features if it was parsed."""
    if tree is None:
        return Sentence(span)
    features = replace(extract_sentence_features(tree), title_clauses=find_title_clauses(tree, title_words))
    return Sentence(span, normalized.features_to_original(features))


def _list_makers(metadata: Metadata) -> tuple[str, ...]:
    """Return the names of an article's authors and of its outlet."""
    outlet = (metadata.outlet.value,) if metadata.outlet else ()
    return (*(metadata.byline.value if metadata.byline else ()), *outlet)
