"""Find words that two sources have in common and that nobody writes twice: copied from one wire, or another.

A run of words is looked for inside single sentences, by hashed shingles of `SHORTEST_COPIED_RUN` words
(Broder, "On the resemblance and containment of documents", 1997) that are then extended as far as both
sentences agree. What a third person said is no wording of the outlet's: words inside quotation marks in both
don't count, so that a run wholly inside them is none.

The work grows with the words, not with pairs of sources: a shingle is remembered for the first
`MOST_SOURCES_PER_SHINGLE` sources that have it, and for the first `MOST_SENTENCES_PER_SHINGLE` sentences of
each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from build_scripts.comparison.evidence.printed_first import find_printed_first, find_sentence_agencies
from build_scripts.models import Article, SharedWording, Span
from build_scripts.text.normalize import normalize_text
from build_scripts.text.quotations import find_quotations

# So many words in a row, the same in two sources, are hardly written twice: in labelled pairs of ECB+ such
# runs stand in wire copies and quotations only. At least half of them are written small (or in a script
# without capitals), since a long title with a name is nobody's wording.
SHORTEST_COPIED_RUN = 10
MOST_SOURCES_PER_SHINGLE = 10
MOST_SENTENCES_PER_SHINGLE = 4
# Guards for text that repeats itself: a longer sentence is a table, and so many stretches that begin alike
# are a pattern.
MOST_WORDS_IN_SENTENCE = 500
MOST_TRIED_STRETCHES = 60

# For each shingle and number of source the places where it stands: number of sentence, number of word.
ShingleIndex = dict[int, dict[int, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class ShingledSentence:
    """The words of a sentence in small letters, where each stands, and which count as the writer's own.

    `shingles` are the hashes of its runs of `SHORTEST_COPIED_RUN` words, in order.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    is_quoted: tuple[bool, ...]
    is_lowercase: tuple[bool, ...]
    shingles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedRun:
    """Words in common: where they begin in two wordings, by number of word, and how many they are."""

    first_start: int
    second_start: int
    length: int


def shingle_sentences(
    text: str, sentences: Sequence[Span], quoted: Sequence[Span]
) -> tuple[ShingledSentence, ...]:
    """Return the wording of each sentence of a text; `quoted` are its quotations, in order and apart.

    What isn't seen parts no word.
    """
    read = normalize_text(text)
    starts = [quotation.start for quotation in quoted]

    def inside(place: Span) -> bool:
        number = bisect_right(starts, place.start) - 1
        return number >= 0 and quoted[number].covers(place)

    found = []
    for sentence in sentences:
        here = read.to_normalized(sentence)
        matches = list(islice(re.finditer(r"\w+", here.extract(read.text)), MOST_WORDS_IN_SENTENCE))
        words = [match[0] for match in matches]
        folded = tuple(word.casefold() for word in words)
        places = tuple(read.to_original(Span(here.start + m.start(), here.start + m.end())) for m in matches)
        found.append(
            ShingledSentence(
                folded,
                places,
                tuple(map(inside, places)),
                tuple(word[0].isalpha() and not word[0].isupper() for word in words),
                tuple(
                    hash(folded[n : n + SHORTEST_COPIED_RUN])
                    for n in range(len(folded) - SHORTEST_COPIED_RUN + 1)
                ),
            )
        )
    return tuple(found)


def shingle_span(text: str, span: Span) -> ShingledSentence:
    """Return the wording of any stretch of a text, taken by itself."""
    return shingle_sentences(text, (span,), find_quotations(text, (span,)))[0]


def has_enough_own_words(mine: ShingledSentence, its: ShingledSentence, run: SharedRun) -> bool:
    """Tell whether a run holds enough words that are a writer's own wording."""
    own = [
        mine.is_lowercase[run.first_start + step]
        for step in range(run.length)
        if not (mine.is_quoted[run.first_start + step] and its.is_quoted[run.second_start + step])
    ]
    return len(own) >= SHORTEST_COPIED_RUN and 2 * sum(own) >= len(own)


def have_copied_run(mine: ShingledSentence, its: ShingledSentence) -> bool:
    """Tell whether two sentences share a run of words that is no coincidence."""
    if set(mine.shingles).isdisjoint(its.shingles):
        return False
    index: ShingleIndex = {}
    _remember(0, [its], index)
    return any(True for _ in _runs(mine, [[its]], index))


def shingle_article(article: Article) -> tuple[ShingledSentence, ...]:
    """Return the wording of each of an article's sentences."""
    quoted = find_quotations(article.text, tuple(article.paragraph_spans))
    return shingle_sentences(article.text, article.sentence_spans, sorted(quoted))


def find_shared_wordings(articles: Sequence[Article]) -> tuple[SharedWording, ...]:
    """Return the wording that the articles share: for two sentences their longest run, in the sources' order.

    A sentence that stands in a source several times word for word counts there as the first of them, where a
    later source has it, too. Of more than `MOST_SOURCES_PER_SHINGLE` sources with the same words, each is
    told to share them with the first.
    """
    every = [shingle_article(article) for article in articles]
    index: ShingleIndex = {}
    found: list[tuple[tuple[int, int, int, int], SharedWording]] = []
    for number, article in enumerate(articles):
        for place, mine in enumerate(every[number]):
            for (source, other), run in _runs(mine, every, index):
                key = (source, other, number, place)
                found.append((key, _shared(articles[source], article, every, key, run)))
        _remember(number, every[number], index)
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _remember(number: int, every: Sequence[ShingledSentence], index: ShingleIndex) -> None:
    """Add a source's shingles to the index, but those of sentences that it has had."""
    had: set[tuple[str, ...]] = set()
    for place, wording in enumerate(every):
        if wording.words in had:
            continue
        had.add(wording.words)
        for start, shingle in enumerate(wording.shingles):
            sources = index.setdefault(shingle, {})
            if number in sources or len(sources) < MOST_SOURCES_PER_SHINGLE:
                places = sources.setdefault(number, [])
                if len(places) < MOST_SENTENCES_PER_SHINGLE:
                    places.append((place, start))


def _runs(
    mine: ShingledSentence, every: Sequence[Sequence[ShingledSentence]], index: ShingleIndex
) -> Iterator[tuple[tuple[int, int], SharedRun]]:
    """Yield what a sentence shares with sentences of earlier sources, by number of source and sentence.

    Within a source a run that lies inside a longer one is passed over.
    """
    best: defaultdict[int, dict[int, SharedRun]] = defaultdict(dict)
    ends: dict[tuple[int, int, int], int] = {}
    trials: Counter[int] = Counter()
    for start, shingle in enumerate(mine.shingles):
        for source, places in index.get(shingle, {}).items():
            for place, other in places:
                diagonal = (source, place, other - start)
                if start < ends.get(diagonal, 0) or trials[source] >= MOST_TRIED_STRETCHES:
                    continue
                trials[source] += 1
                its = every[source][place]
                run = _extended(mine.words, its.words, start, other)
                ends[diagonal] = run.first_start + run.length
                known = best[source].get(place)
                if (known is None or run.length > known.length) and has_enough_own_words(mine, its, run):
                    best[source][place] = run
    for source, runs in best.items():
        yield from (((source, place), run) for place, run in _outermost(runs.items()))


def _extended(mine: Sequence[str], its: Sequence[str], start: int, other: int) -> SharedRun:
    """Return the longest run around two places at which the words agree; none where hashes alone did."""
    end = 0
    while start + end < len(mine) and other + end < len(its) and mine[start + end] == its[other + end]:
        end += 1
    back = 0
    while back < min(start, other) and mine[start - back - 1] == its[other - back - 1]:
        back += 1
    return SharedRun(start - back, other - back, back + end)


def _outermost(runs: Iterable[tuple[int, SharedRun]]) -> Iterator[tuple[int, SharedRun]]:
    kept: list[SharedRun] = []
    for place, run in sorted(runs, key=lambda pair: (-pair[1].length, pair[0])):
        if not any(
            k.first_start <= run.first_start and run.first_start + run.length <= k.first_start + k.length
            for k in kept
        ):
            kept.append(run)
            yield place, run


def _shared(
    earlier: Article,
    later: Article,
    every: Sequence[Sequence[ShingledSentence]],
    key: tuple[int, int, int, int],
    run: SharedRun,
) -> SharedWording:
    source, other, number, place = key
    its, mine = every[source][other], every[number][place]
    sentences = (earlier.sentences[other].span, later.sentences[place].span)
    return SharedWording(
        sentences=((earlier.id, sentences[0]), (later.id, sentences[1])),
        spans=(_stretch(its, run.second_start, run.length), _stretch(mine, run.first_start, run.length)),
        word_count=run.length,
        printed_first=find_printed_first(earlier, later),
        agencies=(find_sentence_agencies(earlier, sentences[0]), find_sentence_agencies(later, sentences[1])),
    )


def _stretch(wording: ShingledSentence, first: int, number: int) -> Span:
    return Span(wording.spans[first].start, wording.spans[first + number - 1].end)
