"""Read each sink with a parser that is not ours: lxml, csv, json, yaml, ElementTree, markdown-it."""

from __future__ import annotations

import csv
import html as references
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from xml.etree import ElementTree

import yaml
from lxml import html
from markdown_it import MarkdownIt

Files = Mapping[str, bytes]
Part = TypeVar("Part", html.HtmlElement, bytes)

FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
BLOCKS = {"paragraph_open", "inline", "paragraph_close", "heading_open", "heading_close"}
BIBTEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{rf"\{mark}": mark for mark in "#$%&_{}"},
}
_ESCAPE = re.compile("|".join(re.escape(escape) for escape in BIBTEX))


def page(data: bytes) -> html.HtmlElement:
    """Return a built page as lxml reads it."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def read(site: Files) -> Mapping[str, str]:
    """Return the words of each sink in a site's files, with single spaces."""
    trees = [page(data) for name, data in site.items() if name.endswith(".html")]
    found = {
        "html": map(body, trees),
        "attribute": collect(attributes, trees),
        "head": collect(head, trees),
        "note": collect(notes, trees),
        "cite": collect(citations, trees),
        "index": index(site),
        "feed": collect(feed, select(site, ".xml")),
        "article": collect(article, select(site, "article.md")),
        "table": (words for name in site for words in table(name, site)),
    }
    return {sink: " ".join("\n".join(words).split()) for sink, words in found.items()}


def collect(read_texts: Callable[[Part], Iterable[str]], parts: Iterable[Part]) -> Iterator[str]:
    """Yield the texts that `read_texts` finds in each page or file."""
    for part in parts:
        yield from read_texts(part)


def select(site: Files, ending: str) -> Iterator[bytes]:
    """Yield the content of each file whose name has an ending."""
    return (data for name, data in site.items() if name.endswith(ending))


def body(tree: html.HtmlElement) -> str:
    """Return the text of a page's body."""
    return tree.find("body").text_content()


def notes(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the texts of a page's notes by the editor."""
    return (note.text_content() for note in tree.find_class("px-editor"))


def attributes(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the texts of a page's labels, titles and options."""
    for element in tree.iter(html.etree.Element):
        for name in ("aria-label", "title", "label", "data-citation"):
            if element.get(name):
                yield element.get(name)
        if element.tag == "option":
            yield element.text_content()


def head(tree: html.HtmlElement) -> Iterator[str]:
    """Yield a page's title and the contents of its meta elements."""
    yield tree.findtext(".//title") or ""
    yield from (element.get("content") or "" for element in tree.iter("meta"))


def citations(tree: html.HtmlElement) -> Iterator[str]:
    """Yield the texts in the citations of an article's page; fail if one is malformed."""
    for element in tree.xpath("//*[@data-copy]"):
        text, form = element.text_content(), element.get("data-copy")
        if "BibTeX" in form:
            yield from bibtex(text).values()
        elif "CSL" in form:
            (item,) = json.loads(text)
            yield from (item["title"], item.get("container-title", ""))
            yield from (author["literal"] for author in item.get("author", []))


def bibtex(text: str) -> Mapping[str, str]:
    """Return the fields of a BibTeX entry; fail if braces are unbalanced or a character is unescaped."""
    entry = re.fullmatch(r"@article\{[a-z0-9-]+,\n((?:.|\n)*)\n\}", text)
    assert entry, text
    fields = {}
    for line in entry[1].split("\n"):
        found = re.fullmatch(r"  ([a-z]+) = \{(.*)\},", line)
        assert found, line
        bare = _ESCAPE.sub("", found[2])
        if found[1] != "url":
            assert not re.search(r"[#$%&_\\~^]", bare), line
        depth = 0
        for mark in re.findall("[{}]", bare):
            depth += 1 if mark == "{" else -1
            assert depth >= 0, line
        assert depth == 0, line
        fields[found[1]] = _ESCAPE.sub(lambda escape: BIBTEX[escape[0]], found[2])
    return fields


def index(site: Files) -> Iterator[str]:
    """Yield the texts of the search index, which is HTML; fail if it holds foreign markup."""
    own = re.compile(r"</?(?:p|pre|code|li|ol|ul|sub|sup)>")
    for name, data in site.items():
        if name.endswith("search_index.json"):
            for entry in json.loads(data)["docs"]:
                for words in (entry["title"], entry["text"], *entry.get("tags", [])):
                    assert not re.search("[<>]", own.sub("", words)), words
                    yield references.unescape(own.sub(" ", words))


def feed(data: bytes) -> Iterator[str]:
    """Yield the texts of a feed; fail if it links to another site."""
    tree = ElementTree.fromstring(data)
    links = [element.get("href") for element in tree.findall(".//{*}link")]
    links += [element.text for name in ("id", "loc") for element in tree.findall(f".//{{*}}{name}")]
    assert all((link or "").startswith("http://127.0.0.1:8000/") for link in links), links
    yield from (element.text or "" for element in tree.iter())


def article(data: bytes) -> Iterator[str]:
    """Yield the texts of a cleaned article; fail if any of them is markup."""
    _, front, prose = re.split(r"^---\n", data.decode(), maxsplit=2, flags=re.MULTILINE)
    yield from strings(yaml.safe_load(front))
    tokens = MarkdownIt("commonmark").parse(prose)
    assert {token.type for token in tokens if token.level == 0} <= BLOCKS
    for token in tokens:
        children = token.children or []
        assert all(child.type in ("text", "text_special") for child in children), token.content
        yield "".join(child.content for child in children)


def table(name: str, site: Files) -> Iterator[str]:
    """Yield the cells of a table; fail if CSV and JSON differ or a cell is a formula."""
    if not re.search(r"data/.*\.json$", name):
        return
    objects = json.loads(site[name])
    columns, *rows = csv.reader(io.StringIO(site[name.replace(".json", ".csv")].decode(), newline=""))
    assert len(rows) == len(objects)
    for row, item in zip(rows, objects, strict=True):
        assert columns == list(item)
        for cell, value in zip(row, item.values(), strict=True):
            if isinstance(value, str):
                assert cell in (value, f"'{value}")
                assert not FORMULA.match(cell)
                yield value
            else:
                assert cell == ("" if value is None else str(value))


def strings(value: Any) -> Iterator[str]:
    """Yield every string in data read from JSON or YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
