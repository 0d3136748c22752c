"""Find runs of words that two sources share and that are too long to be a coincidence: copied wording.

A run is inside one sentence of each source. It is found by a hashed shingle of `SHORTEST_COPIED_RUN` words
(Broder, "On the resemblance and containment of documents", 1997) and extended as far as both sentences
agree. Words inside quotation marks in both are a speaker's rather than the outlet's and don't count.

The work grows with the number of words, not of pairs of sources: a shingle is indexed for the first
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

# The fewest words in a row that show copying: in labelled pairs of ECB+ such runs occur only in wire copies
# and quotations. At least half of the words must be in small letters (or in a script without capitals), since
# a long title with a name is not the outlet's own wording.
SHORTEST_COPIED_RUN = 10
MOST_SOURCES_PER_SHINGLE = 10
MOST_SENTENCES_PER_SHINGLE = 4
# Guards for text that repeats itself: a longer sentence is a table, and more stretches that begin alike are
# a pattern.
MOST_WORDS_IN_SENTENCE = 500
MOST_TRIED_STRETCHES = 60

# For each shingle and source number the places of the shingle: sentence number, word number.
ShingleIndex = dict[int, dict[int, list[tuple[int, int]]]]
# The source and sentence number of the earlier sentence of a pair, then of the later one.
SentencePairNumbers = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ShingledSentence:
    """The casefolded words of a sentence, the span of each in the source's text, and their shingles.

    `is_quoted` is true for words inside quotation marks, `is_lowercase` for words that begin with a small
    letter. `shingles` are the hashes of the runs of `SHORTEST_COPIED_RUN` words, in order.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    is_quoted: tuple[bool, ...]
    is_lowercase: tuple[bool, ...]
    shingles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A run of words that two sentences share: the number of its first word in each, and its length."""

    first_start: int
    second_start: int
    length: int


def shingle_sentences(
    text: str, sentences: Sequence[Span], quoted: Sequence[Span]
) -> tuple[ShingledSentence, ...]:
    """Return the words and shingles of each sentence of a text; hidden characters don't divide words.

    `quoted` are the spans of the text's quotations, in order, none overlapping another.
    """
    normalized = normalize_text(text)
    starts = [quotation.start for quotation in quoted]

    def is_inside_quotation(word: Span) -> bool:
        number = bisect_right(starts, word.start) - 1
        return number >= 0 and quoted[number].covers(word)

    shingled = []
    for sentence in sentences:
        span = normalized.to_normalized(sentence)
        matches = list(islice(re.finditer(r"\w+", span.extract(normalized.text)), MOST_WORDS_IN_SENTENCE))
        words = [match[0] for match in matches]
        folded = tuple(word.casefold() for word in words)
        spans = tuple(
            normalized.to_original(Span(span.start + m.start(), span.start + m.end())) for m in matches
        )
        shingled.append(
            ShingledSentence(
                folded,
                spans,
                tuple(map(is_inside_quotation, spans)),
                tuple(word[0].isalpha() and not word[0].isupper() for word in words),
                tuple(
                    hash(folded[n : n + SHORTEST_COPIED_RUN])
                    for n in range(len(folded) - SHORTEST_COPIED_RUN + 1)
                ),
            )
        )
    return tuple(shingled)


def shingle_span(text: str, span: Span) -> ShingledSentence:
    """Return the words and shingles of any span of a text, taken by itself."""
    return shingle_sentences(text, (span,), find_quotations(text, (span,)))[0]


def has_enough_own_words(first: ShingledSentence, second: ShingledSentence, run: SharedRun) -> bool:
    """Return whether enough words of a run are unquoted, at least half of these in small letters."""
    own = [
        first.is_lowercase[run.first_start + step]
        for step in range(run.length)
        if not (first.is_quoted[run.first_start + step] and second.is_quoted[run.second_start + step])
    ]
    return len(own) >= SHORTEST_COPIED_RUN and 2 * sum(own) >= len(own)


def have_copied_run(one: ShingledSentence, other: ShingledSentence) -> bool:
    """Return whether two sentences share a run of words that is too long to be a coincidence."""
    if set(one.shingles).isdisjoint(other.shingles):
        return False
    index: ShingleIndex = {}
    _index_source(0, [other], index)
    return any(True for _ in _find_runs(one, [[other]], index))


def shingle_article(article: Article) -> tuple[ShingledSentence, ...]:
    """Return the words and shingles of each of an article's sentences."""
    quoted = find_quotations(article.text, tuple(article.paragraph_spans))
    return shingle_sentences(article.text, article.sentence_spans, sorted(quoted))


def find_shared_wordings(articles: Sequence[Article]) -> tuple[SharedWording, ...]:
    """Return the longest run of each two sentences of different articles, in the order of the sources.

    If a source repeats a sentence word for word, a later source shares it with the first of them. If more
    than `MOST_SOURCES_PER_SHINGLE` sources have the same words, each later one shares them with those first.
    """
    shingled = [shingle_article(article) for article in articles]
    index: ShingleIndex = {}
    found: list[tuple[SentencePairNumbers, SharedWording]] = []
    for later, article in enumerate(articles):
        for later_sentence, sentence in enumerate(shingled[later]):
            for (earlier, earlier_sentence), run in _find_runs(sentence, shingled, index):
                numbers = (earlier, earlier_sentence, later, later_sentence)
                wording = _build_shared_wording(articles[earlier], article, shingled, numbers, run)
                found.append((numbers, wording))
        _index_source(later, shingled[later], index)
    return tuple(wording for _, wording in sorted(found, key=lambda pair: pair[0]))


def _index_source(number: int, sentences: Sequence[ShingledSentence], index: ShingleIndex) -> None:
    """Add a source's shingles to the index, but not those of a repeated sentence."""
    indexed: set[tuple[str, ...]] = set()
    for sentence_number, sentence in enumerate(sentences):
        if sentence.words in indexed:
            continue
        indexed.add(sentence.words)
        for start, shingle in enumerate(sentence.shingles):
            sources = index.setdefault(shingle, {})
            if number in sources or len(sources) < MOST_SOURCES_PER_SHINGLE:
                places = sources.setdefault(number, [])
                if len(places) < MOST_SENTENCES_PER_SHINGLE:
                    places.append((sentence_number, start))


def _find_runs(
    sentence: ShingledSentence, sources: Sequence[Sequence[ShingledSentence]], index: ShingleIndex
) -> Iterator[tuple[tuple[int, int], SharedRun]]:
    """Yield the runs that a sentence shares with indexed ones, each with its source and sentence number.

    Of one source, runs inside a longer one are left out.
    """
    best: defaultdict[int, dict[int, SharedRun]] = defaultdict(dict)
    ends: dict[tuple[int, int, int], int] = {}
    trials: Counter[int] = Counter()
    for start, shingle in enumerate(sentence.shingles):
        for source, places in index.get(shingle, {}).items():
            for number, other_start in places:
                # Two places of one run are equally far apart in both sentences.
                diagonal = (source, number, other_start - start)
                if start < ends.get(diagonal, 0) or trials[source] >= MOST_TRIED_STRETCHES:
                    continue
                trials[source] += 1
                other = sources[source][number]
                run = _extend_run(sentence.words, other.words, start, other_start)
                ends[diagonal] = run.first_start + run.length
                longest = best[source].get(number)
                is_longer = longest is None or run.length > longest.length
                if is_longer and has_enough_own_words(sentence, other, run):
                    best[source][number] = run
    for source, runs in best.items():
        yield from (((source, number), run) for number, run in _leave_out_contained(runs.items()))


def _extend_run(
    first: Sequence[str], second: Sequence[str], first_start: int, second_start: int
) -> SharedRun:
    """Return the longest run of equal words around two places; its length is 0 if only the hashes agree."""
    ahead = 0
    for one, other in zip(first[first_start:], second[second_start:], strict=False):
        if one != other:
            break
        ahead += 1
    back = 0
    while back < min(first_start, second_start):
        if first[first_start - back - 1] != second[second_start - back - 1]:
            break
        back += 1
    return SharedRun(first_start - back, second_start - back, back + ahead)


def _leave_out_contained(runs: Iterable[tuple[int, SharedRun]]) -> Iterator[tuple[int, SharedRun]]:
    """Yield numbered runs, longest first, without those that are inside one yielded before."""
    kept: list[SharedRun] = []
    for number, run in sorted(runs, key=lambda pair: (-pair[1].length, pair[0])):
        if not any(
            k.first_start <= run.first_start and run.first_start + run.length <= k.first_start + k.length
            for k in kept
        ):
            kept.append(run)
            yield number, run


def _build_shared_wording(
    earlier: Article,
    later: Article,
    shingled: Sequence[Sequence[ShingledSentence]],
    numbers: SentencePairNumbers,
    run: SharedRun,
) -> SharedWording:
    """Return the shared wording of two articles for a run of words in a pair of sentences."""
    earlier_source, earlier_sentence, later_source, later_sentence = numbers
    sentences = (earlier.sentences[earlier_sentence].span, later.sentences[later_sentence].span)
    return SharedWording(
        sentences=((earlier.id, sentences[0]), (later.id, sentences[1])),
        spans=(
            _find_run_span(shingled[earlier_source][earlier_sentence], run.second_start, run.length),
            _find_run_span(shingled[later_source][later_sentence], run.first_start, run.length),
        ),
        word_count=run.length,
        printed_first=find_printed_first(earlier, later),
        agencies=(find_sentence_agencies(earlier, sentences[0]), find_sentence_agencies(later, sentences[1])),
    )


def _find_run_span(sentence: ShingledSentence, start: int, length: int) -> Span:
    return Span(sentence.spans[start].start, sentence.spans[start + length - 1].end)
