"""Assemble the publication from the files that were read: run every stage for every story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, load_comparison_words
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.comparison.timeline import TimelineWords, build_timeline, load_timeline_words
from build_scripts.models import Actor, Article, Publication, Sidecar, Span, Story, WithdrawnSource
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.not_followed.proposals import SpellingRules, load_spelling_rules, propose_actors
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.pipeline.duplicate_sources import check_for_identical_captures, check_for_similar_articles
from build_scripts.pipeline.reviewed_sources import find_checked_points
from build_scripts.pipeline.source_letters import make_source_letter
from build_scripts.processes.worker_pool import map_in_worker_pool
from build_scripts.rights.modes import combine_rights
from build_scripts.rights.permitted_words import find_redaction_character_problem
from build_scripts.source_files.bidi_problems import find_bidi_problems
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile
from build_scripts.text.homoglyphs import describe_first_homoglyph

ArticleWithProblems = tuple[Article, tuple[Problem, ...]]
PublicationWithProblems = tuple[Publication, tuple[Problem, ...]]

HOMOGLYPH_FIX = "check the spelling: it mixes alphabets"


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


@dataclass(frozen=True, slots=True)
class SourceTask:
    """A source to turn into an article, with the actors to look for and the publication's settings."""

    source: RawSource
    actors: tuple[Actor, ...]
    publication_file: PublicationFile


def assemble_publication(
    raw: RawPublication, tools: PublicationTools, progress: Callable[[str], None]
) -> PublicationWithProblems:
    """Return the publication, and the problems of all stages, reading included.

    A source with an error is left out, so that the problems of the others are found too. `progress` is called
    with the path of each source that was analysed.
    """
    return assemble_publications([raw], tools, progress)[0]


def assemble_publications(
    raws: Sequence[RawPublication], tools: PublicationTools, progress: Callable[[str], None]
) -> tuple[PublicationWithProblems, ...]:
    """Return several versions of a publication as `assemble_publication` does; shared parts are made once."""
    tasks = dict.fromkeys(task for raw in raws for story in raw.stories for task in _list_tasks(raw, story))
    results = map_in_worker_pool(_load_tools_with_namer, _try_analyse, tuple(tasks), tools.article_tools)
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
            story, found = _assemble_story(raw_story, raw.actors, [articles[task] for task in tasks], tools)
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


def make_source_task(
    story: RawStory, source: RawSource, followed: tuple[Actor, ...], file: PublicationFile
) -> SourceTask:
    """Return the task of analysing a story's source, with the followed actors and the people of its story."""
    return SourceTask(source, (*followed, *story.file.also_named), file)


def analyse_source(tools: ArticleTools, task: SourceTask) -> tuple[Article, tuple[Problem, ...]]:
    """Return one article of a publication, and the problems of its capture and of its sidecar's overrides.

    Raises UserError if the capture can't be read or holds the character that takes the place of hidden words.
    """
    source = task.source
    sidecar = replace(
        source.sidecar, rights=combine_rights(source.sidecar.rights, task.publication_file.rights)
    )
    cleaned = clean_capture(source.data, source.path, sidecar, tools)
    if (problem := find_redaction_character_problem(cleaned.capture)) is not None:
        raise UserError(problem)
    article = analyse_article(source.id, cleaned, task.actors, tools)
    wrong_overrides = _check_overrides(source, cleaned.capture.text, sidecar)
    return article, (*cleaned.problems, *wrong_overrides, *_check_for_deceptive_text(article))


def _try_analyse(tools: ArticleTools, task: SourceTask) -> ArticleWithProblems | UserError:
    try:
        return analyse_source(tools, task)
    except UserError as error:
        return error


def _assemble_story(
    raw: RawStory,
    followed: tuple[Actor, ...],
    results: Sequence[ArticleWithProblems | UserError],
    tools: PublicationTools,
) -> tuple[Story, tuple[Problem, ...]]:
    """Return a story and its problems; `results` are the articles of its sources, in their order."""
    articles, problems = _collect_articles(raw, results)
    problems += check_for_similar_articles(articles)
    comparison, point_problems = compare_story(raw, articles, tools.comparison_words)
    problems += point_problems
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
        points=comparison.points,
        checked_points=find_checked_points(file, articles, comparison.points),
        not_compared=comparison.not_compared,
        timeline=build_timeline(articles, file.date, file.timezone, tools.timeline_words),
        withdrawn=tuple(
            WithdrawnSource(make_source_letter(place), listed.id, listed.withdrawn, listed.reason)
            for place, listed in enumerate(file.sources)
            if listed.withdrawn
        ),
        proposals=propose_actors(
            [(a.id, a) for a in articles], (*followed, *file.also_named), tools.proposal_words
        ),
        shared_wordings=find_shared_wordings(articles),
    )
    return story, tuple(problems)


def _collect_articles(
    story: RawStory, results: Sequence[ArticleWithProblems | UserError]
) -> tuple[list[Article], list[Problem]]:
    """Return the articles that could be read, and the problems of all sources of a story."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for source, result in zip(story.sources, results, strict=True):
        if isinstance(result, UserError):
            problems += result.problems
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


def _check_for_deceptive_text(article: Article) -> Iterator[Problem]:
    """Yield a warning for each bidirectional control character and each name with homoglyphs."""
    path = article.capture.path
    yield from find_bidi_problems(article.capture.text, path)
    metadata = article.metadata
    facts = (("headline", metadata.headline), ("byline", metadata.byline), ("outlet", metadata.outlet))
    for field, fact in facts:
        if fact is None or fact.evidence == "sidecar":  # checked where the sidecar is read
            continue
        words = fact.value if isinstance(fact.value, str) else " ".join(fact.value)
        if (message := describe_first_homoglyph(words)) is not None:
            span = fact.evidence if isinstance(fact.evidence, Span) else None
            line = None if span is None else article.text.count("\n", 0, span.start) + 1
            yield Problem(path, line, field, message, HOMOGLYPH_FIX, "warning")


def _check_overrides(source: RawSource, text: str, sidecar: Sidecar) -> Iterator[Problem]:
    """Yield an error for each line that a sidecar overrides and that isn't as the sidecar says."""
    for override, reason in find_wrong_sidecar_overrides(text, sidecar):
        message = f"line {override.line} of the capture is not the line in `keep` or `drop`: {reason}"
        yield Problem(
            source.sidecar_path,
            override.written_at,
            "keep/drop",
            message,
            "correct the line number or its first words",
        )
