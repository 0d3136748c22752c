"""Extract the features of each line of a capture: its length, its ending, its capitals."""

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
MIN_PROSE_WORDS = 10  # words from which a line that ends like a sentence is prose
MIN_LONG_LINE_WORDS = 18  # words from which a line with a punctuation mark is prose, if few are capitalised
MAX_LONG_LINE_CAPITALISED_SHARE = 0.5  # share of capitalised words below which that holds
MIN_CAPITALISED_SHARE = 0.7  # share of capitalised words from which a line reads like names or a title
SENTENCE_MARK = re.compile(r"[.,;:!?…。！？，、]")
CLOCK_LINE = re.compile(r"\W{0,3}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?\b", re.IGNORECASE)
LIST_ITEM_START = re.compile(r"(?:[•●▪◦‣·–*-]|\d{1,2}[.)])\s+\S")
MAX_LIST_ITEM_WORDS = 120  # words of a list item


class LineFeatures(NamedTuple):
    """The features of one line.

    A named tuple, because it is made in a third of the time that a frozen dataclass takes.
    """

    line_index: int  # from 0
    span: Span  # of the whole line, in the text
    text: str  # the line without blanks around it
    casefolded: str  # `text`, casefolded
    is_blank: bool
    word_count: int
    last_character: str  # the last character except quotation marks and brackets; empty if there is none
    has_end_mark: bool
    ends_with_ellipsis: bool
    is_prose: bool
    is_capitalised: bool
    is_clock_line: bool
    is_list_item: bool
    blank_line_above: bool
    occurrences: int  # lines of the page with the same text, in relation to the least repeated line
    content_words: tuple[str, ...]  # the longer words, casefolded
    lowercase_share: float | None  # share of words that begin in lower case; None if letters have no case


def extract_line_features(text: str) -> tuple[LineFeatures, ...]:
    r"""Return the features of every line of a text, in order; line ends are `\n`."""
    lines = text.split("\n")
    stripped = [line.strip() for line in lines]
    counts = Counter(words for words in stripped if words)
    copies = min(counts.values(), default=1)  # a page that has every line twice has no repeated line
    features, start = [], 0
    for index, line in enumerate(lines):
        words, span = stripped[index], Span(start, start + len(line))
        blank_line_above = index == 0 or not stripped[index - 1]
        start += len(line) + 1
        features.append(
            _extract_features(words, index, span, blank_line_above, counts[words] // copies)
            if words
            else _blank_line(index, span, blank_line_above)
        )
    return tuple(features)


def _blank_line(index: int, span: Span, blank_line_above: bool) -> LineFeatures:
    """Return the features of a blank line."""
    return LineFeatures(
        index,
        span,
        "",
        "",
        True,
        0,
        "",
        False,
        False,
        False,
        False,
        False,
        False,
        blank_line_above,
        1,
        (),
        None,
    )


def _extract_features(
    words: str, index: int, span: Span, blank_line_above: bool, occurrences: int
) -> LineFeatures:
    """Return the features of a line with words, given without the blanks around it."""
    tokens = words.split()
    word_count = len(tokens) + count_wide_characters(words) // WIDE_CHARACTERS_PER_WORD
    text_end = words.rstrip(TRAILING_MARKS)
    last_character = text_end[-1:]
    has_end_mark = last_character in END_MARK_SET
    firsts = [token[0] for token in tokens]
    capitals = sum(map(str.isupper, firsts)) + sum(map(str.isdigit, firsts))
    has_case = words.isascii() or words.lower() != words.upper()
    return LineFeatures(
        line_index=index,
        span=span,
        text=words,
        casefolded=words.casefold(),
        is_blank=False,
        word_count=word_count,
        last_character=last_character,
        has_end_mark=has_end_mark,
        ends_with_ellipsis=text_end.endswith(ELLIPSES),
        is_prose=(has_end_mark and word_count >= MIN_PROSE_WORDS)
        or (
            word_count >= MIN_LONG_LINE_WORDS
            and capitals < MAX_LONG_LINE_CAPITALISED_SHARE * len(tokens)
            and SENTENCE_MARK.search(words) is not None
        ),
        is_capitalised=capitals >= MIN_CAPITALISED_SHARE * len(tokens),
        is_clock_line=word_count <= 6 and CLOCK_LINE.match(words) is not None,
        is_list_item=LIST_ITEM_START.match(words) is not None,
        blank_line_above=blank_line_above,
        occurrences=occurrences,
        content_words=tuple(find_content_words(words)),
        lowercase_share=sum(map(str.islower, firsts)) / len(firsts) if has_case else None,
    )
