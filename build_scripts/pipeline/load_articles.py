"""Load the articles that a command line names, with or without what the publication says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords
from build_scripts.models import Actor, Article, Point, Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.analyse_article import (
    ArticleTools,
    analyse_article,
    clean_capture,
    load_article_tools,
)
from build_scripts.pipeline.assemble_publication import SourceTask, analyse_source
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.processes.worker_pool import map_in_worker_pool
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory, read_user_file


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """One article, its path, what is wrong with its capture or sidecar, and where a sidecar belongs."""

    path: Path
    article: Article
    problems: tuple[Problem, ...] = ()
    sidecar_path: str | None = None


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to load: bare, or as a source of the publication, with what was wrong with it on disk."""

    path: Path
    actors: tuple[Actor, ...]
    plain: bool
    source_task: SourceTask | None = None
    problems: tuple[Problem, ...] = ()


def try_load_article(tools: ArticleTools, task: FileTask) -> LoadedArticle | UserError:
    """Return the article in a file, or the error that tells why it can't be read."""
    path = task.path
    try:
        if task.source_task is not None:
            article, problems = analyse_source(tools, task.source_task)
            return LoadedArticle(
                path, article, (*task.problems, *problems), task.source_task.source.sidecar_path
            )
        data = read_user_file(path)
        cleaned = clean_capture(data, str(path), Sidecar(), tools, plain=task.plain)
        return LoadedArticle(path, analyse_article(path.stem, cleaned, task.actors, tools), cleaned.problems)
    except UserError as error:
        return error


@dataclass(frozen=True, slots=True)
class ArticleLoader:
    """How to load: the publication (None for bare), who is followed, whether the file is all body."""

    publication: RawPublication | None
    actors: tuple[Actor, ...]
    plain: bool = False

    def load_article(self, path: Path, tools: ArticleTools) -> LoadedArticle:
        """Return the article in a file. Raises UserError if it can't be read.

        A file of the publication comes with its sidecar; any other is read bare.
        """
        loaded = try_load_article(tools, self.make_task(path))
        if isinstance(loaded, UserError):
            raise loaded
        return loaded

    def load_each(self, paths: Iterable[Path]) -> Iterator[LoadedArticle | UserError]:
        """Yield several files' articles in order, and an error in the place of one that can't be read."""
        return map_in_worker_pool(
            load_article_tools, try_load_article, [self.make_task(path) for path in paths]
        )

    def load_all(self, paths: Iterable[Path]) -> tuple[LoadedArticle, ...]:
        """Return several files' articles. Raises UserError with the problems of all that can't be read."""
        each = tuple(self.load_each(paths))
        problems = [p for one in each if isinstance(one, UserError) for p in one.problems]
        if problems:
            raise UserError(*problems)
        return tuple(one for one in each if isinstance(one, LoadedArticle))

    def make_task(self, path: Path) -> FileTask:
        """Return what is to be done to load a file."""
        source = None if self.plain else self._source(path)
        if source is None or self.publication is None:
            return FileTask(path, self.actors, self.plain)
        _, raw = source
        own = tuple(p for p in self.publication.problems if p.path in (raw.path, raw.sidecar_path))
        return FileTask(
            path, self.actors, self.plain, SourceTask(raw, self.actors, self.publication.file), own
        )

    def compare_articles(
        self,
        paths: Iterable[Path],
        articles: Sequence[Article],
        known: ComparisonWords,
        *,
        possible: bool = False,
    ) -> tuple[tuple[Point, ...], tuple[Problem, ...]]:
        """Return what the articles of these files report, and what is wrong with the editor's entries.

        They are curated if every article belongs to the same story of the publication.
        """
        story = self.find_common_story(paths)
        if story is None:
            return compare_articles(articles, knowledge=known, possible=possible), ()
        return compare_story(story, articles, known, possible=possible)

    def find_common_story(self, paths: Iterable[Path]) -> RawStory | None:
        """Return the story of the publication to which all these files belong, None if there is none."""
        found = [None if self.plain else self._source(path) for path in paths]
        stories = {story[0].id: story[0] for story in found if story is not None}
        return None if None in found or len(stories) != 1 else next(iter(stories.values()))

    def _source(self, path: Path) -> tuple[RawStory, RawSource] | None:
        wanted = path.resolve()
        for story in self.publication.stories if self.publication else ():
            for source in story.sources:
                if Path(source.path).resolve() == wanted:
                    return story, source
        return None


def make_article_ids_unique(loaded: Sequence[LoadedArticle]) -> list[Article]:
    """Return the articles with ids that differ: where two files have one name, their paths tell."""
    names = [one.article.id for one in loaded]
    return [
        one.article if names.count(name) == 1 else replace(one.article, id=str(one.path))
        for one, name in zip(loaded, names, strict=True)
    ]
