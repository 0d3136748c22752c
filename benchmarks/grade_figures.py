"""Compare how much the sources differ on each claim, by the program and by the lists made by hand.

A list says of a claim whether its sources agree, differ in wording, in precision, or are in conflict. The
program's grade is that of the point that has the most of the claim's sources. The weights that link sentences
were fitted to these stories, too; the rules that compare cells have no weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.labelled_stories import Claim, LabelledStory
from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords
from build_scripts.models import Grade, Point

GRADES: tuple[Grade | None, ...] = ("conflict", "precision", "telling", None)
# What a list calls a claim, and the grades that say the same.
GRADES_OF_LISTS: Mapping[str, frozenset[Grade | None]] = {
    "conflict": frozenset({"conflict"}),
    "precision": frozenset({"precision"}),
    "wording": frozenset({"telling", None}),
    "agree": frozenset({"telling", None}),
}

GradeCounts = Counter[tuple[str, Grade | None]]


def count_grades(story: LabelledStory, words: ComparisonWords) -> GradeCounts:
    """Return how often each grade of the program stands beside each word of the list.

    Claims of which no two sources are in one point are left out.
    """
    points = compare_articles(tuple(story.articles.values()), words=words)
    found: GradeCounts = Counter()
    for claim in story.claims:
        point = _find_point(story, claim, points)
        if point is not None:
            found[claim.difference, point.grade] += 1
    return found


def format_grades(counts: GradeCounts) -> str:
    """Return the figures in one line: of each grade in fact, how many are the list's, and of how many."""
    parts = []
    for grade in ("conflict", "precision"):
        told = sum(number for (_, given), number in counts.items() if given == grade)
        listed = sum(number for (word, _), number in counts.items() if word == grade)
        parts.append(f"{grade}: {counts[grade, grade]} right of {told} told, of {listed} listed")
    right = sum(number for (word, given), number in counts.items() if given in GRADES_OF_LISTS[word])
    return f"{'; '.join(parts)}; grade right for {right} of {counts.total()} claims in a row"


def _find_point(story: LabelledStory, claim: Claim, points: Sequence[Point]) -> Point | None:
    """Return the point that has sentences of the most of the claim's sources, if of several."""
    sentences = {story.sentences[number] for cell in claim.cells.values() for number in cell}

    def count_sources(point: Point) -> int:
        return sum(any((cell.source, span) in sentences for span in cell.spans) for cell in point.cells)

    best = max(points, key=count_sources)
    return best if count_sources(best) > 1 else None
