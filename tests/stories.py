"""Stories made by hand, for tests of what pages draw from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.models import (
    Article,
    Capture,
    Cell,
    Metadata,
    Paragraph,
    Point,
    Rights,
    Sidecar,
    Span,
    Stated,
    Story,
)
from build_scripts.models.stories import Difference
from build_scripts.publishing.story_view import StoryView


def article(name: str, sentences: Sequence[str], mode: str = "full") -> Article:
    """Return an article whose paragraphs are these sentences."""
    text = "\n\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple(Span(start, start + len(s)) for start, s in zip(starts, sentences, strict=True))
    return Article(
        name,
        Capture(f"sources/talks/{name}.txt", text, "0" * 64, "utf-8"),
        Sidecar(rights=Rights(mode=mode)),
        Metadata(outlet=Stated(f"The {name.title()}", "sidecar")),
        (),
        tuple(Paragraph(span) for span in spans),
        spans,
    )


def span_of(source: Article, words: str) -> Span:
    """Return where the words stand in an article."""
    start = source.text.index(words)
    return Span(start, start + len(words))


def cell(source: Article, *sentences: str, words: str | None = None) -> Cell:
    """Return a source's cell with these sentences."""
    return Cell(
        source.id,
        tuple(span_of(source, sentence) for sentence in sentences),
        words=span_of(source, words) if words is not None else None,
    )


def point(name: str, cells: Sequence[Cell], of: int, differs: tuple[Difference, ...] = ()) -> Point:
    """Return a point that so many sources might report."""
    coverage = "one" if len(cells) == 1 else "all" if len(cells) == of else "some"
    anchor = (cells[0].source, cells[0].spans[0])
    return Point(name, name.replace("-", " "), anchor, coverage, tuple(cells), differs)


def view(articles: Sequence[Article], points: Sequence[Point], letters: Mapping[str, str]) -> StoryView:
    """Return the view of a story."""
    story = Story(
        "talks", "The talks", None, None, None, None, tuple(articles), letters, points=tuple(points)
    )
    return StoryView(story, ())
