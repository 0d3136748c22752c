"""What an actor's page shows of statements: by the actor, by those who speak for them, and about them."""

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
"""Each kind of section: its name in addresses and data, its heading, and its name in a list."""

NAME_MARKUP = SpanMarkup(Span(0, 0), Markup('<b class="px-name">'), Markup("</b>"))
_CUE = SpanMarkup(Span(0, 0), Markup('<b class="px-cue">'), Markup("</b>"))
_STATEMENT = SpanMarkup(Span(0, 0), Markup('<span class="px-statement">'), Markup("</span>"))
_QUOTED = {"direct": "quoted", "mixed": "partly quoted", "indirect": None}
_PRONOUNS = frozenset({"he", "i", "it", "she", "they", "we"})


@dataclass(frozen=True, slots=True)
class SpeechNote:
    """How something is said: by whom if not by the person, through whom, and how it is hedged.

    `resolved_words` are words such as "he" that were read as the person. `speaker_id` is the id of a followed
    actor who said it; `is_unresolved` tells that `speaker_words` are words such as "he" whom nothing says.
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
        """Whether there is anything in it."""
        return bool(self.speaker_words or self.resolved_words or self.chain or self.hedges)


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with what is marked in it; `html` is `None` where the rights keep its words back.

    `count` is how many statements, silences or mentions it stands for. `anchor` is its own on the
    actor's page: where a sentence stands there several times, only the first has it.
    """

    sentence: Span
    html: Markup | None
    notes: tuple[SpeechNote, ...]
    count: int = 1
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """What one source has for a section of the page."""

    view: StoryView
    source: SourceView
    sentences: tuple[MarkedSentence, ...]

    @property
    def id(self) -> str:
        """The source's name among those of all stories."""
        return addresses.make_actor_page_anchor(self.view.id, self.source.id)

    @property
    def count(self) -> int:
        """How many statements, silences or mentions there are."""
        return sum(said.count for said in self.sentences)


@dataclass(frozen=True, slots=True)
class SpeechSection:
    """One way of saying, or of not saying: `short_title` names it in a list.

    `count` is the number of statements and silences of all sources, `silence_count` that of silences alone.
    """

    kind: str
    title: str
    short_title: str
    count: int
    silence_count: int
    groups: tuple[SourceGroup, ...]


def build_speech_sections(views: Sequence[StoryView], actor: Actor) -> tuple[SpeechSection, ...]:
    """Return every kind of section, the empty ones too, in the order of the page."""
    return tuple(_section(views, actor, *names) for names in SECTION_KINDS)


def select_section_items(
    view: StoryView, actor: Actor, kind: str
) -> Iterator[tuple[SourceView, StatementOrSilence]]:
    """Yield what one story has for a kind of section, in the order of sources and of the text."""
    if kind == "office":
        found = (*view.office_statements(actor.id), *view.office_silences(actor.id))
        order = {source.id: place for place, source in enumerate(view.sources)}
        yield from sorted(found, key=lambda pair: (order[pair[0].id], list_spoken_spans(pair[1])[0]))
    elif kind == "silent":
        yield from view.silences(actor.id)
    elif kind == "about":
        yield from _about(view, actor)
    else:
        yield from ((s, statement) for s, statement in view.statements(actor.id) if statement.kind == kind)


def _about(view: StoryView, actor: Actor) -> Iterator[tuple[SourceView, Statement]]:
    """Yield the statements of others that name or mean the actor in what is said."""
    for source in view.sources:
        starts = sorted(m.span.start for m in source.article.mentions if m.actor == actor.id)
        for statement in source.article.statements if starts else ():
            others = actor.id not in (statement.actor, statement.office_of)
            if others and any(_within(starts, span) for span in statement.spans):
                yield source, statement


def _within(starts: Sequence[int], span: Span) -> bool:
    place = bisect_left(starts, span.start)
    return place < len(starts) and starts[place] < span.end


def list_spoken_spans(item: StatementOrSilence) -> tuple[Span, ...]:
    """Return where the words of a statement, or the clause of a silence, stand."""
    return item.spans if isinstance(item, Statement) else (item.span,)


def find_actor_page_anchor(source: SourceView, sentence: Span | None) -> str | None:
    """Return the anchor that a sentence has on the page of each actor it concerns."""
    number = source.sentence_numbers.get(sentence) if sentence else None
    return addresses.make_actor_page_anchor(source.story_id, source.id, number) if number else None


def _names(words: Span | None, text: str, actor: Actor) -> bool:
    """Tell whether some words share one with the actor's names."""
    found = re.findall(r"\w+", words.extract(text).casefold()) if words else ()
    own = re.findall(r"\w+", " ".join((actor.name, *actor.aliases)).casefold())
    return not set(found).isdisjoint(own)


def _section(views: Sequence[StoryView], actor: Actor, kind: str, title: str, short: str) -> SpeechSection:
    found: dict[tuple[str, str], tuple[StoryView, SourceView, list[StatementOrSilence]]] = {}
    for view in views:
        for source, item in select_section_items(view, actor, kind):
            found.setdefault((view.id, source.id), (view, source, []))[2].append(item)
    groups = tuple(
        SourceGroup(view, source, _said(view, source, actor, kind, own))
        for view, source, own in found.values()
    )
    items = [item for *_, own in found.values() for item in own]
    silences = sum(isinstance(item, Silence) for item in items)
    return SpeechSection(kind, title, short, len(items), silences, groups)


def _said(
    view: StoryView, source: SourceView, actor: Actor, kind: str, own: Sequence[StatementOrSilence]
) -> tuple[MarkedSentence, ...]:
    """Return each sentence once, also where several things are said in it."""
    sentences: dict[Span, list[StatementOrSilence]] = {}
    for item in own:
        first = list_spoken_spans(item)[0]
        sentences.setdefault(source.find_sentence(first) or first, []).append(item)
    named: Mapping[Span, Sequence[Mention]] = (
        group_mentions_by_sentence(source, actor) if kind == "about" else {}
    )
    return tuple(
        _sentence(view, source, actor, sentence, found, named.get(sentence, ()))
        for sentence, found in sentences.items()
    )


def group_mentions_by_sentence(source: SourceView, actor: Actor) -> Mapping[Span, Sequence[Mention]]:
    """Return the mentions of an actor by the sentences they stand in."""
    found: dict[Span, list[Mention]] = {}
    for mention in source.article.mentions:
        sentence = source.find_sentence(mention.span) if mention.actor == actor.id else None
        if sentence:
            found.setdefault(sentence, []).append(mention)
    return found


def _sentence(
    view: StoryView,
    source: SourceView,
    actor: Actor,
    sentence: Span,
    own: Sequence[StatementOrSilence],
    named: Sequence[Mention],
) -> MarkedSentence:
    at = find_actor_page_anchor(source, sentence)
    if sentence not in source.quotable_sentences:
        return MarkedSentence(sentence, None, (), len(own), at)
    said = [wrap_span_like(span, _STATEMENT) for item in own for span in list_spoken_spans(item)]
    marked = [wrap_span_like(item.cue, _CUE) for item in own if isinstance(item, Silence)]
    marked += [wrap_span_like(mention.span_with_title, NAME_MARKUP) for mention in named]
    html = annotate_span(
        source.article.text, sentence, [MarkupLayer.from_wraps(said), MarkupLayer.from_wraps(marked)]
    )
    notes = [_note(view, source, sentence, actor, item) for item in own]
    notes += note_unnamed_mentions(source, named)
    told = tuple(note for note in dict.fromkeys(notes) if note.says_something)
    return MarkedSentence(sentence, source.wrap_checkable(sentence, html), told, len(own), at)


def wrap_span_like(span: Span, like: SpanMarkup) -> SpanMarkup:
    """Return the same markup around other words."""
    return SpanMarkup(span, like.before, like.after)


def note_unnamed_mentions(source: SourceView, found: Sequence[Mention]) -> list[SpeechNote]:
    """Return a note for each word in a sentence that means the actor without naming them."""
    words: dict[str, Span] = {}
    for mention in found:
        if mention.via in UNNAMED_MENTION_KINDS:
            words.setdefault(mention.span.extract(source.article.text).casefold(), mention.span)
    return [SpeechNote(None, span, None, (), ()) for span in words.values()]


def _note(
    view: StoryView, source: SourceView, sentence: Span, actor: Actor, item: StatementOrSilence
) -> SpeechNote:
    """Return what neither the section's title nor a silence's own clause says."""
    text = source.article.text
    speaker = view.find_actor(item.actor)
    own = item.actor == actor.id
    who = None if own else source.name_speaker(item, speaker.name if speaker else None)
    meant_here = own and item.speaker is not None and source.may_show(item.speaker)
    read_as = item.speaker if meant_here and not _names(item.speaker, text, actor) else None
    if isinstance(item, Silence):
        if who is not None and who.casefold() in sentence.extract(text).casefold():
            who = None
        return SpeechNote(who, read_as, None, (), ())
    return SpeechNote(
        who,
        read_as,
        _QUOTED[item.kind] if who else None,
        tuple(carrier for carrier in item.chain if source.may_show(carrier)),
        tuple(hedge for hedge in item.hedges if source.may_show(hedge)),
        speaker.id if who and speaker and speaker.followed else None,
        who is not None and who.casefold() in _PRONOUNS,
    )
