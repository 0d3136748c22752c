"""Tell what an editor has done to a point, by what it is against what the machine found.

What entries say and what comes of it are two things: sentences that an entry lists may be those that the
machine links in any case, and what an entry takes leaves another point with less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from build_scripts.comparison.draft_points import DraftPoint, SourceSentence, collect_cell_sentences
from build_scripts.models import CuratedPoint, EditKind

# The edits in the order in which they are told.
EDIT_ORDER: tuple[EditKind, ...] = (
    "confirmed",
    "joined",
    "split",
    "moved",
    "named",
    "worded",
    "typed",
    "noted",
)


def find_point_edits(
    points: Sequence[DraftPoint], entries: Mapping[str, CuratedPoint], machine: Sequence[DraftPoint]
) -> tuple[tuple[EditKind, ...], ...]:
    """Return what the editor's `entries` have done to each of the points, `machine` being those it found."""
    if not entries:
        return ((),) * len(points)
    sets = [draft.sentences for draft in machine]
    holding: defaultdict[SourceSentence, list[int]] = defaultdict(list)
    for number, sentences in enumerate(sets):
        for sentence in sentences:
            holding[sentence].append(number)
    found = []
    for point in points:
        entry = entries.get(point.id) if point.editor_position is not None else None
        done = {*_grouping(point, entry, sets, holding), *_wording(point)}
        found.append(tuple(edit for edit in EDIT_ORDER if edit in done))
    return tuple(found)


def _grouping(
    point: DraftPoint,
    entry: CuratedPoint | None,
    machine: Sequence[frozenset[SourceSentence]],
    holding: Mapping[SourceSentence, Sequence[int]],
) -> Iterable[EditKind]:
    """Give what was done to the sentences of a point, held against the machine's point that is most like it.

    Most like it is the one with the most of its sentences, then the one with the fewest others.
    """
    own = frozenset(sentence for sentence in point.sentences if sentence in holding)
    shared = Counter(number for sentence in own for number in holding[sentence])
    if not shared:
        return
    base = machine[max(shared, key=lambda n: (shared[n], -len(machine[n]), -n))]
    more, fewer = own - base, base - own
    added = collect_cell_sentences(entry.add) if entry else frozenset()
    removed = collect_cell_sentences(entry.remove) if entry else frozenset()
    if more - added:
        yield "joined"
    if fewer - removed:
        yield "split"
    if more & added or fewer & removed:
        yield "moved"
    if entry and any(entry.sentences.values()) and not more and not fewer:
        yield "confirmed"


def _wording(point: DraftPoint) -> Iterable[EditKind]:
    if point.label is not None:
        yield "named"
    if point.differing_words:
        yield "worded"
    if point.differs is not None:
        yield "typed"
    if point.note is not None:
        yield "noted"
