"""Say what a change to `sources/` adds, confirms and contradicts, and which pages it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from build_scripts.change_report import changed_pages as effects
from build_scripts.change_report import git_revision as revisions
from build_scripts.change_report.changed_files import Changes, changes
from build_scripts.change_report.source_summary import account
from build_scripts.change_report.write_report import Report, nothing, write
from build_scripts.comparison.compare import Pairs
from build_scripts.models import Publication, Story
from build_scripts.models.problems import Problem
from build_scripts.pages import all_files as pages
from build_scripts.pages.views.site_settings import Place
from build_scripts.pages.views.story_view import StoryView
from build_scripts.pipeline.assemble_publication import Assembled, Tools, assemble_each
from build_scripts.source_files.read_sources import RawPublication

__all__ = ["report"]

NOWHERE = Place("https://example.org/")
"""Both states stand at the same place, so that only their sources make a difference."""


def report(
    top: Path,
    revision: str,
    read: Callable[[], RawPublication],
    load: Callable[[], Tools],
    progress: Callable[[str], None],
) -> str:
    """Return the report on what the files below `top` change since a revision, in Markdown for GitHub.

    Faults in the sources are part of the report: it is `check` that refuses them. Raises UserError where git
    can't tell what was there.
    """
    progress("reading the revision")
    base = revisions.find(top, revision)
    if revisions.is_unchanged(base):
        return nothing(base.commit)
    before, after = revisions.read(base), read()
    tools = load()
    assembled = assemble_each([before, after], tools, progress)
    progress("comparing")
    return write(compare(base.commit, changes(before, after), Pairs(tools.comparing), *assembled))


def compare(commit: str, changed: Changes, pairs: Pairs, before: Assembled, after: Assembled) -> Report:
    """Return what is to be told of two states of a publication."""
    (old, old_problems), (new, problems) = before, after
    was, now = _views(old), _views(new)
    accounts, unread = [], []
    for change in changed.sources:
        if change.kind in ("new", "changed", "moved"):
            story, source = change.name
            if story in now and source in now[story].by_id:
                # A source that moved out of another story is new in this one.
                earlier = was.get(story) if change.was is None or change.was[0] == story else None
                accounts.append(account(change, earlier, now[story], problems, pairs))
            else:
                unread.append(change)
    told = {warning for one in accounts for warning in one.warnings}
    known = {_what(problem) for problem in old_problems}
    actors = [one.id for one in changed.actors]
    stories = [*was, *(name for name in now if name not in was)]
    numbers = {
        name: (effects.numbers(_story(was, name)), effects.numbers(_story(now, name))) for name in stories
    }
    shown, others = effects.files(_files(old), _files(new))
    return Report(
        commit,
        changed,
        tuple(accounts),
        tuple(unread),
        faults=tuple(p for p in problems if p.severity == "error"),
        warnings=tuple(
            p for p in problems if p.severity == "warning" and p not in told and _what(p) not in known
        ),
        stories={name: pair for name, pair in numbers.items() if pair[0] != pair[1]},
        named={actor: (effects.named(old, actor), effects.named(new, actor)) for actor in actors},
        pages=shown,
        others=others,
    )


def _views(publication: Publication) -> dict[str, StoryView]:
    return {story.id: StoryView(story, publication.actors) for story in publication.stories}


def _story(views: Mapping[str, StoryView], name: str) -> Story | None:
    view = views.get(name)
    return view.story if view else None


def _files(publication: Publication) -> Mapping[str, bytes]:
    return pages.files(publication, NOWHERE) if publication.stories else {}


def _what(problem: Problem) -> tuple[str, str | None, str]:
    """Return what a problem is, wherever its file has it now."""
    return problem.path, problem.field, problem.what
