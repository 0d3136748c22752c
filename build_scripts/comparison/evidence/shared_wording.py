"""Find words that two sources have in common and that nobody writes twice: copied from one wire, or another.

A run of words is looked for inside single sentences, by hashed shingles of `COPIED_RUN` words (Broder, "On
the resemblance and containment of documents", 1997) that are then extended as far as both sentences agree.
What a third person said is no wording of the outlet's: words inside quotation marks in both don't count, so
that a run wholly inside them is none.

The work grows with the words, not with pairs of sources: a shingle is remembered for the first
`MOST_SOURCES` sources that have it, and for the first `MOST_PLACES` sentences of each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from build_scripts.comparison.evidence.printed_first import credited, earlier_of
from build_scripts.models import Article, Shared, Span
from build_scripts.text import quotations
from build_scripts.text.normalize import reading

# So many words in a row, the same in two sources, are hardly written twice: in labelled pairs of ECB+ such
# runs stand in wire copies and quotations only. At least half of them are written small (or in a script
# without capitals), since a long title with a name is nobody's wording.
COPIED_RUN = 10
MOST_SOURCES = 10
MOST_PLACES = 4
# Guards for text that repeats itself: a longer sentence is a table, and so many stretches that begin alike
# are a pattern.
MOST_WORDS = 500
MOST_TRIALS = 60

# For each shingle and number of source the places where it stands: number of sentence, number of word.
Index = dict[int, dict[int, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a sentence in small letters, where each stands, and which count as the writer's own.

    `shingles` are the hashes of its runs of `COPIED_RUN` words, in order.
    """

    words: tuple[str, ...]
    places: tuple[Span, ...]
    quoted: tuple[bool, ...]
    small: tuple[bool, ...]
    shingles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in common: where they begin in two wordings, by number of word, and how many they are."""

    mine: int
    its: int
    number: int


def wordings(text: str, sentences: Sequence[Span], quoted: Sequence[Span]) -> tuple[Wording, ...]:
    """Return the wording of each sentence of a text; `quoted` are its quotations, in order and apart.

    What isn't seen parts no word.
    """
    read = reading(text)
    starts = [quotation.start for quotation in quoted]

    def inside(place: Span) -> bool:
        number = bisect_right(starts, place.start) - 1
        return number >= 0 and quoted[number].covers(place)

    found = []
    for sentence in sentences:
        here = read.here(sentence)
        matches = list(islice(re.finditer(r"\w+", here.of(read.text)), MOST_WORDS))
        words = [match[0] for match in matches]
        folded = tuple(word.casefold() for word in words)
        places = tuple(read.back(Span(here.start + m.start(), here.start + m.end())) for m in matches)
        found.append(
            Wording(
                folded,
                places,
                tuple(map(inside, places)),
                tuple(word[0].isalpha() and not word[0].isupper() for word in words),
                tuple(hash(folded[n : n + COPIED_RUN]) for n in range(len(folded) - COPIED_RUN + 1)),
            )
        )
    return tuple(found)


def of_span(text: str, span: Span) -> Wording:
    """Return the wording of any stretch of a text, taken by itself."""
    return wordings(text, (span,), quotations.find(text, (span,)))[0]


def counts(mine: Wording, its: Wording, run: Run) -> bool:
    """Tell whether a run holds enough words that are a writer's own wording."""
    own = [
        mine.small[run.mine + step]
        for step in range(run.number)
        if not (mine.quoted[run.mine + step] and its.quoted[run.its + step])
    ]
    return len(own) >= COPIED_RUN and 2 * sum(own) >= len(own)


def copied(mine: Wording, its: Wording) -> bool:
    """Tell whether two sentences share a run of words that is no coincidence."""
    if set(mine.shingles).isdisjoint(its.shingles):
        return False
    index: Index = {}
    _remember(0, [its], index)
    return any(True for _ in _runs(mine, [[its]], index))


def of_article(article: Article) -> tuple[Wording, ...]:
    """Return the wording of each of an article's sentences."""
    quoted = quotations.find(article.text, tuple(article.body))
    return wordings(article.text, article.sentence_spans, sorted(quoted))


def shared(articles: Sequence[Article]) -> tuple[Shared, ...]:
    """Return the wording that the articles share: for two sentences their longest run, in the sources' order.

    A sentence that stands in a source several times word for word counts there as the first of them, where
    a later source has it, too. Of more than `MOST_SOURCES` sources with the same words, each is told to share
    them with the first.
    """
    every = [of_article(article) for article in articles]
    index: Index = {}
    found: list[tuple[tuple[int, int, int, int], Shared]] = []
    for number, article in enumerate(articles):
        for place, mine in enumerate(every[number]):
            for (source, other), run in _runs(mine, every, index):
                key = (source, other, number, place)
                found.append((key, _shared(articles[source], article, every, key, run)))
        _remember(number, every[number], index)
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _remember(number: int, every: Sequence[Wording], index: Index) -> None:
    """Add a source's shingles to the index, but those of sentences that it has had."""
    had: set[tuple[str, ...]] = set()
    for place, wording in enumerate(every):
        if wording.words in had:
            continue
        had.add(wording.words)
        for start, shingle in enumerate(wording.shingles):
            sources = index.setdefault(shingle, {})
            if number in sources or len(sources) < MOST_SOURCES:
                places = sources.setdefault(number, [])
                if len(places) < MOST_PLACES:
                    places.append((place, start))


def _runs(
    mine: Wording, every: Sequence[Sequence[Wording]], index: Index
) -> Iterator[tuple[tuple[int, int], Run]]:
    """Yield what a sentence shares with sentences of earlier sources, by number of source and sentence.

    Within a source a run that lies inside a longer one is passed over.
    """
    best: defaultdict[int, dict[int, Run]] = defaultdict(dict)
    ends: dict[tuple[int, int, int], int] = {}
    trials: Counter[int] = Counter()
    for start, shingle in enumerate(mine.shingles):
        for source, places in index.get(shingle, {}).items():
            for place, other in places:
                diagonal = (source, place, other - start)
                if start < ends.get(diagonal, 0) or trials[source] >= MOST_TRIALS:
                    continue
                trials[source] += 1
                its = every[source][place]
                run = _extended(mine.words, its.words, start, other)
                ends[diagonal] = run.mine + run.number
                known = best[source].get(place)
                if (known is None or run.number > known.number) and counts(mine, its, run):
                    best[source][place] = run
    for source, runs in best.items():
        yield from (((source, place), run) for place, run in _outermost(runs.items()))


def _extended(mine: Sequence[str], its: Sequence[str], start: int, other: int) -> Run:
    """Return the longest run around two places at which the words agree; none where hashes alone did."""
    end = 0
    while start + end < len(mine) and other + end < len(its) and mine[start + end] == its[other + end]:
        end += 1
    back = 0
    while back < min(start, other) and mine[start - back - 1] == its[other - back - 1]:
        back += 1
    return Run(start - back, other - back, back + end)


def _outermost(runs: Iterable[tuple[int, Run]]) -> Iterator[tuple[int, Run]]:
    kept: list[Run] = []
    for place, run in sorted(runs, key=lambda pair: (-pair[1].number, pair[0])):
        if not any(k.mine <= run.mine and run.mine + run.number <= k.mine + k.number for k in kept):
            kept.append(run)
            yield place, run


def _shared(
    earlier: Article,
    later: Article,
    every: Sequence[Sequence[Wording]],
    key: tuple[int, int, int, int],
    run: Run,
) -> Shared:
    source, other, number, place = key
    its, mine = every[source][other], every[number][place]
    sentences = (earlier.sentences[other].span, later.sentences[place].span)
    return Shared(
        sentences=((earlier.id, sentences[0]), (later.id, sentences[1])),
        runs=(_stretch(its, run.its, run.number), _stretch(mine, run.mine, run.number)),
        number=run.number,
        earlier=earlier_of(earlier, later),
        agencies=(credited(earlier, sentences[0]), credited(later, sentences[1])),
    )


def _stretch(wording: Wording, first: int, number: int) -> Span:
    return Span(wording.places[first].start, wording.places[first + number - 1].end)
