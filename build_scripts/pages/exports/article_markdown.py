"""Write the cleaned article as a Markdown file to take away: YAML front matter and the prose."""

from __future__ import annotations

from build_scripts.models import Article, LineKind, Rights
from build_scripts.pages.exports.front_matter import dump_front_matter
from build_scripts.text.escape_markdown import escape_markdown, escape_markdown_heading


def render_article_markdown(article: Article) -> str:
    """Return the cleaned Markdown of an article.

    Facts that the source does not state are left out of the front matter. Each paragraph, read as CommonMark,
    has exactly the words that it has in the capture.
    """
    blocks = [
        (escape_markdown_heading if p.kind is LineKind.HEADING else escape_markdown)(
            p.span.extract(article.text)
        )
        for p in article.paragraphs
    ]
    front = dump_front_matter(_list_stated_facts(article))
    return f"{front}\n" + "\n\n".join(blocks) + ("\n" if blocks else "")


def _list_stated_facts(article: Article) -> dict[str, object]:
    """Return the stated facts of an article by their keys in the front matter."""
    data, sidecar = article.metadata, article.sidecar
    stated = {
        "title": data.headline,
        "outlet": data.outlet,
        "byline": data.byline,
        "published": data.published,
        "updated": data.updated,
        "dateline": data.dateline,
    }
    fields: dict[str, object] = {name: fact.value for name, fact in stated.items() if fact is not None}
    if data.byline is not None:
        fields["byline"] = list(data.byline.value)
    fields |= {
        "source_url": sidecar.source_url,
        "agencies": list(dict.fromkeys(a.name for a in data.agencies)) or None,
        "language": data.language,
        "rights": _list_rights(sidecar.rights) if sidecar.rights else None,
        "captured": sidecar.captured,
        "sha256": article.capture.sha256,
        "source": article.capture.path,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _list_rights(rights: Rights) -> dict[str, str]:
    fields = {
        "mode": rights.mode,
        "holder": rights.holder,
        "licence": rights.licence or "not stated",
        "basis": rights.basis,
    }
    return {name: value for name, value in fields.items() if value}
