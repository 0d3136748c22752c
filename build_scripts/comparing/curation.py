"""Apply the editor's word to the points that the comparison found: the editor disposes.

An entry says which sentences its point has of the sources that it mentions. Of a source that it doesn't
mention, a newer one perhaps, it takes what the machine linked with those sentences: it adopts the machine's
points that share the most of them with it. What it leaves of such points goes back to the machine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from ..models import CuratedPoint, Difference, Span

Sentence = tuple[str, Span]
# An entry of the editor's list, and an id in it that means nothing: a merged one, or its own.
Unknown = tuple[CuratedPoint, str]

# What is left of a point whose id an entry has taken is called after it.
LEFT = "-rest"


@dataclass(frozen=True, slots=True)
class Draft:
    """A point before its differences are looked for: `cells` are each source's sentences.

    `place` is the point's number in the editor's list, `None` for one that only the machine names.
    `words` and `differs` are the editor's, where given.
    """

    id: str
    anchor: Sentence
    cells: Mapping[str, tuple[Span, ...]]
    label: str | None = None
    note: str | None = None
    place: int | None = None
    words: Mapping[str, Span] = field(default_factory=dict)
    differs: tuple[Difference, ...] | None = None

    @property
    def sentences(self) -> frozenset[Sentence]:
        """The sentences of all cells, each with its source."""
        return frozenset((source, span) for source, spans in self.cells.items() for span in spans)


def apply(
    drafts: Sequence[Draft],
    names: Mapping[Sentence, str],
    curation: Sequence[CuratedPoint],
    sources: Sequence[str],
) -> tuple[tuple[Draft, ...], tuple[Unknown, ...]]:
    """Return the points as the editor wants them, and the ids in the editor's entries that mean nothing.

    `drafts` are the machine's points; `names` gives the id of the point that a sentence anchors; `sources`
    are the ids of the sources that have an article, in their order.

    A machine's point vanishes where an entry names, merges or adopts it, or entries take all its sentences
    for other points. Those of its sentences that no entry has then make points again, so that every sentence
    stays in a point or in one that the editor hides. An entry that another one merges vanishes, too.

    An id to merge means something if it is an entry's or the machine's; an entry's own, if it makes a point.
    An entry that names a source without an article may make none without being told.
    """
    entries = {curated.id: curated for curated in curation}
    places = {id_: place for place, id_ in enumerate(entries)}
    machine = {draft.id: draft for draft in drafts}
    merges = _merges(entries)
    adopted = _adopted(drafts, entries)
    made: dict[str, Draft] = {}
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    silent: set[str] = set()
    for id_ in TopologicalSorter(merges).static_order():
        curated = entries[id_]
        named = [machine[id_]] if id_ in machine else []
        for other in curated.merge:
            if other in merges[id_]:
                named += [made[other]] if other in made else []
            elif other in machine and other not in entries:
                named.append(machine[other])
        for part in (*named, *adopted[id_]):
            mentioned[part.id].update(curated.sentences)
        if draft := _curated(curated, places[id_], named, adopted[id_], sources):
            made[id_] = draft
        if not set(sources) >= set(curated.sentences) or not silent.isdisjoint(merges[id_]):
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
    left = _left([draft for draft in drafts if draft.id in mentioned], standing, mentioned, names, taken)
    for number, draft in enumerate(left):
        if draft.id in waiting:
            again = _curated(entries[draft.id], places[draft.id], [draft], (), sources)
            left[number] = made[draft.id] = again or draft
    shown = [d for d in (*kept, *free, *left) if d.place is None or not entries[d.id].hide]
    return tuple(shown), tuple(_unknown(entries, {*made, *silent}, machine))


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


def _adopted(drafts: Iterable[Draft], entries: Mapping[str, CuratedPoint]) -> defaultdict[str, list[Draft]]:
    """Return the machine's points that each entry adopts: those that share the most sentences with it.

    Of entries that share as many the first adopts. A point that an entry names or merges isn't adopted.
    """
    named = {*entries, *(other for curated in entries.values() for other in curated.merge)}
    listing: defaultdict[Sentence, list[str]] = defaultdict(list)
    for curated in entries.values():
        for source, spans in curated.sentences.items():
            for span in set(spans):
                listing[source, span].append(curated.id)
    places = {id_: place for place, id_ in enumerate(entries)}
    adopted: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        shared = Counter(id_ for sentence in draft.sentences for id_ in listing.get(sentence, ()))
        if shared and draft.id not in named:
            adopted[max(shared, key=lambda id_: (shared[id_], -places[id_]))].append(draft)
    return adopted


def _curated(
    curated: CuratedPoint,
    place: int,
    named: Sequence[Draft],
    adopted: Sequence[Draft],
    sources: Sequence[str],
) -> Draft | None:
    """Return an entry's point, made of its sentences and, for other sources, those of points it goes by."""
    cells: dict[str, tuple[Span, ...]] = {}
    for source in sources:
        if source in curated.sentences:
            spans: Iterable[Span] = curated.sentences[source]
        else:
            spans = (span for part in (*named, *adopted) for span in part.cells.get(source, ()))
        kept = tuple(sorted(set(spans)))
        if kept:
            cells[source] = kept
    if not cells:
        return None
    first = next(iter(cells)), next(iter(cells.values()))[0]
    anchors = (part.anchor for part in named if part.anchor[1] in cells.get(part.anchor[0], ()))
    words = {source: span for source, span in curated.words.items() if source in cells}
    for part in named:
        for source, span in part.words.items():
            if any(sentence.covers(span) for sentence in cells.get(source, ())):
                words.setdefault(source, span)
    return Draft(
        id=curated.id,
        anchor=next(anchors, first),
        cells=cells,
        label=_first(curated.label, *(part.label for part in named)),
        note=_first(curated.note, *(part.note for part in named)),
        place=place,
        words=words,
        differs=curated.differs,
    )


def _first(*words: str | None) -> str | None:
    return next((given for given in words if given is not None), None)


def _left(
    used: Sequence[Draft],
    standing: set[Sentence],
    mentioned: Mapping[str, Collection[str]],
    names: Mapping[Sentence, str],
    taken: set[str],
) -> list[Draft]:
    """Return what entries have left of the machine's points: sentences that stand nowhere else.

    Around an anchor they stay a point, with the cells of sources that no entry which uses the point
    mentions. Without it they are alone: only the anchor linked them. What an entry mentions and leaves out,
    the editor has decided not to link.
    """
    left: list[Draft] = []
    taken, standing = set(taken), set(standing)

    def add(anchor: Sentence, cells: Mapping[str, tuple[Span, ...]]) -> None:
        id_ = names[anchor]
        while id_ in taken:
            id_ += LEFT
        left.append(Draft(id_, anchor, cells))
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


def _unknown(
    entries: Mapping[str, CuratedPoint], known: Collection[str], machine: Collection[str]
) -> Iterable[Unknown]:
    for id_, curated in entries.items():
        if id_ not in known:
            yield curated, id_
        for other in curated.merge:
            if other not in entries and other not in machine:
                yield curated, other
