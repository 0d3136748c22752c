"""The thresholds of a link, and the weights, bonuses and penalties that its score is the sum of."""

from __future__ import annotations

from typing import Literal, NamedTuple

ReasonKind = Literal[
    "spelling",
    "words",
    "dependencies",
    "figure",
    "speaker",
    "silence",
    "denial",
    "distinctive words",
    "place",
    "number",
    "question",
    "rivals",
]


class ScoreReason(NamedTuple):
    """One summand of a score, with its kind; `score_change` is negative for a penalty."""

    kind: ReasonKind
    score_change: float


# From this score on a link is confident. On labelled pairs of ECB+, more than nine in ten of these are right.
CONFIDENT_THRESHOLD = 0.25
# From this score on a link is possible: worth an editor's look. Three in four of those below confident are
# right.
POSSIBLE_THRESHOLD = 0.19

# The weights of the three cosines of the base score (`score`), which add up to 1: character n-grams, lemmas
# of nouns and verbs, and dependency pairs. A sentence without a parse is compared by its characters alone.
SPELLING_WEIGHT, WORDS_WEIGHT, DEPENDENCIES_WEIGHT = 0.625, 0.1875, 0.1875

# Extra evidence (`extra_evidence`) of these kinds counts only from this base score on. One person is quoted
# with many things. That two sources report a refusal to comment on one topic is rarer, so its floor is lower.
SAME_SPEAKER_FLOOR, SAME_SILENCE_FLOOR, SAME_DENIAL_FLOOR = 0.12, 0.10, 0.12
# Counting the same thing makes a possible link confident. The same speaker, refusal to comment or denial
# makes any link from its floor on confident.
SAME_COUNT_BONUS = CONFIDENT_THRESHOLD - POSSIBLE_THRESHOLD
SAME_SPEAKER_BONUS = CONFIDENT_THRESHOLD - SAME_SPEAKER_FLOOR
SAME_SILENCE_BONUS = CONFIDENT_THRESHOLD - SAME_SILENCE_FLOOR
SAME_DENIAL_BONUS = CONFIDENT_THRESHOLD - SAME_DENIAL_FLOOR
# The bonus is doubled if nothing else in either article counts the thing, and both numbers are close.
SAME_COUNT_ALONE_BONUS, CLOSE_SIZE_RATIO = 2 * SAME_COUNT_BONUS, 2
# Numbers further apart than this ratio count different things, whatever their noun.
LARGEST_SIZE_RATIO = 5
# The bonus for each distinctive word that two mutually best matches share, from the fewest to the most words.
# With one shared word hardly more than half of such pairs belong together.
SHARED_WORD_BONUS, FEWEST_SHARED_WORDS, MOST_SHARED_WORDS = 0.08, 2, 3
# The bonus for the same relative position in both articles, falling to 0 at this distance (1 is an article's
# length): reporters begin with the most important.
SAME_PLACE_BONUS, NO_BONUS_DISTANCE = 0.08, 0.5
# A distinctive number that both sentences have is enough by itself.
SAME_NUMBER_BONUS = CONFIDENT_THRESHOLD
# Rival names (`rival_names`) make a link that was just confident just possible. On ECB+ any penalty from 0.04
# to 0.1 does about as well.
RIVALS_PENALTY = POSSIBLE_THRESHOLD - CONFIDENT_THRESHOLD
