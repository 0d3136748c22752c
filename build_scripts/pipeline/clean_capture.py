"""Clean one capture: label its lines, extract its paragraphs, and find its metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from build_scripts.captures.decode import decode_capture_with_warnings, get_capture_format
from build_scripts.captures.html import parse_html_capture
from build_scripts.captures.markdown import label_markdown_lines, parse_markdown_capture
from build_scripts.cleaning.clean import extract_article_paragraphs, label_capture_lines, label_lines_as_body
from build_scripts.cleaning.overrides import apply_overrides
from build_scripts.metadata.describe import extract_text_metadata
from build_scripts.metadata.headline_label import relabel_headline
from build_scripts.models import (
    AgencyCredit,
    Capture,
    Line,
    LineKind,
    Metadata,
    Paragraph,
    Sidecar,
    StatedFact,
)
from build_scripts.models.problems import Problem
from build_scripts.pipeline.article_tools import ArticleTools
from build_scripts.source_files.yaml.value_formats import is_valid_web_address
from build_scripts.text.normalize import normalize_blanks

T = TypeVar("T")
KINDS_FOUND_BY_SHAPE = (LineKind.BYLINE, LineKind.PUBLISHED)


@dataclass(frozen=True, slots=True)
class CleanedCapture:
    """A capture after the stages that need no actors: with labelled lines, paragraphs and metadata.

    `sidecar` is the editor's; if it has no address, it has the one that a saved page states. `problems` are
    warnings about anything that was guessed or left out in order to decode the capture.
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
    """Return a cleaned capture with its metadata; with `plain` the whole file is body text.

    Raises UserError if the bytes are not text.
    """
    capture_format = "text" if plain else get_capture_format(path)
    if capture_format == "page":
        return _clean_saved_page(data, path, sidecar, tools)
    decoded, problems = decode_capture_with_warnings(data, path)
    if capture_format == "markdown":
        return _clean_markdown(decoded, problems, sidecar, tools)
    text = decoded.text
    if plain:
        lines = label_lines_as_body(text)
    else:
        lines = apply_overrides(
            label_capture_lines(normalize_blanks(text), tools.cleaning_words), text, sidecar
        )
    paragraphs = extract_article_paragraphs(text, lines)
    stated = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    lines = relabel_headline(text, lines, stated.headline)
    return CleanedCapture(decoded, sidecar, lines, paragraphs, apply_sidecar(stated, sidecar), problems)


def _clean_markdown(
    decoded: Capture, problems: tuple[Problem, ...], sidecar: Sidecar, tools: ArticleTools
) -> CleanedCapture:
    """Return a Markdown capture, cleaned."""
    note = parse_markdown_capture(decoded)
    text = note.capture.text
    cleaned = label_capture_lines(normalize_blanks(text), tools.cleaning_words)
    lines = apply_overrides(label_markdown_lines(note, cleaned), text, sidecar)
    paragraphs = extract_article_paragraphs(text, lines)
    from_text = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    return _add_markup_metadata(
        CleanedCapture(note.capture, sidecar, lines, paragraphs, from_text, problems),
        note.metadata,
        note.source_url,
    )


def _clean_saved_page(data: bytes, path: str, sidecar: Sidecar, tools: ArticleTools) -> CleanedCapture:
    """Return the capture of a saved page, cleaned."""
    page = parse_html_capture(data, path)
    text = page.capture.text
    # The markup of a byline and a date is seldom different from that of a paragraph; their shape is.
    by_shape = label_capture_lines(normalize_blanks(text), tools.cleaning_words)
    labelled = tuple(
        shape if shape.kind in KINDS_FOUND_BY_SHAPE and line.kind is LineKind.BODY else line
        for line, shape in zip(page.lines, by_shape, strict=True)
    )
    lines = apply_overrides(labelled, text, sidecar)
    paragraphs = extract_article_paragraphs(text, lines)
    from_text = extract_text_metadata(text, lines, paragraphs, tools.metadata_words)
    return _add_markup_metadata(
        CleanedCapture(page.capture, sidecar, lines, paragraphs, from_text, page.problems),
        page.metadata,
        page.source_url,
    )


def _add_markup_metadata(cleaned: CleanedCapture, markup: Metadata, source_url: str | None) -> CleanedCapture:
    """Return a capture whose metadata prefers the sidecar, then the markup, then the text."""
    text, sidecar = cleaned.metadata, cleaned.sidecar
    # If the text gives only the date of the last change, both dates stay that one, unless the markup has a
    # date of publication.
    has_one_date = text.is_dated_by_last_change and markup.published is None
    stated = replace(
        text,
        headline=_prefer_markup(markup.headline, text.headline),
        byline=_prefer_markup(markup.byline, text.byline),
        published=_prefer_markup(markup.published, text.published),
        outlet=_prefer_markup(markup.outlet, text.outlet),
        updated=text.updated if has_one_date else _prefer_markup(markup.updated, text.updated),
    )
    if markup.published is not None and stated.is_dated_by_last_change:
        # The text gives this date as that of the last change only; the markup also as that of publication.
        stated = replace(stated, published=StatedFact(markup.published.value, "markup"))
    if sidecar.source_url is None and source_url and is_valid_web_address(source_url):
        sidecar = replace(sidecar, source_url=source_url)
    return replace(cleaned, sidecar=sidecar, metadata=apply_sidecar(stated, sidecar))


def _prefer_markup(markup: StatedFact[T] | None, text: StatedFact[T] | None) -> StatedFact[T] | None:
    """Return the markup's fact, or the text's, which has a span, if the two agree or the markup has none."""
    if markup is None or (text is not None and text.value == markup.value and markup.evidence == "markup"):
        return text
    return markup


def apply_sidecar(stated: Metadata, sidecar: Sidecar) -> Metadata:
    """Return the metadata with the sidecar's values in place of the capture's."""

    def override(value: str | None, otherwise: StatedFact[str] | None) -> StatedFact[str] | None:
        return otherwise if value is None else StatedFact(value, "sidecar")

    agencies = stated.agencies
    if sidecar.agencies is not None:
        agencies = tuple(AgencyCredit(name, "text", "sidecar") for name in sidecar.agencies)
    return replace(
        stated,
        headline=override(sidecar.headline, stated.headline),
        byline=stated.byline if sidecar.byline is None else StatedFact(sidecar.byline, "sidecar"),
        published=override(sidecar.published, stated.published),
        outlet=override(sidecar.outlet, stated.outlet),
        agencies=agencies,
        language=sidecar.language or stated.language,
    )
