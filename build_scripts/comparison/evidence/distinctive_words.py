"""Find what tells a sentence from the others of its article: words and numbers that stand there alone.

A word that a single sentence of each of two articles has is a better sign that both report the same than one
that stands everywhere in both, and a number is the best: outlets reword all else. Whether it does depends on
its own article alone, so nothing that another article says changes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.synonyms import Synonyms
from build_scripts.comparison.evidence.tfidf import Matrix, build_incidence_matrix
from build_scripts.comparison.figures.figure_patterns import FigureWords
from build_scripts.comparison.figures.figures import Figure
from build_scripts.models import Article, SentenceFeatures, Span

# A whole number up to this one is told of too many things.
LARGEST_SMALL_NUMBER = 20
# A whole number that may be a year is a word like any other.
YEARS = range(1900, 2100)
# An age is a person's, not a statement's.
HIGHEST_AGE = 120
# In an article of fewer sentences most words stand alone by chance.
FEWEST_SENTENCES = 5
# So many paragraphs that ask make an interview, whose answers lean on the questions.
FEWEST_QUESTIONS = 3
LOWERCASE_WORD = re.compile(r"\b[a-z][^\W_]*")
CAPITALISED_WORD = re.compile(r"\b[A-Z][^\W_]*")
# "4,200", "2.3bn", "Mk62", "US$5": in front a sign or an abbreviation of money, not the letters of a flight.
NUMBER = re.compile(
    r"(?<![\w.,:/])(?:[A-Z][a-z]|[A-Z]{0,3}[$€£¥₩₹₽₴])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<percent> ?%| per ?cent\b)|[ -]?(?P<scale>[A-Za-z]+)\b)?(?![\d:/]|[.,]\d)"
)


class DistinctiveWords(NamedTuple):
    """The words of a sentence, as base forms, its names, and its numbers as written out in digits."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


NOTHING_DISTINCTIVE = DistinctiveWords()


def find_distinctive_words(
    article: Article,
    units: Sequence[SentenceFeatures | None],
    figures: Sequence[Sequence[Figure]],
    dates: Sequence[Sequence[Span]],
    scales: FigureWords,
    known: Synonyms,
) -> tuple[DistinctiveWords, ...]:
    """Return what may tell each of the article's sentences from the others.

    `units`, `figures` and `dates` are those of the sentences. A sentence of the paragraph that answers a
    question of an interview has the question's words too.
    """
    small = {
        word for one in article.sentence_spans for word in LOWERCASE_WORD.findall(one.extract(article.text))
    }
    own = [
        _own(article.text, *of_one, small, scales, known)
        for of_one in zip(article.sentence_spans, units, figures, dates, strict=True)
    ]
    asked = _asked(article)
    return tuple(
        one._replace(words=one.words.union(*(own[question].words for question in asked.get(number, ()))))
        for number, one in enumerate(own)
    )


def _own(
    text: str,
    sentence: Span,
    units: SentenceFeatures | None,
    figures: Iterable[Figure],
    dates: Sequence[Span],
    small: Collection[str],
    scales: FigureWords,
    known: Synonyms,
) -> DistinctiveWords:
    words = {word for word in units.lemmas if word not in known.uninformative_words} if units else set()
    capitalised = {word.casefold() for word in CAPITALISED_WORD.findall(sentence.extract(text))}
    names = {word for word in words if word in capitalised and word not in small}
    numbers: set[str] = set()
    for number in _numbers(text, sentence, figures, dates, scales):
        (words if number.isdigit() and int(number) in YEARS else numbers).add(number)
    return DistinctiveWords(frozenset(words - names), frozenset(names), frozenset(numbers))


def _numbers(
    text: str, sentence: Span, figures: Iterable[Figure], dates: Sequence[Span], scales: FigureWords
) -> Iterator[str]:
    """Give the numbers of a sentence that are not small, those with a "%" for percentages."""
    for figure in figures:
        spelt = not any(character.isdigit() for character in figure.span.extract(text))
        if spelt and figure.low == figure.high and not figure.vague and figure.dimension is None:
            yield from _written(float(figure.low), "")
    for match in NUMBER.finditer(text, *sentence):
        scale = (match["scale"] or "").casefold()
        value = float(match["digits"].replace(",", "")) * float(scales.scales.get(scale, 1))
        around = text[match.start() - 2 : match.start()], text[match.end() : match.end() + 1]
        if around == (", ", ",") and value <= HIGHEST_AGE:
            continue
        if not any(Span(*match.span()).overlaps(date) for date in dates):
            yield from _written(value, "%" if match["percent"] else "")


def _written(value: float, sign: str) -> Iterator[str]:
    if value > LARGEST_SMALL_NUMBER or value != int(value):
        yield f"{value:.6g}{sign}" if value != int(value) else f"{int(value)}{sign}"


def _asked(article: Article) -> Mapping[int, tuple[int, ...]]:
    """Return for each answering sentence of an interview, by number, the sentences of the question."""
    starts = [paragraph.span.start for paragraph in article.paragraphs]
    places: dict[int, list[int]] = {}
    for number, sentence in enumerate(article.sentence_spans):
        places.setdefault(bisect_right(starts, sentence.start) - 1, []).append(number)
    asking = {
        place: numbers
        for place, numbers in places.items()
        if is_question(article.sentence_spans[numbers[-1]].extract(article.text))
    }
    if len(asking) < FEWEST_QUESTIONS:
        return {}
    return {
        number: tuple(numbers)
        for place, numbers in asking.items()
        if place + 1 not in asking
        for number in places.get(place + 1, ())
    }


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks, rather than quotes somebody who does."""
    return sentence.rstrip().endswith("?")


# Two lists of the same length.
IndexPairs = tuple[NDArray[np.int_], NDArray[np.int_]]


class DistinctiveOverlap:
    """What each sentence of a story has that no other sentence of its article has."""

    def __init__(self, sources: Sequence[Sequence[DistinctiveWords]]) -> None:
        long = [
            every if len(every) >= FEWEST_SENTENCES else [NOTHING_DISTINCTIVE] * len(every)
            for every in sources
        ]
        self._words = _alone([[one.words for one in every] for every in long])
        self._names = _alone([[one.names for one in every] for every in long])
        self._numbers = _alone([[one.numbers for one in every] for every in sources])

    def count_shared_words(self, pairs: IndexPairs) -> Matrix:
        """Return how many such words the sentences of each pair share.

        Names tell who, and not what: all that a pair shares count as one word, and without another as none.
        """
        words = _both(self._words, pairs)
        return np.where(words > 0, words + np.minimum(1, _both(self._names, pairs)), 0)

    def find_pairs_sharing_number(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the pairs that share such a number, one before `start` and one from there up to `end`."""
        shared = (self._numbers[:start] @ self._numbers[start:end].T).tocoo()
        yield from sorted(zip(shared.row.tolist(), (shared.col + start).tolist(), strict=True))


def _alone(sources: Sequence[Sequence[frozenset[str]]]) -> Any:
    """Return which things (columns) stand in which sentences (rows), and nowhere else in their source."""
    found: list[tuple[str, ...]] = []
    for every in sources:
        often = Counter(thing for one in every for thing in one)
        found += [tuple(thing for thing in sorted(one) if often[thing] == 1) for one in every]
    return build_incidence_matrix(found)


def _both(held: Any, pairs: IndexPairs) -> Matrix:
    found: Matrix = np.asarray(held[pairs[0]].multiply(held[pairs[1]]).sum(axis=1)).ravel()
    return found
