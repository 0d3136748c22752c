"""Link the sentences of different sources that report the same thing.

Sentences are compared by the cosine of their TF-IDF vectors over character 3-to-5-grams (Salton and Buckley,
"Term-weighting approaches in automatic text retrieval", 1988; McNamee and Mayfield, "Character n-gram
tokenization for European language text retrieval", 2004), weighted on the story's own sentences. That two
sentences count the same thing is evidence beside the words.

The sources are taken in their order, and the weights for a source's sentences come from it and the
sources before it. So a source that is added at the end changes no link between those that were there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..legible import reading
from ..models import Span
from .figures import Figure, FigureKnowledge, find, knowledge

# On labelled pairs of ECB+, precision hardly rises beyond this (0.88 as they are, 0.50 weighted to the
# 5 % of pairs that belong together in whole articles), while recall goes on falling.
CONFIDENT = 0.26
# Worth an editor's look: best F1 at 5 % lies at 0.22, where two in five are right.
POSSIBLE = 0.20
# What counting the same thing adds: it makes a possible link confident, and never makes one out of nothing.
SAME_COUNT = CONFIDENT - POSSIBLE
# A sentence has at most so many counterparts in another source, and they have it among their own.
COUNTERPARTS = 3
# Rows of the similarity matrix in memory at a time.
BLOCK = 500

# Typographic marks are the outlet's, not the reporter's.
MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Link(NamedTuple):
    """Two sentences, by number in the story, `earlier` in a source before that of `later`."""

    earlier: int
    later: int
    score: float


def links(
    sources: Sequence[Sequence[str]],
    figures: Sequence[Sequence[Figure]],
    threshold: float,
) -> tuple[Link, ...]:
    """Return the links between the sentences of different sources with at least this score, in order.

    `sources` are each source's sentences; numbers run through all of them, and so do `figures`.
    """
    sentences = [_plain(sentence) for sentences in sources for sentence in sentences]
    counts = _count(sentences)
    if counts is None:
        return ()
    bounds = np.cumsum([0, *(len(source) for source in sources)]).tolist()
    new = _first_of_its_kind(sentences)
    found: list[Link] = []
    for later in range(1, len(sources)):
        start, end = bounds[later], bounds[later + 1]
        if start == end:
            continue
        weights = _weights(counts[:end][new[:end]])
        mine = weights.transform(counts[start:end])
        for earlier in range(later):
            first, last = bounds[earlier], bounds[earlier + 1]
            if first == last:
                continue
            its = weights.transform(counts[first:last])
            pairs = _mutual(mine, its, figures[start:end], figures[first:last], threshold)
            found += [Link(first + j, start + i, score) for i, j, score in pairs]
    return tuple(sorted(found))


def score_pairs(first: Sequence[str], second: Sequence[str]) -> list[float]:
    """Return the score of each pair of sentences from two parallel lists, as `links` would give it.

    For benchmarks; the weights are fitted on all the sentences given.
    """
    known = knowledge()
    sentences = [_plain(sentence) for sentence in (*first, *second)]
    counts = _count(sentences)
    if counts is None:
        return [0.0] * len(first)
    weighted = _weights(counts[_first_of_its_kind(sentences)]).transform(counts)
    cosines = weighted[: len(first)].multiply(weighted[len(first) :]).sum(axis=1)
    scores = np.asarray(cosines).ravel().tolist()
    return [
        score + SAME_COUNT * _count_the_same(_figures(a, known), _figures(b, known))
        for a, b, score in zip(first, second, scores, strict=True)
    ]


def _plain(sentence: str) -> str:
    return reading(sentence).text.translate(MARKS)


def _figures(sentence: str, known: FigureKnowledge) -> tuple[Figure, ...]:
    return find(sentence, Span(0, len(sentence)), (), known)


def _count(sentences: Sequence[str]) -> Any:
    """Return how often each n-gram stands in each sentence (a sparse matrix), None if there is none."""
    from sklearn.feature_extraction.text import CountVectorizer

    try:
        return CountVectorizer(analyzer="char", ngram_range=(3, 5), dtype=np.float64).fit_transform(sentences)
    except ValueError:  # No sentence has three characters.
        return None


def _weights(counts: Any) -> Any:
    """Return what weights n-grams by how rare they are among these sentences."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer().fit(counts)


def _first_of_its_kind(sentences: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which sentences stand for the first time: copies shall not make their words look common."""
    seen: set[str] = set()
    first = np.zeros(len(sentences), dtype=bool)
    for number, sentence in enumerate(sentences):
        first[number] = sentence not in seen
        seen.add(sentence)
    return first


def _mutual(
    mine: Any,
    its: Any,
    my_figures: Sequence[Sequence[Figure]],
    its_figures: Sequence[Sequence[Figure]],
    threshold: float,
) -> list[tuple[int, int, float]]:
    """Return the pairs above the threshold that are among the best counterparts on both sides."""
    candidates: list[tuple[float, int, int]] = []
    for start in range(0, mine.shape[0], BLOCK):
        scores = (mine[start : start + BLOCK] @ its.T).toarray()
        # Rounded: the last digits of a sum depend on the machine's way of adding.
        scores = np.round(scores, 6)
        rows, columns = np.nonzero(scores >= threshold - SAME_COUNT)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            i, score = start + row, float(scores[row, column])
            if _count_the_same(my_figures[i], its_figures[column]):
                score = round(score + SAME_COUNT, 6)
            if score >= threshold:
                candidates.append((-score, i, column))
    mine_taken, its_taken = [0] * mine.shape[0], [0] * its.shape[0]
    best: dict[tuple[int, int], float] = {}
    for negative, i, j in sorted(candidates):
        mine_taken[i] += 1
        its_taken[j] += 1
        if mine_taken[i] <= COUNTERPARTS and its_taken[j] <= COUNTERPARTS:
            best[i, j] = -negative
    return [(i, j, score) for (i, j), score in best.items()]


def _count_the_same(mine: Sequence[Figure], its: Sequence[Figure]) -> bool:
    return any(a.same_thing(b) for a in mine for b in its)
