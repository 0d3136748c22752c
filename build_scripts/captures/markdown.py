"""Extract the text and facts from a Markdown capture, as web clippers and converters write it.

markdown-it-py parses it as CommonMark (0.31) with GitHub's tables. Nothing in it runs or loads: of links and
HTML only the text is kept, and pictures are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_scripts.captures.html import parse_html_fragment
from build_scripts.captures.structured_data import parse_markup_timestamp
from build_scripts.captures.visible_page import INVISIBLE_ELEMENTS, remove_invisible_elements
from build_scripts.models import TEXT_KINDS, Capture, Line, LineKind, Metadata, StatedFact
from build_scripts.models.problems import UserError
from build_scripts.source_files.yaml.parser import YamlNode, parse_yaml
from build_scripts.source_files.yaml.value_formats import is_valid_date

HEADING_RULE = "a heading by the capture's own markup"
TITLE_RULE = "the capture's own title"
BELOW_TITLE_RULE = "below the capture's own title"
LIST_ITEM_RULE = "an item of a list by the capture's own markup"
LIST_ITEM_PREFIX = "- "  # marks list items for the line classifier
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Keys that web clippers write in front matter, and those of this project's cleaned Markdown.
FRONT_MATTER_KEYS = {
    "headline": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date"),
    # Not `modified`: note-taking programs write there when the note was changed.
    "updated": ("updated", "lastmod"),
    "outlet": ("outlet", "site", "publisher"),
    "address": ("source_url", "url", "source", "link"),
}
LINE_BREAKS = frozenset({"softbreak", "hardbreak"})
HTML_TAG = re.compile(r"<(?:!--.*?--|(/?)([a-z][a-z0-9-]*)[^<>]*)>", re.IGNORECASE | re.DOTALL)
# Kinds that cleaning gives short lines, which headings are.
HEADING_LIKE_KINDS = (LineKind.BOILERPLATE, LineKind.NAVIGATION)
LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class MarkdownCapture:
    """A Markdown capture: its extracted text, its headings and its list items.

    `headings` maps line numbers (from 1) to heading levels; `items` are line numbers of list items.
    `metadata` and `source_url` come from the front matter.
    """

    capture: Capture
    headings: Mapping[int, int]
    items: frozenset[int]
    metadata: Metadata
    source_url: str | None


def parse_markdown_capture(taken: Capture) -> MarkdownCapture:
    """Return the text of a Markdown file: a line for each block, with a blank line between paragraphs.

    From here on, all offsets are into this text. A paragraph that spans several lines of the file is one
    line, as wherever Markdown is rendered.
    """
    front = FRONT_MATTER.match(taken.text)
    fields = _front_matter_fields(front[1] or "", taken.path) if front is not None else None
    rest = taken.text[front.end() :] if front is not None and fields is not None else taken.text
    lines: list[str] = []
    headings: dict[int, int] = {}
    items: set[int] = set()
    for words, level, item in _blocks(_markdown_parser().parse(rest)):
        if not words:
            continue
        if lines and not (item and len(lines) in items):
            lines.append("")
        lines.append(LIST_ITEM_PREFIX + words if item else words)
        if level:
            headings[len(lines)] = level
        elif item:
            items.add(len(lines))
    capture = replace(taken, text="\n".join(lines))
    metadata, address = _front_matter_facts(fields or {})
    return MarkdownCapture(capture, headings, frozenset(items), metadata, address)


def label_markdown_lines(markdown: MarkdownCapture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines labelled by cleaning, with the headline, headings and list items relabelled by the markup.

    The headline is the heading that cleaning chose, else the last heading of level 1 above the article.
    Other lines that cleaning cut stay cut.
    """
    body = [line.number for line in lines if line.kind in TEXT_KINDS]
    first, last = (body[0], body[-1]) if body else (0, 0)
    title = _headline_number(markdown, lines, first if body else None)
    if not body and title is not None:
        # The text is too short for cleaning to find an article, but the lines below a title are one.
        first, last = title, len(lines) + 1
        lines = [
            replace(line, kind=LineKind.BODY, rule=BELOW_TITLE_RULE)
            if line.number > title and line.kind is LineKind.BOILERPLATE
            else line
            for line in lines
        ]

    def kind_and_rule(line: Line) -> tuple[LineKind, str]:
        kept = line.kind in TEXT_KINDS
        inside = line.kind in HEADING_LIKE_KINDS and first < line.number < last
        if line.number == title:
            return LineKind.HEADLINE, TITLE_RULE
        if line.kind is LineKind.HEADLINE and title is not None:
            return LineKind.BOILERPLATE, "not the capture's own title"
        if line.number in markdown.headings and (kept or inside):
            return LineKind.HEADING, HEADING_RULE
        if line.number in markdown.items and kept:
            return LineKind.LIST_ITEM, LIST_ITEM_RULE
        return line.kind, line.rule

    return tuple(Line(line.number, line.span, *kind_and_rule(line)) for line in lines)


def _headline_number(markdown: MarkdownCapture, lines: Sequence[Line], body_start: int | None) -> int | None:
    """Return the line number of the headline, or None; `body_start` is that of the article's first line."""
    for line in lines:
        if line.kind is LineKind.HEADLINE and line.number in markdown.headings:
            return line.number
    titles = [number for number, level in markdown.headings.items() if level == 1]
    above = [number for number in titles if body_start is None or number <= body_start]
    return above[-1] if above else None


def _markdown_parser() -> MarkdownIt:
    """Return a Markdown parser that takes every link as a link: only its text is kept anyway."""
    kind = type("Reader", (MarkdownIt,), {"validateLink": lambda _self, _address: True})
    parser: MarkdownIt = kind("commonmark")
    return parser.enable("table")


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, int, bool]]:
    """Yield the text of each block, its heading level (else 0), and whether it begins a list item."""
    level, begins_item = 0, False
    table_row: list[str] | None = None
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = token.nesting > 0 and int(token.tag[1:])
        elif token.type in ("list_item_open", "list_item_close"):
            begins_item = token.nesting > 0
        elif token.type == "tr_open":
            table_row = []
        elif token.type == "tr_close" and table_row is not None:
            yield " ".join(cell for cell in table_row if cell), 0, False
            table_row = None
        elif table_row is not None and token.type == "inline":
            table_row.append(_inline_text(token.children or ()))
        else:
            for words in _block_lines(token):
                yield words, level, begins_item
                begins_item = False


def _block_lines(token: Token) -> Iterator[str]:
    """Yield the lines of a block with text: a paragraph is one line, code and HTML keep their lines."""
    if token.type == "inline":
        yield _inline_text(token.children or ())
    elif token.type in ("fence", "code_block"):
        # Not prose, but only cleaning may cut words.
        yield from map(str.strip, token.content.split("\n"))
    elif token.type == "html_block" and (tree := parse_html_fragment(token.content)) is not None:
        visible = remove_invisible_elements(tree)
        yield from (LINE_ENDS.sub(" ", line).strip() for line in visible.text_content().split("\n"))


def _inline_text(children: Sequence[Token]) -> str:
    """Return the text of inline tokens, code and links included; pictures and HTML tags are left out."""
    parts: list[str] = []
    hidden: str | None = None  # name of the invisible element around the token
    for token in children:
        tag = HTML_TAG.match(token.content) if token.type == "html_inline" else None
        name = tag[2].lower() if tag is not None and tag[2] else None
        if hidden is not None:
            if tag is not None and tag[1] and name == hidden:
                hidden = None
        elif name in INVISIBLE_ELEMENTS and tag is not None and not tag[1]:
            hidden = name
        elif token.type in LINE_BREAKS or name == "br":
            parts.append(" ")
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
    return LINE_ENDS.sub(" ", "".join(parts)).strip()


def _front_matter_fields(text: str, path: str) -> dict[str, YamlNode] | None:
    """Return the fields of front matter, or None if it is not valid YAML and so ordinary text."""
    try:
        node = parse_yaml(text, path)
    except UserError:
        return None
    return node.value if isinstance(node.value, dict) else None


def _front_matter_facts(fields: dict[str, YamlNode]) -> tuple[Metadata, str | None]:
    """Return the facts and the address that front matter states."""

    def texts(key: str) -> tuple[str, ...]:
        given = (tuple(_field_texts(fields[name])) for name in FRONT_MATTER_KEYS[key] if name in fields)
        return next((words for words in given if words), ())

    def first(key: str) -> StatedFact[str] | None:
        words = texts(key)
        return StatedFact(words[0], "markup") if words else None

    def dated(key: str) -> StatedFact[str] | None:
        day = next(iter(texts(key)), "")
        iso = parse_markup_timestamp(day) or (day if is_valid_date(day) else None)
        return StatedFact(iso, "markup") if iso else None

    names = texts("byline")
    addresses = texts("address")
    metadata = Metadata(
        headline=first("headline"),
        byline=StatedFact(names, "markup") if names else None,
        published=dated("published"),
        outlet=first("outlet"),
        updated=dated("updated"),
    )
    return metadata, addresses[0] if addresses else None


def _field_texts(node: YamlNode) -> Iterator[str]:
    """Yield a field's texts, each on one line, without HTML tags and wiki-link brackets (`[[…]]`)."""
    if isinstance(node.value, tuple):
        for item in node.value:
            yield from _field_texts(item)
    elif isinstance(node.value, str):
        bare = HTML_TAG.sub("", html.unescape(node.value)).replace("[[", "").replace("]]", "")
        if words := " ".join(bare.split()):
            yield words
