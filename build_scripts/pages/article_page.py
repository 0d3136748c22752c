"""Build the parts of an article's page besides its paragraphs: the legend, the cut lines, the rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_scripts.models import FACT_KINDS, TEXT_KINDS, Line, LineKind
from build_scripts.pages.article_paragraphs import ParagraphView
from build_scripts.pages.views.source_view import SourceView

_RIGHTS_WORDS = {
    "full": "Shown in full{}.",
    "excerpt": "Shown in excerpts{}.",
    "link": "Not shown here{}.",
}


@dataclass(frozen=True, slots=True)
class TextLegend:
    """The marks that the text on a page has, and that the page explains."""

    has_statements: bool
    has_mentions: bool


def find_text_legend(paragraphs: Iterable[ParagraphView]) -> TextLegend:
    """Return the marks that these paragraphs have."""
    texts = [paragraph.html for paragraph in paragraphs]
    return TextLegend(
        any('<span class="px-statement"' in html for html in texts),
        any('<a class="px-mention"' in html for html in texts),
    )


def list_cut_lines(source: SourceView) -> tuple[Line, ...]:
    """Return the lines with words that are neither text of the article nor facts it states."""
    not_cut = TEXT_KINDS | FACT_KINDS | {LineKind.BLANK}
    return tuple(line for line in source.article.lines if line.kind not in not_cut)


def describe_rights(source: SourceView) -> str:
    """Return in words how much of a source is shown, and the legal basis."""
    rights = source.article.sidecar.rights
    return _RIGHTS_WORDS[source.mode].format(f", {rights.basis}" if rights and rights.basis else "")
