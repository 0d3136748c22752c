"""Quote a sentence in a point's cell: with the clause that reports the point and the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from build_scripts.models import MarkedWords, PointCell, Span
from build_scripts.pages.views.source_view import SourceView


def quote_cell_span(source: SourceView, span: Span, cell: PointCell, differs: Sequence[str] = ()) -> Markup:
    """Return one of a cell's sentences as HTML, with its marks, in an element that `verify` checks.

    `differs` are the kinds in which the point's cells differ; without any, no words are marked as differing.
    """
    words = (cell.differing_words,) if cell.differing_words and differs else ()
    return source.quote(span, select_cell_marks(cell, span), words, select_cell_clauses(cell, span))


def select_cell_clauses(cell: PointCell, span: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence that report the point; none if the whole sentence does."""
    return tuple(part for part in cell.clauses if span.covers(part) and part != span)


def select_cell_marks(cell: PointCell, span: Span) -> Iterator[MarkedWords]:
    """Yield a sentence's marks, except figures of clauses that report something else.

    Other marks stay, because an attribution or a hedge is often outside the clause that it belongs to.
    """
    clauses = select_cell_clauses(cell, span)
    reporting = (*clauses, *((cell.differing_words,) if cell.differing_words else ()))
    for mark in cell.marks:
        is_reported = any(mark.span.overlaps(part) for part in reporting)
        is_of_another_claim = clauses and mark.kind == "figure" and not is_reported
        if span.covers(mark.span) and not is_of_another_claim:
            yield mark
