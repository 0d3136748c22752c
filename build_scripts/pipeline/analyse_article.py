"""One article through every stage that looks at it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from build_scripts.captures import decode as capture
from build_scripts.captures.html import parse_html_capture
from build_scripts.captures.markdown import label_markdown_lines, parse_markdown_capture
from build_scripts.cleaning.clean import extract_article_paragraphs, label_capture_lines, label_lines_as_body
from build_scripts.cleaning.overrides import apply_overrides
from build_scripts.cleaning.word_lists import CleaningWords, load_cleaning_words
from build_scripts.metadata.dateline import find_offset_after_dateline
from build_scripts.metadata.describe import extract_text_metadata
from build_scripts.metadata.headline_label import relabel_headline
from build_scripts.metadata.word_lists import MetadataWords, load_metadata_words
from build_scripts.models import (
    Actor,
    AgencyCredit,
    Article,
    Capture,
    Line,
    LineKind,
    Metadata,
    Paragraph,
    Sentence,
    Sidecar,
    Span,
    StatedFact,
)
from build_scripts.models.problems import Problem, UserError
from build_scripts.people.coreference import find_coreferences
from build_scripts.people.mentions import find_mentions
from build_scripts.people.name_forms import NameWords, build_name_index, load_name_words
from build_scripts.people.named_persons import PersonWords, load_person_words
from build_scripts.people.not_followed.find_names import find_unlisted_names
from build_scripts.people.not_followed.word_lists import UnlistedNameWords, load_unlisted_name_words
from build_scripts.source_files.yaml.value_formats import is_valid_web_address
from build_scripts.statements.cue_words import CueWords, load_cue_words
from build_scripts.statements.find_statements import find_statements
from build_scripts.text.normalize import NormalizedText, normalize_blanks, normalize_text
from build_scripts.text.parser import EntityRecognizer, Parser, ParseTree, load_entity_recognizer, load_parser
from build_scripts.text.sentence_features import extract_sentence_features
from build_scripts.text.sentences import Abbreviations, load_abbreviations, split_sentences

T = TypeVar("T")
KINDS_TOLD_BY_SHAPE = (LineKind.BYLINE, LineKind.PUBLISHED)
MAX_ARTICLE_PARAGRAPHS, MAX_ARTICLE_CHARACTERS = 5_000, 1_200_000  # of an article
STATEMENT_LANGUAGE = "en"  # the language that statements are read in


@dataclass(frozen=True, slots=True)
class ArticleTools:
    """What the stages know, loaded once: each stage is handed its own part."""

    cleaning_words: CleaningWords
    metadata_words: MetadataWords
    abbreviations: Abbreviations
    name_titles: NameWords
    pronoun_words: PersonWords
    cues: CueWords
    not_followed_words: UnlistedNameWords
    parser: Parser | None
    namer: EntityRecognizer | None


def load_article_tools(*, parsing: bool = True, naming: bool = False) -> ArticleTools:
    """Load the data and, for statements, the parser. Raises UserError where no model is installed."""
    return ArticleTools(
        load_cleaning_words(),
        load_metadata_words(),
        load_abbreviations(),
        load_name_words(),
        load_person_words(),
        load_cue_words(),
        load_unlisted_name_words(),
        load_parser() if parsing else None,
        load_entity_recognizer() if naming else None,
    )


@dataclass(frozen=True, slots=True)
class CleanedCapture:
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


def clean_capture(
    data: bytes, path: str, sidecar: Sidecar, tools: ArticleTools, *, plain: bool = False
) -> CleanedCapture:
    """Return a capture cleaned and described; with `plain` the whole file is body text.

    Raises UserError if the bytes are no text.
    """
    form = "text" if plain else capture.get_capture_format(path)
    if form == "page":
        return _saved_page(data, path, sidecar, tools)
    taken, problems = capture.decode_capture_with_warnings(data, path)
    if form == "markdown":
        return _markdown(taken, problems, sidecar, tools)
    text = taken.text
    if plain:
        lines = label_lines_as_body(text)
    else:
        lines = apply_overrides(
            label_capture_lines(normalize_blanks(text), tools.cleaning_words), text, sidecar
        )
    paragraphs = extract_article_paragraphs(text, lines)
    stated = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    lines = relabel_headline(text, lines, stated.headline)
    return CleanedCapture(taken, sidecar, lines, paragraphs, apply_sidecar(stated, sidecar), problems)


def _markdown(
    taken: Capture, problems: tuple[Problem, ...], sidecar: Sidecar, tools: ArticleTools
) -> CleanedCapture:
    note = parse_markdown_capture(taken)
    text = note.capture.text
    cleaned = label_capture_lines(normalize_blanks(text), tools.cleaning_words)
    lines = apply_overrides(label_markdown_lines(note, cleaned), text, sidecar)
    paragraphs = extract_article_paragraphs(text, lines)
    read = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    return _with_markup(
        CleanedCapture(note.capture, sidecar, lines, paragraphs, read, problems),
        note.metadata,
        note.source_url,
    )


def _saved_page(data: bytes, path: str, sidecar: Sidecar, tools: ArticleTools) -> CleanedCapture:
    page = parse_html_capture(data, path)
    text = page.capture.text
    # A page's markup seldom tells its byline and its date from its paragraphs; their shape does.
    shaped = label_capture_lines(normalize_blanks(text), tools.cleaning_words)
    told = tuple(
        shape if shape.kind in KINDS_TOLD_BY_SHAPE and line.kind is LineKind.BODY else line
        for line, shape in zip(page.lines, shaped, strict=True)
    )
    lines = apply_overrides(told, text, sidecar)
    paragraphs = extract_article_paragraphs(text, lines)
    read = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    return _with_markup(
        CleanedCapture(page.capture, sidecar, lines, paragraphs, read, page.problems),
        page.metadata,
        page.source_url,
    )


def _with_markup(cleaned: CleanedCapture, marked: Metadata, source_url: str | None) -> CleanedCapture:
    """Put what markup states before what the words were read as, and the editor's word before both."""
    read, sidecar = cleaned.metadata, cleaned.sidecar
    # Words that date the change alone stay the one date of both, unless the markup dates the publication.
    alone = read.is_dated_by_last_change and marked.published is None
    stated = replace(
        read,
        headline=_agreed(marked.headline, read.headline),
        byline=_agreed(marked.byline, read.byline),
        published=_agreed(marked.published, read.published),
        outlet=_agreed(marked.outlet, read.outlet),
        updated=read.updated if alone else _agreed(marked.updated, read.updated),
    )
    if marked.published is not None and stated.is_dated_by_last_change:
        # The words give the date of the change only, but the markup has it as that of publication, too.
        stated = replace(stated, published=StatedFact(marked.published.value, "markup"))
    if sidecar.source_url is None and source_url and is_valid_web_address(source_url):
        sidecar = replace(sidecar, source_url=source_url)
    return replace(cleaned, sidecar=sidecar, metadata=apply_sidecar(stated, sidecar))


def _agreed(marked: StatedFact[T] | None, read: StatedFact[T] | None) -> StatedFact[T] | None:
    """Return what the markup states; where the words say the same, with their span."""
    if marked is None or (read is not None and read.value == marked.value and marked.evidence == "markup"):
        return read
    return marked


def _see_that_it_is_an_article(cleaned: CleanedCapture) -> None:
    """Raise UserError for more text than anybody writes in one article, which would take minutes to read."""
    number = len(cleaned.paragraphs)
    length = sum(paragraph.span.end - paragraph.span.start for paragraph in cleaned.paragraphs)
    if number > MAX_ARTICLE_PARAGRAPHS or length > MAX_ARTICLE_CHARACTERS:
        what = f"holds an article of {number:,} paragraphs and {length:,} characters"
        mend = f"keep one article, of at most {MAX_ARTICLE_PARAGRAPHS:,} and {MAX_ARTICLE_CHARACTERS:,}"
        raise UserError(Problem(cleaned.capture.path, None, None, what, mend))


def analyse_article(
    name: str, cleaned: CleanedCapture, actors: Sequence[Actor], tools: ArticleTools
) -> Article:
    """Return the finished article: sentences, mentions, statements and silences over the cleaned text.

    `name` is the source's id within its story. Sentences are parsed here, each once. Statements are read
    where there is a parser, and not in a text whose language is known to be another than English. Raises
    UserError where the text is too long for one.
    """
    _see_that_it_is_an_article(cleaned)
    read = normalize_text(cleaned.capture.text)
    blocks = tuple(p.span for p in cleaned.paragraphs if p.kind is not LineKind.HEADING)
    here = tuple(map(read.to_normalized, blocks))
    # A dateline is no word of anybody's, and a parser takes it for the sentence's subject.
    starts = [find_offset_after_dateline(read.text, block, tools.metadata_words) for block in here]
    split = [
        _with_dateline(split_sentences(read.text, block, tools.abbreviations), start)
        for block, start in zip(here, starts, strict=True)
    ]
    spans = [read.sentences_to_original(block, found) for block, found in zip(blocks, split, strict=True)]
    people = tuple(actors)
    names = build_name_index(people, tools.name_titles)
    named = find_mentions(read.text, here, names, tools.name_titles)
    finished = Article(
        id=name,
        capture=cleaned.capture,
        sidecar=cleaned.sidecar,
        metadata=cleaned.metadata,
        lines=cleaned.lines,
        paragraphs=cleaned.paragraphs,
        sentences=tuple(Sentence(span) for block in spans for span in block),
        mentions=tuple(map(read.mention_to_original, named)),
        statements_read=tools.parser is not None and cleaned.metadata.language in (None, STATEMENT_LANGUAGE),
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
    meant = find_coreferences(read.text, here, found, named, roles, parses, tools.pronoun_words)
    everywhere = tuple(sorted((*named, *meant), key=lambda m: m.span))
    said, silent = find_statements(read.text, here, found, everywhere, people, parses, tools.cues)
    finished = replace(
        finished,
        mentions=tuple(map(read.mention_to_original, everywhere)),
        statements=tuple(map(read.statement_to_original, said)),
        silences=tuple(map(read.silence_to_original, silent)),
        sentences=tuple(
            _sentence(span, parses.find_tree(words), read)
            for of_block in zip(spans, spoken, strict=True)
            for span, words in zip(*of_block, strict=True)
        ),
    )
    if tools.namer is None:
        return finished
    makers = _makers(cleaned.metadata)
    others = find_unlisted_names(
        read.text, found, named, said, makers, parses, tools.namer, tools.not_followed_words
    )
    return replace(finished, unlisted_names=tuple(map(read.unlisted_to_original, others)))


def _with_dateline(found: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """Return the sentences of a paragraph with its dateline in the first of them that says something.

    `start` is where the words behind the dateline begin. Full stops within it end no sentence
    ("MANCHESTER, N.H. - The talks …").
    """
    inside = sum(span.end <= start for span in found)
    if not 0 < inside < len(found):
        return found
    return (Span(found[0].start, found[inside].end), *found[inside + 1 :])


def _sentence(span: Span, tree: ParseTree | None, read: NormalizedText) -> Sentence:
    """Return a sentence of the original with what its parse tells, if it was parsed."""
    return Sentence(
        span, None if tree is None else read.features_to_original(extract_sentence_features(tree))
    )


def _makers(data: Metadata) -> tuple[str, ...]:
    """Return the names of those who made an article: its authors and its outlet."""
    outlet = (data.outlet.value,) if data.outlet else ()
    return (*(data.byline.value if data.byline else ()), *outlet)


def apply_sidecar(stated: Metadata, sidecar: Sidecar) -> Metadata:
    """Return the metadata with what the sidecar gives in place of what the capture says."""

    def given(value: str | None, otherwise: StatedFact[str] | None) -> StatedFact[str] | None:
        return otherwise if value is None else StatedFact(value, "sidecar")

    agencies = stated.agencies
    if sidecar.agencies is not None:
        agencies = tuple(AgencyCredit(name, "text", "sidecar") for name in sidecar.agencies)
    return replace(
        stated,
        headline=given(sidecar.headline, stated.headline),
        byline=stated.byline if sidecar.byline is None else StatedFact(sidecar.byline, "sidecar"),
        published=given(sidecar.published, stated.published),
        outlet=given(sidecar.outlet, stated.outlet),
        agencies=agencies,
        language=sidecar.language or stated.language,
    )
