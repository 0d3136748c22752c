"""Summarise a new or changed source: its lines, the people in it, their statements, its relations to points.

Words of a source are quoted only where its rights allow the site to show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.point_relations import PointRelation
from build_scripts.change_report.source_findings import SourceFindings
from build_scripts.cleaning.line_report import LineCounts, count_lines_by_outcome
from build_scripts.models import Actor, Silence, Span, Statement, StatementKind
from build_scripts.models.problems import Problem
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView


@dataclass(frozen=True, slots=True)
class StatementSummary:
    """A listed person's statement, or their office's (`by_office`).

    `kind` is None for a silence. `words` is None where the source's rights do not allow showing them.
    """

    kind: StatementKind | None
    speaker: str
    words: str | None
    chain: tuple[str, ...] = ()
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class ListedPersonSummary:
    """A listed person in a source: the number of their mentions, and their statements that are new."""

    actor: Actor
    mention_count: int
    new_statements: tuple[StatementSummary, ...]


@dataclass(frozen=True, slots=True)
class UnlistedPersonSummary:
    """A person in a source who is not listed, and the number of their mentions.

    `spelling_variant_of` is the listed person's name that this may be another spelling of. `known_before` is
    true if the story had the name before the change, in this source or another.
    """

    name: str
    job_title: str | None
    mention_count: int
    spelling_variant_of: str | None
    known_before: bool


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """The content of one source's section in a report.

    `word_count` is that of the whole capture. `line_tally_before` is the tally before the change, None for a
    new source.
    """

    change: SourceChange
    story_view: StoryView
    source: SourceView
    line_tally: LineCounts
    word_count: int
    line_tally_before: LineCounts | None
    people: tuple[ListedPersonSummary, ...]
    other_statement_count: int
    unlisted_people: tuple[UnlistedPersonSummary, ...]
    relations: tuple[PointRelation, ...]
    lost_relation_count: int
    cut_sentence_lines: tuple[int, ...]
    warnings: tuple[Problem, ...]


def build_source_summary(
    change: SourceChange,
    before: StoryView | None,
    after: StoryView,
    problems: tuple[Problem, ...],
    found: SourceFindings,
) -> SourceSummary:
    """Return the summary of a source in `after`, compared with its story `before`, if there was one.

    `problems` are the publication's; the warnings about the source's own files are reported.
    """
    source = after.sources_by_id[change.ref[1]]
    was = before.sources_by_id.get(change.previous_ref[1]) if before and change.previous_ref else None
    listed = {actor.id for actor in (*after.followed_actors, *after.story.also_named)}
    article = source.article
    own = (article.capture.path, article.capture.path.rpartition(".")[0] + ".yml")
    return SourceSummary(
        change,
        after,
        source,
        line_tally=count_lines_by_outcome(article.text, article.lines),
        word_count=sum(len(line.span.extract(article.text).split()) for line in article.lines),
        line_tally_before=count_lines_by_outcome(was.article.text, was.article.lines) if was else None,
        people=tuple(_summarise_listed_people(after, source, was)),
        other_statement_count=sum(
            s.actor not in listed and s.office_of not in listed for s in article.statements
        ),
        unlisted_people=tuple(_summarise_unlisted_people(after, source, found.known_names)),
        relations=found.relations,
        lost_relation_count=found.lost_relation_count,
        cut_sentence_lines=found.cut_sentence_lines,
        warnings=tuple(p for p in problems if p.path in own and p.severity == "warning"),
    )


def quote_permitted_text(source: SourceView, *spans: Span) -> str | None:
    """Return the text of spans, joined by "…"; None if the rights do not allow showing all of it."""
    if not all(source.may_show(span) for span in spans):
        return None
    return " … ".join(span.extract(source.article.text) for span in spans)


def _summarise_listed_people(
    view: StoryView, source: SourceView, was: SourceView | None
) -> Iterator[ListedPersonSummary]:
    for actor in (*view.followed_actors, *view.story.also_named):
        mention_count = view.mention_counts[actor.id][source.id]
        statements = tuple(_list_statements(source, actor))
        old = set(_list_statements(was, actor)) if was else set()
        if mention_count or statements:
            yield ListedPersonSummary(actor, mention_count, tuple(s for s in statements if s not in old))


def _list_statements(source: SourceView, actor: Actor) -> Iterator[StatementSummary]:
    """Yield the statements of an actor or their office in a source, then their silences."""
    article = source.article
    for statement in article.statements:
        if actor.id in (statement.actor, statement.office_of):
            chain = tuple(words for span in statement.chain if (words := quote_permitted_text(source, span)))
            words = quote_permitted_text(source, *statement.spans)
            yield StatementSummary(
                statement.kind, _quote_speaker(source, statement), words, chain, statement.actor != actor.id
            )
    for silence in article.silences:
        if actor.id in (silence.actor, silence.office_of):
            words = quote_permitted_text(source, silence.span)
            yield StatementSummary(
                None, _quote_speaker(source, silence), words, by_office=silence.actor != actor.id
            )


def _quote_speaker(source: SourceView, said: Statement | Silence) -> str:
    """Return the speaker in the article's words, as far as these may be shown."""
    words = quote_permitted_text(source, said.speaker) if said.speaker else None
    return words or said.speaker_text or "not named in the words shown"


def _summarise_unlisted_people(
    after: StoryView, source: SourceView, known: frozenset[Span]
) -> Iterator[UnlistedPersonSummary]:
    """Yield the unlisted people in a source whose names may be shown; `known` are names from before."""
    for proposal in after.story.proposals:
        places = [p for p in proposal.occurrences if p.source == source.id and source.may_show(p.span)]
        if places:
            name = next(
                (w for w in proposal.written_forms if any(w == p.written_form for p in places)),
                places[0].written_form,
            )
            yield UnlistedPersonSummary(
                name,
                proposal.job_title,
                len(places),
                proposal.actor.name if proposal.actor else None,
                places[0].span in known,
            )
