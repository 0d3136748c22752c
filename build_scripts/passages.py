"""Look up the words that an editor copied into `story.yml` in the articles they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .curation_file import Passage, PointFile
from .legible import bare, reading
from .models import Article, CuratedPoint, Span
from .problems import Problem


def curated(
    points: Sequence[PointFile], articles: Sequence[Article], sources: frozenset[str], path: str
) -> tuple[tuple[CuratedPoint, ...], tuple[Problem, ...]]:
    """Look up an editor's passages in the articles; `sources` are all that the story lists.

    Returns the curation, and a problem for each passage that isn't in exactly one sentence. What is said
    of a listed source that isn't among the articles is passed over.
    """
    problems: list[Problem] = []
    by_id = {a.id: a for a in articles}
    found = [_curated(point, by_id, sources, path, problems) for point in points]
    return tuple(found), tuple(problems)


def _curated(
    point: PointFile,
    articles: Mapping[str, Article],
    sources: frozenset[str],
    path: str,
    problems: list[Problem],
) -> CuratedPoint:
    for name, passages in ((n, p) for part in (point.sentences, point.words) for n, p in part.items()):
        if name not in sources:
            first = passages[0] if isinstance(passages, tuple) and passages else passages
            line = first.line if isinstance(first, Passage) else point.line
            what, mend = f"the story has no source '{name}'", f"use one of: {', '.join(sorted(sources))}"
            problems.append(Problem(path, line, f"points.{point.id}", what, mend))
    sentences = {
        name: tuple(sorted(set(_sentences(articles[name], passages, point, path, problems))))
        for name, passages in point.sentences.items()
        if name in articles
    }
    words = {
        name: span
        for name, passage in point.words.items()
        if name in articles
        and (span := _words(articles[name], passage, sentences.get(name), point, path, problems))
    }
    return CuratedPoint(
        id=point.id,
        label=point.label,
        sentences=sentences,
        merge=tuple(p.words for p in point.merge),
        words=words,
        differs=point.differs,
        hide=point.hide,
        note=point.note,
    )


def _sentences(
    article: Article, passages: Sequence[Passage], point: PointFile, path: str, problems: list[Problem]
) -> Iterator[Span]:
    for passage in passages:
        hits = {s for s in article.sentences if any(s.overlaps(hit) for hit in _hits(article, passage))}
        if len(hits) == 1:
            yield hits.pop()
        else:
            where = "no sentence" if not hits else f"{len(hits)} sentences"
            what = f"'{passage.words}' stands in {where} of {article.id}"
            mend = "copy words from the capture that stand in exactly one, marks and all"
            problems.append(Problem(path, passage.line, f"points.{point.id}", what, mend))


def _words(
    article: Article,
    passage: Passage,
    sentences: Sequence[Span] | None,
    point: PointFile,
    path: str,
    problems: list[Problem],
) -> Span | None:
    inside = article.sentences if sentences is None else sentences
    for hit in _hits(article, passage):
        if any(s.covers(hit) for s in inside):
            return hit
    what = f"'{passage.words}' stands in no sentence that the point has of {article.id}"
    mend = "copy words from that cell's sentence, marks and all"
    problems.append(Problem(path, passage.line, f"points.{point.id}.words", what, mend))
    return None


def _hits(article: Article, passage: Passage) -> Iterator[Span]:
    """Yield where an editor's words stand in the article.

    Any blanks match any blanks, and what isn't seen needn't be written.
    """
    pattern = r"\s+".join(re.escape(word) for word in bare(passage.words).split())
    read = reading(article.text)
    for hit in re.finditer(pattern, read.text):
        yield read.back(Span(*hit.span()))
