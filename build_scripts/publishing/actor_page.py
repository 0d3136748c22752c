"""What the template of an actor's page is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Actor, DatedFact, Mention, Silence, Span, Statement
from .source_view import SourceView
from .story_view import StoryView

Said = tuple[StoryView, SourceView, Statement | Silence]


@dataclass(frozen=True, slots=True)
class Total:
    """An actor in numbers, over all stories."""

    mentions: int
    statements: int
    office: int
    silences: int
    sources: int
    all_sources: int


def total(views: Sequence[StoryView], actor: Actor) -> Total:
    """Count what the publication has of an actor."""
    named = [(v.id, s.id) for v in views for s, _ in v.mentions(actor.id)]
    return Total(
        mentions=len(named),
        statements=sum(len(v.statements(actor.id)) for v in views),
        office=sum(len(v.office_statements(actor.id)) for v in views),
        silences=sum(len(v.silences(actor.id)) for v in views),
        sources=len(set(named)),
        all_sources=sum(len(v.sources) for v in views),
    )


def context(views: Sequence[StoryView], actor: Actor) -> Mapping[str, Any]:
    """Return everything that the page shows of an actor, gathered from every story."""
    said: list[Said] = [(v, s, st) for v in views for s, st in v.statements(actor.id)]
    office: list[Said] = [(v, s, st) for v in views for s, st in v.office_statements(actor.id)]
    silent: list[Said] = [(v, s, si) for v in views for s, si in v.silences(actor.id)]
    contexts = [(v, s, m) for v in views for s, m in v.mentions(actor.id)]

    def of_kind(kind: str) -> list[Said]:
        return [row for row in said if isinstance(row[2], Statement) and row[2].kind == kind]

    note = "An office that speaks for a person is never counted as that person."
    return {
        "actor": actor,
        "total": total(views, actor),
        "sections": (
            ("Said directly", None, None, of_kind("direct")),
            ("Said, partly in quotation marks", None, None, of_kind("mixed")),
            ("Said, in the sources’ words", None, None, of_kind("indirect")),
            ("Said by an office that speaks for them", None, note, office),
            ("Not said or not confirmed", "not said", None, silent),
        ),
        "contexts": contexts,
        "mentioned": _mentioned(contexts),
        "not_mentioned": [(v, s) for v in views for s in v.sources if not v.mention_counts[actor.id][s.id]],
        "written": [(v, _forms(v, actor)) for v in views],
        "together": _together(views, actor),
        "dated": _dated(views, actor),
    }


def _mentioned(
    contexts: Sequence[tuple[StoryView, SourceView, Mention]],
) -> list[tuple[StoryView, SourceView, list[Span]]]:
    """Return, for each source, the sentences that name the actor."""
    found: dict[tuple[str, str], tuple[StoryView, SourceView, dict[Span, None]]] = {}
    for view, source, mention in contexts:
        row = found.setdefault((view.id, source.id), (view, source, {}))
        if sentence := source.sentence(mention.span):
            row[2][sentence] = None
    return [(view, source, list(sentences)) for view, source, sentences in found.values()]


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


def _dated(
    views: Sequence[StoryView], actor: Actor
) -> list[tuple[str, list[tuple[StoryView, SourceView, DatedFact]]]]:
    """Return the dated sentences that name the actor, by date."""
    found: dict[str, list[tuple[StoryView, SourceView, DatedFact]]] = {}
    for view in views:
        naming = {(source.id, source.sentence(mention.span)) for source, mention in view.mentions(actor.id)}
        for fact in view.story.timeline:
            source = view.by_id[fact.source]
            if (source.id, fact.sentence) in naming and fact.date is not None:
                found.setdefault(fact.date, []).append((view, source, fact))
    return sorted(found.items())
