"""The JSON that `analyse` and `compare` print: a public contract, described in the README.

Keys may be added; changing or removing one needs a new version. Offsets are half-open, in characters of the
decoded file. Of a capture's words only names and metadata are included; everything else is offsets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from build_scripts.captures.decode import get_capture_format
from build_scripts.comparison.compare import Comparison
from build_scripts.models import Article, SharedWording, Silence, Span, StatedFact, Statement
from build_scripts.models.sources import is_story_person

RESULTS_JSON_VERSION = 1


def serialize_article(article: Article, path: str) -> dict[str, Any]:
    """Return an article as the object that `analyse --json` prints; `path` names its file."""
    data, text = article.metadata, article.text
    fields: Mapping[str, StatedFact[Any] | None] = {
        "headline": data.headline,
        "byline": data.byline,
        "published": data.published,
        "outlet": data.outlet,
        "updated": data.updated,
        "dateline": data.dateline,
    }
    serialized: dict[str, Any] = {
        "version": RESULTS_JSON_VERSION,
        "path": path,
        **{key: stated.value if stated else None for key, stated in fields.items()},
        "byline": list(data.byline.value) if data.byline else [],
        "agencies": list(dict.fromkeys(agency.name for agency in data.agencies)),
        "agency_credits": [
            {"name": credit.name, "as": credit.role, "evidence": _serialize_evidence(credit.evidence)}
            for credit in data.agencies
        ],
        "language": data.language,
        "evidence": {key: _serialize_evidence(stated.evidence) for key, stated in fields.items() if stated},
        "lines": [
            {**_offsets(line.span), "kind": line.kind.value, "rule": line.rule} for line in article.lines
        ],
        "paragraphs": [_offsets(p.span) for p in article.paragraphs],
        "sentences": [_offsets(span) for span in article.sentence_spans],
        # People that only a story lists have no id that holds elsewhere.
        "mentions": [
            {**_offsets(m.span), "actor": m.actor, "via": m.via}
            for m in article.mentions
            if not is_story_person(m.actor)
        ],
        "statements": [_serialize_statement(statement, text) for statement in article.statements],
        "silences": [_serialize_silence(silence) for silence in article.silences],
        "statements_read": article.statements_read,
    }
    if get_capture_format(article.capture.path) != "text":
        serialized["text"] = text
    return serialized


def serialize_comparison(
    articles: Sequence[Article],
    paths: Sequence[str],
    comparison: Comparison,
    shared: Sequence[SharedWording] = (),
) -> dict[str, Any]:
    """Return a comparison as the object that `compare --json` prints, in which paths name the sources.

    `paths` are the files of the `articles`, in the same order.
    """
    path_of = {article.id: path for article, path in zip(articles, paths, strict=True)}
    return {
        "version": RESULTS_JSON_VERSION,
        "sources": list(paths),
        "points": [
            {
                "id": point.id,
                "label": point.label,
                "title": point.title
                and {
                    "source": path_of[point.title.source],
                    "spans": [list(span) for span in point.title.spans],
                },
                "anchor": {"source": path_of[point.anchor[0]], **_offsets(point.anchor[1])},
                "coverage": point.coverage,
                "differs": list(point.differs),
                "grade": point.grade,
                "copy": point.has_copied_wording,
                "edits": list(point.edits),
                "cells": {path_of[c.source]: [list(span) for span in c.spans] for c in point.cells},
                "marks": {
                    path_of[c.source]: [
                        {"kind": m.kind, **_offsets(m.span), "grade": m.grade} for m in c.marks
                    ]
                    for c in point.cells
                },
                "values": [
                    {
                        "thing": values.thing,
                        "relation": values.relation,
                        "words": {path_of[source]: list(span) for source, span in values.words.items()},
                        "earlier": [path_of[source] for source in values.words if source in values.earlier],
                    }
                    for values in point.values
                ],
                "earlier": [path_of[c.source] for c in point.cells if c.is_earlier],
                "parts": {path_of[c.source]: [list(span) for span in c.clauses] for c in point.cells},
                "possible": {path_of[c.source]: [list(span) for span in c.spans] for c in point.possible},
                "unreviewed": [path_of[source] for source in point.unreviewed],
            }
            for point in comparison.points
        ],
        "not_compared": {path_of[source]: reason for source, reason in comparison.not_compared.items()},
        "shared": [
            {
                "sentences": [
                    {"source": path_of[name], **_offsets(span)} for name, span in wording.sentences
                ],
                "runs": [list(run) for run in wording.spans],
                "words": wording.word_count,
                "earlier": None if wording.printed_first is None else path_of[wording.printed_first],
                "agencies": [list(names) for names in wording.agencies],
            }
            for wording in shared
        ],
    }


def _serialize_statement(statement: Statement, text: str) -> dict[str, Any]:
    return {
        "spans": [list(span) for span in statement.spans],
        "kind": statement.kind,
        "cue": _serialize_span(statement.cue),
        "speaker": _serialize_span(statement.speaker),
        "speaker_text": statement.speaker_text,
        "actor": _get_public_id(statement.actor),
        "office_of": _get_public_id(statement.office_of),
        "chain": [carrier.extract(text) for carrier in statement.chain],
        "hedges": [list(hedge) for hedge in statement.hedges],
    }


def _serialize_silence(silence: Silence) -> dict[str, Any]:
    return {
        **_offsets(silence.span),
        "cue": _serialize_span(silence.cue),
        "speaker_text": silence.speaker_text,
        "actor": _get_public_id(silence.actor),
        "office_of": _get_public_id(silence.office_of),
    }


def _get_public_id(actor: str | None) -> str | None:
    return None if is_story_person(actor) else actor


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _serialize_span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _serialize_evidence(evidence: Span | str) -> list[int] | str:
    return list(evidence) if isinstance(evidence, Span) else evidence
