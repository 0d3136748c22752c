"""Compare the articles of one story: which points they report, and how they differ on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from build_scripts.comparison.differences.cell_differences import DIFFERENCE_ORDER, compare_cells
from build_scripts.comparison.differences.pair_differences import PairComparer, PairDifferences
from build_scripts.comparison.draft_points import DraftPoint, SourceSentence
from build_scripts.comparison.editor_curation import IneffectiveRemoval, UnknownId, apply_curation
from build_scripts.comparison.evidence.sentence_evidence import (
    ComparisonWords,
    SentenceEvidence,
    load_comparison_words,
    read_sentence_evidence,
)
from build_scripts.comparison.evidence.shared_wording import ShingledSentence, shingle_article, shingle_span
from build_scripts.comparison.linking.explain_links import LinkExplanation, explain_links
from build_scripts.comparison.linking.extra_evidence import CONFIDENT_THRESHOLD, POSSIBLE_THRESHOLD
from build_scripts.comparison.linking.link_sentences import link_sentences
from build_scripts.comparison.point_clauses import ClauseFinder
from build_scripts.comparison.points import build_sentence_stars, make_point_ids
from build_scripts.models import (
    Article,
    Coverage,
    CuratedPoint,
    DifferenceKind,
    MarkedWords,
    Point,
    PointCell,
    Span,
)

__all__ = [
    "Comparison",
    "ComparisonWords",
    "LinkExplanation",
    "PairComparer",
    "PairDifferences",
    "compare_articles",
    "compare_with_curation",
    "explain_links",
    "load_comparison_words",
]

COVERAGE_ORDER: tuple[Coverage, ...] = ("all", "some", "one")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The points of a story as the editor wants them, and the ids in the editor's entries that mean nothing.

    `unknown_ids` gives each such id with its entry: the entry's own where it makes no point, or one that it
    merges or splits; `moved_to` for such an id, where it names a sentence, that of a point which has it.
    `ineffective_removals` are the sentences that entries take out of points which haven't got them.
    """

    points: tuple[Point, ...]
    unknown_ids: tuple[UnknownId, ...] = ()
    moved_to: Mapping[str, str] = field(default_factory=dict)
    ineffective_removals: tuple[IneffectiveRemoval, ...] = ()


def compare_articles(
    articles: Sequence[Article], *, knowledge: ComparisonWords, possible: bool = False
) -> tuple[Point, ...]:
    """Return the points that the articles report, as the machine proposes them.

    They stand in the order of `compare_with_curation`.

    An article added at the end changes neither the ids of the points that were there nor what the other
    articles say on them.
    """
    return compare_with_curation(articles, (), knowledge=knowledge, possible=possible).points


def compare_with_curation(
    articles: Sequence[Article],
    curation: Sequence[CuratedPoint],
    *,
    knowledge: ComparisonWords,
    possible: bool = False,
) -> Comparison:
    """Return the points that the articles report, as the editor's `curation` wants them.

    Points whose cells differ come first; then those that all sources report, that some do, that one does.
    Within such a group the editor's points come first, in the editor's order; then the others, differing
    ones by kind (figures, attribution, hedge, denial), and by the place of their anchor. `possible` takes in
    links that are worth an editor's look, but no reader's.

    An article added at the end changes nothing that the other articles say on the editor's points.
    """
    seen = [(article, read_sentence_evidence(article, knowledge)) for article in articles]
    proposed, names = _drafts(seen, POSSIBLE_THRESHOLD if possible else CONFIDENT_THRESHOLD)
    applied = apply_curation(proposed, names, curation, [article.id for article in articles])
    evidence = {(article.id, one.span): one for article, every in seen for one in every}
    texts = {article.id: article.text for article in articles}
    shared = {one for draft in applied.drafts if len(draft.cells) > 1 for one in draft.sentences}
    parts = ClauseFinder({name: one for name, one in evidence.items() if name in shared})
    marks = {name: one.find_marks() for name, one in evidence.items()}
    worded = {
        (article.id, sentence): wording
        for article in articles
        for sentence, wording in zip(article.sentence_spans, shingle_article(article), strict=True)
    }
    points = [
        (draft, _point(draft, texts, evidence, worded, marks, parts, knowledge)) for draft in applied.drafts
    ]
    places = {article.id: number for number, article in enumerate(articles)}
    points.sort(key=lambda pair: _order(pair[0], pair[1], places))
    shown = tuple(point for _, point in points)
    return Comparison(shown, applied.unknown_ids, applied.moved_to, applied.ineffective_removals)


def _drafts(
    seen: Sequence[tuple[Article, tuple[SentenceEvidence, ...]]], threshold: float
) -> tuple[list[DraftPoint], Mapping[SourceSentence, str]]:
    """Return the points that the sentences make by themselves, and the id that each sentence gives one."""
    flat = [(number, article.id, one) for number, (article, every) in enumerate(seen) for one in every]
    names = make_point_ids([source for _, source, _ in flat], [one.sentence_text for _, _, one in flat])
    linked = link_sentences([every for _, every in seen], threshold)
    drafts = []
    for star in build_sentence_stars([number for number, _, _ in flat], linked):
        cells: dict[str, tuple[Span, ...]] = {}
        for member in star.members:
            _, source, one = flat[member]
            cells[source] = (*cells.get(source, ()), one.span)
        _, source, one = flat[star.anchor]
        drafts.append(DraftPoint(names[star.anchor], (source, one.span), cells))
    return drafts, {(source, one.span): name for (_, source, one), name in zip(flat, names, strict=True)}


def _point(
    draft: DraftPoint,
    texts: Mapping[str, str],
    evidence: Mapping[SourceSentence, SentenceEvidence],
    worded: Mapping[SourceSentence, ShingledSentence],
    marks: Mapping[SourceSentence, tuple[MarkedWords, ...]],
    parts: ClauseFinder,
    known: ComparisonWords,
) -> Point:
    """Return a draft as a point, with its marks and differences."""
    cells = {
        # An editor may cut a cell otherwise than in sentences; then nothing is marked in it.
        source: [evidence.get((source, span), SentenceEvidence(texts[source], span)) for span in spans]
        for source, spans in draft.cells.items()
    }
    wordings = {
        source: [worded.get((source, span)) or shingle_span(texts[source], span) for span in spans]
        for source, spans in draft.cells.items()
    }
    flat = [(source, span) for source, spans in draft.cells.items() for span in spans]
    told = parts.find_reporting_clauses(
        [one for one in flat if one[0] == draft.anchor[0]], [one for one in flat if one[0] != draft.anchor[0]]
    )
    reporting = {
        source: tuple(told[source, span] for span in spans if (source, span) in told)
        for source, spans in draft.cells.items()
    }
    differing = compare_cells(cells, wordings, reporting, known.negations, known.hedges_and_denials)
    marked = {
        source: [mark for span in spans for mark in marks.get((source, span), ())]
        for source, spans in draft.cells.items()
    }
    for source, span in differing.negated_words.items():
        # A negation is a denial only beside what it denies: no sentence shows it by itself.
        denying = (
            replace(one, denials=(*one.denials, span)) if one.span.covers(span) else one
            for one in cells[source]
        )
        marked[source] = [mark for one in denying for mark in one.find_marks()]
    words = {**differing.differing_words, **draft.differing_words}
    kinds: tuple[DifferenceKind, ...] = differing.kinds if draft.differs is None else draft.differs
    return Point(
        id=draft.id,
        label=draft.label,
        anchor=draft.anchor,
        coverage="one" if len(cells) == 1 else "all" if len(cells) == len(texts) else "some",
        cells=tuple(
            PointCell(
                source,
                spans,
                tuple(marked[source]),
                words.get(source),
                reporting[source],
            )
            for source, spans in draft.cells.items()
        ),
        differs=kinds,
        has_copied_wording=differing.has_copied_run,
        note=draft.note,
        edits=draft.edits,
    )


def _order(
    draft: DraftPoint, point: Point, places: Mapping[str, int]
) -> tuple[int, int, int, int, int, Span]:
    """Return what a point is sorted by: group, the editor's place for it, kind, and its anchor's place."""
    group = 0 if point.differs else 1 + COVERAGE_ORDER.index(point.coverage)
    edited = (0, draft.editor_position) if draft.editor_position is not None else (1, 0)
    kind = min((DIFFERENCE_ORDER.index(kind) for kind in point.differs), default=0)
    source, span = draft.anchor
    return (group, *edited, kind, places[source], span)
