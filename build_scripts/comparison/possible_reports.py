"""Find the sentences of other sources that may report a point, although they were not linked with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.comparison.joining_limits import RefusedLinks
from build_scripts.comparison.linking.link_sentences import LinkedStory
from build_scripts.comparison.linking.sentence_groups import find_possible_counterparts
from build_scripts.comparison.possible_cells import choose_possible_cells
from build_scripts.models import PointCell, SourceSentence, Span

# Sentences of one source that may report a point. More of them, as in an article that repeats itself, help no
# reader, and every point would show them all.
MOST_SENTENCES = 20


class PossibleReports:
    """The sentences of a story, and how likely each is to report the same as another."""

    def __init__(self, sentences: Sequence[SourceSentence], linked: LinkedStory, threshold: float) -> None:
        self._sentences = sentences
        self._number_of = {sentence: number for number, sentence in enumerate(sentences)}
        self._linked = linked
        self._threshold = threshold

    def find_cells(self, draft: DraftPoint, refused: RefusedLinks) -> tuple[PointCell, ...]:
        """Return cells of sources without a cell in a point, with the sentences that may report it too.

        At most `MOST_SENTENCES` of each source are returned, the first of its text.
        """
        members = sorted(self._number_of[one] for one in draft.sentences if one in self._number_of)
        found: defaultdict[str, list[Span]] = defaultdict(list)
        counterparts = find_possible_counterparts(
            members, self._linked.grouped, self._linked.source_of, self._threshold
        )
        for number in counterparts:
            source, span = self._sentences[number]
            if len(found[source]) < MOST_SENTENCES:
                found[source].append(span)
        return choose_possible_cells(draft, found, refused)
