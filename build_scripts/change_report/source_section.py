"""One source's section of a report, in Markdown for GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.github_markdown import code, words
from build_scripts.change_report.point_relations import Against, Relation, RelationKind
from build_scripts.change_report.source_summary import Account, Person, Said, Stranger, words_of
from build_scripts.cleaning.line_report import cut_sentences
from build_scripts.models import Cell, Point, Span
from build_scripts.models.problems import Problem
from build_scripts.pages.views.format_text import day, plural
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

NOT_STATED = "*not stated*"
KEPT_BACK = "*words that its rights keep back*"
MOST = 8
"""Of statements, points, names and the like that are listed under one heading."""
SHORT = 160
"""Characters of a sentence that is quoted."""

KINDS: dict[RelationKind, tuple[str, str]] = {
    "contradicts": ("Contradicts", "only one of the figures can be right, or one denies what the other says"),
    "differs": (
        "Reports otherwise",
        "more or less exact or sure, by other witnesses, or unconfirmed",
    ),
    "confirms": ("Confirms", "others report the same"),
    "adds": ("Adds", "only it reports this"),
}
SAYS = {"direct": "in quotation marks", "mixed": "partly in quotation marks", "indirect": "in its own words"}
BEGINS = {"new": "New", "changed": "Changed", "moved": "Moved"}
Thing = TypeVar("Thing")


def section(account: Account) -> str:
    """Return the section on a new or changed source."""
    return "\n".join(_lines(account))


def keys(names: Sequence[str]) -> str:
    """Return the keys of a YAML file as they are listed."""
    return ", ".join(map(code, names))


def problem(one: Problem) -> str:
    """Return a problem as a list has it: where it is, what it is, how to mend it."""
    place = one.path if one.line is None else f"{one.path}:{one.line}"
    field = f" {code(one.field)}:" if one.field else ""
    return f"{code(place)}{field or ':'} {words(f'{one.what}; {one.mend}')}"


def few(things: Sequence[Thing], tell: Callable[[Thing], str], most: int = MOST) -> Iterator[str]:
    """Yield a list's items, and how many more there are where that is too many."""
    for thing in things[:most]:
        yield f"- {tell(thing)}"
    if len(things) > most:
        yield f"- and {len(things) - most} more"


def _lines(account: Account) -> Iterator[str]:
    change, source = account.change, account.source
    # Its words are at the end of a line that begins with ours: nothing in them is a block's beginning.
    yield f"### {BEGINS[change.kind]}: {words(source.headline or source.name)}"
    yield ""
    yield from _what(account)
    if account.warnings:
        yield ""
        yield "**To look at:**"
        yield ""
        yield from few(account.warnings, problem)
    yield from _people(account)
    yield from _relations(account)
    yield from _strangers(account.strangers)


def _what(account: Account) -> Iterator[str]:
    change, source, data = account.change, account.source, account.source.article.metadata
    story = words(account.view.story.title)
    yield f"- {code(change.path)}, source {words(source.letter)} of {story}{_how(change)}"
    ours = " (the publication’s own label)" if source.name_is_ours else ""
    yield f"- Outlet: {_or(source.outlet or (source.name if ours else None))}{ours}"
    if source.headline is None:
        opening = source.opening
        begins = f"; it begins “{words(opening.of(source.article.text))}”" if opening else ""
        yield f"- Headline: {NOT_STATED}{begins}"
    yield f"- By: {_or(', '.join(data.byline.value) if data.byline else None)}"
    if data.dated_by_its_change and data.updated:
        yield f"- Published: {NOT_STATED}; last changed: {words(day(data.updated.value) or '')}"
    else:
        yield f"- Published: {_or(day(data.published.value) if data.published else None)}"
    sidecar = source.article.sidecar
    yield f"- Address: {code(sidecar.source_url) if sidecar.source_url else NOT_STATED}"
    yield f"- May be shown: {code(source.mode)}"
    yield f"- Kept: {_kept(account)}"
    if cut := cut_sentences(source.article):
        lines = ("line " if len(cut) == 1 else "lines ") + ", ".join(map(str, cut))
        yield f"- Cut beside the text, and perhaps part of it: {lines}; `explain` says why"
    if not source.article.statements_read:
        yield f"- Statements are not read in {code(data.language or 'this language')}."


def _how(change: SourceChange) -> str:
    parts = []
    if change.kind == "moved" and change.was:
        parts.append(f"; it was {code('/'.join(change.was))}, an address that readers may have kept")
    if change.capture:
        parts.append("; the capture changed")
    if change.keys:
        parts.append(f"; in its sidecar {keys(change.keys)} changed")
    return "".join(parts)


def _kept(account: Account) -> str:
    kept = account.kept
    every = kept.kept + kept.facts + kept.cut
    share = f" ({kept.words * 100 // account.words} %)" if account.words else ""
    before = account.before
    was = f"; before: {plural(before.words, 'word')}" if before and before.words != kept.words else ""
    cut = ", ".join(f"{number} {kind}" for kind, number in kept.kinds)
    return (
        f"{kept.kept} of {plural(every, 'line')}, {kept.words} of {plural(account.words, 'word')}{share}{was}"
        f"{f'; cut: {cut}' if cut else ''}"
    )


def _people(account: Account) -> Iterator[str]:
    if account.people:
        yield ""
        yield "**Names:**"
        yield ""
        for person in account.people[:MOST]:
            yield from _person(person, account.change)
        yield from few(account.people[MOST:], lambda p: words(p.actor.name), 0)
    if account.others_said:
        yield ""
        yield f"{plural(account.others_said, 'statement')} of others, whom nobody lists."


def _person(person: Person, change: SourceChange) -> Iterator[str]:
    page = "" if person.actor.followed else " (listed, without a page)"
    only = ", of which these are new" if change.kind == "changed" and person.said else ""
    yield f"- {words(person.actor.name)}{page}: named {plural(person.times, 'time')}{only}"
    for line in few(person.said, _said):
        yield f"  {line}"


def _said(said: Said) -> str:
    if said.words is None:
        return KEPT_BACK
    through = f", through {', '.join(words(one, SHORT) for one in said.chain)}" if said.chain else ""
    office = f"an office ({words(said.speaker, SHORT)}), " if said.office else ""
    how = "did not say" if said.kind is None else SAYS[said.kind]
    return f"{office}{how}{through}: “{words(said.words)}”"


def _relations(account: Account) -> Iterator[str]:
    for kind, (title, meaning) in KINDS.items():
        found = [one for one in account.relations if one.kind == kind]
        if found:
            yield ""
            yield f"**{title}** {plural(len(found), 'point')} ({meaning}):"
            yield ""
            for one in found[:MOST]:
                yield from _relation(account.view, account.source, one)
            yield from few(found[MOST:], lambda _: "", 0)
    if account.relations_lost:
        number = account.relations_lost
        yield ""
        yield f"What it had to do with {plural(number, 'point')} before is so no longer."


def _relation(view: StoryView, source: SourceView, one: Relation) -> Iterator[str]:
    label, tags = _label(view, source, one.point), _tags(one)
    own = _cell(source, one.cell, differing=bool(one.against))
    names = [_name(view, cell) for cell in one.alike[:MOST]]
    more = f" and {len(one.alike) - MOST} more" if len(one.alike) > MOST else ""
    alike = f", as {', '.join(names)}{more}" if names else ""
    yield f"- {f'({tags}) ' if tags else ''}{label}{own}{alike}"
    for other in few(one.against, lambda other: _against(view, one, other)):
        yield f"  {other}"


def _against(view: StoryView, one: Relation, other: Against) -> str:
    """Return what another source says, and in what it differs where not all that are listed do so alike."""
    tags = ", ".join(other.tags)
    cell = _cell(view.by_id[other.cell.source], other.cell, differing=True)
    return f"{_name(view, other.cell)}{f' ({tags})' if tags != _tags(one) else ''}: {cell}"


def _tags(one: Relation) -> str:
    return ", ".join(dict.fromkeys(tag for other in one.against for tag in other.tags))


def _label(view: StoryView, source: SourceView, point: Point) -> str:
    """Return how a point is called: the editor's label, or the words of another source that it began with."""
    if point.label:
        return f"{words(point.label)}: "
    name, span = point.anchor
    anchor = words_of(view.by_id[name], span) if name != source.id else None
    return f"“{words(anchor, SHORT)}”: here " if anchor else ""


def _name(view: StoryView, cell: Cell) -> str:
    source = view.by_id[cell.source]
    return f"{words(source.letter)} ({words(source.name, SHORT)})"


def _cell(source: SourceView, cell: Cell, *, differing: bool) -> str:
    """Return a cell's first sentence; where it differs and says by what words, these and their sentence."""
    named = cell.words if differing else None
    spans: Sequence[Span] = [s for s in cell.spans if named and s.covers(named)] or cell.spans
    sentence = words_of(source, spans[0]) if spans else None
    if sentence is None:
        return KEPT_BACK
    quoted = f"“{words(sentence, SHORT)}”"
    own = words_of(source, named) if named else None
    return f"**{words(own, SHORT)}** in {quoted}" if own and own != sentence else quoted


def _strangers(strangers: Sequence[Stranger]) -> Iterator[str]:
    if strangers:
        yield ""
        yield "**Names people whom nobody follows:**"
        yield ""
        yield from few(strangers, _stranger, 2 * MOST)


def _stranger(one: Stranger) -> str:
    post = f" ({words(one.post, SHORT)})" if one.post else ""
    perhaps = f"; perhaps another spelling of {words(one.perhaps, SHORT)}" if one.perhaps else ""
    first = "" if one.known else "; new to this story"
    return f"{words(one.name, SHORT)}{post}, {plural(one.times, 'time')}{first}{perhaps}"


def _or(value: str | None) -> str:
    return words(value) if value else NOT_STATED
