"""Guess at first sight which run of lines holds the article; `line_classifier` then decides line by line.

Lines of prose weigh for a run, other lines against it; the article is a maximal scoring run (Ruzzo and
Tompa, ISMB 1999; for web pages Pasternack and Roth, WWW 2009). Of several, an earlier one below a headline,
a byline or a date wins against a later one that is not much heavier: what follows an article (a feed,
teasers, comments) often looks like one.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.line_features import LineFeatures

PROSE_CAP = 60  # words of one line that count: a single endless line is not a better article
SENTENCE_WEIGHT = 0.6  # of each word of a short line that ends like a sentence
SHORT_COST = 9.0  # of a line without an end mark
NAMES_COST = 1.0  # further cost where nearly all its words are capitalised
SHORT_RUN_SURCHARGE = 0.5  # by which each further short line in a row costs more
MAX_SHORT_RUN_FACTOR = 3.0
SIGN_COSTS = {  # of a line with a sign
    LineSign.STAMP: SHORT_COST,
    LineSign.CAPTION: 0.0,
    LineSign.BREAK: 30.0,
    LineSign.PAUSE: 4.0,
    LineSign.CUE: 22.0,
    LineSign.TEASER: SHORT_COST,
    LineSign.ITEM: 0.0,
}
ANCHOR_BONUS = 1.8  # factor for a run below a byline or date
EARLIER_RUN_SHARE = 0.5  # share of the heaviest run's weight that an earlier run must have
ANCHOR_REACH = 14  # lines above a run in which a byline or date anchors it
MIN_RUN_SCORE = 12.0  # weight below which a run is no article
TOP_SHARE = 0.4  # share of the run's lines within which a byline or date ends what stands above the article
TOP_LINES = 8


@dataclass(frozen=True, slots=True)
class LineRun:
    """Lines `first` to `last`, both included, and what they weigh together."""

    first: int
    last: int
    score: float


def score_lines(seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> tuple[float, ...]:
    """Return the weight of every line; a short line costs more the more of them stand together."""
    found, together = [], 0
    for line, sign in zip(seen, signs, strict=True):
        weight = score_line(line, sign)
        if not line.is_blank:
            together = together + 1 if is_short_line(line, sign) else 0
        found.append(
            weight * min(1 + SHORT_RUN_SURCHARGE * (together - 1), MAX_SHORT_RUN_FACTOR)
            if together and weight < 0
            else weight
        )
    return tuple(found)


def is_short_line(seen: LineFeatures, sign: LineSign | None) -> bool:
    """Tell whether a line reads like a label rather than a sentence or an item of a list."""
    return sign in (None, LineSign.CUE, LineSign.BREAK) and not seen.is_prose and not seen.has_end_mark


def score_line(seen: LineFeatures, sign: LineSign | None) -> float:
    """Return what one line says for (above zero) or against the article's going on across it."""
    if seen.is_blank:
        return 0.0
    if seen.occurrences > 1:
        return -SHORT_COST
    if sign is not None:
        return -SIGN_COSTS[sign]
    if seen.is_prose:
        return float(min(seen.word_count, PROSE_CAP))
    if seen.has_end_mark:
        return SENTENCE_WEIGHT * seen.word_count
    return -SHORT_COST - (NAMES_COST if seen.is_capitalised else 0.0)


def find_scoring_runs(weighed: tuple[float, ...]) -> tuple[LineRun, ...]:
    """Return all maximal scoring runs in order (Ruzzo and Tompa), in linear time."""
    stack: list[tuple[int, int, float, float]] = []  # first, last, total before, total after
    before: list[int] = []  # for each run on the stack: the nearest one below with a smaller left total
    total = 0.0
    for index, weight in enumerate(weighed):
        left, total = total, total + weight
        if weight <= 0:
            continue
        first, low = index, left
        j = len(stack) - 1
        while True:
            while j >= 0 and stack[j][2] >= low:
                j = before[j]
            if j < 0 or stack[j][3] >= total:
                break
            first, low = stack[j][0], stack[j][2]
            del stack[j:], before[j:]
            j = len(stack) - 1
        stack.append((first, index, low, total))
        before.append(j)
    return tuple(LineRun(first, last, high - low) for first, last, low, high in stack)


def find_article_run(seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> LineRun | None:
    """Return the run that is the article, or None where nothing is heavy enough."""
    found = [r for r in find_scoring_runs(score_lines(seen, signs)) if r.score >= MIN_RUN_SCORE]
    if not found:
        return None
    valued = [(run.score * (ANCHOR_BONUS if _anchored(run, seen, signs) else 1.0), run) for run in found]
    best = max(value for value, _ in valued)
    return next(run for value, run in valued if value >= EARLIER_RUN_SHARE * best)


def _anchored(run: LineRun, seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> bool:
    """Tell whether a byline or a date stands a few lines above the run or at its beginning."""
    left = ANCHOR_REACH
    for index in range(run.first - 1, -1, -1):
        if seen[index].is_blank:
            continue
        if signs[index] is LineSign.STAMP:
            return True
        left -= 1
        if left == 0:
            return False
    return False


def find_article_bounds(
    seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], run: LineRun
) -> tuple[int, int]:
    """Return the first and last line of the article: below a byline or date that stands early in the run."""
    filled = [i for i in range(run.first, run.last + 1) if not seen[i].is_blank]
    top = filled[: min(TOP_LINES, int(TOP_SHARE * len(filled)) + 1)]
    stamps = [n for n, i in enumerate(top) if signs[i] is LineSign.STAMP]
    start = stamps[-1] + 1 if stamps else 0
    while start < len(filled) - 1 and _leads_in(seen[filled[start]], signs[filled[start]]):
        start += 1
    return filled[min(start, len(filled) - 1)], run.last


def _leads_in(line: LineFeatures, sign: LineSign | None) -> bool:
    return sign in (LineSign.CAPTION, LineSign.CUE, LineSign.BREAK, LineSign.PAUSE, LineSign.STAMP) or (
        sign is None and not line.is_prose and not line.has_end_mark
    )
