"""Apply the editor's entries (`story.yml`) to the points that the comparison found.

An entry lists the sentences of its point for the sources that it mentions. For other sources, perhaps newer
ones, it takes the sentences that the machine linked with these (`curation_plan`). Sentences of the machine's
points that no entry takes stay in points of their own (`draft_points.find_leftover_points`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from build_scripts.comparison.curation_plan import CurationPlan, plan_curation
from build_scripts.comparison.draft_points import DraftPoint, collect_cell_sentences, find_leftover_points
from build_scripts.comparison.editor_changes import find_point_edits
from build_scripts.comparison.entry_cells import choose_entry_cells
from build_scripts.comparison.joining_limits import JoiningLimits
from build_scripts.models import CuratedPoint, SourceSentence, Span

# An entry, and an unknown id in it: its own, one that it merges, or the one that it is split from.
UnknownId = tuple[CuratedPoint, str]
# An entry, and a sentence that it removes from a point that doesn't have it.
IneffectiveRemoval = tuple[CuratedPoint, SourceSentence]


@dataclass(frozen=True, slots=True)
class AppliedCuration:
    """The points after curation, and the entries' ids and removals that have no effect.

    `moved_to` gives, for each of the `unknown_ids` that was made from a sentence, the id of a point that has
    it.
    """

    drafts: tuple[DraftPoint, ...]
    unknown_ids: tuple[UnknownId, ...] = ()
    moved_to: Mapping[str, str] = field(default_factory=dict)
    ineffective_removals: tuple[IneffectiveRemoval, ...] = ()


@dataclass(slots=True)
class _EntryPoints:
    """The points that entries make, by id, and the machine's points and sources that they use.

    `mentioned` gives for each point used, by id, the sources that the entries using it mention.
    `may_be_empty` are the ids of entries that make no point without a warning.
    """

    made: dict[str, DraftPoint] = field(default_factory=dict)
    mentioned: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    may_be_empty: set[str] = field(default_factory=set)
    ineffective: list[IneffectiveRemoval] = field(default_factory=list)


def apply_curation(
    drafts: Sequence[DraftPoint],
    names: Mapping[SourceSentence, str],
    curation: Sequence[CuratedPoint],
    sources: Sequence[str],
    limits: JoiningLimits,
    unlimited: Sequence[DraftPoint],
) -> AppliedCuration:
    """Return the points after curation, and the entries' ids and removals that have no effect.

    `drafts` are the machine's points within the `limits`, `unlimited` those without: edits are told from the
    latter. `names` gives for each sentence the id of the point that it anchors or would anchor. `sources` are
    the ids of the sources that have an article, in their order.

    A machine's point is dropped if an entry names, merges or adopts it, or if entries take all its sentences
    for other points. Its sentences that no entry has then make points again: every sentence stays in a point,
    or in one that the editor hides, or waits at an entry's point to be reviewed. An entry that another one
    merges makes no point.

    An id to merge or to split is known if it is an entry's or the machine's; an entry's own, if it makes a
    point. An entry may name a source that has no article; if it then makes no point, its id is not unknown.
    """
    plan = plan_curation(drafts, names, curation, sources, limits)
    entry_points = _make_entry_points(plan)
    merged = plan.find_merged_ids()
    kept = [entry_points.made[id_] for id_ in plan.entries if id_ in entry_points.made and id_ not in merged]
    points = (*kept, *_restore_machine_points(drafts, kept, plan, entry_points))
    unknown = tuple(_find_unknown_ids(plan, {*entry_points.made, *entry_points.may_be_empty}))
    edits = (
        find_point_edits(points, plan.entries, unlimited)
        if curation or limits.refused
        else ((),) * len(points)
    )
    edited = (replace(draft, edits=done) for draft, done in zip(points, edits, strict=True))
    return AppliedCuration(
        tuple(d for d in edited if d.editor_position is None or not plan.entries[d.id].hide),
        unknown,
        _find_new_points(unknown, points, names),
        tuple(entry_points.ineffective),
    )


def _make_entry_points(plan: CurationPlan) -> _EntryPoints:
    """Return the points that entries make, those first that others merge."""
    result = _EntryPoints()
    for id_ in TopologicalSorter(plan.merges).static_order():
        entry = plan.entries[id_]
        named, adopted = _find_named_points(entry, plan, result.made), plan.adopted.get(id_, ())
        removed = collect_cell_sentences(entry.remove)
        for part in (*named, *adopted):
            # If an entry removes a point's anchor, the point's other sentences are no longer linked to it.
            result.mentioned[part.id].update(plan.sources if part.anchor in removed else entry.sentences)
        others = plan.find_sentences_of_other_parts(entry)
        draft, ineffective = _make_point(entry, plan, named, adopted, others)
        result.ineffective += ((entry, sentence) for sentence in ineffective)
        if draft:
            result.made[id_] = draft
        given = {*entry.sentences, *entry.add, *entry.remove}
        if not given.issubset(plan.sources) or not result.may_be_empty.isdisjoint(plan.merges[id_]):
            result.may_be_empty.add(id_)
    return result


def _find_named_points(
    entry: CuratedPoint, plan: CurationPlan, made: Mapping[str, DraftPoint]
) -> list[DraftPoint]:
    """Return the points that an entry names by its own id or merges: the machine's, or made by entries."""
    named = [plan.machine[entry.id]] if entry.id in plan.machine else []
    for other in entry.merge:
        if other in plan.merges[entry.id]:
            named += [made[other]] if other in made else []
        elif other in plan.machine and other not in plan.entries:
            named.append(plan.machine[other])
    return named


def _make_point(
    entry: CuratedPoint,
    plan: CurationPlan,
    named: Sequence[DraftPoint],
    adopted: Sequence[DraftPoint],
    others: Set[SourceSentence],
) -> tuple[DraftPoint | None, tuple[SourceSentence, ...]]:
    """Return an entry's point, None if it has no sentence, and the removed sentences that it doesn't have.

    `others` are the sentences of other parts of the same point, which it doesn't take unless it lists them.
    """
    chosen = choose_entry_cells(entry, plan, (*named, *adopted), others)
    cells = chosen.cells
    if not cells:
        return None, chosen.ineffective
    first = next(iter(cells)), next(iter(cells.values()))[0]
    anchors = (part.anchor for part in named if part.anchor[1] in cells.get(part.anchor[0], ()))
    draft = DraftPoint(
        id=entry.id,
        anchor=next(anchors, first),
        cells=cells,
        label=_find_first_given(entry.label, *(part.label for part in named)),
        note=_find_first_given(entry.note, *(part.note for part in named)),
        editor_position=plan.positions[entry.id],
        differing_words=_choose_differing_words(entry, named, cells),
        differs=entry.differs,
        grade=entry.grade,
        given=chosen.given & collect_cell_sentences(cells),
        unreviewed=chosen.unreviewed,
        excluded=frozenset(entry.sentences) - plan.limits.unreviewed,
        removed=collect_cell_sentences(entry.remove),
    )
    return draft, chosen.ineffective


def _choose_differing_words(
    entry: CuratedPoint, named: Sequence[DraftPoint], cells: Mapping[str, Sequence[Span]]
) -> dict[str, Span]:
    """Return the differing words of cells that the entry gives, or else the points that it names."""
    words = {source: span for source, span in entry.words.items() if source in cells}
    for part in named:
        for source, span in part.differing_words.items():
            if any(sentence.covers(span) for sentence in cells.get(source, ())):
                words.setdefault(source, span)
    return words


def _find_first_given(*texts: str | None) -> str | None:
    return next((text for text in texts if text is not None), None)


def _restore_machine_points(
    drafts: Sequence[DraftPoint],
    kept: Sequence[DraftPoint],
    plan: CurationPlan,
    entry_points: _EntryPoints,
) -> list[DraftPoint]:
    """Return the machine's points that no entry uses, and points of the sentences that entries leave over.

    An entry that only gives a label or the like may name such a leftover point; it is then applied to it,
    and `entry_points` is updated.
    """
    sentences = {sentence for d in kept for sentence in (*d.sentences, *collect_cell_sentences(d.unreviewed))}
    unused = [d for d in drafts if d.id not in entry_points.mentioned and not d.sentences <= sentences]
    sentences.update(sentence for draft in unused for sentence in draft.sentences)
    merged = plan.find_merged_ids()
    waiting = {
        id_
        for id_, entry in plan.entries.items()
        if not (id_ in entry_points.made or id_ in plan.machine or id_ in merged or entry.sentences)
    }
    used = [draft for draft in drafts if draft.id in entry_points.mentioned]
    taken_ids = {*(plan.entries.keys() - waiting), *(draft.id for draft in unused)}
    leftover = find_leftover_points(used, sentences, entry_points.mentioned, plan.names, taken_ids)
    return [
        *unused,
        *(_apply_to_leftover(d, plan, entry_points) if d.id in waiting else d for d in leftover),
    ]


def _apply_to_leftover(draft: DraftPoint, plan: CurationPlan, entry_points: _EntryPoints) -> DraftPoint:
    """Return a leftover point as the entry that names it wants it, and update `entry_points`."""
    entry = plan.entries[draft.id]
    point, ineffective = _make_point(entry, plan, [draft], (), frozenset())
    entry_points.ineffective = [one for one in entry_points.ineffective if one[0].id != draft.id]
    entry_points.ineffective += ((entry, sentence) for sentence in ineffective)
    entry_points.made[draft.id] = point or draft
    return entry_points.made[draft.id]


def _find_unknown_ids(plan: CurationPlan, known_ids: Set[str]) -> Iterator[UnknownId]:
    """Yield the ids in entries that refer to no point; `known_ids` are the entries' own that refer to one."""
    reported_wholes: set[str] = set()
    anchor_ids = set(plan.names.values())
    for id_, entry in plan.entries.items():
        if id_ not in known_ids:
            yield entry, id_
        for other in entry.merge:
            if other not in plan.entries and other not in plan.machine:
                yield entry, other
        whole = entry.split_from
        if whole is not None and whole not in reported_wholes and whole not in anchor_ids:
            reported_wholes.add(whole)
            yield entry, whole


def _find_new_points(
    unknown_ids: Sequence[UnknownId], points: Sequence[DraftPoint], names: Mapping[SourceSentence, str]
) -> dict[str, str]:
    """Return for each unknown id that was made from a sentence the id of the first point that has it."""
    sentence_of = {name: sentence for sentence, name in names.items()}
    return {
        id_: next(point.id for point in points if sentence_of[id_] in point.sentences)
        for _, id_ in unknown_ids
        if id_ in sentence_of
    }
