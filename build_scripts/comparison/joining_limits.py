"""Limits that the editor sets to what the program joins: pairs set apart, and sources not yet reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import combinations

from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.models import CuratedPoint, SentencePair, SourceSentence, Span


class RefusedLinks:
    """Pairs of sentences that do not report the same, as the editor says: the program may not join them."""

    def __init__(self, pairs: Iterable[SentencePair] = ()) -> None:
        self._partners: defaultdict[SourceSentence, set[SourceSentence]] = defaultdict(set)
        for one, other in pairs:
            self._partners[one].add(other)
            self._partners[other].add(one)

    def __bool__(self) -> bool:
        return bool(self._partners)

    def list_pairs(self) -> Iterator[SentencePair]:
        """Yield the refused pairs, each in both orders."""
        yield from ((one, other) for one, others in self._partners.items() for other in others)

    def is_refused(self, sentence: SourceSentence, others: Set[SourceSentence]) -> bool:
        """Return whether a sentence may not be joined with one of the others."""
        return sentence in self._partners and not self._partners[sentence].isdisjoint(others)

    def select_cells(
        self, cells: Mapping[str, tuple[Span, ...]], given: Set[SourceSentence]
    ) -> dict[str, tuple[Span, ...]]:
        """Return cells without those sentences that may not be joined with the `given` or with earlier ones.

        The given sentences are the editor's own choice and stay, whatever is refused.
        """
        kept = {(source, span) for source, spans in cells.items() for span in spans} & given
        selected: dict[str, tuple[Span, ...]] = {}
        for source, spans in cells.items():
            allowed = tuple(
                s for s in spans if (source, s) in given or not self.is_refused((source, s), kept)
            )
            kept.update((source, span) for span in allowed)
            if allowed:
                selected[source] = allowed
        return selected

    def separate_points(
        self, drafts: Sequence[DraftPoint], names: Mapping[SourceSentence, str]
    ) -> list[DraftPoint]:
        """Return the program's points without refused pairs, in the order of their anchors.

        Two refused sentences can be in one point although they are not linked: each is linked with a third.
        The later one then leaves the point; if it is in no other, it gets a point of its own. `names` gives
        for each sentence, in order, the id of the point that it anchors or would anchor.
        """
        if not self:
            return list(drafts)
        separated = [replace(d, cells=self.select_cells(d.cells, {d.anchor})) for d in drafts]
        placed = {sentence for draft in separated for sentence in draft.sentences}
        alone = {sentence for draft in drafts for sentence in draft.sentences} - placed
        separated += (DraftPoint(names[s], s, {s[0]: (s[1],)}) for s in alone)
        places = {sentence: place for place, sentence in enumerate(names)}
        return sorted(separated, key=lambda draft: places[draft.anchor])


def list_refused_pairs(entry: CuratedPoint) -> Iterator[SentencePair]:
    """Yield the pairs of sentences of different sources that an entry sets apart."""
    for (source, spans), (other, other_spans) in combinations(entry.apart.items(), 2):
        yield from (((source, span), (other, other_span)) for span in spans for other_span in other_spans)


@dataclass(frozen=True, slots=True)
class JoiningLimits:
    """What the program may not join to points: `refused` pairs, and sentences of `unreviewed` sources.

    The editor's points take sentences of an unreviewed source only as possible reports, unless the entry
    names that source.
    """

    unreviewed: frozenset[str] = frozenset()
    refused: RefusedLinks = field(default_factory=RefusedLinks)
