"""One article through every stage that looks at it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from build_scripts import cleaning
from build_scripts import metadata as describing
from build_scripts.captures import decode as capture
from build_scripts.captures import html as html_capture
from build_scripts.captures import markdown as markdown_capture
from build_scripts.cleaning import overrides as overruling
from build_scripts.models import (
    Actor,
    Agency,
    Article,
    Capture,
    Kind,
    Line,
    Metadata,
    Paragraph,
    Sentence,
    Sidecar,
    Span,
    Stated,
)
from build_scripts.models.problems import Problem, UserError
from build_scripts.people import mentions
from build_scripts.people import pronouns as referring
from build_scripts.people.not_followed import find_names as unlisted
from build_scripts.source_files.yaml.value_formats import valid_address
from build_scripts.statements import find_statements as statements
from build_scripts.text import sentence_features as units
from build_scripts.text import sentences
from build_scripts.text.normalize import Reading, legible, reading
from build_scripts.text.parser import Namer, Parser, Tree, load_namer, load_parser

T = TypeVar("T")
STAMPS = (Kind.BYLINE, Kind.PUBLISHED)
MOST_PARAGRAPHS, MOST_CHARACTERS = 5_000, 1_200_000  # of an article
READ_IN = "en"  # the language that statements are read in


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages know, loaded once: each stage is handed its own part."""

    cleaning: cleaning.Knowledge
    describing: describing.Knowledge
    sentences: sentences.Abbreviations
    mentions: mentions.Titles
    referring: referring.Words
    statements: statements.Cues
    unlisted: unlisted.Knowledge
    parser: Parser | None
    namer: Namer | None


def load_tools(*, parsing: bool = True, naming: bool = False) -> Tools:
    """Load the data and, for statements, the parser. Raises UserError where no model is installed."""
    return Tools(
        cleaning.knowledge(),
        describing.knowledge(),
        sentences.knowledge(),
        mentions.knowledge(),
        referring.knowledge(),
        statements.knowledge(),
        unlisted.load(),
        load_parser() if parsing else None,
        load_namer() if naming else None,
    )


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A capture after the stages that need no actors: its lines, its own text, what it says of itself.

    `sidecar` is the editor's, with the address that a saved page gives of itself where the editor gave none.
    `problems` are warnings: what had to be guessed or left out to read the capture.
    """

    capture: Capture
    sidecar: Sidecar
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    problems: tuple[Problem, ...] = ()


def clean(data: bytes, path: str, sidecar: Sidecar, tools: Tools, *, plain: bool = False) -> Cleaned:
    """Return a capture cleaned and described; with `plain` the whole file is body text.

    Raises UserError if the bytes are no text.
    """
    form = "text" if plain else capture.form(path)
    if form == "page":
        return _saved_page(data, path, sidecar, tools)
    taken, problems = capture.read(data, path)
    if form == "markdown":
        return _markdown(taken, problems, sidecar, tools)
    text = taken.text
    if plain:
        lines = cleaning.plain(text)
    else:
        lines = overruling.overruled(cleaning.clean(legible(text), tools.cleaning), text, sidecar)
    paragraphs = cleaning.paragraphs(text, lines)
    stated = describing.describe(text, lines, paragraphs, tools.describing)
    lines = describing.settled(text, lines, stated.headline)
    return Cleaned(taken, sidecar, lines, paragraphs, with_sidecar(stated, sidecar), problems)


def _markdown(taken: Capture, problems: tuple[Problem, ...], sidecar: Sidecar, tools: Tools) -> Cleaned:
    note = markdown_capture.read(taken)
    text = note.capture.text
    cleaned = cleaning.clean(legible(text), tools.cleaning)
    lines = overruling.overruled(markdown_capture.label(note, cleaned), text, sidecar)
    paragraphs = cleaning.paragraphs(text, lines)
    read = describing.describe(text, lines, paragraphs, tools.describing)
    return _with_markup(
        Cleaned(note.capture, sidecar, lines, paragraphs, read, problems), note.metadata, note.source_url
    )


def _saved_page(data: bytes, path: str, sidecar: Sidecar, tools: Tools) -> Cleaned:
    page = html_capture.text_of(data, path)
    text = page.capture.text
    # A page's markup seldom tells its byline and its date from its paragraphs; their shape does.
    shaped = cleaning.clean(legible(text), tools.cleaning)
    told = tuple(
        shape if shape.kind in STAMPS and line.kind is Kind.BODY else line
        for line, shape in zip(page.lines, shaped, strict=True)
    )
    lines = overruling.overruled(told, text, sidecar)
    paragraphs = cleaning.paragraphs(text, lines)
    read = describing.describe(text, lines, paragraphs, tools.describing)
    return _with_markup(
        Cleaned(page.capture, sidecar, lines, paragraphs, read, page.problems), page.metadata, page.source_url
    )


def _with_markup(cleaned: Cleaned, marked: Metadata, source_url: str | None) -> Cleaned:
    """Put what markup states before what the words were read as, and the editor's word before both."""
    read, sidecar = cleaned.metadata, cleaned.sidecar
    # Words that date the change alone stay the one date of both, unless the markup dates the publication.
    alone = read.dated_by_its_change and marked.published is None
    stated = replace(
        read,
        headline=_agreed(marked.headline, read.headline),
        byline=_agreed(marked.byline, read.byline),
        published=_agreed(marked.published, read.published),
        outlet=_agreed(marked.outlet, read.outlet),
        updated=read.updated if alone else _agreed(marked.updated, read.updated),
    )
    if marked.published is not None and stated.dated_by_its_change:
        # The words give the date of the change only, but the markup has it as that of publication, too.
        stated = replace(stated, published=Stated(marked.published.value, "markup"))
    if sidecar.source_url is None and source_url and valid_address(source_url):
        sidecar = replace(sidecar, source_url=source_url)
    return replace(cleaned, sidecar=sidecar, metadata=with_sidecar(stated, sidecar))


def _agreed(marked: Stated[T] | None, read: Stated[T] | None) -> Stated[T] | None:
    """Return what the markup states; where the words say the same, with their span."""
    if marked is None or (read is not None and read.value == marked.value and marked.evidence == "markup"):
        return read
    return marked


def _see_that_it_is_an_article(cleaned: Cleaned) -> None:
    """Raise UserError for more text than anybody writes in one article, which would take minutes to read."""
    number = len(cleaned.paragraphs)
    length = sum(paragraph.span.end - paragraph.span.start for paragraph in cleaned.paragraphs)
    if number > MOST_PARAGRAPHS or length > MOST_CHARACTERS:
        what = f"holds an article of {number:,} paragraphs and {length:,} characters"
        mend = f"keep one article, of at most {MOST_PARAGRAPHS:,} and {MOST_CHARACTERS:,}"
        raise UserError(Problem(cleaned.capture.path, None, None, what, mend))


def article(name: str, cleaned: Cleaned, actors: Sequence[Actor], tools: Tools) -> Article:
    """Return the finished article: sentences, mentions, statements and silences over the cleaned text.

    `name` is the source's id within its story. Sentences are parsed here, each once. Statements are read
    where there is a parser, and not in a text whose language is known to be another than English. Raises
    UserError where the text is too long for one.
    """
    _see_that_it_is_an_article(cleaned)
    read = reading(cleaned.capture.text)
    blocks = tuple(p.span for p in cleaned.paragraphs if p.kind is not Kind.HEADING)
    here = tuple(map(read.here, blocks))
    # A dateline is no word of anybody's, and a parser takes it for the sentence's subject.
    starts = [describing.behind(read.text, block, tools.describing) for block in here]
    split = [
        _with_dateline(sentences.split(read.text, block, tools.sentences), start)
        for block, start in zip(here, starts, strict=True)
    ]
    spans = [read.covering(block, found) for block, found in zip(blocks, split, strict=True)]
    people = tuple(actors)
    names = mentions.compile_names(people, tools.mentions)
    named = mentions.find(read.text, here, names, tools.mentions)
    finished = Article(
        id=name,
        capture=cleaned.capture,
        sidecar=cleaned.sidecar,
        metadata=cleaned.metadata,
        lines=cleaned.lines,
        paragraphs=cleaned.paragraphs,
        sentences=tuple(Sentence(span) for block in spans for span in block),
        mentions=tuple(map(read.mention, named)),
        statements_read=tools.parser is not None and cleaned.metadata.language in (None, READ_IN),
    )
    if tools.parser is None or not finished.statements_read:
        return finished
    spoken = [
        [Span(min(max(s.start, start), s.end), s.end) for s in block]
        for start, block in zip(starts, split, strict=True)
    ]
    found = tuple(s for block in spoken for s in block if s.start < s.end)
    parses = tools.parser.parse(read.text, found)
    roles = {a.id: tuple(role.title for role in a.roles) for a in people}
    meant = referring.find(read.text, here, found, named, roles, parses, tools.referring)
    everywhere = tuple(sorted((*named, *meant), key=lambda m: m.span))
    said, silent = statements.find(read.text, here, found, everywhere, people, parses, tools.statements)
    finished = replace(
        finished,
        mentions=tuple(map(read.mention, everywhere)),
        statements=tuple(map(read.said, said)),
        silences=tuple(map(read.silent, silent)),
        sentences=tuple(
            _sentence(span, parses.of(words), read)
            for of_block in zip(spans, spoken, strict=True)
            for span, words in zip(*of_block, strict=True)
        ),
    )
    if tools.namer is None:
        return finished
    makers = _makers(cleaned.metadata)
    others = unlisted.find(read.text, found, named, said, makers, parses, tools.namer, tools.unlisted)
    return replace(finished, unlisted=tuple(map(read.unlisted, others)))


def _with_dateline(found: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """Return the sentences of a paragraph with its dateline in the first of them that says something.

    `start` is where the words behind the dateline begin. Full stops within it end no sentence
    ("MANCHESTER, N.H. - The talks …").
    """
    inside = sum(span.end <= start for span in found)
    if not 0 < inside < len(found):
        return found
    return (Span(found[0].start, found[inside].end), *found[inside + 1 :])


def _sentence(span: Span, tree: Tree | None, read: Reading) -> Sentence:
    """Return a sentence of the original with what its parse tells, if it was parsed."""
    return Sentence(span, None if tree is None else read.units(units.of(tree)))


def _makers(data: Metadata) -> tuple[str, ...]:
    """Return the names of those who made an article: its authors and its outlet."""
    outlet = (data.outlet.value,) if data.outlet else ()
    return (*(data.byline.value if data.byline else ()), *outlet)


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
