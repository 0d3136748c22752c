"""What the template of an article's page is given: its paragraphs with their notes, and what was cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..models import FACT_KINDS, TEXT_KINDS, Actor, Kind, Line, Paragraph, Point, Span
from . import addresses
from .annotate import Layer, Wrap, annotate
from .source_view import SourceView
from .story_view import StoryView

_RIGHTS = {
    "full": "Shown in full{}.",
    "excerpt": "Shown in excerpts{}.",
    "link": "Not shown here{}.",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One statement (with its number) or silence (with its cue) beside a paragraph."""

    number: int | None
    who: str
    person: Actor | None
    kind: str | None
    cue: Span | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph as HTML (empty where the rights show nothing of it), and what stands beside it."""

    number: int
    heading: bool
    html: Markup
    notes: tuple[Note, ...]
    points: tuple[Point, ...]


def paragraphs(view: StoryView, source: SourceView, to: Callable[[str], str]) -> tuple[ParagraphView, ...]:
    """Return the article's paragraphs in order; `to` makes links from its page."""
    layers = tuple(map(Layer.of, (_sentences(source), _statements(source), _mentions(view, source, to))))
    sentences: dict[int, list[Span]] = {}
    for sentence in source.article.sentences:
        sentences.setdefault(source.paragraph_number(sentence), []).append(sentence)
    notes: dict[int, list[Note]] = {}
    for span, note in sorted(_notes(view, source), key=lambda pair: pair[0]):
        notes.setdefault(source.paragraph_number(span), []).append(note)
    found, number = [], 0
    for paragraph in source.article.paragraphs:
        heading = paragraph.kind is Kind.HEADING
        number += not heading
        own = [] if heading else sentences.get(number, [])
        found.append(
            ParagraphView(
                number,
                heading,
                _html(source, paragraph, own, layers),
                () if heading else tuple(notes.get(number, ())),
                _points(view, source, own),
            )
        )
    return tuple(found)


def cut(source: SourceView) -> tuple[Line, ...]:
    """Return the lines that hold words and stand nowhere on the page above."""
    shown = TEXT_KINDS | FACT_KINDS | {Kind.BLANK}
    return tuple(line for line in source.article.lines if line.kind not in shown)


def rights_words(source: SourceView) -> str:
    """Return in words what is shown of a source, and on what ground."""
    rights = source.article.sidecar.rights
    return _RIGHTS[source.mode].format(f", {rights.basis}" if rights and rights.basis else "")


def _html(source: SourceView, paragraph: Paragraph, own: list[Span], layers: tuple[Layer, ...]) -> Markup:
    text = source.article.text
    if source.mode == "full":
        return source.checked(paragraph.span, annotate(text, paragraph.span, layers))
    shown = [source.checked(s, annotate(text, s, layers)) for s in own if s in source.quotable]
    gap = Markup(' <span class="px-gap">[…]</span> ')
    return gap.join(shown)


def _sentences(source: SourceView) -> list[Wrap]:
    before = Markup('<span class="px-sentence" id="s{}">')
    return [
        Wrap(span, before.format(number), Markup("</span>"))
        for span, number in source.sentence_numbers.items()
    ]


def _statements(source: SourceView) -> list[Wrap]:
    wraps = []
    for number, statement in enumerate(source.article.statements, 1):
        for span in statement.spans:
            # The number is generated content, so that the text and copies of it stay exact.
            last = Markup(' data-n="{}"').format(number) if span is statement.spans[-1] else Markup()
            before = Markup('<span class="px-statement"{}>').format(last)
            wraps.append(Wrap(span, before, Markup("</span>")))
    return wraps


def _mentions(view: StoryView, source: SourceView, to: Callable[[str], str]) -> list[Wrap]:
    before = Markup('<a class="px-mention" href="{}">')
    pages = {actor.id: to(addresses.actor(actor.id)) for actor in view.followed}
    return [
        Wrap(mention.form, before.format(pages[mention.actor]), Markup("</a>"))
        for mention in source.article.mentions
        if mention.actor in pages
    ]


def _notes(view: StoryView, source: SourceView) -> Iterator[tuple[Span, Note]]:
    followed = {actor.id: actor for actor in view.followed}
    for number, s in enumerate(source.article.statements, 1):
        person = followed.get(s.actor or "")
        yield s.spans[0], Note(number, s.speaker_text, person, s.kind, None, s.chain, s.hedges)
    for silence in source.article.silences:
        person = followed.get(silence.actor or "")
        yield silence.span, Note(None, silence.speaker_text, person, None, silence.cue, (), ())


def _points(view: StoryView, source: SourceView, own: list[Span]) -> tuple[Point, ...]:
    points = {point.id: point for s in own for point, _ in view.points_of(source.id, s)}
    return tuple(points.values())
