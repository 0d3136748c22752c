"""Group linked sentences into points.

A point is a star: an anchor with the sentences of other sources that are linked with it. Stars may share
sentences, unlike disjoint clusters, because one sentence often makes several claims. The sources are taken
in their order; each sentence joins an existing point or anchors a new one. So a source that is added at the
end adds sentences and points, and never removes an anchor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.comparison.linking.link_sentences import SentenceLink


@dataclass(frozen=True, slots=True)
class SentenceStar:
    """A point as numbers of sentences; `members` are in order and include the `anchor`."""

    anchor: int
    members: tuple[int, ...]


def build_sentence_stars(sources: Sequence[int], links: Iterable[SentenceLink]) -> tuple[SentenceStar, ...]:
    """Return the points of a story, in the order of their anchors; every sentence is in at least one.

    `sources` gives for each sentence the number of its source, ascending. All `links` count, whatever their
    score. Every member is the anchor or linked with it. If a sentence and an earlier sentence linked with it
    have no anchor in common, the earlier one also anchors a new point.
    """
    earlier_links: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for link in links:
        earlier_links[link.later][link.earlier] = link.score
    members: dict[int, set[int]] = {}
    for sentence in range(len(sources)):
        scores = earlier_links.get(sentence, {})
        if not scores:
            members[sentence] = {sentence}
            continue
        joined: set[int] = set()
        for earlier in sorted(scores, key=lambda other: (-scores[other], other)):
            if earlier in joined:
                continue
            anchor = _choose_anchor(earlier, scores, members)
            members.setdefault(anchor, {anchor}).add(sentence)
            joined.update(members[anchor])
    return tuple(SentenceStar(anchor, tuple(sorted(found))) for anchor, found in sorted(members.items()))


def _choose_anchor(earlier: int, scores: Mapping[int, float], members: Mapping[int, set[int]]) -> int:
    """Return the anchor of the point that a sentence joins because of its link with an earlier one.

    It is the earlier sentence if that is an anchor, or else the highest-scoring anchor linked with both.
    `scores` are those of all the sentence's links with earlier ones.
    """
    if earlier in members:
        return earlier
    shared = [other for other in scores if other in members and earlier in members[other]]
    return max(shared, key=lambda other: (scores[other], -other), default=earlier)
