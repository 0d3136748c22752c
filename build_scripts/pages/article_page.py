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
    Line,
    LineKind,
    Mention,
    Paragraph,
    Point,
    PointCell,
    Silence,
    Span,
    Statement,
)
from build_scripts.pages.shared_wording import CopiedRunGroup, find_copied_runs
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span, escape_html
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED_MENTION_KINDS, StoryView

MAX_UNFOLDED_NOTES = 10
"""A paragraph with more notes than this keeps them folded, however wide the page."""

_LAST_PLACE = 9  # The stylesheet tells this many places in a paragraph apart; later ones count as the last.
_UNNAMED = "someone whom the words shown here don’t name"
_RIGHTS = {
    "full": "Shown in full{}.",
    "excerpt": "Shown in excerpts{}.",
    "link": "Not shown here{}.",
}


@dataclass(frozen=True, slots=True)
class ParagraphNote:
    """One statement (with its number) or silence (with its cue) beside a paragraph.

    `speaker_address` is where the sentence stands on the page of the followed actor who said it.
    """

    statement_number: int | None
    speaker_name: str
    speaker_address: str | None
    kind: str | None
    cue: Span | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PointNote:
    """One point beside a paragraph: where in it (the places of its sentences), and who else reports it."""

    point: Point
    positions: tuple[int, ...]
    other_cells: tuple[PointCell, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph as HTML (empty where the rights show nothing of it), and what stands beside it."""

    number: int
    heading: bool
    html: Markup
    rtl: bool = False
    notes: tuple[ParagraphNote, ...] = ()
    points: tuple[PointNote, ...] = ()
    copied_runs: tuple[CopiedRunGroup, ...] = ()

    @property
    def has_many_notes(self) -> bool:
        """Whether the notes would push the next paragraph out of sight."""
        return len(self.notes) + len(self.points) + len(self.copied_runs) > MAX_UNFOLDED_NOTES

    @property
    def statement_count(self) -> int:
        """How many statements begin here."""
        return sum(note.statement_number is not None for note in self.notes)

    @property
    def silence_count(self) -> int:
        """How often it says here that someone did not say something."""
        return len(self.notes) - self.statement_count

    @property
    def difference_kinds(self) -> tuple[str, ...]:
        """How sources differ on what is reported here, each kind once."""
        return tuple(dict.fromkeys(kind for note in self.points for kind in note.point.differs))

    @property
    def other_source_ids(self) -> tuple[str, ...]:
        """The ids of the other sources that report something of this, each once."""
        return tuple(dict.fromkeys(cell.source for note in self.points for cell in note.other_cells))

    @property
    def shared_points(self) -> tuple[PointNote, ...]:
        """The points that other sources report, too."""
        return tuple(note for note in self.points if note.other_cells)

    @property
    def sources_sharing_words(self) -> tuple[SourceView, ...]:
        """The other sources that have words of this paragraph, in the order of their letters."""
        found = {
            copy.other_source.letter: copy.other_source
            for copied in self.copied_runs
            for copy in copied.copies
        }
        return tuple(found[letter] for letter in sorted(found, key=lambda letter: (len(letter), letter)))

    @property
    def points_only_here(self) -> tuple[PointNote, ...]:
        """The points that only this source reports."""
        return tuple(note for note in self.points if not note.other_cells)


@dataclass(frozen=True, slots=True)
class TextLegend:
    """Which of its marks the text on a page really has, and so has to explain."""

    has_statements: bool
    has_mentions: bool


def find_text_legend(paragraphs: Iterable[ParagraphView]) -> TextLegend:
    """Return what the line above an article's paragraphs explains."""
    shown = [paragraph.html for paragraph in paragraphs]
    return TextLegend(
        any('<span class="px-statement"' in html for html in shown),
        any('<a class="px-mention"' in html for html in shown),
    )


def build_paragraph_views(
    view: StoryView, source: SourceView, to: Callable[[str], str]
) -> tuple[ParagraphView, ...]:
    """Return the article's paragraphs in order; `to` makes links from its page."""
    sentences: dict[int, list[Span]] = {}
    for sentence in source.article.sentence_spans:
        sentences.setdefault(source.paragraph_number(sentence), []).append(sentence)
    wraps = (_sentences(source, sentences.values()), _statements(source), _mentions(view, source, to))
    layers = tuple(map(MarkupLayer.from_wraps, wraps))
    notes: dict[int, list[ParagraphNote]] = {}
    for span, note in sorted(_notes(view, source), key=lambda pair: pair[0]):
        notes.setdefault(source.paragraph_number(span), []).append(note)
    copied = find_copied_runs(view, source)
    found, number = [], 0
    for paragraph in source.article.paragraphs:
        heading = paragraph.kind is LineKind.HEADING
        number += not heading
        own = [] if heading else sentences.get(number, [])
        found.append(
            ParagraphView(
                number,
                heading,
                _html(source, paragraph, own, layers),
                is_right_to_left(paragraph.span.extract(source.article.text)),
                () if heading else tuple(notes.get(number, ())),
                _points(view, source, own),
                tuple(c for s in own if s in source.quotable_sentences for c in copied.get(s, ())),
            )
        )
    return tuple(found)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs from right to left, as `dir="auto"` asks.

    That attribute doesn't look into elements that have it themselves, as every quoted stretch has.
    """
    directions = (bidirectional(character) for character in text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


def list_cut_lines(source: SourceView) -> tuple[Line, ...]:
    """Return the lines that hold words and stand nowhere on the page above."""
    shown = TEXT_KINDS | FACT_KINDS | {LineKind.BLANK}
    return tuple(line for line in source.article.lines if line.kind not in shown)


def describe_rights(source: SourceView) -> str:
    """Return in words what is shown of a source, and on what ground."""
    rights = source.article.sidecar.rights
    return _RIGHTS[source.mode].format(f", {rights.basis}" if rights and rights.basis else "")


def _html(
    source: SourceView, paragraph: Paragraph, own: list[Span], layers: tuple[MarkupLayer, ...]
) -> Markup:
    text = source.article.text
    if source.mode == "full":
        return source.wrap_checkable(paragraph.span, annotate_span(text, paragraph.span, layers))
    shown = [
        source.wrap_checkable(s, annotate_span(text, s, layers))
        for s in own
        if s in source.quotable_sentences
    ]
    gap = Markup(' <span class="px-gap">[…]</span> ')
    return gap.join(shown)


def _sentences(source: SourceView, paragraphs: Iterable[Sequence[Span]]) -> list[SpanMarkup]:
    # Its place in the paragraph lets the stylesheet offer the way back to this sentence's points alone.
    before = Markup('<span class="px-sentence" id="s{}" data-at="{}">')
    return [
        SpanMarkup(span, before.format(source.sentence_numbers[span], place), Markup("</span>"))
        for spans in paragraphs
        for span, place in _places(spans)
    ]


def _places(spans: Sequence[Span]) -> list[tuple[Span, int]]:
    return [(span, min(place, _LAST_PLACE)) for place, span in enumerate(spans, 1)]


def _statements(source: SourceView) -> list[SpanMarkup]:
    wraps = []
    for number, statement in enumerate(source.article.statements, 1):
        for span in statement.spans:
            # The number is generated content, so that the text and copies of it stay exact.
            last = Markup(' data-n="{}"').format(number) if span is statement.spans[-1] else Markup()
            before = Markup('<span class="px-statement"{}>').format(last)
            wraps.append(SpanMarkup(span, before, Markup("</span>")))
    return wraps


def _mentions(view: StoryView, source: SourceView, to: Callable[[str], str]) -> list[SpanMarkup]:
    """Link each actor once a paragraph, by name if one is there, to this sentence on the actor's page."""
    followed = {actor.id for actor in view.followed_actors}
    starts = [paragraph.span.start for paragraph in source.article.paragraphs]
    first: dict[tuple[int, str], Mention] = {}
    for mention in sorted(
        source.article.mentions, key=lambda m: (m.via in UNNAMED_MENTION_KINDS, m.span_with_title)
    ):
        shown = (
            source.mode == "full"
            or source.find_sentence(mention.span_with_title) in source.quotable_sentences
        )
        if mention.actor in followed and shown:
            first.setdefault((bisect_right(starts, mention.span_with_title.start), mention.actor), mention)
    return [
        SpanMarkup(mention.span_with_title, _link(view, source, actor, mention, to), Markup("</a>"))
        for (_, actor), mention in first.items()
    ]


def _link(
    view: StoryView, source: SourceView, actor: str, mention: Mention, to: Callable[[str], str]
) -> Markup:
    address = to(_on_actor(source, actor, mention.span))
    person = view.find_actor(actor)
    if person is None or mention.via not in UNNAMED_MENTION_KINDS:
        return Markup('<a class="px-mention" href="{}">').format(address)
    return Markup('<a class="px-mention px-mention--meant" href="{}" title="{} is meant">').format(
        address, escape_html(person.name)
    )


def _on_actor(source: SourceView, actor: str, span: Span) -> str:
    """Return the address of a span's sentence on an actor's page."""
    sentence = source.find_sentence(span)
    number = source.sentence_numbers.get(sentence) if sentence else None
    return (
        addresses.make_actor_anchor_address(actor, source.story_id, source.id, number)
        if number
        else addresses.make_actor_address(actor)
    )


def _notes(view: StoryView, source: SourceView) -> Iterator[tuple[Span, ParagraphNote]]:
    followed = {actor.id for actor in view.followed_actors}

    def address(actor: str | None, span: Span) -> str | None:
        return _on_actor(source, actor, span) if actor in followed and actor else None

    def who(item: Statement | Silence) -> str:
        person = view.find_actor(item.actor)
        return source.name_speaker(item, person.name if person else None) or _UNNAMED

    for number, s in enumerate(source.article.statements, 1):
        first = s.spans[0]
        chain, hedges = (tuple(span for span in of if source.may_show(span)) for of in (s.chain, s.hedges))
        yield first, ParagraphNote(number, who(s), address(s.actor, first), s.kind, None, chain, hedges)
    for silence in source.article.silences:
        span = silence.span
        yield span, ParagraphNote(None, who(silence), address(silence.actor, span), None, silence.cue, (), ())


def _points(view: StoryView, source: SourceView, own: Sequence[Span]) -> tuple[PointNote, ...]:
    """Return a note for each point of the sentences that are shown."""
    points: dict[str, Point] = {}
    places: dict[str, dict[int, None]] = {}
    for sentence, place in _places(own):
        if sentence in source.quotable_sentences:
            for point, _ in view.list_sentence_points(source.id, sentence):
                points[point.id] = point
                places.setdefault(point.id, {})[place] = None
    return tuple(
        PointNote(point, tuple(places[point.id]), tuple(c for c in point.cells if c.source != source.id))
        for point in points.values()
    )
