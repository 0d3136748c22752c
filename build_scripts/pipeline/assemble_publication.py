"""Assemble the publication from the files that were read: run every stage for every story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, load_comparison_words
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.comparison.timeline import TimelineWords, build_timeline, load_timeline_words
from build_scripts.models import Actor, Article, Publication, Story, WithdrawnSource
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.not_followed.proposals import SpellingRules, load_spelling_rules, propose_actors
from build_scripts.pipeline.analyse_source import (
    ArticleWithProblems,
    SourceTask,
    make_source_task,
    make_unread_article,
    try_analyse_source,
)
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.pipeline.duplicate_sources import check_for_identical_captures, check_for_similar_articles
from build_scripts.pipeline.faults import try_to
from build_scripts.pipeline.reviewed_sources import find_checked_points
from build_scripts.pipeline.source_letters import make_source_letter
from build_scripts.processes.worker_pool import map_in_worker_pool
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory

PublicationWithProblems = tuple[Publication, tuple[Problem, ...]]

# Why a source is not compared, if the program fails.
COULD_NOT_BE_READ, COULD_NOT_BE_COMPARED = "could not be read", "could not be compared"


@dataclass(frozen=True, slots=True)
class PublicationTools:
    """The word lists and models of all stages: those of a single article and those of a story."""

    article_tools: ArticleTools
    comparison_words: ComparisonWords
    timeline_words: TimelineWords
    proposal_words: SpellingRules


def load_publication_tools() -> PublicationTools:
    """Return the word lists and models of all stages. Raises UserError if no language model is installed."""
    return PublicationTools(
        _load_tools_with_namer(),
        load_comparison_words(),
        load_timeline_words(),
        load_spelling_rules(),
    )


def _load_tools_with_namer() -> ArticleTools:
    return load_article_tools(naming=True)


def assemble_publication(
    raw: RawPublication, tools: PublicationTools, progress: Callable[[str], None]
) -> PublicationWithProblems:
    """Return the publication, and the problems of all stages, reading included.

    A source with an error is left out, so that the problems of the others are found too; one that the program
    failed to read is in it without a text. `progress` is called with the path of each source that was
    analysed.
    """
    return assemble_publications([raw], tools, progress)[0]


def assemble_publications(
    raws: Sequence[RawPublication], tools: PublicationTools, progress: Callable[[str], None]
) -> tuple[PublicationWithProblems, ...]:
    """Return several versions of a publication as `assemble_publication` does; shared parts are made once."""
    tasks = dict.fromkeys(task for raw in raws for story in raw.stories for task in _list_tasks(raw, story))
    results = map_in_worker_pool(
        _load_tools_with_namer, try_analyse_source, tuple(tasks), tools.article_tools
    )
    articles: dict[SourceTask, ArticleWithProblems | UserError] = {}
    for task, result in zip(tasks, results, strict=True):
        progress(task.source.path)
        articles[task] = result
    assembled: dict[str, _AssembledStory] = {}
    return tuple(_assemble(raw, articles, assembled, tools) for raw in raws)


@dataclass(frozen=True, slots=True)
class _AssembledStory:
    """A story, the input that it was assembled from, and its problems."""

    raw: RawStory
    tasks: tuple[SourceTask, ...]
    story: Story
    problems: tuple[Problem, ...]


def _assemble(
    raw: RawPublication,
    articles: Mapping[SourceTask, ArticleWithProblems | UserError],
    assembled: dict[str, _AssembledStory],
    tools: PublicationTools,
) -> PublicationWithProblems:
    """Return a publication and its problems.

    A story in `assembled`, by its path, is used again if its input is the same; else it is put there.
    """
    problems = [*raw.problems, *check_for_identical_captures(raw)]
    stories = []
    for raw_story in raw.stories:
        tasks = tuple(_list_tasks(raw, raw_story))
        existing = assembled.get(raw_story.path)
        if existing is None or (existing.raw, existing.tasks) != (raw_story, tasks):
            story, found = _assemble_story(
                raw_story, raw.actors, tasks, [articles[task] for task in tasks], tools
            )
            existing = assembled[raw_story.path] = _AssembledStory(raw_story, tasks, story, found)
        stories.append(existing.story)
        problems += existing.problems
    file = raw.file
    publication = Publication(
        title=file.title,
        standfirst=file.standfirst,
        owner=file.owner,
        contact=file.contact,
        corrections_contact=file.corrections,
        actors=raw.actors,
        stories=tuple(stories),
        site_corrections=raw.site_corrections,
    )
    return publication, tuple(sorted(problems, key=lambda p: (p.path, p.line or 0)))


def _list_tasks(raw: RawPublication, story: RawStory) -> Iterator[SourceTask]:
    for source in story.sources:
        yield make_source_task(story, source, raw.actors, raw.file)


def _assemble_story(
    raw: RawStory,
    followed: tuple[Actor, ...],
    tasks: Sequence[SourceTask],
    results: Sequence[ArticleWithProblems | UserError],
    tools: PublicationTools,
) -> tuple[Story, tuple[Problem, ...]]:
    """Return a story and its problems; `results` are the articles of its sources, in their order.

    A source that the program failed to read has an article without a text. If the program fails to compare
    the story, its articles stand alone.
    """
    articles, problems = _collect_articles(tasks, results)
    file = raw.file
    # A withdrawn source keeps its letter. Sources that are not listed come last.
    order = [listed.id for listed in file.sources]
    order += [source.id for source in raw.sources if not source.is_listed]
    story = Story(
        id=raw.id,
        title=file.title,
        standfirst=file.standfirst,
        date=file.date,
        place=file.place,
        timezone=file.timezone,
        articles=tuple(articles),
        letters={name: make_source_letter(place) for place, name in enumerate(order)},
        also_named=file.also_named,
        not_compared={article.id: COULD_NOT_BE_READ for article in articles if not article.is_read},
        withdrawn=tuple(
            WithdrawnSource(make_source_letter(place), listed.id, listed.withdrawn, listed.reason)
            for place, listed in enumerate(file.sources)
            if listed.withdrawn
        ),
    )
    compared = try_to(lambda: _compare_story_articles(story, raw, followed, tools), raw.path)
    if isinstance(compared, UserError):
        failed = {article.id: COULD_NOT_BE_COMPARED for article in articles}
        return replace(story, not_compared={**failed, **story.not_compared}), (*problems, *compared.problems)
    return compared[0], (*problems, *compared[1])


def _compare_story_articles(
    story: Story, raw: RawStory, followed: tuple[Actor, ...], tools: PublicationTools
) -> tuple[Story, tuple[Problem, ...]]:
    """Return a story with all that comes from several of its articles, and the problems of that."""
    articles = [article for article in story.articles if article.is_read]
    similar = tuple(check_for_similar_articles(articles))
    comparison, problems = compare_story(raw, articles, tools.comparison_words)
    compared = replace(
        story,
        points=comparison.points,
        checked_points=find_checked_points(raw.file, articles, comparison.points),
        not_compared={**comparison.not_compared, **story.not_compared},
        timeline=build_timeline(articles, story.date, story.timezone, tools.timeline_words),
        proposals=propose_actors(
            [(a.id, a) for a in articles], (*followed, *story.also_named), tools.proposal_words
        ),
        shared_wordings=find_shared_wordings(articles),
    )
    return compared, (*similar, *problems)


def _collect_articles(
    tasks: Sequence[SourceTask], results: Sequence[ArticleWithProblems | UserError]
) -> tuple[list[Article], list[Problem]]:
    """Return the articles of a story, and the problems of all its sources.

    A source with an error is left out, unless the error is the program's.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    for task, result in zip(tasks, results, strict=True):
        source = task.source
        if isinstance(result, UserError):
            problems += result.problems
            if all(problem.is_fault for problem in result.problems):
                articles.append(make_unread_article(task))
            continue
        article, found = result
        problems += found
        articles.append(article)
        if not article.paragraphs:
            message = "no article text was found in it"
            fix = f"say which lines to keep in {source.sidecar_path}"
            problems.append(Problem(source.path, None, None, message, fix, "warning"))
        else:
            problems += _check_for_name(article, source)
    return articles, problems


def _check_for_name(article: Article, source: RawSource) -> Iterator[Problem]:
    """Yield a warning if neither the source nor its sidecar says how a reader may call it."""
    stated = article.metadata
    if stated.outlet is None and stated.headline is None and article.sidecar.label is None:
        message = "states neither outlet nor headline, so the site calls it an unnamed source"
        fix = f"state `outlet:` or `headline:` in {source.sidecar_path}, or give it a `label:`"
        yield Problem(source.path, None, None, message, fix, "warning")
