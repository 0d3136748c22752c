"""Turn drafts of points into points: with marks, clauses, differences and a grade."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from build_scripts.comparison.differences.cell_differences import CellDifferences, compare_cells
from build_scripts.comparison.differences.pair_differences import denies_more_than_silence
from build_scripts.comparison.draft_points import DraftPoint
from build_scripts.comparison.evidence.printed_first import PublicationOrder
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, SentenceEvidence
from build_scripts.comparison.evidence.shared_wording import ShingledSentence, shingle_article, shingle_span
from build_scripts.comparison.point_clauses import ClauseFinder
from build_scripts.models import (
    Article,
    Coverage,
    DifferenceKind,
    Grade,
    MarkedWords,
    MarkKind,
    Point,
    PointCell,
    SourceSentence,
    Span,
)

_KINDS_OF_MARKS: Mapping[MarkKind, DifferenceKind] = {
    "figure": "figures",
    "attribution": "attribution",
    "hedge": "hedge",
    "denial": "denial",
}


class PointBuilder:
    """Turns the drafts of a story into points, with their marks, clauses and differences."""

    def __init__(
        self,
        articles: Sequence[Article],
        evidence: Sequence[Sequence[SentenceEvidence]],
        drafts: Sequence[DraftPoint],
        words: ComparisonWords,
    ) -> None:
        self._words = words
        self._order = PublicationOrder(articles)
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
        differences = compare_cells(cells, wordings, clauses, self._words, self._order.precedes)
        grade = draft.grade or self._find_grade(cells, differences, draft.differs)
        marks = self._find_marks(draft, cells, differences)
        differing_words = {**differences.differing_words, **draft.differing_words}
        return Point(
            id=draft.id,
            label=draft.label,
            anchor=draft.anchor,
            coverage=_find_coverage(cells.keys(), self._texts.keys() - not_compared.keys()),
            cells=tuple(
                PointCell(
                    source,
                    spans,
                    marks[source],
                    differing_words.get(source),
                    clauses[source],
                    source in differences.earlier,
                )
                for source, spans in draft.cells.items()
            ),
            differs=differences.kinds if draft.differs is None else draft.differs,
            grade=grade,
            values=differences.values,
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
            if "figures" not in differences.kinds:
                return "conflict"
            if differences.figure_relation != "earlier":
                return "conflict" if differences.figure_relation == "conflict" else "precision"
        is_spelt_otherwise = any(one.relation == "spelling" for one in differences.values)
        return "telling" if kinds or is_spelt_otherwise else None

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
        for source in differences.negated_words.keys() | differences.expected_words.keys():
            # A negation is a denial only next to the cell it denies, and what is expected is less sure only
            # next to the cell that reports it as done: no sentence shows it by itself.
            negated, expected = (
                [words[source]] if source in words else []
                for words in (differences.negated_words, differences.expected_words)
            )
            telling = (
                replace(
                    one,
                    denials=(*one.denials, *filter(one.span.covers, negated)),
                    hedges=(*one.hedges, *filter(one.span.covers, expected)),
                )
                for one in cells[source]
            )
            marks[source] = tuple(mark for one in telling for mark in one.find_marks())
        denies = "denial" in differences.kinds and self._deny(cells, differences)
        return {
            source: tuple(
                replace(mark, grade=_grade_mark(mark, source, differences, denies)) for mark in every
            )
            for source, every in marks.items()
        }


def _grade_mark(mark: MarkedWords, source: str, differences: CellDifferences, denies: bool) -> Grade | None:
    """Return how much marked words differ from another cell's; `denies` tells if a cell denies another."""
    if mark.kind == "figure":
        relations = {
            one.relation
            for one in differences.values
            if source in one.words and one.words[source].overlaps(mark.span)
        }
        return "conflict" if "conflict" in relations else "precision" if "precision" in relations else None
    if _KINDS_OF_MARKS[mark.kind] not in differences.kinds:
        return None
    return "conflict" if mark.kind == "denial" and denies else "telling"


def _find_coverage(reporting: Set[str], compared: Set[str]) -> Coverage:
    """Return whether all, some or one of the compared sources report a point."""
    if len(reporting) == 1:
        return "one"
    return "all" if compared <= reporting else "some"
