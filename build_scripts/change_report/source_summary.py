"""What a new or changed source is, whom it names, what they say, and what it does to its story's points.

Words are shown as far as the rights of their source let the site show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.change_report import point_relations as relations
from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.point_relations import Relation
from build_scripts.cleaning.line_report import Tally, tally
from build_scripts.comparison.compare import Pairs
from build_scripts.models import Actor, Article, Proposal, Silence, Span, Statement, StatementKind
from build_scripts.models.problems import Problem
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody, or None where the rights keep them back; `office` where an office says them.

    `kind` is None where the article tells that they did not say something.
    """

    kind: StatementKind | None
    speaker: str
    words: str | None
    chain: tuple[str, ...] = ()
    office: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """How often a source names somebody who is listed, and what it reports them as saying."""

    actor: Actor
    times: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that stands so often in a source, and that nobody lists; `perhaps` a listed person's, misspelt.

    `known` tells whether the publication had it before, in this source or another.
    """

    name: str
    post: str | None
    times: int
    perhaps: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What is to be told of one source. `words` are those of the whole capture, `before` its tally then."""

    change: SourceChange
    view: StoryView
    source: SourceView
    kept: Tally
    words: int
    before: Tally | None
    people: tuple[Person, ...]
    others_said: int
    strangers: tuple[Stranger, ...]
    relations: tuple[Relation, ...]
    relations_lost: int
    warnings: tuple[Problem, ...]


def account(
    change: SourceChange,
    before: StoryView | None,
    after: StoryView,
    problems: tuple[Problem, ...],
    pairs: Pairs,
) -> Account:
    """Return the account of a source that `after` has; of a changed one, with what its story had `before`.

    `problems` are the publication's; the warnings about the source's own files are told. `pairs` tell how
    sources differ.
    """
    source = after.by_id[change.name[1]]
    was = before.by_id.get(change.was[1]) if before and change.was else None
    earlier = (before.story if before else None, change.was[1] if change.was else "")
    fresh, lost = relations.fresh(*earlier, after.story, source.id, pairs)
    listed = {actor.id for actor in (*after.followed, *after.story.also_named)}
    article = source.article
    own = (article.capture.path, article.capture.path.rpartition(".")[0] + ".yml")
    return Account(
        change,
        after,
        source,
        kept=tally(article.text, article.lines),
        words=sum(len(line.span.of(article.text).split()) for line in article.lines),
        before=tally(was.article.text, was.article.lines) if was else None,
        people=tuple(_people(after, source, was)),
        others_said=sum(s.actor not in listed and s.office_of not in listed for s in article.statements),
        strangers=tuple(_strangers(before, after, source)),
        relations=fresh,
        relations_lost=lost,
        warnings=tuple(p for p in problems if p.path in own and p.severity == "warning"),
    )


def words_of(source: SourceView, *spans: Span) -> str | None:
    """Return the words of spans, as one text; None where the rights keep one of them back."""
    if not all(source.shows(span) for span in spans):
        return None
    return " … ".join(span.of(source.article.text) for span in spans)


def _people(view: StoryView, source: SourceView, was: SourceView | None) -> Iterator[Person]:
    for actor in (*view.followed, *view.story.also_named):
        times = view.mention_counts[actor.id][source.id]
        said = tuple(_said(source, actor))
        known = set(_said(was, actor)) if was else set()
        if times or said:
            yield Person(actor, times, tuple(one for one in said if one not in known))


def _said(source: SourceView, actor: Actor) -> Iterator[Said]:
    """Yield what a source reports an actor, or an office of theirs, as saying, then what as not saying."""
    article = source.article
    for statement in article.statements:
        if actor.id in (statement.actor, statement.office_of):
            chain = tuple(words for span in statement.chain if (words := words_of(source, span)))
            words = words_of(source, *statement.spans)
            yield Said(
                statement.kind, _speaker(article, statement), words, chain, statement.actor != actor.id
            )
    for silence in article.silences:
        if actor.id in (silence.actor, silence.office_of):
            words = words_of(source, silence.span)
            yield Said(None, _speaker(article, silence), words, office=silence.actor != actor.id)


def _speaker(article: Article, said: Statement | Silence) -> str:
    return said.speaker.of(article.text) if said.speaker else said.speaker_text


def _strangers(before: StoryView | None, after: StoryView, source: SourceView) -> Iterator[Stranger]:
    known = {name for proposal in (before.story.proposals if before else ()) for name in proposal.written}
    for proposal in after.story.proposals:
        places = [p for p in proposal.places if p.source == source.id and source.shows(p.span)]
        if places:
            name = next(
                (w for w in proposal.written if any(w == p.written for p in places)), places[0].written
            )
            yield Stranger(
                name,
                _post(after, proposal),
                len(places),
                proposal.actor.name if proposal.actor else None,
                not known.isdisjoint(proposal.written),
            )


def _post(view: StoryView, proposal: Proposal) -> str | None:
    """Return a stranger's post, where every source that may have told it may be shown in full."""
    open_ = all(view.by_id[place.source].mode == "full" for place in proposal.places)
    return proposal.post if open_ else None
