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
    distinctive_words as telling,
)
from build_scripts.comparison.evidence import (
    hedge_and_denial_phrases as phrases,
)
from build_scripts.comparison.evidence import (
    negation as negations,
)
from build_scripts.comparison.evidence import (
    speakers_in_sentence as voices,
)
from build_scripts.comparison.evidence import (
    synonyms as kindred,
)
from build_scripts.comparison.evidence.attribution import Attribution, AttributionKnowledge
from build_scripts.comparison.evidence.distinctive_words import Telling
from build_scripts.comparison.evidence.hedge_and_denial_phrases import PhraseKnowledge
from build_scripts.comparison.evidence.negation import NegationKnowledge
from build_scripts.comparison.evidence.speakers_in_sentence import Heard, VoiceKnowledge
from build_scripts.comparison.evidence.synonyms import KindredKnowledge
from build_scripts.comparison.figures import figures
from build_scripts.comparison.figures.figures import Figure, FigureKnowledge
from build_scripts.models import Article, Mark, MarkKind, Span, Units
from build_scripts.text import dates
from build_scripts.text.dates import DateKnowledge

SILENT = Heard()
PLAIN = Telling()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the comparison knows of the language."""

    dates: DateKnowledge
    figures: FigureKnowledge
    attributions: AttributionKnowledge
    phrases: PhraseKnowledge
    voices: VoiceKnowledge
    negations: NegationKnowledge
    kindred: KindredKnowledge


def knowledge() -> Knowledge:
    """Return what the package's data files know."""
    return Knowledge(
        dates.knowledge(),
        figures.knowledge(),
        attributions.knowledge(),
        phrases.knowledge(),
        voices.knowledge(),
        negations.knowledge(),
        kindred.knowledge(),
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence (`span` of `text`) shows, each kind in the order in which it stands there.

    `heard` tells who speaks in it and what is not said; `units` is what its parse tells, with kindred words
    as one, `None` if there is none; `telling` is what may tell it from the others of its article.
    """

    text: str
    span: Span
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Span, ...] = ()
    denials: tuple[Span, ...] = ()
    heard: Heard = SILENT
    units: Units | None = None
    telling: Telling = PLAIN

    @property
    def words(self) -> str:
        """The sentence itself."""
        return self.span.of(self.text)

    @property
    def denies(self) -> bool:
        """Whether somebody denies something there, or is reported as saying that it is not so."""
        return bool(self.denials) or self.heard.negates

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks of the sentence, in order, none overlapping another.

        A figure or a hedge inside an attribution cuts it in pieces ("officials believe").
        """
        found: list[Mark] = []
        kinds: tuple[tuple[MarkKind, Iterable[Span]], ...] = (
            ("figure", (figure.span for figure in self.figures)),
            ("denial", self.denials),
            ("hedge", self.hedges),
            ("attribution", (span for credit in self.attributions for span in credit.spans)),
        )
        for kind, spans in kinds:
            taken = [mark.span for mark in found]
            found += [Mark(kind, piece) for piece in _free(self.text, sorted(spans), taken)]
            found.sort(key=lambda mark: mark.span)
        return tuple(found)


def read(article: Article, known: Knowledge) -> tuple[Evidence, ...]:
    """Return the evidence of each of the article's sentences, in their order.

    An article in another language than the knowledge's shows none.
    """
    if article.metadata.language not in (None, known.dates.language):
        return tuple(Evidence(article.text, sentence) for sentence in article.sentence_spans)
    text = article.text
    credited = attributions.by_sentence(article, known.attributions)
    sentences = article.sentence_spans
    units = [one.units and kindred.joined(one.units, known.kindred) for one in article.sentences]
    stated = sorted(hedge for statement in article.statements for hedge in statement.hedges)
    dated = [tuple(e.span for e in dates.find(text, sentence, known.dates)) for sentence in sentences]
    counted = [
        figures.find(text, sentence, taken, known.figures)
        for sentence, taken in zip(sentences, dated, strict=True)
    ]
    tellings = telling.by_sentence(article, units, counted, dated, known.figures, known.kindred)
    return tuple(
        Evidence(
            text,
            sentence,
            figures=figures_,
            attributions=credits_,
            hedges=(*_inside(stated, sentence), *phrases.find(text, sentence, known.phrases.hedge)),
            denials=phrases.find(text, sentence, known.phrases.denial),
            heard=heard,
            units=unit,
            telling=told,
        )
        for sentence, figures_, credits_, heard, unit, told in zip(
            sentences,
            counted,
            credited,
            voices.by_sentence(article, known.voices),
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
