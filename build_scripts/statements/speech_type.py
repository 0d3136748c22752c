"""Tell direct, mixed and indirect speech apart by the share of quoted words."""

from __future__ import annotations

import re
from bisect import bisect_right

from build_scripts.models import Span, StatementKind

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_DIRECT = 1.0
"""The share of words in quotation marks from which on speech is direct: nothing else may look quoted."""


def classify_speech(text: str, content: tuple[Span, ...], quotations: tuple[Span, ...]) -> StatementKind:
    """Return the kind of a statement with this content; `quotations` are those of the article, in order."""
    words = inside = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            words += 1
            at = bisect_right(quotations, word.start(), key=lambda q: q.start) - 1
            inside += at >= 0 and word.end() <= quotations[at].end
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * words else "mixed"
