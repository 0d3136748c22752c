"""What stands around a line: the lines beside it, the prose near it, the headline, dates, lists.

Together with `evidence` this is all that `model` knows of a line. Time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from . import phrases
from .evidence import BESIDE, COLONS, PROSE, SENTENCE, SHORT, own
from .features import Seen
from .signs import Sign

PROSE_CAP = 60  # words of one line that count
SENTENCE_SHARE = 0.5  # of the words of a short sentence that count as prose
NEAR = 4  # lines on either side in which the words of a line may return
DATES_NEAR = 6  # lines on either side in which bylines and dates are counted
NEVER = 1_000  # lines since what does not stand above
MANY = 8  # lines of prose in a row from which more make no difference
EDGE = "the page's edge"
STEPS = (-2, -1, 1, 2)  # to the lines of `BESIDE`
EDGES = tuple((f"{where}: {EDGE}",) for where in BESIDE)


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the article seems to be at first sight: lines of the text, `first` and `last` included."""

    headline: int | None
    first: int
    last: int


class Page:
    """The lines of a text that aren't blank, their signs, and what is counted over all of them at once."""

    def __init__(self, lines: tuple[Seen, ...], signs: tuple[Sign | None, ...], guess: Guess | None) -> None:
        self.lines, self.signs, self.guess = lines, signs, guess
        self.own = tuple(map(own, lines, signs))
        words = [min(line.words, PROSE_CAP) for line in lines]
        share = {PROSE: 1.0, SENTENCE: SENTENCE_SHARE, SHORT: 0.0}
        self.words = tuple(accumulate(words, initial=0))
        self.prose = tuple(
            accumulate((share[o.shape] * w for o, w in zip(self.own, words, strict=True)), initial=0.0)
        )
        self.stamps = tuple(accumulate((sign is Sign.STAMP for sign in signs), initial=0))
        self.last_stamp = _last(sign is Sign.STAMP for sign in signs)
        self.last_break = _last(sign is Sign.BREAK for sign in signs)
        short = [o.shape == SHORT for o in self.own]
        self.rows = _rows(short)
        self.leads = tuple(_lead(line.text[0]) for line in lines)
        self.vocabulary = tuple(frozenset(line.content) for line in lines)
        self.returning = _returns(self.vocabulary)
        at = guess.headline if guess is not None else None
        self.head = next((n for n, line in enumerate(lines) if line.at == at), None)
        self.title: Set[str] = self.vocabulary[self.head] if self.head is not None else frozenset()

    def evidence(self, place: int) -> tuple[str, ...]:
        """Return all the evidence on one line."""
        return (
            *self.own[place].phrases,
            *self._beside(place),
            *self._density(place),
            *self._row(place),
            *self._dates(place),
            *self._headline(place),
        )

    def _beside(self, place: int) -> Iterator[str]:
        for side, step in enumerate(STEPS):
            other = place + step
            yield from self.own[other].beside[side] if 0 <= other < len(self.lines) else EDGES[side]
        if place + 1 < len(self.lines) and not self.lines[place + 1].spaced:
            yield "no blank line below"
        before = self.own[place - 1].shape if place else EDGE
        after = self.own[place + 1].shape if place + 1 < len(self.lines) else EDGE
        yield f"{self.own[place].shape} between {before} and {after}"

    def _density(self, place: int) -> Iterator[str]:
        size = len(self.lines)
        for reach, side, phrase in phrases.WINDOWS:
            start, end = (
                (max(0, place - reach), place)
                if side == "above"
                else (place + 1, min(size, place + 1 + reach))
            )
            yield phrase((self.prose[end] - self.prose[start]) / max(self.words[end] - self.words[start], 1))
        yield phrases.prose_above(self.prose[place] / (self.prose[-1] or 1))
        yield phrases.place_on_page(place / size)
        if self.vocabulary[place]:
            yield phrases.returning(self.returning[place])

    def _row(self, place: int) -> Iterator[str]:
        first, last = self.rows[place]
        if self.own[place].shape != SHORT:
            yield phrases.prose_lines(min(place - first, MANY) + min(last - place, MANY) + 1)
            return
        yield phrases.short_lines(last - first + 1)
        yield (
            "first of its row" if place == first else "last of its row" if place == last else "inside its row"
        )
        yield f"its row stands below {self.own[first - 1].shape}" if first else "its row begins the page"
        if any(line.text[-1] in COLONS for line in self.lines[max(0, first - 1) : min(first + 1, place)]):
            yield "a colon announces its row"
        lead = self.leads[place]
        if lead != "letter":
            for step in (1, 2):
                before, after = place - step, place + step
                if (before >= 0 and self.leads[before] == lead) or (
                    after < len(self.leads) and self.leads[after] == lead
                ):
                    kind = "digit" if lead == "digit" else "mark"
                    yield f"begins with a {kind} like a line {'beside it' if step == 1 else 'two away'}"

    def _dates(self, place: int) -> Iterator[str]:
        size = len(self.lines)
        near = self.stamps[min(size, place + DATES_NEAR + 1)] - self.stamps[max(0, place - DATES_NEAR)]
        yield phrases.dates_near(near)
        yield phrases.dates_below(self.stamps[size] - self.stamps[place + 1])
        since = self.last_stamp[place]
        yield phrases.since_date(NEVER if since is None else place - since)
        since = self.last_break[place]
        yield (
            "no words above that stand above other articles"
            if since is None
            else phrases.since_break(place - since)
        )

    def _headline(self, place: int) -> Iterator[str]:
        if self.guess is None:
            yield "the page has no dense prose"
            return
        index = self.lines[place].at
        if index < self.guess.first:
            yield phrases.before_run(self.guess.first - index)
        elif index > self.guess.last:
            yield phrases.after_run(index - self.guess.last)
        else:
            yield "in the densest prose"
        if self.head is None or self.guess.headline is None:
            yield "the page has no likely headline"
            return
        if self.title:
            yield phrases.of_headline(len(self.title & self.vocabulary[place]))
        if place == self.head:
            yield "the likely headline"
        elif place < self.head:
            yield "above the likely headline"
        else:
            yield phrases.below_headline(index - self.guess.headline)
            yield phrases.after_headline(self._prose_since_headline(place))

    def _prose_since_headline(self, place: int) -> float:
        return self.prose[place] - self.prose[self.head or 0]


def _lead(first: str) -> str:
    """Return what kind of character a line begins with: a letter, a digit, or the mark itself."""
    return "digit" if first.isdecimal() else "letter" if first.isalpha() else first


def _last(marked: Iterable[bool]) -> tuple[int | None, ...]:
    """Return for every line the nearest marked one that isn't below it."""
    found: list[int | None] = []
    for place, here in enumerate(marked):
        found.append(place if here else found[-1] if found else None)
    return tuple(found)


def _rows(short: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Return for every line the first and last of the row of short or other lines that it stands in."""
    rows: list[tuple[int, int]] = []
    start = 0
    for place, here in enumerate(short):
        if place + 1 == len(short) or short[place + 1] != here:
            rows += [(start, place)] * (place + 1 - start)
            start = place + 1
    return tuple(rows)


def _returns(vocabulary: Sequence[Set[str]]) -> tuple[float, ...]:
    """Return for every line the share of its longer words that a line nearby has as well."""
    places: dict[str, int] = {}
    back: list[set[str]] = []
    ahead: list[set[str]] = [set() for _ in vocabulary]
    for place, words in enumerate(vocabulary):
        near = set()
        for word in words:
            before = places.get(word)
            if before is not None and place - before <= NEAR:
                near.add(word)
                ahead[before].add(word)
            places[word] = place
        back.append(near)
    return tuple(
        len(before | after) / (len(words) or 1)
        for words, before, after in zip(vocabulary, back, ahead, strict=True)
    )
