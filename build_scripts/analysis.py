"""One article through every stage that looks at it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import capture, cleaning, describing, html_capture, mentions, sentences, statements
from .forms import valid_address
from .models import Actor, Agency, Article, Capture, Kind, Line, Metadata, Paragraph, Sidecar, Stated
from .parsing import Parser, load_parser

READ_IN = "en"  # the language that statements are read in


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages know, loaded once: each stage is handed its own part."""

    cleaning: cleaning.Knowledge
    describing: describing.Knowledge
    sentences: sentences.Abbreviations
    mentions: mentions.Titles
    statements: statements.Cues
    parser: Parser | None


def load_tools(*, parsing: bool = True) -> Tools:
    """Load the data and, for statements, the parser. Raises UserError where no model is installed."""
    return Tools(
        cleaning.knowledge(),
        describing.knowledge(),
        sentences.knowledge(),
        mentions.knowledge(),
        statements.knowledge(),
        load_parser() if parsing else None,
    )


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A capture after the stages that need no actors: its lines, its own text, what it says of itself.

    `sidecar` is the editor's, with the address that a saved page gives of itself where the editor gave none.
    """

    capture: Capture
    sidecar: Sidecar
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata


def clean(data: bytes, path: str, sidecar: Sidecar, tools: Tools, *, plain: bool = False) -> Cleaned:
    """Return a capture cleaned and described; with `plain` the whole file is body text.

    Raises UserError if the bytes are no text.
    """
    if path.endswith(".html") and not plain:
        return _saved_page(data, path, sidecar, tools)
    taken = capture.decode(data, path)
    text = taken.text
    if plain:
        lines = cleaning.plain(text)
    else:
        lines = cleaning.clean(text, tools.cleaning, sidecar.keep, sidecar.drop)
    paragraphs = cleaning.paragraphs(text, lines)
    stated = describing.describe(text, lines, paragraphs, tools.describing)
    return Cleaned(taken, sidecar, lines, paragraphs, with_sidecar(stated, sidecar))


def _saved_page(data: bytes, path: str, sidecar: Sidecar, tools: Tools) -> Cleaned:
    page = html_capture.text_of(data, path)
    text = page.capture.text
    paragraphs = cleaning.paragraphs(text, page.lines)
    read = describing.describe(text, page.lines, paragraphs, tools.describing)
    stated = replace(
        read,
        headline=page.metadata.headline or read.headline,
        byline=page.metadata.byline or read.byline,
        published=page.metadata.published or read.published,
        outlet=page.metadata.outlet or read.outlet,
    )
    if sidecar.source_url is None and page.source_url and valid_address(page.source_url):
        sidecar = replace(sidecar, source_url=page.source_url)
    return Cleaned(page.capture, sidecar, page.lines, paragraphs, with_sidecar(stated, sidecar))


def article(name: str, cleaned: Cleaned, actors: Sequence[Actor], tools: Tools) -> Article:
    """Return the finished article: sentences, mentions, statements and silences over the cleaned text.

    `name` is the source's id within its story. Sentences are parsed here, each once. Statements are read
    where there is a parser, and not in a text whose language is known to be another than English.
    """
    text = cleaned.capture.text
    blocks = tuple(p.span for p in cleaned.paragraphs if p.kind is not Kind.HEADING)
    found = tuple(s for block in blocks for s in sentences.split(text, block, tools.sentences))
    people = tuple(actors)
    names = mentions.compile_names(people, tools.mentions)
    named = mentions.find(text, blocks, names, tools.mentions)
    finished = Article(
        id=name,
        capture=cleaned.capture,
        sidecar=cleaned.sidecar,
        metadata=cleaned.metadata,
        lines=cleaned.lines,
        paragraphs=cleaned.paragraphs,
        sentences=found,
        mentions=named,
        statements_read=tools.parser is not None and cleaned.metadata.language in (None, READ_IN),
    )
    if tools.parser is None or not finished.statements_read:
        return finished
    parses = tools.parser.parse(text, found)
    said, silent = statements.find(text, blocks, found, named, people, parses, tools.statements)
    return replace(finished, statements=said, silences=silent)


def with_sidecar(stated: Metadata, sidecar: Sidecar) -> Metadata:
    """Return the metadata with what the sidecar gives in place of what the capture says."""

    def given(value: str | None, otherwise: Stated[str] | None) -> Stated[str] | None:
        return otherwise if value is None else Stated(value, "sidecar")

    agencies = stated.agencies
    if sidecar.agencies is not None:
        agencies = tuple(Agency(name, "text", "sidecar") for name in sidecar.agencies)
    return replace(
        stated,
        headline=given(sidecar.headline, stated.headline),
        byline=stated.byline if sidecar.byline is None else Stated(sidecar.byline, "sidecar"),
        published=given(sidecar.published, stated.published),
        outlet=given(sidecar.outlet, stated.outlet),
        agencies=agencies,
        language=sidecar.language or stated.language,
    )
