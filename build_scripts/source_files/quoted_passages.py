"""Look up the words that an editor copied into `story.yml` in the articles they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_scripts.models import Article, CuratedPoint, Span
from build_scripts.models.problems import Problem
from build_scripts.source_files.points_yaml import PointEntry, QuotedPassage
from build_scripts.source_files.yaml.did_you_mean import (
    find_similar_sentence,
    find_similar_words,
    suggest_options,
)
from build_scripts.text.hidden_characters import find_forbidden_character
from build_scripts.text.normalize import NormalizedText, normalize_text, remove_hidden_characters

PassagesBySource = Mapping[str, tuple[QuotedPassage, ...]]
# So many first words of a sentence are given at least, for a person to know it by; and so many characters
# at most, which is what an entry takes.
MIN_PASSAGE_WORDS = 5
MAX_PASSAGE_CHARACTERS = 1_000
# Each is looked for in a whole article, and for each that isn't there something like it.
MAX_STORY_PASSAGES, MAX_PASSAGE_SUGGESTIONS = 2_000, 20


@dataclass(frozen=True, slots=True)
class PassageLookup:
    """Where an entry's words are looked up, and what is wrong with them noted."""

    articles: Mapping[str, Article]
    sources: frozenset[str]
    path: str
    problems: list[Problem]


def resolve_curated_points(
    points: Sequence[PointEntry], articles: Sequence[Article], sources: frozenset[str], path: str
) -> tuple[tuple[CuratedPoint, ...], tuple[Problem, ...]]:
    """Look up an editor's passages in the articles; `sources` are all that the story lists.

    Returns the curation, and a problem for each passage that isn't in exactly one sentence. What is said
    of a listed source that isn't among the articles is passed over.
    """
    problems: list[Problem] = []
    number = sum(map(_passages, points))
    if number > MAX_STORY_PASSAGES:
        what, mend = f"quotes {number} passages", f"quote at most {MAX_STORY_PASSAGES} in one story"
        return (), (Problem(path, None, "points", what, mend),)
    place = PassageLookup({a.id: a for a in articles}, sources, path, problems)
    found = [_curated(point, place) for point in points]
    return tuple(found), tuple(problems)


def _passages(point: PointEntry) -> int:
    cells = (point.sentences, point.add, point.remove)
    return len(point.words) + sum(len(passages) for part in cells for passages in part.values())


def find_sentences_with_words(
    article: Article, words: str, read: NormalizedText | None = None
) -> tuple[Span, ...]:
    """Return the sentences that hold or touch these words, in order.

    Any blanks match any blanks, and what isn't seen needn't be written. `read` is the reading of the
    article's text, if it is known.
    """
    hits = list(_hits(read or normalize_text(article.text), words))
    return tuple(s for s in article.sentence_spans if any(s.overlaps(hit) for hit in hits))


def find_identifying_words(article: Article, sentence: Span) -> str | None:
    """Return the fewest words, the first ones if they do, that stand in this one of the article's sentences.

    None where none do: another sentence has all of them, or they can't be typed.
    """
    read = normalize_text(article.text)
    words = read.to_normalized(sentence).extract(read.text).split()
    least = min(MIN_PASSAGE_WORDS, len(words))
    for first in range(len(words) - least + 1):
        for last in range(first + least, len(words) + 1):
            passage = " ".join(words[first:last])
            if len(passage) > MAX_PASSAGE_CHARACTERS or find_forbidden_character(passage) is not None:
                break
            found = find_sentences_with_words(article, passage, read)
            if found == (sentence,):
                return passage
            if not found:
                break
    return None


def _curated(point: PointEntry, place: PassageLookup) -> CuratedPoint:
    given = (point.sentences, point.add, point.remove, point.words)
    for name, passages in ((n, p) for part in given for n, p in part.items()):
        if name not in place.sources:
            first = passages[0] if isinstance(passages, tuple) and passages else passages
            line = first.line if isinstance(first, QuotedPassage) else point.line
            what = f"the story has no source '{name}'"
            mend = suggest_options(name, sorted(place.sources), "use one of")
            place.problems.append(Problem(place.path, line, f"points.{point.id}", what, mend))
    sentences, add, remove = (
        _cells(part, f"points.{point.id}{field}", place)
        for part, field in ((point.sentences, ""), (point.add, ".add"), (point.remove, ".remove"))
    )
    words = {
        name: span
        for name, passage in point.words.items()
        if name in place.articles
        and (span := _words(place.articles[name], passage, sentences.get(name), add.get(name), point, place))
    }
    return CuratedPoint(
        id=point.id,
        label=point.label,
        sentences={name: spans for name, spans in sentences.items() if name in place.articles},
        merge=tuple(p.words for p in point.merge),
        words=words,
        differs=point.differs,
        hide=point.hide,
        note=point.note,
        add=add,
        remove=remove,
        split_from=point.split_from,
    )


def _cells(cells: PassagesBySource, field: str, place: PassageLookup) -> dict[str, tuple[Span, ...]]:
    """Return where the passages stand; a source without an article has none."""
    return {
        name: tuple(sorted(set(_sentences(place.articles[name], passages, field, place))))
        if name in place.articles
        else ()
        for name, passages in cells.items()
        if name in place.sources
    }


def _sentences(
    article: Article, passages: Sequence[QuotedPassage], field: str, place: PassageLookup
) -> Iterator[Span]:
    for passage in passages:
        hits = find_sentences_with_words(article, passage.words)
        if len(hits) == 1:
            yield hits[0]
            continue
        where = "no sentence" if not hits else f"{len(hits)} sentences"
        what = f"'{passage.words}' stands in {where} of {article.id}"
        mend = "copy words from the capture that stand in exactly one, marks and all"
        better = (
            _mend(article, passage, hits, place) if len(place.problems) < MAX_PASSAGE_SUGGESTIONS else None
        )
        place.problems.append(Problem(place.path, passage.line, field, what, better or mend))


def _mend(article: Article, passage: QuotedPassage, hits: Sequence[Span], place: PassageLookup) -> str | None:
    """Return what to write in place of words that aren't in exactly one sentence, None where nothing is."""
    if hits:
        more = find_identifying_words(article, hits[0])
        return more and f"write more of it, such as '{more}'"
    if next(_hits(normalize_text(article.text), passage.words), None):
        return f"it stands in what was cut of {article.capture.path}: keep that line, or take the words out"
    for other in place.articles.values():
        if other.id != article.id and len(find_sentences_with_words(other, passage.words)) == 1:
            return f"it stands in {other.id}: write it there"
    near = find_similar_sentence(
        remove_hidden_characters(passage.words), [s.extract(article.text) for s in article.sentence_spans]
    )
    better = None if near is None else find_identifying_words(article, article.sentence_spans[near])
    return better and f"if '{better}' is meant, write that; else take the words out"


def _words(
    article: Article,
    passage: QuotedPassage,
    sentences: Sequence[Span] | None,
    added: Sequence[Span] | None,
    point: PointEntry,
    place: PassageLookup,
) -> Span | None:
    inside = article.sentence_spans if sentences is None else (*sentences, *(added or ()))
    for hit in _hits(normalize_text(article.text), passage.words):
        if any(s.covers(hit) for s in inside):
            return hit
    what = f"'{passage.words}' stands in no sentence that the point has of {article.id}"
    near = None
    if len(place.problems) < MAX_PASSAGE_SUGGESTIONS:
        near = find_similar_words(
            remove_hidden_characters(passage.words),
            [" ".join(s.extract(article.text).split()) for s in inside],
        )
    mend = "copy words from that cell's sentence, marks and all"
    if near:
        mend = f"if '{near}' is meant, write that; else {mend}"
    place.problems.append(Problem(place.path, passage.line, f"points.{point.id}.words", what, mend))
    return None


def _hits(read: NormalizedText, words: str) -> Iterator[Span]:
    """Yield where an editor's words stand in the article, as spans of its text."""
    pattern = r"\s+".join(re.escape(word) for word in remove_hidden_characters(words).split())
    if pattern:
        for hit in re.finditer(pattern, read.text):
            yield read.to_original(Span(*hit.span()))
