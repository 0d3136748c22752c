"""What stands around a line: the lines beside it, the prose near it, the headline, dates, lists.

Together with `line_evidence` this is all that `line_classifier` knows of a line. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import TypeVar

from build_scripts.cleaning.boilerplate_signs import LineSign
from build_scripts.cleaning.evidence_phrases import (
    DATES_BELOW_PHRASES,
    DATES_NEARBY_PHRASES,
    HEADLINE_OVERLAP_PHRASES,
    LINES_ABOVE_RUN_PHRASES,
    LINES_BELOW_HEADLINE_PHRASES,
    LINES_BELOW_RUN_PHRASES,
    LINES_SINCE_BREAK_PHRASES,
    LINES_SINCE_DATE_PHRASES,
    PAGE_POSITION_PHRASES,
    PROSE_ABOVE_PHRASES,
    PROSE_ROW_PHRASES,
    PROSE_SINCE_HEADLINE_PHRASES,
    PROSE_WINDOWS,
    RECURRING_WORDS_PHRASES,
    SHORT_LINE_ROW_PHRASES,
)
from build_scripts.cleaning.line_evidence import (
    COLONS,
    NEIGHBOUR_POSITIONS,
    PROSE,
    SENTENCE,
    SHORT,
    LineEvidence,
    PhraseGroup,
    PhrasesByPosition,
    collect_line_evidence,
)
from build_scripts.cleaning.line_features import LineFeatures

PROSE_CAP = 60  # words of one line that count
PROSE_SHARE_BY_SHAPE = {PROSE: 1.0, SENTENCE: 0.5, SHORT: 0.0}  # of a line's words that count as prose
RECURRENCE_REACH = 4  # lines on either side in which the words of a line may return
DATE_REACH = 6  # lines on either side in which bylines and dates are counted
NO_DATE_ABOVE = 1_000  # lines since what does not stand above
MAX_PROSE_ROW_COUNTED = 8  # lines of prose in a row from which more make no difference
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
    """Where the article seems to be at first sight: lines of the text, `first` and `last` included."""

    headline_index: int | None
    first: int
    last: int


class PageEvidence:
    """The lines of a text that aren't blank, their signs, and the evidence on each of them.

    `evidence_groups` holds, for each line, its evidence in groups that other lines show as well.
    """

    def __init__(
        self, lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...], guess: ArticleGuess | None
    ) -> None:
        self.lines, self.signs, self.article_guess = lines, signs, guess
        self.line_evidence = tuple(map(collect_line_evidence, lines, signs))
        words = [min(line.word_count, PROSE_CAP) for line in lines]
        self.word_totals = list(accumulate(words, initial=0))
        prose = [PROSE_SHARE_BY_SHAPE[o.shape] * w for o, w in zip(self.line_evidence, words, strict=True)]
        self.prose_totals = list(accumulate(prose, initial=0.0))
        self.vocabulary = [frozenset(line.content_words) for line in lines]
        self.evidence_groups = tuple(
            zip(
                [o.by_position.for_line for o in self.line_evidence],
                [o.other_phrases for o in self.line_evidence],
                *self._beside(),
                self._density(),
                self._place(),
                self._row(),
                self._dates(),
                self._headline(),
                strict=True,
            )
        )

    def list_evidence(self, place: int) -> tuple[str, ...]:
        """Return all the evidence on one line."""
        return tuple(chain.from_iterable(self.evidence_groups[place]))

    def _beside(self) -> Iterable[Sequence[PhraseGroup]]:
        own = (*PAGE_EDGE_EVIDENCE, *self.line_evidence, *PAGE_EDGE_EVIDENCE)
        size = len(self.lines)
        for side, step in enumerate((0, 1, 3, 4)):  # to the lines of `NEIGHBOUR_POSITIONS`
            yield [other.by_position.for_neighbours[side] for other in own[step : step + size]]
        spaced = [line.blank_line_above for line in self.lines[1:]] + [True] * (size > 0)
        yield [
            _between(before.shape, here.shape, after.shape, apart)
            for before, here, after, apart in zip(own[1:], self.line_evidence, own[3:], spaced, strict=False)
        ]

    def _density(self) -> Iterable[PhraseGroup]:
        """Return what share of the words near each line, above and below, is prose."""
        columns = []
        for reach, above, below in PROSE_WINDOWS:
            prose, words = _drawn_out(self.prose_totals, reach), _drawn_out(self.word_totals, reach)
            # One for each window that ends on the page or begins on it, the highest first.
            shares = [
                (high - low) / ((more - less) or 1)
                for low, high, less, more in zip(prose, prose[reach:], words, words[reach:], strict=False)
            ]
            columns += [above.phrases_for(shares[: len(self.lines)]), below.phrases_for(shares[reach + 1 :])]
        return zip(*columns, strict=True)

    def _place(self) -> Iterable[PhraseGroup]:
        whole, size = self.prose_totals[-1] or 1, len(self.lines)
        above = PROSE_ABOVE_PHRASES.phrases_for([prose / whole for prose in self.prose_totals[:-1]])
        heights = PAGE_POSITION_PHRASES.phrases_for([place / size for place in range(size)])
        shares = RECURRING_WORDS_PHRASES.phrases_for(_returns(self.vocabulary))
        return [
            (prose, height, share) if words else (prose, height)
            for prose, height, share, words in zip(above, heights, shares, self.vocabulary, strict=True)
        ]

    def _row(self) -> Iterable[PhraseGroup]:
        """Return what is to be said of the row of short lines, or of others, that each line stands in."""
        found: list[PhraseGroup] = []
        leads = [_lead(line.text[0]) for line in self.lines]
        start = 0
        for end, here in enumerate(self.line_evidence, 1):
            if end < len(self.line_evidence) and (self.line_evidence[end].shape == SHORT) == (
                here.shape == SHORT
            ):
                continue
            if here.shape == SHORT:
                found += self._short_row(start, end, leads)
            else:
                found += [
                    (
                        PROSE_ROW_PHRASES(
                            min(place - start, MAX_PROSE_ROW_COUNTED)
                            + min(end - 1 - place, MAX_PROSE_ROW_COUNTED)
                            + 1
                        ),
                    )
                    for place in range(start, end)
                ]
            start = end
        return found

    def _short_row(self, start: int, end: int, leads: Sequence[str]) -> Iterable[PhraseGroup]:
        size = SHORT_LINE_ROW_PHRASES(end - start)
        below = (
            f"its row stands below {self.line_evidence[start - 1].shape}"
            if start
            else "its row begins the page"
        )
        announced = start > 0 and self.lines[start - 1].text[-1] in COLONS
        for place in range(start, end):
            where = (
                "first of its row"
                if place == start
                else "last of its row"
                if place == end - 1
                else "inside its row"
            )
            colon = ("a colon announces its row",) if announced else ()
            yield (size, where, below, *colon, *_led(leads, place))
            announced = announced or (place == start and self.lines[start].text[-1] in COLONS)

    def _dates(self) -> Iterable[PhraseGroup]:
        stamped = [sign is LineSign.STAMP for sign in self.signs]
        stamps = list(accumulate(stamped, initial=0))
        drawn = _drawn_out(stamps, DATE_REACH)
        near = [after - before for before, after in zip(drawn, drawn[2 * DATE_REACH + 1 :], strict=False)]
        since = [NO_DATE_ABOVE if lines is None else lines for lines in _since(stamped)]
        breaks = [
            "no words above that stand above other articles"
            if lines is None
            else LINES_SINCE_BREAK_PHRASES(lines)
            for lines in _since([sign is LineSign.BREAK for sign in self.signs])
        ]
        return zip(
            DATES_NEARBY_PHRASES.phrases_for(near),
            DATES_BELOW_PHRASES.phrases_for([stamps[-1] - above for above in stamps[1:]]),
            LINES_SINCE_DATE_PHRASES.phrases_for(since),
            breaks,
            strict=True,
        )

    def _headline(self) -> Iterable[PhraseGroup]:
        if self.article_guess is None:
            return [("the page has no dense prose",)] * len(self.lines)
        runs = [_from_run(line.line_index, self.article_guess) for line in self.lines]
        head = next(
            (n for n, line in enumerate(self.lines) if line.line_index == self.article_guess.headline_index),
            None,
        )
        if head is None:
            return [(run, "the page has no likely headline") for run in runs]
        title = self.vocabulary[head]
        return [
            (run, *self._from_headline(place, head), *_shared(title, words))
            for place, (run, words) in enumerate(zip(runs, self.vocabulary, strict=True))
        ]

    def _from_headline(self, place: int, head: int) -> PhraseGroup:
        if place <= head:
            return ("the likely headline" if place == head else "above the likely headline",)
        return (
            LINES_BELOW_HEADLINE_PHRASES(self.lines[place].line_index - self.lines[head].line_index),
            PROSE_SINCE_HEADLINE_PHRASES(self.prose_totals[place] - self.prose_totals[head]),
        )


@cache
def _between(before: str, here: str, after: str, apart: bool) -> PhraseGroup:
    """Return what is to be said of a line of one shape between two others, `apart` from the one below."""
    return (f"{here} between {before} and {after}", *(() if apart else ("no blank line below",)))


def _drawn_out(totals: list[RunningTotal], reach: int) -> list[RunningTotal]:
    """Return running totals with the first and the last one `reach` times more."""
    return totals[:1] * reach + totals + totals[-1:] * reach


def _from_run(line: int, guess: ArticleGuess) -> str:
    if line < guess.first:
        return LINES_ABOVE_RUN_PHRASES(guess.first - line)
    return LINES_BELOW_RUN_PHRASES(line - guess.last) if line > guess.last else "in the densest prose"


def _shared(title: Set[str], words: Set[str]) -> PhraseGroup:
    return (HEADLINE_OVERLAP_PHRASES(len(title & words)),) if title else ()


def _lead(first: str) -> str:
    """Return what kind of character a line begins with: a letter, a digit, or the mark itself."""
    return "digit" if first.isdecimal() else "letter" if first.isalpha() else first


def _led(leads: Sequence[str], place: int) -> Iterable[str]:
    """Yield which of the lines near one begin with the same kind of character, if that is no letter."""
    lead = leads[place]
    if lead == "letter":
        return
    kind = "digit" if lead == "digit" else "mark"
    for step, where in enumerate(("beside it", "two away"), 1):
        if lead in leads[place + step : place + step + 1] or (place >= step and leads[place - step] == lead):
            yield f"begins with a {kind} like a line {where}"


def _since(marked: Iterable[bool]) -> list[int | None]:
    """Return for every line how far above it the nearest marked one is; None where there is none."""
    found: list[int | None] = []
    since: int | None = None
    for here in marked:
        since = 0 if here else None if since is None else since + 1
        found.append(since)
    return found


def _returns(vocabulary: Sequence[Set[str]]) -> list[float]:
    """Return for every line the share of its longer words that a line nearby has as well."""
    places: dict[str, int] = {}
    returning: list[set[str]] = [set() for _ in vocabulary]
    for place, words in enumerate(vocabulary):
        for word in words:
            before = places.get(word)
            if before is not None and place - before <= RECURRENCE_REACH:
                returning[place].add(word)
                returning[before].add(word)
            places[word] = place
    return [len(again) / (len(words) or 1) for again, words in zip(returning, vocabulary, strict=True)]
