"""Weigh the evidence on every line, and choose the lines that together are the article.

A line's log-odds are the sum of its evidence's weights (logistic regression, trained by
`benchmarks/train_cleaner.py`). The article is the best path through four states: above it, in it, in a gap of
it, below it (Viterbi, IEEE Transactions on Information Theory 13, 1967). So the article is one stretch of
lines with gaps, and a single similar line among menus does not become part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

EVERY_LINE = "every line"  # the key of the weight that every line has
WORDS_CAP = 80  # words of one line that count
GAP_LINE_COST = 0.4  # cost of a line within a gap
GAP_OPENING_COST = 0.2  # further cost of a gap
KEEP_BIAS = 0.2  # added to each line's log-odds: a wrong cut is worse than a wrong line kept
MAX_EVIDENCE_SHOWN = 2  # pieces of evidence named in a reason
MIN_WEIGHT_SHOWN = 0.15  # weight from which a piece of evidence is named
ABSENCE_PREFIXES = ("no ", "none ", "hardly ", "the page has no ")

EvidenceWeights = Mapping[str, float]


class PhraseGroupWeights(dict[tuple[str, ...], float]):
    """The sum of the weights of each group of evidence, computed once: pages repeat the same few groups."""

    def __init__(self, weights: EvidenceWeights) -> None:
        super().__init__()
        self.weights = dict(weights)

    def __missing__(self, group: tuple[str, ...]) -> float:
        """Return the sum of the weights of a new group, and keep it."""
        get = self.weights.get
        weight = self[group] = sum([get(phrase, 0.0) for phrase in group])
        return weight


def compute_line_log_odds(
    lines: Iterable[Iterable[tuple[str, ...]]], weights: EvidenceWeights
) -> list[float]:
    """Return for each line the log-odds that it is part of an article, from its groups of evidence."""
    group_weights, intercept = PhraseGroupWeights(weights), weights.get(EVERY_LINE, 0.0)
    return [sum([group_weights[group] for group in groups]) + intercept for groups in lines]


def select_article_lines(log_odds: Sequence[float], word_counts: Sequence[int]) -> tuple[bool, ...]:
    """Return for every line whether it belongs to the article, from the log-odds and word counts of all.

    All are False where there is no article. Time is linear in the number of lines.
    """
    above, inside, gap, below = 0.0, float("-inf"), float("-inf"), float("-inf")
    # The states are 0 above, 1 inside, 2 gap, 3 below; each row holds the best state before 1, 2 and 3.
    steps: list[tuple[int, int, int]] = []
    for line_odds, count in zip(log_odds, word_counts, strict=True):
        gain = (line_odds + KEEP_BIAS) * sqrt(min(count, WORDS_CAP)) / 3
        best, inside_from = max((above, 0), (inside, 1), (gap, 2))
        opened, gap_from = max((inside - GAP_OPENING_COST, 1), (gap, 2))
        ended, below_from = max((inside, 1), (below, 3))
        inside, gap, below = best + gain, opened - GAP_LINE_COST, ended
        steps.append((inside_from, gap_from, below_from))
    _, state = max((above, 0), (inside, 1), (below, 3))
    chosen = []
    for states_before in reversed(steps):
        chosen.append(state == 1)
        if state:
            state = states_before[state - 1]
    return tuple(chosen[::-1])


def describe_heaviest_evidence(evidence: Iterable[str], weights: EvidenceWeights, *, kept: bool) -> str:
    """Return the heaviest evidence for keeping a line, or for cutting it if it is not `kept`; "" if none.

    Phrases for something that a line lacks are left out: they say little to a reader.
    """
    sign = 1 if kept else -1
    weighed = [(-sign * weights.get(phrase, 0.0), phrase) for phrase in evidence]
    heavy = [
        pair for pair in weighed if pair[0] <= -MIN_WEIGHT_SHOWN and not pair[1].startswith(ABSENCE_PREFIXES)
    ]
    return ", ".join(phrase for _, phrase in sorted(heavy)[:MAX_EVIDENCE_SHOWN])
