"""Write one source's section of a report, in Markdown for GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.github_markdown import (
    format_github_code,
    format_github_text,
    format_key_list,
    format_limited_list,
    format_problem_item,
)
from build_scripts.change_report.point_relations import DifferingCell, PointRelation, PointRelationKind
from build_scripts.change_report.source_summary import (
    ListedPersonSummary,
    SourceSummary,
    StatementSummary,
    UnlistedPersonSummary,
    quote_permitted_text,
)
from build_scripts.models import Metadata, Point, PointCell, Span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_count, format_date

NOT_STATED = "*not stated*"
WITHHELD_WORDS = "*not shown, because of the source’s rights*"
MAX_ITEMS_PER_HEADING = 8
"""Statements, points, names and the like under one heading, at most."""
MAX_QUOTE_LENGTH = 160
"""Characters of a quoted sentence, at most."""

RELATION_HEADINGS: dict[PointRelationKind, tuple[str, str]] = {
    "contradicts": (
        "Contradicts",
        "its figure and another source’s cannot both be right, or one source denies the other’s claim",
    ),
    "differs": ("Differs on", "more or less exact or certain, credited to others, or not confirmed"),
    "confirms": ("Confirms", "other sources report the same"),
    "so far alone": ("So far alone on", "another source may report the same, or was not compared"),
    "adds": ("Adds", "only this source reports it"),
}
SPEECH_LABELS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"}
CHANGE_LABELS = {"new": "New", "changed": "Changed", "moved": "Moved"}


def format_source_section(summary: SourceSummary) -> str:
    """Return the section on a new, changed or moved source."""
    return "\n".join(_format_lines(summary))


def _format_lines(summary: SourceSummary) -> Iterator[str]:
    change, source = summary.change, summary.source
    # The source's words come after ours on a line, so they cannot begin a block of Markdown.
    yield f"### {CHANGE_LABELS[change.kind]}: {format_github_text(source.headline or source.name)}"
    yield ""
    yield from _format_facts(summary)
    if summary.warnings:
        yield from _format_heading("**Warnings:**")
        yield from format_limited_list(summary.warnings, format_problem_item, MAX_ITEMS_PER_HEADING)
    yield from _format_people(summary)
    yield from _format_relations(summary)
    yield from _format_unlisted_people(summary.unlisted_people)


def _format_heading(heading: str) -> Iterator[str]:
    yield from ("", heading, "")


# --- the source ---------------------------------------------------------------------------------------


def _format_facts(summary: SourceSummary) -> Iterator[str]:
    """Yield the source's place, metadata, rights, and how much of its capture was kept."""
    change, source = summary.change, summary.source
    article = source.article
    story = format_github_text(summary.story_view.story.title)
    letter = format_github_text(source.letter)
    yield f"- {format_github_code(change.path)}, source {letter} of {story}{_format_change(change)}"
    label = " (the publication’s own label)" if source.name_is_label else ""
    yield f"- Outlet: {_format_fact(source.outlet or (source.name if label else None))}{label}"
    if source.headline is None:
        yield f"- Headline: {NOT_STATED}{_format_opening(source)}"
    byline = article.metadata.byline
    yield f"- By: {_format_fact(', '.join(byline.value) if byline else None)}"
    yield f"- Published: {_format_published(article.metadata)}"
    address = article.sidecar.source_url
    yield f"- Address: {format_github_code(address) if address else NOT_STATED}"
    yield f"- Rights: {format_github_code(source.mode)}"
    yield f"- Kept: {_format_kept(summary)}"
    if cut := summary.cut_sentence_lines:
        lines = ("line " if len(cut) == 1 else "lines ") + ", ".join(map(str, cut))
        yield f"- Sentences cut in or next to the article, perhaps by mistake: {lines}; `explain` shows why"
    if not article.statements_read:
        language = format_github_code(article.metadata.language or "this language")
        yield f"- Statements are not searched for in {language}, only in English."
    if reason := summary.story_view.story.not_compared.get(source.id):
        yield f"- Its sentences are not compared with other articles’: {format_github_text(reason)}"


def _format_opening(source: SourceView) -> str:
    if source.opening is None:
        return ""
    return f"; it begins “{format_github_text(source.opening.extract(source.article.text))}”"


def _format_published(metadata: Metadata) -> str:
    """Return the date of publication, or where only that is known, the date of the last change."""
    if metadata.is_dated_by_last_change and metadata.updated:
        changed = format_github_text(format_date(metadata.updated.value) or "")
        return f"{NOT_STATED}; last changed: {changed}"
    return _format_fact(format_date(metadata.published.value) if metadata.published else None)


def _format_fact(value: str | None) -> str:
    return format_github_text(value) if value else NOT_STATED


def _format_change(change: SourceChange) -> str:
    """Return the changes to a source: to its name, its capture, keys of its sidecar."""
    parts = []
    if change.kind == "moved" and change.previous_ref:
        previous = format_github_code("/".join(change.previous_ref))
        parts.append(f"; moved from {previous} (readers may have kept its old address)")
    if change.capture_changed:
        parts.append("; the capture changed")
    if change.changed_keys:
        parts.append(f"; changed in its sidecar: {format_key_list(change.changed_keys)}")
    return "".join(parts)


def _format_kept(summary: SourceSummary) -> str:
    """Return how many lines and words of the capture are kept, and how many lines are cut, by kind."""
    tally, before = summary.line_tally, summary.line_tally_before
    lines = tally.kept_lines + tally.fact_lines + tally.cut_lines
    share = f" ({tally.kept_words * 100 // summary.word_count}%)" if summary.word_count else ""
    was = ""
    if before and before.kept_words != tally.kept_words:
        was = f"; before: {format_count(before.kept_words, 'word')}"
    cut = ", ".join(f"{number} {kind}" for kind, number in tally.cut_by_kind)
    return (
        f"{tally.kept_lines} of {format_count(lines, 'line')}, "
        f"{tally.kept_words} of {format_count(summary.word_count, 'word')}{share}{was}"
        f"{f'; cut: {cut}' if cut else ''}"
    )


# --- people -------------------------------------------------------------------------------------------


def _format_people(summary: SourceSummary) -> Iterator[str]:
    if summary.people:
        yield from _format_heading("**People:**")
        for person in summary.people[:MAX_ITEMS_PER_HEADING]:
            yield from _format_person(person, summary.change)
        yield from format_limited_list(
            summary.people[MAX_ITEMS_PER_HEADING:], lambda p: format_github_text(p.actor.name), 0
        )
    if summary.other_statement_count:
        yield ""
        yield f"{format_count(summary.other_statement_count, 'statement')} by speakers who are not listed."


def _format_person(person: ListedPersonSummary, change: SourceChange) -> Iterator[str]:
    page = "" if person.actor.followed else " (listed, without a page)"
    new = "; new statements:" if change.kind == "changed" and person.new_statements else ""
    times = format_count(person.mention_count, "time")
    yield f"- {format_github_text(person.actor.name)}{page}: mentioned {times}{new}"
    for line in format_limited_list(person.new_statements, _format_statement, MAX_ITEMS_PER_HEADING):
        yield f"  {line}"


def _format_statement(statement: StatementSummary) -> str:
    if statement.words is None:
        return WITHHELD_WORDS
    chain = ", ".join(format_github_text(carrier, MAX_QUOTE_LENGTH) for carrier in statement.chain)
    relayed = f", relayed by {chain}" if statement.chain else ""
    speaker = format_github_text(statement.speaker, MAX_QUOTE_LENGTH)
    office = f"their office ({speaker}), " if statement.by_office else ""
    kind = "did not comment" if statement.kind is None else SPEECH_LABELS[statement.kind]
    return f"{office}{kind}{relayed}: “{format_github_text(statement.words)}”"


def _format_unlisted_people(people: Sequence[UnlistedPersonSummary]) -> Iterator[str]:
    if people:
        yield from _format_heading("**People who are not listed:**")
        yield from format_limited_list(people, _format_unlisted_person, 2 * MAX_ITEMS_PER_HEADING)


def _format_unlisted_person(person: UnlistedPersonSummary) -> str:
    title = f" ({format_github_text(person.job_title, MAX_QUOTE_LENGTH)})" if person.job_title else ""
    other = format_github_text(person.spelling_variant_of or "", MAX_QUOTE_LENGTH)
    variant = f"; perhaps another spelling of {other}" if person.spelling_variant_of else ""
    new = "" if person.known_before else "; new to this story"
    name, times = (
        format_github_text(person.name, MAX_QUOTE_LENGTH),
        format_count(person.mention_count, "time"),
    )
    return f"{name}{title}, {times}{new}{variant}"


# --- points -------------------------------------------------------------------------------------------


def _format_relations(summary: SourceSummary) -> Iterator[str]:
    """Yield the points that the source contradicts, differs on, confirms and adds."""
    for kind, (heading, meaning) in RELATION_HEADINGS.items():
        found = [relation for relation in summary.relations if relation.kind == kind]
        if found:
            yield from _format_heading(f"**{heading}** {format_count(len(found), 'point')} ({meaning}):")
            for relation in found[:MAX_ITEMS_PER_HEADING]:
                yield from _format_relation(summary.story_view, summary.source, relation)
            yield from format_limited_list(found[MAX_ITEMS_PER_HEADING:], lambda _: "", 0)
    if summary.lost_relation_count:
        points = format_count(summary.lost_relation_count, "point")
        yield ""
        yield f"Its relation to {points} before this change no longer holds."


def _format_relation(view: StoryView, source: SourceView, relation: PointRelation) -> Iterator[str]:
    """Yield a point, the source's words on it, and the sources that agree and that differ."""
    label, tags = _format_point_label(view, source, relation.point), _format_tags(relation)
    unread = " (not yet reviewed)" if source.id in relation.point.unreviewed else ""
    own = _format_cell(source, relation.cell, differing=bool(relation.differing_cells))
    agreeing = _format_source_names(view, "also in", relation.agreeing_cells)
    possible = _format_source_names(view, "perhaps also in", relation.point.possible)
    yield f"- {f'({tags}) ' if tags else ''}{label}{own}{unread}{agreeing}{possible}"
    for line in format_limited_list(
        relation.differing_cells,
        lambda cell: _format_differing_cell(view, relation, cell),
        MAX_ITEMS_PER_HEADING,
    ):
        yield f"  {line}"


def _format_differing_cell(view: StoryView, relation: PointRelation, differing: DifferingCell) -> str:
    """Return another source's words; with the kinds of difference where not all listed cells share them."""
    tags = ", ".join(differing.tags)
    words = _format_cell(view.sources_by_id[differing.cell.source], differing.cell, differing=True)
    shown_tags = f" ({tags})" if tags != _format_tags(relation) else ""
    return f"{_format_source_name(view, differing.cell)}{shown_tags}: {words}"


def _format_tags(relation: PointRelation) -> str:
    return ", ".join(dict.fromkeys(tag for other in relation.differing_cells for tag in other.tags))


def _format_point_label(view: StoryView, source: SourceView, point: Point) -> str:
    """Return the editor's label of a point, or its title if that is words of another source."""
    if point.label:
        return f"{format_github_text(point.label)}: "
    words = view.join_title_words(point)
    is_own = point.title is not None and point.title.source == source.id
    return f"“{format_github_text(words, MAX_QUOTE_LENGTH)}”: here " if words and not is_own else ""


def _format_source_names(view: StoryView, words: str, cells: Sequence[PointCell]) -> str:
    """Return the names of the cells' sources after these words; nothing if there are none."""
    names = [_format_source_name(view, cell) for cell in cells[:MAX_ITEMS_PER_HEADING]]
    left_out = len(cells) - MAX_ITEMS_PER_HEADING
    more = f" and {left_out} more" if left_out > 0 else ""
    return f"; {words} {', '.join(names)}{more}" if names else ""


def _format_source_name(view: StoryView, cell: PointCell) -> str:
    source = view.sources_by_id[cell.source]
    return f"{format_github_text(source.letter)} ({format_github_text(source.name, MAX_QUOTE_LENGTH)})"


def _format_cell(source: SourceView, cell: PointCell, *, differing: bool) -> str:
    """Return a cell's first sentence, or its differing words in their sentence if it differs in words."""
    words = cell.differing_words if differing else None
    spans: Sequence[Span] = [s for s in cell.spans if words and s.covers(words)] or cell.spans
    sentence = quote_permitted_text(source, spans[0]) if spans else None
    if sentence is None:
        return WITHHELD_WORDS
    quoted = f"“{format_github_text(sentence, MAX_QUOTE_LENGTH)}”"
    shown = quote_permitted_text(source, words) if words else None
    if not shown or shown == sentence:
        return quoted
    return f"**{format_github_text(shown, MAX_QUOTE_LENGTH)}** in {quoted}"
