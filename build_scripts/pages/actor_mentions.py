"""What an actor's page shows of mentions: where, in which words, under which titles, and beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.models import Actor, Mention, Span
from build_scripts.pages.actor_statements import (
    NAME_MARKUP,
    MarkedSentence,
    SourceGroup,
    find_actor_page_anchor,
    group_mentions_by_sentence,
    note_unnamed_mentions,
    wrap_span_like,
)
from build_scripts.pages.views.annotate import MarkupLayer, annotate_span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import UNNAMED_MENTION_KINDS, StoryView

MENTION_KIND = "mention"
"""What mentions are called in addresses and data, beside the kinds of what is said."""


@dataclass(frozen=True, slots=True)
class FormUse:
    """How often one source writes something, and where on the actor's page its first sentence stands."""

    source: SourceView
    count: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """Words that sources have for an actor: a written form of the name, a title, or what stands for both."""

    source: SourceView
    words: Span
    without_name: bool
    uses: tuple[FormUse, ...]

    @property
    def count(self) -> int:
        """How often it is written."""
        return sum(use.count for use in self.uses)

    def find_use(self, source: SourceView) -> FormUse | None:
        """Return a source's own uses of it."""
        return next((use for use in self.uses if use.source is source), None)


@dataclass(frozen=True, slots=True)
class StoryWrittenForms:
    """How the sources of one story write the name, and which titles and roles they give."""

    view: StoryView
    forms: tuple[WrittenForm, ...]
    roles: tuple[WrittenForm, ...]


@dataclass(frozen=True, slots=True)
class MentionWays:
    """How often an actor is named, and how often meant by other words, those that most often are first."""

    by_name: int
    other_words: tuple[tuple[str, int], ...]

    @property
    def by_other_words(self) -> int:
        """How often other words than a name stand for the actor."""
        return sum(number for _, number in self.other_words)


@dataclass(frozen=True, slots=True)
class CoMentionedPerson:
    """Someone named in the same paragraphs, and where."""

    person: Actor
    places: tuple[tuple[SourceView, Span], ...]

    @property
    def paragraph_count(self) -> int:
        """In how many paragraphs."""
        return len(self.places)


def collect_mention_groups(views: Sequence[StoryView], actor: Actor) -> tuple[SourceGroup, ...]:
    """Return, for each source, the sentences that name or mean the actor, those words marked."""
    found = [
        (view, source, group_mentions_by_sentence(source, actor)) for view in views for source in view.sources
    ]
    return tuple(
        SourceGroup(view, source, tuple(_named(source, span, own) for span, own in sentences.items()))
        for view, source, sentences in found
        if sentences
    )


def count_mention_ways(views: Sequence[StoryView], actor: Actor) -> MentionWays:
    """Count the mentions by name and by other words; words of sources that show none are "other words"."""
    by_name, by_words = 0, Counter[str]()
    for view in views:
        for source, mention in view.mentions(actor.id):
            if mention.via not in UNNAMED_MENTION_KINDS:
                by_name += 1
            elif _shows_words(source, mention):
                by_words[" ".join(mention.span.extract(source.article.text).split()).casefold()] += 1
            else:
                by_words[""] += 1
    return MentionWays(
        by_name, tuple(sorted(by_words.items(), key=lambda row: (not row[0], -row[1], row[0])))
    )


def collect_written_forms(view: StoryView, actor: Actor) -> StoryWrittenForms:
    """Return the forms and titles of one story's sources."""
    forms, roles = [], []
    for source, mention in view.mentions(actor.id):
        if not _shows_words(source, mention):
            continue
        if mention.via not in UNNAMED_MENTION_KINDS:
            forms.append((source, mention, mention.span, False))
            title = _title(source, mention)
            if title is not None:
                roles.append((source, mention, title, False))
        elif mention.via != "pronoun":
            roles.append((source, mention, mention.span, True))
    return StoryWrittenForms(view, _forms(forms), _forms(roles))


def find_co_mentioned_people(views: Sequence[StoryView], actor: Actor) -> tuple[CoMentionedPerson, ...]:
    """Return who is named in the same paragraphs, most often first."""
    people: dict[str, Actor] = {}
    places: dict[str, list[tuple[SourceView, Span]]] = {}
    for view in views:
        for source in view.sources:
            paragraphs: dict[int, dict[str, Span]] = {}
            for mention in source.article.mentions:
                if mention.actor is not None:
                    here = paragraphs.setdefault(source.paragraph_number(mention.span), {})
                    here.setdefault(mention.actor, mention.span)
            for here in paragraphs.values():
                for other, span in here.items() if actor.id in here else ():
                    person = view.find_actor(other) if other != actor.id else None
                    if person is not None:
                        people[other] = person
                        places.setdefault(other, []).append((source, span))
    found = (CoMentionedPerson(people[i], tuple(where)) for i, where in places.items())
    return tuple(sorted(found, key=lambda c: (-c.paragraph_count, c.person.name, c.person.id)))


def _named(source: SourceView, sentence: Span, own: Sequence[Mention]) -> MarkedSentence:
    at = find_actor_page_anchor(source, sentence)
    if sentence not in source.quotable_sentences:
        return MarkedSentence(sentence, None, (), len(own), at)
    marked = MarkupLayer.from_wraps(wrap_span_like(mention.span_with_title, NAME_MARKUP) for mention in own)
    html = source.wrap_checkable(sentence, annotate_span(source.article.text, sentence, [marked]))
    return MarkedSentence(sentence, html, tuple(note_unnamed_mentions(source, own)), len(own), at)


def _shows_words(source: SourceView, mention: Mention) -> bool:
    """Tell whether the words of a mention may be shown: they are part of a sentence like any other."""
    return source.may_show(mention.span_with_title) and source.may_show(mention.span)


def _title(source: SourceView, mention: Mention) -> Span | None:
    """Return what stands before the name in its form, if anything does."""
    start = mention.span_with_title.start
    words = Span(start, mention.span.start).extract(source.article.text).rstrip(" \t\n,:–-")
    return Span(start, start + len(words)) if words else None


def _forms(found: Sequence[tuple[SourceView, Mention, Span, bool]]) -> tuple[WrittenForm, ...]:
    """Gather the same words of several sources, those most often written first."""
    counts: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], tuple[SourceView, Mention, Span, bool]] = {}
    for source, mention, span, alone in found:
        words = " ".join(span.extract(source.article.text).split())
        # "The minister" at the beginning of a sentence is "the minister".
        key = words.casefold() if alone else words
        counts.setdefault(key, Counter())[source.id] += 1
        first.setdefault((key, source.id), (source, mention, span, alone))
    forms = []
    for key, numbers in counts.items():
        uses = [(first[key, i], n) for i, n in numbers.items()]
        (source, _, span, alone), _ = uses[0]
        forms.append(
            WrittenForm(
                source,
                span,
                alone,
                tuple(
                    FormUse(s, n, find_actor_page_anchor(s, s.find_sentence(m.span)))
                    for (s, m, *_), n in uses
                ),
            )
        )
    return tuple(
        sorted(forms, key=lambda f: (f.without_name, -f.count, f.words.extract(f.source.article.text)))
    )
