"""Cite an article in plain words, as BibTeX and as CSL-JSON 1.0.2."""

from __future__ import annotations

import json
from dataclasses import dataclass

from build_scripts.pages.views.format_metadata import format_byline
from build_scripts.pages.views.source_view import SourceView
from build_scripts.text.format_values import format_date

_BIBTEX_ESCAPES = {c: "\\" + c for c in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_BIBTEX_UNESCAPED = frozenset({"author", "url"})  # escaped name by name, and not at all


@dataclass(frozen=True, slots=True)
class Citation:
    """One article's citation in three forms; facts that the source does not state are left out."""

    plain: str
    bibtex: str
    csl: str


@dataclass(frozen=True, slots=True)
class _CitedFacts:
    """The facts that a citation gives, each None or empty if the source does not state it.

    `published` and `captured` are ISO 8601 days, as precise as they are known.
    """

    title: str
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    address: str | None
    captured: str | None


def make_citation(source: SourceView) -> Citation:
    """Return the citation of a source. It credits the original, and does not name the publication."""
    metadata, sidecar = source.article.metadata, source.article.sidecar
    facts = _CitedFacts(
        source.headline or source.title,
        metadata.byline.value if metadata.byline else (),
        source.outlet,
        _day(metadata.published.value) if metadata.published else None,
        sidecar.source_url,
        sidecar.captured,
    )
    bibtex = _format_bibtex(f"{source.story_id}-{source.id}", facts)
    csl = _format_csl_json(f"{source.story_id}/{source.id}", facts)
    return Citation(_format_plain(source, facts), bibtex, csl)


def _format_plain(source: SourceView, facts: _CitedFacts) -> str:
    unknown = "not stated" if source.article.is_read else "not read"
    title = f"“{source.headline}”" if source.headline else f"[{source.title}; headline {unknown}]"
    parts = [
        format_byline(source),
        title,
        facts.outlet,
        format_date(facts.published) or f"date {unknown}",
    ]
    text = ", ".join(part for part in parts if part) + "."
    return f"{text} {facts.address}" if facts.address else text


def _format_bibtex(key: str, facts: _CitedFacts) -> str:
    """Return a BibTeX entry with the facts that are known."""
    fields = {
        "title": facts.title,
        "author": " and ".join(f"{{{_escape_bibtex(name)}}}" for name in facts.authors),
        "journal": facts.outlet,
        "date": facts.published,
        "url": facts.address,
        "urldate": facts.captured,
    }
    rows = [
        f"  {name} = {{{value if name in _BIBTEX_UNESCAPED else _escape_bibtex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@article{{{key},", *rows, "}"))


def _format_csl_json(key: str, facts: _CitedFacts) -> str:
    fields: dict[str, object] = {
        "id": key,
        "type": "article-newspaper",
        "title": facts.title,
        "author": [{"literal": name} for name in facts.authors],
        "container-title": facts.outlet,
        "issued": _csl_date(facts.published),
        "URL": facts.address,
        "accessed": _csl_date(facts.captured),
    }
    item = {name: value for name, value in fields.items() if value}
    return json.dumps([item], ensure_ascii=False, indent=2)


def _csl_date(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in _day(date).split("-")]]} if date else None


def _day(date: str) -> str:
    """Return an ISO 8601 date without its time."""
    return date.partition("T")[0]


def _escape_bibtex(text: str) -> str:
    return "".join(_BIBTEX_ESCAPES.get(c, c) for c in text)
