"""Write entries for `points:` of a `story.yml`: what the machine found, for an editor to confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import yaml

from build_scripts.models import Article, Point, PointCell
from build_scripts.source_files.entries.edit_story_list import format_yaml_scalar
from build_scripts.source_files.quoted_passages import find_identifying_words
from build_scripts.text.hidden_characters import find_forbidden_character
from build_scripts.text.normalize import remove_hidden_characters

# Characters of a label that is proposed; an entry takes twice as many.
MAX_LABEL_LENGTH = 100

NO_POINTS_COMMENT = "# Every point that several sources report is in the story's `points:`."
CONFIDENT_POINTS_COMMENT = "# What several sources report, to paste under `points:` and to change at will."
POSSIBLE_POINTS_COMMENT = "# Worth a look: links that no reader is shown. Uncomment what is right."


def compose_point_entries(
    points: Iterable[Point],
    possible: Iterable[Point],
    articles: Sequence[Article],
    curated: Collection[str],
) -> str:
    """Return the YAML of an entry for each point that several sources report and no entry is about.

    `points` rest on confident links; those of `possible` that join other sentences follow as comments.
    `curated` are the ids that entries have. An entry that is pasted holds its point as it is now, whatever
    later links are worth: its sentences are named by their first words. A source's sentences that no words
    tell from others there are left to the machine.
    """
    by_id = {article.id: article for article in articles}
    found = [point for point in points if len(point.cells) > 1]
    known = [_sentences(point) for point in found]
    new = [point for point in found if point.id not in curated]
    other = [
        point
        for point in possible
        if len(point.cells) > 1
        and point.id not in curated
        and not any(_sentences(point) <= sentences for sentences in known)
    ]
    if not new and not other:
        return f"{NO_POINTS_COMMENT}\n"
    lines = [CONFIDENT_POINTS_COMMENT] if new else []
    for point in new:
        lines += _entry(point, by_id)
    if other:
        lines.append(POSSIBLE_POINTS_COMMENT)
        lines += (f"# {line}" for point in other for line in _entry(point, by_id))
    return "".join(f"{line}\n" for line in lines)


def _sentences(point: Point) -> frozenset[tuple[str, int, int]]:
    return frozenset((cell.source, *span) for cell in point.cells for span in cell.spans)


def _entry(point: Point, articles: dict[str, Article]) -> Iterator[str]:
    yield f"- id: {point.id}"
    label = _label(point, articles)
    if label:
        yield f"  # label: {format_yaml_scalar(label)}"
    if point.differs:
        yield f"  # differs: [{', '.join(point.differs)}]"
    named = [(cell, _named(cell, articles[cell.source])) for cell in point.cells]
    if any(words for _, words in named):
        yield "  sentences:"
    for cell, words in named:
        if words:
            yield f"    {format_yaml_scalar(cell.source)}: {_list(words)}"
        else:
            source = format_yaml_scalar(cell.source)
            yield f"    # {source}: nothing but these words tells its sentence from another one"


def _named(cell: PointCell, article: Article) -> list[str]:
    """Return words for each of a cell's sentences, none if any has none of its own."""
    words = [find_identifying_words(article, span) for span in cell.spans]
    return [each for each in words if each] if all(words) else []


def _list(words: list[str]) -> str:
    """Return texts as a YAML list on one line."""
    flow = yaml.safe_dump(words, allow_unicode=True, default_flow_style=True, width=float("inf"))
    return str(flow).strip()


def _label(point: Point, articles: dict[str, Article]) -> str | None:
    """Return the sources' own words for a point: its shortest clause or sentence, cut after a whole word."""
    every = [
        " ".join(remove_hidden_characters(span.extract(articles[cell.source].text)).split())
        for cell in point.cells
        for span in (cell.clauses or cell.spans)
    ]
    usable = [words for words in every if words and find_forbidden_character(words) is None]
    if not usable:
        return None
    shortest = min(usable, key=len)
    if len(shortest) <= MAX_LABEL_LENGTH:
        return shortest.rstrip(".")
    return (
        shortest[: shortest.rfind(" ", 1, MAX_LABEL_LENGTH + 1)]
        if " " in shortest[:MAX_LABEL_LENGTH]
        else None
    )
