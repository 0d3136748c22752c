"""Points before their differences are looked for, and what an editor's entries leave of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from build_scripts.models import DifferenceKind, EditKind, Span

# A source's id, and where a sentence stands in its text.
SourceSentence = tuple[str, Span]

# What is left of a point whose id an entry has taken is called after it.
LEFTOVER_SUFFIX = "-rest"


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """A point before its differences are looked for: `cells` are each source's sentences.

    `editor_position` is the point's number in the editor's list, `None` for one that only the machine names.
    `differing_words` and `differs` are the editor's, where given; `edits` tell all that the editor did to it.
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

    @property
    def sentences(self) -> frozenset[SourceSentence]:
        """The sentences of all cells, each with its source."""
        return collect_cell_sentences(self.cells)


def collect_cell_sentences(cells: Mapping[str, Iterable[Span]]) -> frozenset[SourceSentence]:
    """Return the sentences of cells, each with its source."""
    return frozenset((source, span) for source, spans in cells.items() for span in spans)


def find_leftover_points(
    used: Iterable[DraftPoint],
    standing: set[SourceSentence],
    mentioned: Mapping[str, Collection[str]],
    names: Mapping[SourceSentence, str],
    taken: set[str],
) -> list[DraftPoint]:
    """Return what entries have left of the machine's points: sentences that stand nowhere else.

    Around an anchor they stay a point, with the cells of sources that no entry which uses the point
    mentions. Without it they are alone: only the anchor linked them. What an entry mentions and leaves out,
    the editor has decided not to link. `mentioned` gives for each point used the sources mentioned, `names`
    the id of the point that a sentence anchors; `taken` are the ids that are in use.
    """
    used, left = tuple(used), list[DraftPoint]()
    taken, standing = set(taken), set(standing)

    def add(anchor: SourceSentence, cells: Mapping[str, tuple[Span, ...]]) -> None:
        id_ = names[anchor]
        while id_ in taken:
            id_ += LEFTOVER_SUFFIX
        left.append(DraftPoint(id_, anchor, cells))
        taken.add(id_)
        standing.update(left[-1].sentences)

    for draft in used:
        if draft.anchor not in standing:
            cells = {
                source: tuple(
                    span
                    for span in spans
                    if source not in mentioned[draft.id] or (source, span) not in standing
                )
                for source, spans in draft.cells.items()
            }
            add(draft.anchor, {source: spans for source, spans in cells.items() if spans})
    for draft in used:
        for source, span in sorted(draft.sentences - standing):
            add((source, span), {source: (span,)})
    return left
