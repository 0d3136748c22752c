"""What can be seen in one line of a capture without knowing what it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..models import Span

CLOSERS = "\"'”’»“)]*†\u200b\ufeff  "
END_MARKS = ".!?…。！？։؟।"
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts that put no blanks between words
WIDE_PER_WORD = 2
PROSE_WORDS = 10  # a line of as many words that ends like a sentence is prose
LONG_WORDS = 18  # a line of as many words with an end mark somewhere is prose, if most words are lower case
CAPITALS = 0.7  # share of capitalised words from which a line reads as a list of names or a title
LONG_CAPITALS = 0.5
SENTENCE = re.compile(r"[.,;:!?…。！？，、]")
CLOCK_LINE = re.compile(r"\W{0,3}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\b", re.IGNORECASE)
BULLET = re.compile(r"(?:[•●▪◦‣·–*-]|\d{1,2}[.)])\s+\S")
BULLET_MAX_WORDS = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """Features of one line: its words without surrounding blanks, their number, and how they end."""

    index: int
    span: Span
    text: str
    words: int
    ends: bool
    elided: bool
    prose: bool
    names: bool
    clock: bool
    spaced: bool
    repeats: int

    @property
    def blank(self) -> bool:
        """Tell whether nothing but blanks stands on the line."""
        return not self.text


def count_words(text: str) -> int:
    """Count words; in scripts without blanks two characters count as one."""
    return len(text.split()) + len(WIDE.findall(text)) // WIDE_PER_WORD


def look(text: str) -> tuple[Seen, ...]:
    r"""Return the features of every line of a text, in order; line ends are `\n`."""
    raw = text.split("\n")
    stripped = [line.strip() for line in raw]
    times = Counter(stripped)
    seen, start = [], 0
    for index, line in enumerate(raw):
        words = stripped[index]
        bare = words.rstrip(CLOSERS)
        number = count_words(words)
        ends = bare.endswith(tuple(END_MARKS))
        elided = bare.endswith(("…", "...", "[…]", "[...]", "[…", "[..."))
        tokens = words.split()
        capitals = sum(token[:1].isupper() or token[:1].isdigit() for token in tokens)
        seen.append(
            Seen(
                index=index,
                span=Span(start, start + len(line)),
                text=words,
                words=number,
                ends=ends,
                elided=elided,
                prose=(ends and number >= PROSE_WORDS)
                or (
                    number >= LONG_WORDS
                    and capitals < LONG_CAPITALS * len(tokens)
                    and SENTENCE.search(words) is not None
                ),
                names=bool(tokens) and capitals >= CAPITALS * len(tokens),
                clock=number <= 6 and CLOCK_LINE.match(words) is not None,
                spaced=index == 0 or not stripped[index - 1],
                repeats=times[words],
            )
        )
        start += len(line) + 1
    return tuple(seen)
