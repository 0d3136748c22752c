"""What the template of an actor's page is given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..models import Actor, Silence, Span, Statement
from . import timeline_page
from .annotate import Layer, Wrap, annotate
from .source_view import SourceView
from .story_view import StoryView

Spoken = Statement | Silence

_SECTIONS = (
    ("direct", "Said directly", "said directly"),
    ("mixed", "Said, partly in quotation marks", "partly quoted"),
    ("indirect", "Said, in the sources’ words", "in the sources’ words"),
    ("office", "Said by an office that speaks for them", "by an office"),
    ("silent", "Not said or not confirmed", "not said or confirmed"),
)
_QUOTED = {"direct": "quoted", "mixed": "partly quoted", "indirect": None}


@dataclass(frozen=True, slots=True)
class Total:
    """An actor in numbers, over all stories."""

    mentions: int
    statements: int
    sources: int
    all_sources: int


@dataclass(frozen=True, slots=True)
class Note:
    """How something is said: by whom if not by the person, through whom, and how it is hedged.

    `meant` are words such as "he" that were read as the person.
    """

    who: str | None
    meant: Span | None
    quoted: str | None
    chain: tuple[Span, ...]
    hedges: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with what is marked in it; `html` is `None` where the rights keep its words back."""

    sentence: Span
    html: Markup | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one source has for a section of the page."""

    view: StoryView
    source: SourceView
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One way of saying, or of not saying: `short` names it in a list, `number` counts over all sources."""

    kind: str
    title: str
    short: str
    number: int
    groups: tuple[Group, ...]


def total(views: Sequence[StoryView], actor: Actor) -> Total:
    """Count what the publication has of an actor."""
    named = [(v.id, s.id) for v in views for s, _ in v.mentions(actor.id)]
    return Total(
        mentions=len(named),
        statements=sum(len(v.statements(actor.id)) for v in views),
        sources=len(set(named)),
        all_sources=sum(len(v.sources) for v in views),
    )


def context(views: Sequence[StoryView], actor: Actor) -> Mapping[str, Any]:
    """Return everything that the page shows of an actor, gathered from every story."""
    sections = tuple(_section(views, actor, *names) for names in _SECTIONS)
    stories = [v for v in views if _holds(v, actor)]
    unnamed = [(v, [s for s in v.sources if not v.mention_counts[actor.id][s.id]]) for v in views]
    return {
        "actor": actor,
        "total": total(views, actor),
        "stories": stories,
        "several": len(stories) > 1,
        "choice": len(views) > 1,
        "sections": sections,
        "mentioned": _mentioned(views, actor),
        "not_mentioned": [(view, sources) for view, sources in unnamed if sources],
        "written": [(v, _forms(v, actor)) for v in views if v.mentions(actor.id)],
        "together": _together(views, actor),
        "dated": _dated(views, actor),
    }


def _holds(view: StoryView, actor: Actor) -> bool:
    """Tell whether a story names an actor or quotes an office that speaks for them."""
    return any(
        (
            view.mentions(actor.id),
            view.statements(actor.id),
            view.office_statements(actor.id),
            view.silences(actor.id),
        )
    )


def _section(views: Sequence[StoryView], actor: Actor, kind: str, title: str, short: str) -> Section:
    found: dict[tuple[str, str], tuple[StoryView, SourceView, list[Spoken]]] = {}
    for view in views:
        for source, item in _items(view, actor, kind):
            found.setdefault((view.id, source.id), (view, source, []))[2].append(item)
    groups = tuple(Group(view, source, _said(source, actor, own)) for view, source, own in found.values())
    return Section(kind, title, short, sum(len(own) for *_, own in found.values()), groups)


def _items(view: StoryView, actor: Actor, kind: str) -> Iterator[tuple[SourceView, Spoken]]:
    if kind == "office":
        yield from view.office_statements(actor.id)
    elif kind == "silent":
        yield from view.silences(actor.id)
    else:
        yield from ((s, statement) for s, statement in view.statements(actor.id) if statement.kind == kind)


def _said(source: SourceView, actor: Actor, items: Sequence[Spoken]) -> tuple[Said, ...]:
    """Return each sentence once, also where several things are said in it."""
    sentences: dict[Span, list[Spoken]] = {}
    for item in items:
        first = item.spans[0] if isinstance(item, Statement) else item.span
        sentences.setdefault(source.sentence(first) or first, []).append(item)
    return tuple(_sentence(source, actor, sentence, own) for sentence, own in sentences.items())


def _sentence(source: SourceView, actor: Actor, sentence: Span, items: Sequence[Spoken]) -> Said:
    if sentence not in source.quotable:
        return Said(sentence, None, ())
    wraps, cues = [], []
    for item in items:
        spans = item.spans if isinstance(item, Statement) else (item.span,)
        wraps += [Wrap(span, Markup('<span class="px-statement">'), Markup("</span>")) for span in spans]
        if isinstance(item, Silence):
            cues.append(Wrap(item.cue, Markup('<b class="px-cue">'), Markup("</b>")))
    html = annotate(source.article.text, sentence, [Layer.of(wraps), Layer.of(cues)])
    notes = dict.fromkeys(_note(source, sentence, actor, item) for item in items)
    return Said(sentence, source.checked(sentence, html), tuple(n for n in notes if n is not None))


def _note(source: SourceView, sentence: Span, actor: Actor, item: Spoken) -> Note | None:
    """Return what neither the section's title nor a silence's own clause says, if there is anything."""
    text = source.article.text
    who = None if item.actor == actor.id else item.speaker_text
    meant = item.speaker if who is None and not _names(item.speaker, text, actor) else None
    if isinstance(item, Silence):
        if who is not None and who.casefold() in sentence.of(text).casefold():
            who = None
        note = Note(who, meant, None, (), ())
    else:
        note = Note(who, meant, _QUOTED[item.kind] if who else None, item.chain, item.hedges)
    return note if note.who or note.meant or note.chain or note.hedges else None


def _names(speaker: Span | None, text: str, actor: Actor) -> bool:
    """Tell whether the words for a speaker share one with the actor's names."""
    words = re.findall(r"\w+", speaker.of(text).casefold()) if speaker else ()
    names = re.findall(r"\w+", " ".join((actor.name, *actor.aliases)).casefold())
    return not set(words).isdisjoint(names)


def _mentioned(views: Sequence[StoryView], actor: Actor) -> list[Group]:
    """Return, for each source, the sentences that name the actor, the name marked."""
    before, after = Markup('<b class="px-name">'), Markup("</b>")
    found: dict[tuple[str, str], tuple[StoryView, SourceView, dict[Span, list[Wrap]]]] = {}
    for view in views:
        for source, mention in view.mentions(actor.id):
            sentence = source.sentence(mention.span)
            row = found.setdefault((view.id, source.id), (view, source, {}))
            if sentence:
                row[2].setdefault(sentence, []).append(Wrap(mention.form, before, after))
    return [
        Group(view, source, tuple(_named(source, sentence, names) for sentence, names in sentences.items()))
        for view, source, sentences in found.values()
    ]


def _named(source: SourceView, sentence: Span, names: Sequence[Wrap]) -> Said:
    if sentence not in source.quotable:
        return Said(sentence, None, ())
    html = annotate(source.article.text, sentence, [Layer.of(names)])
    return Said(sentence, source.checked(sentence, html), ())


def _forms(view: StoryView, actor: Actor) -> list[tuple[str, Counter[str]]]:
    """Return each written form of the name with its title, and how often each source has it."""
    counts: dict[str, Counter[str]] = {}
    for source, mention in view.mentions(actor.id):
        if source.mode != "link" and mention.via not in ("pronoun", "description"):
            form = " ".join(mention.form.of(source.article.text).split())
            counts.setdefault(form, Counter())[source.id] += 1
    return sorted(counts.items(), key=lambda row: (-row[1].total(), row[0]))


def _together(views: Sequence[StoryView], actor: Actor) -> list[tuple[Actor, int]]:
    """Return who is named in the same paragraphs, most often first."""
    counts: Counter[str] = Counter()
    people: dict[str, Actor] = {}
    for view in views:
        for source in view.sources:
            named: dict[int, set[str | None]] = {}
            for mention in source.article.mentions:
                named.setdefault(source.paragraph_number(mention.span), set()).add(mention.actor)
            for others in named.values():
                for other in others - {actor.id} if actor.id in others else ():
                    person = view.actor(other)
                    if person is not None:
                        people[person.id] = person
                        counts[person.id] += 1
    return sorted(
        ((people[i], n) for i, n in counts.items()), key=lambda row: (-row[1], row[0].name, row[0].id)
    )


def _dated(views: Sequence[StoryView], actor: Actor) -> list[tuple[StoryView, timeline_page.Entry]]:
    """Return the dates of the sentences that name the actor."""
    found = []
    for view in views:
        naming = {(source.id, source.sentence(mention.span)) for source, mention in view.mentions(actor.id)}
        facts = [fact for fact in view.story.timeline if (fact.source, fact.sentence) in naming]
        found += [(view, entry) for entry in timeline_page.entries(view, facts)]
    return sorted(found, key=lambda row: row[1].date)
