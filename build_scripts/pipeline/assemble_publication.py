"""From the files that were read to the publication that is shown: every stage, for every story."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.comparison.evidence.sentence_evidence import ComparisonWords, load_comparison_words
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.comparison.timeline import build_timeline
from build_scripts.models import Actor, Article, Publication, Rights, Sidecar, Span, Story, WithdrawnSource
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.not_followed.proposals import SpellingRules, load_spelling_rules, propose_actors
from build_scripts.pipeline.analyse_article import (
    ArticleTools,
    analyse_article,
    clean_capture,
    load_article_tools,
)
from build_scripts.pipeline.compare_story import compare_story
from build_scripts.pipeline.duplicate_sources import check_for_identical_captures, check_for_similar_articles
from build_scripts.processes.worker_pool import map_in_worker_pool
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile
from build_scripts.text.dates import DateWords, load_date_words
from build_scripts.text.hidden_characters import find_bidi_problems
from build_scripts.text.homoglyphs import describe_first_homoglyph

ArticleWithProblems = tuple[Article, tuple[Problem, ...]]
PublicationWithProblems = tuple[Publication, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class PublicationTools:
    """What all stages know, those of a single article and those of a story."""

    article_tools: ArticleTools
    comparison_words: ComparisonWords
    date_words: DateWords
    proposal_words: SpellingRules


def load_publication_tools() -> PublicationTools:
    """Load everything that the stages know. Raises UserError where no model is installed."""
    return PublicationTools(
        _article_tools(),
        load_comparison_words(),
        load_date_words(),
        load_spelling_rules(),
    )


def _article_tools() -> ArticleTools:
    return load_article_tools(naming=True)


@dataclass(frozen=True, slots=True)
class SourceTask:
    """A source to read into an article, who is followed or also named, and what the publication says."""

    source: RawSource
    actors: tuple[Actor, ...]
    publication_file: PublicationFile


def assemble_publication(
    raw: RawPublication, tools: PublicationTools, progress: Callable[[str], None]
) -> PublicationWithProblems:
    """Return the publication, and every problem: those found while reading and those of all stages.

    A source with a fault is left out, so that the faults of the others come to light too. `progress` is
    told which source has been read.
    """
    return assemble_publications([raw], tools, progress)[0]


def assemble_publications(
    raws: Sequence[RawPublication], tools: PublicationTools, progress: Callable[[str], None]
) -> tuple[PublicationWithProblems, ...]:
    """Return each state of a publication as `assemble_publication` does; what they share is done once."""
    tasks = dict.fromkeys(task for raw in raws for story in raw.stories for task in _tasks(raw, story))
    made = map_in_worker_pool(_article_tools, _attempt, tuple(tasks), tools.article_tools)
    read: dict[SourceTask, ArticleWithProblems | UserError] = {}
    for task, one in zip(tasks, made, strict=True):
        progress(task.source.path)
        read[task] = one
    told: dict[str, _Told] = {}
    return tuple(_assembled(raw, read, told, tools) for raw in raws)


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it was assembled from these tasks, and what is wrong with it."""

    raw: RawStory
    tasks: tuple[SourceTask, ...]
    story: Story
    problems: tuple[Problem, ...]


def _assembled(
    raw: RawPublication,
    read: Mapping[SourceTask, ArticleWithProblems | UserError],
    told: dict[str, _Told],
    tools: PublicationTools,
) -> PublicationWithProblems:
    problems = [*raw.problems, *check_for_identical_captures(raw)]
    stories = []
    for story in raw.stories:
        tasks = tuple(_tasks(raw, story))
        one = told.get(story.path)
        if one is None or (one.raw, one.tasks) != (story, tasks):
            found: list[Problem] = []
            made = _story(story, raw.actors, [read[task] for task in tasks], tools, found)
            one = told[story.path] = _Told(story, tasks, made, tuple(found))
        stories.append(one.story)
        problems += one.problems
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


def _tasks(raw: RawPublication, story: RawStory) -> Iterator[SourceTask]:
    for source in story.sources:
        yield SourceTask(source, (*raw.actors, *story.file.also_named), raw.file)


def analyse_source(tools: ArticleTools, task: SourceTask) -> tuple[Article, tuple[Problem, ...]]:
    """Return one article of a publication, and what is wrong with its capture and its sidecar's corrections.

    Raises UserError if the capture can't be read.
    """
    source = task.source
    sidecar = replace(
        source.sidecar, rights=combine_rights(source.sidecar.rights, task.publication_file.rights)
    )
    cleaned = clean_capture(source.data, source.path, sidecar, tools)
    article = analyse_article(source.id, cleaned, task.actors, tools)
    wrong = _wrong_corrections(source, cleaned.capture.text, sidecar)
    return article, (*cleaned.problems, *wrong, *_misleading(article))


def _attempt(tools: ArticleTools, task: SourceTask) -> ArticleWithProblems | UserError:
    try:
        return analyse_source(tools, task)
    except UserError as error:
        return error


def combine_rights(own: Rights | None, default: Rights | None) -> Rights:
    """Return the rights of a source: its own, else the publication's; a mode that nobody gives is excerpt."""
    rights = own or default or Rights()
    return replace(rights, mode=rights.mode or (default.mode if default else None) or "excerpt")


def make_source_letter(number: int) -> str:
    """Return the letter of the source at this place, counted from 0: A to Z, then AA, AB and so on."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = string.ascii_uppercase[rest] + name
    return name


def _story(
    story: RawStory,
    followed: tuple[Actor, ...],
    read: Sequence[ArticleWithProblems | UserError],
    tools: PublicationTools,
    problems: list[Problem],
) -> Story:
    """Return a story, taking what was read of its sources, and adding what is wrong with them."""
    articles = []
    for source, made in zip(story.sources, read, strict=True):
        if isinstance(made, UserError):
            problems.extend(made.problems)
            continue
        article, found = made
        problems += found
        articles.append(article)
        if not article.paragraphs:
            what, mend = (
                "no article text was found in it",
                f"say which lines to keep in {source.sidecar_path}",
            )
            problems.append(Problem(source.path, None, None, what, mend, "warning"))
    problems += check_for_similar_articles(articles)
    # The letters of withdrawn sources stay unused; those not listed come after.
    order = [listed.id for listed in story.file.sources]
    order += [source.id for source in story.sources if not source.is_listed]
    points, found = compare_story(story, articles, tools.comparison_words)
    problems += found
    file = story.file
    return Story(
        id=story.id,
        title=file.title,
        standfirst=file.standfirst,
        date=file.date,
        place=file.place,
        timezone=file.timezone,
        articles=tuple(articles),
        letters={name: make_source_letter(place) for place, name in enumerate(order)},
        also_named=file.also_named,
        points=points,
        timeline=build_timeline(articles, file.date, tools.date_words),
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


def _misleading(article: Article) -> Iterator[Problem]:
    """Yield a warning for what a capture holds that reads as something else than it is."""
    path = article.capture.path
    yield from find_bidi_problems(article.capture.text, path)
    stated = article.metadata
    for field, fact in (("headline", stated.headline), ("byline", stated.byline), ("outlet", stated.outlet)):
        if fact is None or fact.evidence == "sidecar":  # the sidecar's own problems tell
            continue
        words = fact.value if isinstance(fact.value, str) else " ".join(fact.value)
        if (strange := describe_first_homoglyph(words)) is not None:
            span = fact.evidence if isinstance(fact.evidence, Span) else None
            line = None if span is None else article.text.count("\n", 0, span.start) + 1
            yield Problem(path, line, field, strange, "see that the name is who it seems to be", "warning")


def _wrong_corrections(source: RawSource, text: str, sidecar: Sidecar) -> Iterator[Problem]:
    for correction, reason in find_wrong_sidecar_overrides(text, sidecar):
        what = f"line {correction.line} of the capture is not what keep or drop says: {reason}"
        yield Problem(
            source.sidecar_path,
            correction.written_at,
            "keep/drop",
            what,
            "correct the line number or its first words",
        )
