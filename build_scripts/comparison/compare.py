"""Compare the articles of one story: the points that they report, and the differences on each.

The machine's points come from linked sentences (`linking`, `points`); the editor's curation is applied to
them (`editor_curation`), then the cells of each point are compared (`differences`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from build_scripts.comparison.differences.cell_differences import (
    CellDifferences,
    compare_cells,
)
from build_scripts.comparison.differences.pair_differences import denies_more_than_silence
from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.comparison.editor_curation import IneffectiveRemoval, UnknownId, apply_curation
from build_scripts.comparison.evidence.not_compared import find_not_compared_sources
from build_scripts.comparison.evidence.sentence_evidence import (
    ComparisonWords,
    SentenceEvidence,
    read_sentence_evidence,
)
from build_scripts.comparison.evidence.shared_wording import ShingledSentence, shingle_article, shingle_span
from build_scripts.comparison.joining_limits import JoiningLimits, RefusedLinks
from build_scripts.comparison.linking.link_sentences import LinkedStory, link_story
from build_scripts.comparison.point_clauses import ClauseFinder
from build_scripts.comparison.point_ids import make_point_ids
from build_scripts.comparison.point_order import make_point_sort_key
from build_scripts.comparison.possible_cells import describe_unreviewed_cells
from build_scripts.comparison.possible_reports import PossibleReports
from build_scripts.models import (
    Article,
    Coverage,
    CuratedPoint,
    DifferenceKind,
    Grade,
    MarkedWords,
    Point,
    PointCell,
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
    builder = _PointBuilder(articles, evidence, joined, words)
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
        tuple(point for _, point in points),
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


def _find_coverage(reporting: Set[str], compared: Set[str]) -> Coverage:
    """Return whether all, some or one of the compared sources report a point."""
    if len(reporting) == 1:
        return "one"
    return "all" if compared <= reporting else "some"


class _PointBuilder:
    """Turns the drafts of a story into points, with their marks, clauses and differences."""

    def __init__(
        self,
        articles: Sequence[Article],
        evidence: Sequence[Sequence[SentenceEvidence]],
        drafts: Sequence[DraftPoint],
        words: ComparisonWords,
    ) -> None:
        self._words = words
        self._articles = {article.id: article for article in articles}
        self._texts = {article.id: article.text for article in articles}
        self._evidence: dict[SourceSentence, SentenceEvidence] = {
            (article.id, one.span): one
            for article, every in zip(articles, evidence, strict=True)
            for one in every
        }
        self._wordings: dict[SourceSentence, ShingledSentence] = {
            (article.id, sentence): wording
            for article in articles
            for sentence, wording in zip(article.sentence_spans, shingle_article(article), strict=True)
        }
        self._marks = {sentence: one.find_marks() for sentence, one in self._evidence.items()}
        shared = {sentence for draft in drafts if len(draft.cells) > 1 for sentence in draft.sentences}
        self._clause_finder = ClauseFinder({s: one for s, one in self._evidence.items() if s in shared})

    def build_point(self, draft: DraftPoint, not_compared: Mapping[str, str]) -> Point:
        """Return a draft as a point, with its marks, clauses and differences."""
        cells = {
            source: [self._find_evidence(source, span) for span in spans]
            for source, spans in draft.cells.items()
        }
        wordings = {
            source: [self._find_wording(source, span) for span in spans]
            for source, spans in draft.cells.items()
        }
        clauses = self._find_clauses(draft)
        words = self._words
        differences = compare_cells(cells, wordings, clauses, words.negations, words.hedges_and_denials)
        marks = self._find_marks(draft, cells, differences)
        differing_words = {**differences.differing_words, **draft.differing_words}
        return Point(
            id=draft.id,
            label=draft.label,
            anchor=draft.anchor,
            coverage=_find_coverage(cells.keys(), self._texts.keys() - not_compared.keys()),
            cells=tuple(
                PointCell(source, spans, marks[source], differing_words.get(source), clauses[source])
                for source, spans in draft.cells.items()
            ),
            differs=differences.kinds if draft.differs is None else draft.differs,
            grade=draft.grade or self._find_grade(cells, differences, draft.differs),
            has_copied_wording=differences.has_copied_run,
            note=draft.note,
            edits=draft.edits,
            unreviewed=tuple(draft.unreviewed),
        )

    def _find_grade(
        self,
        cells: Mapping[str, Sequence[SentenceEvidence]],
        differences: CellDifferences,
        given: Collection[DifferenceKind] | None,
    ) -> Grade | None:
        """Return how much the cells differ; `given` are the kinds of difference that an editor gave.

        Of what an editor sees and the program doesn't, nobody says that it is only less exact.
        """
        kinds = differences.kinds if given is None else given
        if "denial" in kinds and ("denial" not in differences.kinds or self._deny(cells, differences)):
            return "conflict"
        if "figures" in kinds:
            is_unseen = "figures" not in differences.kinds
            return "conflict" if is_unseen or differences.figures_conflict else "precision"
        return "telling" if kinds else None

    def _deny(self, cells: Mapping[str, Sequence[SentenceEvidence]], differences: CellDifferences) -> bool:
        """Return whether a cell denies what another reports, and not only that somebody confirmed it."""
        return bool(differences.negated_words) or any(
            denies_more_than_silence(self._articles[source], cell) for source, cell in cells.items()
        )

    def _find_evidence(self, source: str, span: Span) -> SentenceEvidence:
        """Return the evidence of a sentence, none for an editor's span that is not a sentence."""
        return self._evidence.get((source, span)) or SentenceEvidence(self._texts[source], span)

    def _find_wording(self, source: str, span: Span) -> ShingledSentence:
        return self._wordings.get((source, span)) or shingle_span(self._texts[source], span)

    def _find_clauses(self, draft: DraftPoint) -> dict[str, tuple[Span, ...]]:
        """Return for each source the clauses about the point, of sentences that make several claims."""
        sentences = [(source, span) for source, spans in draft.cells.items() for span in spans]
        anchor_source = draft.anchor[0]
        found = self._clause_finder.find_reporting_clauses(
            [sentence for sentence in sentences if sentence[0] == anchor_source],
            [sentence for sentence in sentences if sentence[0] != anchor_source],
        )
        return {
            source: tuple(found[source, span] for span in spans if (source, span) in found)
            for source, spans in draft.cells.items()
        }

    def _find_marks(
        self,
        draft: DraftPoint,
        cells: Mapping[str, Sequence[SentenceEvidence]],
        differences: CellDifferences,
    ) -> dict[str, tuple[MarkedWords, ...]]:
        """Return the marks of each cell; words that negate another cell are marked as a denial."""
        marks = {
            source: tuple(mark for span in spans for mark in self._marks.get((source, span), ()))
            for source, spans in draft.cells.items()
        }
        for source, negated in differences.negated_words.items():
            # A negation is a denial only next to the cell it denies: no sentence shows it by itself.
            denying = (
                replace(one, denials=(*one.denials, negated)) if one.span.covers(negated) else one
                for one in cells[source]
            )
            marks[source] = tuple(mark for one in denying for mark in one.find_marks())
        return marks
