"""Take the text out of a Markdown capture, as web clippers and converters write it.

markdown-it-py reads it as CommonMark (0.31) with GitHub's tables. Nothing in it runs or loads: HTML is left
out, and of links and pictures only the words stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_scripts.captures.html import INVISIBLE_ELEMENTS, parse_html_fragment, remove_invisible_elements
from build_scripts.captures.structured_data import parse_markup_timestamp
from build_scripts.models import TEXT_KINDS, Capture, Line, LineKind, Metadata, StatedFact
from build_scripts.models.problems import UserError
from build_scripts.source_files.yaml.parser import YamlNode, parse_yaml
from build_scripts.source_files.yaml.value_formats import is_valid_date

HEADING_RULE = "a heading by the capture's own markup"
TITLE_RULE = "the capture's own title"
BELOW_TITLE_RULE = "below the capture's own title"
LIST_ITEM_RULE = "an item of a list by the capture's own markup"
LIST_ITEM_PREFIX = "- "  # before the words of an item, so that cleaning sees one
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# What programs that save pages write above them, and what the cleaned Markdown of this project has.
FRONT_MATTER_KEYS = {
    "headline": ("title", "headline"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date"),
    # Not `modified`: there programs that take notes write when the note was changed.
    "updated": ("updated", "lastmod"),
    "outlet": ("outlet", "site", "publisher"),
    "address": ("source_url", "url", "source", "link"),
}
LINE_BREAKS = frozenset({"softbreak", "hardbreak"})
HTML_TAG = re.compile(r"<(?:!--.*?--|(/?)([a-z][a-z0-9-]*)[^<>]*)>", re.IGNORECASE | re.DOTALL)
HEADING_LIKE_KINDS = (
    LineKind.BOILERPLATE,
    LineKind.NAVIGATION,
)  # what cleaning makes of a line that is only short, as headings are
LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class MarkdownCapture:
    """What a Markdown capture holds: the text taken, and which of its lines (from 1) are headings and items.

    `metadata` and `source_url` are what its front matter states.
    """

    capture: Capture
    headings: Mapping[int, int]
    items: frozenset[int]
    metadata: Metadata
    source_url: str | None


def parse_markdown_capture(taken: Capture) -> MarkdownCapture:
    """Return the text of a Markdown file: a line for each block, with a blank line between paragraphs.

    All offsets from here on are into this text. A line that was only broken in the file is one line here, as
    in any reader of Markdown.
    """
    front = FRONT_MATTER.match(taken.text)
    fields = _front_matter(front[1] or "", taken.path) if front is not None else None
    rest = taken.text[front.end() :] if front is not None and fields is not None else taken.text
    lines: list[str] = []
    headings: dict[int, int] = {}
    items: set[int] = set()
    for words, level, item in _blocks(_reader().parse(rest)):
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
    metadata, address = _stated(fields or {})
    return MarkdownCapture(capture, headings, frozenset(items), metadata, address)


def label_markdown_lines(note: MarkdownCapture, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines that cleaning labelled, with what the markup knows better: headings and items of lists.

    The headline is the heading that cleaning took for it, else the last one of the first level above the
    article. What cleaning cut stays cut.
    """
    body = [line.number for line in lines if line.kind in TEXT_KINDS]
    first, last = (body[0], body[-1]) if body else (0, 0)
    title = next((n.number for n in lines if n.kind is LineKind.HEADLINE and n.number in note.headings), None)
    if title is None:
        above = [n for n, level in note.headings.items() if level == 1 and (n <= first or not body)]
        title = above[-1] if above else None
    if not body and title is not None:
        # Too short for cleaning to tell an article; but what stands below a title is one.
        last = len(lines) + 1
        first = title
        lines = [
            replace(line, kind=LineKind.BODY, rule=BELOW_TITLE_RULE)
            if line.number > title and line.kind is LineKind.BOILERPLATE
            else line
            for line in lines
        ]

    def known(line: Line) -> tuple[LineKind, str]:
        kept = line.kind in TEXT_KINDS
        inside = line.kind in HEADING_LIKE_KINDS and first < line.number < last
        if line.number == title:
            return LineKind.HEADLINE, TITLE_RULE
        if line.kind is LineKind.HEADLINE and title is not None:
            return LineKind.BOILERPLATE, "not the capture's own title"
        if line.number in note.headings and (kept or inside):
            return LineKind.HEADING, HEADING_RULE
        if line.number in note.items and kept:
            return LineKind.LIST_ITEM, LIST_ITEM_RULE
        return line.kind, line.rule

    return tuple(Line(line.number, line.span, *known(line)) for line in lines)


def _reader() -> MarkdownIt:
    # Wherever a link leads, it is one, and only its words are taken.
    kind = type("Reader", (MarkdownIt,), {"validateLink": lambda _self, _address: True})
    reader: MarkdownIt = kind("commonmark")
    return reader.enable("table")


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, int, bool]]:
    """Yield the words of each block, its level as a heading (else 0), and whether it begins an item."""
    level, begins = 0, False
    row: list[str] | None = None
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = token.nesting > 0 and int(token.tag[1:])
        elif token.type in ("list_item_open", "list_item_close"):
            begins = token.nesting > 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " ".join(cell for cell in row if cell), 0, False
            row = None
        elif row is not None and token.type == "inline":
            row.append(_words(token.children or ()))
        else:
            for words in _lines(token):
                yield words, level, begins
                begins = False


def _lines(token: Token) -> Iterator[str]:
    """Yield the lines of a block that holds words: prose is one, code and HTML have their own."""
    if token.type == "inline":
        yield _words(token.children or ())
    elif token.type in ("fence", "code_block"):
        # Not prose, but no word is cut before cleaning has seen it.
        yield from map(str.strip, token.content.split("\n"))
    elif token.type == "html_block" and (tree := parse_html_fragment(token.content)) is not None:
        seen = remove_invisible_elements(tree)
        yield from (LINE_ENDS.sub(" ", line).strip() for line in seen.text_content().split("\n"))


def _words(children: Sequence[Token]) -> str:
    """Return the words of inline tokens: text and code; of links the words, of pictures and HTML nothing."""
    parts: list[str] = []
    hidden: str | None = None  # the element that readers don't see, while inside one
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


def _front_matter(text: str, path: str) -> dict[str, YamlNode] | None:
    """Return the fields of front matter, or None where it is none: then it is text like any other."""
    try:
        node = parse_yaml(text, path)
    except UserError:
        return None
    return node.value if isinstance(node.value, dict) else None


def _stated(fields: dict[str, YamlNode]) -> tuple[Metadata, str | None]:
    def texts(key: str) -> tuple[str, ...]:
        given = (tuple(_texts(fields[name])) for name in FRONT_MATTER_KEYS[key] if name in fields)
        return next((words for words in given if words), ())

    def one(key: str) -> StatedFact[str] | None:
        words = texts(key)
        return StatedFact(words[0], "markup") if words else None

    def dated(key: str) -> StatedFact[str] | None:
        day = next(iter(texts(key)), "")
        iso = parse_markup_timestamp(day) or (day if is_valid_date(day) else None)
        return StatedFact(iso, "markup") if iso else None

    names = texts("byline")
    addresses = texts("address")
    metadata = Metadata(
        headline=one("headline"),
        byline=StatedFact(names, "markup") if names else None,
        published=dated("published"),
        outlet=one("outlet"),
        updated=dated("updated"),
    )
    return metadata, addresses[0] if addresses else None


def _texts(node: YamlNode) -> Iterator[str]:
    """Yield a field's texts, each on one line, without the brackets of note-taking programs' links."""
    if isinstance(node.value, tuple):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node.value, str):
        bare = HTML_TAG.sub("", html.unescape(node.value)).replace("[[", "").replace("]]", "")
        if words := " ".join(bare.split()):
            yield words
