"""Stories made by hand, for tests of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_scripts.models import (
    Article,
    Capture,
    MarkedWords,
    Metadata,
    Paragraph,
    Point,
    PointCell,
    Publication,
    Rights,
    Sentence,
    SharedWording,
    Sidecar,
    Span,
    StatedFact,
    Story,
)
from build_scripts.models.stories import DifferenceKind, Grade, MarkKind
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_story


def article(name: str, sentences: Sequence[str], mode: str = "full") -> Article:
    """Return an article whose paragraphs are these sentences."""
    text = "\n\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple(Span(start, start + len(s)) for start, s in zip(starts, sentences, strict=True))
    return Article(
        name,
        Capture(f"sources/talks/{name}.txt", text, "0" * 64, "utf-8"),
        Sidecar(rights=Rights(mode=mode)),
        Metadata(outlet=StatedFact(f"The {name.title()}", "sidecar")),
        (),
        tuple(Paragraph(span) for span in spans),
        tuple(map(Sentence, spans)),
    )


def span_of(source: Article, words: str) -> Span:
    """Return the span of words in an article."""
    start = source.text.index(words)
    return Span(start, start + len(words))


def cell(
    source: Article,
    *sentences: str,
    words: str | None = None,
    marks: Mapping[str, MarkKind] | None = None,
    parts: Sequence[str] = (),
) -> PointCell:
    """Return a source's cell with these sentences and the marks, clauses and differing words in them."""
    return PointCell(
        source.id,
        tuple(span_of(source, sentence) for sentence in sentences),
        tuple(MarkedWords(kind, span_of(source, marked)) for marked, kind in (marks or {}).items()),
        differing_words=span_of(source, words) if words is not None else None,
        clauses=tuple(span_of(source, part) for part in parts),
    )


def sharing(
    one: Article,
    other: Article,
    words: str,
    *,
    earlier: str | None = None,
    agencies: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
) -> SharedWording:
    """Return a run of words that both articles have."""
    runs = span_of(one, words), span_of(other, words)
    first, second = (
        next(s for s in a.sentence_spans if s.covers(run)) for a, run in zip((one, other), runs, strict=True)
    )
    sentences = (one.id, first), (other.id, second)
    return SharedWording(sentences, runs, len(words.split()), earlier, agencies)


def point(
    name: str,
    cells: Sequence[PointCell],
    of: int,
    differs: tuple[DifferenceKind, ...] = (),
    *,
    possible: Sequence[PointCell] = (),
    unreviewed: Sequence[str] = (),
    grade: Grade | None = None,
) -> Point:
    """Return a point of a story of `of` sources that were compared; figures and denials are conflicts."""
    in_fact: Grade | None = "telling" if differs else None
    if {"figures", "denial"} & set(differs):
        in_fact = "conflict"
    coverage = "one" if len(cells) == 1 else "all" if len(cells) == of else "some"
    anchor = (cells[0].source, cells[0].spans[0])
    return Point(
        name,
        name.replace("-", " "),
        anchor,
        coverage,
        tuple(cells),
        differs,
        possible=tuple(possible),
        unreviewed=tuple(unreviewed),
        grade=grade or in_fact,
    )


def story(
    articles: Sequence[Article],
    points: Sequence[Point],
    letters: Mapping[str, str],
    shared: Sequence[SharedWording] = (),
    not_compared: Mapping[str, str] | None = None,
) -> Story:
    """Return a story of these articles."""
    about = ("talks", "The talks", None, None, None, None)
    return Story(
        *about,
        tuple(articles),
        letters,
        points=tuple(points),
        shared_wordings=tuple(shared),
        not_compared=not_compared or {},
    )


def view(
    articles: Sequence[Article],
    points: Sequence[Point],
    letters: Mapping[str, str],
    shared: Sequence[SharedWording] = (),
) -> StoryView:
    """Return the view of a story."""
    return StoryView(redact_story(story(articles, points, letters, shared)), ())


def pages(of: Story) -> Mapping[str, bytes]:
    """Return all files of a publication of one story, by path."""
    publication = Publication("The Reader", None, None, None, None, (), (of,))
    return generate_site_files(publication, SiteSettings("https://reader.example.org/"))


def read_pages(of: Story) -> dict[str, str]:
    """Return the text of all files of a publication of one story but its picture, by path."""
    return {path: data.decode() for path, data in pages(of).items() if not path.endswith(".png")}
