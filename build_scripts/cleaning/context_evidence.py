"""Collect the evidence around a line: its neighbours, nearby prose, the headline, dates and lists.

`line_classifier` uses this and the evidence of `line_evidence`. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import TypeVar

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.line_evidence import (
    COLONS,
    DATES_BELOW_PHRASES,
    DATES_NEARBY_PHRASES,
    HEADLINE_OVERLAP_PHRASES,
    LINES_ABOVE_RUN_PHRASES,
    LINES_BELOW_HEADLINE_PHRASES,
    LINES_BELOW_RUN_PHRASES,
    LINES_SINCE_BREAK_PHRASES,
    LINES_SINCE_DATE_PHRASES,
    NEIGHBOUR_POSITIONS,
    PAGE_POSITION_PHRASES,
    PROSE,
    PROSE_ABOVE_PHRASES,
    PROSE_ROW_PHRASES,
    PROSE_SINCE_HEADLINE_PHRASES,
    PROSE_WINDOWS,
    RECURRING_WORDS_PHRASES,
    SENTENCE,
    SHORT,
    SHORT_LINE_ROW_PHRASES,
    LineEvidence,
    PhraseGroup,
    PhrasesByPosition,
    collect_line_evidence,
)
from build_scripts.cleaning.line_features import LineFeatures

PROSE_CAP = 60  # words of one line that count
PROSE_SHARE_BY_SHAPE = {PROSE: 1.0, SENTENCE: 0.5, SHORT: 0.0}  # share of a line's words that are prose
RECURRENCE_REACH = 4  # lines on either side in which a line's words are looked for
DATE_REACH = 6  # lines on either side in which bylines and dates are counted
NO_DATE_ABOVE = 1_000  # lines since the last date, if there is none above
MAX_PROSE_ROW_COUNTED = 8  # lines of prose in a row, on either side, that are counted
PAGE_EDGE = "the page's edge"
PAGE_EDGE_EVIDENCE = (
    LineEvidence(
        PAGE_EDGE,
        PhrasesByPosition((), tuple((f"{where}: {PAGE_EDGE}",) for where in NEIGHBOUR_POSITIONS)),
        (),
    ),
) * 2

RunningTotal = TypeVar("RunningTotal", int, float)


@dataclass(frozen=True, slots=True)
class ArticleGuess:
    """A first guess at the article: indexes of lines of the text, `first` and `last` included."""

    headline_index: int | None
    first: int
    last: int


class PageEvidence:
    """The lines of a text that aren't blank, their signs, and the evidence on each of them.

    `evidence_groups` holds each line's phrases in groups that lines share, so that a group is weighed once.
    `word_totals` and `prose_totals` are running totals: entry n sums up the lines before line n.
    """

    def __init__(
        self, lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], guess: ArticleGuess | None
    ) -> None:
        self.lines, self.signs, self.article_guess = lines, signs, guess
        self.line_evidence = tuple(map(collect_line_evidence, lines, signs))
        words = [min(line.word_count, PROSE_CAP) for line in lines]
        self.word_totals = list(accumulate(words, initial=0))
        prose = [
            PROSE_SHARE_BY_SHAPE[evidence.shape] * w
            for evidence, w in zip(self.line_evidence, words, strict=True)
        ]
        self.prose_totals = list(accumulate(prose, initial=0.0))
        self.vocabulary = [frozenset(line.content_words) for line in lines]
        self.evidence_groups = tuple(
            zip(
                [evidence.by_position.for_line for evidence in self.line_evidence],
                [evidence.other_phrases for evidence in self.line_evidence],
                *self._neighbour_phrases(),
                self._prose_share_phrases(),
                self._position_phrases(),
                self._row_phrases(),
                self._date_phrases(),
                self._headline_phrases(),
                strict=True,
            )
        )

    def list_evidence(self, position: int) -> tuple[str, ...]:
        """Return all the evidence on the line at a position in `lines`."""
        return tuple(chain.from_iterable(self.evidence_groups[position]))

    def _neighbour_phrases(self) -> Iterable[Sequence[PhraseGroup]]:
        """Yield the groups of all lines for each neighbour, then for the shapes of both nearest."""
        padded_evidence = (*PAGE_EDGE_EVIDENCE, *self.line_evidence, *PAGE_EDGE_EVIDENCE)
        size = len(self.lines)
        for side, step in enumerate((0, 1, 3, 4)):  # to the lines of `NEIGHBOUR_POSITIONS`
            yield [other.by_position.for_neighbours[side] for other in padded_evidence[step : step + size]]
        has_blank_below = [line.blank_line_above for line in self.lines[1:]] + [True] * (size > 0)
        yield [
            _between_shapes_phrases(before.shape, line.shape, after.shape, is_apart)
            for before, line, after, is_apart in zip(
                padded_evidence[1:], self.line_evidence, padded_evidence[3:], has_blank_below, strict=False
            )
        ]

    def _prose_share_phrases(self) -> Iterable[PhraseGroup]:
        """Return phrases for the share of prose among the words near each line, above and below."""
        columns = []
        for reach, above, below in PROSE_WINDOWS:
            prose, words = _pad_totals(self.prose_totals, reach), _pad_totals(self.word_totals, reach)
            # One share for each window that ends or begins on the page, from the top down.
            shares = [
                (high - low) / ((more - less) or 1)
                for low, high, less, more in zip(prose, prose[reach:], words, words[reach:], strict=False)
            ]
            columns += [above.phrases_for(shares[: len(self.lines)]), below.phrases_for(shares[reach + 1 :])]
        return zip(*columns, strict=True)

    def _position_phrases(self) -> Iterable[PhraseGroup]:
        all_prose, size = self.prose_totals[-1] or 1, len(self.lines)
        above = PROSE_ABOVE_PHRASES.phrases_for([prose / all_prose for prose in self.prose_totals[:-1]])
        heights = PAGE_POSITION_PHRASES.phrases_for([position / size for position in range(size)])
        shares = RECURRING_WORDS_PHRASES.phrases_for(_recurring_word_shares(self.vocabulary))
        return [
            (prose, height, share) if words else (prose, height)
            for prose, height, share, words in zip(above, heights, shares, self.vocabulary, strict=True)
        ]

    def _row_phrases(self) -> Iterable[PhraseGroup]:
        """Return phrases for the row of short lines, or of longer ones, that each line is part of."""
        found: list[PhraseGroup] = []
        markers = [_classify_first_character(line.text[0]) for line in self.lines]
        start = 0
        for end, line in enumerate(self.line_evidence, 1):
            is_short = line.shape == SHORT
            if end < len(self.line_evidence) and (self.line_evidence[end].shape == SHORT) == is_short:
                continue
            if is_short:
                found += self._short_row_phrases(start, end, markers)
            else:
                found += [
                    (
                        PROSE_ROW_PHRASES(
                            min(position - start, MAX_PROSE_ROW_COUNTED)
                            + min(end - 1 - position, MAX_PROSE_ROW_COUNTED)
                            + 1
                        ),
                    )
                    for position in range(start, end)
                ]
            start = end
        return found

    def _short_row_phrases(self, start: int, end: int, markers: Sequence[str]) -> Iterable[PhraseGroup]:
        """Yield the phrases for each line of a row of short lines."""
        size = SHORT_LINE_ROW_PHRASES(end - start)
        shape_above = self.line_evidence[start - 1].shape if start else None
        below = f"its row stands below {shape_above}" if shape_above else "its row begins the page"
        has_colon_above = start > 0 and self.lines[start - 1].text[-1] in COLONS
        for position in range(start, end):
            where = (
                "first of its row"
                if position == start
                else "last of its row"
                if position == end - 1
                else "inside its row"
            )
            colon = ("a colon announces its row",) if has_colon_above else ()
            yield (size, where, below, *colon, *_list_marker_phrases(markers, position))
            has_colon_above = has_colon_above or (position == start and self.lines[start].text[-1] in COLONS)

    def _date_phrases(self) -> Iterable[PhraseGroup]:
        """Return phrases for bylines, dates and headings of other articles around each line."""
        is_stamp = [sign is LineSign.STAMP for sign in self.signs]
        stamps = list(accumulate(is_stamp, initial=0))
        padded = _pad_totals(stamps, DATE_REACH)
        near = [after - before for before, after in zip(padded, padded[2 * DATE_REACH + 1 :], strict=False)]
        since = [NO_DATE_ABOVE if lines is None else lines for lines in _count_lines_since(is_stamp)]
        breaks = [
            "no words above that stand above other articles"
            if lines is None
            else LINES_SINCE_BREAK_PHRASES(lines)
            for lines in _count_lines_since([sign is LineSign.BREAK for sign in self.signs])
        ]
        return zip(
            DATES_NEARBY_PHRASES.phrases_for(near),
            DATES_BELOW_PHRASES.phrases_for([stamps[-1] - above for above in stamps[1:]]),
            LINES_SINCE_DATE_PHRASES.phrases_for(since),
            breaks,
            strict=True,
        )

    def _headline_phrases(self) -> Iterable[PhraseGroup]:
        """Return phrases for the guessed article and headline, seen from each line."""
        if self.article_guess is None:
            return [("the page has no dense prose",)] * len(self.lines)
        runs = [_article_distance_phrase(line.line_index, self.article_guess) for line in self.lines]
        headline = next(
            (n for n, line in enumerate(self.lines) if line.line_index == self.article_guess.headline_index),
            None,
        )
        if headline is None:
            return [(run, "the page has no likely headline") for run in runs]
        headline_words = self.vocabulary[headline]
        return [
            (
                run,
                *self._headline_distance_phrases(position, headline),
                *_headline_overlap_phrases(headline_words, words),
            )
            for position, (run, words) in enumerate(zip(runs, self.vocabulary, strict=True))
        ]

    def _headline_distance_phrases(self, position: int, headline: int) -> PhraseGroup:
        if position <= headline:
            return ("the likely headline" if position == headline else "above the likely headline",)
        return (
            LINES_BELOW_HEADLINE_PHRASES(self.lines[position].line_index - self.lines[headline].line_index),
            PROSE_SINCE_HEADLINE_PHRASES(self.prose_totals[position] - self.prose_totals[headline]),
        )


@cache
def _between_shapes_phrases(before: str, shape: str, after: str, is_apart: bool) -> PhraseGroup:
    """Return the phrases for a line's shape and the nearest ones; `is_apart` if a blank line is below it."""
    return (f"{shape} between {before} and {after}", *(() if is_apart else ("no blank line below",)))


def _pad_totals(totals: list[RunningTotal], reach: int) -> list[RunningTotal]:
    """Return running totals with the first and the last repeated `reach` times."""
    return totals[:1] * reach + totals + totals[-1:] * reach


def _article_distance_phrase(line: int, guess: ArticleGuess) -> str:
    if line < guess.first:
        return LINES_ABOVE_RUN_PHRASES(guess.first - line)
    return LINES_BELOW_RUN_PHRASES(line - guess.last) if line > guess.last else "in the densest prose"


def _headline_overlap_phrases(headline_words: Set[str], words: Set[str]) -> PhraseGroup:
    return (HEADLINE_OVERLAP_PHRASES(len(headline_words & words)),) if headline_words else ()


def _classify_first_character(first: str) -> str:
    """Return "digit", "letter", or a mark itself."""
    return "digit" if first.isdecimal() else "letter" if first.isalpha() else first


def _list_marker_phrases(markers: Sequence[str], position: int) -> Iterable[str]:
    """Yield a phrase for each distance at which a line begins with the same mark, or also with a digit."""
    marker = markers[position]
    if marker == "letter":
        return
    kind = "digit" if marker == "digit" else "mark"
    for step, where in enumerate(("beside it", "two away"), 1):
        is_below = marker in markers[position + step : position + step + 1]
        if is_below or (position >= step and markers[position - step] == marker):
            yield f"begins with a {kind} like a line {where}"


def _count_lines_since(marked: Iterable[bool]) -> list[int | None]:
    """Return for every line the distance to the last marked line, itself included; None without one."""
    found: list[int | None] = []
    since: int | None = None
    for is_marked in marked:
        since = 0 if is_marked else None if since is None else since + 1
        found.append(since)
    return found


def _recurring_word_shares(vocabulary: Sequence[Set[str]]) -> list[float]:
    """Return for every line the share of its longer words that a nearby line has as well."""
    positions: dict[str, int] = {}  # the last line with each word
    recurring: list[set[str]] = [set() for _ in vocabulary]
    for position, words in enumerate(vocabulary):
        for word in words:
            before = positions.get(word)
            if before is not None and position - before <= RECURRENCE_REACH:
                recurring[position].add(word)
                recurring[before].add(word)
            positions[word] = position
    return [len(again) / (len(words) or 1) for again, words in zip(recurring, vocabulary, strict=True)]
