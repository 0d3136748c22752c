"""One source's section of a report, in Markdown for GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.github_markdown import format_github_code, format_github_text
from build_scripts.change_report.point_relations import DifferingCell, PointRelation, PointRelationKind
from build_scripts.change_report.source_summary import (
    ListedPersonSummary,
    SourceSummary,
    StatementSummary,
    UnlistedPersonSummary,
    quote_permitted_text,
)
from build_scripts.models import Point, PointCell, Span
from build_scripts.models.problems import Problem
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_count, format_date

NOT_STATED = "*not stated*"
WITHHELD_WORDS = "*words that its rights keep back*"
MAX_ITEMS_PER_HEADING = 8
"""Of statements, points, names and the like that are listed under one heading."""
MAX_QUOTE_LENGTH = 160
"""Characters of a sentence that is quoted."""

RELATION_HEADINGS: dict[PointRelationKind, tuple[str, str]] = {
    "contradicts": ("Contradicts", "only one of the figures can be right, or one denies what the other says"),
    "differs": (
        "Reports otherwise",
        "more or less exact or sure, by other witnesses, or unconfirmed",
    ),
    "confirms": ("Confirms", "others report the same"),
    "adds": ("Adds", "only it reports this"),
}
SPEECH_LABELS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in its own words",
}
CHANGE_LABELS = {"new": "New", "changed": "Changed", "moved": "Moved"}
Thing = TypeVar("Thing")


def format_source_section(account: SourceSummary) -> str:
    """Return the section on a new or changed source."""
    return "\n".join(_lines(account))


def format_key_list(names: Sequence[str]) -> str:
    """Return the keys of a YAML file as they are listed."""
    return ", ".join(map(format_github_code, names))


def format_problem_item(one: Problem) -> str:
    """Return a problem as a list has it: where it is, what it is, how to mend it."""
    place = one.path if one.line is None else f"{one.path}:{one.line}"
    field = f" {format_github_code(one.field)}:" if one.field else ""
    return f"{format_github_code(place)}{field or ':'} {format_github_text(f'{one.message}; {one.fix}')}"


def format_limited_list(
    things: Sequence[Thing], tell: Callable[[Thing], str], most: int = MAX_ITEMS_PER_HEADING
) -> Iterator[str]:
    """Yield a list's items, and how many more there are where that is too many."""
    for thing in things[:most]:
        yield f"- {tell(thing)}"
    if len(things) > most:
        yield f"- and {len(things) - most} more"


def _lines(account: SourceSummary) -> Iterator[str]:
    change, source = account.change, account.source
    # Its words are at the end of a line that begins with ours: nothing in them is a block's beginning.
    yield f"### {CHANGE_LABELS[change.kind]}: {format_github_text(source.headline or source.name)}"
    yield ""
    yield from _what(account)
    if account.warnings:
        yield ""
        yield "**To look at:**"
        yield ""
        yield from format_limited_list(account.warnings, format_problem_item)
    yield from _people(account)
    yield from _relations(account)
    yield from _strangers(account.unlisted_people)


def _what(account: SourceSummary) -> Iterator[str]:
    change, source, data = account.change, account.source, account.source.article.metadata
    story = format_github_text(account.story_view.story.title)
    letter = format_github_text(source.letter)
    yield f"- {format_github_code(change.path)}, source {letter} of {story}{_how(change)}"
    ours = " (the publication’s own label)" if source.name_is_label else ""
    yield f"- Outlet: {_or(source.outlet or (source.name if ours else None))}{ours}"
    if source.headline is None:
        opening = source.opening
        begins = (
            f"; it begins “{format_github_text(opening.extract(source.article.text))}”" if opening else ""
        )
        yield f"- Headline: {NOT_STATED}{begins}"
    yield f"- By: {_or(', '.join(data.byline.value) if data.byline else None)}"
    if data.is_dated_by_last_change and data.updated:
        changed = format_github_text(format_date(data.updated.value) or "")
        yield f"- Published: {NOT_STATED}; last changed: {changed}"
    else:
        yield f"- Published: {_or(format_date(data.published.value) if data.published else None)}"
    sidecar = source.article.sidecar
    yield f"- Address: {format_github_code(sidecar.source_url) if sidecar.source_url else NOT_STATED}"
    yield f"- May be shown: {format_github_code(source.mode)}"
    yield f"- Kept: {_kept(account)}"
    if cut := account.cut_sentence_lines:
        lines = ("line " if len(cut) == 1 else "lines ") + ", ".join(map(str, cut))
        yield f"- Cut beside the text, and perhaps part of it: {lines}; `explain` says why"
    if not source.article.statements_read:
        yield f"- Statements are not read in {format_github_code(data.language or 'this language')}."


def _how(change: SourceChange) -> str:
    parts = []
    if change.kind == "moved" and change.previous_ref:
        parts.append(
            f"; it was {format_github_code('/'.join(change.previous_ref))}, "
            "an address that readers may have kept"
        )
    if change.capture_changed:
        parts.append("; the capture changed")
    if change.changed_keys:
        parts.append(f"; in its sidecar {format_key_list(change.changed_keys)} changed")
    return "".join(parts)


def _kept(account: SourceSummary) -> str:
    kept = account.line_tally
    every = kept.kept_lines + kept.fact_lines + kept.cut_lines
    share = f" ({kept.kept_words * 100 // account.word_count} %)" if account.word_count else ""
    before = account.line_tally_before
    was = (
        f"; before: {format_count(before.kept_words, 'word')}"
        if before and before.kept_words != kept.kept_words
        else ""
    )
    cut = ", ".join(f"{number} {kind}" for kind, number in kept.cut_by_kind)
    return (
        f"{kept.kept_lines} of {format_count(every, 'line')}, "
        f"{kept.kept_words} of {format_count(account.word_count, 'word')}{share}{was}"
        f"{f'; cut: {cut}' if cut else ''}"
    )


def _people(account: SourceSummary) -> Iterator[str]:
    if account.people:
        yield ""
        yield "**Names:**"
        yield ""
        for person in account.people[:MAX_ITEMS_PER_HEADING]:
            yield from _person(person, account.change)
        yield from format_limited_list(
            account.people[MAX_ITEMS_PER_HEADING:], lambda p: format_github_text(p.actor.name), 0
        )
    if account.other_statement_count:
        yield ""
        yield f"{format_count(account.other_statement_count, 'statement')} of others, whom nobody lists."


def _person(person: ListedPersonSummary, change: SourceChange) -> Iterator[str]:
    page = "" if person.actor.followed else " (listed, without a page)"
    only = ", of which these are new" if change.kind == "changed" and person.new_statements else ""
    times = format_count(person.mention_count, "time")
    yield f"- {format_github_text(person.actor.name)}{page}: named {times}{only}"
    for line in format_limited_list(person.new_statements, _said):
        yield f"  {line}"


def _said(said: StatementSummary) -> str:
    if said.words is None:
        return WITHHELD_WORDS
    through = (
        f", through {', '.join(format_github_text(one, MAX_QUOTE_LENGTH) for one in said.chain)}"
        if said.chain
        else ""
    )
    office = f"an office ({format_github_text(said.speaker, MAX_QUOTE_LENGTH)}), " if said.by_office else ""
    how = "did not say" if said.kind is None else SPEECH_LABELS[said.kind]
    return f"{office}{how}{through}: “{format_github_text(said.words)}”"


def _relations(account: SourceSummary) -> Iterator[str]:
    for kind, (title, meaning) in RELATION_HEADINGS.items():
        found = [one for one in account.relations if one.kind == kind]
        if found:
            yield ""
            yield f"**{title}** {format_count(len(found), 'point')} ({meaning}):"
            yield ""
            for one in found[:MAX_ITEMS_PER_HEADING]:
                yield from _relation(account.story_view, account.source, one)
            yield from format_limited_list(found[MAX_ITEMS_PER_HEADING:], lambda _: "", 0)
    if account.lost_relation_count:
        number = account.lost_relation_count
        yield ""
        yield f"What it had to do with {format_count(number, 'point')} before is so no longer."


def _relation(view: StoryView, source: SourceView, one: PointRelation) -> Iterator[str]:
    label, tags = _label(view, source, one.point), _tags(one)
    own = _cell(source, one.cell, differing=bool(one.differing_cells))
    names = [_name(view, cell) for cell in one.agreeing_cells[:MAX_ITEMS_PER_HEADING]]
    more = (
        f" and {len(one.agreeing_cells) - MAX_ITEMS_PER_HEADING} more"
        if len(one.agreeing_cells) > MAX_ITEMS_PER_HEADING
        else ""
    )
    alike = f", as {', '.join(names)}{more}" if names else ""
    yield f"- {f'({tags}) ' if tags else ''}{label}{own}{alike}"
    for other in format_limited_list(one.differing_cells, lambda other: _against(view, one, other)):
        yield f"  {other}"


def _against(view: StoryView, one: PointRelation, other: DifferingCell) -> str:
    """Return what another source says, and in what it differs where not all that are listed do so alike."""
    tags = ", ".join(other.tags)
    cell = _cell(view.sources_by_id[other.cell.source], other.cell, differing=True)
    return f"{_name(view, other.cell)}{f' ({tags})' if tags != _tags(one) else ''}: {cell}"


def _tags(one: PointRelation) -> str:
    return ", ".join(dict.fromkeys(tag for other in one.differing_cells for tag in other.tags))


def _label(view: StoryView, source: SourceView, point: Point) -> str:
    """Return how a point is called: the editor's label, or the words of another source that it began with."""
    if point.label:
        return f"{format_github_text(point.label)}: "
    name, span = point.anchor
    anchor = quote_permitted_text(view.sources_by_id[name], span) if name != source.id else None
    return f"“{format_github_text(anchor, MAX_QUOTE_LENGTH)}”: here " if anchor else ""


def _name(view: StoryView, cell: PointCell) -> str:
    source = view.sources_by_id[cell.source]
    return f"{format_github_text(source.letter)} ({format_github_text(source.name, MAX_QUOTE_LENGTH)})"


def _cell(source: SourceView, cell: PointCell, *, differing: bool) -> str:
    """Return a cell's first sentence; where it differs and says by what words, these and their sentence."""
    named = cell.differing_words if differing else None
    spans: Sequence[Span] = [s for s in cell.spans if named and s.covers(named)] or cell.spans
    sentence = quote_permitted_text(source, spans[0]) if spans else None
    if sentence is None:
        return WITHHELD_WORDS
    quoted = f"“{format_github_text(sentence, MAX_QUOTE_LENGTH)}”"
    own = quote_permitted_text(source, named) if named else None
    return (
        f"**{format_github_text(own, MAX_QUOTE_LENGTH)}** in {quoted}" if own and own != sentence else quoted
    )


def _strangers(strangers: Sequence[UnlistedPersonSummary]) -> Iterator[str]:
    if strangers:
        yield ""
        yield "**Names people whom nobody follows:**"
        yield ""
        yield from format_limited_list(strangers, _stranger, 2 * MAX_ITEMS_PER_HEADING)


def _stranger(one: UnlistedPersonSummary) -> str:
    post = f" ({format_github_text(one.job_title, MAX_QUOTE_LENGTH)})" if one.job_title else ""
    perhaps = (
        f"; perhaps another spelling of {format_github_text(one.spelling_variant_of, MAX_QUOTE_LENGTH)}"
        if one.spelling_variant_of
        else ""
    )
    first = "" if one.known_before else "; new to this story"
    name, times = format_github_text(one.name, MAX_QUOTE_LENGTH), format_count(one.mention_count, "time")
    return f"{name}{post}, {times}{first}{perhaps}"


def _or(value: str | None) -> str:
    return format_github_text(value) if value else NOT_STATED
