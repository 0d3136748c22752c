"""The JSON that `analyse` and `compare` print: a public contract, described in the README.

Keys may be added; none changes or goes without a new version. Offsets are half-open, in characters of the
decoded file. Nothing of what a capture says stands in it but names and metadata: the rest are offsets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from build_scripts.captures.decode import get_capture_format
from build_scripts.models import Article, Point, SharedWording, Span, StatedFact

RESULTS_JSON_VERSION = 1


def serialize_article(article: Article, path: str) -> dict[str, Any]:
    """Return what is known of one article as the object that `analyse --json` prints."""
    data, text = article.metadata, article.text
    fields: Mapping[str, StatedFact[Any] | None] = {
        "headline": data.headline,
        "byline": data.byline,
        "published": data.published,
        "outlet": data.outlet,
        "updated": data.updated,
        "dateline": data.dateline,
    }
    found: dict[str, Any] = {
        "version": RESULTS_JSON_VERSION,
        "path": path,
        **{key: stated.value if stated else None for key, stated in fields.items()},
        "byline": list(data.byline.value) if data.byline else [],
        "agencies": list(dict.fromkeys(agency.name for agency in data.agencies)),
        "agency_credits": [
            {"name": a.name, "as": a.role, "evidence": _evidence(a.evidence)} for a in data.agencies
        ],
        "language": data.language,
        "evidence": {key: _evidence(stated.evidence) for key, stated in fields.items() if stated},
        "lines": [
            {"start": x.span.start, "end": x.span.end, "kind": x.kind.value, "rule": x.rule}
            for x in article.lines
        ],
        "paragraphs": [_offsets(p.span) for p in article.paragraphs],
        "sentences": [_offsets(span) for span in article.sentence_spans],
        "mentions": [{**_offsets(m.span), "actor": m.actor, "via": m.via} for m in article.mentions],
        "statements": [
            {
                "spans": [list(span) for span in s.spans],
                "kind": s.kind,
                "cue": _pair(s.cue),
                "speaker": _pair(s.speaker),
                "speaker_text": s.speaker_text,
                "actor": s.actor,
                "office_of": s.office_of,
                "chain": [carrier.extract(text) for carrier in s.chain],
                "hedges": [list(hedge) for hedge in s.hedges],
            }
            for s in article.statements
        ],
        "silences": [
            {
                **_offsets(s.span),
                "cue": _pair(s.cue),
                "speaker_text": s.speaker_text,
                "actor": s.actor,
                "office_of": s.office_of,
            }
            for s in article.silences
        ],
        "statements_read": article.statements_read,
    }
    if get_capture_format(article.capture.path) != "text":
        found["text"] = text
    return found


def serialize_comparison(
    articles: Sequence[Article],
    paths: Sequence[str],
    points: Sequence[Point],
    shared: Sequence[SharedWording] = (),
) -> dict[str, Any]:
    """Return a comparison as the object that `compare --json` prints; sources are named by their paths."""
    path_of = {a.id: path for a, path in zip(articles, paths, strict=True)}
    return {
        "version": RESULTS_JSON_VERSION,
        "sources": list(paths),
        "points": [
            {
                "id": point.id,
                "label": point.label,
                "anchor": {"source": path_of[point.anchor[0]], **_offsets(point.anchor[1])},
                "coverage": point.coverage,
                "differs": list(point.differs),
                "copy": point.has_copied_wording,
                "edits": list(point.edits),
                "cells": {path_of[c.source]: [list(span) for span in c.spans] for c in point.cells},
                "marks": {
                    path_of[c.source]: [{"kind": m.kind, **_offsets(m.span)} for m in c.marks]
                    for c in point.cells
                },
                "parts": {path_of[c.source]: [list(span) for span in c.clauses] for c in point.cells},
            }
            for point in points
        ],
        "shared": [
            {
                "sentences": [{"source": path_of[name], **_offsets(span)} for name, span in one.sentences],
                "runs": [list(run) for run in one.spans],
                "words": one.word_count,
                "earlier": None if one.printed_first is None else path_of[one.printed_first],
                "agencies": [list(names) for names in one.agencies],
            }
            for one in shared
        ],
    }


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _evidence(evidence: Span | str) -> list[int] | str:
    return list(evidence) if isinstance(evidence, Span) else evidence
