"""Build the entries of a story's timeline from its dated facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from build_scripts.models import DatedFact, Point, Span
from build_scripts.pages.views.annotate import MarkupLayer, SpanMarkup, annotate_span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_date

_UNSTATED = {4: "month and day not stated", 7: "day not stated"}


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """One sentence that gives a date; `notes` say how the date was read, if its words do not give it.

    `html` is `None` if the words may not be shown. `date_spans` are the words of the date.
    """

    source: SourceView
    sentence: Span
    html: Markup | None
    date_spans: tuple[Span, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """The sentences on one event of a date, under the editor's point that they share, if there is one."""

    point: Point | None
    sentences: tuple[DatedSentence, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One date; `unstated_parts` says which parts of it are unknown."""

    date: str
    unstated_parts: str | None
    is_story_date: bool
    events: tuple[TimelineEvent, ...]


def build_timeline_entries(view: StoryView, facts: Iterable[DatedFact]) -> tuple[TimelineEntry, ...]:
    """Return the entries of those facts whose date is known, by date."""
    dated = sorted((f for f in facts if f.date), key=lambda f: f.date or "")
    return tuple(
        TimelineEntry(
            date, _UNSTATED.get(len(date)), date == view.story.date, _group_events(view, list(group))
        )
        for date, group in groupby(dated, key=lambda f: f.date or "")
    )


def list_undated_sentences(view: StoryView) -> tuple[DatedSentence, ...]:
    """Return the sentences whose dates are unknown."""
    return _mark_sentences(view, [f for f in view.story.timeline if f.date is None])


def list_borrowed_years(view: StoryView) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the days of publication that gave dates their year, each with the letters of its sources."""
    found: dict[str, dict[str, None]] = {}
    for fact in view.story.timeline:
        source = view.sources_by_id[fact.source]
        published = source.article.metadata.published
        if fact.basis == "year" and published is not None:
            words = format_date(published.value.partition("T")[0]) or ""
            found.setdefault(words, {})[source.letter] = None
    return tuple((words, tuple(letters)) for words, letters in found.items())


def _group_events(view: StoryView, facts: Sequence[DatedFact]) -> tuple[TimelineEvent, ...]:
    """Return the facts of one date, grouped by the labelled point that most of them share."""
    labelled = [
        [point for point, _ in view.list_sentence_points(fact.source, fact.sentence) if point.label]
        for fact in facts
    ]
    shared = Counter(point.id for points in labelled for point in points)
    events: dict[str | None, tuple[Point | None, list[DatedFact]]] = {}
    for fact, points in zip(facts, labelled, strict=True):
        point = max(points, key=lambda p: shared[p.id], default=None)
        events.setdefault(point.id if point else None, (point, []))[1].append(fact)
    # Sentences under a label come before those without one.
    ordered = sorted(events.values(), key=lambda event: event[0] is None)
    return tuple(TimelineEvent(point, _mark_sentences(view, own)) for point, own in ordered)


def _mark_sentences(view: StoryView, facts: Sequence[DatedFact]) -> tuple[DatedSentence, ...]:
    """Return each sentence once, with the words of all its dates marked."""
    sentences: dict[tuple[str, Span], list[DatedFact]] = {}
    for fact in facts:
        sentences.setdefault((fact.source, fact.sentence), []).append(fact)
    return tuple(
        _mark_sentence(view.sources_by_id[source], sentence, own)
        for (source, sentence), own in sentences.items()
    )


def _mark_sentence(source: SourceView, sentence: Span, facts: Sequence[DatedFact]) -> DatedSentence:
    expressions = tuple(fact.expression for fact in facts)
    if sentence not in source.quotable_sentences:
        return DatedSentence(source, sentence, None, (), ())
    before, after = Markup('<b class="px-date">'), Markup("</b>")
    layer = MarkupLayer.from_wraps(SpanMarkup(span, before, after) for span in expressions)
    html = source.wrap_checkable(sentence, annotate_span(source.article.text, sentence, [layer]))
    return DatedSentence(source, sentence, html, expressions, tuple(dict.fromkeys(_explain_dates(facts))))


def _explain_dates(facts: Iterable[DatedFact]) -> Iterator[str]:
    """Yield how each date was read, unless its words give it; the page itself explains borrowed years."""
    for fact in facts:
        if fact.basis not in ("words", "year"):
            yield fact.explanation[:1].upper() + fact.explanation[1:]
