"""Compare a story's articles as its editor wants it, and say what in the editor's entries has gone stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts.comparison.compare import Comparison, compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords
from build_scripts.models import Article, CuratedPoint, Point
from build_scripts.models.problems import Problem
from build_scripts.source_files.quoted_passages import (
    find_identifying_words,
    find_sentences_with_words,
    resolve_curated_points,
)
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.yaml.did_you_mean import find_similar_name


def compare_story(
    story: RawStory,
    articles: Sequence[Article],
    knowledge: ComparisonWords,
    *,
    possible: bool = False,
) -> tuple[tuple[Point, ...], tuple[Problem, ...]]:
    """Return the points of a story's articles as its editor wants them, and what is wrong with the entries.

    What entries say of the story's other sources is passed over; of a withdrawn one it is told. Ids that
    mean nothing are told only where all of the story's captures are compared, and by confident links: with
    fewer articles or more links, other sentences anchor the machine's points.
    """
    file = story.file
    sources = {*(listed.id for listed in file.sources), *(source.id for source in story.sources)}
    curation, problems = resolve_curated_points(file.points, articles, frozenset(sources), story.path)
    problems = (*problems, *_withdrawn(story))
    absent = sources - {article.id for article in articles}
    entries = [
        replace(
            point,
            sentences={
                **dict.fromkeys(absent.intersection((*entry.sentences, *entry.words)), ()),
                **point.sentences,
            },
        )
        for entry, point in zip(file.points, curation, strict=True)
    ]
    found = compare_with_curation(articles, entries, words=knowledge, possible=possible)
    if possible or not absent.isdisjoint(source.id for source in story.sources):
        return found.points, problems
    return found.points, (*problems, *_stale(story, articles, found))


def _withdrawn(story: RawStory) -> Iterator[Problem]:
    """Yield a warning for each entry that still has words of a source that was withdrawn."""
    gone = {listed.id for listed in story.file.sources if listed.withdrawn}
    for point in story.file.points:
        cells = (point.sentences, point.add, point.remove)
        given = [(name, passages) for part in cells for name, passages in part.items() if passages]
        given += [(name, (passage,)) for name, passage in point.words.items()]
        for name, line in {name: passages[0].line for name, passages in given if name in gone}.items():
            what = f"'{name}' was withdrawn, and the entry still has words of it"
            mend = "take them out: the site passes them over, but this file has them"
            yield Problem(story.path, line, f"points.{point.id}", what, mend, "warning")


def _stale(story: RawStory, articles: Sequence[Article], found: Comparison) -> Iterator[Problem]:
    """Yield a warning for each id that means nothing, and for each sentence taken out of where it isn't."""
    entries = {entry.id: entry for entry in story.file.points}
    # Where words of an entry were looked up in vain, that has been said.
    told = {
        entry.id for entry in entries.values() if any(entry.sentences.values()) or any(entry.add.values())
    }
    names = {*entries, *(point.id for point in found.points)}
    for point, name in found.unknown_ids:
        if name != point.id or name not in told:
            line = next((p.line for p in entries[point.id].merge if p.words == name), entries[point.id].line)
            what, mend = _unknown(
                point, name, found.moved_to.get(name), find_similar_name(name, names - {name})
            )
            yield Problem(story.path, line, f"points.{point.id}", what, mend, "warning")
    texts = {article.id: article for article in articles}
    for point, (source, span) in found.ineffective_removals:
        words = find_identifying_words(texts[source], span) or span.extract(texts[source].text)
        passages = entries[point.id].remove.get(source, ())
        line = next(p.line for p in passages if span in find_sentences_with_words(texts[source], p.words))
        what = f"the point hasn't got '{words}' of {source}"
        mend = "take it out of `remove`"
        yield Problem(story.path, line, f"points.{point.id}.remove", what, mend, "warning")


def _unknown(point: CuratedPoint, name: str, moved: str | None, like: str | None) -> tuple[str, str]:
    """Return what is wrong with an id that an entry gives, its own or one that it merges or splits.

    `moved` is the id of the point that has the sentence which the id stands for, `like` one spelled alike.
    """
    if name == point.id and (point.sentences or any(point.remove.values())):
        return (
            f"the entry '{name}' leaves its point without a sentence",
            "give `hide: true` in place of that",
        )
    where = {point.id: "give its `sentences:`, or remove the entry"}
    if point.split_from is not None:
        where[point.split_from] = "correct the id, or make the parts entries of their own"
    mend = where.get(name, "correct the id, or take it out of `merge`")
    if moved is not None and moved != name:
        mend = f"its sentence is in '{moved}' now: write that id, or {mend}"
    elif like is not None:
        mend = f"if '{like}' is meant, write that; else {mend}"
    return f"the comparison knows no point '{name}'", mend
