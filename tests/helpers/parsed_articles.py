"""Articles with a parse, or with what a parse might have given. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from build_scripts.models import Actor, Article, Sentence, Sidecar, Span, Units
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling

ACTORS = (
    Actor("jane-roe", "Jane Roe", aliases=("Roe",)),
    Actor("rudolf-hentzau", "Rudolf Hentzau", aliases=("Hentzau",)),
)


def read(tools: assembling.Tools, name: str, text: str) -> Article:
    cleaned = analysis.clean(text.encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
    return analysis.article(name, cleaned, ACTORS, tools.article)


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
    """Give an article units that a parse might have given."""
    made = []
    for sentence in article.sentence_spans:
        words = sentence.of(article.text).casefold().rstrip(".").split()
        half = sentence.start + sentence.of(article.text).index(" ", 6)
        bonds = tuple(f"{one}>{other}" for one, other in pairwise(words))
        made.append(
            Sentence(
                sentence,
                Units(
                    tuple(words),
                    bonds,
                    (Span(sentence.start, half), Span(half + 1, sentence.end - 1)),
                    names=tuple(word for word in words if word in ("strelsau", "zenda", "jane")),
                ),
            )
        )
    return replace(article, sentences=tuple(made))
