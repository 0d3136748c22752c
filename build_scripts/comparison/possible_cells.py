"""Choose the sentences of other sources that may report a point too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.comparison.joining_limits import RefusedLinks
from build_scripts.models import Point, PointCell, Span


def choose_possible_cells(
    draft: DraftPoint, linked: Mapping[str, Iterable[Span]], refused: RefusedLinks
) -> tuple[PointCell, ...]:
    """Return the cells of sources that may report a point too, in the order of their ids.

    `linked` are the sentences, by source, that may be linked with the point's. Those of sources that the
    editor has not read, and that the program would have joined, are added. Neither counts if the editor set
    it apart from a sentence of the point, removed it, or listed the source without a sentence.
    """
    found: defaultdict[str, set[Span]] = defaultdict(set)
    own = draft.sentences
    for source, spans in (*linked.items(), *draft.unreviewed.items()):
        if source not in draft.cells and source not in draft.excluded:
            found[source].update(
                span
                for span in spans
                if (source, span) not in draft.removed and not refused.is_refused((source, span), own)
            )
    return tuple(PointCell(source, tuple(sorted(found[source]))) for source in sorted(found) if found[source])


def describe_unreviewed_cells(possible: Sequence[PointCell], joined: Point) -> tuple[PointCell, ...]:
    """Return possible cells; those of unreviewed sources with the marks that they would have in the point.

    `joined` is the point as if the editor had read its unreviewed sources.
    """
    return tuple(
        replace(cell, marks=full.marks, differing_words=full.differing_words, clauses=full.clauses)
        if cell.source in joined.unreviewed and (full := joined.get_cell(cell.source)) is not None
        else cell
        for cell in possible
    )
