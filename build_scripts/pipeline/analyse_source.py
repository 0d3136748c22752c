"""Turn one source of a publication into an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.models import Actor, Article, Capture, Metadata, Sidecar, Span
from build_scripts.models.problems import Problem, UserError
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.article_tools import ArticleTools
from build_scripts.pipeline.clean_capture import apply_sidecar, clean_capture
from build_scripts.pipeline.faults import try_to
from build_scripts.rights.modes import combine_rights
from build_scripts.rights.permitted_words import find_redaction_character_problem
from build_scripts.source_files.bidi_problems import find_bidi_problems
from build_scripts.source_files.read_sources import RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile
from build_scripts.text.homoglyphs import describe_first_homoglyph

ArticleWithProblems = tuple[Article, tuple[Problem, ...]]

HOMOGLYPH_FIX = "check the spelling: it mixes alphabets"


@dataclass(frozen=True, slots=True)
class SourceTask:
    """A source to turn into an article, with the actors to look for and the publication's settings."""

    source: RawSource
    actors: tuple[Actor, ...]
    publication_file: PublicationFile

    @property
    def sidecar(self) -> Sidecar:
        """The source's sidecar, with the publication's rights where it has none."""
        given = self.source.sidecar
        return replace(given, rights=combine_rights(given.rights, self.publication_file.rights))


def make_source_task(
    story: RawStory, source: RawSource, followed: tuple[Actor, ...], file: PublicationFile
) -> SourceTask:
    """Return the task of analysing a story's source, with the followed actors and the people of its story."""
    return SourceTask(source, (*followed, *story.file.also_named), file)


def analyse_source(tools: ArticleTools, task: SourceTask) -> tuple[Article, tuple[Problem, ...]]:
    """Return one article of a publication, and the problems of its capture and of its sidecar's overrides.

    Raises UserError if the capture can't be read or holds the character that takes the place of hidden words.
    """
    source, sidecar = task.source, task.sidecar
    cleaned = clean_capture(source.data, source.path, sidecar, tools)
    if (problem := find_redaction_character_problem(cleaned.capture)) is not None:
        raise UserError(problem)
    article = analyse_article(source.id, cleaned, task.actors, tools)
    wrong_overrides = _check_overrides(source, cleaned.capture.text, sidecar)
    return article, (*cleaned.problems, *wrong_overrides, *_check_for_deceptive_text(article))


def try_analyse_source(tools: ArticleTools, task: SourceTask) -> ArticleWithProblems | UserError:
    """Return what `analyse_source` returns, or the error that it raises or that the program makes in it."""
    return try_to(lambda: analyse_source(tools, task), task.source.path)


def make_unread_article(task: SourceTask) -> Article:
    """Return what is known of a source that a fault of the program kept from being read."""
    source, sidecar = task.source, task.sidecar
    return Article(
        id=source.id,
        capture=Capture(source.path, "", hashlib.sha256(source.data).hexdigest(), "unknown"),
        sidecar=sidecar,
        metadata=apply_sidecar(Metadata(), sidecar),
        lines=(),
        paragraphs=(),
        sentences=(),
        is_read=False,
    )


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
