"""The site's tables as data: the same rows as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_scripts.models import Mention, Point, PointCell, Silence, Span, Statement
from build_scripts.pages.views.comparison_pagination import MAX_MATRIX_SOURCES
from build_scripts.pages.views.quoted_sentence import select_cell_clauses, select_cell_marks
from build_scripts.pages.views.show_hidden_characters import escape_hidden_in_json
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

TableValue = str | int | None
# What a spreadsheet would run as a formula, also where it looks past blanks, a byte order mark or quotation
# marks. OWASP, "CSV Injection": put an apostrophe before it.
_FORMULA = re.compile('[\t\r\n]|[\\s\ufeff\u200b"]*[=+\\-@＝＋－＠]')


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; `None` is what nobody states."""

    columns: tuple[str, ...]
    rows: tuple[tuple[TableValue, ...], ...]

    def to_csv(self) -> bytes:
        """Return RFC 4180 CSV in UTF-8, with an apostrophe before what a spreadsheet would run."""
        target = io.StringIO()
        writer = csv.writer(target)
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_cell(value) for value in row])
        return target.getvalue().encode("utf-8")

    def to_json(self) -> bytes:
        """Return the table as a JSON list of objects, exactly the values."""
        objects: Sequence[Mapping[str, TableValue]] = [
            dict(zip(self.columns, row, strict=True)) for row in self.rows
        ]
        return (escape_hidden_in_json(json.dumps(objects, ensure_ascii=False, indent=1)) + "\n").encode(
            "utf-8"
        )


def _cell(value: TableValue) -> TableValue:
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


def make_articles_table(view: StoryView) -> Table:
    """Return one row an article: what it says of itself."""
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
                source.word_count,
                len(source.article.statements),
                source.article.capture.sha256,
            )
        )
    said = ("outlet", "headline", "byline", "published", "updated", "dateline", "source_url", "agencies")
    return Table(("letter", "source", *said, "language", "words", "statements", "sha256"), tuple(rows))


def make_points_table(view: StoryView) -> Table:
    """Return one row for each sentence of each point's cells, and one for each source without any.

    Of very many sources those without any have none, or there would be little else.

    Beside the sentence stand the clauses of it that report the point, what is marked in it and the words that
    differ, all by their spans; whose hand named the point, the editor's or the machine's; and all that the
    editor did to it.
    """
    rows: list[tuple[TableValue, ...]] = []
    few = len(view.sources) <= MAX_MATRIX_SOURCES
    for point in view.story.points:
        head = (point.id, point.label, point.coverage, "; ".join(point.differs) or None)
        edited = "; ".join(point.edits) or None
        tail = (_hand(point), "yes" if point.has_copied_wording else None, point.note, edited)
        for source in view.sources:
            cell = point.get_cell(source.id)
            if cell is None:
                rows += [(*head, source.letter, source.id, *(None,) * 8, *tail)] if few else []
                continue
            rows += [(*head, *_quoted(source, s), *_found(source, cell, s), *tail) for s in cell.spans]
    found = ("parts", "marks", "words", "words_at")
    columns = ("point", "label", "coverage", "differs", *_QUOTED, *found, "named_by", "copy", "note", "edits")
    return Table(columns, tuple(rows))


def _found(source: SourceView, cell: PointCell, span: Span) -> tuple[TableValue, ...]:
    """Return what a cell has in one of its sentences; the words only if the rights allow them."""
    words = cell.differing_words if cell.differing_words and span.overlaps(cell.differing_words) else None
    return (
        _places(select_cell_clauses(cell, span)) or None,
        "; ".join(f"{mark.kind} {mark.span.start}-{mark.span.end}" for mark in select_cell_marks(cell, span))
        or None,
        words.extract(source.article.text) if words and source.may_show(span) else None,
        _places([words]) if words else None,
    )


def _hand(point: Point) -> str:
    return "machine" if point.label is None else "editor"


def make_statements_table(view: StoryView) -> Table:
    """Return one row a statement or silence, in the order of sources and text."""
    rows: list[tuple[TableValue, ...]] = []
    for source in view.sources:
        rows += [make_statement_row(source, statement) for statement in source.article.statements]
        rows += [make_statement_row(source, silence) for silence in source.article.silences]
    return Table(STATEMENT_COLUMNS, tuple(rows))


def make_statement_row(source: SourceView, item: Statement | Silence) -> tuple[TableValue, ...]:
    """Return the row of a statement or silence, its words only as far as the rights allow."""
    text = source.article.text
    if isinstance(item, Statement):
        kind, spans, chain, hedges = str(item.kind), item.spans, item.chain, item.hedges
    else:
        kind, spans, chain, hedges = "not said", (item.span,), (), ()
    shown = all(source.may_show(span) for span in spans)

    def words(of: Sequence[Span]) -> str | None:
        return "; ".join(span.extract(text) for span in of if source.may_show(span)) or None

    return (
        kind,
        source.name_speaker(item) if shown else None,
        item.actor,
        item.office_of,
        words(chain),
        *_quoted(source, spans[0]),
        words(hedges),
        words([item.speaker] if item.speaker else []),
        " … ".join(span.extract(text) for span in spans) if shown else None,
        _places(spans),
    )


def make_mention_row(source: SourceView, mention: Mention) -> tuple[TableValue, ...]:
    """Return the row of a mention among statements and silences."""
    words = _form(source, mention)
    quoted = _quoted(source, mention.span)
    return ("mention", None, mention.actor, None, None, *quoted, None, None, words, _places([mention.span]))


def _form(source: SourceView, mention: Mention) -> str | None:
    """Return how a name is written: it is part of its sentence, and shown where that is."""
    return (
        mention.span_with_title.extract(source.article.text)
        if source.may_show(mention.span_with_title)
        else None
    )


def _places(spans: Sequence[Span]) -> str:
    return "; ".join(f"{start}-{end}" for start, end in spans)


def make_mention_counts_table(view: StoryView) -> Table:
    """Return one row for each person and source: how often the source names the person."""
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
    """Return one row a mention: as what form of the name, and in which paragraph of which source."""
    rows: list[tuple[TableValue, ...]] = []
    for source in view.sources:
        for mention in source.article.mentions:
            person = view.find_actor(mention.actor)
            if person is not None:
                actor_id = person.id if person.followed else None
                place = (source.letter, source.id, source.paragraph_number(mention.span), *mention.span)
                rows.append((actor_id, person.name, _form(source, mention), mention.via, *place))
    columns = ("actor", "name", "written", "via", "letter", "source", "paragraph", "start", "end")
    return Table(columns, tuple(rows))


def make_timeline_table(view: StoryView) -> Table:
    """Return one row for each dated sentence, and how its date was read."""
    rows: list[tuple[TableValue, ...]] = []
    for fact in view.story.timeline:
        source = view.sources_by_id[fact.source]
        shown = source.may_show(fact.sentence)
        written = fact.expression.extract(source.article.text) if shown else None
        rows.append((fact.date, written, fact.explanation or None, *_quoted(source, fact.sentence)))
    return Table(("date", "written", "reading", *_QUOTED), tuple(rows))


_QUOTED = ("letter", "source", "paragraph", "sentence", "start", "end")
STATEMENT_COLUMNS = (
    *("kind", "speaker", "actor", "office_of", "carried_by", *_QUOTED),
    *("hedged_by", "speaker_as_written", "words", "spans"),
)
"""The columns of a statement or silence: `start` and `end` are its sentence's, `spans` its own words'."""


def _quoted(source: SourceView, span: Span) -> tuple[TableValue, ...]:
    """Return where a sentence stands and, if the rights allow it, its words."""
    sentence = source.find_sentence(span) or span
    words = sentence.extract(source.article.text) if source.may_show(span) else None
    return (source.letter, source.id, source.paragraph_number(span), words, sentence.start, sentence.end)
