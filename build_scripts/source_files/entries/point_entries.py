"""Compose entries for `points:` of a `story.yml` from the machine's points, for an editor to confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from build_scripts.models import Article, Point, PointCell
from build_scripts.source_files.entries.edit_story_list import format_yaml_flow, format_yaml_scalar
from build_scripts.source_files.quoted_passages import find_identifying_words
from build_scripts.source_files.reviewed_yaml import format_source_reference
from build_scripts.text.hidden_characters import find_forbidden_character
from build_scripts.text.normalize import remove_hidden_characters

# Characters of a proposed label; an entry may have twice as many.
MAX_LABEL_LENGTH = 100

NO_POINTS_COMMENT = "# Every point that several sources report is in the story's `points:`."
CONFIDENT_POINTS_COMMENT = (
    "# Points that several sources report: paste them under `points:`, and change them as you like."
)
REVIEWED_COMMENT = (
    "# Once you have read these sources, write this beside `points:`; those of others are then only possible."
)
POSSIBLE_POINTS_COMMENT = "# Possible points, which the site does not show. Uncomment those that are right."


def compose_point_entries(
    points: Iterable[Point],
    possible: Iterable[Point],
    articles: Sequence[Article],
    curated: Collection[str],
    *,
    proposes_reviewed: bool = False,
) -> str:
    """Return the YAML of an entry for each point that several sources report and that has no entry.

    `points` are made of confident links; those of `possible` that join other sentences follow as comments.
    `curated` are the ids that have entries. A pasted entry keeps its point as it is now, even if later links
    differ: its sentences are quoted by their first words. If no words identify a source's sentence, that
    source is left to the machine. With `proposes_reviewed`, a comment lists the sources for `reviewed:`.
    """
    articles_by_id = {article.id: article for article in articles}
    confident = [point for point in points if len(point.cells) > 1]
    new = [point for point in confident if point.id not in curated]
    other = [
        point
        for point in _points_with_other_sentences(possible, confident)
        if len(point.cells) > 1 and point.id not in curated
    ]
    if not new and not other:
        return f"{NO_POINTS_COMMENT}\n"
    lines = [CONFIDENT_POINTS_COMMENT] if new else []
    if proposes_reviewed:
        references = (format_source_reference(a.id, a.capture.sha256) for a in articles)
        lines += (REVIEWED_COMMENT, f"# reviewed: [{', '.join(references)}]")
    for point in new:
        lines += _entry_lines(point, articles_by_id)
    if other:
        lines.append(POSSIBLE_POINTS_COMMENT)
        lines += (f"# {line}" for point in other for line in _entry_lines(point, articles_by_id))
    return "".join(f"{line}\n" for line in lines)


def _points_with_other_sentences(points: Iterable[Point], known: Iterable[Point]) -> Iterator[Point]:
    """Yield the points whose sentences are not all in one of the known points."""
    known_sentences = [_sentences(point) for point in known]
    for point in points:
        if not any(_sentences(point) <= sentences for sentences in known_sentences):
            yield point


def _sentences(point: Point) -> frozenset[tuple[str, int, int]]:
    return frozenset((cell.source, *span) for cell in point.cells for span in cell.spans)


def _entry_lines(point: Point, articles: dict[str, Article]) -> Iterator[str]:
    """Yield the lines of the YAML entry of a point."""
    yield f"- id: {point.id}"
    label = _label(point, articles)
    if label:
        yield f"  # label: {format_yaml_scalar(label)}"
    if point.differs:
        yield f"  # differs: [{', '.join(point.differs)}]"
    passages = [(cell.source, _identifying_words(cell, articles[cell.source])) for cell in point.cells]
    if any(words for _, words in passages):
        yield "  sentences:"
    for source, words in passages:
        if words:
            yield f"    {format_yaml_scalar(source)}: {format_yaml_flow(words)}"
        else:
            yield f"    # {format_yaml_scalar(source)}: no words identify its sentence"


def _identifying_words(cell: PointCell, article: Article) -> list[str]:
    """Return words that identify each of a cell's sentences, or [] if one of them has none."""
    words = [find_identifying_words(article, span) for span in cell.spans]
    return [passage for passage in words if passage] if all(words) else []


def _label(point: Point, articles: dict[str, Article]) -> str | None:
    """Return the words of the point's title as a label; None if there are none that YAML may hold."""
    if point.title is None:
        return None
    text = articles[point.title.source].text
    words = " ".join(remove_hidden_characters(point.title.join_words(text)).split())
    return words if words and find_forbidden_character(words) is None else None
