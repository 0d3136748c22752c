"""Collect the mentions on an actor's page: sentences, written forms, titles, and people named with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
"""The name of mentions in addresses and data, where statements and silences have their section's kind."""


@dataclass(frozen=True, slots=True)
class FormUse:
    """The number of times a source uses a form, and the anchor of its first use on the actor's page."""

    source: SourceView
    count: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """Words that sources have for an actor: a form of the name, a title, or words without the name."""

    source: SourceView
    words: Span
    without_name: bool
    uses: tuple[FormUse, ...]

    @property
    def count(self) -> int:
        """The number of uses in all sources."""
        return sum(use.count for use in self.uses)

    def find_use(self, source: SourceView) -> FormUse | None:
        """Return a source's use of the words, or None."""
        return next((use for use in self.uses if use.source is source), None)


@dataclass(frozen=True, slots=True)
class StoryWrittenForms:
    """The forms of the name and the titles and roles in one story's sources, as far as they may be shown.

    `is_named` is whether a source names the actor, even if the form may not be shown.
    """

    view: StoryView
    is_named: bool
    forms: tuple[WrittenForm, ...]
    roles: tuple[WrittenForm, ...]


@dataclass(frozen=True, slots=True)
class MentionWays:
    """The number of mentions by name, and the numbers by other words, the most frequent first.

    The word "" counts all words that may not be shown; it comes last.
    """

    by_name: int
    other_words: tuple[tuple[str, int], ...]

    @property
    def by_other_words(self) -> int:
        """The number of mentions by other words than a name."""
        return sum(number for _, number in self.other_words)


@dataclass(frozen=True, slots=True)
class CoMentionedPerson:
    """A person mentioned in the same paragraphs as the actor; `places` has their first mention in each."""

    person: Actor
    places: tuple[tuple[SourceView, Span], ...]

    @property
    def paragraph_count(self) -> int:
        """The number of paragraphs that mention both."""
        return len(self.places)


def collect_mention_groups(views: Sequence[StoryView], actor: Actor) -> tuple[SourceGroup, ...]:
    """Return, by source, the sentences that mention the actor, with the mentions marked."""
    found = [
        (view, source, group_mentions_by_sentence(source, actor)) for view in views for source in view.sources
    ]
    return tuple(
        SourceGroup(view, source, tuple(_mark_mentions(source, span, own) for span, own in sentences.items()))
        for view, source, sentences in found
        if sentences
    )


def count_mention_ways(views: Sequence[StoryView], actor: Actor) -> MentionWays:
    """Return the numbers of an actor's mentions by name and by other words."""
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
    """Return the written forms and titles in one story's sources, as far as they may be shown."""
    forms, roles = [], []
    is_named = any(mention.via not in UNNAMED_MENTION_KINDS for _, mention in view.mentions(actor.id))
    for source, mention in view.mentions(actor.id):
        if not _shows_words(source, mention):
            continue
        if mention.via not in UNNAMED_MENTION_KINDS:
            forms.append((source, mention, mention.span, False))
            title = _find_title(source, mention)
            if title is not None:
                roles.append((source, mention, title, False))
        elif mention.via != "pronoun":
            roles.append((source, mention, mention.span, True))
    return StoryWrittenForms(view, is_named, _gather_forms(forms), _gather_forms(roles))


def find_co_mentioned_people(views: Sequence[StoryView], actor: Actor) -> tuple[CoMentionedPerson, ...]:
    """Return the people mentioned in the same paragraphs as the actor, the most frequent first."""
    people: dict[str, Actor] = {}
    places: dict[str, list[tuple[SourceView, Span]]] = {}
    for view in views:
        for source in view.sources:
            for mentioned in _group_first_mentions_by_paragraph(source):
                if actor.id not in mentioned:
                    continue
                for other, span in mentioned.items():
                    person = view.find_actor(other) if other != actor.id else None
                    if person is not None:
                        people[other] = person
                        places.setdefault(other, []).append((source, span))
    found = (CoMentionedPerson(people[i], tuple(where)) for i, where in places.items())
    return tuple(sorted(found, key=lambda c: (-c.paragraph_count, c.person.name, c.person.id)))


def _group_first_mentions_by_paragraph(source: SourceView) -> Iterable[Mapping[str, Span]]:
    """Return, for each paragraph with mentions, the first mention of each actor in it by the actor's id."""
    paragraphs: dict[int, dict[str, Span]] = {}
    for mention in source.article.mentions:
        if mention.actor is not None:
            mentioned = paragraphs.setdefault(source.paragraph_number(mention.span), {})
            mentioned.setdefault(mention.actor, mention.span)
    return paragraphs.values()


def _mark_mentions(source: SourceView, sentence: Span, own: Sequence[Mention]) -> MarkedSentence:
    anchor = find_actor_page_anchor(source, sentence)
    if sentence not in source.quotable_sentences:
        return MarkedSentence(sentence, None, (), len(own), anchor)
    marked = MarkupLayer.from_wraps(wrap_span_like(mention.span_with_title, NAME_MARKUP) for mention in own)
    html = source.wrap_checkable(sentence, annotate_span(source.article.text, sentence, [marked]))
    return MarkedSentence(sentence, html, tuple(note_unnamed_mentions(source, own)), len(own), anchor)


def _shows_words(source: SourceView, mention: Mention) -> bool:
    """Return whether the words of a mention may be shown, with the title before the name."""
    return source.may_show(mention.span_with_title) and source.may_show(mention.span)


def _find_title(source: SourceView, mention: Mention) -> Span | None:
    """Return the title before the name, or None."""
    start = mention.span_with_title.start
    words = Span(start, mention.span.start).extract(source.article.text).rstrip(" \t\n,:–-")
    return Span(start, start + len(words)) if words else None


def _gather_forms(found: Sequence[tuple[SourceView, Mention, Span, bool]]) -> tuple[WrittenForm, ...]:
    """Return each form with its uses by source, the most frequent first; those without the name last.

    `found` has for each use the source, the mention, the form's span, and whether it is without the name.
    """
    counts: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], tuple[SourceView, Mention, Span, bool]] = {}
    for source, mention, span, without_name in found:
        words = " ".join(span.extract(source.article.text).split())
        # "The minister" at the beginning of a sentence is "the minister".
        key = words.casefold() if without_name else words
        counts.setdefault(key, Counter())[source.id] += 1
        first.setdefault((key, source.id), (source, mention, span, without_name))
    forms = []
    for key, numbers in counts.items():
        source, _, span, without_name = first[key, next(iter(numbers))]
        uses = []
        for source_id, number in numbers.items():
            user, mention, *_ = first[key, source_id]
            uses.append(FormUse(user, number, find_actor_page_anchor(user, user.find_sentence(mention.span))))
        forms.append(WrittenForm(source, span, without_name, tuple(uses)))
    return tuple(
        sorted(forms, key=lambda f: (f.without_name, -f.count, f.words.extract(f.source.article.text)))
    )
