"""Weigh the evidence on every line, and choose the lines that together are the article.

A line's weight is a sum over its evidence (logistic regression, trained by `benchmarks/train_cleaner.py`);
the article is the best path through four states (Viterbi, IEEE Transactions on Information Theory 13, 1967):
above it, in it, in a gap of it, below it. So it is one stretch of lines with gaps, and one line that looks
like the article among menus does not become part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

EVERY_LINE = "every line"  # the weight that every line has whatever it shows
WORDS_CAP = 80  # words of one line that count
GAP_LINE_COST = 0.4  # cost of a line within a gap
GAP_OPENING_COST = 0.2  # further cost of a gap
KEEP_BIAS = 0.2  # towards keeping: what is cut wrongly is missed more than what is kept wrongly
MAX_EVIDENCE_SHOWN = 2  # pieces of evidence named in a reason
MIN_WEIGHT_SHOWN = 0.15  # weight below which a piece of evidence is not worth naming
ABSENCE_PREFIXES = ("no ", "none ", "hardly ", "the page has no ")

EvidenceWeights = Mapping[str, float]


class PhraseGroupWeights(dict[tuple[str, ...], float]):
    """What groups of evidence weigh together: a page shows the same few groups again and again."""

    def __init__(self, weights: EvidenceWeights) -> None:
        super().__init__()
        self.weights = dict(weights)

    def __missing__(self, group: tuple[str, ...]) -> float:
        """Add up the weights of a group that was not weighed before."""
        get = self.weights.get
        weight = self[group] = sum([get(phrase, 0.0) for phrase in group])
        return weight


def compute_line_log_odds(
    lines: Iterable[Iterable[tuple[str, ...]]], weights: EvidenceWeights
) -> list[float]:
    """Return for each line, from its groups of evidence, the log-odds that it is part of an article."""
    scale, every = PhraseGroupWeights(weights), weights.get(EVERY_LINE, 0.0)
    return [sum([scale[group] for group in groups]) + every for groups in lines]


def select_article_lines(weighed: Sequence[float], words: Sequence[int]) -> tuple[bool, ...]:
    """Tell of every line whether it belongs to the article, from their weights and numbers of words.

    Linear in the number of lines. All are False where no line weighs for an article.
    """
    before, inside, gap, below = 0.0, float("-inf"), float("-inf"), float("-inf")
    came: list[tuple[int, int, int]] = []  # the states before `inside`, `gap` and `below`
    for weight, number in zip(weighed, words, strict=True):
        gain = (weight + KEEP_BIAS) * sqrt(min(number, WORDS_CAP)) / 3
        best, from_ = max((before, 0), (inside, 1), (gap, 2))
        opened, gap_from = max((inside - GAP_OPENING_COST, 1), (gap, 2))
        ended, below_from = max((inside, 1), (below, 3))
        inside, gap, below = best + gain, opened - GAP_LINE_COST, ended
        came.append((from_, gap_from, below_from))
    _, state = max((before, 0), (inside, 1), (below, 3))
    chosen = []
    for steps in reversed(came):
        chosen.append(state == 1)
        if state:
            state = steps[state - 1]
    return tuple(chosen[::-1])


def describe_heaviest_evidence(evidence: Iterable[str], weights: EvidenceWeights, *, kept: bool) -> str:
    """Return the heaviest evidence for keeping a line, or else for cutting it, or an empty text.

    What a line lacks is left out: it says little to a reader.
    """
    sign = 1 if kept else -1
    weighed = [(-sign * weights.get(phrase, 0.0), phrase) for phrase in evidence]
    heavy = [
        pair for pair in weighed if pair[0] <= -MIN_WEIGHT_SHOWN and not pair[1].startswith(ABSENCE_PREFIXES)
    ]
    return ", ".join(phrase for _, phrase in sorted(heavy)[:MAX_EVIDENCE_SHOWN])
