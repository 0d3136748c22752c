"""The words by which a text is recognised elsewhere: long ones, or pairs where no blanks part them."""

from __future__ import annotations

import re

_LONG = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,}")  # shorter ones are in any text
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # scripts that put no blanks between words
_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff]{2}))")


def find_content_words(text: str) -> list[str]:
    """Return the words of four letters and more, casefolded and in order; of kana and Han each pair."""
    folded = text.casefold()
    found = _LONG.findall(folded)
    return found if text.isascii() or _WIDE.search(folded) is None else found + _PAIR.findall(folded)


def count_wide_characters(text: str) -> int:
    """Return the number of characters of scripts that put no blanks between words."""
    return 0 if text.isascii() else len(_WIDE.findall(text))
