"""Build the timeline: find the dates in the articles' sentences, and resolve them.

A photograph's caption and a line about the page itself ("Updated Wednesday") give no entry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.comparison.page_lines import PageLineWords, is_about_page, load_page_line_words
from build_scripts.comparison.resolve_dates import (
    PartialDate,
    parse_iso_date,
    read_publication_day,
    resolve_date_expression,
)
from build_scripts.models import Article, DatedFact, Sentence
from build_scripts.text.date_expressions import DateWords, find_dates, load_date_words
from build_scripts.text.date_tenses import find_date_tenses

# A sentence with more dates is a table; the rest is ignored.
MOST_DATES = 50


@dataclass(frozen=True, slots=True)
class TimelineWords:
    """The words of dates, and those of captions and of lines about the page."""

    dates: DateWords
    page_lines: PageLineWords


def load_timeline_words() -> TimelineWords:
    """Return the word lists that ship with the package."""
    return TimelineWords(load_date_words(), load_page_line_words())


def build_timeline(
    articles: Sequence[Article], story_date: str | None, timezone: str | None, words: TimelineWords
) -> tuple[DatedFact, ...]:
    """Return the dated facts of a story's articles: by date, then in the articles' order, unresolved last.

    `story_date` is the publication's own date of the event (ISO 8601). It gives its year to the same day and
    month in an article that states no date of publication. `timezone` is the name of the event's time zone.
    Articles in another language than `words` have no facts.
    """
    event = parse_iso_date(story_date)
    facts = [
        fact
        for article in articles
        if article.metadata.language in (None, words.dates.language)
        for fact in _find_facts(article, event, timezone, words)
    ]
    # A stable sort keeps the articles' order for equal dates. A month comes before its days.
    return tuple(sorted(facts, key=lambda fact: (fact.date is None, fact.date or "")))


def _find_facts(
    article: Article, event: PartialDate | None, timezone: str | None, words: TimelineWords
) -> Iterator[DatedFact]:
    """Yield the dated facts of an article, in the order of its text."""
    stated = article.metadata.published
    published = read_publication_day(stated.value if stated else None, timezone)
    for sentence in _select_sentences(article, words):
        expressions = find_dates(article.text, sentence.span, words.dates)[:MOST_DATES]
        tenses = find_date_tenses(article.text, sentence, expressions, words.dates)
        for expression, tense in zip(expressions, tenses, strict=True):
            written = expression.span.extract(article.text)
            day, basis, explanation = resolve_date_expression(expression, written, published, event, tense)
            yield DatedFact(article.id, sentence.span, expression.span, day, explanation, basis)


def _select_sentences(article: Article, words: TimelineWords) -> Iterator[Sentence]:
    """Yield the sentences of an article that are in no line about the page."""
    lines = [span for span in article.paragraph_spans if is_about_page(article.text, span, words.page_lines)]
    starts = [line.start for line in lines]
    for sentence in article.sentences:
        before = bisect_right(starts, sentence.span.start)
        if not before or not lines[before - 1].covers(sentence.span):
            yield sentence
