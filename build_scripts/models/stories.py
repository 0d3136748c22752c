"""Values of a story: its points, timeline and shared wordings; and the publication."""

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
Grade = Literal["conflict", "precision", "telling"]
ValueRelation = Literal["conflict", "precision", "earlier", "spelling", "same"]
EditKind = Literal["confirmed", "joined", "split", "moved", "named", "worded", "typed", "graded", "noted"]
DateBasis = Literal["words", "year", "published", "story", "open"]

# A sentence of a story: the id of its source, and its span in the source's text.
SourceSentence: TypeAlias = tuple[str, Span]
SentencePair: TypeAlias = tuple[SourceSentence, SourceSentence]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words of a cell that express a figure, an attribution, a hedge or a denial.

    `grade` says how much they differ from another cell's, `None` if they don't.
    """

    kind: MarkKind
    span: Span
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class PointCell:
    """One source's sentences about a point: whole sentences, in order, with marked words.

    `differing_words` are shown above the sentences, if the comparison or the editor gives them. `clauses`:
    where a sentence makes several claims, the clause about this point; a sentence without one is about the
    point as a whole. `is_earlier` is true if the source was published before another one and gives a figure,
    a denial or an expectation that the other has overtaken.
    """

    source: str
    spans: tuple[Span, ...]
    marks: tuple[MarkedWords, ...] = ()
    differing_words: Span | None = None
    clauses: tuple[Span, ...] = ()
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """What several cells of a point state of one thing: each source's words, by the source's id.

    `thing` says in the program's words what is stated: what is counted or measured ("people killed",
    "distance from Strelsau", "duration"), or "name". `relation` is "conflict" if two figures cannot both be
    true, "precision" if one is more exact than another, "earlier" if a source that was published later has
    overtaken one, "spelling" for a name in several spellings, else "same". `values` are equal where sources
    state the same in other words ("ten", "10"). `earlier` are the sources whose figure was overtaken.
    """

    thing: str
    relation: ValueRelation
    words: Mapping[str, Span]
    values: Mapping[str, str]
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PointTitle:
    """The program's title of a point: words of one source; an ellipsis joins two spans."""

    source: str
    spans: tuple[Span, ...]

    def join_words(self, text: str) -> str:
        """Return the title's words; `text` is that of its source."""
        return " … ".join(span.extract(text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Point:
    """A claim that the story's articles report, with the sentences of each article about it.

    `label` is the editor's; if it is `None`, `title` is shown: words of a cell, or `None` if the rights of no
    source allow any. The point's id and place are those of `anchor` (a source's id and a span).
    `differs` lists the kinds of differences between cells; `has_copied_wording` is true if two cells have
    nearly the same wording. `grade` says how much the cells differ: they cannot both be true ("conflict"),
    one is more exact ("precision"), they only credit others or sound less sure ("telling"), or not at all.
    `edits` lists the editor's changes to the machine's point: sentences confirmed,
    joined although not linked, split although linked, or moved in or out; the label, the words above cells,
    the kinds of difference, the grade or the note given. It is empty for a point as the machine made it.

    `possible` are cells of other compared sources, with the sentences that may report the point too: they
    don't count as reporting it, and nobody can say that these sources don't report it. `unreviewed` are the
    ids of sources in `possible` whose sentences the machine would have joined to a curated point, and that
    the editor has not read yet. `values` is what several cells state of one thing, in the order in which
    a reader is told.
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
    possible: tuple[PointCell, ...] = ()
    unreviewed: tuple[str, ...] = ()
    grade: Grade | None = None
    values: tuple[ComparedValues, ...] = ()
    title: PointTitle | None = None

    @property
    def differs_in_fact(self) -> bool:
        """Whether the sources differ in what happened, and not only in how they tell it."""
        return self.grade in ("conflict", "precision")

    def get_cell(self, source: str) -> PointCell | None:
        """Return the cell of the source with this id, or None if it has none."""
        return next((c for c in self.cells if c.source == source), None)


@dataclass(frozen=True, slots=True)
class CuratedPoint:
    """An editor's entry about one point of a story, from `story.yml`.

    `id` is an id that the comparison gave, or a new one. `sentences` gives, for each source, the exact
    sentences of the cell; a source mapped to `()` has no cell, and a source that is absent keeps the
    sentences that the comparison linked with the others. `merge` lists ids of other points, an editor's or
    the machine's, whose cells are added and which are removed. `words` are the differing words of a source's
    cell. `differs` replaces the differences found, `grade` their grade. `add` and `remove` give, for each
    source, sentences to add to the cell or remove from it. `split_from` is the id of the point that this one
    is a part of; that point is removed. `apart` gives sentences of several sources of which no two report the
    same.
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
    apart: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A sentence that gives a date, and how the date was resolved.

    `date` is ISO 8601, as precise as known ("2024-11-18", "2024-10"), or `None` if the article does not
    determine it. `explanation` is a phrase for readers ("'Wednesday', read from the date of publication,
    27 November 2024"). `basis` gives the same in one word: "words" (the words alone), "year" (the year comes
    from the date of publication), "published" (all of it does), "story" (the year comes from the story's
    date) or "open" (not resolved).
    """

    source: str
    sentence: Span
    expression: Span
    date: str | None
    explanation: str
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class SharedWording:
    """A run of words that two sources share, too long to be a coincidence.

    `sentences` are the two sources' ids with the sentence that contains the run, in the order of the sources;
    `spans` are the shared words in each, `word_count` of them. `printed_first` is the id of the source that
    was published first, or `None` if unknown. `agencies` are the agencies that each source credits for its
    sentence or, in its byline or dateline, for its text.
    """

    sentences: tuple[SourceSentence, SourceSentence]
    spans: tuple[Span, Span]
    word_count: int
    printed_first: str | None = None
    agencies: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class WithdrawnSource:
    """A source that was taken down on `date` (ISO 8601) and keeps its letter."""

    letter: str
    id: str
    date: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An event that several outlets reported; `letters` maps each source's id to its letter in tables.

    `not_compared` gives, for each source whose sentences were not compared with the others', the reason: the
    English name of its language, "no text", or, if the program failed, "could not be read" or "could not be
    compared". Such a source has no cell unless the editor gives it one.
    `checked_points` are the ids of the points that an editor has checked.
    """

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
    not_compared: Mapping[str, str] = field(default_factory=dict)
    checked_points: frozenset[str] = frozenset()

    def is_found_in_one_only(self, point: Point) -> bool:
        """Return whether a point is in one source only, as far as can be told: no other may report it."""
        return point.coverage == "one" and not point.possible and not self.not_compared

    def get_article(self, source: str) -> Article:
        """Return the article with this id. Raises KeyError if the story has none."""
        for article in self.articles:
            if article.id == source:
                return article
        raise KeyError(source)


@dataclass(frozen=True, slots=True)
class SiteCorrection:
    """A mistake of the publication, corrected on `date` (ISO 8601): the old and the new wording.

    The mistake was about a story or one of its sources, or else on the page at this address of the site,
    where "" is the front page. `written_at` is the entry's line in `corrections.yml`.
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
    """Everything that the site shows: its title, actors, stories and corrections."""

    title: str
    standfirst: str | None
    owner: str | None
    contact: str | None
    corrections_contact: str | None
    actors: tuple[Actor, ...]
    stories: tuple[Story, ...]
    site_corrections: tuple[SiteCorrection, ...] = ()
