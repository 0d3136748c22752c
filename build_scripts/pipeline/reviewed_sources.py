"""Decide which sources and points of a story the editor has read, and report those that nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from build_scripts.comparison.compare import Comparison
from build_scripts.models import Article, Point
from build_scripts.models.problems import Problem
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.reviewed_yaml import ReviewedSource, format_source_reference
from build_scripts.source_files.yaml.did_you_mean import suggest_options
from build_scripts.source_files.yaml_files import StoryFile
from build_scripts.text.format_values import format_count


def find_unreviewed_sources(
    file: StoryFile, articles: Sequence[Article], sources: frozenset[str]
) -> frozenset[str]:
    """Return the ids of the articles that the editor has not read, or not as their captures are now.

    Without a list under `reviewed`, these are the articles that no entry under `points` names; if the entries
    name none of the story's `sources`, there are none.
    """
    if file.reviewed is None:
        named = sources & {
            source
            for point in file.points
            for source in (*point.sentences, *point.add, *point.remove, *point.words)
        }
        return frozenset(article.id for article in articles if named and article.id not in named)
    entries = {entry.id: entry for entry in file.reviewed.entries}
    return frozenset(a.id for a in articles if a.id not in entries or _has_changed(entries[a.id], a))


def find_checked_points(
    file: StoryFile, articles: Sequence[Article], points: Sequence[Point]
) -> frozenset[str]:
    """Return the ids of the points that have an entry, and whose sources are all under `reviewed`.

    A source whose capture has changed since does not count. Without a list under `reviewed` there are none:
    an editor who quotes a source does not say that its points are right.
    """
    if file.reviewed is None:
        return frozenset()
    unreviewed = find_unreviewed_sources(file, articles, frozenset())
    with_entry = {entry.id for entry in file.points}
    return frozenset(
        point.id
        for point in points
        if point.id in with_entry and unreviewed.isdisjoint(cell.source for cell in point.cells)
    )


def check_reviewed_sources(
    story: RawStory, articles: Sequence[Article], sources: frozenset[str]
) -> Iterator[Problem]:
    """Yield the problems of the list under `reviewed`: unknown sources, and captures that have changed.

    `sources` are the ids of all sources that the story lists.
    """
    articles_by_id = {article.id: article for article in articles}
    for entry in story.file.reviewed.entries if story.file.reviewed else ():
        article = articles_by_id.get(entry.id)
        if entry.id not in sources:
            message = f"the story has no source '{entry.id}'"
            fix = suggest_options(entry.id, sorted(sources))
            yield Problem(story.path, entry.line, "reviewed", message, fix)
        elif article is not None and _has_changed(entry, article):
            message = f"the capture of '{entry.id}' has changed since it was {entry.id}@{entry.capture}"
            fix = f"read it again, then write `{_refer_to(article)}`"
            yield Problem(story.path, entry.line, "reviewed", message, fix, "warning")


def check_for_unreviewed_sentences(
    story: RawStory, articles: Sequence[Article], comparison: Comparison, unreviewed: frozenset[str]
) -> Iterator[Problem]:
    """Yield a warning for each source that nobody has read and whose sentences the program joins to points.

    A source whose capture has changed has a warning of its own already. `unreviewed` are those of
    `find_unreviewed_sources`.
    """
    file = story.file
    counts = Counter(source for point in comparison.points for source in point.unreviewed)
    line = file.reviewed.line if file.reviewed else file.points[0].line if file.points else None
    listed = {entry.id for entry in file.reviewed.entries} if file.reviewed else set()
    for article in articles:
        number = counts[article.id]
        if not number or article.id in listed:
            continue
        points = format_count(number, "point of this story has", "points of this story have")
        fix = f"read them, then add `{_refer_to(article)}` to `reviewed`"
        if file.reviewed is None:
            read = [a for a in articles if a.id not in unreviewed or a.id == article.id]
            fix = f"read them, then write `reviewed: [{', '.join(map(_refer_to, read))}]`"
        message = f"{points} sentences of `{article.id}` that no editor has read"
        yield Problem(story.path, line, "reviewed", message, fix, "warning")


def _has_changed(entry: ReviewedSource, article: Article) -> bool:
    return entry.capture is not None and not article.capture.sha256.startswith(entry.capture)


def _refer_to(article: Article) -> str:
    return format_source_reference(article.id, article.capture.sha256)
