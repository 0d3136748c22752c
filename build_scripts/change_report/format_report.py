"""Write a report in Markdown for GitHub: everything but the sources' own sections (`format_source_section`).

That is the summary, errors and warnings, removed sources, edited entries, numbers, pages and files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from build_scripts.change_report.changed_files import EntryChange, PublicationChanges, SourceChange
from build_scripts.change_report.changed_links import LinkChange
from build_scripts.change_report.changed_pages import FileChanges
from build_scripts.change_report.format_points_section import format_points_section
from build_scripts.change_report.format_source_section import format_source_section
from build_scripts.change_report.github_markdown import (
    format_folded,
    format_github_code,
    format_github_text,
    format_key_list,
    format_limited_list,
    format_problem_item,
)
from build_scripts.change_report.report_limits import LIMITS, ReportLimits
from build_scripts.change_report.source_summary import SourceSummary
from build_scripts.models.problems import Problem
from build_scripts.text.format_values import format_count

MAX_REPORT_BYTES = 1_000_000
"""Bytes of a report; GitHub takes 1 MiB for each step (its documentation of workflow commands)."""
READABLE_REPORT_BYTES = 25_000
"""Bytes of a report that somebody reads; longer ones have shorter lists."""
MAX_LISTED_ITEMS = 40
"""Items of a list (errors, pages and the like), at most."""
StoryCounts = Mapping[str, int]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """The content of a report.

    `base_commit` is the commit with which the change is compared. `unreadable_sources` are new or changed
    sources that errors keep out of the publication. `errors` prevent publication; `warnings` are those
    that are in no source's summary. `link_changes` are those between sources that stay as they were.
    `story_counts` gives, for each story whose numbers changed, the numbers before and after;
    `actor_counts`, for each changed actor, mentions and statements before and after.
    """

    base_commit: str
    changes: PublicationChanges
    source_summaries: tuple[SourceSummary, ...]
    unreadable_sources: tuple[SourceChange, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    link_changes: tuple[LinkChange, ...]
    story_counts: Mapping[str, tuple[StoryCounts, StoryCounts]]
    actor_counts: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    page_changes: FileChanges
    other_file_changes: FileChanges


def format_empty_report(commit: str) -> str:
    """Return the report on a change that leaves every file under `sources/` as it was."""
    return f"{_format_title(commit)}\n\nNothing under `sources/` changes.\n"


def format_change_report(report: ChangeReport, limit: int = MAX_REPORT_BYTES) -> str:
    """Return the report in at most `limit` bytes; sources that do not fit are left out and counted.

    Its lists are as long as they can be in a report that is readable.
    """
    for limits in LIMITS:
        text = _format_within(report, limits, limit)
        if len(text.encode("utf-8", "replace")) <= READABLE_REPORT_BYTES:
            break
    return text


def _format_within(report: ChangeReport, limits: ReportLimits, limit: int) -> str:
    head = [_format_title(report.base_commit), _format_summary(report), *_format_problems(report)]
    tail = list(_format_tail(report))
    fixed = (*head, *tail, _format_left_out(len(report.source_summaries)))
    room = limit - sum(map(_count_bytes, fixed))
    shown: list[str] = []
    number_shown = 0
    for section, is_source in _format_sections(report.source_summaries, limits):
        room -= _count_bytes(section)
        if room < 0:
            break
        shown.append(section)
        number_shown += is_source
    left_out = len(report.source_summaries) - number_shown
    blocks = (*head, *shown, *([_format_left_out(left_out)] if left_out else []), *tail)
    return "\n\n".join(blocks) + "\n"


def _format_sections(summaries: Sequence[SourceSummary], limits: ReportLimits) -> Iterator[tuple[str, bool]]:
    """Yield the section on each story's points and those on its sources, with whether it is on a source."""
    by_story: dict[str, list[SourceSummary]] = {}
    for summary in summaries:
        by_story.setdefault(summary.story_view.id, []).append(summary)
    for own in by_story.values():
        if (section := format_points_section(own, limits)) is not None:
            yield section, False
        for summary in own:
            yield format_source_section(summary, limits), True


def _format_left_out(number: int) -> str:
    return f"{format_count(number, 'more source', 'more sources')} did not fit into this report."


def _count_bytes(block: str) -> int:
    """Return the bytes of a block and of the blank line after it."""
    return len(block.encode("utf-8", "replace")) + 2


def _format_title(commit: str) -> str:
    return f"## What this change does to the publication\n\nCompared with {format_github_code(commit[:12])}."


def _format_summary(report: ChangeReport) -> str:
    """Return how many sources and entries change, in one line."""
    changes = report.changes
    kinds = Counter(change.kind for change in changes.sources)
    sentences = [f"Sources: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}."] if kinds else []
    counts = (
        (len(changes.actors), "actor", "actors"),
        (len(changes.stories), "story", "stories"),
        (sum(map(len, changes.points.values())), "curated point", "curated points"),
        (len(changes.corrections), "correction", "corrections"),
        (len(changes.publication_keys), "key of `publication.yml`", "keys of `publication.yml`"),
    )
    edited = [format_count(number, one, many) for number, one, many in counts if number]
    if edited:
        sentences.append(f"Edited: {', '.join(edited)}.")
    if sentences:
        return " ".join(sentences)
    return "Files under `sources/` change, but nothing in them that the publication uses."


def _format_problems(report: ChangeReport) -> Iterator[str]:
    """Yield errors, unreadable sources and warnings."""
    if report.errors:
        yield "### Errors: fix these before this can be published"
        yield _format_list(report.errors, format_problem_item)
        yield "Until then, this report is incomplete: it leaves out whatever the errors affect."
    if report.unreadable_sources:
        yield "These sources could not be read:"
        yield _format_list(report.unreadable_sources, lambda change: format_github_code(change.path))
    if report.warnings:
        yield "### Warnings"
        yield _format_list(report.warnings, format_problem_item)


def _format_tail(report: ChangeReport) -> Iterator[str]:
    """Yield the blocks after the sources' sections: removed sources, edited entries, numbers, files."""
    yield from _format_removed(report.changes)
    yield from _format_edited(report)
    if report.errors:
        yield "Changes to points and pages will be listed here once the errors are fixed."
        return
    if report.link_changes:
        yield "### Links that change between sources that stay as they were"
        yield _format_list(report.link_changes, _format_link_change)
    for name, (before, after) in list(report.story_counts.items())[:MAX_LISTED_ITEMS]:
        yield _format_story_counts(name, before, after)
    more = len(report.story_counts) - MAX_LISTED_ITEMS
    if more > 0:
        yield f"Numbers change in {format_count(more, 'more story', 'more stories')}."
    yield from _format_file_changes("Pages", report.page_changes)
    # Changed data tables are not listed: nearly every change affects many of them.
    yield from _format_file_changes(
        "Data, feeds and downloads", report.other_file_changes, listed=("added", "removed")
    )


def _format_link_change(change: LinkChange) -> str:
    """Return a point, and the sources that it has no longer or has now."""
    parts = [
        f"{words} {', '.join(map(format_github_code, sources))}"
        for words, sources in (("no longer links", change.lost), ("now links", change.gained))
        if sources
    ]
    point, story = format_github_code(change.point), format_github_code(change.story)
    return f"{point} of {story} {' and '.join(parts)}"


def _format_removed(changes: PublicationChanges) -> Iterator[str]:
    removed = [change for change in changes.sources if change.kind == "removed"]
    if removed:
        yield f"### Removed\n\n{_format_list(removed, _format_removed_item)}"


def _format_removed_item(change: SourceChange) -> str:
    """Return a removed source, and whether its story lists it as withdrawn."""
    story, source = change.ref
    path = format_github_code(change.path)
    if change.withdrawn_on:
        day = format_github_text(change.withdrawn_on)
        return f"{path}, which {format_github_code(story)} lists as withdrawn on {day}"
    listed = f"{format_github_code(source)} of {format_github_code(story)}"
    return f"{path}; to tell readers, list {listed} as withdrawn"


def _format_edited(report: ChangeReport) -> Iterator[str]:
    """Yield a list of changes for each kind of entry that changes."""
    changes = report.changes
    actors = _format_list(
        changes.actors, lambda actor: f"{_format_entry(actor)}{_format_actor_counts(report, actor)}"
    )
    stories = _format_list(changes.stories, _format_entry)
    points = [(story, point) for story, entries in changes.points.items() for point in entries]
    curated = _format_list(points, lambda pair: f"in {format_github_code(pair[0])}, {_format_entry(pair[1])}")
    if changes.publication_keys:
        yield f"### `publication.yml`\n\n- changed: {format_key_list(changes.publication_keys)}"
    corrections = _format_list(changes.corrections, _format_entry)
    for heading, lines in (
        ("Actors", actors),
        ("Stories", stories),
        ("Curated points", curated),
        ("Corrections", corrections),
    ):
        if lines:
            yield f"### {heading}\n\n{lines}"


def _format_entry(entry: EntryChange) -> str:
    name = f" {format_github_text(entry.name)}" if entry.name else ""
    keys = f"; {format_key_list(entry.changed_keys)}" if entry.changed_keys else ""
    return f"{entry.kind}: {format_github_code(entry.id)}{name}{keys}"


def _format_actor_counts(report: ChangeReport, actor: EntryChange) -> str:
    if actor.id not in report.actor_counts:
        return ""
    (mentions, statements), (mentions_now, statements_now) = report.actor_counts[actor.id]
    return f"; mentions {mentions} → {mentions_now}, statements {statements} → {statements_now}"


def _format_story_counts(story: str, before: StoryCounts, after: StoryCounts) -> str:
    rows = "\n".join(f"| {name} | {before[name]} | {after[name]} |" for name in after)
    return f"### {format_github_code(story)} in numbers\n\n| | before | after |\n|---|---:|---:|\n{rows}"


def _format_file_changes(
    heading: str, files: FileChanges, listed: Sequence[str] = ("added", "changed", "removed")
) -> Iterator[str]:
    """Yield a heading with the number of files in each group, and a list of the groups in `listed`."""
    groups = (("added", files.added), ("changed", files.changed), ("removed", files.removed))
    counts = [f"{len(paths)} {name}" for name, paths in groups if paths]
    if not counts:
        return
    yield f"### {heading}: {', '.join(counts)}"
    # Each group is cut short by itself, so that removed files are always shown.
    lists = [
        _format_list(paths, partial(_format_path, name)) for name, paths in groups if paths and name in listed
    ]
    if lists:
        yield "\n".join(format_folded("Addresses", lists)).lstrip()


def _format_list(items: Sequence[Item], write: Callable[[Item], str]) -> str:
    return "\n".join(format_limited_list(items, write, MAX_LISTED_ITEMS))


def _format_path(group: str, path: str) -> str:
    return f"{group}: {format_github_code(path)}"
