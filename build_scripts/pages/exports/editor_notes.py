"""Show an editor's note, which is Markdown, as HTML that can do nothing but be read.

CommonMark (0.31, by markdown-it-py) without what a note has no use for: HTML and its references to
characters, pictures, headings, rules and blocks of code stay as they are written. A link leads to a web
address or is none. The HTML is put together here from the parser's tokens, so that nothing comes out but the
elements below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from build_scripts.pages.views.annotate import escape_html
from build_scripts.source_files.yaml.value_formats import is_valid_web_address

DISABLED_SYNTAX = (
    "html_block",
    "html_inline",
    "entity",
    "image",
    "heading",
    "lheading",
    "hr",
    "code",
    "fence",
)
TOKEN_MARKUP = {
    "paragraph_open": Markup("<p>"),
    "paragraph_close": Markup("</p>\n"),
    "bullet_list_open": Markup("<ul>\n"),
    "bullet_list_close": Markup("</ul>\n"),
    "ordered_list_close": Markup("</ol>\n"),
    "list_item_open": Markup("<li>"),
    "list_item_close": Markup("</li>\n"),
    "blockquote_open": Markup("<blockquote>\n"),
    "blockquote_close": Markup("</blockquote>\n"),
    "em_open": Markup("<em>"),
    "em_close": Markup("</em>"),
    "strong_open": Markup("<strong>"),
    "strong_close": Markup("</strong>"),
    "link_close": Markup("</a>"),
    "softbreak": Markup("\n"),
    "hardbreak": Markup("<br>\n"),
}


def render_editor_note(note: str) -> Markup:
    """Return a note as HTML: paragraphs, lists, quotations, emphasis, short code and links.

    No line of it is blank, so that it can stand in a block of HTML within Markdown. A NUL becomes U+FFFD.
    """
    return Markup("").join(_written(_reader().parse(note))).strip()


def _reader() -> MarkdownIt:
    # The name of the method is markdown-it-py's: every address that it lets through makes a link.
    kind = type(
        "Reader", (MarkdownIt,), {"validateLink": lambda _self, address: is_valid_web_address(address)}
    )
    reader: MarkdownIt = kind("commonmark", {"html": False})
    return reader.disable(list(DISABLED_SYNTAX))


def _written(tokens: Iterable[Token]) -> Iterator[Markup]:
    for token in tokens:
        if token.hidden:  # the paragraphs of a list without blank lines
            continue
        if token.type == "inline":
            yield from _written(token.children or ())
        elif token.type == "link_open":
            address = escape_html(str(token.attrGet("href")))
            yield Markup('<a href="{}" rel="noopener">').format(address)
        elif token.type == "ordered_list_open":
            start = int(token.attrGet("start") or 1)
            yield Markup("<ol>\n") if start == 1 else Markup('<ol start="{}">\n').format(start)
        elif token.type == "code_inline":
            yield Markup("<code>{}</code>").format(escape_html(token.content))
        elif token.type in TOKEN_MARKUP:
            yield TOKEN_MARKUP[token.type]
        else:
            yield escape_html(token.content)
