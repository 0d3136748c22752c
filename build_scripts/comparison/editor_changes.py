"""List an editor's changes to a point by comparing it with the machine's version.

Comparing the results rather than reading the entries: sentences that an entry lists may be those that the
machine links anyway, and sentences that an entry takes are missing from another point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from build_scripts.comparison.draft_points import DraftPoint, collect_cell_sentences
from build_scripts.models import CuratedPoint, EditKind, SourceSentence

# The edits in the order in which they are shown.
EDIT_ORDER: tuple[EditKind, ...] = (
    "confirmed",
    "joined",
    "split",
    "moved",
    "named",
    "worded",
    "typed",
    "graded",
    "noted",
)


def find_point_edits(
    points: Sequence[DraftPoint], entries: Mapping[str, CuratedPoint], machine: Sequence[DraftPoint]
) -> tuple[tuple[EditKind, ...], ...]:
    """Return the edits of each of the points, by the editor's `entries` and the `machine` points."""
    machine_sentences = [draft.sentences for draft in machine]
    points_with: defaultdict[SourceSentence, list[int]] = defaultdict(list)
    for number, sentences in enumerate(machine_sentences):
        for sentence in sentences:
            points_with[sentence].append(number)
    edits = []
    for point in points:
        entry = entries.get(point.id) if point.editor_position is not None else None
        done = set(_find_sentence_edits(point, entry, machine_sentences, points_with))
        done.update(_find_label_edits(point))
        edits.append(tuple(edit for edit in EDIT_ORDER if edit in done))
    return tuple(edits)


def _find_sentence_edits(
    point: DraftPoint,
    entry: CuratedPoint | None,
    machine: Sequence[frozenset[SourceSentence]],
    points_with: Mapping[SourceSentence, Sequence[int]],
) -> Iterable[EditKind]:
    """Yield the edits to the sentences of a point, compared with the most similar of the machine's points.

    That is the one with the most of its sentences, then the one with the fewest others. `points_with` gives
    for each sentence the numbers of the machine's points that have it.
    """
    # Sentences that wait to be reviewed are neither joined nor split off by the editor.
    all_sentences = point.sentences | collect_cell_sentences(point.unreviewed)
    own = frozenset(sentence for sentence in all_sentences if sentence in points_with)
    shared = Counter(number for sentence in own for number in points_with[sentence])
    if not shared:
        return
    base = machine[max(shared, key=lambda n: (shared[n], -len(machine[n]), -n))]
    gained, lost = own - base, base - own
    added = collect_cell_sentences(entry.add) if entry else frozenset()
    removed = collect_cell_sentences(entry.remove) if entry else frozenset()
    if gained - added:
        yield "joined"
    if lost - removed:
        yield "split"
    if gained & added or lost & removed:
        yield "moved"
    if entry and any(entry.sentences.values()) and not gained and not lost:
        yield "confirmed"


def _find_label_edits(point: DraftPoint) -> Iterable[EditKind]:
    """Yield the edits to a point's label, differing words, kinds of difference, grade and note."""
    if point.label is not None:
        yield "named"
    if point.differing_words:
        yield "worded"
    if point.differs is not None:
        yield "typed"
    if point.grade is not None:
        yield "graded"
    if point.note is not None:
        yield "noted"
