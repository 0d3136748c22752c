"""Find the headline among the lines above an article."""

from __future__ import annotations

import re
from collections.abc import Set

from build_scripts.cleaning.boilerplate_signs import Sign
from build_scripts.cleaning.line_features import Seen

LEAD = 60  # lines above the article among which its headline is looked for
MIN_WORDS, MAX_WORDS = 2, 32
USUAL_WORDS = range(4, 21)
SHARED = 3.0  # for the share of its longer words that the article uses
REPEATED = 1.2  # for standing on the page more than once: in its title, a share form, a breadcrumb
STAMPED = 1.0  # for a byline or a date close below
USUAL = 1.0  # for the usual number of words
SENTENCE = 2.0  # against a line that ends with a full stop: a standfirst
PATH = 1.5  # against the marks of a breadcrumb
LABEL = 1.5  # against one or two words: a section's name
FAR = 0.07  # against each line between it and the article
ENOUGH = 1.2
CLOSE = 3  # lines between a headline and a standfirst or caption below it that fits as well
ABOVE_ANOTHER = 0.8  # share of the lower line's value that the upper one must have
TITLE_WORDS = 4
ARROW = re.compile(r"\A[←‹<«](?![^»]*»)|[→›>]\Z|\A[^«]*»\Z")
PATH_MARKS = (" > ", " › ", " » ", " / ", " :: ")


def find(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], first: int, last: int) -> int | None:
    """Return the index of the headline of the article on lines `first` to `last`, or None."""
    crumbs = _crumbs(seen[max(0, first - 2 * LEAD) : first])
    used = {word for line in seen[first : last + 1] for word in line.content}
    best, best_value, best_distance, distance, stamps = None, ENOUGH, 0, 0, 0
    for index in range(first - 1, -1, -1):
        line = seen[index]
        if line.blank:
            continue
        if signs[index] is Sign.STAMP:
            stamps = 5
        elif signs[index] in (None, Sign.ITEM) and MIN_WORDS <= line.words <= MAX_WORDS:
            value = (
                _value(line, used)
                - (PATH if index in crumbs else 0.0)
                + (STAMPED if stamps > 0 else 0.0)
                - FAR * distance
            )
            close = best is not None and distance - best_distance <= CLOSE and line.words >= TITLE_WORDS
            if value >= (best_value * ABOVE_ANOTHER if close else best_value):
                best, best_value, best_distance = index, value, distance
        stamps -= 1
        distance += 1
        if distance > LEAD:
            break
    return best


def _crumbs(lines: tuple[Seen, ...]) -> frozenset[int]:
    """Return the lines that end with another whole line: a breadcrumb or a title glued to its section."""
    titles = {line.folded for line in lines if line.words >= TITLE_WORDS}
    found = set()
    for line in lines:
        words = line.folded
        if any(len(t) < len(words) and words.endswith(t) for t in titles):
            found.add(line.at)
    return frozenset(found)


def _value(line: Seen, used: Set[str]) -> float:
    words = line.content
    value = SHARED * sum(word in used for word in words) / len(words) if words else 0.0
    value += REPEATED if line.repeats > 1 and line.words > 3 else 0.0
    value += USUAL if line.words in USUAL_WORDS else 0.0
    value -= LABEL if line.words <= 2 else 0.0
    value -= SENTENCE if line.text.endswith((".", ":", ",", ";")) else 0.0
    value -= PATH if any(mark in line.text for mark in PATH_MARKS) or ARROW.search(line.text) else 0.0
    return value
