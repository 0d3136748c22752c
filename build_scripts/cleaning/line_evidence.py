"""Collect the evidence that one line shows for or against its being part of an article.

Each piece of evidence is a plain phrase that a person can check. A number gets the phrase of its step
(`BinnedPhrases`); those for the counts of `context_evidence` are here, too. `data/weights/cleaning.yml` gives
a weight to each phrase. No phrase depends on a language beyond the words that `boilerplate_signs` uses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from build_scripts.cleaning.boilerplate_signs import LineSign, is_appeal_to_reader
from build_scripts.cleaning.line_features import LineFeatures

PROSE_SHARE_EDGES = (0.05, 0.3, 0.5, 0.7, 0.9)
PROSE_SHARE_PHRASES = ("no prose", "little prose", "some prose", "half prose", "mostly prose", "all prose")


class BinnedPhrases:
    """One phrase for each step that a number can fall into; raises ValueError if their numbers differ."""

    def __init__(self, edges: tuple[float, ...], phrases: tuple[str, ...]) -> None:
        if len(phrases) != len(edges) + 1:
            raise ValueError(
                f"{len(phrases)} phrases for {len(edges)} edges; give one phrase more than edges"
            )
        self.edges, self.phrases = edges, phrases

    def __call__(self, value: float) -> str:
        """Return the phrase for a number."""
        return self.phrases[bisect_right(self.edges, value)]

    def phrases_for(self, values: Iterable[float]) -> list[str]:
        """Return the phrase for each of the numbers."""
        edges, phrases = self.edges, self.phrases
        return [phrases[bisect_right(edges, value)] for value in values]


def _prose_share_phrases(reach: int, side: str) -> BinnedPhrases:
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
    (reach, _prose_share_phrases(reach, "above"), _prose_share_phrases(reach, "below")) for reach in (4, 10)
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

PROSE, SENTENCE, SHORT = "prose", "a short sentence", "a short line"
REPEATED_PHRASE = "stands on the page more than once"
LIST_ITEM_PHRASE = "begins like an item of a list"
MARK_SEARCH_LENGTH = 2_000  # characters of a line that are searched for marks: a longer line is no menu
COLONS = ":："
ENDING_PHRASES = {
    **dict.fromkeys(".。।։۔", "ends with a full stop"),
    **dict.fromkeys("!?！？؟", "ends with ! or ?"),
    **dict.fromkeys(COLONS, "ends with a colon"),
    ",": "ends with a comma",
}
SENTENCE_BREAK = re.compile(r"[.!?…。！？]\s+\S")
COMMAS, QUOTES, MENU_MARKS = ",;，、:", '"“”«»„「」', "|•·›»→/©"
MARK = re.compile(rf"[\d{COMMAS}{QUOTES}{MENU_MARKS}]")
NO_MARKS_PHRASES = (DIGIT_PHRASES(0), COMMA_PHRASES(0))
SIGN_PHRASES = {
    LineSign.STAMP: "reads like a byline or a date",
    LineSign.CAPTION: "reads like a caption or a credit",
    LineSign.CUE: "has words of boilerplate",
    LineSign.BREAK: "has words that stand above other articles or comments",
    LineSign.PAUSE: "has words of an advertisement",
    LineSign.TEASER: "reads like a teaser",
    LineSign.ITEM: "reads like an item of a list",
}

NEIGHBOUR_POSITIONS = ("two above", "above", "below", "two below")  # of a line, seen from its neighbour
PhraseGroup = tuple[str, ...]  # phrases that many lines share as a group, so that it is weighed once


class PhrasesByPosition(NamedTuple):
    """The phrases that describe a line: for itself, and for its neighbours at `NEIGHBOUR_POSITIONS`."""

    for_line: PhraseGroup
    for_neighbours: tuple[PhraseGroup, ...]


class LineEvidence(NamedTuple):
    """What one line shows: its shape, the phrases that its neighbours show as well, and all others."""

    shape: str
    by_position: PhrasesByPosition
    other_phrases: PhraseGroup


def classify_line_shape(line: LineFeatures) -> str:
    """Return whether a line reads like prose, like a short sentence or like a label."""
    return PROSE if line.is_prose else SENTENCE if line.has_end_mark else SHORT


def collect_line_evidence(line: LineFeatures, sign: LineSign | None) -> LineEvidence:
    """Return the evidence that a line shows by itself; the line must not be blank."""
    text, shape = line.text, classify_line_shape(line)
    head = text[:MARK_SEARCH_LENGTH]
    length = WORD_COUNT_PHRASES(line.word_count)
    case = (
        LOWERCASE_PHRASES(line.lowercase_share)
        if line.lowercase_share is not None and line.word_count > 2
        else None
    )
    phrases = [
        _ending_phrase(line),
        SENTENCE_COUNT_PHRASES(len(SENTENCE_BREAK.findall(head))),
        "a blank line above" if line.blank_line_above else "no blank line above",
        *_mark_phrases(MARK.findall(head), len(head), line.word_count),
    ]
    if len(text) > 3 and text.isupper():
        phrases.append("all capitals")
    if text[0].islower():
        phrases.append("begins in lower case")
    elif not text[0].isalnum():
        phrases.append("begins with a mark")
    if is_appeal_to_reader(line):
        phrases.append("speaks to the reader for the page")
    return LineEvidence(
        shape,
        _phrases_by_position(shape, length, case, sign, line.occurrences > 1, line.is_list_item),
        tuple(phrases),
    )


@cache
def _phrases_by_position(
    shape: str, length: str, case: str | None, sign: LineSign | None, is_repeated: bool, is_list_item: bool
) -> PhrasesByPosition:
    """Return the phrases for a line of this shape, length and sign, and for its neighbours.

    Cached: a page has few different combinations.
    """
    others = [length, *([] if case is None else [case])]
    others += [REPEATED_PHRASE] * is_repeated + [LIST_ITEM_PHRASE] * is_list_item
    basic = [shape, *([] if sign is None else [sign.name.lower()])]
    for_line = [f"is {shape}", *others, *([] if sign is None else [SIGN_PHRASES[sign]])]
    return PhrasesByPosition(
        tuple(for_line),
        tuple(
            tuple(f"{where}: {phrase}" for phrase in (basic if "two" in where else basic + others))
            for where in NEIGHBOUR_POSITIONS
        ),
    )


def _mark_phrases(marks: list[str], length: int, words: int) -> PhraseGroup:
    """Return the phrases for a line's digits and other marks.

    `length` is the number of characters searched, `words` the number of words.
    """
    if not marks:
        return NO_MARKS_PHRASES
    phrases = [
        DIGIT_PHRASES(sum(map(str.isdecimal, marks)) / length),
        COMMA_PHRASES(sum(map(COMMAS.__contains__, marks)) / words),
    ]
    if any(map(QUOTES.__contains__, marks)):
        phrases.append("has quotation marks")
    if any(map(MENU_MARKS.__contains__, marks)):
        phrases.append("has marks of menus and links")
    return tuple(phrases)


def _ending_phrase(line: LineFeatures) -> str:
    if line.ends_with_ellipsis:
        return "ends with an ellipsis"
    if line.last_character in ENDING_PHRASES:
        return ENDING_PHRASES[line.last_character]
    if line.last_character.isdecimal():
        return "ends with a digit"
    return "ends with a letter" if line.last_character.isalpha() else "ends with another mark"
