"""Apply the editor's word to the points that the comparison found: the editor disposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..models import CuratedPoint, Difference, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A point before its differences are looked for: `cells` are each source's sentences.

    `place` is the point's number in the editor's list, `None` for one that only the machine names.
    `words` and `differs` are the editor's, where given.
    """

    id: str
    anchor: tuple[str, Span]
    cells: Mapping[str, tuple[Span, ...]]
    label: str | None = None
    note: str | None = None
    place: int | None = None
    words: Mapping[str, Span] = field(default_factory=dict)
    differs: tuple[Difference, ...] | None = None


def apply(
    drafts: Sequence[Draft], curation: Sequence[CuratedPoint], sources: Sequence[str]
) -> tuple[Draft, ...]:
    """Return the points as the editor wants them; `sources` are the sources' ids in their order.

    A machine's point vanishes where the editor hides it, merges it into another, or takes all its sentences
    for other points. An editor's point without a sentence in any of the sources makes none.
    """
    by_id = {draft.id: draft for draft in drafts}
    named = {curated.id for curated in curation}
    merged = {other for curated in curation for other in curated.merge} - named
    taken: set[tuple[str, Span]] = set()
    made: list[Draft] = []
    for place, curated in enumerate(curation):
        draft = _curated(curated, place, by_id, sources)
        if draft is None:
            continue
        taken.update((source, span) for source, spans in draft.cells.items() for span in spans)
        if not curated.hide:
            made.append(draft)
    for draft in drafts:
        sentences = {(source, span) for source, spans in draft.cells.items() for span in spans}
        if draft.id not in named and draft.id not in merged and not sentences <= taken:
            made.append(draft)
    return tuple(made)


def unknown(ids: Iterable[str], curation: Sequence[CuratedPoint]) -> tuple[tuple[CuratedPoint, str], ...]:
    """Return the ids in the editor's list that mean nothing, each with the entry that names it.

    `ids` are those that the comparison gave without curation. An entry's own id means something if the
    comparison gave it, or if the entry brings sentences or merges points, and so makes a point of its own.
    """
    given = set(ids)
    made = {curated.id for curated in curation if any(curated.sentences.values())}
    found = []
    for curated in curation:
        if curated.id not in given and curated.id not in made and not given & set(curated.merge):
            found.append((curated, curated.id))
        found += [(curated, other) for other in curated.merge if other not in given and other not in made]
    return tuple(found)


def _curated(
    curated: CuratedPoint, place: int, by_id: Mapping[str, Draft], sources: Sequence[str]
) -> Draft | None:
    bases = [by_id[id_] for id_ in (curated.id, *curated.merge) if id_ in by_id]
    cells: dict[str, tuple[Span, ...]] = {}
    for source in sources:
        if source in curated.sentences:
            spans: Iterable[Span] = curated.sentences[source]
        else:
            spans = (span for base in bases for span in base.cells.get(source, ()))
        kept = tuple(sorted(set(spans)))
        if kept:
            cells[source] = kept
    if not cells:
        return None
    anchor = next(iter(cells)), next(iter(cells.values()))[0]
    if bases and bases[0].anchor[1] in cells.get(bases[0].anchor[0], ()):
        anchor = bases[0].anchor
    return Draft(
        id=curated.id,
        anchor=anchor,
        cells=cells,
        label=curated.label,
        note=curated.note,
        place=place,
        words={source: span for source, span in curated.words.items() if source in cells},
        differs=curated.differs,
    )
