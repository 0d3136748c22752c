"""Stories whose sentences that report the same were listed by hand, and where they are.

A story is a folder of pasted articles with a `points.yml`. Under `same` it names for each claim the sentences
of each article that report it, by their first words; under `open` pairs on which readers may disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence, read_sentence_evidence
from build_scripts.models import Article, Sidecar, SourceSentence
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture

TOP = Path(__file__).resolve().parents[1]
DATA = TOP / "tests" / "data"
FIRST_PUBLICATION = (TOP / "sources" / "seoul-talks", DATA / "first_publication_points.yml")

NOT_ARTICLES = frozenset({"claim", "kind", "differ", "why", "note", "pair"})
LIST_MARKS = "•*-– \t\u00a0"
SENTENCE_ENDS = "\n.!?”\"'’:)"


@dataclass(frozen=True, slots=True)
class Claim:
    """What several articles report, with the numbers of the sentences that do, for each article.

    `difference` says how the articles differ: "agree", "wording", "precision" or "conflict".
    """

    words: str
    cells: Mapping[str, tuple[int, ...]]
    difference: str = "agree"


@dataclass(frozen=True, slots=True, eq=False)
class LabelledStory:
    """A story's articles and evidence, and the pairs of its sentences that report the same.

    Sentences are numbered through all articles; `sentences` names them, `source_of` gives their articles'
    numbers. `labels` is an array of sentences by sentences: 1 where both report the same, -1 where readers
    may disagree, else 0.
    """

    name: str
    articles: Mapping[str, Article]
    evidence: tuple[tuple[SentenceEvidence, ...], ...]
    sentences: tuple[SourceSentence, ...]
    source_of: NDArray[np.intp]
    labels: NDArray[np.int_]
    claims: tuple[Claim, ...]


def list_story_folders(bench: Path | None = None) -> list[tuple[Path, Path]]:
    """Return the folder and list of each story: real ones below `bench`, invented ones, the first one."""
    real = sorted(bench.glob("stories/*/points.yml")) if bench else []
    files = [*real, *sorted((DATA / "invented_stories").glob("*/points.yml"))]
    first = [FIRST_PUBLICATION] if FIRST_PUBLICATION[0].is_dir() else []  # another publication has it not
    return [*((file.parent, file) for file in files), *first]


def read_articles(folder: Path, tools: PublicationTools) -> Mapping[str, Article]:
    """Return the articles of a folder's pasted texts by name, read without sidecars."""
    found = {}
    for file in sorted(folder.glob("*.txt")):
        cleaned = clean_capture(file.read_bytes(), file.name, Sidecar(), tools.article_tools)
        found[file.stem] = analyse_article(file.stem, cleaned, (), tools.article_tools)
    return found


def read_labelled_story(folder: Path, listing: Path, tools: PublicationTools) -> LabelledStory:
    """Return a story with its labels.

    Raises ValueError where the first words of a sentence in the list fit several sentences.
    """
    articles = read_articles(folder, tools)
    words = tools.comparison_words
    evidence = tuple(read_sentence_evidence(article, words) for article in articles.values())
    sentences = tuple(
        (article.id, one.span)
        for article, every in zip(articles.values(), evidence, strict=True)
        for one in every
    )
    source_of = np.repeat(np.arange(len(evidence)), [len(every) for every in evidence])
    listed = yaml.safe_load(listing.read_text("utf-8"))
    claims = tuple(_read_claims(listed, articles, sentences))
    labels = np.zeros((len(sentences), len(sentences)), dtype=int)
    for pair in _read_open_pairs(listed, articles, sentences):
        labels[pair] = -1
    for claim in claims:
        for pair in list_claim_pairs(claim):
            labels[pair] = 1
    labels = np.where(labels == 0, labels.T, labels)
    return LabelledStory(folder.name, articles, evidence, sentences, source_of, labels, claims)


def list_claim_pairs(claim: Claim) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences of different articles that report a claim."""
    for one, other in combinations(claim.cells.values(), 2):
        yield from product(one, other)


def _read_claims(
    listed: Mapping[str, Any], articles: Mapping[str, Article], sentences: Sequence[SourceSentence]
) -> Iterator[Claim]:
    for entry in listed.get("same") or ():
        cells = {
            name: tuple(
                n for words in _as_list(entry[name]) for n in _place(articles[name], words, sentences)
            )
            for name in articles
            if name in entry
        }
        yield Claim(str(entry.get("claim", "?")), cells, str(entry.get("differ") or "agree"))


def _read_open_pairs(
    listed: Mapping[str, Any], articles: Mapping[str, Article], sentences: Sequence[SourceSentence]
) -> Iterator[tuple[int, int]]:
    for entry in listed.get("open") or ():
        (one, words), (other, other_words) = entry["pair"].items()
        if one in articles and other in articles:
            yield from product(
                _place(articles[one], words, sentences), _place(articles[other], other_words, sentences)
            )


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]


def _place(article: Article, words: str, sentences: Sequence[SourceSentence]) -> list[int]:
    """Return the numbers of the sentences that begin with these words, repetitions included.

    A line that the program does not count as part of the article, such as a headline, has no number.
    """
    own = [(n, span) for n, (source, span) in enumerate(sentences) if source == article.id]
    start = words.lstrip(LIST_MARKS)
    found = [n for n, span in own if span.extract(article.text).lstrip(LIST_MARKS).startswith(start)]
    if not found:
        found = [
            n for n, span in own for at in _find_starts(article.text, words) if span.start <= at < span.end
        ]
    texts = {sentences[n][1].extract(article.text) for n in found}
    if len(texts) > 1:
        raise ValueError(f"{len(texts)} sentences of {article.id} begin with '{words}'")
    return list(dict.fromkeys(found))


def _find_starts(text: str, words: str) -> Iterator[int]:
    """Yield the offsets at which words begin a sentence of a text."""
    at = text.find(words)
    while at >= 0:
        before = text[:at].rstrip(LIST_MARKS)
        if not before or before[-1] in SENTENCE_ENDS:
            yield at
        at = text.find(words, at + 1)
