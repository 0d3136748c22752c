"""Find the points whose links change between sources that a change leaves as they are.

A new source changes none, with one exception: where it shows that another source reports another event, that
one's links are no longer shown. An editor's change to a story may change any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.models import Story


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A point of a story, and the sources that it has no longer or has now; all ids, in order."""

    story: str
    point: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def find_link_changes(
    before: Sequence[Story], after: Sequence[Story], changed_sources: Collection[tuple[str, str]]
) -> Iterator[LinkChange]:
    """Yield the changes, in the order of the stories and of the points' ids.

    `changed_sources` are the sources that change, by story and id. A point of one source counts as having
    none, because it shows no link.
    """
    earlier = {story.id: story for story in before}
    for story in after:
        if story.id not in earlier:
            continue
        kept = {
            article.id
            for article in earlier[story.id].articles
            if (story.id, article.id) not in changed_sources
        }
        old, new = _find_linked_sources(earlier[story.id], kept), _find_linked_sources(story, kept)
        for point in sorted(old.keys() | new.keys()):
            was, now = old.get(point, set()), new.get(point, set())
            if was != now:
                yield LinkChange(story.id, point, tuple(sorted(was - now)), tuple(sorted(now - was)))


def _find_linked_sources(story: Story, sources: Collection[str]) -> Mapping[str, set[str]]:
    """Return for each point the sources that report it, if several of these do."""
    found = {
        point.id: {cell.source for cell in point.cells if cell.source in sources} for point in story.points
    }
    return {point: reporting for point, reporting in found.items() if len(reporting) > 1}
