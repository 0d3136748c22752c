"""Make the table of a story's points, one row for each sentence of each source."""

from __future__ import annotations

from build_scripts.models import MarkedWords, Point, PointCell, Span
from build_scripts.pages.exports.tables import (
    SENTENCE_COLUMNS,
    Table,
    TableValue,
    format_spans,
    locate_sentence,
)
from build_scripts.pages.views.comparison_pagination import MAX_MATRIX_SOURCES
from build_scripts.pages.views.missing_sources import MissingSource, find_missing_source
from build_scripts.pages.views.quoted_sentence import select_cell_clauses, select_cell_marks
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView


def make_points_table(view: StoryView) -> Table:
    """Return one row for each sentence of each point's cells, and one for each source without any.

    In a story of more than `MAX_MATRIX_SOURCES` sources, those in which nothing was found have no row.

    The columns also have the spans of the clauses that report the point, of the marked words, of the words
    that differ and of what several sources state of one thing. `earlier` is "yes" if a source published later
    has overtaken this one. `named_by` is the editor if there is a label, else the machine; `edits` are the
    editor's. `state` says whether the source reports the point: "reports", "possible", "not compared" or
    "not found". `only_one` is "yes" for points in one source only, as far as can be told. `title` is the
    label or, without one, words of a source that name the point.
    """
    rows: list[tuple[TableValue, ...]] = []
    with_absent = len(view.sources) <= MAX_MATRIX_SOURCES
    for point in view.story.points:
        head = (point.id, point.label, point.coverage, "; ".join(point.differs) or None, point.grade)
        edited = "; ".join(point.edits) or None
        tail = (
            "machine" if point.label is None else "editor",
            "yes" if point.has_copied_wording else None,
            point.note,
            edited,
        )
        only = "yes" if view.story.is_found_in_one_only(point) else None
        title = point.label or view.join_title_words(point)
        for source in view.sources:
            cell = point.get_cell(source.id)
            if cell is None:
                missing = find_missing_source(view, point, source)
                if with_absent or missing.state == "possible":
                    found = _list_possible_sentences(missing)
                    rows.append((*head, source.letter, source.id, *(None,) * 10, *tail, only, *found, title))
                continue
            rows += [
                (
                    *head,
                    *locate_sentence(source, s),
                    *_list_cell_findings(source, cell, s),
                    _list_values(point, source, s),
                    "yes" if cell.is_earlier else None,
                    *(*tail, only, "reports", None, None, None, None, title),
                )
                for s in cell.spans
            ]
    findings = ("parts", "marks", "words", "words_at", "values", "earlier")
    columns = (
        "point",
        "label",
        "coverage",
        "differs",
        "grade",
        *SENTENCE_COLUMNS,
        *findings,
        "named_by",
        "copy",
        "note",
        "edits",
        "only_one",
        "state",
        *("possible", "possible_words", "unreviewed", "not_compared"),
        "title",
    )
    return Table(columns, tuple(rows))


def _list_possible_sentences(missing: MissingSource) -> tuple[TableValue, ...]:
    """Return the state of a source without a cell, and its sentences that may report the point."""
    cell, text = missing.possible_cell, missing.source.article.text
    return (
        missing.state,
        format_spans(cell.spans) if cell else None,
        " … ".join(span.extract(text) for span in missing.quotable_spans) or None,
        "yes" if missing.is_unreviewed else None,
        missing.reason,
    )


def _list_cell_findings(source: SourceView, cell: PointCell, span: Span) -> tuple[TableValue, ...]:
    """Return the clauses, marks and differing words in one sentence of a cell, words only if permitted."""
    words = cell.differing_words if cell.differing_words and span.overlaps(cell.differing_words) else None
    return (
        format_spans(select_cell_clauses(cell, span)) or None,
        "; ".join(_format_mark(mark) for mark in select_cell_marks(cell, span)) or None,
        words.extract(source.article.text) if words and source.may_show(span) else None,
        format_spans([words]) if words else None,
    )


def _list_values(point: Point, source: SourceView, span: Span) -> str | None:
    """Return the spans in one sentence of what several cells state of one thing, and how they relate."""
    stated = (
        f"{one.thing} ({one.relation}) {words.start}-{words.end}"
        for one in point.values
        if (words := one.words.get(source.id)) is not None and span.overlaps(words)
    )
    return "; ".join(stated) or None


def _format_mark(mark: MarkedWords) -> str:
    graded = f" {mark.grade}" if mark.grade else ""
    return f"{mark.kind} {mark.span.start}-{mark.span.end}{graded}"
