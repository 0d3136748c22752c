"""A report on a change to a publication, in Markdown for GitHub, no longer than a job's summary may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from build_scripts.change_report.changed_files import EntryChange, PublicationChanges, SourceChange
from build_scripts.change_report.changed_pages import FileChanges
from build_scripts.change_report.github_markdown import format_github_code, format_github_text
from build_scripts.change_report.source_section import (
    format_key_list,
    format_limited_list,
    format_problem_item,
    format_source_section,
)
from build_scripts.change_report.source_summary import SourceSummary
from build_scripts.models.problems import Problem
from build_scripts.text.format_values import format_count

MAX_REPORT_BYTES = 1_000_000
"""Bytes of a report; GitHub takes 1 MiB for each step (its documentation of workflow commands)."""
MAX_LISTED_ITEMS = 40
"""Faults, pages and the like that are listed."""
StoryCounts = Mapping[str, int]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What a report tells.

    `base_commit` is what the change is compared with. `unreadable_sources` are new or changed sources that
    faults keep out. `faults` stop publication, `warnings` are those that no source's section tells.
    `story_counts` gives for each story that changed its numbers before and after, `actor_counts` for each
    changed actor the mentions and statements before and after.
    """

    base_commit: str
    changes: PublicationChanges
    source_summaries: tuple[SourceSummary, ...]
    unreadable_sources: tuple[SourceChange, ...]
    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    story_counts: Mapping[str, tuple[StoryCounts, StoryCounts]]
    actor_counts: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    page_changes: FileChanges
    other_file_changes: FileChanges


def format_empty_report(commit: str) -> str:
    """Return the report on a change that leaves every file under `sources/` as it was."""
    return f"{_title(commit)}\n\nNothing under `sources/` changes.\n"


def format_change_report(report: ChangeReport, limit: int = MAX_REPORT_BYTES) -> str:
    """Return the report; where it would be too long, how many sources are left out of it."""
    head = [_title(report.base_commit), _sums(report), *_faults(report)]
    tail = list(_tail(report))
    room = limit - sum(map(_size, (*head, *tail, _left_out(len(report.source_summaries)))))
    shown: list[str] = []
    for text in map(format_source_section, report.source_summaries):
        room -= _size(text)
        if room < 0:
            break
        shown.append(text)
    left = len(report.source_summaries) - len(shown)
    blocks = (*head, *shown, *([_left_out(left)] if left else []), *tail)
    return "\n\n".join(blocks) + "\n"


def _left_out(number: int) -> str:
    return f"{format_count(number, 'source')} more had no room in this report."


def _size(block: str) -> int:
    """Return the bytes of a block and of the blank line after it."""
    return len(block.encode("utf-8", "replace")) + 2


def _title(commit: str) -> str:
    return f"## What this change does to the publication\n\nCompared with {format_github_code(commit[:12])}."


def _sums(report: ChangeReport) -> str:
    changed = report.changes
    kinds = Counter(one.kind for one in changed.sources)
    sums = [f"Sources: {', '.join(f'{number} {kind}' for kind, number in kinds.items())}"] if kinds else []
    curated = sum(map(len, changed.points.values()))
    edited = [
        format_count(number, one, many)
        for number, one, many in (
            (len(changed.actors), "actor", "actors"),
            (len(changed.stories), "story", "stories"),
            (curated, "curated point", "curated points"),
            (len(changed.corrections), "correction", "corrections"),
            (len(changed.publication_keys), "key of the publication", "keys of the publication"),
        )
        if number
    ]
    if edited:
        sums.append(f"Edited: {', '.join(edited)}")
    if sums:
        return f"{'. '.join(sums)}."
    return "Files under `sources/` change, but nothing that is read from them."


def _faults(report: ChangeReport) -> Iterator[str]:
    if report.faults:
        yield "### Faults: as it is, this can’t be published"
        yield _list(report.faults, format_problem_item)
        yield "The rest of this report leaves out what they stand in the way of."
    if report.unreadable_sources:
        yield "These sources couldn’t be read:"
        yield _list(report.unreadable_sources, lambda one: format_github_code(one.path))
    if report.warnings:
        yield "### To look at"
        yield _list(report.warnings, format_problem_item)


def _tail(report: ChangeReport) -> Iterator[str]:
    yield from _removed(report.changes)
    yield from _edited(report)
    if report.faults:
        yield "Which points and pages change can be told once the faults are mended."
        return
    for name, (before, after) in list(report.story_counts.items())[:MAX_LISTED_ITEMS]:
        yield _table(name, before, after)
    if len(report.story_counts) > MAX_LISTED_ITEMS:
        yield f"The numbers of {len(report.story_counts) - MAX_LISTED_ITEMS} stories more change."
    yield from _files("Pages", report.page_changes)
    # Nearly every change shows in many tables of data: which is no news.
    yield from _files(
        "Data, feeds and files to take away", report.other_file_changes, listed=("added", "removed")
    )


def _removed(changes: PublicationChanges) -> Iterator[str]:
    gone = [one for one in changes.sources if one.kind == "removed"]
    if gone:
        yield f"### Removed\n\n{_list(gone, _gone)}"


def _gone(one: SourceChange) -> str:
    story, source = one.ref
    path = format_github_code(one.path)
    if one.withdrawn_on:
        day = format_github_text(one.withdrawn_on)
        return f"{path}, which {format_github_code(story)} lists as withdrawn on {day}"
    listed = f"{format_github_code(source)} of {format_github_code(story)}"
    return f"{path}; to say so on the site, list {listed} as withdrawn"


def _edited(report: ChangeReport) -> Iterator[str]:
    changes = report.changes
    actors = _list(changes.actors, lambda one: f"{_entry(one)}{_named(report, one)}")
    stories = _list(changes.stories, _entry)
    points = [(story, one) for story, every in changes.points.items() for one in every]
    curated = _list(points, lambda pair: f"in {format_github_code(pair[0])}, {_entry(pair[1])}")
    if changes.publication_keys:
        yield f"### The publication’s own words\n\n- changed: {format_key_list(changes.publication_keys)}"
    corrections = _list(changes.corrections, _entry)
    for heading, lines in (
        ("Actors", actors),
        ("Stories", stories),
        ("Curated points", curated),
        ("Corrections", corrections),
    ):
        if lines:
            yield f"### {heading}\n\n{lines}"


def _entry(one: EntryChange) -> str:
    name = f" {format_github_text(one.name)}" if one.name else ""
    keys = f"; {format_key_list(one.changed_keys)}" if one.changed_keys else ""
    return f"{one.kind}: {format_github_code(one.id)}{name}{keys}"


def _named(report: ChangeReport, one: EntryChange) -> str:
    if one.id not in report.actor_counts:
        return ""
    (named, said), (named_now, said_now) = report.actor_counts[one.id]
    return f"; named or meant {named} → {named_now} times, statements {said} → {said_now}"


def _table(story: str, before: StoryCounts, after: StoryCounts) -> str:
    rows = "\n".join(f"| {name} | {before[name]} | {after[name]} |" for name in after)
    return f"### {format_github_code(story)} in numbers\n\n| | before | after |\n|---|---:|---:|\n{rows}"


def _files(
    heading: str, files: FileChanges, listed: Sequence[str] = ("added", "changed", "removed")
) -> Iterator[str]:
    groups = (("added", files.added), ("changed", files.changed), ("removed", files.removed))
    told = [(f"{len(paths)} {what}", what, paths) for what, paths in groups if paths]
    if not told:
        return
    yield f"### {heading}: {', '.join(count for count, _, _ in told)}"
    # Each group is cut short by itself, so that what is removed is seen, too.
    lists = [_list(paths, partial(_path, what)) for _, what, paths in told if what in listed]
    if lists:
        yield "\n".join(lists)


def _list(things: Sequence[Thing], tell: Callable[[Thing], str]) -> str:
    return "\n".join(format_limited_list(things, tell, MAX_LISTED_ITEMS))


def _path(what: str, path: str) -> str:
    return f"{what}: {format_github_code(path)}"
