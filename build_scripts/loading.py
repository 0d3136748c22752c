"""Load the articles that a command line names, with or without what the publication says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from . import analysis, assembling, comparing, reading
from .models import Actor, Article, Point, Sidecar
from .problems import Problem, UserError


@dataclass(frozen=True, slots=True)
class Loaded:
    """One article, its path, what is wrong with its capture or sidecar, and where a sidecar belongs."""

    path: Path
    article: Article
    problems: tuple[Problem, ...] = ()
    sidecar: str | None = None


@dataclass(frozen=True, slots=True)
class Loader:
    """How to load: the publication (None for bare), who is followed, whether the file is all body."""

    publication: reading.RawPublication | None
    actors: tuple[Actor, ...]
    tools: analysis.Tools
    plain: bool = False

    def load(self, path: Path) -> Loaded:
        """Return the article in a file. Raises UserError if it can't be read.

        A file of the publication comes with its sidecar; any other is read bare.
        """
        source = None if self.plain else self._source(path)
        if source is not None and self.publication is not None:
            _, raw = source
            article, problems = assembling.one_article(raw, self.actors, self.publication.file, self.tools)
            own = [p for p in self.publication.problems if p.path in (raw.path, raw.sidecar_path)]
            return Loaded(path, article, (*own, *problems), raw.sidecar_path)
        cleaned = analysis.clean(reading.read_bytes(path), str(path), Sidecar(), self.tools, plain=self.plain)
        return Loaded(path, analysis.article(path.stem, cleaned, self.actors, self.tools), cleaned.problems)

    def load_all(self, paths: Iterable[Path]) -> tuple[Loaded, ...]:
        """Return several files' articles. Raises UserError with the problems of all that can't be read."""
        loaded: list[Loaded] = []
        problems: list[Problem] = []
        for path in paths:
            try:
                loaded.append(self.load(path))
            except UserError as error:
                problems += error.problems
        if problems:
            raise UserError(*problems)
        return tuple(loaded)

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
        found = [None if self.plain else self._source(path) for path in paths]
        stories = {story[0].id: story[0] for story in found if story is not None}
        if None in found or len(stories) != 1:
            return comparing.compare(articles, knowledge=known, possible=possible), ()
        (story,) = stories.values()
        return assembling.compare(story, articles, known, possible=possible)

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
