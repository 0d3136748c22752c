"""Render an editor's note, which is Markdown, as safe HTML.

The syntax is CommonMark 0.31, parsed by markdown-it-py, without HTML, character references, images, headings,
rules and code blocks: these stay as written. A link must lead to a web address. The HTML is written here from
the parser's tokens, so it can have no elements but those below.
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

    It has no blank line, so that it can be part of an HTML block in Markdown. NUL becomes U+FFFD.
    """
    return Markup("").join(_write_tokens(_make_parser().parse(note))).strip()


def _make_parser() -> MarkdownIt:
    # markdown-it-py calls `validateLink` for each address, and makes a link if it returns true.
    kind = type(
        "NoteParser", (MarkdownIt,), {"validateLink": lambda _self, address: is_valid_web_address(address)}
    )
    parser: MarkdownIt = kind("commonmark", {"html": False})
    return parser.disable(list(DISABLED_SYNTAX))


def _write_tokens(tokens: Iterable[Token]) -> Iterator[Markup]:
    """Yield the HTML of markdown-it-py's tokens."""
    for token in tokens:
        if token.hidden:  # a paragraph in a list without blank lines
            continue
        if token.type == "inline":
            yield from _write_tokens(token.children or ())
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
