"""Decide which of the machine's points each of the editor's entries uses: those it names, merges or adopts.

An entry that lists sentences adopts the machine's points that share the most of them with it.

An id that the machine gave stays valid as long as its sentence exists. If that sentence no longer anchors a
point (other links, another order of sources), the id refers to the machine's point that has the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from build_scripts.comparison.draft_points import DraftPoint, collect_cell_sentences
from build_scripts.comparison.joining_limits import JoiningLimits
from build_scripts.models import CuratedPoint, SourceSentence


@dataclass(frozen=True, slots=True)
class CurationPlan:
    """The editor's entries, and the points that each of them uses. Keys are ids of entries unless noted.

    `names` gives for each sentence the id of the point that it anchors or would anchor, `machine` the
    machine's points by all ids that refer to one. `adopted` holds the points that an entry adopts, `merges`
    the other entries that it merges, `positions` its number in the editor's list. `listed_by_parts` gives for
    the id of a point that is split the sentences that its parts list. `sentence_of` gives the sentence that
    each id of the machine's was or would be made from; `limits` are those to what the program joins.
    """

    entries: Mapping[str, CuratedPoint]
    positions: Mapping[str, int]
    sources: tuple[str, ...]
    names: Mapping[SourceSentence, str]
    machine: Mapping[str, DraftPoint]
    adopted: Mapping[str, Sequence[DraftPoint]]
    merges: Mapping[str, Sequence[str]]
    listed_by_parts: Mapping[str, Set[SourceSentence]]
    sentence_of: Mapping[str, SourceSentence]
    limits: JoiningLimits

    def find_sentences_of_other_parts(self, entry: CuratedPoint) -> Set[SourceSentence]:
        """Return the sentences listed by parts of the point that an entry splits, if it splits one."""
        whole = entry.split_from
        return frozenset() if whole is None else self.listed_by_parts.get(whole, frozenset())

    def find_merged_ids(self) -> set[str]:
        """Return the ids of the entries that others merge."""
        return {other for others in self.merges.values() for other in others}


def plan_curation(
    drafts: Sequence[DraftPoint],
    names: Mapping[SourceSentence, str],
    curation: Sequence[CuratedPoint],
    sources: Sequence[str],
    limits: JoiningLimits,
) -> CurationPlan:
    """Return the points that each entry uses; parameters as of `editor_curation.apply_curation`."""
    entries = {entry.id: entry for entry in curation}
    adopted = _find_adopted_points(drafts, entries)
    listed_by_parts: defaultdict[str, set[SourceSentence]] = defaultdict(set)
    for entry in curation:
        if entry.split_from is not None:
            listed_by_parts[entry.split_from] |= collect_cell_sentences(entry.sentences)
    return CurationPlan(
        entries=entries,
        positions={id_: position for position, id_ in enumerate(entries)},
        sources=tuple(sources),
        names=names,
        machine={draft.id: draft for draft in drafts} | _find_moved_points(drafts, names, entries, adopted),
        adopted=adopted,
        merges=_find_merges(entries),
        listed_by_parts=listed_by_parts,
        sentence_of={name: sentence for sentence, name in names.items()},
        limits=limits,
    )


def _find_adopted_points(
    drafts: Iterable[DraftPoint], entries: Mapping[str, CuratedPoint]
) -> dict[str, list[DraftPoint]]:
    """Return the machine's points that each entry adopts: those that share the most sentences with it.

    The first of several entries that share equally many adopts. A point that an entry names or merges is not
    adopted.
    """
    named = {*entries, *(other for entry in entries.values() for other in entry.merge)}
    listing: defaultdict[SourceSentence, list[str]] = defaultdict(list)
    for entry in entries.values():
        for sentence in collect_cell_sentences(entry.sentences):
            listing[sentence].append(entry.id)
    positions = {id_: position for position, id_ in enumerate(entries)}
    adopted: defaultdict[str, list[DraftPoint]] = defaultdict(list)
    for draft in drafts:
        shared = Counter(id_ for sentence in draft.sentences for id_ in listing.get(sentence, ()))
        if shared and draft.id not in named:
            adopted[max(shared, key=lambda id_: (shared[id_], -positions[id_]))].append(draft)
    return dict(adopted)


def _find_moved_points(
    drafts: Iterable[DraftPoint],
    names: Mapping[SourceSentence, str],
    entries: Mapping[str, CuratedPoint],
    adopted: Mapping[str, Sequence[DraftPoint]],
) -> dict[str, DraftPoint]:
    """Return the machine's point for each id that entries give and whose sentence no longer anchors a point.

    It is the first point that has the sentence and that no entry names or adopts.
    """
    given = [id_ for id_, entry in entries.items() if not entry.sentences]
    given += [other for entry in entries.values() for other in entry.merge]
    used = {*entries, *given, *(draft.id for every in adopted.values() for draft in every)}
    drafts = tuple(drafts)
    wanted = set(given) - {draft.id for draft in drafts}
    sentence_of = {name: sentence for sentence, name in names.items() if name in wanted}
    moved: dict[str, DraftPoint] = {}
    for id_ in dict.fromkeys(id_ for id_ in given if id_ in sentence_of):
        draft = next((d for d in drafts if d.id not in used and sentence_of[id_] in d.sentences), None)
        if draft is not None:
            moved[id_] = draft
            used.add(draft.id)
    return moved


def _find_merges(entries: Mapping[str, CuratedPoint]) -> dict[str, list[str]]:
    """Return the other entries that each entry merges, without those that would close a circle."""
    merges: dict[str, list[str]] = {id_: [] for id_ in entries}
    for id_, entry in entries.items():
        for other in dict.fromkeys(entry.merge):
            if other in entries and id_ not in _find_reachable(other, merges):
                merges[id_].append(other)
    return merges


def _find_reachable(start: str, merges: Mapping[str, Sequence[str]]) -> set[str]:
    """Return an entry and all that it merges, directly or through others."""
    reached, waiting = {start}, [start]
    while waiting:
        new = [other for other in merges[waiting.pop()] if other not in reached]
        reached.update(new)
        waiting += new
    return reached
