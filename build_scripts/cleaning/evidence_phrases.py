"""The phrases for what can be counted of a line and around it: one phrase for each step of a number.

`data/weights/cleaning.yml` gives a weight to each phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

PROSE_SHARE_EDGES = (0.05, 0.3, 0.5, 0.7, 0.9)
PROSE_SHARE_PHRASES = ("no prose", "little prose", "some prose", "half prose", "mostly prose", "all prose")


class BinnedPhrases:
    """The phrases for the steps that a number can fall into. ValueError unless there is one for each."""

    def __init__(self, edges: tuple[float, ...], phrases: tuple[str, ...]) -> None:
        if len(phrases) != len(edges) + 1:
            raise ValueError(f"{len(edges)} edges need one phrase more than that")
        self.edges, self.phrases = edges, phrases

    def __call__(self, value: float) -> str:
        """Return the phrase for a number."""
        return self.phrases[bisect_right(self.edges, value)]

    def phrases_for(self, values: Iterable[float]) -> list[str]:
        """Return the phrase for every one of some numbers."""
        edges, phrases = self.edges, self.phrases
        return [phrases[bisect_right(edges, value)] for value in values]


def _shares_of_prose(reach: int, side: str) -> BinnedPhrases:
    return BinnedPhrases(
        PROSE_SHARE_EDGES, tuple(f"{words} in the {reach} lines {side}" for words in PROSE_SHARE_PHRASES)
    )


WORD_COUNT_PHRASES = BinnedPhrases(
    (2, 3, 5, 8, 12, 18, 28, 45, 80, 150),
    (
        "one word",
        "two words",
        "3 or 4 words",
        "5 to 7 words",
        "8 to 11 words",
        "12 to 17 words",
        "18 to 27 words",
        "28 to 44 words",
        "45 to 79 words",
        "80 to 149 words",
        "150 words or more",
    ),
)
LOWERCASE_PHRASES = BinnedPhrases(
    (0.01, 0.3, 0.5, 0.65, 0.8),
    (
        "no word in lower case",
        "few words in lower case",
        "under half in lower case",
        "over half in lower case",
        "most words in lower case",
        "nearly all in lower case",
    ),
)
DIGIT_PHRASES = BinnedPhrases(
    (0.005, 0.03, 0.1, 0.3), ("no digits", "hardly a digit", "few digits", "some digits", "many digits")
)
COMMA_PHRASES = BinnedPhrases(
    (0.001, 0.05, 0.1, 0.2), ("no commas", "few commas", "some commas", "many commas", "nothing but commas")
)
SENTENCE_COUNT_PHRASES = BinnedPhrases(
    (1, 2, 4), ("one sentence", "two sentences", "3 or 4 sentences", "5 sentences or more")
)
PROSE_WINDOWS = tuple(
    (reach, _shares_of_prose(reach, "above"), _shares_of_prose(reach, "below")) for reach in (4, 10)
)
PROSE_ABOVE_PHRASES = BinnedPhrases(
    (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98),
    (
        "none of the page's prose above",
        "a tenth of the page's prose above",
        "a quarter of the page's prose above",
        "up to half of the page's prose above",
        "over half of the page's prose above",
        "over three quarters of the page's prose above",
        "nearly all of the page's prose above",
        "all of the page's prose above",
    ),
)
PAGE_POSITION_PHRASES = BinnedPhrases(
    (0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9),
    tuple(
        f"{n} of the page's lines above"
        for n in ("0 %", "5 %", "10 %", "20 %", "35 %", "50 %", "65 %", "80 %", "90 %")
    ),
)
LINES_SINCE_DATE_PHRASES = BinnedPhrases(
    (1, 2, 4, 8, 15, 30, 60),
    (
        "a byline or date here",
        "a byline or date just above",
        "a byline or date 2 lines up",
        "a byline or date 4 lines up",
        "a byline or date 8 lines up",
        "a byline or date 15 lines up",
        "a byline or date 30 lines up",
        "no byline or date above",
    ),
)
RECURRING_WORDS_PHRASES = BinnedPhrases(
    (0.01, 0.1, 0.2, 0.4),
    tuple(f"{n} of its words in lines nearby" for n in ("none", "few", "some", "many", "most")),
)
HEADLINE_OVERLAP_PHRASES = BinnedPhrases(
    (1, 2, 3),
    tuple(f"{n} of the likely headline" for n in ("no word", "one word", "two words", "three words")),
)
LINES_BELOW_HEADLINE_PHRASES = BinnedPhrases(
    (3, 6, 12, 30, 80, 200),
    tuple(f"{n} lines below the likely headline" for n in ("1", "3", "6", "12", "30", "80", "200")),
)
PROSE_SINCE_HEADLINE_PHRASES = BinnedPhrases(
    (1, 30, 100, 300, 800),
    tuple(f"{n} words of prose since the likely headline" for n in ("no", "1", "30", "100", "300", "800")),
)
LINES_ABOVE_RUN_PHRASES = BinnedPhrases(
    (2, 4, 8, 20), tuple(f"{n} above the densest prose" for n in ("1 line", "2", "4", "8", "20 lines"))
)
LINES_BELOW_RUN_PHRASES = BinnedPhrases(
    (2, 4, 8, 20), tuple(f"{n} below the densest prose" for n in ("1 line", "2", "4", "8", "20 lines"))
)
DATES_NEARBY_PHRASES = BinnedPhrases(
    (1, 2, 4), tuple(f"{n} bylines or dates nearby" for n in ("no", "1", "2 or 3", "4 or more"))
)
DATES_BELOW_PHRASES = BinnedPhrases(
    (1, 2, 4, 10), tuple(f"{n} bylines or dates below" for n in ("no", "1", "2 or 3", "4 to 9", "10 or more"))
)
SHORT_LINE_ROW_PHRASES = BinnedPhrases(
    (2, 3, 5, 9, 20),
    tuple(f"{n} in a row" for n in ("1 short line", "2 short lines", "3 or 4", "5 to 8", "9 to 19", "20")),
)
PROSE_ROW_PHRASES = BinnedPhrases(
    (2, 3, 5, 8),
    tuple(f"{n} in a row" for n in ("1 sentence", "2 sentences", "3 or 4 lines", "5 to 7 lines", "8 lines")),
)
LINES_SINCE_BREAK_PHRASES = BinnedPhrases(
    (1, 2, 4, 8, 20, 60),
    tuple(
        f"words that stand above other articles {n}"
        for n in (
            "here",
            "just above",
            "2 lines up",
            "4 lines up",
            "8 lines up",
            "20 lines up",
            "60 lines up",
        )
    ),
)
