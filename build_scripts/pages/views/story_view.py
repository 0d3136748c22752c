"""Compute the values that templates print of one story, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from build_scripts.models import (
    Actor,
    Mention,
    Point,
    PointCell,
    SharedWording,
    Silence,
    Span,
    Statement,
    Story,
)
from build_scripts.pages.views.annotate import escape_html
from build_scripts.pages.views.comparison_pagination import ComparisonPage, paginate_comparison
from build_scripts.pages.views.quoted_sentence import select_cell_clauses
from build_scripts.pages.views.report_kinds import PointKind, ReportKind, find_report_kind, list_point_kinds
from build_scripts.pages.views.source_names import name_sources_apart
from build_scripts.pages.views.source_view import SourceView
from build_scripts.rights.redact import RedactedStory

UNNAMED_MENTION_KINDS = frozenset({"title", "description", "pronoun"})
"""The values of `Mention.via` for mentions by other words than a name."""


@dataclass(frozen=True)
class StoryView:
    """A story together with the views of its sources and the people it names."""

    redacted: RedactedStory
    followed_actors: tuple[Actor, ...]

    @property
    def story(self) -> Story:
        """The story, without any words that may not be shown."""
        return self.redacted.story

    @cached_property
    def id(self) -> str:
        """The story's id in addresses."""
        return self.story.id

    @cached_property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources in the order of their letters."""
        names = name_sources_apart(self.story.articles)
        permitted, letters = self.redacted.permitted_words, self.story.letters
        return tuple(
            SourceView(self.story.id, letters[a.id], a, permitted[a.id], names[a.id])
            for a in self.story.articles
        )

    @cached_property
    def sources_by_id(self) -> Mapping[str, SourceView]:
        """The sources by their ids."""
        return {s.id: s for s in self.sources}

    @cached_property
    def not_compared(self) -> tuple[tuple[SourceView, str], ...]:
        """The sources that were not compared with the others, each with the reason."""
        reasons = self.story.not_compared
        return tuple((source, reasons[source.id]) for source in self.sources if source.id in reasons)

    @cached_property
    def is_compared(self) -> bool:
        """Whether several sources were compared, or an editor joined sentences of several."""
        compared = len(self.sources) - len(self.not_compared)
        return compared > 1 or any(len(point.cells) > 1 for point in self.story.points)

    @cached_property
    def has_possible_reports(self) -> bool:
        """Whether some sources may report points that they don't count as reporting."""
        return any(point.possible for point in self.story.points)

    def count_asked_sources(self, point: Point) -> int:
        """Return the number of sources that were compared or, by the editor's choice, report the point."""
        return sum(
            source.id not in self.story.not_compared or point.get_cell(source.id) is not None
            for source in self.sources
        )

    def list_point_kinds(self, point: Point) -> tuple[PointKind, ...]:
        """Return the kinds by which the comparison finds a point."""
        return list_point_kinds(self.story, point)

    def find_report_kind(self, point: Point) -> ReportKind:
        """Return whether all, some, one so far, or one only report a point."""
        return find_report_kind(self.story, point)

    @cached_property
    def people(self) -> tuple[Actor, ...]:
        """The followed actors that the story mentions by name, then the others that it lists."""
        named = self.mention_counts
        return tuple(a for a in (*self.followed_actors, *self.story.also_named) if sum(named[a.id].values()))

    @cached_property
    def mention_counts(self) -> Mapping[str, Counter[str]]:
        """The number of mentions by name: actor's id → source's id → count.

        Mentions by a pronoun, title or description are not counted.
        """
        counts: dict[str, Counter[str]] = {
            a.id: Counter() for a in (*self.followed_actors, *self.story.also_named)
        }
        for article in self.story.articles:
            for mention in article.mentions:
                if mention.actor in counts and mention.via not in UNNAMED_MENTION_KINDS:
                    counts[mention.actor][article.id] += 1
        return counts

    @cached_property
    def mark_kinds(self) -> frozenset[str]:
        """The kinds of marks in the sentences of points: figures, hedges, attributions, denials."""
        cells = (cell for point in self.story.points for cell in point.cells)
        return frozenset(mark.kind for cell in cells for mark in cell.marks)

    @cached_property
    def has_clauses(self) -> bool:
        """Whether clauses are marked in the sentences of points."""
        return any(
            select_cell_clauses(cell, span)
            for p in self.story.points
            for cell in p.cells
            for span in cell.spans
        )

    @cached_property
    def comparison_pages(self) -> tuple[ComparisonPage, ...]:
        """The pages of the story's comparison."""
        return paginate_comparison(self.story)

    @cached_property
    def _rows(self) -> Mapping[str, str]:
        return {
            point.id: f"{p.address}#point-{point.id}" for p in self.comparison_pages for point in p.points
        }

    def make_row_address(self, point: Point) -> str:
        """Return the address of a point's row in the comparison."""
        return self._rows[point.id]

    def join_title_words(self, point: Point) -> str | None:
        """Return the words of the program's title of a point, None if it has none."""
        title = point.title
        return title.join_words(self.sources_by_id[title.source].article.text) if title else None

    def make_filter_address(self, kind: str) -> str:
        """Return the address of the comparison filtered by a kind of difference or of coverage."""
        page = next((page for page in self.comparison_pages if kind in page.kinds), self.comparison_pages[0])
        return page.address + (f"#kind-{kind}" if kind in page.kinds else "")

    @cached_property
    def shared_runs_by_source(self) -> Mapping[str, tuple[SharedWording, ...]]:
        """The runs of words that each source shares with others, by the source's id."""
        found: dict[str, list[SharedWording]] = {}
        for shared in self.story.shared_wordings:
            for source, _ in shared.sentences:
                found.setdefault(source, []).append(shared)
        return {source: tuple(every) for source, every in found.items()}

    def find_actor(self, actor_id: str | None) -> Actor | None:
        """Return the actor with this id, followed or only listed."""
        return next((a for a in (*self.followed_actors, *self.story.also_named) if a.id == actor_id), None)

    def select_points(self, group: str) -> tuple[Point, ...]:
        """Return the points that differ in fact (`differs`), or of another kind, `all` with those."""
        if group == "differs":
            return tuple(p for p in self.story.points if p.differs_in_fact)
        own = (p for p in self.story.points if self.find_report_kind(p) == group)
        return tuple(p for p in own if group == "all" or not p.differs_in_fact)

    @cached_property
    def differences_told_once(self) -> tuple[Point, ...]:
        """The points that differ in fact; of those with the same differing values, one with most of them."""
        chosen: dict[object, Point] = {}
        for point in self.select_points("differs"):
            key = self._find_differing_values(point) or point.id
            chosen[key] = max(chosen.get(key, point), point, key=_count_differing_values)
        return tuple(chosen.values())

    @staticmethod
    def _find_differing_values(point: Point) -> frozenset[tuple[str, frozenset[str]]]:
        return frozenset(
            (one.thing, frozenset(one.values.values()))
            for one in point.values
            if one.relation in ("conflict", "precision")
        )

    def select_shared_points(self, *, by_most: bool) -> tuple[Point, ...]:
        """Return the points that more than half of the sources asked report, or several that are not.

        Those that more sources report come first.
        """
        shared = (p for p in self.story.points if len(p.cells) > 1)
        chosen = [p for p in shared if (2 * len(p.cells) > self.count_asked_sources(p)) == by_most]
        return tuple(sorted(chosen, key=lambda point: -len(point.cells)))

    def list_sentence_points(self, source: str, sentence: Span) -> tuple[tuple[Point, PointCell], ...]:
        """Return the points that a sentence of a source reports, each with that source's cell."""
        return self._points_by_sentence.get((source, sentence), ())

    @cached_property
    def _points_by_sentence(self) -> Mapping[tuple[str, Span], tuple[tuple[Point, PointCell], ...]]:
        found: dict[tuple[str, Span], list[tuple[Point, PointCell]]] = {}
        for point in self.story.points:
            for cell in point.cells:
                for span in cell.spans:
                    found.setdefault((cell.source, span), []).append((point, cell))
        return {key: tuple(value) for key, value in found.items()}

    def statements(self, actor_id: str) -> tuple[tuple[SourceView, Statement], ...]:
        """Return the statements of an actor, in the order of sources and of the text."""
        return tuple((s, st) for s in self.sources for st in s.article.statements if st.actor == actor_id)

    def office_statements(self, actor_id: str) -> tuple[tuple[SourceView, Statement], ...]:
        """Return the statements of an actor's offices."""
        return tuple(
            (s, st)
            for s in self.sources
            for st in s.article.statements
            if st.office_of == actor_id and st.actor != actor_id
        )

    def silences(self, actor_id: str) -> tuple[tuple[SourceView, Silence], ...]:
        """Return the silences of an actor, without those of an office."""
        return tuple((s, si) for s in self.sources for si in s.article.silences if si.actor == actor_id)

    def office_silences(self, actor_id: str) -> tuple[tuple[SourceView, Silence], ...]:
        """Return the silences of an actor's offices."""
        return tuple(
            (s, si)
            for s in self.sources
            for si in s.article.silences
            if si.office_of == actor_id and si.actor != actor_id
        )

    def mentions(self, actor_id: str) -> tuple[tuple[SourceView, Mention], ...]:
        """Return every mention of an actor."""
        return tuple((s, m) for s in self.sources for m in s.article.mentions if m.actor == actor_id)


def _count_differing_values(point: Point) -> int:
    return sum(len(one.words) for one in point.values if one.relation in ("conflict", "precision"))


def render_point_label(view: StoryView, point: Point) -> Markup:
    """Return a point's label: the editor's, else its title in quotation marks.

    If no words of it may be shown, the label is the place of its first sentence: "Sentence 12 of The Post".
    """
    if point.label is not None:
        return Markup('<span class="px-label">{}</span>').format(escape_html(point.label))
    if point.title is not None:
        quoted = view.sources_by_id[point.title.source]
        words = Markup(" … ").join(quoted.text(span) for span in point.title.spans)
        return Markup('<span class="px-label px-label--words">“{}”</span>').format(words)
    name, span = point.anchor
    source = view.sources_by_id[name]
    number = source.sentence_numbers.get(span)
    place = f"Sentence {number} of {source.name}" if number else f"A point of {source.name}"
    return Markup('<span class="px-label">{}</span>').format(escape_html(place))
