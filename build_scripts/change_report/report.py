"""Say what a change to `sources/` adds, confirms and contradicts, and which pages it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from build_scripts.change_report.changed_files import PublicationChanges, find_publication_changes
from build_scripts.change_report.changed_pages import (
    compare_site_files,
    count_mentions_and_statements,
    count_story_items,
)
from build_scripts.change_report.git_revision import (
    are_sources_unchanged,
    find_base_revision,
    read_sources_at_revision,
)
from build_scripts.change_report.source_findings import find_source_findings
from build_scripts.change_report.source_summary import build_source_summary
from build_scripts.change_report.write_report import ChangeReport, format_change_report, format_empty_report
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

__all__ = ["build_change_report"]

PLACEHOLDER_SITE = SiteSettings("https://example.org/")
"""Both states stand at the same place, so that only their sources make a difference."""


def build_change_report(
    top: Path,
    revision: str,
    read: Callable[[], RawPublication],
    load: Callable[[], PublicationTools],
    progress: Callable[[str], None],
) -> str:
    """Return the report on what the files below `top` change since a revision, in Markdown for GitHub.

    Faults in the sources are part of the report: it is `check` that refuses them. Raises UserError where git
    can't tell what was there.
    """
    progress("reading the revision")
    base = find_base_revision(top, revision)
    if are_sources_unchanged(base):
        return format_empty_report(base.commit)
    before, after = read_sources_at_revision(base), read()
    tools = load()
    assembled = assemble_publications([before, after], tools, progress)
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
    changed: PublicationChanges,
    pairs: PairComparer,
    before: PublicationWithProblems,
    after: PublicationWithProblems,
) -> ChangeReport:
    """Return what is to be told of two states of a publication."""
    (old, old_problems), (new, problems) = before, after
    was, now = _views(old), _views(new)
    whole_before, whole_after = ({story.id: story for story in state.stories} for state in (old, new))
    accounts, unread = [], []
    for change in changed.sources:
        if change.kind in ("new", "changed", "moved"):
            story, source = change.ref
            if story in now and source in now[story].sources_by_id:
                # A source that moved out of another story is new in this one.
                earlier = (
                    was.get(story) if change.previous_ref is None or change.previous_ref[0] == story else None
                )
                findings = find_source_findings(
                    change, whole_before[story] if earlier else None, whole_after[story], pairs
                )
                accounts.append(build_source_summary(change, earlier, now[story], problems, findings))
            else:
                unread.append(change)
    told = {warning for one in accounts for warning in one.warnings}
    known = {_what(problem) for problem in old_problems}
    actors = [one.id for one in changed.actors]
    stories = [*was, *(name for name in now if name not in was)]
    numbers = {
        name: (count_story_items(_story(was, name)), count_story_items(_story(now, name))) for name in stories
    }
    shown, others = compare_site_files(_files(old), _files(new))
    return ChangeReport(
        commit,
        changed,
        tuple(accounts),
        tuple(unread),
        faults=tuple(p for p in problems if p.severity == "error"),
        warnings=tuple(
            p for p in problems if p.severity == "warning" and p not in told and _what(p) not in known
        ),
        story_counts={name: pair for name, pair in numbers.items() if pair[0] != pair[1]},
        actor_counts={
            actor: (
                count_mentions_and_statements(old, actor),
                count_mentions_and_statements(new, actor),
            )
            for actor in actors
        },
        page_changes=shown,
        other_file_changes=others,
    )


def _views(publication: Publication) -> dict[str, StoryView]:
    return {story.id: StoryView(redact_story(story), publication.actors) for story in publication.stories}


def _story(views: Mapping[str, StoryView], name: str) -> Story | None:
    view = views.get(name)
    return view.story if view else None


def _files(publication: Publication) -> Mapping[str, bytes]:
    return generate_site_files(publication, PLACEHOLDER_SITE) if publication.stories else {}


def _what(problem: Problem) -> tuple[str, str | None, str]:
    """Return what a problem is, wherever its file has it now."""
    return problem.path, problem.field, problem.message
