"""Read in each sentence what a comparison rests on: figures, attributions, hedges and denials."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_scripts.comparison.evidence import (
    attribution as attributions,
)
from build_scripts.comparison.evidence import (
    negation as negations,
)
from build_scripts.comparison.evidence.attribution import Attribution, AttributionWords
from build_scripts.comparison.evidence.distinctive_words import DistinctiveWords, find_distinctive_words
from build_scripts.comparison.evidence.hedge_and_denial_phrases import (
    HedgeAndDenialPhrases,
    find_pattern_spans,
    load_hedge_and_denial_phrases,
)
from build_scripts.comparison.evidence.negation import NegationWords
from build_scripts.comparison.evidence.speakers_in_sentence import (
    SentenceSpeech,
    SentenceSpeechWords,
    find_sentence_speech,
    load_sentence_speech_words,
)
from build_scripts.comparison.evidence.synonyms import Synonyms, load_synonyms, merge_synonyms
from build_scripts.comparison.figures import figures
from build_scripts.comparison.figures.figure_patterns import FigureWords
from build_scripts.comparison.figures.figures import Figure
from build_scripts.models import Article, MarkedWords, MarkKind, SentenceFeatures, Span
from build_scripts.text import dates
from build_scripts.text.dates import DateWords

NO_SPEECH = SentenceSpeech()
NO_DISTINCTIVE_WORDS = DistinctiveWords()


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """What the comparison knows of the language."""

    dates: DateWords
    figures: FigureWords
    attributions: AttributionWords
    hedges_and_denials: HedgeAndDenialPhrases
    speech: SentenceSpeechWords
    negations: NegationWords
    synonyms: Synonyms


def load_comparison_words() -> ComparisonWords:
    """Return what the package's data files know."""
    return ComparisonWords(
        dates.load_date_words(),
        figures.load_figure_words(),
        attributions.load_attribution_words(),
        load_hedge_and_denial_phrases(),
        load_sentence_speech_words(),
        negations.load_negation_words(),
        load_synonyms(),
    )


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """What one sentence (`span` of `text`) shows, each kind in the order in which it stands there.

    `speech` tells who speaks in it and what is not said; `features` is what its parse tells, with kindred
    words as one, `None` if there is none; `distinctive_words` is what may tell it from the others of its
    article.
    """

    text: str
    span: Span
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Span, ...] = ()
    denials: tuple[Span, ...] = ()
    speech: SentenceSpeech = NO_SPEECH
    features: SentenceFeatures | None = None
    distinctive_words: DistinctiveWords = NO_DISTINCTIVE_WORDS

    @property
    def sentence_text(self) -> str:
        """The sentence itself."""
        return self.span.extract(self.text)

    @property
    def reports_denial(self) -> bool:
        """Whether somebody denies something there, or is reported as saying that it is not so."""
        return bool(self.denials) or self.speech.reports_negation

    def find_marks(self) -> tuple[MarkedWords, ...]:
        """Return the marks of the sentence, in order, none overlapping another.

        A figure or a hedge inside an attribution cuts it in pieces ("officials believe").
        """
        found: list[MarkedWords] = []
        kinds: tuple[tuple[MarkKind, Iterable[Span]], ...] = (
            ("figure", (figure.span for figure in self.figures)),
            ("denial", self.denials),
            ("hedge", self.hedges),
            ("attribution", (span for credit in self.attributions for span in credit.spans)),
        )
        for kind, spans in kinds:
            taken = [mark.span for mark in found]
            found += [MarkedWords(kind, piece) for piece in _free(self.text, sorted(spans), taken)]
            found.sort(key=lambda mark: mark.span)
        return tuple(found)


def read_sentence_evidence(article: Article, known: ComparisonWords) -> tuple[SentenceEvidence, ...]:
    """Return the evidence of each of the article's sentences, in their order.

    An article in another language than the knowledge's shows none.
    """
    if article.metadata.language not in (None, known.dates.language):
        return tuple(SentenceEvidence(article.text, sentence) for sentence in article.sentence_spans)
    text = article.text
    credited = attributions.find_attributions(article, known.attributions)
    sentences = article.sentence_spans
    units = [one.features and merge_synonyms(one.features, known.synonyms) for one in article.sentences]
    stated = sorted(hedge for statement in article.statements for hedge in statement.hedges)
    dated = [tuple(e.span for e in dates.find_dates(text, sentence, known.dates)) for sentence in sentences]
    counted = [
        figures.find_figures(text, sentence, taken, known.figures)
        for sentence, taken in zip(sentences, dated, strict=True)
    ]
    tellings = find_distinctive_words(article, units, counted, dated, known.figures, known.synonyms)
    return tuple(
        SentenceEvidence(
            text,
            sentence,
            figures=figures_,
            attributions=credits_,
            hedges=(
                *_inside(stated, sentence),
                *find_pattern_spans(text, sentence, known.hedges_and_denials.hedge),
            ),
            denials=find_pattern_spans(text, sentence, known.hedges_and_denials.denial),
            speech=heard,
            features=unit,
            distinctive_words=told,
        )
        for sentence, figures_, credits_, heard, unit, told in zip(
            sentences,
            counted,
            credited,
            find_sentence_speech(article, known.speech),
            units,
            tellings,
            strict=True,
        )
    )


def _inside(spans: list[Span], sentence: Span) -> Iterator[Span]:
    first = bisect_left(spans, sentence.start, key=lambda span: span.start)
    for span in spans[first:]:
        if span.start >= sentence.end:
            break
        if sentence.covers(span):
            yield span


def _free(text: str, spans: list[Span], taken: list[Span]) -> Iterator[Span]:
    """Give the parts of spans (in order) that hold a word and lie outside those taken (in order, apart)."""
    place = end = 0
    for span in spans:
        start = max(span.start, end)
        while place < len(taken) and taken[place].end <= start:
            place += 1
        ahead = place
        while ahead < len(taken) and taken[ahead].start < span.end:
            yield from _trimmed(text, start, taken[ahead].start)
            start = max(start, taken[ahead].end)
            ahead += 1
        yield from _trimmed(text, start, span.end)
        end = max(end, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end] if start < end else ""
    if re.search(r"\w", words):
        yield Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
