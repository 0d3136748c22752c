"""The cleaned article as a Markdown file to take away: YAML front matter and the prose, nothing else."""

from __future__ import annotations

from build_scripts.models import Article, LineKind
from build_scripts.pages.exports.front_matter import dump_front_matter
from build_scripts.text.escape_markdown import escape_markdown, escape_markdown_heading


def render_article_markdown(article: Article) -> str:
    """Return the cleaned Markdown of an article.

    What nobody states is left out of the front matter. Each paragraph, read as CommonMark, has exactly
    the words it has in the capture.
    """
    data, sidecar = article.metadata, article.sidecar
    rights = sidecar.rights
    fields: dict[str, object] = {
        "title": data.headline and data.headline.value,
        "outlet": data.outlet and data.outlet.value,
        "byline": list(data.byline.value) if data.byline else None,
        "published": data.published and data.published.value,
        "updated": data.updated and data.updated.value,
        "dateline": data.dateline and data.dateline.value,
        "source_url": sidecar.source_url,
        "agencies": list(dict.fromkeys(a.name for a in data.agencies)) or None,
        "language": data.language,
        "rights": rights
        and {
            key: value
            for key, value in (
                ("mode", rights.mode),
                ("holder", rights.holder),
                ("licence", rights.licence or "not stated"),
                ("basis", rights.basis),
            )
            if value
        },
        "captured": sidecar.captured,
        "sha256": article.capture.sha256,
        "source": article.capture.path,
    }
    stated = {key: value for key, value in fields.items() if value is not None}
    blocks = [
        (escape_markdown_heading if p.kind is LineKind.HEADING else escape_markdown)(
            p.span.extract(article.text)
        )
        for p in article.paragraphs
    ]
    return f"{dump_front_matter(stated)}\n" + "\n\n".join(blocks) + ("\n" if blocks else "")
