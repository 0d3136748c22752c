"""What a single line shows for or against its being part of an article, in words that a person can check.

Each piece of evidence is a plain phrase; `data/cleaning.yml` gives it a weight under the same phrase. None
of it depends on a language beyond what `signs` knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import phrases
from .features import BULLET, CLOSERS, Seen
from .signs import Sign, appeals

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
DIGIT = re.compile(r"\d")
COMMA = re.compile(r"[,;，、:]")
QUOTE = re.compile(r"[\"“”«»„「」]")
GLYPH = re.compile(r"[|•·›»→/©]")
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


@dataclass(frozen=True, slots=True)
class Own:
    """What one line shows: its shape, all phrases, and those that it is to a line beside it (`BESIDE`)."""

    shape: str
    phrases: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...]


def shape(line: Seen) -> str:
    """Return whether a line reads like prose, like a short sentence or like a label."""
    return PROSE if line.prose else SENTENCE if line.ends else SHORT


def own(line: Seen, sign: Sign | None) -> Own:
    """Return what one line that isn't blank shows by itself."""
    text, length = line.text, phrases.length(line.words)
    case = phrases.case(line.lower) if line.lower is not None and line.words > 2 else None
    head = text[:MARK_SPAN]
    found = [
        length,
        f"is {shape(line)}",
        _ending(line),
        phrases.digits(len(DIGIT.findall(head)) / len(head)),
        phrases.commas(len(COMMA.findall(head)) / max(line.words, 1)),
        phrases.sentences(len(INNER.findall(head))),
        "a blank line above" if line.spaced else "no blank line above",
    ]
    if case is not None:
        found.append(case)
    if len(text) > 3 and text.isupper():
        found.append("all capitals")
    if QUOTE.search(head):
        found.append("has quotation marks")
    if GLYPH.search(head):
        found.append("has marks of menus and links")
    if BULLET.match(text):
        found.append(BULLETED)
    if text[0].islower():
        found.append("begins in lower case")
    elif not text[0].isalnum():
        found.append("begins with a mark")
    if line.repeats > 1:
        found.append(TWICE)
    if sign is not None:
        found.append(SIGNED[sign])
    if appeals(line):
        found.append("speaks to the reader for the page")
    form = shape(line)
    others = [length, *([] if case is None else [case])]
    others += [phrase for phrase in (TWICE, BULLETED) if phrase in found]
    return Own(form, tuple(found), _beside(form, sign, tuple(others)))


@cache
def _beside(shape: str, sign: Sign | None, others: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return what a line with such a shape, sign and other phrases is evidence of, for each of `BESIDE`."""
    near = (shape, *(() if sign is None else (sign.name.lower(),)))
    return tuple(
        tuple(f"{where}: {phrase}" for phrase in (near if "two" in where else near + others))
        for where in BESIDE
    )


def _ending(line: Seen) -> str:
    if line.elided:
        return "ends with an ellipsis"
    mark = line.text.rstrip(CLOSERS)[-1:]
    if mark in ENDINGS:
        return ENDINGS[mark]
    if mark.isdecimal():
        return "ends with a digit"
    return "ends with a letter" if mark.isalpha() else "ends with another mark"
