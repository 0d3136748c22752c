"""What the template of an article's page is given: its paragraphs with their notes, and what was cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from markupsafe import Markup

from build_scripts.models import (
    FACT_KINDS,
    TEXT_KINDS,
    Cell,
    Kind,
    Line,
    Mention,
    Paragraph,
    Point,
    Silence,
    Span,
    Statement,
)
from build_scripts.pages import shared_wording as sharing
from build_scripts.pages.shared_wording import Copies
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import Layer, Wrap, annotate, escaped
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED, StoryView

MOST_NOTES = 10
"""A paragraph with more notes than this keeps them folded, however wide the page."""

_LAST_PLACE = 9  # The stylesheet tells this many places in a paragraph apart; later ones count as the last.
_UNNAMED = "someone whom the words shown here don’t name"
_RIGHTS = {
    "full": "Shown in full{}.",
    "excerpt": "Shown in excerpts{}.",
    "link": "Not shown here{}.",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One statement (with its number) or silence (with its cue) beside a paragraph.

    `address` is where the sentence stands on the page of the followed actor who said it.
    """

    number: int | None
    who: str
    address: str | None
    kind: str | None
    cue: Span | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PointNote:
    """One point beside a paragraph: where in it (the places of its sentences), and who else reports it."""

    point: Point
    places: tuple[int, ...]
    others: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph as HTML (empty where the rights show nothing of it), and what stands beside it."""

    number: int
    heading: bool
    html: Markup
    rtl: bool = False
    notes: tuple[Note, ...] = ()
    points: tuple[PointNote, ...] = ()
    copies: tuple[Copies, ...] = ()

    @property
    def many(self) -> bool:
        """Whether the notes would push the next paragraph out of sight."""
        return len(self.notes) + len(self.points) + len(self.copies) > MOST_NOTES

    @property
    def statements(self) -> int:
        """How many statements begin here."""
        return sum(note.number is not None for note in self.notes)

    @property
    def silences(self) -> int:
        """How often it says here that someone did not say something."""
        return len(self.notes) - self.statements

    @property
    def differs(self) -> tuple[str, ...]:
        """How sources differ on what is reported here, each kind once."""
        return tuple(dict.fromkeys(kind for note in self.points for kind in note.point.differs))

    @property
    def others(self) -> tuple[str, ...]:
        """The ids of the other sources that report something of this, each once."""
        return tuple(dict.fromkeys(cell.source for note in self.points for cell in note.others))

    @property
    def shared(self) -> tuple[PointNote, ...]:
        """The points that other sources report, too."""
        return tuple(note for note in self.points if note.others)

    @property
    def sharing(self) -> tuple[SourceView, ...]:
        """The other sources that have words of this paragraph, in the order of their letters."""
        found = {copy.other.letter: copy.other for copied in self.copies for copy in copied.copies}
        return tuple(found[letter] for letter in sorted(found, key=lambda letter: (len(letter), letter)))

    @property
    def alone(self) -> tuple[PointNote, ...]:
        """The points that only this source reports."""
        return tuple(note for note in self.points if not note.others)


@dataclass(frozen=True, slots=True)
class Key:
    """Which of its marks the text on a page really has, and so has to explain."""

    statements: bool
    mentions: bool


def key(paragraphs: Iterable[ParagraphView]) -> Key:
    """Return what the line above an article's paragraphs explains."""
    shown = [paragraph.html for paragraph in paragraphs]
    return Key(
        any('<span class="px-statement"' in html for html in shown),
        any('<a class="px-mention"' in html for html in shown),
    )


def paragraphs(view: StoryView, source: SourceView, to: Callable[[str], str]) -> tuple[ParagraphView, ...]:
    """Return the article's paragraphs in order; `to` makes links from its page."""
    sentences: dict[int, list[Span]] = {}
    for sentence in source.article.sentence_spans:
        sentences.setdefault(source.paragraph_number(sentence), []).append(sentence)
    wraps = (_sentences(source, sentences.values()), _statements(source), _mentions(view, source, to))
    layers = tuple(map(Layer.of, wraps))
    notes: dict[int, list[Note]] = {}
    for span, note in sorted(_notes(view, source), key=lambda pair: pair[0]):
        notes.setdefault(source.paragraph_number(span), []).append(note)
    copied = sharing.copies(view, source)
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
                is_right_to_left(paragraph.span.of(source.article.text)),
                () if heading else tuple(notes.get(number, ())),
                _points(view, source, own),
                tuple(c for s in own if s in source.quotable for c in copied.get(s, ())),
            )
        )
    return tuple(found)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left, as `dir="auto"` asks.

    That attribute doesn't look into elements that have it themselves, as every quoted stretch has.
    """
    directions = (bidirectional(character) for character in text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


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


def _sentences(source: SourceView, paragraphs: Iterable[Sequence[Span]]) -> list[Wrap]:
    # Its place in the paragraph lets the stylesheet offer the way back to this sentence's points alone.
    before = Markup('<span class="px-sentence" id="s{}" data-at="{}">')
    return [
        Wrap(span, before.format(source.sentence_numbers[span], place), Markup("</span>"))
        for spans in paragraphs
        for span, place in _places(spans)
    ]


def _places(spans: Sequence[Span]) -> list[tuple[Span, int]]:
    return [(span, min(place, _LAST_PLACE)) for place, span in enumerate(spans, 1)]


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
    """Link each actor once a paragraph, by name if one is there, to this sentence on the actor's page."""
    followed = {actor.id for actor in view.followed}
    starts = [paragraph.span.start for paragraph in source.article.paragraphs]
    first: dict[tuple[int, str], Mention] = {}
    for mention in sorted(source.article.mentions, key=lambda m: (m.via in UNNAMED, m.form)):
        shown = source.mode == "full" or source.sentence(mention.form) in source.quotable
        if mention.actor in followed and shown:
            first.setdefault((bisect_right(starts, mention.form.start), mention.actor), mention)
    return [
        Wrap(mention.form, _link(view, source, actor, mention, to), Markup("</a>"))
        for (_, actor), mention in first.items()
    ]


def _link(
    view: StoryView, source: SourceView, actor: str, mention: Mention, to: Callable[[str], str]
) -> Markup:
    address = to(_on_actor(source, actor, mention.span))
    person = view.actor(actor)
    if person is None or mention.via not in UNNAMED:
        return Markup('<a class="px-mention" href="{}">').format(address)
    return Markup('<a class="px-mention px-mention--meant" href="{}" title="{} is meant">').format(
        address, escaped(person.name)
    )


def _on_actor(source: SourceView, actor: str, span: Span) -> str:
    """Return the address of a span's sentence on an actor's page."""
    sentence = source.sentence(span)
    number = source.sentence_numbers.get(sentence) if sentence else None
    return addresses.on_actor(actor, source.story_id, source.id, number) if number else addresses.actor(actor)


def _notes(view: StoryView, source: SourceView) -> Iterator[tuple[Span, Note]]:
    followed = {actor.id for actor in view.followed}

    def address(actor: str | None, span: Span) -> str | None:
        return _on_actor(source, actor, span) if actor in followed and actor else None

    def who(item: Statement | Silence) -> str:
        person = view.actor(item.actor)
        return source.speaker(item, person.name if person else None) or _UNNAMED

    for number, s in enumerate(source.article.statements, 1):
        first = s.spans[0]
        chain, hedges = (tuple(span for span in of if source.shows(span)) for of in (s.chain, s.hedges))
        yield first, Note(number, who(s), address(s.actor, first), s.kind, None, chain, hedges)
    for silence in source.article.silences:
        span = silence.span
        yield span, Note(None, who(silence), address(silence.actor, span), None, silence.cue, (), ())


def _points(view: StoryView, source: SourceView, own: Sequence[Span]) -> tuple[PointNote, ...]:
    """Return a note for each point of the sentences that are shown."""
    points: dict[str, Point] = {}
    places: dict[str, dict[int, None]] = {}
    for sentence, place in _places(own):
        if sentence in source.quotable:
            for point, _ in view.points_of(source.id, sentence):
                points[point.id] = point
                places.setdefault(point.id, {})[place] = None
    return tuple(
        PointNote(point, tuple(places[point.id]), tuple(c for c in point.cells if c.source != source.id))
        for point in points.values()
    )
