"""Find the words of a text, and those inside double quotation marks."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from typing import Literal

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
OPENING = frozenset(("“", "„", '"', "''", "``"))
CLOSING = frozenset(("”", '"', "''"))
DIRECT = 0.9  # share of a statement's words inside quotation marks from which it is direct

Kind = Literal["direct", "mixed", "indirect"]


def quoted_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges in double quotation marks, marks included; none goes beyond its paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        opened: int | None = None
        i = 0
        while i < len(paragraph):
            width = 2 if paragraph[i : i + 2] in ("''", "``") else 1
            mark = paragraph[i : i + width]
            if opened is None and mark in OPENING:
                opened = start + i
            elif opened is not None and mark in CLOSING:
                yield opened, start + i + width
                opened = None
            i += width
        if opened is not None:  # the quotation continues in the next paragraph
            yield opened, start + len(paragraph)
        start += len(paragraph) + 1


class WordsOf:
    """The words of a text by number, and the numbers of those that are quoted."""

    def __init__(self, text: str) -> None:
        self._words = [m.span() for m in WORD.finditer(text)]
        self._starts = [start for start, _ in self._words]
        self.quoted = self.inside(quoted_ranges(text))

    def inside(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        """Return the words inside any of the spans, whose ends may be off by one character."""
        found: set[int] = set()
        for start, end in spans:
            i = max(bisect.bisect_left(self._starts, start) - 1, 0)
            while i < len(self._words) and self._words[i][0] < end:
                if self._words[i][0] >= start - 1 and self._words[i][1] <= end + 1:
                    found.add(i)
                i += 1
        return frozenset(found)

    def kind(self, words: frozenset[int]) -> Kind:
        """Return the kind of a statement from its share of quoted words."""
        share = len(words & self.quoted) / len(words) if words else 0.0
        return "direct" if share >= DIRECT else "mixed" if share else "indirect"
