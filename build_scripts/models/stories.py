"""What is known of a story: its articles, the points they report, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from build_scripts.models.articles import Article
from build_scripts.models.proposals import ActorProposal
from build_scripts.models.sources import Actor
from build_scripts.models.spans import Span

MarkKind = Literal["figure", "attribution", "hedge", "denial"]
Coverage = Literal["all", "some", "one"]
DifferenceKind = Literal["figures", "attribution", "hedge", "denial"]
EditKind = Literal["confirmed", "joined", "split", "moved", "named", "worded", "typed", "noted"]
DateBasis = Literal["words", "year", "published", "story", "open"]

# A sentence of a story: the id of its source, and its span in the source's text.
SourceSentence: TypeAlias = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words inside a cell that carry a figure, an attribution, a hedge or a denial."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class PointCell:
    """What one source says on a point: whole sentences, in order, with what is marked in them.

    `differing_words` stand above the sentence, if the comparison or the editor
    names them. `clauses` are, of sentences that carry several claims, the clauses that report this point;
    a sentence without one reports it as a whole.
    """

    source: str
    spans: tuple[Span, ...]
    marks: tuple[MarkedWords, ...] = ()
    differing_words: Span | None = None
    clauses: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the story's articles report, with each article's own sentences for it.

    `label` is the editor's, or `None`: then the words of `anchor` (a source's id and a span) stand for it.
    `differs` lists how the cells differ; `has_copied_wording` is true where two of them share nearly the same
    wording. `edits` tell what the editor did to what the machine found: confirmed its sentences, joined ones
    that it doesn't link, split it from ones that it links, moved a sentence in or out; gave the label, the
    words above cells, the kinds of difference or the note. A point as the machine made it has none.
    """

    id: str
    label: str | None
    anchor: SourceSentence
    coverage: Coverage
    cells: tuple[PointCell, ...]
    differs: tuple[DifferenceKind, ...] = ()
    has_copied_wording: bool = False
    note: str | None = None
    edits: tuple[EditKind, ...] = ()

    def get_cell(self, source: str) -> PointCell | None:
        """Return what the source with this id says on the point, or None."""
        return next((c for c in self.cells if c.source == source), None)


@dataclass(frozen=True, slots=True)
class CuratedPoint:
    """An editor's word on one point of a story, from `story.yml`.

    `id` is either an id that the comparison gave, or a new one. `sentences` gives, for each source,
    the exact sentences of the cell; a source mapped to `()` has no cell, and one that isn't there takes
    what the comparison linked with the others. `merge` takes in the cells of other points, an editor's or
    found ones, which then vanish. `words` are the differing words of a source's cell. `differs` replaces
    the differences found. `add` and `remove` give, for each source, sentences that come into the cell or go
    out of it, whether it is listed or linked. `split_from` is the id of a point of which this one is a part:
    that point vanishes.
    """

    id: str
    label: str | None = None
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    merge: tuple[str, ...] = ()
    words: Mapping[str, Span] = field(default_factory=dict)
    differs: tuple[DifferenceKind, ...] | None = None
    hide: bool = False
    note: str | None = None
    add: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    remove: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    split_from: str | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A sentence that gives a date, and how the date was read.

    `date` is ISO 8601 as precise as it is known ("2024-11-18", "2024-10"), `None` where the article
    does not let it be known. `explanation` tells a reader how ("'Wednesday', read from the date of
    publication, 27 November 2024"), or why not. `basis` says the same in one word: the words
    themselves, their year or all of it from the date of publication, or their year from the story's date.
    """

    source: str
    sentence: Span
    expression: Span
    date: str | None
    explanation: str
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class SharedWording:
    """A run of words that two sources have in common, too long to have been written twice.

    `sentences` are the two sources' ids with the sentence that holds the run, in the order of the sources;
    `spans` are the words in each, `word_count` of them. `printed_first` is the id of the source that printed
    first, `None` where the times don't tell. `agencies` are those that each of the two credits for its
    sentence or, in its byline or dateline, for its text.
    """

    sentences: tuple[SourceSentence, SourceSentence]
    spans: tuple[Span, Span]
    word_count: int
    printed_first: str | None = None
    agencies: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class WithdrawnSource:
    """A source that was taken down on a day (ISO 8601), and keeps its letter."""

    letter: str
    id: str
    date: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One event that several outlets reported; `letters` gives each source's letter for tables."""

    id: str
    title: str
    standfirst: str | None
    date: str | None
    place: str | None
    timezone: str | None
    articles: tuple[Article, ...]
    letters: Mapping[str, str]
    also_named: tuple[Actor, ...] = ()
    points: tuple[Point, ...] = ()
    timeline: tuple[DatedFact, ...] = ()
    withdrawn: tuple[WithdrawnSource, ...] = ()
    proposals: tuple[ActorProposal, ...] = ()
    shared_wordings: tuple[SharedWording, ...] = ()

    def get_article(self, source: str) -> Article:
        """Return the article with this id; KeyError if the story has none."""
        for article in self.articles:
            if article.id == source:
                return article
        raise KeyError(source)


@dataclass(frozen=True, slots=True)
class SiteCorrection:
    """What the publication itself had wrong until a day (ISO 8601), and what it says now.

    It was wrong about a story or one of its sources, or else on the page at this address of the site, where
    "" is the front page. `written_at` is the entry's line in `corrections.yml`.
    """

    date: str
    was: str
    now: str
    story: str | None = None
    source: str | None = None
    page: str | None = None
    change: str | None = None
    written_at: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the site shows."""

    title: str
    standfirst: str | None
    owner: str | None
    contact: str | None
    corrections_contact: str | None
    actors: tuple[Actor, ...]
    stories: tuple[Story, ...]
    site_corrections: tuple[SiteCorrection, ...] = ()
