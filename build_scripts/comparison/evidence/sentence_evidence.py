"""Read the evidence in each sentence: figures, attributions, hedges, denials, numbers, tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from build_scripts.comparison.evidence.attribution import (
    Attribution,
    AttributionWords,
    find_attributions,
    load_attribution_words,
)
from build_scripts.comparison.evidence.evidence_weights import EvidenceWeights, load_evidence_weights
from build_scripts.comparison.evidence.expectations import (
    ExpectationWords,
    ExpectedAct,
    find_expected_acts,
    load_expectation_words,
)
from build_scripts.comparison.evidence.hedge_and_denial_phrases import (
    HedgeAndDenialPhrases,
    find_pattern_spans,
    load_hedge_and_denial_phrases,
)
from build_scripts.comparison.evidence.named_facts import find_date_parts, find_numbers
from build_scripts.comparison.evidence.negation import NegationWords, load_negation_words
from build_scripts.comparison.evidence.sentence_tokens import SentenceTokens, read_sentence_tokens
from build_scripts.comparison.evidence.synonyms import Synonyms, load_synonyms, merge_synonyms
from build_scripts.comparison.evidence.unsaid_topics import (
    TopicStopWords,
    UnsaidTopic,
    find_unsaid_topics,
    load_topic_stop_words,
)
from build_scripts.comparison.figures.calendar_days import find_days
from build_scripts.comparison.figures.clock_times import ClockWords, find_clock_times, load_clock_words
from build_scripts.comparison.figures.figure_patterns import FigureWords, load_figure_words
from build_scripts.comparison.figures.figures import MOST_FIGURES, Figure, find_figures, overlaps_any
from build_scripts.models import Article, MarkedWords, MarkKind, SentenceFeatures, Span
from build_scripts.people.spelling_variants import SpellingRules, load_spelling_rules
from build_scripts.text.date_expressions import DateWords, find_dates, load_date_words
from build_scripts.text.sentence_encoder import SentenceEncoder, load_sentence_encoder


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """The word lists, patterns, encoder and weights that comparing articles needs.

    All are for one language (`dates.language`).
    """

    dates: DateWords
    figures: FigureWords
    clock_times: ClockWords
    attributions: AttributionWords
    hedges_and_denials: HedgeAndDenialPhrases
    topic_stop_words: TopicStopWords
    negations: NegationWords
    synonyms: Synonyms
    expectations: ExpectationWords
    spellings: SpellingRules
    encoder: SentenceEncoder
    weights: EvidenceWeights


def load_comparison_words() -> ComparisonWords:
    """Return what comparing articles in English needs. Raises UserError without an encoder."""
    return ComparisonWords(
        load_date_words(),
        load_figure_words(),
        load_clock_words(),
        load_attribution_words(),
        load_hedge_and_denial_phrases(),
        load_topic_stop_words(),
        load_negation_words(),
        load_synonyms(),
        load_expectation_words(),
        load_spelling_rules(),
        load_sentence_encoder(),
        load_evidence_weights(),
    )


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """The evidence of one sentence (`span` of `text`), each kind in the order of the text.

    `days` are the days and years that it names; `expected` is what it says is still to come; `unsaid_topics`
    are refusals to comment. `features` are those of the sentence's parse with synonyms merged, `None` without
    a parse. `numbers` are the numbers it gives, in digits, `date_parts` the weekdays and months; `tokens` are
    compared with those of other sentences, `None` if it was not encoded.
    """

    text: str
    span: Span
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Span, ...] = ()
    denials: tuple[Span, ...] = ()
    days: tuple[Figure, ...] = ()
    expected: tuple[ExpectedAct, ...] = ()
    unsaid_topics: tuple[UnsaidTopic, ...] = ()
    features: SentenceFeatures | None = None
    numbers: frozenset[str] = frozenset()
    date_parts: frozenset[str] = frozenset()
    tokens: SentenceTokens | None = None

    @property
    def sentence_text(self) -> str:
        """The words of the sentence."""
        return self.span.extract(self.text)

    @property
    def claim_text(self) -> str:
        """The words of the sentence without those that credit somebody."""
        credited = sorted(span for credit in self.attributions for span in credit.spans)
        return " ".join(piece.extract(self.text) for piece in _cut_out(self.text, [self.span], credited))

    @property
    def clause_count(self) -> int:
        """How many clauses the sentence has, at least 1."""
        return max(1, len(self.features.clauses)) if self.features else 1

    def find_marks(self) -> tuple[MarkedWords, ...]:
        """Return the words to mark in the sentence, in order, none overlapping another.

        A figure or a hedge inside an attribution cuts it in pieces ("officials believe").
        """
        marks: list[MarkedWords] = []
        kinds: tuple[tuple[MarkKind, Iterable[Span]], ...] = (
            ("figure", (figure.span for figure in self.figures)),
            ("denial", self.denials),
            ("hedge", self.hedges),
            ("attribution", (span for credit in self.attributions for span in credit.spans)),
        )
        for kind, spans in kinds:
            taken = [mark.span for mark in marks]
            marks += [MarkedWords(kind, piece) for piece in _cut_out(self.text, sorted(spans), taken)]
            marks.sort(key=lambda mark: mark.span)
        return tuple(marks)


def read_sentence_evidence(article: Article, words: ComparisonWords) -> tuple[SentenceEvidence, ...]:
    """Return the evidence of each of the article's sentences that has a word, in their order.

    Sentences of an article in another language than the word lists have no evidence.
    """
    text, sentences = article.text, article.sentence_spans
    if article.metadata.language not in (None, words.dates.language):
        return tuple(SentenceEvidence(text, sentence) for sentence in sentences)
    features = [one.features and merge_synonyms(one.features, words.synonyms) for one in article.sentences]
    dates = [tuple(find_dates(text, span, words.dates)) for span in sentences]
    figures = [
        _find_figures_and_times(text, sentence, [date.span for date in dates_], words)
        for sentence, dates_ in zip(sentences, dates, strict=True)
    ]
    attributions = find_attributions(article, words.attributions)
    unsaid_topics = find_unsaid_topics(article, words.topic_stop_words)
    tokens = read_sentence_tokens(text, sentences, attributions, words.encoder)
    statement_hedges = sorted(hedge for statement in article.statements for hedge in statement.hedges)
    phrases = words.hedges_and_denials
    return tuple(
        SentenceEvidence(
            text,
            sentence,
            figures=figures[number],
            attributions=attributions[number],
            hedges=(
                *_find_covered(statement_hedges, sentence),
                *find_pattern_spans(text, sentence, phrases.hedge),
            ),
            denials=find_pattern_spans(text, sentence, phrases.denial),
            days=tuple(islice(find_days(text, sentence, dates[number], words.clock_times), MOST_FIGURES)),
            expected=tuple(find_expected_acts(text, sentence, words.expectations)),
            unsaid_topics=unsaid_topics[number],
            features=features[number],
            numbers=find_numbers(sentence.extract(text), words.figures),
            date_parts=find_date_parts(dates[number]),
            tokens=tokens[number],
        )
        for number, sentence in enumerate(sentences)
        # A quotation mark in a line of its own is no sentence.
        if any(map(str.isalnum, sentence.extract(text)))
    )


def _find_figures_and_times(
    text: str, sentence: Span, dates: list[Span], words: ComparisonWords
) -> tuple[Figure, ...]:
    """Return a sentence's figures and clock times, in the order of the text."""
    ends = [date.end for date in dates]
    every = find_clock_times(text, sentence, words.clock_times)
    times = list(islice((time for time in every if not overlaps_any(time.span, dates, ends)), MOST_FIGURES))
    figures = find_figures(text, sentence, [*dates, *(time.span for time in times)], words.figures)
    return tuple(sorted((*figures, *times), key=lambda figure: figure.span))


def _find_covered(spans: list[Span], sentence: Span) -> Iterator[Span]:
    """Yield the spans, given in order, that are inside a sentence."""
    first = bisect_left(spans, sentence.start, key=lambda span: span.start)
    for span in spans[first:]:
        if span.start >= sentence.end:
            break
        if sentence.covers(span):
            yield span


def _cut_out(text: str, spans: list[Span], taken: list[Span]) -> Iterator[Span]:
    """Yield the parts of spans that hold a word and are outside those taken.

    Both lists are in order, and the spans taken don't overlap.
    """
    place = end = 0
    for span in spans:
        start = max(span.start, end)
        while place < len(taken) and taken[place].end <= start:
            place += 1
        ahead = place
        while ahead < len(taken) and taken[ahead].start < span.end:
            yield from _strip_blanks(text, start, taken[ahead].start)
            start = max(start, taken[ahead].end)
            ahead += 1
        yield from _strip_blanks(text, start, span.end)
        end = max(end, span.end)


def _strip_blanks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span without blanks at its ends, nothing if it holds no word."""
    words = text[start:end] if start < end else ""
    if re.search(r"\w", words):
        yield Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
