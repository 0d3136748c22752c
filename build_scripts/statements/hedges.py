"""Find the words by which an article keeps a distance from a claim."""

from __future__ import annotations

import re

from build_scripts.models import Span
from build_scripts.statements.cues import Cues

_WORD = re.compile(r"\w+")


def find(text: str, sentence: Span, cues: Cues) -> tuple[Span, ...]:
    """Return the hedges of one sentence, in order, none overlapping; "is believed to" as a whole."""
    words = [
        (m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)
    ]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues.hedges:
        by_first.setdefault(phrase.words[0], []).append(phrase.words)
    found: list[Span] = []
    at = 0
    while at < len(words):
        fits = [
            p for p in by_first.get(words[at][0], ()) if tuple(w for w, _, _ in words[at : at + len(p)]) == p
        ]
        if not fits:
            at += 1
            continue
        size = max(map(len, fits))
        first = at
        if size == 2 and words[at + 1][0] == "to":
            while first > 0 and words[first - 1][0] in cues.auxiliaries:
                first -= 1
            following = words[at + size][0] if at + size < len(words) else ""
            if first == at or following not in cues.after_to:  # "was said to reporters" is no hedge
                at += 1
                continue
        found.append(Span(words[first][1], words[at + size - 1][2]))
        at += size
    return tuple(found)
