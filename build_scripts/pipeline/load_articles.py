"""Load the articles in files that the user names, with or without the publication's sidecars and actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.comparison.compare import Comparison, compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords
from build_scripts.models import Actor, Article, Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.analyse_source import SourceTask, analyse_source, make_source_task
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.pipeline.faults import try_to
from build_scripts.processes.worker_pool import map_in_worker_pool
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory, read_user_file


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """An article, its path, the problems of its capture and sidecar, and the path of its sidecar.

    `sidecar_path` is None for a file outside the publication.
    """

    path: Path
    article: Article
    problems: tuple[Problem, ...] = ()
    sidecar_path: str | None = None


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to load: as a source of the publication if there is a `source_task`, else bare.

    `problems` were found when the publication was read.
    """

    path: Path
    actors: tuple[Actor, ...]
    plain: bool
    source_task: SourceTask | None = None
    problems: tuple[Problem, ...] = ()


def try_load_article(tools: ArticleTools, task: FileTask) -> LoadedArticle | UserError:
    """Return the article in a file, or the error if it can't be read or the program fails to read it."""
    return try_to(lambda: _load_article(tools, task), str(task.path))


def _load_article(tools: ArticleTools, task: FileTask) -> LoadedArticle:
    path = task.path
    if task.source_task is not None:
        article, problems = analyse_source(tools, task.source_task)
        sidecar_path = task.source_task.source.sidecar_path
        return LoadedArticle(path, article, (*task.problems, *problems), sidecar_path)
    data = read_user_file(path)
    cleaned = clean_capture(data, str(path), Sidecar(), tools, plain=task.plain)
    return LoadedArticle(path, analyse_article(path.stem, cleaned, task.actors, tools), cleaned.problems)


@dataclass(frozen=True, slots=True)
class ArticleLoader:
    """Loads files with these actors and any sidecars of the publication; with `plain`, as body text only.

    A source of the publication is read as for the site: also with the people that its story lists.
    """

    publication: RawPublication | None
    actors: tuple[Actor, ...]
    plain: bool = False

    def load_article(self, path: Path, tools: ArticleTools) -> LoadedArticle:
        """Return the article in a file. Raises UserError if it can't be read.

        A source of the publication is read with its sidecar, any other file without.
        """
        loaded = try_load_article(tools, self.make_task(path))
        if isinstance(loaded, UserError):
            raise loaded
        return loaded

    def load_each(self, paths: Iterable[Path]) -> Iterator[LoadedArticle | UserError]:
        """Yield the articles of several files in order, and an error for a file that can't be read."""
        return map_in_worker_pool(
            load_article_tools, try_load_article, [self.make_task(path) for path in paths]
        )

    def load_all(self, paths: Iterable[Path]) -> tuple[LoadedArticle, ...]:
        """Return the articles of several files. Raises UserError with the problems of all unreadable ones."""
        results = tuple(self.load_each(paths))
        problems = [p for result in results if isinstance(result, UserError) for p in result.problems]
        if problems:
            raise UserError(*problems)
        return tuple(result for result in results if isinstance(result, LoadedArticle))

    def make_task(self, path: Path) -> FileTask:
        """Return the task of loading a file."""
        found = None if self.plain else self._find_source(path)
        if found is None or self.publication is None:
            return FileTask(path, self.actors, self.plain)
        story, raw = found
        problems = tuple(p for p in self.publication.problems if p.path in (raw.path, raw.sidecar_path))
        task = make_source_task(story, raw, self.actors, self.publication.file)
        return FileTask(path, self.actors, self.plain, task, problems)

    def compare_articles(
        self,
        paths: Iterable[Path],
        articles: Sequence[Article],
        words: ComparisonWords,
        *,
        possible: bool = False,
    ) -> tuple[Comparison, tuple[Problem, ...]]:
        """Return the comparison of these files' articles, and the problems of the curation.

        Points are curated if all articles belong to one story of the publication.
        """
        story = self.find_common_story(paths)
        if story is None:
            return compare_with_curation(articles, (), words=words, possible=possible), ()
        return compare_story(story, articles, words, possible=possible)

    def put_in_story_order(self, loaded: Sequence[LoadedArticle]) -> tuple[LoadedArticle, ...]:
        """Return articles in the order of their story, in which the site compares them, if they share one.

        Points and their ids depend on the order; so the order in which files are named makes no difference.
        """
        story = self.find_common_story(each.path for each in loaded)
        if story is None:
            return tuple(loaded)
        places = {source.id: place for place, source in enumerate(story.sources)}
        return tuple(sorted(loaded, key=lambda each: places[each.article.id]))

    def find_common_story(self, paths: Iterable[Path]) -> RawStory | None:
        """Return the story of the publication to which all these files belong, or None."""
        found = [None if self.plain else self._find_source(path) for path in paths]
        stories = {story[0].id: story[0] for story in found if story is not None}
        return None if None in found or len(stories) != 1 else next(iter(stories.values()))

    def _find_source(self, path: Path) -> tuple[RawStory, RawSource] | None:
        wanted = path.resolve()
        for story in self.publication.stories if self.publication else ():
            for source in story.sources:
                if Path(source.path).resolve() == wanted:
                    return story, source
        return None


def make_article_ids_unique(loaded: Sequence[LoadedArticle]) -> list[Article]:
    """Return the articles with unique ids: if several have the same id, their paths are the ids."""
    ids = [each.article.id for each in loaded]
    return [
        each.article if ids.count(article_id) == 1 else replace(each.article, id=str(each.path))
        for each, article_id in zip(loaded, ids, strict=True)
    ]
