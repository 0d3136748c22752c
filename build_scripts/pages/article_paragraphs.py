"""Build an article's paragraphs: the marked words, and the notes next to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from markupsafe import Markup

from build_scripts.models import (
    LineKind,
    Mention,
    Paragraph,
    Silence,
    Span,
    Statement,
)
from build_scripts.pages.article_point_notes import PointNote, list_point_notes, number_positions
from build_scripts.pages.shared_wording import CopiedRunGroup, find_copied_runs
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span, escape_html
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED_MENTION_KINDS, StoryView

MAX_UNFOLDED_NOTES = 10
"""A paragraph with more notes keeps them folded on pages of any width."""

_UNNAMED = "someone not named in the words shown here"


@dataclass(frozen=True, slots=True)
class ParagraphNote:
    """A note next to a paragraph on one statement (with its number) or silence (with its cue).

    `speaker_address` is the sentence's address on the speaker's page, if the speaker is a followed actor.
    """

    statement_number: int | None
    speaker_name: str
    speaker_address: str | None
    kind: str | None
    cue: Span | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph as HTML (empty if no word of it may be shown), and the notes next to it."""

    number: int
    heading: bool
    html: Markup
    rtl: bool = False
    notes: tuple[ParagraphNote, ...] = ()
    points: tuple[PointNote, ...] = ()
    copied_runs: tuple[CopiedRunGroup, ...] = ()

    @property
    def has_many_notes(self) -> bool:
        """Whether there are so many notes that they would push the next paragraph away."""
        return len(self.notes) + len(self.points) + len(self.copied_runs) > MAX_UNFOLDED_NOTES

    @property
    def statement_count(self) -> int:
        """The number of statements that begin in it."""
        return sum(note.statement_number is not None for note in self.notes)

    @property
    def silence_count(self) -> int:
        """The number of silences in it."""
        return len(self.notes) - self.statement_count

    @property
    def difference_kinds(self) -> tuple[str, ...]:
        """The kinds of difference of its points, each once."""
        return tuple(dict.fromkeys(kind for note in self.points for kind in note.point.differs))

    @property
    def other_source_ids(self) -> tuple[str, ...]:
        """The ids of the other sources that report its points, each once."""
        return tuple(dict.fromkeys(cell.source for note in self.points for cell in note.other_cells))

    @property
    def possible_source_ids(self) -> tuple[str, ...]:
        """The ids of sources that may report its points and that report none of them, each once."""
        found = dict.fromkeys(one.source.id for note in self.points for one in note.possible)
        return tuple(source for source in found if source not in self.other_source_ids)

    @property
    def shared_points(self) -> tuple[PointNote, ...]:
        """The points that other sources report, too."""
        return tuple(note for note in self.points if note.other_cells)

    @property
    def sources_sharing_words(self) -> tuple[SourceView, ...]:
        """The other sources that share wording with it, in the order of their letters."""
        found = {
            copy.other_source.letter: copy.other_source
            for copied in self.copied_runs
            for copy in copied.copies
        }
        return tuple(found[letter] for letter in sorted(found, key=lambda letter: (len(letter), letter)))

    @property
    def points_alone(self) -> tuple[PointNote, ...]:
        """The points that no other source reports, so far or as far as can be told."""
        return tuple(note for note in self.points if not note.other_cells)

    @property
    def points_so_far_here(self) -> tuple[PointNote, ...]:
        """The points that no other source reports so far, though one may."""
        return tuple(note for note in self.points_alone if not note.is_only_here)

    @property
    def points_only_here(self) -> tuple[PointNote, ...]:
        """The points that only this source reports."""
        return tuple(note for note in self.points_alone if note.is_only_here)


def build_paragraph_views(
    view: StoryView, source: SourceView, to: Callable[[str], str]
) -> tuple[ParagraphView, ...]:
    """Return the article's paragraphs in order; `to` makes an address a link from its page."""
    sentences: dict[int, list[Span]] = {}
    for sentence in source.article.sentence_spans:
        sentences.setdefault(source.paragraph_number(sentence), []).append(sentence)
    wraps = (
        _wrap_sentences(source, sentences.values()),
        _wrap_statements(source),
        _wrap_mentions(view, source, to),
    )
    layers = tuple(map(MarkupLayer.from_wraps, wraps))
    notes: dict[int, list[ParagraphNote]] = {}
    for span, note in sorted(_list_notes(view, source), key=lambda pair: pair[0]):
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
                _render_paragraph(source, paragraph, own, layers),
                is_right_to_left(paragraph.span.extract(source.article.text)),
                () if heading else tuple(notes.get(number, ())),
                list_point_notes(view, source, own),
                tuple(c for s in own if s in source.quotable_sentences for c in copied.get(s, ())),
            )
        )
    return tuple(found)


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is written from right to left.

    `dir="auto"` on the paragraph would not find it: it ignores elements with a `dir` of their own, and every
    quoted span has one.
    """
    directions = (bidirectional(character) for character in text)
    return next((d != "L" for d in directions if d in ("L", "R", "AL")), False)


def _render_paragraph(
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


def _wrap_sentences(source: SourceView, paragraphs: Iterable[Sequence[Span]]) -> list[SpanMarkup]:
    # The stylesheet shows the points of the sentence that a reader came to, by its position in the paragraph.
    before = Markup('<span class="px-sentence" id="s{}" data-at="{}">')
    return [
        SpanMarkup(span, before.format(source.sentence_numbers[span], position), Markup("</span>"))
        for spans in paragraphs
        for span, position in number_positions(spans)
    ]


def _wrap_statements(source: SourceView) -> list[SpanMarkup]:
    wraps = []
    for number, statement in enumerate(source.article.statements, 1):
        for span in statement.spans:
            # The stylesheet shows the number, so that it is no part of the text and of copies of it.
            last = Markup(' data-n="{}"').format(number) if span is statement.spans[-1] else Markup()
            before = Markup('<span class="px-statement"{}>').format(last)
            wraps.append(SpanMarkup(span, before, Markup("</span>")))
    return wraps


def _wrap_mentions(view: StoryView, source: SourceView, to: Callable[[str], str]) -> list[SpanMarkup]:
    """Return links to the actors' pages, from one mention of each in a paragraph, if possible a name."""
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
        SpanMarkup(mention.span_with_title, _open_link(view, source, actor, mention, to), Markup("</a>"))
        for (_, actor), mention in first.items()
    ]


def _open_link(
    view: StoryView, source: SourceView, actor: str, mention: Mention, to: Callable[[str], str]
) -> Markup:
    address = to(_make_address_on_actor_page(source, actor, mention.span))
    person = view.find_actor(actor)
    if person is None or mention.via not in UNNAMED_MENTION_KINDS:
        return Markup('<a class="px-mention" href="{}">').format(address)
    return Markup('<a class="px-mention px-mention--meant" href="{}" title="{} is meant">').format(
        address, escape_html(person.name)
    )


def _make_address_on_actor_page(source: SourceView, actor: str, span: Span) -> str:
    """Return the address of a span's sentence on an actor's page."""
    sentence = source.find_sentence(span)
    number = source.sentence_numbers.get(sentence) if sentence else None
    return (
        addresses.make_actor_anchor_address(actor, source.story_id, source.id, number)
        if number
        else addresses.make_actor_address(actor)
    )


def _list_notes(view: StoryView, source: SourceView) -> Iterator[tuple[Span, ParagraphNote]]:
    """Yield a note for each statement, then for each silence, with the span where it begins."""
    followed = {actor.id for actor in view.followed_actors}

    def make_address(actor: str | None, span: Span) -> str | None:
        return _make_address_on_actor_page(source, actor, span) if actor in followed and actor else None

    def name_speaker(item: Statement | Silence) -> str:
        person = view.find_actor(item.actor)
        return source.name_speaker(item, person.name if person else None) or _UNNAMED

    for number, statement in enumerate(source.article.statements, 1):
        first = statement.spans[0]
        yield (
            first,
            ParagraphNote(
                number,
                name_speaker(statement),
                make_address(statement.actor, first),
                statement.kind,
                None,
                source.select_showable(statement.chain),
                source.select_showable(statement.hedges),
            ),
        )
    for silence in source.article.silences:
        address = make_address(silence.actor, silence.span)
        note = ParagraphNote(None, name_speaker(silence), address, None, silence.cue, (), ())
        yield silence.span, note
