"""What can be seen in one line of a capture without knowing what it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.text.content_words import content_words, wide

CLOSERS = "\"'”’»“)]*†\u200b\ufeff  "
END_MARKS = ".!?…。！？։؟।"
ENDS = frozenset(END_MARKS)
ELLIPSES = ("…", "...", "[…]", "[...]", "[…", "[...")
WIDE_PER_WORD = 2
PROSE_WORDS = 10  # a line of as many words that ends like a sentence is prose
LONG_WORDS = 18  # a line of as many words with an end mark somewhere is prose, if most words are lower case
CAPITALS = 0.7  # share of capitalised words from which a line reads as a list of names or a title
LONG_CAPITALS = 0.5
SENTENCE = re.compile(r"[.,;:!?…。！？，、]")
CLOCK_LINE = re.compile(r"\W{0,3}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\b", re.IGNORECASE)
BULLET = re.compile(r"(?:[•●▪◦‣·–*-]|\d{1,2}[.)])\s+\S")
BULLET_MAX_WORDS = 120


class Seen(NamedTuple):
    """Features of one line: its words without surrounding blanks, their number, and how they end.

    A named tuple, for there is one for every line of every page, and it is made in a third of the time.
    """

    at: int  # its number, from 0
    span: Span
    text: str
    folded: str  # the text, casefolded
    blank: bool
    words: int
    last: str  # character but for quotation marks and brackets; empty where there is no other
    ends: bool
    elided: bool
    prose: bool
    names: bool
    clock: bool
    bulleted: bool
    spaced: bool
    repeats: int
    content: tuple[str, ...]  # its longer words, casefolded
    lower: float | None  # share of its words in lower case; None where its letters have no case


def look(text: str) -> tuple[Seen, ...]:
    r"""Return the features of every line of a text, in order; line ends are `\n`."""
    raw = text.split("\n")
    stripped = [line.strip() for line in raw]
    times = Counter(words for words in stripped if words)
    copies = min(times.values(), default=1)  # a page on which every line stands twice repeats none
    seen, start = [], 0
    for index, line in enumerate(raw):
        words, span = stripped[index], Span(start, start + len(line))
        spaced = index == 0 or not stripped[index - 1]
        start += len(line) + 1
        seen.append(
            _look(words, index, span, spaced, times[words] // copies)
            if words
            else _blank(index, span, spaced)
        )
    return tuple(seen)


def _blank(index: int, span: Span, spaced: bool) -> Seen:
    return Seen(
        index, span, "", "", True, 0, "", False, False, False, False, False, False, spaced, 1, (), None
    )


def _look(words: str, index: int, span: Span, spaced: bool, repeats: int) -> Seen:
    tokens = words.split()
    number = len(tokens) + wide(words) // WIDE_PER_WORD
    bare = words.rstrip(CLOSERS)
    last = bare[-1:]
    ends = last in ENDS
    firsts = [token[0] for token in tokens]
    capitals = sum(map(str.isupper, firsts)) + sum(map(str.isdigit, firsts))
    cased = words.isascii() or words.lower() != words.upper()
    return Seen(
        at=index,
        span=span,
        text=words,
        folded=words.casefold(),
        blank=False,
        words=number,
        last=last,
        ends=ends,
        elided=bare.endswith(ELLIPSES),
        prose=(ends and number >= PROSE_WORDS)
        or (
            number >= LONG_WORDS
            and capitals < LONG_CAPITALS * len(tokens)
            and SENTENCE.search(words) is not None
        ),
        names=capitals >= CAPITALS * len(tokens),
        clock=number <= 6 and CLOCK_LINE.match(words) is not None,
        bulleted=BULLET.match(words) is not None,
        spaced=spaced,
        repeats=repeats,
        content=tuple(content_words(words)),
        lower=sum(map(str.islower, firsts)) / len(firsts) if cased else None,
    )
