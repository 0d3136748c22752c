"""Gather linked sentences into points: small stars around an anchor, which may share sentences.

Disjoint clusters would be the wrong shape, because one sentence often carries several claims. A point is an
anchor with the sentences of other sources that are linked with it. The sources are taken in their order,
each sentence joining what stands already or anchoring a point of its own. So a source that is added at the
end adds sentences and points, and never takes an anchor away.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.comparison.linking.link_sentences import SentenceLink

# Hexadecimal digits of an id: among ten thousand points, two share one in one story of twenty thousand.
ID_DIGITS = 10


@dataclass(frozen=True, slots=True)
class SentenceStar:
    """A point by numbers of sentences: `members` include the `anchor`, in order."""

    anchor: int
    members: tuple[int, ...]


def build_sentence_stars(sources: Sequence[int], links: Iterable[SentenceLink]) -> tuple[SentenceStar, ...]:
    """Return the points of a story, in the order of their anchors; every sentence is in at least one.

    `sources` gives for each sentence the number of its source, ascending; `links` are confident enough.
    Two members from different sources are each linked with the anchor or are it. Where a sentence and
    its counterpart have no anchor in common, the counterpart anchors a point beside the one it is in.
    """
    back: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for link in links:
        back[link.later][link.earlier] = link.score
    members: dict[int, set[int]] = {}
    for sentence in range(len(sources)):
        counterparts = back.get(sentence, {})
        if not counterparts:
            members[sentence] = {sentence}
            continue
        told: set[int] = set()
        for counterpart in sorted(counterparts, key=lambda other: (-counterparts[other], other)):
            if counterpart in told:
                continue
            anchor = _anchor(counterpart, counterparts, members)
            members.setdefault(anchor, {anchor}).add(sentence)
            told.update(members[anchor])
    return tuple(SentenceStar(anchor, tuple(sorted(found))) for anchor, found in sorted(members.items()))


def _anchor(counterpart: int, counterparts: Mapping[int, float], members: Mapping[int, set[int]]) -> int:
    """Return the anchor of the point at which a sentence meets its counterpart: the best that both share."""
    if counterpart in members:
        return counterpart
    shared = [other for other in counterparts if other in members and counterpart in members[other]]
    return max(shared, key=lambda other: (counterparts[other], -other), default=counterpart)


def make_point_ids(sources: Sequence[str], sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the id that each sentence gives to a point that it anchors.

    An id is made of the source's id and the sentence's words, whatever their case and punctuation. A
    sentence that says the same as an earlier one of its source counts on.
    """
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for source, sentence in zip(sources, sentences, strict=True):
        words = " ".join(re.findall(r"[^\W_]+", sentence.casefold()))
        number = seen[source, words]
        seen[source, words] += 1
        parts = (source, words, str(number)) if number else (source, words)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        made.append(f"p-{digest[:ID_DIGITS]}")
    return tuple(made)
