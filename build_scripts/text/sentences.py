"""Split a paragraph into sentences.

The rules decide about each candidate end, in the manner of Mikheev (2002), "Periods, capitalized words,
etc.": a full stop ends a sentence unless the word before it is an abbreviation or an initial and the word
after it shows that the sentence goes on.

A quotation of several sentences and the words that introduce or follow it are one sentence ("“Go. Now,” she
said."), so that speaker and content are read together. A quotation alone is split like other prose. Closing
marks belong to the sentence that they close.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from itertools import pairwise

from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.quotations import find_quotations

_END = re.compile(r"(?:[.!?…]{1,8}|[。！？｡]{1,8})[\"'”’»)\]」』]{0,4}")
_WIDE = frozenset("。！？｡")
_CLOSERS = "\"'”’»)]」』"
_OPENERS = "\"'“‘„«([「『-–—•*"
_BEFORE = re.compile(r"[^\s\"“”„«»()\[\]—–]{0,24}\Z")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MAX_QUOTATION = 1200
"""Characters of the longest quotation that is kept whole; longer ones would be too slow to parse."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that decide about sentence ends, in lower case and without the last full stop.

    See `data/words/abbreviations.yml` for each list.
    """

    titles: frozenset[str]
    before_figures: frozenset[str]
    either: frozenset[str]
    starters: frozenset[str]
    after_speech: frozenset[str]


def load_abbreviations() -> Abbreviations:
    """Return the abbreviations that ship with the package."""
    data = load_words("abbreviations")
    return Abbreviations(**{name: frozenset(map(str, words)) for name, words in data.items()})


def split_sentences(text: str, paragraph: Span, abbreviations: Abbreviations) -> tuple[Span, ...]:
    """Return the sentences of one paragraph as spans of `text`, in order.

    They have no blanks at their ends and cover all other characters of the paragraph.
    """
    quoted = find_quotations(text, (paragraph,))
    ends = [
        end.end()
        for end in _END.finditer(text, paragraph.start, paragraph.end)
        if _is_end(text, paragraph, end, abbreviations)
    ]
    ends = _outside_quotations(text, ends, quoted)
    bounds = [paragraph.start, *(e for e in ends if e < paragraph.end), paragraph.end]
    spans = (_strip(text, Span(a, b)) for a, b in pairwise(bounds))
    return tuple(s for s in spans if s.start < s.end)


def _is_end(text: str, paragraph: Span, end: re.Match[str], abbreviations: Abbreviations) -> bool:
    """Return whether a sentence ends with the marks that `end` matched."""
    position, marks = end.end(), end[0].rstrip(_CLOSERS)
    closing = end[0][len(marks) :]
    if end[0][0] in _WIDE or position >= paragraph.end:
        return True
    if not text[position].isspace():
        return closing.endswith(('"', "”")) and text[position].isupper()
    ahead = text[position : min(position + 80, paragraph.end)].lstrip()
    word = _WORD.match(ahead.lstrip(_OPENERS))
    if ahead[:1] in {",", ";", ":"} or word is None:
        return ahead[:1] not in {",", ";", ":", ".", "!", "?", ")"}
    if word[0][0].islower():
        return False
    if closing and marks[-1] in "!?" and closing[-1] not in ")]":
        return not any(w.lower() in abbreviations.after_speech for w in _WORD.findall(ahead)[:4])
    return marks != "." or _is_end_at_full_stop(text, paragraph, end.start(), word[0], abbreviations)


def _is_end_at_full_stop(
    text: str, paragraph: Span, stop: int, following: str, abbreviations: Abbreviations
) -> bool:
    """Return whether the full stop at offset `stop` ends a sentence, given the word that follows it."""
    before = _BEFORE.search(text, max(paragraph.start, stop - 24), stop)
    word = before[0].lower().lstrip("'‘’") if before else ""
    if word in abbreviations.titles:
        return False
    if word in abbreviations.before_figures and (following[0].isdigit() or word in {"no", "nos"}):
        return word == "no" and not following[0].isdigit()
    initial = len(word) == 1 and word.isalpha() and before is not None and before[0].isupper()
    dotted = len(word) > 2 and word[1::2].strip(".") == "" and word[::2].isalpha()
    if word in abbreviations.either or initial or dotted:
        return following.lower() in abbreviations.starters
    return True


def _outside_quotations(text: str, ends: list[int], quoted: tuple[Span, ...]) -> list[int]:
    """Return the ends without those inside a quotation that other words introduce or follow."""
    drop: set[int] = set()
    previous = 0
    for quotation in quoted:
        first = bisect.bisect_right(ends, quotation.start)
        last = bisect.bisect_left(ends, quotation.end)
        inner = ends[first:last]
        if inner and quotation.end - quotation.start <= _MAX_QUOTATION:
            opening = ends[first - 1] if first else previous
            introduced = bool(text[max(opening, quotation.start - 3) : quotation.start].strip(_OPENERS + " "))
            followed = last >= len(ends) or ends[last] > quotation.end
            tail = text[quotation.end : quotation.end + 2].strip()
            if introduced or (followed and bool(tail)):
                drop.update(inner)
    return [e for e in ends if e not in drop]


def _strip(text: str, span: Span) -> Span:
    words = span.extract(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
