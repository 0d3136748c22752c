"""What an actor's page shows of statements: by the actor, by those who speak for them, and about them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_scripts.models import Actor, Mention, Silence, Span, Statement
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import Layer, Wrap, annotate
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED, StoryView

Spoken = Statement | Silence

KINDS = (
    ("direct", "Said directly", "said directly"),
    ("mixed", "Said, partly in quotation marks", "partly quoted"),
    ("indirect", "Said, in the sources’ words", "in the sources’ words"),
    ("office", "Said by an office that speaks for them", "by an office"),
    ("silent", "Not said or not confirmed", "not said or confirmed"),
    ("about", "Said about them by others", "said about them"),
)
"""Each kind of section: its name in addresses and data, its heading, and its name in a list."""

NAMED = Wrap(Span(0, 0), Markup('<b class="px-name">'), Markup("</b>"))
_CUE = Wrap(Span(0, 0), Markup('<b class="px-cue">'), Markup("</b>"))
_STATEMENT = Wrap(Span(0, 0), Markup('<span class="px-statement">'), Markup("</span>"))
_QUOTED = {"direct": "quoted", "mixed": "partly quoted", "indirect": None}
_PRONOUNS = frozenset({"he", "i", "it", "she", "they", "we"})


@dataclass(frozen=True, slots=True)
class Note:
    """How something is said: by whom if not by the person, through whom, and how it is hedged.

    `meant` are words such as "he" that were read as the person. `speaker` is the id of a followed actor
    who said it; `unnamed` tells that `who` are words such as "he" whom nothing says.
    """

    who: str | None
    meant: Span | None
    quoted: str | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]
    speaker: str | None = None
    unnamed: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.who or self.meant or self.chain or self.hedges)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what is marked in it; `html` is `None` where the rights keep its words back.

    `number` is how many statements, silences or mentions it stands for. `place` is its anchor on the
    actor's page: where a sentence stands there several times, only the first has it.
    """

    sentence: Span
    html: Markup | None
    notes: tuple[Note, ...]
    number: int = 1
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What one source has for a section of the page."""

    view: StoryView
    source: SourceView
    said: tuple[Said, ...]

    @property
    def id(self) -> str:
        """The source's name among those of all stories."""
        return addresses.place(self.view.id, self.source.id)

    @property
    def number(self) -> int:
        """How many statements, silences or mentions there are."""
        return sum(said.number for said in self.said)


@dataclass(frozen=True, slots=True)
class Section:
    """One way of saying, or of not saying: `short` names it in a list, `number` counts over all sources."""

    kind: str
    title: str
    short: str
    number: int
    groups: tuple[Group, ...]


def sections(views: Sequence[StoryView], actor: Actor) -> tuple[Section, ...]:
    """Return every kind of section, the empty ones too, in the order of the page."""
    return tuple(_section(views, actor, *names) for names in KINDS)


def items(view: StoryView, actor: Actor, kind: str) -> Iterator[tuple[SourceView, Spoken]]:
    """Yield what one story has for a kind of section, in the order of sources and of the text."""
    if kind == "office":
        yield from view.office_statements(actor.id)
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


def spans(item: Spoken) -> tuple[Span, ...]:
    """Return where the words of a statement, or the clause of a silence, stand."""
    return item.spans if isinstance(item, Statement) else (item.span,)


def place(source: SourceView, sentence: Span | None) -> str | None:
    """Return the anchor that a sentence has on the page of each actor it concerns."""
    number = source.sentence_numbers.get(sentence) if sentence else None
    return addresses.place(source.story_id, source.id, number) if number else None


def _names(words: Span | None, text: str, actor: Actor) -> bool:
    """Tell whether some words share one with the actor's names."""
    found = re.findall(r"\w+", words.of(text).casefold()) if words else ()
    own = re.findall(r"\w+", " ".join((actor.name, *actor.aliases)).casefold())
    return not set(found).isdisjoint(own)


def _section(views: Sequence[StoryView], actor: Actor, kind: str, title: str, short: str) -> Section:
    found: dict[tuple[str, str], tuple[StoryView, SourceView, list[Spoken]]] = {}
    for view in views:
        for source, item in items(view, actor, kind):
            found.setdefault((view.id, source.id), (view, source, []))[2].append(item)
    groups = tuple(
        Group(view, source, _said(view, source, actor, kind, own)) for view, source, own in found.values()
    )
    return Section(kind, title, short, sum(len(own) for *_, own in found.values()), groups)


def _said(
    view: StoryView, source: SourceView, actor: Actor, kind: str, own: Sequence[Spoken]
) -> tuple[Said, ...]:
    """Return each sentence once, also where several things are said in it."""
    sentences: dict[Span, list[Spoken]] = {}
    for item in own:
        first = spans(item)[0]
        sentences.setdefault(source.sentence(first) or first, []).append(item)
    named: Mapping[Span, Sequence[Mention]] = mentions(source, actor) if kind == "about" else {}
    return tuple(
        _sentence(view, source, actor, sentence, found, named.get(sentence, ()))
        for sentence, found in sentences.items()
    )


def mentions(source: SourceView, actor: Actor) -> Mapping[Span, Sequence[Mention]]:
    """Return the mentions of an actor by the sentences they stand in."""
    found: dict[Span, list[Mention]] = {}
    for mention in source.article.mentions:
        sentence = source.sentence(mention.span) if mention.actor == actor.id else None
        if sentence:
            found.setdefault(sentence, []).append(mention)
    return found


def _sentence(
    view: StoryView,
    source: SourceView,
    actor: Actor,
    sentence: Span,
    own: Sequence[Spoken],
    named: Sequence[Mention],
) -> Said:
    at = place(source, sentence)
    if sentence not in source.quotable:
        return Said(sentence, None, (), len(own), at)
    said = [around(span, _STATEMENT) for item in own for span in spans(item)]
    marked = [around(item.cue, _CUE) for item in own if isinstance(item, Silence)]
    marked += [around(mention.form, NAMED) for mention in named]
    html = annotate(source.article.text, sentence, [Layer.of(said), Layer.of(marked)])
    notes = [_note(view, source, sentence, actor, item) for item in own]
    notes += meant(source, named)
    told = tuple(note for note in dict.fromkeys(notes) if note.says_something)
    return Said(sentence, source.checked(sentence, html), told, len(own), at)


def around(span: Span, like: Wrap) -> Wrap:
    """Return the same markup around other words."""
    return Wrap(span, like.before, like.after)


def meant(source: SourceView, found: Sequence[Mention]) -> list[Note]:
    """Return a note for each word in a sentence that means the actor without naming them."""
    words: dict[str, Span] = {}
    for mention in found:
        if mention.via in UNNAMED:
            words.setdefault(mention.span.of(source.article.text).casefold(), mention.span)
    return [Note(None, span, None, (), ()) for span in words.values()]


def _note(view: StoryView, source: SourceView, sentence: Span, actor: Actor, item: Spoken) -> Note:
    """Return what neither the section's title nor a silence's own clause says."""
    text = source.article.text
    speaker = view.actor(item.actor)
    own = item.actor == actor.id
    who = None if own else source.speaker(item, speaker.name if speaker else None)
    meant_here = own and item.speaker is not None and source.shows(item.speaker)
    read_as = item.speaker if meant_here and not _names(item.speaker, text, actor) else None
    if isinstance(item, Silence):
        if who is not None and who.casefold() in sentence.of(text).casefold():
            who = None
        return Note(who, read_as, None, (), ())
    return Note(
        who,
        read_as,
        _QUOTED[item.kind] if who else None,
        tuple(carrier for carrier in item.chain if source.shows(carrier)),
        tuple(hedge for hedge in item.hedges if source.shows(hedge)),
        speaker.id if who and speaker and speaker.followed else None,
        who is not None and who.casefold() in _PRONOUNS,
    )
