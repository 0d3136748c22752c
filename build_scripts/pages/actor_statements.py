"""Collect the statements on an actor's page: by the actor, on their behalf, and about them by others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_scripts.models import Actor, Mention, Silence, Span, Statement
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED_MENTION_KINDS, StoryView

StatementOrSilence = Statement | Silence

SECTION_KINDS = (
    ("direct", "Said directly", "said directly"),
    ("mixed", "Said, partly in quotation marks", "partly quoted"),
    ("indirect", "Said, in the sources’ words", "in the sources’ words"),
    ("office", "On their behalf, by an office that speaks for them", "on their behalf"),
    ("silent", "Not said or not confirmed", "not said or confirmed"),
    ("about", "Said about them by others", "said about them"),
)
"""The sections of an actor's page: name in addresses and data, heading, and name in a list."""

NAME_MARKUP = SpanMarkup(Span(0, 0), Markup('<b class="px-name">'), Markup("</b>"))
_CUE = SpanMarkup(Span(0, 0), Markup('<b class="px-cue">'), Markup("</b>"))
_STATEMENT = SpanMarkup(Span(0, 0), Markup('<span class="px-statement">'), Markup("</span>"))
_QUOTED = {"direct": "quoted", "mixed": "partly quoted", "indirect": None}
_PRONOUNS = frozenset({"he", "i", "it", "she", "they", "we"})


@dataclass(frozen=True, slots=True)
class SpeechNote:
    """How something is said: the speaker if it is not the page's actor, the chain and the hedges.

    `resolved_words` are words such as "he" that were resolved to the page's actor. `quotation` says whether
    the words are quoted. `speaker_id` is the id of the speaker, if that is a followed actor. `is_unresolved`
    means that `speaker_words` are a pronoun such as "he" that was not resolved.
    """

    speaker_words: str | None
    resolved_words: Span | None
    quotation: str | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]
    speaker_id: str | None = None
    is_unresolved: bool = False

    @property
    def says_something(self) -> bool:
        """Whether the note has anything to say."""
        return bool(self.speaker_words or self.resolved_words or self.chain or self.hedges)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with its marks as HTML; `html` is `None` if the words may not be shown.

    `count` is the number of statements, silences or mentions in it. `anchor` is the sentence's anchor on the
    actor's page. If the page has the sentence several times, only the first has the anchor.
    """

    sentence: Span
    html: Markup | None
    notes: tuple[SpeechNote, ...]
    count: int = 1
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sentences of one source in a section of the page."""

    view: StoryView
    source: SourceView
    sentences: tuple[MarkedSentence, ...]

    @property
    def id(self) -> str:
        """The name of the source, unique among all stories."""
        return addresses.make_actor_page_anchor(self.view.id, self.source.id)

    @property
    def count(self) -> int:
        """The number of statements, silences or mentions."""
        return sum(said.count for said in self.sentences)


@dataclass(frozen=True, slots=True)
class SpeechSection:
    """One section of the page; `short_title` names it in a list.

    `count` is the number of statements and silences of all sources, `silence_count` that of the silences.
    """

    kind: str
    title: str
    short_title: str
    count: int
    silence_count: int
    groups: tuple[SourceGroup, ...]


def build_speech_sections(views: Sequence[StoryView], actor: Actor) -> tuple[SpeechSection, ...]:
    """Return all sections in the order of the page, empty ones included."""
    return tuple(_build_section(views, actor, *names) for names in SECTION_KINDS)


def select_section_items(
    view: StoryView, actor: Actor, kind: str
) -> Iterator[tuple[SourceView, StatementOrSilence]]:
    """Yield the statements and silences of one story for a section, in the order of sources and text."""
    if kind == "office":
        yield from _select_office_items(view, actor)
    elif kind == "silent":
        yield from view.silences(actor.id)
    elif kind == "about":
        yield from _select_statements_about(view, actor)
    else:
        yield from ((s, statement) for s, statement in view.statements(actor.id) if statement.kind == kind)


def _select_office_items(view: StoryView, actor: Actor) -> Sequence[tuple[SourceView, StatementOrSilence]]:
    found: list[tuple[SourceView, StatementOrSilence]] = [*view.office_statements(actor.id)]
    found += view.office_silences(actor.id)
    order = {source.id: place for place, source in enumerate(view.sources)}
    return sorted(found, key=lambda pair: (order[pair[0].id], list_spoken_spans(pair[1])[0]))


def _select_statements_about(view: StoryView, actor: Actor) -> Iterator[tuple[SourceView, Statement]]:
    """Yield the statements of others with a mention of the actor in their content."""
    for source in view.sources:
        starts = sorted(m.span.start for m in source.article.mentions if m.actor == actor.id)
        for statement in source.article.statements if starts else ():
            by_others = actor.id not in (statement.actor, statement.office_of)
            if by_others and any(_has_start_within(starts, span) for span in statement.spans):
                yield source, statement


def _has_start_within(starts: Sequence[int], span: Span) -> bool:
    """Return whether one of the ascending offsets is inside the span."""
    place = bisect_left(starts, span.start)
    return place < len(starts) and starts[place] < span.end


def list_spoken_spans(item: StatementOrSilence) -> tuple[Span, ...]:
    """Return the spans of a statement's content, or the span of a silence's clause."""
    return item.spans if isinstance(item, Statement) else (item.span,)


def find_actor_page_anchor(source: SourceView, sentence: Span | None) -> str | None:
    """Return a sentence's anchor on the pages of actors; None if it is no sentence of the source."""
    number = source.sentence_numbers.get(sentence) if sentence else None
    return addresses.make_actor_page_anchor(source.story_id, source.id, number) if number else None


def _has_word_of_name(span: Span, text: str, actor: Actor) -> bool:
    """Return whether a span has a word of the actor's name or aliases."""
    words = re.findall(r"\w+", span.extract(text).casefold())
    name_words = re.findall(r"\w+", " ".join((actor.name, *actor.aliases)).casefold())
    return not set(words).isdisjoint(name_words)


def _build_section(
    views: Sequence[StoryView], actor: Actor, kind: str, title: str, short: str
) -> SpeechSection:
    found: dict[tuple[str, str], tuple[StoryView, SourceView, list[StatementOrSilence]]] = {}
    for view in views:
        for source, item in select_section_items(view, actor, kind):
            found.setdefault((view.id, source.id), (view, source, []))[2].append(item)
    groups = tuple(
        SourceGroup(view, source, _mark_sentences(view, source, actor, kind, own))
        for view, source, own in found.values()
    )
    items = [item for *_, own in found.values() for item in own]
    silences = sum(isinstance(item, Silence) for item in items)
    return SpeechSection(kind, title, short, len(items), silences, groups)


def _mark_sentences(
    view: StoryView, source: SourceView, actor: Actor, kind: str, own: Sequence[StatementOrSilence]
) -> tuple[MarkedSentence, ...]:
    """Return each sentence once, even if several statements or silences are in it."""
    sentences: dict[Span, list[StatementOrSilence]] = {}
    for item in own:
        first = list_spoken_spans(item)[0]
        sentences.setdefault(source.find_sentence(first) or first, []).append(item)
    named: Mapping[Span, Sequence[Mention]] = (
        group_mentions_by_sentence(source, actor) if kind == "about" else {}
    )
    return tuple(
        _mark_sentence(view, source, actor, sentence, found, named.get(sentence, ()))
        for sentence, found in sentences.items()
    )


def group_mentions_by_sentence(source: SourceView, actor: Actor) -> Mapping[Span, Sequence[Mention]]:
    """Return the mentions of an actor by sentence."""
    found: dict[Span, list[Mention]] = {}
    for mention in source.article.mentions:
        sentence = source.find_sentence(mention.span) if mention.actor == actor.id else None
        if sentence:
            found.setdefault(sentence, []).append(mention)
    return found


def _mark_sentence(
    view: StoryView,
    source: SourceView,
    actor: Actor,
    sentence: Span,
    own: Sequence[StatementOrSilence],
    named: Sequence[Mention],
) -> MarkedSentence:
    """Return a sentence with its own statements and silences, and mentions of the actor, marked."""
    anchor = find_actor_page_anchor(source, sentence)
    if sentence not in source.quotable_sentences:
        return MarkedSentence(sentence, None, (), len(own), anchor)
    said = [wrap_span_like(span, _STATEMENT) for item in own for span in list_spoken_spans(item)]
    marked = [wrap_span_like(item.cue, _CUE) for item in own if isinstance(item, Silence)]
    marked += [wrap_span_like(mention.span_with_title, NAME_MARKUP) for mention in named]
    html = annotate_span(
        source.article.text, sentence, [MarkupLayer.from_wraps(said), MarkupLayer.from_wraps(marked)]
    )
    notes = [_make_note(view, source, sentence, actor, item) for item in own]
    notes += note_unnamed_mentions(source, named)
    useful = tuple(note for note in dict.fromkeys(notes) if note.says_something)
    return MarkedSentence(sentence, source.wrap_checkable(sentence, html), useful, len(own), anchor)


def wrap_span_like(span: Span, like: SpanMarkup) -> SpanMarkup:
    """Return the same markup for another span."""
    return SpanMarkup(span, like.before, like.after)


def note_unnamed_mentions(source: SourceView, found: Sequence[Mention]) -> list[SpeechNote]:
    """Return a note for each distinct word of a sentence that means the actor but is no name."""
    words: dict[str, Span] = {}
    for mention in found:
        if mention.via in UNNAMED_MENTION_KINDS:
            words.setdefault(mention.span.extract(source.article.text).casefold(), mention.span)
    return [SpeechNote(None, span, None, (), ()) for span in words.values()]


def _make_note(
    view: StoryView, source: SourceView, sentence: Span, actor: Actor, item: StatementOrSilence
) -> SpeechNote:
    """Return the note on a statement or silence, without facts that its section or clause states."""
    speaker = view.find_actor(item.actor)
    name = None
    if item.actor != actor.id:
        name = source.name_speaker(item, speaker.name if speaker else None)
    resolved = _find_resolved_words(source, actor, item)
    if isinstance(item, Silence):
        if name is not None and name.casefold() in sentence.extract(source.article.text).casefold():
            name = None
        return SpeechNote(name, resolved, None, (), ())
    return SpeechNote(
        name,
        resolved,
        _QUOTED[item.kind] if name else None,
        source.select_showable(item.chain),
        source.select_showable(item.hedges),
        speaker.id if name and speaker and speaker.followed else None,
        name is not None and name.casefold() in _PRONOUNS,
    )


def _find_resolved_words(source: SourceView, actor: Actor, item: StatementOrSilence) -> Span | None:
    """Return the words for the speaker that were resolved to the actor, if they have no word of the name."""
    words = item.speaker
    if item.actor != actor.id or words is None or not source.may_show(words):
        return None
    return None if _has_word_of_name(words, source.article.text, actor) else words
