"""What a change does to the publication as a whole: its numbers, and the files of its site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models import Publication, Story

PAGE_FILE_NAME = "index.md"


@dataclass(frozen=True, slots=True)
class FileChanges:
    """The addresses of files that a change adds, changes or removes, each with a slash first, in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compare_site_files(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> tuple[FileChanges, FileChanges]:
    """Return what becomes of the pages, and of the other files (data, feeds, cleaned Markdown).

    Both give every generated file by its path below `docs/`.
    """
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    changed = {path for path in after.keys() & before.keys() if after[path] != before[path]}

    def choose(*, pages: bool) -> FileChanges:
        groups = (
            sorted(f"/{path.removesuffix(PAGE_FILE_NAME)}" for path in group if _is_page(path) == pages)
            for group in (added, changed, removed)
        )
        return FileChanges(*map(tuple, groups))

    return choose(pages=True), choose(pages=False)


def count_story_items(story: Story | None) -> Mapping[str, int]:
    """Return what of a story can be counted, by what it is called."""
    articles, points = (story.articles, story.points) if story else ((), ())
    return {
        "sources": len(articles),
        "statements": sum(len(article.statements) for article in articles),
        "points that all sources report": sum(point.coverage == "all" for point in points),
        "points that some sources report": sum(point.coverage == "some" for point in points),
        "points that one source reports": sum(point.coverage == "one" for point in points),
        "points that differ": sum(bool(point.differs) for point in points),
    }


def count_mentions_and_statements(publication: Publication, actor: str) -> tuple[int, int]:
    """Return how often all articles name or mean an actor, and how many statements are theirs."""
    articles = [article for story in publication.stories for article in story.articles]
    mentions = sum(mention.actor == actor for article in articles for mention in article.mentions)
    return mentions, sum(statement.actor == actor for article in articles for statement in article.statements)


def _is_page(path: str) -> bool:
    return path.rpartition("/")[2] == PAGE_FILE_NAME
