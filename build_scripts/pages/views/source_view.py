"""Compute the values that templates print of one source, each once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote as percent

from markupsafe import Markup

from build_scripts.models import Article, LineKind, MarkedWords, Silence, Span, Statement
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span
from build_scripts.pages.views.source_names import name_source
from build_scripts.rights.modes import RightsMode
from build_scripts.rights.permitted_words import PermittedWords

_MARKUP: Mapping[str, tuple[str, str]] = {
    "figure": ('<mark class="px-figure">', "</mark>"),
    "hedge": ('<span class="px-hedge">', "</span>"),
    "attribution": ('<em class="px-attribution">', "</em>"),
    "denial": ('<strong class="px-denial">', "</strong>"),
}
_WORDS = Markup('<b class="px-these">'), Markup("</b>")
_PART = Markup('<span class="px-part">'), Markup("</span>")


@dataclass(frozen=True)
class SourceView:
    """One source as pages show it: its name, its address, and how its sentences are numbered.

    `article` is redacted: it holds only the permitted words. So the rights only decide which note a page has
    in place of words that it may not show. `name_in_story` tells the source apart from another article of its
    outlet.
    """

    story_id: str
    letter: str
    article: Article
    permitted_words: PermittedWords
    name_in_story: str | None = None

    @cached_property
    def id(self) -> str:
        """The source's id within its story."""
        return self.article.id

    @cached_property
    def address(self) -> str:
        """The address of the article's page."""
        return addresses.make_article_address(self.story_id, self.id)

    @cached_property
    def mode(self) -> RightsMode:
        """What may be shown: `full`, `excerpt` or `link`."""
        return self.permitted_words.mode

    @cached_property
    def outlet(self) -> str | None:
        """The outlet's name, None if not stated."""
        outlet = self.article.metadata.outlet
        return outlet.value if outlet else None

    @cached_property
    def headline(self) -> str | None:
        """The article's headline, None if not stated."""
        headline = self.article.metadata.headline
        return headline.value if headline else None

    @cached_property
    def given_name(self) -> str | None:
        """The source's outlet, else a name in the publication's own words; None without either."""
        return self.outlet or self.article.sidecar.label

    @cached_property
    def name(self) -> str:
        """The name of the source on the site, also of one without any; no other of the story has it."""
        return self.name_in_story or name_source(self.article)

    @cached_property
    def name_is_label(self) -> bool:
        """Whether the name is a label that the publication gave to the source."""
        return self.outlet is None and self.article.sidecar.label is not None

    @cached_property
    def title(self) -> str:
        """The page's title: the headline, or the source's name in the publication's words."""
        return self.headline or self.name

    @cached_property
    def opening(self) -> Span | None:
        """The first words of the article, to show instead of a headline; None if they may not be shown."""
        if not self.article.sentence_spans or self.article.sentence_spans[0] not in self.quotable_sentences:
            return None
        return self.shorten_span(self.article.sentence_spans[0], 70)

    @cached_property
    def dateline(self) -> Span | None:
        """The place that opens the article, in the capture's words; None if these may not be shown."""
        stated = self.article.metadata.dateline
        return stated.evidence if stated is not None and isinstance(stated.evidence, Span) else None

    def shorten_span(self, span: Span, longest: int = 40) -> Span:
        """Return the first words of a span, at most `longest` characters."""
        start, end = span
        if end - start <= longest:
            return span
        cut = self.article.text.rfind(" ", start, start + longest)
        return Span(start, cut if cut > start else start + longest)

    @cached_property
    def captured_on(self) -> str | None:
        """The day on which the source was captured (ISO 8601), None if not known to the day."""
        date = (self.article.sidecar.captured or "").partition("T")[0]
        return date if len(date) == len("2024-11-28") else None

    @cached_property
    def word_count(self) -> int:
        """The number of words in the article."""
        return sum(len(p.span.extract(self.article.text).split()) for p in self.article.paragraphs)

    @cached_property
    def sentence_numbers(self) -> Mapping[Span, int]:
        """The number of each sentence, from 1. Its anchor on the page is `s` and this number."""
        return {span: n for n, span in enumerate(self.article.sentence_spans, 1)}

    @cached_property
    def _paragraph_starts(self) -> tuple[int, ...]:
        return tuple(p.span.start for p in self.article.paragraphs if p.kind is not LineKind.HEADING)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(s.start for s in self.article.sentence_spans)

    def find_sentence(self, span: Span) -> Span | None:
        """Return the sentence in which a span starts."""
        place = bisect_right(self._sentence_starts, span.start) - 1
        return self.article.sentences[place].span if place >= 0 else None

    def paragraph_number(self, span: Span) -> int:
        """Return the number of the paragraph in which a span starts, from 1; headings don't count."""
        return bisect_right(self._paragraph_starts, span.start)

    @property
    def quotable_sentences(self) -> frozenset[Span]:
        """The sentences whose words may be shown."""
        return self.permitted_words.sentences

    def may_show(self, span: Span) -> bool:
        """Return whether every word of a span may be shown, whichever sentences it runs over."""
        return self.permitted_words.may_show(span)

    def select_showable(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return those of the spans whose words may be shown."""
        return tuple(span for span in spans if self.may_show(span))

    def name_speaker(self, item: Statement | Silence, name: str | None = None) -> str | None:
        """Return the speaker of a statement or silence in words that may be shown, or None.

        The name that "he" refers to may be in a sentence that may not be shown. The speaker is then called
        `name`, which is the publication's own name for the actor, or else by the statement's own words.
        """
        if item.speaker_text or self.mode == "full":
            return item.speaker_text
        if name is None and item.speaker is not None and self.may_show(item.speaker):
            return item.speaker.extract(self.article.text)
        return name

    def make_sentence_address(self, span: Span) -> str:
        """Return the address of the sentence in which a span starts, on the article's page."""
        sentence = self.find_sentence(span)
        number = self.sentence_numbers.get(sentence) if sentence else None
        # A sentence that is not shown has no anchor, so the address is that of the page.
        shown = sentence in self.quotable_sentences
        return f"{self.address}#s{number}" if number and shown else self.address

    def make_original_address(self, span: Span) -> str | None:
        """Return the address of the same words on the outlet's own page, by a text fragment."""
        address = self.article.sidecar.source_url
        if address is None:
            return None
        words = span.extract(self.article.text).split()
        first, last = " ".join(words[:5]), " ".join(words[-5:])
        text = percent(first, safe="").replace("-", "%2D")
        if len(words) > 10:
            text += "," + percent(last, safe="").replace("-", "%2D")
        return f"{address.partition('#')[0]}#:~:text={text}"

    def text(self, span: Span) -> Markup:
        """Return the words of a span as HTML that `verify` compares with the capture."""
        return self.quote(span, ())

    def quote(
        self, span: Span, marks: Iterable[MarkedWords], words: Iterable[Span] = (), parts: Iterable[Span] = ()
    ) -> Markup:
        """Return the words of a span with its marks as HTML that `verify` compares with the capture.

        `words` are spans that differ from other sources', `parts` the clauses that report the point.
        """
        layers = (
            MarkupLayer.from_wraps(SpanMarkup(part, *_PART) for part in parts),
            MarkupLayer.from_wraps(SpanMarkup(differing, *_WORDS) for differing in words),
            MarkupLayer.from_wraps(SpanMarkup(m.span, *map(Markup, _MARKUP[m.kind])) for m in marks),
        )
        return self.wrap_checkable(span, annotate_span(self.article.text, span, layers))

    def wrap_checkable(self, span: Span, inner: Markup) -> Markup:
        """Return HTML with the text of a span in an element that `verify` compares with the capture.

        A whole sentence has its number, by which a preview of it finds it on the page.
        """
        language = self.article.metadata.language
        number = self.sentence_numbers.get(span)
        numbered = Markup(' data-sentence="{}"').format(number) if number else Markup()
        lang = Markup(' lang="{}" dir="auto"').format(language) if language else Markup(' dir="auto"')
        return Markup('<span class="px-words" data-source="{}/{}" data-span="{}-{}"{}{}>{}</span>').format(
            self.story_id, self.id, span.start, span.end, numbered, lang, inner
        )
