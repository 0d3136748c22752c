"""Build the context of a comparison's pages, with the keys by which its rows are filtered and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_scripts.models import Actor, Point, Span
from build_scripts.pages.shared_wording import find_copied_runs, list_sharing_pairs
from build_scripts.pages.views.comparison_pagination import MAX_MATRIX_SOURCES, ComparisonPage
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import spell_out_number

MAX_LISTED_PAIRS = 12
"""The number of pairs with shared wording that a page lists; the data have all."""


@dataclass(frozen=True, slots=True)
class PointFilterKeys:
    """The keys of a point: its kinds, its sources, the number of the first sentence in each, and people."""

    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    first_sentence_numbers: tuple[int, ...]
    actor_ids: tuple[str, ...]


def build_comparison_context(view: StoryView) -> Mapping[str, Any]:
    """Return the context that all pages of the comparison share."""
    people = _find_people_by_sentence(view)
    cells = [
        (cell.source, view.find_report_kind(point)) for point in view.story.points for cell in point.cells
    ]
    sharing_sources = [source for source in view.sources if source.id in view.shared_runs_by_source]
    return {
        "rows": {point.id: _make_filter_keys(view, point, people) for point in view.story.points},
        "reported": Counter(source for source, _ in cells),
        "alone": Counter(source for source, kind in cells if kind == "one"),
        "alone_so_far": Counter(source for source, kind in cells if kind == "so-far"),
        "most_boxes": MAX_MATRIX_SOURCES,
        "pairs": list_sharing_pairs(view),
        "most_pairs": MAX_LISTED_PAIRS,
        "copies": {source.id: find_copied_runs(view, source) for source in sharing_sources},
    }


def build_comparison_page_context(
    view: StoryView, part: ComparisonPage, rows: Mapping[str, PointFilterKeys]
) -> Mapping[str, Any]:
    """Return the context of one page: its points, the people to filter by, and its sources.

    The first page lists all sources, a later one those that report or may report its points.
    """
    named = {cell.source for point in part.points for cell in (*point.cells, *point.possible)}
    return {
        "part": part,
        "people": list_filter_people(view, [rows[point.id] for point in part.points]),
        "articles": [s for s in view.sources if part.number == 1 or s.id in named],
    }


def make_comparison_heading(sources: int, compared: int) -> str:
    """Return the heading of a comparison of some or all of a story's sources."""
    if sources == 1:
        return "One report"
    if compared == sources:
        return f"{spell_out_number(sources)} reports compared"
    if compared > 1:
        return f"{spell_out_number(compared)} of {sources} reports compared"
    return f"{spell_out_number(sources)} reports, not compared"


def list_filter_people(view: StoryView, rows: Sequence[PointFilterKeys]) -> tuple[Actor, ...]:
    """Return the people to filter by: those in some, but not in all of the rows."""
    number = {actor.id: sum(actor.id in row.actor_ids for row in rows) for actor in view.people}
    return tuple(actor for actor in view.people if 0 < number[actor.id] < len(rows))


def _find_people_by_sentence(view: StoryView) -> Mapping[tuple[str, Span | None], Mapping[str, None]]:
    """Return, by source and sentence, the ids of actors with a mention, a statement or a silence in it."""
    found: dict[tuple[str, Span | None], dict[str, None]] = {}
    for source in view.sources:
        places = [(m.span_with_title, m.actor) for m in source.article.mentions]
        places += [(s.spans[0], s.actor) for s in source.article.statements]
        places += [(s.span, s.actor) for s in source.article.silences]
        for span, actor in places:
            if actor is not None:
                found.setdefault((source.id, source.find_sentence(span)), {})[actor] = None
    return found


def _make_filter_keys(
    view: StoryView, point: Point, people: Mapping[tuple[str, Span | None], Mapping[str, None]]
) -> PointFilterKeys:
    actor_ids: dict[str, None] = {}
    numbers = []
    for cell in point.cells:
        source = view.sources_by_id[cell.source]
        numbers.append(_get_sentence_number(source, cell.spans[0]))
        for span in cell.spans:
            actor_ids |= people.get((source.id, source.find_sentence(span)), {})
    sources = tuple(cell.source for cell in point.cells)
    return PointFilterKeys(view.list_point_kinds(point), sources, tuple(numbers), tuple(actor_ids))


def _get_sentence_number(source: SourceView, span: Span) -> int:
    sentence = source.find_sentence(span)
    return source.sentence_numbers[sentence] if sentence else 0
