"""A report on a change to a publication, in Markdown for GitHub, no longer than a job's summary may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from build_scripts.change_report.changed_files import Changes, EntryChange, SourceChange
from build_scripts.change_report.changed_pages import Files
from build_scripts.change_report.github_markdown import code, words
from build_scripts.change_report.source_section import few, keys, problem, section
from build_scripts.change_report.source_summary import Account
from build_scripts.models.problems import Problem
from build_scripts.pages.views.format_text import plural

LIMIT = 1_000_000
"""Bytes of a report; GitHub takes 1 MiB for each step (its documentation of workflow commands)."""
MOST = 40
"""Faults, pages and the like that are listed."""
Numbers = Mapping[str, int]
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report tells.

    `commit` is what the change is compared with. `unread` are new or changed sources that faults keep out.
    `faults` stop publication, `warnings` are those that no source's section tells. `stories` gives for each
    story that changed its numbers before and after, `named` for each changed actor the mentions and
    statements before and after.
    """

    commit: str
    changes: Changes
    accounts: tuple[Account, ...]
    unread: tuple[SourceChange, ...]
    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    stories: Mapping[str, tuple[Numbers, Numbers]]
    named: Mapping[str, tuple[tuple[int, int], tuple[int, int]]]
    pages: Files
    others: Files


def nothing(commit: str) -> str:
    """Return the report on a change that leaves every file under `sources/` as it was."""
    return f"{_title(commit)}\n\nNothing under `sources/` changes.\n"


def write(report: Report, limit: int = LIMIT) -> str:
    """Return the report; where it would be too long, how many sources are left out of it."""
    head = [_title(report.commit), _sums(report), *_faults(report)]
    tail = list(_tail(report))
    room = limit - sum(map(_size, (*head, *tail, _left_out(len(report.accounts)))))
    shown: list[str] = []
    for text in map(section, report.accounts):
        room -= _size(text)
        if room < 0:
            break
        shown.append(text)
    left = len(report.accounts) - len(shown)
    blocks = (*head, *shown, *([_left_out(left)] if left else []), *tail)
    return "\n\n".join(blocks) + "\n"


def _left_out(number: int) -> str:
    return f"{plural(number, 'source')} more had no room in this report."


def _size(block: str) -> int:
    """Return the bytes of a block and of the blank line after it."""
    return len(block.encode("utf-8", "replace")) + 2


def _title(commit: str) -> str:
    return f"## What this change does to the publication\n\nCompared with {code(commit[:12])}."


def _sums(report: Report) -> str:
    changed = report.changes
    kinds = Counter(one.kind for one in changed.sources)
    sums = [f"Sources: {', '.join(f'{number} {kind}' for kind, number in kinds.items())}"] if kinds else []
    curated = sum(map(len, changed.points.values()))
    edited = [
        plural(number, one, many)
        for number, one, many in (
            (len(changed.actors), "actor", "actors"),
            (len(changed.stories), "story", "stories"),
            (curated, "curated point", "curated points"),
            (len(changed.corrections), "correction", "corrections"),
            (len(changed.publication), "key of the publication", "keys of the publication"),
        )
        if number
    ]
    if edited:
        sums.append(f"Edited: {', '.join(edited)}")
    if sums:
        return f"{'. '.join(sums)}."
    return "Files under `sources/` change, but nothing that is read from them."


def _faults(report: Report) -> Iterator[str]:
    if report.faults:
        yield "### Faults: as it is, this can’t be published"
        yield _list(report.faults, problem)
        yield "The rest of this report leaves out what they stand in the way of."
    if report.unread:
        yield "These sources couldn’t be read:"
        yield _list(report.unread, lambda one: code(one.path))
    if report.warnings:
        yield "### To look at"
        yield _list(report.warnings, problem)


def _tail(report: Report) -> Iterator[str]:
    yield from _removed(report.changes)
    yield from _edited(report)
    if report.faults:
        yield "Which points and pages change can be told once the faults are mended."
        return
    for name, (before, after) in list(report.stories.items())[:MOST]:
        yield _table(name, before, after)
    if len(report.stories) > MOST:
        yield f"The numbers of {len(report.stories) - MOST} stories more change."
    yield from _files("Pages", report.pages)
    # Nearly every change shows in many tables of data: which is no news.
    yield from _files("Data, feeds and files to take away", report.others, listed=("added", "removed"))


def _removed(changes: Changes) -> Iterator[str]:
    gone = [one for one in changes.sources if one.kind == "removed"]
    if gone:
        yield f"### Removed\n\n{_list(gone, _gone)}"


def _gone(one: SourceChange) -> str:
    story, source = one.name
    if one.withdrawn:
        return f"{code(one.path)}, which {code(story)} lists as withdrawn on {words(one.withdrawn)}"
    return f"{code(one.path)}; to say so on the site, list {code(source)} of {code(story)} as withdrawn"


def _edited(report: Report) -> Iterator[str]:
    changes = report.changes
    actors = _list(changes.actors, lambda one: f"{_entry(one)}{_named(report, one)}")
    stories = _list(changes.stories, _entry)
    points = [(story, one) for story, every in changes.points.items() for one in every]
    curated = _list(points, lambda pair: f"in {code(pair[0])}, {_entry(pair[1])}")
    if changes.publication:
        yield f"### The publication’s own words\n\n- changed: {keys(changes.publication)}"
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
    name = f" {words(one.name)}" if one.name else ""
    return f"{one.kind}: {code(one.id)}{name}{f'; {keys(one.keys)}' if one.keys else ''}"


def _named(report: Report, one: EntryChange) -> str:
    if one.id not in report.named:
        return ""
    (named, said), (named_now, said_now) = report.named[one.id]
    return f"; named or meant {named} → {named_now} times, statements {said} → {said_now}"


def _table(story: str, before: Numbers, after: Numbers) -> str:
    rows = "\n".join(f"| {name} | {before[name]} | {after[name]} |" for name in after)
    return f"### {code(story)} in numbers\n\n| | before | after |\n|---|---:|---:|\n{rows}"


def _files(
    heading: str, files: Files, listed: Sequence[str] = ("added", "changed", "removed")
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
    return "\n".join(few(things, tell, MOST))


def _path(what: str, path: str) -> str:
    return f"{what}: {code(path)}"
