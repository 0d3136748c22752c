"""What can be seen in one line of a capture without knowing what it is."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from build_scripts.models import Span
from build_scripts.text.content_words import count_wide_characters, find_content_words

TRAILING_MARKS = "\"'”’»“)]*†\u200b\ufeff  "
END_MARKS = ".!?…。！？։؟।"
END_MARK_SET = frozenset(END_MARKS)
ELLIPSES = ("…", "...", "[…]", "[...]", "[…", "[...")
WIDE_CHARACTERS_PER_WORD = 2
MIN_PROSE_WORDS = 10  # a line of as many words that ends like a sentence is prose
MIN_LONG_LINE_WORDS = (
    18  # a line of as many words with an end mark somewhere is prose, if most words are lower case
)
MIN_CAPITALISED_SHARE = (
    0.7  # share of capitalised words from which a line reads as a list of names or a title
)
MAX_LONG_LINE_CAPITALISED_SHARE = 0.5
SENTENCE_MARK = re.compile(r"[.,;:!?…。！？，、]")
CLOCK_LINE = re.compile(r"\W{0,3}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\b", re.IGNORECASE)
LIST_ITEM_START = re.compile(r"(?:[•●▪◦‣·–*-]|\d{1,2}[.)])\s+\S")
MAX_LIST_ITEM_WORDS = 120


class LineFeatures(NamedTuple):
    """Features of one line: its words without surrounding blanks, their number, and how they end.

    A named tuple, for there is one for every line of every page, and it is made in a third of the time.
    """

    line_index: int  # its number, from 0
    span: Span
    text: str
    casefolded: str  # the text, casefolded
    is_blank: bool
    word_count: int
    last_character: str  # character but for quotation marks and brackets; empty where there is no other
    has_end_mark: bool
    ends_with_ellipsis: bool
    is_prose: bool
    is_capitalised: bool
    is_clock_line: bool
    is_list_item: bool
    blank_line_above: bool
    occurrences: int
    content_words: tuple[str, ...]  # its longer words, casefolded
    lowercase_share: float | None  # share of its words in lower case; None where its letters have no case


def extract_line_features(text: str) -> tuple[LineFeatures, ...]:
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


def _blank(index: int, span: Span, spaced: bool) -> LineFeatures:
    return LineFeatures(
        index, span, "", "", True, 0, "", False, False, False, False, False, False, spaced, 1, (), None
    )


def _look(words: str, index: int, span: Span, spaced: bool, repeats: int) -> LineFeatures:
    tokens = words.split()
    number = len(tokens) + count_wide_characters(words) // WIDE_CHARACTERS_PER_WORD
    bare = words.rstrip(TRAILING_MARKS)
    last = bare[-1:]
    ends = last in END_MARK_SET
    firsts = [token[0] for token in tokens]
    capitals = sum(map(str.isupper, firsts)) + sum(map(str.isdigit, firsts))
    cased = words.isascii() or words.lower() != words.upper()
    return LineFeatures(
        line_index=index,
        span=span,
        text=words,
        casefolded=words.casefold(),
        is_blank=False,
        word_count=number,
        last_character=last,
        has_end_mark=ends,
        ends_with_ellipsis=bare.endswith(ELLIPSES),
        is_prose=(ends and number >= MIN_PROSE_WORDS)
        or (
            number >= MIN_LONG_LINE_WORDS
            and capitals < MAX_LONG_LINE_CAPITALISED_SHARE * len(tokens)
            and SENTENCE_MARK.search(words) is not None
        ),
        is_capitalised=capitals >= MIN_CAPITALISED_SHARE * len(tokens),
        is_clock_line=number <= 6 and CLOCK_LINE.match(words) is not None,
        is_list_item=LIST_ITEM_START.match(words) is not None,
        blank_line_above=spaced,
        occurrences=repeats,
        content_words=tuple(find_content_words(words)),
        lowercase_share=sum(map(str.islower, firsts)) / len(firsts) if cased else None,
    )
