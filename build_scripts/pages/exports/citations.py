"""How to cite an article: in plain words, as BibTeX and as CSL-JSON 1.0.2."""

from __future__ import annotations

import json
from dataclasses import dataclass

from build_scripts.pages.views.format_metadata import format_byline
from build_scripts.pages.views.source_view import SourceView
from build_scripts.text.format_values import format_date

_BIBTEX = {c: "\\" + c for c in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One article's citation in three forms; what the source doesn't state is left out."""

    plain: str
    bibtex: str
    csl: str


def make_citation(source: SourceView) -> Citation:
    """Return the citation of a source. It credits the original, and names the publication nowhere."""
    metadata, sidecar = source.article.metadata, source.article.sidecar
    authors = metadata.byline.value if metadata.byline else ()
    date = metadata.published.value if metadata.published else None
    title = f"“{source.headline}”" if source.headline else f"[{source.title}; headline not stated]"
    plain = [
        format_byline(source),
        title,
        source.outlet,
        format_date(date.partition("T")[0]) if date else "date not stated",
    ]
    text = ", ".join(part for part in plain if part) + "."
    if sidecar.source_url:
        text += f" {sidecar.source_url}"

    fields = {
        "title": source.headline or source.title,
        "author": " and ".join(f"{{{_bibtex(a)}}}" for a in authors),
        "journal": source.outlet,
        "date": date.partition("T")[0] if date else None,
        "url": sidecar.source_url,
        "urldate": sidecar.captured,
    }
    rows = [
        f"  {key} = {{{value if key in ('author', 'url') else _bibtex(value)}}},"
        for key, value in fields.items()
        if value
    ]
    bibtex = "\n".join((f"@article{{{source.story_id}-{source.id},", *rows, "}"))

    item: dict[str, object] = {
        "id": f"{source.story_id}/{source.id}",
        "type": "article-newspaper",
        "title": source.headline or source.title,
    }
    if authors:
        item["author"] = [{"literal": name} for name in authors]
    if source.outlet:
        item["container-title"] = source.outlet
    if date:
        item["issued"] = {"date-parts": [[int(part) for part in date.partition("T")[0].split("-")]]}
    if sidecar.source_url:
        item["URL"] = sidecar.source_url
    if sidecar.captured:
        accessed = sidecar.captured.partition("T")[0].split("-")
        item["accessed"] = {"date-parts": [[int(part) for part in accessed]]}
    return Citation(text, bibtex, json.dumps([item], ensure_ascii=False, indent=2))


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(c, c) for c in text)
