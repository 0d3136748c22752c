"""Make a `SourceView`, and read text back from markup."""

import re

from build_scripts.models import Article, Capture, Metadata, Paragraph, Sentence, Sidecar, Span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.rights.permitted_words import find_permitted_words
from build_scripts.rights.redact import redact_article

TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def unescaped(markup: str) -> str:
    """Undo `escape_html`. (html.unescape would drop control characters, which a browser keeps.)"""
    numbers = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), TAG.sub("", markup))
    return numbers.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def source(metadata: Metadata | None = None, sidecar: Sidecar | None = None) -> SourceView:
    """Return the view of a source of one sentence."""
    text = "The harbour is closed."
    article = Article(
        "herald",
        Capture("sources/talks/herald.txt", text, "0" * 64, "utf-8"),
        sidecar or Sidecar(),
        metadata or Metadata(),
        (),
        (Paragraph(Span(0, len(text))),),
        (Sentence(Span(0, len(text))),),
    )
    permitted = find_permitted_words(article, ())
    return SourceView("talks", "A", redact_article(article, permitted), permitted)
