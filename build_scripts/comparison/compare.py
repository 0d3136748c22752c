"""Compare the articles of one story: the points that they report, and the differences on each.

The machine's points come from linked sentences (`linking`, `points`); the editor's curation is applied to
them (`editor_curation`), then the cells of each point are compared (`differences`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.comparison.editor_curation import IneffectiveRemoval, UnknownId, apply_curation
from build_scripts.comparison.evidence.not_compared import find_not_compared_sources
from build_scripts.comparison.evidence.sentence_evidence import (
    ComparisonWords,
    SentenceEvidence,
    read_sentence_evidence,
)
from build_scripts.comparison.joining_limits import JoiningLimits, RefusedLinks
from build_scripts.comparison.linking.link_sentences import LinkedStory, link_story
from build_scripts.comparison.point_builder import PointBuilder
from build_scripts.comparison.point_ids import make_point_ids
from build_scripts.comparison.point_order import make_point_sort_key
from build_scripts.comparison.point_titles import title_points
from build_scripts.comparison.possible_cells import describe_unreviewed_cells
from build_scripts.comparison.possible_reports import PossibleReports
from build_scripts.models import (
    Article,
    CuratedPoint,
    Point,
    SourceSentence,
    Span,
)

NO_LIMITS = JoiningLimits()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The points of a story after curation, and the parts of the editor's entries that have no effect.

    `unknown_ids` gives each id that refers to no point, with its entry: the entry's own if it makes no point,
    or one that it merges or splits. `moved_to` gives, for each of these ids that was made from a sentence,
    the id of a point that has the sentence. `ineffective_removals` are sentences that entries remove from
    points without them. `not_compared` gives the reason for each article that was not compared,
    `other_events` for each that seems to report another event what it says otherwise.
    """

    points: tuple[Point, ...]
    unknown_ids: tuple[UnknownId, ...] = ()
    moved_to: Mapping[str, str] = field(default_factory=dict)
    ineffective_removals: tuple[IneffectiveRemoval, ...] = ()
    not_compared: Mapping[str, str] = field(default_factory=dict)
    other_events: Mapping[str, str] = field(default_factory=dict)


def compare_articles(
    articles: Sequence[Article], *, words: ComparisonWords, possible: bool = False
) -> tuple[Point, ...]:
    """Return the points that the articles report, as the machine proposes them.

    They are in the order of `compare_with_curation`. An article added at the end changes neither the ids of
    the other points nor their cells of other articles.
    """
    return compare_with_curation(articles, (), words=words, possible=possible).points


def compare_with_curation(
    articles: Sequence[Article],
    curation: Sequence[CuratedPoint],
    *,
    words: ComparisonWords,
    possible: bool = False,
    limits: JoiningLimits = NO_LIMITS,
) -> Comparison:
    """Return the points that the articles report, with the editor's `curation` applied.

    Points whose sources cannot all be right come first, then those that are more or less exact, those that
    all sources report, that some do, that one does. In each of these groups the editor's points come first,
    in the editor's order; then those of more sources; then those whose anchor stands earlier. With
    `possible`, possible links count: they are for an editor, not for readers. `limits` are the editor's to
    what the program joins.

    An article added at the end doesn't change the other articles' cells in the editor's points.
    """
    not_compared = find_not_compared_sources(articles, words.dates.language)
    evidence = [
        () if article.id in not_compared else read_sentence_evidence(article, words) for article in articles
    ]
    weights = words.weights
    if possible:
        weights = replace(weights, confident=weights.possible, joined=weights.possible)
    story = _StorySentences(articles, evidence)
    linked = link_story(evidence, weights, story.find_number_pairs(limits.refused))
    drafts = limits.refused.separate_points(story.draft_points(linked), story.names)
    unlimited = story.draft_points(link_story(evidence, weights)) if limits.refused else drafts
    ids = [article.id for article in articles]
    applied = apply_curation(drafts, story.names, curation, ids, limits, unlimited)
    possible_reports = PossibleReports(story.sentences, linked, weights.possible)
    joined = [draft.join_unreviewed(ids) for draft in applied.drafts]
    builder = PointBuilder(articles, evidence, joined, words)
    points = []
    for draft, with_unreviewed in zip(applied.drafts, joined, strict=True):
        possible_cells = possible_reports.find_cells(draft, limits.refused)
        if draft.unreviewed:
            full = builder.build_point(with_unreviewed, not_compared)
            possible_cells = describe_unreviewed_cells(possible_cells, full)
        points.append((draft, replace(builder.build_point(draft, not_compared), possible=possible_cells)))
    article_numbers = {article.id: number for number, article in enumerate(articles)}
    points.sort(key=lambda pair: make_point_sort_key(pair[0], pair[1], article_numbers))
    return Comparison(
        title_points([point for _, point in points], articles, evidence, words.synonyms),
        applied.unknown_ids,
        applied.moved_to,
        applied.ineffective_removals,
        not_compared,
        {articles[number].id: reason for number, reason in linked.other_events.items()},
    )


class _StorySentences:
    """The sentences of a story's compared articles, numbered through all of them, and the ids of points.

    `names` gives for each sentence the id of the point that it anchors or would anchor.
    """

    def __init__(self, articles: Sequence[Article], evidence: Sequence[Sequence[SentenceEvidence]]) -> None:
        self.sentences: tuple[SourceSentence, ...] = tuple(
            (article.id, one.span) for article, every in zip(articles, evidence, strict=True) for one in every
        )
        self._ids = make_point_ids(
            [source for source, _ in self.sentences],
            [one.sentence_text for every in evidence for one in every],
        )
        self.names = dict(zip(self.sentences, self._ids, strict=True))

    def find_number_pairs(self, refused: RefusedLinks) -> frozenset[frozenset[int]]:
        """Return the refused pairs by number, without sentences of articles that were not compared."""
        numbers = {sentence: number for number, sentence in enumerate(self.sentences)}
        return frozenset(
            frozenset(numbers[sentence] for sentence in pair)
            for pair in refused.list_pairs()
            if all(sentence in numbers for sentence in pair)
        )

    def draft_points(self, linked: LinkedStory) -> list[DraftPoint]:
        """Return the machine's points."""
        drafts = []
        for group in linked.grouped.groups:
            cells: dict[str, tuple[Span, ...]] = {}
            for member in group.members:
                source, span = self.sentences[member]
                cells[source] = (*cells.get(source, ()), span)
            drafts.append(DraftPoint(self._ids[group.anchor], self.sentences[group.anchor], cells))
        return drafts
