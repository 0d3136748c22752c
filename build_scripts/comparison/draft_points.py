"""Points without their differences, and the points that an editor's entries leave over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from build_scripts.models import DifferenceKind, EditKind, Grade, SourceSentence, Span

# Added to the id of a leftover point until no other point or entry has the id.
LEFTOVER_SUFFIX = "-rest"


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """A point before its cells are compared; `cells` holds the sentences of each source, by id.

    `editor_position` is the number of the editor's entry, `None` for a point of the machine. The
    `differing_words`, `differs` and `grade` are the editor's, if given; `edits` are the editor's changes.
    `given` are the sentences that the editor chose; `unreviewed` are sentences, by source, that the program
    would have joined, of sources that the editor has not read. `excluded` are sources that the editor listed
    without a sentence, `removed` sentences that the editor removed: neither may report the point.
    """

    id: str
    anchor: SourceSentence
    cells: Mapping[str, tuple[Span, ...]]
    label: str | None = None
    note: str | None = None
    editor_position: int | None = None
    differing_words: Mapping[str, Span] = field(default_factory=dict)
    differs: tuple[DifferenceKind, ...] | None = None
    edits: tuple[EditKind, ...] = ()
    given: frozenset[SourceSentence] = frozenset()
    unreviewed: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    removed: frozenset[SourceSentence] = frozenset()
    grade: Grade | None = None

    @property
    def sentences(self) -> frozenset[SourceSentence]:
        """The sentences of all cells, each with its source."""
        return collect_cell_sentences(self.cells)

    def join_unreviewed(self, sources: Iterable[str]) -> DraftPoint:
        """Return the point as if the editor had read all of the `sources`; its cells are in their order."""
        cells = {**self.cells, **self.unreviewed}
        return replace(self, cells={source: cells[source] for source in sources if source in cells})


def collect_cell_sentences(cells: Mapping[str, Iterable[Span]]) -> frozenset[SourceSentence]:
    """Return the sentences of cells (by source id), each with its source."""
    return frozenset((source, span) for source, spans in cells.items() for span in spans)


def find_leftover_points(
    used: Iterable[DraftPoint],
    kept: Set[SourceSentence],
    mentioned: Mapping[str, Collection[str]],
    names: Mapping[SourceSentence, str],
    taken_ids: Set[str],
) -> list[DraftPoint]:
    """Return points of those sentences of the `used` machine's points that no other point has (`kept`).

    An anchor keeps a point, with the cells of the sources that the entries using the point don't mention.
    Without their anchor, sentences are alone, as only the anchor linked them; sentences that an entry
    mentions and leaves out are alone, as the editor doesn't link them. `mentioned` gives for the id of each
    point used the sources mentioned, `names` the id of the point that a sentence anchors. Ids of `taken_ids`
    are not given again.
    """
    used, leftover = tuple(used), list[DraftPoint]()
    ids, placed = set(taken_ids), set(kept)

    def add_point(anchor: SourceSentence, cells: Mapping[str, tuple[Span, ...]]) -> None:
        id_ = names[anchor]
        while id_ in ids:
            id_ += LEFTOVER_SUFFIX
        leftover.append(DraftPoint(id_, anchor, cells))
        ids.add(id_)
        placed.update(leftover[-1].sentences)

    for draft in used:
        if draft.anchor not in placed:
            cells = {
                source: tuple(
                    span
                    for span in spans
                    if source not in mentioned[draft.id] or (source, span) not in placed
                )
                for source, spans in draft.cells.items()
            }
            add_point(draft.anchor, {source: spans for source, spans in cells.items() if spans})
    for draft in used:
        for source, span in sorted(draft.sentences - placed):
            add_point((source, span), {source: (span,)})
    return leftover
