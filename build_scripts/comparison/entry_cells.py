"""Choose the sentences of the point that an editor's entry makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from build_scripts.comparison.curation_plan import CurationPlan
from build_scripts.comparison.draft_points import DraftPoint, collect_cell_sentences
from build_scripts.models import CuratedPoint, SourceSentence, Span


@dataclass(frozen=True, slots=True)
class EntryCells:
    """The sentences of each source in an entry's point, and those that have another place.

    `unreviewed` are sentences that the program would have joined, of sources that the editor has not read.
    `given` are the sentences that the editor chose, not the program. `ineffective` are sentences that the
    entry removes and that the point doesn't have.
    """

    cells: Mapping[str, tuple[Span, ...]]
    unreviewed: Mapping[str, tuple[Span, ...]]
    given: frozenset[SourceSentence]
    ineffective: tuple[SourceSentence, ...]


def choose_entry_cells(
    entry: CuratedPoint,
    plan: CurationPlan,
    parts: Sequence[DraftPoint],
    others: Set[SourceSentence],
) -> EntryCells:
    """Return the sentences of each source in an entry's point.

    Of a source that the entry doesn't list, these are the sentences of `parts` without `others`; but if the
    editor has not read the source and the entry doesn't name it either, they wait to be reviewed. A hidden
    point takes them all: nobody sees it.
    """
    cells: dict[str, tuple[Span, ...]] = {}
    unreviewed: dict[str, tuple[Span, ...]] = {}
    ineffective: list[SourceSentence] = []
    given = _find_given_sentences(entry, plan, parts)
    read = _find_read_sources(entry, plan, given)
    for source in plan.sources:
        if source in entry.sentences:
            spans = set(entry.sentences[source])
        else:
            linked = (s for p in parts for s in (*p.cells.get(source, ()), *p.unreviewed.get(source, ())))
            spans = {span for span in linked if (source, span) not in others}
        if source not in read:
            unreviewed[source] = tuple(sorted(spans))
            continue
        spans.update(entry.add.get(source, ()))
        removed = set(entry.remove.get(source, ()))
        ineffective += ((source, span) for span in sorted(removed - spans))
        if remaining := tuple(sorted(spans - removed)):
            cells[source] = remaining
    refused = plan.limits.refused
    selected = refused.select_cells(cells, given)
    own = collect_cell_sentences(selected)
    waiting = {
        source: tuple(span for span in spans if not refused.is_refused((source, span), own))
        for source, spans in unreviewed.items()
    }
    return EntryCells(
        selected,
        {source: spans for source, spans in waiting.items() if spans},
        given,
        tuple(ineffective),
    )


def _find_given_sentences(
    entry: CuratedPoint, plan: CurationPlan, parts: Sequence[DraftPoint]
) -> frozenset[SourceSentence]:
    """Return the sentences that the editor chose: listed, added, or meant by an id of the machine's."""
    named = {plan.sentence_of[id_] for id_ in (entry.id, *entry.merge) if id_ in plan.sentence_of}
    given = collect_cell_sentences(entry.sentences) | collect_cell_sentences(entry.add) | named
    return given.union(*(part.given for part in parts))


def _find_read_sources(entry: CuratedPoint, plan: CurationPlan, given: Set[SourceSentence]) -> set[str]:
    """Return the sources whose sentences the program may join to an entry's point."""
    if entry.hide and entry.id not in plan.find_merged_ids():
        return set(plan.sources)
    named = {*entry.sentences, *entry.add, *entry.remove, *entry.words, *(source for source, _ in given)}
    return named | (set(plan.sources) - plan.limits.unreviewed)
