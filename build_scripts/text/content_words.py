"""Extract the words by which a text is recognised elsewhere: long words, and pairs of kana or Han."""

from __future__ import annotations

import re

_LONG = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}")  # shorter words are in any text
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts without blanks between words
_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff]{2}))")


def find_content_words(text: str) -> list[str]:
    """Return the casefolded words of four letters and more in order, then each pair of kana or Han."""
    folded = text.casefold()
    found = _LONG.findall(folded)
    return found if text.isascii() or _WIDE.search(folded) is None else found + _PAIR.findall(folded)


def count_wide_characters(text: str) -> int:
    """Return the number of kana and Han characters."""
    return 0 if text.isascii() else len(_WIDE.findall(text))
