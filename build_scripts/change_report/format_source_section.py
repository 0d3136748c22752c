"""Write one source's section of a report, in Markdown for GitHub.

The points that it shares with others are told once for all sources of a story (`format_points_section`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.format_points_section import WITHHELD_WORDS
from build_scripts.change_report.github_markdown import (
    format_folded,
    format_github_code,
    format_github_text,
    format_key_list,
    format_limited_list,
    format_problem_item,
)
from build_scripts.change_report.point_relations import PointRelation, PointRelationKind
from build_scripts.change_report.report_limits import ReportLimits
from build_scripts.change_report.source_summary import (
    ListedPersonSummary,
    SourceSummary,
    StatementSummary,
    UnlistedPersonSummary,
    quote_permitted_text,
)
from build_scripts.models import Metadata
from build_scripts.pages.views.source_view import SourceView
from build_scripts.text.format_values import format_count, format_date

NOT_STATED = "*not stated*"
MAX_WARNINGS = 8
"""Warnings on a source, at most."""
MAX_NAME_LENGTH = 160
"""Characters of a name, a title or a speaker, at most."""

OWN_HEADINGS: dict[PointRelationKind, tuple[str, str]] = {
    "so far alone": ("So far alone on", "another source may report the same, or was not compared"),
    "adds": ("Adds", "only this source reports it"),
}
RELATION_COUNTS: dict[PointRelationKind, str] = {
    "contradicts": "contradicts {}",
    "precision": "is more or less exact on {}",
    "telling": "tells {} differently",
    "confirms": "confirms {}",
}
SPEECH_LABELS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"}
CHANGE_LABELS = {"new": "New", "changed": "Changed", "moved": "Moved"}


def format_source_section(summary: SourceSummary, limits: ReportLimits) -> str:
    """Return the section on a new, changed or moved source."""
    return "\n".join(_format_lines(summary, limits))


def _format_lines(summary: SourceSummary, limits: ReportLimits) -> Iterator[str]:
    change, source = summary.change, summary.source
    # The source's words come after ours on a line, so they cannot begin a block of Markdown.
    yield f"### {CHANGE_LABELS[change.kind]}: {format_github_text(source.headline or source.name)}"
    yield ""
    yield from _format_facts(summary)
    if summary.warnings:
        yield from _format_heading("**Warnings:**")
        yield from format_limited_list(summary.warnings, format_problem_item, MAX_WARNINGS)
    yield from _format_own_points(summary, limits)
    yield from _format_people(summary, limits)


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
    if counts := _format_relation_counts(summary):
        yield f"- Points: {counts}"
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


def _format_people(summary: SourceSummary, limits: ReportLimits) -> Iterator[str]:
    """Yield the people in a source and what they say, folded."""
    listed, unlisted = summary.people, summary.unlisted_people
    numbers = (
        (len(listed), "listed person", "listed people"),
        (sum(len(person.new_statements) for person in listed), "statement of theirs", "statements of theirs"),
        (summary.other_statement_count, "statement by others", "statements by others"),
        (len(unlisted), "person who is not listed", "people who are not listed"),
    )
    counts = [format_count(number, one, many) for number, one, many in numbers if number]
    if counts and not (listed or unlisted):
        yield from ("", f"{', '.join(counts)}.")
    elif counts:
        yield from format_folded(", ".join(counts), _format_people_lists(summary, limits))


def _format_people_lists(summary: SourceSummary, limits: ReportLimits) -> Iterator[str]:
    listed, unlisted = summary.people, summary.unlisted_people
    for person in listed[: limits.items]:
        yield from _format_person(person, summary.change, limits)
    yield from format_limited_list(listed[limits.items :], lambda p: format_github_text(p.actor.name), 0)
    if unlisted:
        yield from (*([""] if listed else []), "**People who are not listed:**", "")
        yield from format_limited_list(unlisted, _format_unlisted_person, 2 * limits.items)


def _format_person(person: ListedPersonSummary, change: SourceChange, limits: ReportLimits) -> Iterator[str]:
    page = "" if person.actor.followed else " (listed, without a page)"
    new = "; new statements:" if change.kind == "changed" and person.new_statements else ""
    times = format_count(person.mention_count, "time")
    yield f"- {format_github_text(person.actor.name)}{page}: mentioned {times}{new}"
    for line in format_limited_list(person.new_statements, _format_statement, limits.items):
        yield f"  {line}"


def _format_statement(statement: StatementSummary) -> str:
    if statement.words is None:
        return WITHHELD_WORDS
    chain = ", ".join(format_github_text(carrier, MAX_NAME_LENGTH) for carrier in statement.chain)
    relayed = f", relayed by {chain}" if statement.chain else ""
    speaker = format_github_text(statement.speaker, MAX_NAME_LENGTH)
    office = f"their office ({speaker}), " if statement.by_office else ""
    kind = "did not comment" if statement.kind is None else SPEECH_LABELS[statement.kind]
    return f"{office}{kind}{relayed}: “{format_github_text(statement.words)}”"


def _format_unlisted_person(person: UnlistedPersonSummary) -> str:
    title = f" ({format_github_text(person.job_title, MAX_NAME_LENGTH)})" if person.job_title else ""
    other = format_github_text(person.spelling_variant_of or "", MAX_NAME_LENGTH)
    variant = f"; perhaps another spelling of {other}" if person.spelling_variant_of else ""
    new = "" if person.known_before else "; new to this story"
    name, times = (
        format_github_text(person.name, MAX_NAME_LENGTH),
        format_count(person.mention_count, "time"),
    )
    return f"{name}{title}, {times}{new}{variant}"


# --- points -------------------------------------------------------------------------------------------


def _format_relation_counts(summary: SourceSummary) -> str:
    """Return the numbers of points that the source shares with others, by its relation to them."""
    counts = Counter(relation.kind for relation in summary.relations)
    parts = [words.format(counts[kind]) for kind, words in RELATION_COUNTS.items() if counts[kind]]
    lost = summary.lost_relation_count
    if lost:
        parts.append(f"{format_count(lost, 'earlier relation')} no longer {'holds' if lost == 1 else 'hold'}")
    return ", ".join(parts)


def _format_own_points(summary: SourceSummary, limits: ReportLimits) -> Iterator[str]:
    """Yield the points that no other source reports, as far as can be told."""
    for kind, (heading, meaning) in OWN_HEADINGS.items():
        found = [relation for relation in summary.relations if relation.kind == kind]
        if found:
            yield from _format_heading(f"**{heading}** {format_count(len(found), 'point')} ({meaning}):")
            yield from format_limited_list(
                found, lambda relation: _format_own_point(summary.source, relation, limits), limits.items
            )


def _format_own_point(source: SourceView, relation: PointRelation, limits: ReportLimits) -> str:
    """Return the editor's label of a point, if there is one, and the source's sentence."""
    label = relation.point.label
    words = quote_permitted_text(source, relation.cell.spans[0])
    quoted = WITHHELD_WORDS if words is None else f"“{format_github_text(words, limits.quote)}”"
    possible = len(relation.point.possible)
    more = f"; perhaps also in {format_count(possible, 'other source')}" if possible else ""
    return f"{f'{format_github_text(label)}: ' if label else ''}{quoted}{more}"
