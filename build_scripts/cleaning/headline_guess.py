"""Find the headline among the lines above an article."""

from __future__ import annotations

import re
from collections.abc import Set

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.line_features import LineFeatures

MAX_LINES_ABOVE = 60  # lines above the article among which its headline is looked for
MIN_WORDS, MAX_WORDS = 2, 32
USUAL_WORDS = range(4, 21)
SHARED_WORDS_BONUS = 3.0  # for the share of its longer words that the article uses
REPEATED_BONUS = 1.2  # for standing on the page more than once: in its title, a share form, a breadcrumb
STAMP_BELOW_BONUS = 1.0  # for a byline or a date close below
USUAL_LENGTH_BONUS = 1.0  # for the usual number of words
SENTENCE_PENALTY = 2.0  # against a line that ends with a full stop: a standfirst
BREADCRUMB_PENALTY = 1.5  # against the marks of a breadcrumb
SECTION_LABEL_PENALTY = 1.5  # against one or two words: a section's name
DISTANCE_PENALTY = 0.07  # against each line between it and the article
MIN_HEADLINE_SCORE = 1.2
STANDFIRST_REACH = 3  # lines between a headline and a standfirst or caption below it that fits as well
UPPER_LINE_SHARE = 0.8  # share of the lower line's value that the upper one must have
MIN_TITLE_WORDS = 4
ARROW = re.compile(r"\A[←‹<«](?![^»]*»)|[→›>]\Z|\A[^«]*»\Z")
BREADCRUMB_MARKS = (" > ", " › ", " » ", " / ", " :: ")


def guess_headline_index(
    seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], first: int, last: int
) -> int | None:
    """Return the index of the headline of the article on lines `first` to `last`, or None."""
    crumbs = _crumbs(seen[max(0, first - 2 * MAX_LINES_ABOVE) : first])
    used = {word for line in seen[first : last + 1] for word in line.content_words}
    best, best_value, best_distance, distance, stamps = None, MIN_HEADLINE_SCORE, 0, 0, 0
    for index in range(first - 1, -1, -1):
        line = seen[index]
        if line.is_blank:
            continue
        if signs[index] is LineSign.STAMP:
            stamps = 5
        elif signs[index] in (None, LineSign.ITEM) and MIN_WORDS <= line.word_count <= MAX_WORDS:
            value = (
                _value(line, used)
                - (BREADCRUMB_PENALTY if index in crumbs else 0.0)
                + (STAMP_BELOW_BONUS if stamps > 0 else 0.0)
                - DISTANCE_PENALTY * distance
            )
            close = (
                best is not None
                and distance - best_distance <= STANDFIRST_REACH
                and line.word_count >= MIN_TITLE_WORDS
            )
            if value >= (best_value * UPPER_LINE_SHARE if close else best_value):
                best, best_value, best_distance = index, value, distance
        stamps -= 1
        distance += 1
        if distance > MAX_LINES_ABOVE:
            break
    return best


def _crumbs(lines: tuple[LineFeatures, ...]) -> frozenset[int]:
    """Return the lines that end with another whole line: a breadcrumb or a title glued to its section."""
    titles = {line.casefolded for line in lines if line.word_count >= MIN_TITLE_WORDS}
    found = set()
    for line in lines:
        words = line.casefolded
        if any(len(t) < len(words) and words.endswith(t) for t in titles):
            found.add(line.line_index)
    return frozenset(found)


def _value(line: LineFeatures, used: Set[str]) -> float:
    words = line.content_words
    value = SHARED_WORDS_BONUS * sum(word in used for word in words) / len(words) if words else 0.0
    value += REPEATED_BONUS if line.occurrences > 1 and line.word_count > 3 else 0.0
    value += USUAL_LENGTH_BONUS if line.word_count in USUAL_WORDS else 0.0
    value -= SECTION_LABEL_PENALTY if line.word_count <= 2 else 0.0
    value -= SENTENCE_PENALTY if line.text.endswith((".", ":", ",", ";")) else 0.0
    value -= (
        BREADCRUMB_PENALTY
        if any(mark in line.text for mark in BREADCRUMB_MARKS) or ARROW.search(line.text)
        else 0.0
    )
    return value
