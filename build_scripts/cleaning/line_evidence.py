"""What a single line shows for or against its being part of an article, in words that a person can check.

Each piece of evidence is a plain phrase; `data/cleaning.yml` gives it a weight under the same phrase. None
of it depends on a language beyond what `signs` knows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from build_scripts.cleaning import evidence_phrases as phrases
from build_scripts.cleaning.boilerplate_signs import Sign, appeals
from build_scripts.cleaning.line_features import Seen

PROSE, SENTENCE, SHORT = "prose", "a short sentence", "a short line"
TWICE = "stands on the page more than once"
BULLETED = "begins like an item of a list"
MARK_SPAN = 2_000  # characters of a line that are searched for marks: a longer one isn't a menu
COLONS = ":："
ENDINGS = {
    **dict.fromkeys(".。।։۔", "ends with a full stop"),
    **dict.fromkeys("!?！？؟", "ends with ! or ?"),
    **dict.fromkeys(COLONS, "ends with a colon"),
    ",": "ends with a comma",
}
INNER = re.compile(r"[.!?…。！？]\s+\S")
COMMAS, QUOTES, GLYPHS = ",;，、:", '"“”«»„「」', "|•·›»→/©"
MARK = re.compile(rf"[\d{COMMAS}{QUOTES}{GLYPHS}]")
PLAIN = (phrases.digits(0), phrases.commas(0))
SIGNED = {
    Sign.STAMP: "reads like a byline or a date",
    Sign.CAPTION: "reads like a caption or a credit",
    Sign.CUE: "has words of furniture",
    Sign.BREAK: "has words that stand above other articles or comments",
    Sign.PAUSE: "has words of an advertisement",
    Sign.TEASER: "reads like a teaser",
    Sign.ITEM: "reads like an item of a list",
}

BESIDE = ("two above", "above", "below", "two below")  # a line, seen from another
Group = tuple[str, ...]  # phrases that are found together


class Outlook(NamedTuple):
    """What a line is to itself, and what to a line beside it (`BESIDE`)."""

    here: Group
    beside: tuple[Group, ...]


class Own(NamedTuple):
    """What one line shows: its shape, its outlook, and all other phrases."""

    shape: str
    outlook: Outlook
    phrases: Group


def shape(line: Seen) -> str:
    """Return whether a line reads like prose, like a short sentence or like a label."""
    return PROSE if line.prose else SENTENCE if line.ends else SHORT


def own(line: Seen, sign: Sign | None) -> Own:
    """Return what one line that isn't blank shows by itself."""
    text, form = line.text, shape(line)
    head = text[:MARK_SPAN]
    length = phrases.length(line.words)
    case = phrases.case(line.lower) if line.lower is not None and line.words > 2 else None
    found = [
        _ending(line),
        phrases.sentences(len(INNER.findall(head))),
        "a blank line above" if line.spaced else "no blank line above",
        *_marks(MARK.findall(head), len(head), line.words),
    ]
    if len(text) > 3 and text.isupper():
        found.append("all capitals")
    if text[0].islower():
        found.append("begins in lower case")
    elif not text[0].isalnum():
        found.append("begins with a mark")
    if appeals(line):
        found.append("speaks to the reader for the page")
    return Own(form, _outlook(form, length, case, sign, line.repeats > 1, line.bulleted), tuple(found))


@cache
def _outlook(
    shape: str, length: str, case: str | None, sign: Sign | None, twice: bool, bulleted: bool
) -> Outlook:
    """Return the outlook of a line with such a shape, sign and other phrases."""
    others = [length, *([] if case is None else [case])]
    others += [TWICE] * twice + [BULLETED] * bulleted
    near = [shape, *([] if sign is None else [sign.name.lower()])]
    here = [f"is {shape}", *others, *([] if sign is None else [SIGNED[sign]])]
    return Outlook(
        tuple(here),
        tuple(
            tuple(f"{where}: {phrase}" for phrase in (near if "two" in where else near + others))
            for where in BESIDE
        ),
    )


def _marks(marks: list[str], length: int, words: int) -> Group:
    """Return what the digits and other marks say of a line with so many characters and words."""
    if not marks:
        return PLAIN
    found = [
        phrases.digits(sum(map(str.isdecimal, marks)) / length),
        phrases.commas(sum(map(COMMAS.__contains__, marks)) / words),
    ]
    if any(map(QUOTES.__contains__, marks)):
        found.append("has quotation marks")
    if any(map(GLYPHS.__contains__, marks)):
        found.append("has marks of menus and links")
    return tuple(found)


def _ending(line: Seen) -> str:
    if line.elided:
        return "ends with an ellipsis"
    if line.last in ENDINGS:
        return ENDINGS[line.last]
    if line.last.isdecimal():
        return "ends with a digit"
    return "ends with a letter" if line.last.isalpha() else "ends with another mark"
