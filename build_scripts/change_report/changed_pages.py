"""Compare the files of two sites, and count the sources, points, statements and mentions in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models import Publication, Story
from build_scripts.pages.views.report_kinds import ReportKind, find_report_kind

PAGE_FILE_NAME = "index.md"
_POINT_LABELS: Mapping[ReportKind, str] = {
    "all": "points that all sources report",
    "some": "points that some sources report",
    "so-far": "points that one source reports so far",
    "one": "points that only one source reports",
}


@dataclass(frozen=True, slots=True)
class FileChanges:
    """The addresses of files that a change adds, changes or removes, sorted, each beginning with a slash."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compare_site_files(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> tuple[FileChanges, FileChanges]:
    """Return the changes to pages, and those to the other files (data, feeds, cleaned Markdown).

    `before` and `after` map the path below `docs/` of each generated file to its bytes.
    """
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    changed = {path for path in after.keys() & before.keys() if after[path] != before[path]}

    def select(*, pages: bool) -> FileChanges:
        groups = (
            sorted(f"/{path.removesuffix(PAGE_FILE_NAME)}" for path in group if _is_page(path) == pages)
            for group in (added, changed, removed)
        )
        return FileChanges(*map(tuple, groups))

    return select(pages=True), select(pages=False)


def count_story_items(story: Story | None) -> Mapping[str, int]:
    """Return the number of a story's sources, statements and points, by label; zeros for no story."""
    articles, points = (story.articles, story.points) if story else ((), ())
    kinds = Counter(find_report_kind(story, point) for point in story.points) if story else Counter()
    return {
        "sources": len(articles),
        "statements": sum(len(article.statements) for article in articles),
        "sources that are not compared": len(story.not_compared) if story else 0,
        **{label: kinds[kind] for kind, label in _POINT_LABELS.items()},
        "points whose sources cannot all be right": sum(point.grade == "conflict" for point in points),
        "points that are more or less exact": sum(point.grade == "precision" for point in points),
    }


def count_mentions_and_statements(publication: Publication, actor: str) -> tuple[int, int]:
    """Return the number of an actor's mentions, and of their statements, in all articles."""
    articles = [article for story in publication.stories for article in story.articles]
    mentions = sum(mention.actor == actor for article in articles for mention in article.mentions)
    return mentions, sum(statement.actor == actor for article in articles for statement in article.statements)


def _is_page(path: str) -> bool:
    return path.rpartition("/")[2] == PAGE_FILE_NAME
