"""What stands around a line: the lines beside it, the prose near it, the headline, dates, lists.

Together with `evidence` this is all that `model` knows of a line. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import TypeVar

from build_scripts.cleaning import evidence_phrases as phrases
from build_scripts.cleaning.boilerplate_signs import Sign
from build_scripts.cleaning.line_evidence import (
    BESIDE,
    COLONS,
    PROSE,
    SENTENCE,
    SHORT,
    Group,
    Outlook,
    Own,
    own,
)
from build_scripts.cleaning.line_features import Seen

PROSE_CAP = 60  # words of one line that count
SHARE = {PROSE: 1.0, SENTENCE: 0.5, SHORT: 0.0}  # of a line's words that count as prose
NEAR = 4  # lines on either side in which the words of a line may return
DATES_NEAR = 6  # lines on either side in which bylines and dates are counted
NEVER = 1_000  # lines since what does not stand above
MANY = 8  # lines of prose in a row from which more make no difference
EDGE = "the page's edge"
BEYOND = (Own(EDGE, Outlook((), tuple((f"{where}: {EDGE}",) for where in BESIDE)), ()),) * 2


Total = TypeVar("Total", int, float)


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the article seems to be at first sight: lines of the text, `first` and `last` included."""

    headline: int | None
    first: int
    last: int


class Page:
    """The lines of a text that aren't blank, their signs, and the evidence on each of them.

    `groups` holds, for each line, its evidence in groups that other lines show as well.
    """

    def __init__(self, lines: tuple[Seen, ...], signs: tuple[Sign | None, ...], guess: Guess | None) -> None:
        self.lines, self.signs, self.guess = lines, signs, guess
        self.own = tuple(map(own, lines, signs))
        words = [min(line.words, PROSE_CAP) for line in lines]
        self.words = list(accumulate(words, initial=0))
        prose = [SHARE[o.shape] * w for o, w in zip(self.own, words, strict=True)]
        self.prose = list(accumulate(prose, initial=0.0))
        self.vocabulary = [frozenset(line.content) for line in lines]
        self.groups = tuple(
            zip(
                [o.outlook.here for o in self.own],
                [o.phrases for o in self.own],
                *self._beside(),
                self._density(),
                self._place(),
                self._row(),
                self._dates(),
                self._headline(),
                strict=True,
            )
        )

    def evidence(self, place: int) -> tuple[str, ...]:
        """Return all the evidence on one line."""
        return tuple(chain.from_iterable(self.groups[place]))

    def _beside(self) -> Iterable[Sequence[Group]]:
        own = (*BEYOND, *self.own, *BEYOND)
        size = len(self.lines)
        for side, step in enumerate((0, 1, 3, 4)):  # to the lines of `BESIDE`
            yield [other.outlook.beside[side] for other in own[step : step + size]]
        spaced = [line.spaced for line in self.lines[1:]] + [True] * (size > 0)
        yield [
            _between(before.shape, here.shape, after.shape, apart)
            for before, here, after, apart in zip(own[1:], self.own, own[3:], spaced, strict=False)
        ]

    def _density(self) -> Iterable[Group]:
        """Return what share of the words near each line, above and below, is prose."""
        columns = []
        for reach, above, below in phrases.WINDOWS:
            prose, words = _drawn_out(self.prose, reach), _drawn_out(self.words, reach)
            # One for each window that ends on the page or begins on it, the highest first.
            shares = [
                (high - low) / ((more - less) or 1)
                for low, high, less, more in zip(prose, prose[reach:], words, words[reach:], strict=False)
            ]
            columns += [above.each(shares[: len(self.lines)]), below.each(shares[reach + 1 :])]
        return zip(*columns, strict=True)

    def _place(self) -> Iterable[Group]:
        whole, size = self.prose[-1] or 1, len(self.lines)
        above = phrases.prose_above.each([prose / whole for prose in self.prose[:-1]])
        heights = phrases.place_on_page.each([place / size for place in range(size)])
        shares = phrases.returning.each(_returns(self.vocabulary))
        return [
            (prose, height, share) if words else (prose, height)
            for prose, height, share, words in zip(above, heights, shares, self.vocabulary, strict=True)
        ]

    def _row(self) -> Iterable[Group]:
        """Return what is to be said of the row of short lines, or of others, that each line stands in."""
        found: list[Group] = []
        leads = [_lead(line.text[0]) for line in self.lines]
        start = 0
        for end, here in enumerate(self.own, 1):
            if end < len(self.own) and (self.own[end].shape == SHORT) == (here.shape == SHORT):
                continue
            if here.shape == SHORT:
                found += self._short_row(start, end, leads)
            else:
                found += [
                    (phrases.prose_lines(min(place - start, MANY) + min(end - 1 - place, MANY) + 1),)
                    for place in range(start, end)
                ]
            start = end
        return found

    def _short_row(self, start: int, end: int, leads: Sequence[str]) -> Iterable[Group]:
        size = phrases.short_lines(end - start)
        below = f"its row stands below {self.own[start - 1].shape}" if start else "its row begins the page"
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

    def _dates(self) -> Iterable[Group]:
        stamped = [sign is Sign.STAMP for sign in self.signs]
        stamps = list(accumulate(stamped, initial=0))
        drawn = _drawn_out(stamps, DATES_NEAR)
        near = [after - before for before, after in zip(drawn, drawn[2 * DATES_NEAR + 1 :], strict=False)]
        since = [NEVER if lines is None else lines for lines in _since(stamped)]
        breaks = [
            "no words above that stand above other articles" if lines is None else phrases.since_break(lines)
            for lines in _since([sign is Sign.BREAK for sign in self.signs])
        ]
        return zip(
            phrases.dates_near.each(near),
            phrases.dates_below.each([stamps[-1] - above for above in stamps[1:]]),
            phrases.since_date.each(since),
            breaks,
            strict=True,
        )

    def _headline(self) -> Iterable[Group]:
        if self.guess is None:
            return [("the page has no dense prose",)] * len(self.lines)
        runs = [_from_run(line.at, self.guess) for line in self.lines]
        head = next((n for n, line in enumerate(self.lines) if line.at == self.guess.headline), None)
        if head is None:
            return [(run, "the page has no likely headline") for run in runs]
        title = self.vocabulary[head]
        return [
            (run, *self._from_headline(place, head), *_shared(title, words))
            for place, (run, words) in enumerate(zip(runs, self.vocabulary, strict=True))
        ]

    def _from_headline(self, place: int, head: int) -> Group:
        if place <= head:
            return ("the likely headline" if place == head else "above the likely headline",)
        return (
            phrases.below_headline(self.lines[place].at - self.lines[head].at),
            phrases.after_headline(self.prose[place] - self.prose[head]),
        )


@cache
def _between(before: str, here: str, after: str, apart: bool) -> Group:
    """Return what is to be said of a line of one shape between two others, `apart` from the one below."""
    return (f"{here} between {before} and {after}", *(() if apart else ("no blank line below",)))


def _drawn_out(totals: list[Total], reach: int) -> list[Total]:
    """Return running totals with the first and the last one `reach` times more."""
    return totals[:1] * reach + totals + totals[-1:] * reach


def _from_run(line: int, guess: Guess) -> str:
    if line < guess.first:
        return phrases.before_run(guess.first - line)
    return phrases.after_run(line - guess.last) if line > guess.last else "in the densest prose"


def _shared(title: Set[str], words: Set[str]) -> Group:
    return (phrases.of_headline(len(title & words)),) if title else ()


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
            if before is not None and place - before <= NEAR:
                returning[place].add(word)
                returning[before].add(word)
            places[word] = place
    return [len(again) / (len(words) or 1) for again, words in zip(returning, vocabulary, strict=True)]
