"""A sentence as a point's cell shows it: the clause that reports the point, and the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from build_scripts.models import MarkedWords, PointCell, Span
from build_scripts.pages.views.source_view import SourceView


def quote_cell_span(source: SourceView, span: Span, cell: PointCell, differs: Sequence[str] = ()) -> Markup:
    """Return the words of one of a cell's spans, with all that is marked in them; checkable as any quote.

    `differs` are the kinds in which the point's cells differ; the words that differ are marked only then.
    """
    words = (cell.differing_words,) if cell.differing_words and differs else ()
    return source.quote(span, select_cell_marks(cell, span), words, select_cell_clauses(cell, span))


def select_cell_clauses(cell: PointCell, span: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence that report the point; none where the whole sentence does."""
    return tuple(part for part in cell.clauses if span.covers(part) and part != span)


def select_cell_marks(cell: PointCell, span: Span) -> Iterator[MarkedWords]:
    """Yield a sentence's marks, but no figure of a clause that reports something else.

    An attribution or a hedge often stands outside the clause for which it holds.
    """
    own = select_cell_clauses(cell, span)
    counting = (*own, *((cell.differing_words,) if cell.differing_words else ()))
    for mark in cell.marks:
        of_another = own and mark.kind == "figure" and not any(mark.span.overlaps(part) for part in counting)
        if span.covers(mark.span) and not of_another:
            yield mark
