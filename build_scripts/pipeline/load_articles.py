"""Load the articles that a command line names, with or without what the publication says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts.comparison import compare as comparing
from build_scripts.models import Actor, Article, Point, Sidecar
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline import (
    analyse_article as analysis,
)
from build_scripts.pipeline import (
    assemble_publication as assembling,
)
from build_scripts.pipeline import (
    compare_story as curating,
)
from build_scripts.pipeline import (
    worker_pool as crew,
)
from build_scripts.source_files import read_sources as reading


@dataclass(frozen=True, slots=True)
class Loaded:
    """One article, its path, what is wrong with its capture or sidecar, and where a sidecar belongs."""

    path: Path
    article: Article
    problems: tuple[Problem, ...] = ()
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A file to load: bare, or as a source of the publication, with what was wrong with it on disk."""

    path: Path
    actors: tuple[Actor, ...]
    plain: bool
    source: assembling.Task | None = None
    problems: tuple[Problem, ...] = ()


def load(tools: analysis.Tools, task: Task) -> Loaded | UserError:
    """Return the article in a file, or the error that tells why it can't be read."""
    path = task.path
    try:
        if task.source is not None:
            article, problems = assembling.one_article(tools, task.source)
            return Loaded(path, article, (*task.problems, *problems), task.source.source.sidecar_path)
        data = reading.read_bytes(path)
        cleaned = analysis.clean(data, str(path), Sidecar(), tools, plain=task.plain)
        return Loaded(path, analysis.article(path.stem, cleaned, task.actors, tools), cleaned.problems)
    except UserError as error:
        return error


@dataclass(frozen=True, slots=True)
class Loader:
    """How to load: the publication (None for bare), who is followed, whether the file is all body."""

    publication: reading.RawPublication | None
    actors: tuple[Actor, ...]
    plain: bool = False

    def load(self, path: Path, tools: analysis.Tools) -> Loaded:
        """Return the article in a file. Raises UserError if it can't be read.

        A file of the publication comes with its sidecar; any other is read bare.
        """
        loaded = load(tools, self.task(path))
        if isinstance(loaded, UserError):
            raise loaded
        return loaded

    def load_each(self, paths: Iterable[Path]) -> Iterator[Loaded | UserError]:
        """Yield several files' articles in order, and an error in the place of one that can't be read."""
        return crew.work(analysis.load_tools, load, [self.task(path) for path in paths])

    def load_all(self, paths: Iterable[Path]) -> tuple[Loaded, ...]:
        """Return several files' articles. Raises UserError with the problems of all that can't be read."""
        each = tuple(self.load_each(paths))
        problems = [p for one in each if isinstance(one, UserError) for p in one.problems]
        if problems:
            raise UserError(*problems)
        return tuple(one for one in each if isinstance(one, Loaded))

    def task(self, path: Path) -> Task:
        """Return what is to be done to load a file."""
        source = None if self.plain else self._source(path)
        if source is None or self.publication is None:
            return Task(path, self.actors, self.plain)
        _, raw = source
        own = tuple(p for p in self.publication.problems if p.path in (raw.path, raw.sidecar_path))
        return Task(
            path, self.actors, self.plain, assembling.Task(raw, self.actors, self.publication.file), own
        )

    def compare(
        self,
        paths: Iterable[Path],
        articles: Sequence[Article],
        known: comparing.Knowledge,
        *,
        possible: bool = False,
    ) -> tuple[tuple[Point, ...], tuple[Problem, ...]]:
        """Return what the articles of these files report, and what is wrong with the editor's entries.

        They are curated if every article belongs to the same story of the publication.
        """
        story = self.story(paths)
        if story is None:
            return comparing.compare(articles, knowledge=known, possible=possible), ()
        return curating.compare(story, articles, known, possible=possible)

    def story(self, paths: Iterable[Path]) -> reading.RawStory | None:
        """Return the story of the publication to which all these files belong, None if there is none."""
        found = [None if self.plain else self._source(path) for path in paths]
        stories = {story[0].id: story[0] for story in found if story is not None}
        return None if None in found or len(stories) != 1 else next(iter(stories.values()))

    def _source(self, path: Path) -> tuple[reading.RawStory, reading.RawSource] | None:
        wanted = path.resolve()
        for story in self.publication.stories if self.publication else ():
            for source in story.sources:
                if Path(source.path).resolve() == wanted:
                    return story, source
        return None


def distinct(loaded: Sequence[Loaded]) -> list[Article]:
    """Return the articles with ids that differ: where two files have one name, their paths tell."""
    names = [one.article.id for one in loaded]
    return [
        one.article if names.count(name) == 1 else replace(one.article, id=str(one.path))
        for one, name in zip(loaded, names, strict=True)
    ]
