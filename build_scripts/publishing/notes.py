"""Show an editor's note, which is Markdown, as HTML that can do nothing but be read.

CommonMark (0.31, by markdown-it-py) without what a note has no use for: HTML, pictures, headings, rules and
blocks of code stay as they are written. A link leads to a web address or is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from ..forms import valid_address

LEFT_OUT = ("html_block", "html_inline", "image", "heading", "lheading", "hr", "code", "fence")
# Characters on which Python-Markdown trips, see `annotate.escaped`.
REFERENCES = {"\t": "&#9;", "\r": "&#13;", "\x02": "&#2;", "\x03": "&#3;"}


class _Reader(MarkdownIt):
    """A reader that takes only web addresses for links."""

    def validateLink(self, url: str) -> bool:
        """Tell whether a link may lead there, as the files under `sources/` would let it."""
        return valid_address(url)


class _Writer(RendererHTML):
    """A writer of links that hand nothing on to where they lead."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Return the start tag of a link."""
        tokens[idx].attrSet("rel", "noopener")
        return self.renderToken(tokens, idx, options, env)


def _reader() -> MarkdownIt:
    reader = _Reader("commonmark", {"html": False}, renderer_cls=_Writer)
    reader.disable(list(LEFT_OUT))
    return reader


def render(note: str) -> Markup:
    """Return a note as HTML: paragraphs, lists, quotations, emphasis, short code and links.

    No line of it is blank, so that it can stand in a block of HTML within Markdown. A NUL becomes U+FFFD.
    """
    html = cast(str, _reader().render(note)).strip()
    for character, reference in REFERENCES.items():
        html = html.replace(character, reference)
    return Markup(html)
