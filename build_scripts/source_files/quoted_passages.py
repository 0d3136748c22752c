"""Find the sentences of the articles that contain the passages quoted in `story.yml`."""

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
# Words of a sentence that are quoted at least, so that a person recognises it; and characters at most, which
# is the limit of an entry.
MIN_PASSAGE_WORDS = 5
MAX_PASSAGE_CHARACTERS = 1_000
# Each passage is searched in a whole article, and if it is missing, compared with every sentence.
MAX_STORY_PASSAGES, MAX_PASSAGE_SUGGESTIONS = 2_000, 20


@dataclass(frozen=True, slots=True)
class PassageLookup:
    """The articles in which passages are looked up, by id; all source ids; and the problems found."""

    articles: Mapping[str, Article]
    sources: frozenset[str]
    path: str
    problems: list[Problem]


def resolve_curated_points(
    points: Sequence[PointEntry], articles: Sequence[Article], sources: frozenset[str], path: str
) -> tuple[tuple[CuratedPoint, ...], tuple[Problem, ...]]:
    """Return an editor's entries with spans in place of passages, and the problems found.

    `sources` are the ids of all sources that the story lists; `path` is that of its `story.yml`. A passage
    that is not in exactly one sentence is a problem. Passages of a listed source without an article are
    ignored.
    """
    problems: list[Problem] = []
    number = sum(map(_count_passages, points))
    if number > MAX_STORY_PASSAGES:
        message, fix = f"quotes {number} passages", f"quote at most {MAX_STORY_PASSAGES} in one story"
        return (), (Problem(path, None, "points", message, fix),)
    lookup = PassageLookup({a.id: a for a in articles}, sources, path, problems)
    resolved = [_resolve_point(point, lookup) for point in points]
    return tuple(resolved), tuple(problems)


def _count_passages(point: PointEntry) -> int:
    cells = (point.sentences, point.add, point.remove, point.apart)
    return len(point.words) + sum(len(passages) for part in cells for passages in part.values())


def find_sentences_with_words(
    article: Article, words: str, normalized: NormalizedText | None = None
) -> tuple[Span, ...]:
    """Return the sentences that contain or touch these words, in order.

    Differences in white space and hidden characters are ignored. `normalized` is the article's normalized
    text, if the caller has it.
    """
    hits = list(_find_passage(normalized or normalize_text(article.text), words))
    return tuple(s for s in article.sentence_spans if any(s.overlaps(hit) for hit in hits))


def find_identifying_words(article: Article, sentence: Span) -> str | None:
    """Return the first run of a sentence's words, as short as possible, that no other sentence contains.

    None if there is none: another sentence has all the words, or they can't be typed.
    """
    normalized = normalize_text(article.text)
    words = normalized.to_normalized(sentence).extract(normalized.text).split()
    least = min(MIN_PASSAGE_WORDS, len(words))
    for first in range(len(words) - least + 1):
        for last in range(first + least, len(words) + 1):
            passage = " ".join(words[first:last])
            if len(passage) > MAX_PASSAGE_CHARACTERS or find_forbidden_character(passage) is not None:
                break
            found = find_sentences_with_words(article, passage, normalized)
            if found == (sentence,):
                return passage
            if not found:
                break
    return None


def _find_passage(normalized: NormalizedText, words: str) -> Iterator[Span]:
    """Yield the spans of an editor's words in the article, as offsets of its original text."""
    pattern = r"\s+".join(re.escape(word) for word in remove_hidden_characters(words).split())
    if pattern:
        for hit in re.finditer(pattern, normalized.text):
            yield normalized.to_original(Span(*hit.span()))


def _resolve_point(point: PointEntry, lookup: PassageLookup) -> CuratedPoint:
    """Return an editor's entry with spans in place of passages; add a problem for each one not found."""
    field = f"points.{point.id}"
    _report_unknown_sources(point, field, lookup)
    sentences = _resolve_cells(point.sentences, field, lookup)
    add = _resolve_cells(point.add, f"{field}.add", lookup)
    remove = _resolve_cells(point.remove, f"{field}.remove", lookup)
    words: dict[str, Span] = {}
    for source, passage in point.words.items():
        article = lookup.articles.get(source)
        if article is not None:
            cell = (*sentences[source], *add.get(source, ())) if source in sentences else None
            span = _resolve_differing_words(article, passage, cell, f"{field}.words", lookup)
            if span is not None:
                words[source] = span
    return CuratedPoint(
        id=point.id,
        label=point.label,
        sentences={source: spans for source, spans in sentences.items() if source in lookup.articles},
        merge=tuple(p.words for p in point.merge),
        words=words,
        differs=point.differs,
        grade=point.grade,
        hide=point.hide,
        note=point.note,
        add=add,
        remove=remove,
        split_from=point.split_from,
        apart=_resolve_cells(point.apart, f"{field}.apart", lookup),
    )


def _report_unknown_sources(point: PointEntry, field: str, lookup: PassageLookup) -> None:
    lines = [
        (source, passages[0].line if passages else point.line)
        for cells in (point.sentences, point.add, point.remove, point.apart)
        for source, passages in cells.items()
    ]
    lines += [(source, passage.line) for source, passage in point.words.items()]
    for source, line in lines:
        if source not in lookup.sources:
            message = f"the story has no source '{source}'"
            fix = suggest_options(source, sorted(lookup.sources))
            lookup.problems.append(Problem(lookup.path, line, field, message, fix))


def _resolve_cells(cells: PassagesBySource, field: str, lookup: PassageLookup) -> dict[str, tuple[Span, ...]]:
    """Return the sentences of each source's passages; a source without an article has none."""
    return {
        source: tuple(sorted(set(_resolve_sentences(lookup.articles[source], passages, field, lookup))))
        if source in lookup.articles
        else ()
        for source, passages in cells.items()
        if source in lookup.sources
    }


def _resolve_sentences(
    article: Article, passages: Sequence[QuotedPassage], field: str, lookup: PassageLookup
) -> Iterator[Span]:
    """Yield the sentence of each passage; add a problem for a passage that is not in exactly one."""
    for passage in passages:
        found = find_sentences_with_words(article, passage.words)
        if len(found) == 1:
            yield found[0]
            continue
        message = (
            f"{len(found)} sentences of {article.id} contain '{passage.words}'"
            if found
            else f"no sentence of {article.id} contains '{passage.words}'"
        )
        fix = "copy words that are in exactly one sentence of the capture, with their punctuation"
        if len(lookup.problems) < MAX_PASSAGE_SUGGESTIONS:
            fix = _suggest_passage(article, passage, found, lookup) or fix
        lookup.problems.append(Problem(lookup.path, passage.line, field, message, fix))


def _suggest_passage(
    article: Article, passage: QuotedPassage, found: Sequence[Span], lookup: PassageLookup
) -> str | None:
    """Return how to fix a passage that several sentences (`found`) contain, or none; None if unknown."""
    if found:
        longer = find_identifying_words(article, found[0])
        return longer and f"write more of the sentence, such as '{longer}'"
    if next(_find_passage(normalize_text(article.text), passage.words), None):
        path = article.capture.path
        return f"it is in a line that was cut from {path}: keep that line, or remove the words"
    for other in lookup.articles.values():
        if other.id != article.id and len(find_sentences_with_words(other, passage.words)) == 1:
            return f"it is in {other.id}: move it there"
    similar = find_similar_sentence(
        remove_hidden_characters(passage.words), [s.extract(article.text) for s in article.sentence_spans]
    )
    words = None if similar is None else find_identifying_words(article, article.sentence_spans[similar])
    return words and f"if you mean '{words}', write that; if not, remove the words"


def _resolve_differing_words(
    article: Article, passage: QuotedPassage, cell: Sequence[Span] | None, field: str, lookup: PassageLookup
) -> Span | None:
    """Return the span of the words to show above a cell, inside its sentences; `cell` None: in any."""
    sentences = article.sentence_spans if cell is None else cell
    for hit in _find_passage(normalize_text(article.text), passage.words):
        if any(s.covers(hit) for s in sentences):
            return hit
    message = f"the point has no sentence of {article.id} with '{passage.words}'"
    fix = "copy words from one of its sentences, with their punctuation"
    if len(lookup.problems) < MAX_PASSAGE_SUGGESTIONS:
        similar = find_similar_words(
            remove_hidden_characters(passage.words),
            [" ".join(s.extract(article.text).split()) for s in sentences],
        )
        fix = f"if you mean '{similar}', write that; if not, {fix}" if similar else fix
    lookup.problems.append(Problem(lookup.path, passage.line, field, message, fix))
    return None
