"""Guess which run of lines holds the article; `line_classifier` then decides line by line.

Lines of prose add to a run's score, other lines reduce it. The article is a maximal scoring run (Ruzzo and
Tompa, ISMB 1999; for web pages Pasternack and Roth, WWW 2009). A feed, teasers or comments after an article
often look like one. So a run below a byline or date gets a bonus, and an earlier run wins against one with a
somewhat higher score.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.line_features import LineFeatures

PROSE_CAP = 60  # words of one line that count: a very long line is not a better article
SENTENCE_WEIGHT = 0.6  # score of each word of a short line that ends like a sentence
SHORT_COST = 9.0  # cost of a short line without an end mark
NAMES_COST = 1.0  # further cost where nearly all its words are capitalised
SHORT_RUN_SURCHARGE = 0.5  # share by which each further short line in a row costs more
MAX_SHORT_RUN_FACTOR = 3.0
SIGN_COSTS = {  # cost of a line with a sign
    LineSign.STAMP: SHORT_COST,
    LineSign.CAPTION: 0.0,
    LineSign.BREAK: 30.0,
    LineSign.PAUSE: 4.0,
    LineSign.CUE: 22.0,
    LineSign.TEASER: SHORT_COST,
    LineSign.ITEM: 0.0,
}
ANCHOR_BONUS = 1.8  # factor for the score of a run below a byline or date
EARLIER_RUN_SHARE = 0.5  # share of the best run's score with which an earlier run wins
ANCHOR_REACH = 14  # lines above a run in which a byline or date earns the bonus
MIN_RUN_SCORE = 12.0  # score from which a run can be the article
TOP_SHARE = 0.4  # share of the run's lines in which the article begins below a byline or date
TOP_LINES = 8  # the same, as a number of lines; the smaller one counts


@dataclass(frozen=True, slots=True)
class LineRun:
    """Lines `first` to `last`, both included, and the sum of their scores."""

    first: int
    last: int
    score: float


def score_lines(lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> tuple[float, ...]:
    """Return the score of every line; in a row of short lines each costs more, up to MAX_SHORT_RUN_FACTOR."""
    found, row_length = [], 0
    for line, sign in zip(lines, signs, strict=True):
        score = score_line(line, sign)
        if not line.is_blank:
            row_length = row_length + 1 if is_short_line(line, sign) else 0
        found.append(
            score * min(1 + SHORT_RUN_SURCHARGE * (row_length - 1), MAX_SHORT_RUN_FACTOR)
            if row_length and score < 0
            else score
        )
    return tuple(found)


def is_short_line(line: LineFeatures, sign: LineSign | None) -> bool:
    """Return whether a line reads like a label rather than a sentence or an item of a list."""
    return sign in (None, LineSign.CUE, LineSign.BREAK) and not line.is_prose and not line.has_end_mark


def score_line(line: LineFeatures, sign: LineSign | None) -> float:
    """Return the score of one line: positive for text of an article, negative for other text, 0 if blank."""
    if line.is_blank:
        return 0.0
    if line.occurrences > 1:
        return -SHORT_COST
    if sign is not None:
        return -SIGN_COSTS[sign]
    if line.is_prose:
        return float(min(line.word_count, PROSE_CAP))
    if line.has_end_mark:
        return SENTENCE_WEIGHT * line.word_count
    return -SHORT_COST - (NAMES_COST if line.is_capitalised else 0.0)


def find_scoring_runs(scores: tuple[float, ...]) -> tuple[LineRun, ...]:
    """Return all maximal scoring runs, in order and in linear time (Ruzzo and Tompa)."""
    stack: list[tuple[int, int, float, float]] = []  # first, last, total before the run, total after it
    # For each run the index of the nearest run below it on the stack that has a smaller total before it.
    before: list[int] = []
    total = 0.0
    for index, score in enumerate(scores):
        left, total = total, total + score
        if score <= 0:
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


def find_article_run(lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> LineRun | None:
    """Return the run that is the article, or None where no score is high enough."""
    found = [r for r in find_scoring_runs(score_lines(lines, signs)) if r.score >= MIN_RUN_SCORE]
    if not found:
        return None
    weighted = [
        (run.score * (ANCHOR_BONUS if _is_below_byline_or_date(run, lines, signs) else 1.0), run)
        for run in found
    ]
    best = max(value for value, _ in weighted)
    return next(run for value, run in weighted if value >= EARLIER_RUN_SHARE * best)


def _is_below_byline_or_date(
    run: LineRun, lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]
) -> bool:
    """Return whether a byline or a date is a few lines above the run."""
    lines_left = ANCHOR_REACH
    for index in range(run.first - 1, -1, -1):
        if lines[index].is_blank:
            continue
        if signs[index] is LineSign.STAMP:
            return True
        lines_left -= 1
        if lines_left == 0:
            return False
    return False


def find_article_bounds(
    lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], run: LineRun
) -> tuple[int, int]:
    """Return the first and last line of the article, which begins below a byline or date early in the run."""
    filled = [i for i in range(run.first, run.last + 1) if not lines[i].is_blank]
    top = filled[: min(TOP_LINES, int(TOP_SHARE * len(filled)) + 1)]
    stamps = [n for n, i in enumerate(top) if signs[i] is LineSign.STAMP]
    start = stamps[-1] + 1 if stamps else 0
    while start < len(filled) - 1 and _precedes_article(lines[filled[start]], signs[filled[start]]):
        start += 1
    return filled[min(start, len(filled) - 1)], run.last


def _precedes_article(line: LineFeatures, sign: LineSign | None) -> bool:
    """Return whether a line at the top of the run does not belong to the article's text."""
    return sign in (LineSign.CAPTION, LineSign.CUE, LineSign.BREAK, LineSign.PAUSE, LineSign.STAMP) or (
        sign is None and not line.is_prose and not line.has_end_mark
    )
