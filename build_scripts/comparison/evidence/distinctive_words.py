"""Find the distinctive words, names and numbers of a sentence: no other sentence of its article has them.

If one sentence of each of two articles has a word, both are more likely to report the same than if many
sentences have it. Numbers are the best sign, because outlets reword all else. Whether a word is distinctive
depends on its own article only, so that no other article can change it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.synonyms import Synonyms
from build_scripts.comparison.evidence.tfidf import Matrix, build_incidence_matrix
from build_scripts.comparison.figures.figure_patterns import FigureWords
from build_scripts.comparison.figures.figures import Figure
from build_scripts.models import Article, SentenceFeatures, Span

# Whole numbers up to this one count too many things to be distinctive.
LARGEST_SMALL_NUMBER = 20
# A whole number that may be a year is a word like any other.
YEARS = range(1900, 2100)
# A number between commas up to this one is a person's age, which says nothing about the event.
HIGHEST_AGE = 120
# In an article of fewer sentences most words occur once by chance.
FEWEST_SENTENCES = 5
# An article with this many paragraphs that ask is an interview, whose answers depend on the questions.
FEWEST_QUESTIONS = 3
LOWERCASE_WORD = re.compile(r"\b[a-z][^\W_]*")
CAPITALISED_WORD = re.compile(r"\b[A-Z][^\W_]*")
# "4,200", "2.3bn", "Mk62", "US$5": after an abbreviation or a currency sign, but no flight number ("KE62").
NUMBER = re.compile(
    r"(?<![\w.,:/])(?:[A-Z][a-z]|[A-Z]{0,3}[$€£¥₩₹₽₴])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<percent> ?%| per ?cent\b)|[ -]?(?P<scale>[A-Za-z]+)\b)?(?![\d:/]|[.,]\d)"
)


class DistinctiveWords(NamedTuple):
    """The words of a sentence as lemmas, its names as lemmas, and its numbers in digits ("42", "42%")."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


NO_DISTINCTIVE_WORDS = DistinctiveWords()


def find_distinctive_words(
    article: Article,
    features: Sequence[SentenceFeatures | None],
    figures: Sequence[Sequence[Figure]],
    dates: Sequence[Sequence[Span]],
    figure_words: FigureWords,
    synonyms: Synonyms,
) -> tuple[DistinctiveWords, ...]:
    """Return the words, names and numbers of each sentence that may distinguish it from the article's others.

    `features`, `figures` and `dates` hold those of each sentence. In an interview, the sentences of an answer
    have the words of its question too.
    """
    lowercase = {
        word
        for sentence in article.sentence_spans
        for word in LOWERCASE_WORD.findall(sentence.extract(article.text))
    }
    own = []
    for sentence, sentence_features, sentence_figures, sentence_dates in zip(
        article.sentence_spans, features, figures, dates, strict=True
    ):
        numbers = set(_find_numbers(article.text, sentence, sentence_figures, sentence_dates, figure_words))
        lemmas = sentence_features.lemmas if sentence_features else ()
        words = {lemma for lemma in lemmas if lemma not in synonyms.uninformative_words}
        own.append(_sort_words(sentence.extract(article.text), words, numbers, lowercase))
    questions = _find_questions_of_answers(article)
    return tuple(
        one._replace(words=one.words.union(*(own[question].words for question in questions.get(number, ()))))
        for number, one in enumerate(own)
    )


def _sort_words(
    sentence: str, lemmas: Set[str], numbers: Set[str], lowercase: Collection[str]
) -> DistinctiveWords:
    """Return lemmas and numbers as words, names (never in small letters in the article) and numbers.

    Numbers that may be years count as words.
    """
    capitalised = {word.casefold() for word in CAPITALISED_WORD.findall(sentence)}
    years = {number for number in numbers if number.isdigit() and int(number) in YEARS}
    words = lemmas | years
    names = {word for word in lemmas if word in capitalised and word not in lowercase}
    return DistinctiveWords(frozenset(words - names), frozenset(names), frozenset(numbers - years))


def _find_numbers(
    text: str, sentence: Span, figures: Iterable[Figure], dates: Sequence[Span], figure_words: FigureWords
) -> Iterator[str]:
    """Yield the numbers of a sentence that are not small, outside dates; percentages end in "%"."""
    for figure in figures:
        spelt_out = not any(character.isdigit() for character in figure.span.extract(text))
        if spelt_out and figure.low == figure.high and not figure.vague and figure.dimension is None:
            yield from _format_large_number(float(figure.low), "")
    for match in NUMBER.finditer(text, *sentence):
        scale = (match["scale"] or "").casefold()
        value = float(match["digits"].replace(",", "")) * float(figure_words.scales.get(scale, 1))
        before, behind = text[match.start() - 2 : match.start()], text[match.end() : match.end() + 1]
        if (before, behind) == (", ", ",") and value <= HIGHEST_AGE:
            continue
        if not any(Span(*match.span()).overlaps(date) for date in dates):
            yield from _format_large_number(value, "%" if match["percent"] else "")


def _format_large_number(value: float, sign: str) -> Iterator[str]:
    """Yield a number with its sign, unless it is a small whole number."""
    if value != int(value):
        yield f"{value:.6g}{sign}"
    elif value > LARGEST_SMALL_NUMBER:
        yield f"{int(value)}{sign}"


def _find_questions_of_answers(article: Article) -> Mapping[int, tuple[int, ...]]:
    """Return for each sentence of an interview's answers, by number, the sentences of the question.

    An answer is the paragraph behind a paragraph that ends with a question.
    """
    starts = [paragraph.span.start for paragraph in article.paragraphs]
    by_paragraph: dict[int, list[int]] = {}
    for number, sentence in enumerate(article.sentence_spans):
        by_paragraph.setdefault(bisect_right(starts, sentence.start) - 1, []).append(number)
    questions = {
        paragraph: numbers
        for paragraph, numbers in by_paragraph.items()
        if is_question(article.sentence_spans[numbers[-1]].extract(article.text))
    }
    if len(questions) < FEWEST_QUESTIONS:
        return {}
    return {
        number: tuple(question)
        for paragraph, question in questions.items()
        if paragraph + 1 not in questions
        for number in by_paragraph.get(paragraph + 1, ())
    }


def is_question(sentence: str) -> bool:
    """Return whether a sentence itself asks: a quoted question ends with a quotation mark."""
    return sentence.rstrip().endswith("?")


# Row numbers of pairs of sentences: the first sentence of each pair, and the second.
IndexPairs = tuple[NDArray[np.int_], NDArray[np.int_]]


class DistinctiveOverlap:
    """The words, names and numbers that one sentence of its article has, for each sentence of a story.

    `sources` holds the words of each article's sentences. Sentences are numbered through all articles.
    Words and names of articles with few sentences are ignored.
    """

    def __init__(self, sources: Sequence[Sequence[DistinctiveWords]]) -> None:
        long = [
            sentences if len(sentences) >= FEWEST_SENTENCES else [NO_DISTINCTIVE_WORDS] * len(sentences)
            for sentences in sources
        ]
        self._words = _build_unique_matrix([[one.words for one in sentences] for sentences in long])
        self._names = _build_unique_matrix([[one.names for one in sentences] for sentences in long])
        self._numbers = _build_unique_matrix([[one.numbers for one in sentences] for sentences in sources])

    def count_shared_words(self, pairs: IndexPairs) -> Matrix:
        """Return the number of distinctive words that the sentences of each pair share.

        Names show the people and not the event: all shared names count as one word, and only together with a
        word.
        """
        words = _count_shared(self._words, pairs)
        return np.where(words > 0, words + np.minimum(1, _count_shared(self._names, pairs)), 0)

    def find_pairs_sharing_number(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a sentence before `start` and one of `start` to `end` that share a number."""
        shared = (self._numbers[:start] @ self._numbers[start:end].T).tocoo()
        yield from sorted(zip(shared.row.tolist(), (shared.col + start).tolist(), strict=True))


def _build_unique_matrix(sources: Sequence[Sequence[frozenset[str]]]) -> Any:
    """Return a sparse matrix with a 1 for each item (column) that one sentence (row) of its source has."""
    unique: list[tuple[str, ...]] = []
    for sentences in sources:
        counts = Counter(item for items in sentences for item in items)
        unique += [tuple(item for item in sorted(items) if counts[item] == 1) for items in sentences]
    return build_incidence_matrix(unique)


def _count_shared(matrix: Any, pairs: IndexPairs) -> Matrix:
    counts: Matrix = np.asarray(matrix[pairs[0]].multiply(matrix[pairs[1]]).sum(axis=1)).ravel()
    return counts
