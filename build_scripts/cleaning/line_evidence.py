"""What a single line shows for or against its being part of an article, in words that a person can check.

Each piece of evidence is a plain phrase; `weights/cleaning.yml` gives it a weight under the same phrase. None
of it depends on a language beyond what `boilerplate_signs` knows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from build_scripts.cleaning.boilerplate_signs import LineSign, is_appeal_to_reader
from build_scripts.cleaning.evidence_phrases import (
    COMMA_PHRASES,
    DIGIT_PHRASES,
    LOWERCASE_PHRASES,
    SENTENCE_COUNT_PHRASES,
    WORD_COUNT_PHRASES,
)
from build_scripts.cleaning.line_features import LineFeatures

PROSE, SENTENCE, SHORT = "prose", "a short sentence", "a short line"
REPEATED_PHRASE = "stands on the page more than once"
LIST_ITEM_PHRASE = "begins like an item of a list"
MARK_SEARCH_LENGTH = 2_000  # characters of a line that are searched for marks: a longer one isn't a menu
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
    LineSign.CUE: "has words of furniture",
    LineSign.BREAK: "has words that stand above other articles or comments",
    LineSign.PAUSE: "has words of an advertisement",
    LineSign.TEASER: "reads like a teaser",
    LineSign.ITEM: "reads like an item of a list",
}

NEIGHBOUR_POSITIONS = ("two above", "above", "below", "two below")  # a line, seen from another
PhraseGroup = tuple[str, ...]  # phrases that are found together


class PhrasesByPosition(NamedTuple):
    """What a line is to itself, and what to a line beside it (`NEIGHBOUR_POSITIONS`)."""

    for_line: PhraseGroup
    for_neighbours: tuple[PhraseGroup, ...]


class LineEvidence(NamedTuple):
    """What one line shows: its shape, its outlook, and all other phrases."""

    shape: str
    by_position: PhrasesByPosition
    other_phrases: PhraseGroup


def classify_line_shape(line: LineFeatures) -> str:
    """Return whether a line reads like prose, like a short sentence or like a label."""
    return PROSE if line.is_prose else SENTENCE if line.has_end_mark else SHORT


def collect_line_evidence(line: LineFeatures, sign: LineSign | None) -> LineEvidence:
    """Return what one line that isn't blank shows by itself."""
    text, form = line.text, classify_line_shape(line)
    head = text[:MARK_SEARCH_LENGTH]
    length = WORD_COUNT_PHRASES(line.word_count)
    case = (
        LOWERCASE_PHRASES(line.lowercase_share)
        if line.lowercase_share is not None and line.word_count > 2
        else None
    )
    found = [
        _ending(line),
        SENTENCE_COUNT_PHRASES(len(SENTENCE_BREAK.findall(head))),
        "a blank line above" if line.blank_line_above else "no blank line above",
        *_marks(MARK.findall(head), len(head), line.word_count),
    ]
    if len(text) > 3 and text.isupper():
        found.append("all capitals")
    if text[0].islower():
        found.append("begins in lower case")
    elif not text[0].isalnum():
        found.append("begins with a mark")
    if is_appeal_to_reader(line):
        found.append("speaks to the reader for the page")
    return LineEvidence(
        form, _outlook(form, length, case, sign, line.occurrences > 1, line.is_list_item), tuple(found)
    )


@cache
def _outlook(
    shape: str, length: str, case: str | None, sign: LineSign | None, twice: bool, bulleted: bool
) -> PhrasesByPosition:
    """Return the outlook of a line with such a shape, sign and other phrases."""
    others = [length, *([] if case is None else [case])]
    others += [REPEATED_PHRASE] * twice + [LIST_ITEM_PHRASE] * bulleted
    near = [shape, *([] if sign is None else [sign.name.lower()])]
    here = [f"is {shape}", *others, *([] if sign is None else [SIGN_PHRASES[sign]])]
    return PhrasesByPosition(
        tuple(here),
        tuple(
            tuple(f"{where}: {phrase}" for phrase in (near if "two" in where else near + others))
            for where in NEIGHBOUR_POSITIONS
        ),
    )


def _marks(marks: list[str], length: int, words: int) -> PhraseGroup:
    """Return what the digits and other marks say of a line with so many characters and words."""
    if not marks:
        return NO_MARKS_PHRASES
    found = [
        DIGIT_PHRASES(sum(map(str.isdecimal, marks)) / length),
        COMMA_PHRASES(sum(map(COMMAS.__contains__, marks)) / words),
    ]
    if any(map(QUOTES.__contains__, marks)):
        found.append("has quotation marks")
    if any(map(MENU_MARKS.__contains__, marks)):
        found.append("has marks of menus and links")
    return tuple(found)


def _ending(line: LineFeatures) -> str:
    if line.ends_with_ellipsis:
        return "ends with an ellipsis"
    if line.last_character in ENDING_PHRASES:
        return ENDING_PHRASES[line.last_character]
    if line.last_character.isdecimal():
        return "ends with a digit"
    return "ends with a letter" if line.last_character.isalpha() else "ends with another mark"
