"""Guess the headline among the lines above an article; `metadata.headline` chooses it later."""

from __future__ import annotations

import re
from collections.abc import Set

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.line_features import LineFeatures

MAX_LINES_ABOVE = 60  # lines above the article among which its headline is looked for
MIN_WORDS, MAX_WORDS = 2, 32
USUAL_WORDS = range(4, 21)
SHARED_WORDS_BONUS = 3.0  # times the share of its longer words that the article uses
REPEATED_BONUS = 1.2  # for a repetition on the page: in its title, a share form, a breadcrumb
STAMP_BELOW_BONUS = 1.0  # for a byline or a date a few lines below
USUAL_LENGTH_BONUS = 1.0  # for the usual number of words
SENTENCE_PENALTY = 2.0  # for a line that ends with a full stop or the like: a standfirst
BREADCRUMB_PENALTY = 1.5  # for the marks of a breadcrumb
SECTION_LABEL_PENALTY = 1.5  # for one or two words: a section's name
DISTANCE_PENALTY = 0.07  # for each line between it and the article
MIN_HEADLINE_SCORE = 1.2
STANDFIRST_REACH = 3  # lines between a headline and a standfirst or caption that scores as well
UPPER_LINE_SHARE = 0.8  # share of the lower line's score with which the upper one wins
MIN_TITLE_WORDS = 4  # words of a line that can be a headline above a standfirst, or within a breadcrumb
ARROW = re.compile(r"\A[←‹<«](?![^»]*»)|[→›>]\Z|\A[^«]*»\Z")
STAMP_REACH = 5  # lines above a byline or date that get STAMP_BELOW_BONUS, counted with its own
BREADCRUMB_MARKS = (" > ", " › ", " » ", " / ", " :: ")


def guess_headline_index(
    lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], first: int, last: int
) -> int | None:
    """Return the index of the headline of the article on lines `first` to `last`, or None."""
    breadcrumbs = _find_breadcrumbs(lines[max(0, first - 2 * MAX_LINES_ABOVE) : first])
    article_words = {word for line in lines[first : last + 1] for word in line.content_words}
    best, best_score, best_distance, distance = None, MIN_HEADLINE_SCORE, 0, 0
    stamp_lines_left = 0  # lines above the last byline or date that still get the bonus
    for index in range(first - 1, -1, -1):
        line = lines[index]
        if line.is_blank:
            continue
        if signs[index] is LineSign.STAMP:
            stamp_lines_left = STAMP_REACH
        elif signs[index] in (None, LineSign.ITEM) and MIN_WORDS <= line.word_count <= MAX_WORDS:
            score = (
                _score_line(line, article_words)
                - (BREADCRUMB_PENALTY if index in breadcrumbs else 0.0)
                + (STAMP_BELOW_BONUS if stamp_lines_left > 0 else 0.0)
                - DISTANCE_PENALTY * distance
            )
            is_above_standfirst = (
                best is not None
                and distance - best_distance <= STANDFIRST_REACH
                and line.word_count >= MIN_TITLE_WORDS
            )
            if score >= (best_score * UPPER_LINE_SHARE if is_above_standfirst else best_score):
                best, best_score, best_distance = index, score, distance
        stamp_lines_left -= 1
        distance += 1
        if distance > MAX_LINES_ABOVE:
            break
    return best


def _find_breadcrumbs(lines: tuple[LineFeatures, ...]) -> frozenset[int]:
    """Return the indexes of lines that end with another whole line, as a breadcrumb ends with a title."""
    titles = {line.casefolded for line in lines if line.word_count >= MIN_TITLE_WORDS}
    found = set()
    for line in lines:
        words = line.casefolded
        if any(len(t) < len(words) and words.endswith(t) for t in titles):
            found.add(line.line_index)
    return frozenset(found)


def _score_line(line: LineFeatures, article_words: Set[str]) -> float:
    """Return the score of a line as a headline, by its words and shape."""
    words = line.content_words
    score = SHARED_WORDS_BONUS * sum(word in article_words for word in words) / len(words) if words else 0.0
    score += REPEATED_BONUS if line.occurrences > 1 and line.word_count > 3 else 0.0
    score += USUAL_LENGTH_BONUS if line.word_count in USUAL_WORDS else 0.0
    score -= SECTION_LABEL_PENALTY if line.word_count <= 2 else 0.0
    score -= SENTENCE_PENALTY if line.text.endswith((".", ":", ",", ";")) else 0.0
    score -= (
        BREADCRUMB_PENALTY
        if any(mark in line.text for mark in BREADCRUMB_MARKS) or ARROW.search(line.text)
        else 0.0
    )
    return score
