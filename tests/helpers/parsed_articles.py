"""Articles with sentence features, from the parser or made up. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from build_scripts.models import Actor, Article, Sentence, SentenceFeatures, Sidecar, Span
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.text.sentence_features import extract_sentence_features

ACTORS = (
    Actor("jane-roe", "Jane Roe", aliases=("Roe",)),
    Actor("rudolf-hentzau", "Rudolf Hentzau", aliases=("Hentzau",)),
)


def read(tools: PublicationTools, name: str, text: str) -> Article:
    """Return the article of a plain text, analysed with `ACTORS`."""
    cleaned = clean_capture(text.encode(), f"{name}.txt", Sidecar(), tools.article_tools, plain=True)
    return analyse_article(name, cleaned, ACTORS, tools.article_tools)


def with_parsed_features(article: Article, tools: PublicationTools) -> Article:
    """Return the article with the features that the parser gives its sentences."""
    assert tools.article_tools.parser is not None
    spans = article.sentence_spans
    parsed = tools.article_tools.parser.parse(article.text, spans)
    trees = {span: parsed.find_tree(span) for span in spans}
    return replace(
        article,
        sentences=tuple(
            Sentence(span, extract_sentence_features(tree) if tree else None) for span, tree in trees.items()
        ),
    )


WORDS = st.sampled_from(
    [
        "king",
        "harbour",
        "treaty",
        "ships",
        "fog",
        "12",
        "signed",
        "left",
        "Strelsau",
        "Zenda",
        "rain",
        "Jane",
        "said",
    ]
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=8).map(lambda words: f"The {' '.join(words)} was.")
TEXTS = st.lists(SENTENCES, min_size=0, max_size=4).map(" ".join)


def with_units(article: Article) -> Article:
    """Return the article with sentence features such as a parse might give."""
    made = []
    for sentence in article.sentence_spans:
        words = sentence.extract(article.text).casefold().rstrip(".").split()
        half = sentence.start + sentence.extract(article.text).index(" ", 6)
        bonds = tuple(f"{one}>{other}" for one, other in pairwise(words))
        made.append(
            Sentence(
                sentence,
                SentenceFeatures(
                    tuple(words),
                    bonds,
                    (Span(sentence.start, half), Span(half + 1, sentence.end - 1)),
                    name_words=tuple(word for word in words if word in ("strelsau", "zenda", "jane")),
                ),
            )
        )
    return replace(article, sentences=tuple(made))
