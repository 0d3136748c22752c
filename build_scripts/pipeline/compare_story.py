"""Compare a story's articles, apply the editor's curation, and check that the curation still fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_scripts.comparison.compare import Comparison, compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords
from build_scripts.comparison.joining_limits import JoiningLimits, RefusedLinks, list_refused_pairs
from build_scripts.models import Article, CuratedPoint, SourceSentence
from build_scripts.models.problems import Problem
from build_scripts.pipeline.reviewed_sources import (
    check_for_unreviewed_sentences,
    check_reviewed_sources,
    find_unreviewed_sources,
)
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
    words: ComparisonWords,
    *,
    possible: bool = False,
) -> tuple[Comparison, tuple[Problem, ...]]:
    """Return a story's comparison with the editor's curation, and the problems of the curation.

    If `articles` are not all of the story's, the parts of entries about the others are ignored. Unknown ids
    are reported only if all of the story's captures are compared, and by confident links: with fewer articles
    or with `possible` links, points have other anchor sentences and so other ids. With `possible` links, all
    sources count as reviewed.
    """
    file = story.file
    sources = {*(listed.id for listed in file.sources), *(source.id for source in story.sources)}
    curation, problems = resolve_curated_points(file.points, articles, frozenset(sources), story.path)
    problems = (
        *problems,
        *_check_for_withdrawn_sources(story),
        *check_reviewed_sources(story, articles, frozenset(sources)),
    )
    absent = sources - {article.id for article in articles}
    # An empty list of sentences keeps an absent source out of the point. If entries quote too much, which is
    # a problem, there is no curation.
    entries = [
        replace(
            point,
            sentences={
                **dict.fromkeys(absent.intersection((*entry.sentences, *entry.words)), ()),
                **point.sentences,
            },
        )
        for entry, point in zip(file.points, curation, strict=False)
    ]
    unreviewed = frozenset() if possible else find_unreviewed_sources(file, articles, frozenset(sources))
    limits = JoiningLimits(
        unreviewed,
        RefusedLinks(pair for entry in curation for pair in list_refused_pairs(entry)),
    )
    comparison = compare_with_curation(articles, entries, words=words, possible=possible, limits=limits)
    problems = (
        *problems,
        *_check_apart(story, curation, articles, comparison),
        *_check_for_other_events(articles, comparison),
    )
    if possible or not absent.isdisjoint(source.id for source in story.sources):
        return comparison, problems
    stale = (
        *_check_ids(story, comparison),
        *_check_removals(story, articles, comparison),
        *check_for_unreviewed_sentences(story, articles, comparison, unreviewed),
    )
    return comparison, (*problems, *stale)


def _check_for_other_events(articles: Sequence[Article], comparison: Comparison) -> Iterator[Problem]:
    """Yield a warning for each article that seems to report another event than the others."""
    for article in articles:
        if (reason := comparison.other_events.get(article.id)) is not None:
            message = f"seems to report another event than the story's other articles ({reason})"
            fix = "move it to a story of its own, or leave it: its sentences are linked as possible only"
            yield Problem(article.capture.path, None, None, message, fix, "warning")


def _check_for_withdrawn_sources(story: RawStory) -> Iterator[Problem]:
    """Yield a warning for each entry that still quotes a source that was withdrawn."""
    withdrawn = {listed.id for listed in story.file.sources if listed.withdrawn}
    for point in story.file.points:
        quoted = [
            (source, passages)
            for cells in (point.sentences, point.add, point.remove, point.apart)
            for source, passages in cells.items()
            if passages
        ]
        quoted += [(source, (passage,)) for source, passage in point.words.items()]
        lines = {source: passages[0].line for source, passages in quoted if source in withdrawn}
        for source, line in lines.items():
            message = f"'{source}' was withdrawn, and the entry still has words of it"
            fix = "take them out: the site leaves them out, but this file has them"
            yield Problem(story.path, line, f"points.{point.id}", message, fix, "warning")


def _check_ids(story: RawStory, comparison: Comparison) -> Iterator[Problem]:
    """Yield a warning for each id in an entry that refers to no point."""
    entries = {entry.id: entry for entry in story.file.points}
    # Quoted words that are not found are reported already. What `apart` says holds without a point.
    with_words = {
        entry.id
        for entry in entries.values()
        if any(entry.sentences.values()) or any(entry.add.values()) or entry.apart
    }
    ids = {*entries, *(point.id for point in comparison.points)}
    for point, unknown_id in comparison.unknown_ids:
        if unknown_id == point.id and unknown_id in with_words:
            continue
        entry = entries[point.id]
        line = next((passage.line for passage in entry.merge if passage.words == unknown_id), entry.line)
        message, fix = _describe_unknown_id(
            point,
            unknown_id,
            comparison.moved_to.get(unknown_id),
            find_similar_name(unknown_id, ids - {unknown_id}),
        )
        yield Problem(story.path, line, f"points.{point.id}", message, fix, "warning")


def _check_apart(
    story: RawStory, curation: Sequence[CuratedPoint], articles: Sequence[Article], comparison: Comparison
) -> Iterator[Problem]:
    """Yield a warning for each two sentences that an entry sets apart and that are in one point nonetheless.

    Only an editor's entry can have put both into the point.
    """
    articles_by_id = {article.id: article for article in articles}
    sentences = {
        point.id: frozenset((cell.source, span) for cell in point.cells for span in cell.spans)
        for point in comparison.points
        if point.edits
    }

    def quote(sentence: SourceSentence) -> str:
        article = articles_by_id[sentence[0]]
        words = find_identifying_words(article, sentence[1]) or sentence[1].extract(article.text)
        return f"'{words}' of {article.id}"

    for entry, curated in zip(story.file.points, curation, strict=False):
        for one, other in list_refused_pairs(curated):
            for id_ in (id_ for id_, own in sentences.items() if {one, other} <= own):
                message = f"{quote(one)} and {quote(other)} are set apart, but the entry '{id_}' has both"
                line = next(passage.line for passages in entry.apart.values() for passage in passages)
                fix = "take one of them out of that entry, or out of `apart`"
                yield Problem(story.path, line, f"points.{entry.id}.apart", message, fix, "warning")


def _check_removals(
    story: RawStory, articles: Sequence[Article], comparison: Comparison
) -> Iterator[Problem]:
    """Yield a warning for each sentence that an entry removes from a point that doesn't have it."""
    entries = {entry.id: entry for entry in story.file.points}
    articles_by_id = {article.id: article for article in articles}
    for point, (source, span) in comparison.ineffective_removals:
        article = articles_by_id[source]
        words = find_identifying_words(article, span) or span.extract(article.text)
        passages = entries[point.id].remove.get(source, ())
        line = next(p.line for p in passages if span in find_sentences_with_words(article, p.words))
        message = f"the point has no sentence of {source} with '{words}'"
        field = f"points.{point.id}.remove"
        yield Problem(story.path, line, field, message, "take it out of `remove`", "warning")


def _describe_unknown_id(
    point: CuratedPoint, unknown_id: str, moved_to: str | None, similar: str | None
) -> tuple[str, str]:
    """Return the message and the fix for an unknown id: the entry's own, or one that it merges or splits.

    `moved_to` is the id of the point that now has the sentence of the unknown id; `similar` is a known id of
    similar spelling.
    """
    if unknown_id == point.id and (point.sentences or any(point.remove.values())):
        return (
            f"the entry '{unknown_id}' leaves its point without a sentence",
            "give `hide: true` in place of that",
        )
    fixes = {point.id: "give its `sentences:`, or remove the entry"}
    if point.split_from is not None:
        fixes[point.split_from] = "correct the id, or make the parts entries of their own"
    fix = fixes.get(unknown_id, "correct the id, or take it out of `merge`")
    if moved_to is not None and moved_to != unknown_id:
        fix = f"its sentence is in '{moved_to}' now: write that id, or {fix}"
    elif similar is not None:
        fix = f"if '{similar}' is meant, write that; else {fix}"
    return f"there is no point '{unknown_id}'", fix
