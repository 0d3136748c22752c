"""Make the site's tables and write them as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.models import Mention, Silence, Span, Statement
from build_scripts.pages.views.show_hidden_characters import escape_hidden_in_json
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

TableValue = str | int | None
# Beginnings that a spreadsheet takes for a formula, also after blanks, byte order and quotation marks.
# An apostrophe before them prevents it (OWASP, "CSV Injection").
_FORMULA = re.compile('[\t\r\n]|[\\s\ufeff\u200b"]*[=+\\-@＝＋－＠]')


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; `None` means not stated or not shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableValue, ...], ...]

    def to_csv(self) -> bytes:
        """Return RFC 4180 CSV in UTF-8, with an apostrophe before values that look like formulas."""
        target = io.StringIO()
        writer = csv.writer(target)
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_escape_formula(value) for value in row])
        return target.getvalue().encode("utf-8")

    def to_json(self) -> bytes:
        """Return the table as a JSON list of objects with exactly the table's values."""
        objects: Sequence[Mapping[str, TableValue]] = [
            dict(zip(self.columns, row, strict=True)) for row in self.rows
        ]
        return (escape_hidden_in_json(json.dumps(objects, ensure_ascii=False, indent=1)) + "\n").encode(
            "utf-8"
        )


def _escape_formula(value: TableValue) -> TableValue:
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def make_articles_table(view: StoryView) -> Table:
    """Return one row for each article, with the facts that it states of itself."""
    rows = []
    for source in view.sources:
        data = source.article.metadata
        rows.append(
            (
                source.letter,
                source.id,
                source.outlet,
                source.headline,
                "; ".join(data.byline.value) if data.byline else None,
                data.published.value if data.published else None,
                data.updated.value if data.updated else None,
                source.dateline.extract(source.article.text) if source.dateline else None,
                source.article.sidecar.source_url,
                "; ".join(dict.fromkeys(a.name for a in data.agencies)) or None,
                data.language,
                source.word_count if source.article.is_read else None,
                len(source.article.statements) if source.article.is_read else None,
                source.article.capture.sha256,
                view.story.not_compared.get(source.id),
            )
        )
    said = ("outlet", "headline", "byline", "published", "updated", "dateline", "source_url", "agencies")
    return Table(
        ("letter", "source", *said, "language", "words", "statements", "sha256", "not_compared"), tuple(rows)
    )


def make_statements_table(view: StoryView) -> Table:
    """Return one row for each statement, then for each silence, by source in the order of the text."""
    rows: list[tuple[TableValue, ...]] = []
    for source in view.sources:
        rows += [make_statement_row(source, statement) for statement in source.article.statements]
        rows += [make_statement_row(source, silence) for silence in source.article.silences]
    return Table(STATEMENT_COLUMNS, tuple(rows))


def make_statement_row(source: SourceView, item: Statement | Silence) -> tuple[TableValue, ...]:
    """Return the row of a statement or silence, with the words that may be shown."""
    text = source.article.text
    if isinstance(item, Statement):
        kind, spans, chain, hedges = str(item.kind), item.spans, item.chain, item.hedges
    else:
        kind, spans, chain, hedges = "not said", (item.span,), (), ()
    shown = all(source.may_show(span) for span in spans)

    def join_words(of: Sequence[Span]) -> str | None:
        return "; ".join(span.extract(text) for span in source.select_showable(of)) or None

    return (
        kind,
        source.name_speaker(item) if shown else None,
        item.actor,
        item.office_of,
        join_words(chain),
        *locate_sentence(source, spans[0]),
        join_words(hedges),
        join_words([item.speaker] if item.speaker else []),
        " … ".join(span.extract(text) for span in spans) if shown else None,
        format_spans(spans),
    )


def make_mention_row(source: SourceView, mention: Mention) -> tuple[TableValue, ...]:
    """Return the row of a mention in a table of statements and silences."""
    words = _extract_form(source, mention)
    quoted = locate_sentence(source, mention.span)
    return (
        "mention",
        None,
        mention.actor,
        None,
        None,
        *quoted,
        None,
        None,
        words,
        format_spans([mention.span]),
    )


def _extract_form(source: SourceView, mention: Mention) -> str | None:
    """Return a mention as written, with the title before the name; None if it may not be shown."""
    return (
        mention.span_with_title.extract(source.article.text)
        if source.may_show(mention.span_with_title)
        else None
    )


def format_spans(spans: Sequence[Span]) -> str:
    """Return spans as a table writes them: "12-15; 20-31"."""
    return "; ".join(f"{start}-{end}" for start, end in spans)


def make_mention_counts_table(view: StoryView) -> Table:
    """Return one row for each person and source, with the number of mentions by name."""
    rows = [
        (
            person.id if person.followed else None,
            person.name,
            source.letter,
            source.id,
            view.mention_counts[person.id][source.id],
        )
        for person in view.people
        for source in view.sources
    ]
    return Table(("actor", "name", "letter", "source", "mentions"), tuple(rows))


def make_mention_forms_table(view: StoryView) -> Table:
    """Return one row for each mention: how it is written, and in which paragraph of which source."""
    rows: list[tuple[TableValue, ...]] = []
    for source in view.sources:
        for mention in source.article.mentions:
            person = view.find_actor(mention.actor)
            if person is not None:
                actor_id = person.id if person.followed else None
                place = (source.letter, source.id, source.paragraph_number(mention.span), *mention.span)
                rows.append((actor_id, person.name, _extract_form(source, mention), mention.via, *place))
    columns = ("actor", "name", "written", "via", "letter", "source", "paragraph", "start", "end")
    return Table(columns, tuple(rows))


def make_timeline_table(view: StoryView) -> Table:
    """Return one row for each dated fact: its sentence, and how its date was read."""
    rows: list[tuple[TableValue, ...]] = []
    for fact in view.story.timeline:
        source = view.sources_by_id[fact.source]
        shown = source.may_show(fact.sentence)
        written = fact.expression.extract(source.article.text) if shown else None
        rows.append((fact.date, written, fact.explanation or None, *locate_sentence(source, fact.sentence)))
    return Table(("date", "written", "reading", *SENTENCE_COLUMNS), tuple(rows))


SENTENCE_COLUMNS = ("letter", "source", "paragraph", "sentence", "start", "end")
"""The columns of `locate_sentence`."""
STATEMENT_COLUMNS = (
    *("kind", "speaker", "actor", "office_of", "carried_by", *SENTENCE_COLUMNS),
    *("hedged_by", "speaker_as_written", "words", "spans"),
)
"""The columns of a statement or silence: `start` and `end` are its sentence's, `spans` its own words'."""


def locate_sentence(source: SourceView, span: Span) -> tuple[TableValue, ...]:
    """Return source, paragraph, words and offsets of the sentence in which a span starts.

    The words are None if the span may not be shown.
    """
    sentence = source.find_sentence(span) or span
    words = sentence.extract(source.article.text) if source.may_show(span) else None
    return (source.letter, source.id, source.paragraph_number(span), words, sentence.start, sentence.end)
