"""Guess at first sight which run of lines holds the article; `model` then decides line by line.

Lines of prose weigh for a run, other lines against it; the article is a maximal scoring run (Ruzzo and
Tompa, ISMB 1999; for web pages Pasternack and Roth, WWW 2009). Of several, an earlier one below a headline,
a byline or a date wins against a later one that is not much heavier: what follows an article (a feed,
teasers, comments) often looks like one.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.cleaning.boilerplate_signs import Sign
from build_scripts.cleaning.line_features import Seen

PROSE_CAP = 60  # words of one line that count: a single endless line is not a better article
SENTENCE_WEIGHT = 0.6  # of each word of a short line that ends like a sentence
SHORT_COST = 9.0  # of a line without an end mark
NAMES_COST = 1.0  # further cost where nearly all its words are capitalised
TOGETHER = 0.5  # by which each further short line in a row costs more
MOST = 3.0
COSTS = {  # of a line with a sign
    Sign.STAMP: SHORT_COST,
    Sign.CAPTION: 0.0,
    Sign.BREAK: 30.0,
    Sign.PAUSE: 4.0,
    Sign.CUE: 22.0,
    Sign.TEASER: SHORT_COST,
    Sign.ITEM: 0.0,
}
ANCHOR_BONUS = 1.8  # factor for a run below a byline or date
EARLIER = 0.5  # share of the heaviest run's weight that an earlier run must have
LEAD = 14  # lines above a run in which a byline or date anchors it
ENOUGH = 12.0  # weight below which a run is no article
TOP = 0.4  # share of the run's lines within which a byline or date ends what stands above the article
TOP_LINES = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `first` to `last`, both included, and what they weigh together."""

    first: int
    last: int
    weight: float


def weights(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...]) -> tuple[float, ...]:
    """Return the weight of every line; a short line costs more the more of them stand together."""
    found, together = [], 0
    for line, sign in zip(seen, signs, strict=True):
        weight = weigh(line, sign)
        if not line.blank:
            together = together + 1 if short(line, sign) else 0
        found.append(weight * min(1 + TOGETHER * (together - 1), MOST) if together and weight < 0 else weight)
    return tuple(found)


def short(seen: Seen, sign: Sign | None) -> bool:
    """Tell whether a line reads like a label rather than a sentence or an item of a list."""
    return sign in (None, Sign.CUE, Sign.BREAK) and not seen.prose and not seen.ends


def weigh(seen: Seen, sign: Sign | None) -> float:
    """Return what one line says for (above zero) or against the article's going on across it."""
    if seen.blank:
        return 0.0
    if seen.repeats > 1:
        return -SHORT_COST
    if sign is not None:
        return -COSTS[sign]
    if seen.prose:
        return float(min(seen.words, PROSE_CAP))
    if seen.ends:
        return SENTENCE_WEIGHT * seen.words
    return -SHORT_COST - (NAMES_COST if seen.names else 0.0)


def runs(weighed: tuple[float, ...]) -> tuple[Run, ...]:
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
    return tuple(Run(first, last, high - low) for first, last, low, high in stack)


def choose(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...]) -> Run | None:
    """Return the run that is the article, or None where nothing is heavy enough."""
    found = [r for r in runs(weights(seen, signs)) if r.weight >= ENOUGH]
    if not found:
        return None
    valued = [(run.weight * (ANCHOR_BONUS if _anchored(run, seen, signs) else 1.0), run) for run in found]
    best = max(value for value, _ in valued)
    return next(run for value, run in valued if value >= EARLIER * best)


def _anchored(run: Run, seen: tuple[Seen, ...], signs: tuple[Sign | None, ...]) -> bool:
    """Tell whether a byline or a date stands a few lines above the run or at its beginning."""
    left = LEAD
    for index in range(run.first - 1, -1, -1):
        if seen[index].blank:
            continue
        if signs[index] is Sign.STAMP:
            return True
        left -= 1
        if left == 0:
            return False
    return False


def trim(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], run: Run) -> tuple[int, int]:
    """Return the first and last line of the article: below a byline or date that stands early in the run."""
    filled = [i for i in range(run.first, run.last + 1) if not seen[i].blank]
    top = filled[: min(TOP_LINES, int(TOP * len(filled)) + 1)]
    stamps = [n for n, i in enumerate(top) if signs[i] is Sign.STAMP]
    start = stamps[-1] + 1 if stamps else 0
    while start < len(filled) - 1 and _leads_in(seen[filled[start]], signs[filled[start]]):
        start += 1
    return filled[min(start, len(filled) - 1)], run.last


def _leads_in(line: Seen, sign: Sign | None) -> bool:
    return sign in (Sign.CAPTION, Sign.CUE, Sign.BREAK, Sign.PAUSE, Sign.STAMP) or (
        sign is None and not line.prose and not line.ends
    )
