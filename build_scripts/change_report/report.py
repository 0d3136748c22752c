"""Report the points that a change to `sources/` adds, confirms and contradicts, and the pages it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from build_scripts.change_report.changed_files import (
    PublicationChanges,
    SourceChange,
    find_publication_changes,
)
from build_scripts.change_report.changed_links import find_link_changes
from build_scripts.change_report.changed_pages import (
    compare_site_files,
    count_mentions_and_statements,
    count_story_items,
)
from build_scripts.change_report.format_report import (
    ChangeReport,
    StoryCounts,
    format_change_report,
    format_empty_report,
)
from build_scripts.change_report.git_revision import (
    are_sources_unchanged,
    find_base_revision,
    read_sources_at_revision,
)
from build_scripts.change_report.source_findings import find_source_findings
from build_scripts.change_report.source_summary import SourceSummary, build_source_summary
from build_scripts.comparison.differences.pair_differences import PairComparer
from build_scripts.models import Publication, Story
from build_scripts.models.problems import Problem
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.pipeline.assemble_publication import (
    PublicationTools,
    PublicationWithProblems,
    assemble_publications,
)
from build_scripts.rights.redact import redact_story
from build_scripts.source_files.read_sources import RawPublication

PLACEHOLDER_SITE = SiteSettings("https://example.org/")
"""Both states are generated for the same address, so that only their sources make a difference."""
Views = Mapping[str, StoryView]
"""The views of a publication's stories, by their ids."""


def build_change_report(
    top: Path,
    revision: str,
    read: Callable[[], RawPublication],
    load: Callable[[], PublicationTools],
    progress: Callable[[str], None],
    keep_faults: Callable[[Iterable[Problem]], None],
) -> str:
    """Return the report on the changes to the files below `top` since a revision, in Markdown for GitHub.

    `read` returns the sources as they are now, `load` the tools of the analysis; `keep_faults` is called with
    all problems, to keep the details of the program's faults. Errors in the sources are
    part of the report: rejecting them is the task of `check`. Raises UserError where git cannot read the
    revision.
    """
    progress("reading the revision")
    base = find_base_revision(top, revision)
    if are_sources_unchanged(base):
        return format_empty_report(base.commit)
    before, after = read_sources_at_revision(base), read()
    tools = load()
    assembled = assemble_publications([before, after], tools, progress)
    keep_faults(problem for _, problems in assembled for problem in problems)
    progress("comparing")
    return format_change_report(
        compare_publications(
            base.commit,
            find_publication_changes(before, after),
            PairComparer(tools.comparison_words),
            *assembled,
        )
    )


def compare_publications(
    commit: str,
    changes: PublicationChanges,
    pairs: PairComparer,
    before: PublicationWithProblems,
    after: PublicationWithProblems,
) -> ChangeReport:
    """Return the report on two states of a publication, of which `before` is that at a commit."""
    (old, old_problems), (new, problems) = before, after
    old_views, new_views = _build_views(old), _build_views(new)
    summaries, unreadable = _summarize_sources(changes.sources, old, new, problems, pairs)
    page_changes, other_file_changes = compare_site_files(_generate_files(old), _generate_files(new))
    return ChangeReport(
        commit,
        changes,
        tuple(summaries),
        tuple(unreadable),
        errors=tuple(p for p in problems if p.severity == "error"),
        warnings=tuple(_find_new_warnings(old_problems, problems, summaries)),
        link_changes=tuple(
            find_link_changes(old.stories, new.stories, {change.ref for change in changes.sources})
        ),
        story_counts=_count_changed_stories(old_views, new_views),
        actor_counts={
            actor.id: (
                count_mentions_and_statements(old, actor.id),
                count_mentions_and_statements(new, actor.id),
            )
            for actor in changes.actors
        },
        page_changes=page_changes,
        other_file_changes=other_file_changes,
    )


def _summarize_sources(
    changes: Sequence[SourceChange],
    old: Publication,
    new: Publication,
    problems: tuple[Problem, ...],
    pairs: PairComparer,
) -> tuple[list[SourceSummary], list[SourceChange]]:
    """Return the summaries of the new, changed and moved sources, and those that the publication lacks.

    The comparison reads all words of the stories; the summaries quote from the redacted ones alone.
    """
    old_stories, new_stories = ({story.id: story for story in state.stories} for state in (old, new))
    old_views, new_views = _build_views(old), _build_views(new)
    summaries, unreadable = list[SourceSummary](), list[SourceChange]()
    for change in changes:
        if change.kind not in ("new", "changed", "moved"):
            continue
        story, source = change.ref
        view = new_views.get(story)
        if view is None or source not in view.sources_by_id or not view.sources_by_id[source].article.is_read:
            unreadable.append(change)
            continue
        # A source that moved out of another story is new in this one.
        same_story = change.previous_ref is None or change.previous_ref[0] == story
        earlier = old_views.get(story) if same_story else None
        findings = find_source_findings(
            change, old_stories[story] if earlier else None, new_stories[story], pairs
        )
        summaries.append(build_source_summary(change, earlier, view, problems, findings))
    return summaries, unreadable


def _find_new_warnings(
    old_problems: Sequence[Problem], problems: Sequence[Problem], summaries: Sequence[SourceSummary]
) -> list[Problem]:
    """Return the warnings that are new and in no source's summary."""
    summarized = {warning for summary in summaries for warning in summary.warnings}
    old = {_identify_problem(problem) for problem in old_problems}
    return [
        p
        for p in problems
        if p.severity == "warning" and p not in summarized and _identify_problem(p) not in old
    ]


def _count_changed_stories(old_views: Views, new_views: Views) -> dict[str, tuple[StoryCounts, StoryCounts]]:
    """Return the numbers before and after of each story whose numbers differ."""
    stories = [*old_views, *(name for name in new_views if name not in old_views)]
    counts = {
        name: (
            count_story_items(_get_story(old_views, name)),
            count_story_items(_get_story(new_views, name)),
        )
        for name in stories
    }
    return {name: (before, after) for name, (before, after) in counts.items() if before != after}


def _build_views(publication: Publication) -> Views:
    return {story.id: StoryView(redact_story(story), publication.actors) for story in publication.stories}


def _get_story(views: Views, name: str) -> Story | None:
    view = views.get(name)
    return view.story if view else None


def _generate_files(publication: Publication) -> Mapping[str, bytes]:
    return generate_site_files(publication, PLACEHOLDER_SITE) if publication.stories else {}


def _identify_problem(problem: Problem) -> tuple[str, str | None, str]:
    """Return a key that is the same for a problem before and after, whatever its line."""
    return problem.path, problem.field, problem.message
