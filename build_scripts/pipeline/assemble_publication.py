"""From the files that were read to the publication that is shown: every stage, for every story."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.cleaning import overrides as overruling
from build_scripts.comparison import compare as comparing
from build_scripts.comparison import timeline
from build_scripts.comparison.evidence import shared_wording as copying
from build_scripts.models import Actor, Article, Publication, Rights, Sidecar, Span, Story, Withdrawn
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.not_followed import proposals as proposing
from build_scripts.pipeline import (
    analyse_article as analysis,
)
from build_scripts.pipeline import (
    compare_story as curating,
)
from build_scripts.pipeline import (
    duplicate_sources as duplicates,
)
from build_scripts.pipeline import (
    worker_pool as crew,
)
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile
from build_scripts.text import dates
from build_scripts.text import hidden_characters as unseen
from build_scripts.text import homoglyphs as lookalikes

Read = tuple[Article, tuple[Problem, ...]]
Assembled = tuple[Publication, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Tools:
    """What all stages know, those of a single article and those of a story."""

    article: analysis.Tools
    comparing: comparing.Knowledge
    dates: dates.DateKnowledge
    proposing: proposing.Knowledge


def load_tools() -> Tools:
    """Load everything that the stages know. Raises UserError where no model is installed."""
    return Tools(_article_tools(), comparing.knowledge(), dates.knowledge(), proposing.load())


def _article_tools() -> analysis.Tools:
    return analysis.load_tools(naming=True)


@dataclass(frozen=True, slots=True)
class Task:
    """A source to read into an article, who is followed or also named, and what the publication says."""

    source: RawSource
    actors: tuple[Actor, ...]
    file: PublicationFile


def assemble(raw: RawPublication, tools: Tools, progress: Callable[[str], None]) -> Assembled:
    """Return the publication, and every problem: those found while reading and those of all stages.

    A source with a fault is left out, so that the faults of the others come to light too. `progress` is
    told which source has been read.
    """
    return assemble_each([raw], tools, progress)[0]


def assemble_each(
    raws: Sequence[RawPublication], tools: Tools, progress: Callable[[str], None]
) -> tuple[Assembled, ...]:
    """Return each state of a publication as `assemble` does; what several have in common is done once."""
    tasks = dict.fromkeys(task for raw in raws for story in raw.stories for task in _tasks(raw, story))
    made = crew.work(_article_tools, _attempt, tuple(tasks), tools.article)
    read: dict[Task, Read | UserError] = {}
    for task, one in zip(tasks, made, strict=True):
        progress(task.source.path)
        read[task] = one
    told: dict[str, _Told] = {}
    return tuple(_assembled(raw, read, told, tools) for raw in raws)


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it was assembled from these tasks, and what is wrong with it."""

    raw: RawStory
    tasks: tuple[Task, ...]
    story: Story
    problems: tuple[Problem, ...]


def _assembled(
    raw: RawPublication, read: Mapping[Task, Read | UserError], told: dict[str, _Told], tools: Tools
) -> Assembled:
    problems = [*raw.problems, *duplicates.same_bytes(raw)]
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
        corrections=file.corrections,
        actors=raw.actors,
        stories=tuple(stories),
        amendments=raw.amendments,
    )
    return publication, tuple(sorted(problems, key=lambda p: (p.path, p.line or 0)))


def _tasks(raw: RawPublication, story: RawStory) -> Iterator[Task]:
    for source in story.sources:
        yield Task(source, (*raw.actors, *story.file.also_named), raw.file)


def one_article(tools: analysis.Tools, task: Task) -> tuple[Article, tuple[Problem, ...]]:
    """Return one article of a publication, and what is wrong with its capture and its sidecar's corrections.

    Raises UserError if the capture can't be read.
    """
    source = task.source
    sidecar = replace(source.sidecar, rights=rights_of(source.sidecar.rights, task.file.rights))
    cleaned = analysis.clean(source.data, source.path, sidecar, tools)
    article = analysis.article(source.id, cleaned, task.actors, tools)
    wrong = _wrong_corrections(source, cleaned.capture.text, sidecar)
    return article, (*cleaned.problems, *wrong, *_misleading(article))


def _attempt(tools: analysis.Tools, task: Task) -> Read | UserError:
    try:
        return one_article(tools, task)
    except UserError as error:
        return error


def rights_of(own: Rights | None, default: Rights | None) -> Rights:
    """Return the rights of a source: its own, else the publication's; a mode that nobody gives is excerpt."""
    rights = own or default or Rights()
    return replace(rights, mode=rights.mode or (default.mode if default else None) or "excerpt")


def letters(number: int) -> str:
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
    read: Sequence[Read | UserError],
    tools: Tools,
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
    problems += duplicates.in_story(articles)
    # The letters of withdrawn sources stay unused; those not listed come after.
    order = [listed.id for listed in story.file.sources]
    order += [source.id for source in story.sources if not source.listed]
    points, found = curating.compare(story, articles, tools.comparing)
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
        letters={name: letters(place) for place, name in enumerate(order)},
        also_named=file.also_named,
        points=points,
        timeline=timeline.timeline(articles, file.date, tools.dates),
        withdrawn=tuple(
            Withdrawn(letters(place), listed.id, listed.withdrawn, listed.reason)
            for place, listed in enumerate(file.sources)
            if listed.withdrawn
        ),
        proposals=proposing.propose(
            [(a.id, a) for a in articles], (*followed, *file.also_named), tools.proposing
        ),
        shared=copying.shared(articles),
    )


def _misleading(article: Article) -> Iterator[Problem]:
    """Yield a warning for what a capture holds that reads as something else than it is."""
    path = article.capture.path
    yield from unseen.turning(article.capture.text, path)
    stated = article.metadata
    for field, fact in (("headline", stated.headline), ("byline", stated.byline), ("outlet", stated.outlet)):
        if fact is None or fact.evidence == "sidecar":  # the sidecar's own problems tell
            continue
        words = fact.value if isinstance(fact.value, str) else " ".join(fact.value)
        if (strange := lookalikes.mixed(words)) is not None:
            span = fact.evidence if isinstance(fact.evidence, Span) else None
            line = None if span is None else article.text.count("\n", 0, span.start) + 1
            yield Problem(path, line, field, strange, "see that the name is who it seems to be", "warning")


def _wrong_corrections(source: RawSource, text: str, sidecar: Sidecar) -> Iterator[Problem]:
    for correction, reason in overruling.wrong_corrections(text, sidecar):
        what = f"line {correction.line} of the capture is not what keep or drop says: {reason}"
        yield Problem(
            source.sidecar_path,
            correction.written_at,
            "keep/drop",
            what,
            "correct the line number or its first words",
        )
