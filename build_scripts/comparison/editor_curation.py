"""Apply the editor's word to the points that the comparison found: the editor disposes.

An entry says which sentences its point has of the sources that it mentions. Of a source that it doesn't
mention, a newer one perhaps, it takes what the machine linked with those sentences: it adopts the machine's
points that share the most of them with it. What it leaves of such points goes back to the machine.

An id that the machine gave stays good as long as its sentence stands: where that sentence anchors no point
any more (other links, another order of sources), the id means the machine's point which the sentence is in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from build_scripts.comparison.draft_points import (
    DraftPoint,
    SourceSentence,
    collect_cell_sentences,
    find_leftover_points,
)
from build_scripts.comparison.editor_changes import find_point_edits
from build_scripts.models import CuratedPoint, Span

# An entry, and an id in it that means nothing: its own, one that it merges, or the one it is a part of.
UnknownId = tuple[CuratedPoint, str]
# An entry, and a sentence that it removes from a point which hasn't got it.
IneffectiveRemoval = tuple[CuratedPoint, SourceSentence]


@dataclass(frozen=True, slots=True)
class AppliedCuration:
    """The points as the editor wants them, and what in the editor's entries means nothing.

    `moved_to` gives for those of the `unknown_ids` that name a sentence the id of a point that has it.
    `ineffective_removals` are sentences taken out of points that haven't got them.
    """

    drafts: tuple[DraftPoint, ...]
    unknown_ids: tuple[UnknownId, ...] = ()
    moved_to: Mapping[str, str] = field(default_factory=dict)
    ineffective_removals: tuple[IneffectiveRemoval, ...] = ()


def apply_curation(
    drafts: Sequence[DraftPoint],
    names: Mapping[SourceSentence, str],
    curation: Sequence[CuratedPoint],
    sources: Sequence[str],
) -> AppliedCuration:
    """Return the points as the editor wants them, and what in the editor's entries means nothing.

    `drafts` are the machine's points; `names` gives the id of the point that a sentence anchors; `sources`
    are the ids of the sources that have an article, in their order.

    A machine's point vanishes where an entry names, merges or adopts it, or entries take all its sentences
    for other points. Those of its sentences that no entry has then make points again, so that every sentence
    stays in a point or in one that the editor hides. An entry that another one merges vanishes, too.

    An id to merge or to split means something if it is an entry's or the machine's; an entry's own, if it
    makes a point. An entry that names a source without an article may make none without being told.
    """
    entries = {curated.id: curated for curated in curation}
    places = {id_: place for place, id_ in enumerate(entries)}
    adopted = _adopted(drafts, entries)
    machine = {draft.id: draft for draft in drafts} | _pinned(drafts, names, entries, adopted)
    merges = _merges(entries)
    # What one part of a point that is split lists, the machine gives to none of the others.
    parts: defaultdict[str | None, set[SourceSentence]] = defaultdict(set)
    for curated in curation:
        if curated.split_from is not None:
            parts[curated.split_from] |= collect_cell_sentences(curated.sentences)
    made: dict[str, DraftPoint] = {}
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    silent: set[str] = set()
    idle: list[IneffectiveRemoval] = []
    for id_ in TopologicalSorter(merges).static_order():
        curated = entries[id_]
        named = [machine[id_]] if id_ in machine else []
        for other in curated.merge:
            if other in merges[id_]:
                named += [made[other]] if other in made else []
            elif other in machine and other not in entries:
                named.append(machine[other])
        removed = collect_cell_sentences(curated.remove)
        for part in (*named, *adopted[id_]):
            # Whom the anchor of a point is taken from, the rest of it isn't linked with any more.
            mentioned[part.id].update(sources if part.anchor in removed else curated.sentences)
        draft, vain = _curated(curated, places[id_], named, adopted[id_], sources, parts[curated.split_from])
        idle += ((curated, sentence) for sentence in vain)
        if draft:
            made[id_] = draft
        given = {*curated.sentences, *curated.add, *curated.remove}
        if not set(sources) >= given or not silent.isdisjoint(merges[id_]):
            silent.add(id_)

    merged = {other for others in merges.values() for other in others}
    kept = [made[id_] for id_ in entries if id_ in made and id_ not in merged]
    standing = {sentence for draft in kept for sentence in draft.sentences}
    free = [d for d in drafts if d.id not in mentioned and not d.sentences <= standing]
    standing.update(sentence for draft in free for sentence in draft.sentences)
    # An entry may name what others leave, if it says nothing else.
    waiting = {
        id_
        for id_, curated in entries.items()
        if not (id_ in made or id_ in machine or id_ in merged or curated.sentences)
    }
    taken = {*(entries.keys() - waiting), *(draft.id for draft in free)}
    left = find_leftover_points(
        [draft for draft in drafts if draft.id in mentioned], standing, mentioned, names, taken
    )
    for number, draft in enumerate(left):
        if draft.id in waiting:
            again, vain = _curated(entries[draft.id], places[draft.id], [draft], (), sources, set())
            idle = [one for one in idle if one[0].id != draft.id]
            idle += ((entries[draft.id], sentence) for sentence in vain)
            left[number] = made[draft.id] = again or draft
    every = (*kept, *free, *left)
    unknown = tuple(_unknown(entries, {*made, *silent}, machine, names))
    anchored = {name: sentence for sentence, name in names.items()}
    moved = {
        name: next(d.id for d in every if anchored[name] in d.sentences)
        for _, name in unknown
        if name in anchored
    }
    done = find_point_edits(every, entries, drafts)
    every = tuple(replace(draft, edits=edit) for draft, edit in zip(every, done, strict=True))
    shown = tuple(d for d in every if d.editor_position is None or not entries[d.id].hide)
    return AppliedCuration(shown, unknown, moved, tuple(idle))


def _pinned(
    drafts: Iterable[DraftPoint],
    names: Mapping[SourceSentence, str],
    entries: Mapping[str, CuratedPoint],
    adopted: Mapping[str, Sequence[DraftPoint]],
) -> dict[str, DraftPoint]:
    """Return the machine's points that are meant by ids whose sentence anchors none of its own.

    Such a point is the first that has the sentence, unless entries name or adopt it.
    """
    given = [id_ for id_, entry in entries.items() if not entry.sentences]
    given += [other for entry in entries.values() for other in entry.merge]
    used = {*entries, *given, *(draft.id for every in adopted.values() for draft in every)}
    drafts = tuple(drafts)
    wanted = set(given) - {draft.id for draft in drafts}
    anchored = {name: sentence for sentence, name in names.items() if name in wanted}
    found: dict[str, DraftPoint] = {}
    for id_ in dict.fromkeys(id_ for id_ in given if id_ in anchored):
        draft = next((d for d in drafts if d.id not in used and anchored[id_] in d.sentences), None)
        if draft is not None:
            found[id_] = draft
            used.add(draft.id)
    return found


def _merges(entries: Mapping[str, CuratedPoint]) -> dict[str, list[str]]:
    """Return which other entries each entry merges; of a ring, what would close it is left out."""
    merges: dict[str, list[str]] = {id_: [] for id_ in entries}
    for id_, curated in entries.items():
        for other in dict.fromkeys(curated.merge):
            if other in entries and id_ not in _reached(other, merges):
                merges[id_].append(other)
    return merges


def _reached(start: str, merges: Mapping[str, Sequence[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = [other for other in merges[waiting.pop()] if other not in reached]
        reached.update(new)
        waiting += new
    return reached


def _adopted(
    drafts: Iterable[DraftPoint], entries: Mapping[str, CuratedPoint]
) -> defaultdict[str, list[DraftPoint]]:
    """Return the machine's points that each entry adopts: those that share the most sentences with it.

    Of entries that share as many the first adopts. A point that an entry names or merges isn't adopted.
    """
    named = {*entries, *(other for curated in entries.values() for other in curated.merge)}
    listing: defaultdict[SourceSentence, list[str]] = defaultdict(list)
    for curated in entries.values():
        for source, spans in curated.sentences.items():
            for span in set(spans):
                listing[source, span].append(curated.id)
    places = {id_: place for place, id_ in enumerate(entries)}
    adopted: defaultdict[str, list[DraftPoint]] = defaultdict(list)
    for draft in drafts:
        shared = Counter(id_ for sentence in draft.sentences for id_ in listing.get(sentence, ()))
        if shared and draft.id not in named:
            adopted[max(shared, key=lambda id_: (shared[id_], -places[id_]))].append(draft)
    return adopted


def _curated(
    curated: CuratedPoint,
    place: int,
    named: Sequence[DraftPoint],
    adopted: Sequence[DraftPoint],
    sources: Sequence[str],
    others: Collection[SourceSentence],
) -> tuple[DraftPoint | None, tuple[SourceSentence, ...]]:
    """Return an entry's point, and the sentences that it would remove and hasn't got.

    The point is made of the entry's sentences and, for other sources, those of points it goes by, but for
    those that are `others`.
    """
    cells: dict[str, tuple[Span, ...]] = {}
    vain: list[SourceSentence] = []
    for source in sources:
        if source in curated.sentences:
            spans = set(curated.sentences[source])
        else:
            linked = (span for part in (*named, *adopted) for span in part.cells.get(source, ()))
            spans = {span for span in linked if (source, span) not in others}
        spans.update(curated.add.get(source, ()))
        removed = set(curated.remove.get(source, ()))
        vain += ((source, span) for span in sorted(removed - spans))
        if kept := tuple(sorted(spans - removed)):
            cells[source] = kept
    if not cells:
        return None, tuple(vain)
    first = next(iter(cells)), next(iter(cells.values()))[0]
    anchors = (part.anchor for part in named if part.anchor[1] in cells.get(part.anchor[0], ()))
    words = {source: span for source, span in curated.words.items() if source in cells}
    for part in named:
        for source, span in part.differing_words.items():
            if any(sentence.covers(span) for sentence in cells.get(source, ())):
                words.setdefault(source, span)
    draft = DraftPoint(
        id=curated.id,
        anchor=next(anchors, first),
        cells=cells,
        label=_first(curated.label, *(part.label for part in named)),
        note=_first(curated.note, *(part.note for part in named)),
        editor_position=place,
        differing_words=words,
        differs=curated.differs,
    )
    return draft, tuple(vain)


def _first(*words: str | None) -> str | None:
    return next((given for given in words if given is not None), None)


def _unknown(
    entries: Mapping[str, CuratedPoint],
    known: Collection[str],
    machine: Collection[str],
    names: Mapping[SourceSentence, str],
) -> Iterable[UnknownId]:
    split: set[str] = set()
    anchors = set(names.values())
    for id_, curated in entries.items():
        if id_ not in known:
            yield curated, id_
        for other in curated.merge:
            if other not in entries and other not in machine:
                yield curated, other
        whole = curated.split_from
        if whole is not None and whole not in split and whole not in anchors:
            split.add(whole)
            yield curated, whole
