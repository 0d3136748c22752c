"""The values that flow through the pipeline.

Every stage takes some of these and returns others; none changes one. All offsets are half-open, in
characters of one source's decoded text (`Capture.text`), so that any words the site shows can be cut
from that text and checked against it. What is unknown is `None`, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """Half-open character offsets into one source's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


# --- what is read -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """One raw file as it was captured: `text` is its decoded form, `sha256` that of its bytes."""

    path: str
    text: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's word that a line of the capture is to be kept or cut, checked by how it starts."""

    line: int
    starts: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What the publication may show of a source, who holds the rights, and on what ground."""

    mode: Literal["full", "excerpt", "link"] = "full"
    holder: str | None = None
    licence: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the capture doesn't say or gets wrong; everything is optional."""

    outlet: str | None = None
    source_url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] | None = None
    published: str | None = None
    agencies: tuple[str, ...] | None = None
    language: str | None = None
    captured: str | None = None
    label: str | None = None
    rights: Rights | None = None
    keep: tuple[Correction, ...] = ()
    drop: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A post that an actor holds or held; dates are ISO 8601, as precise as they are known."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person that the publication follows, or (`followed` false) one that a story only lists."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    offices: tuple[str, ...] = ()
    wikidata: str | None = None
    followed: bool = True


# --- clean and describe -------------------------------------------------------------------------


class Kind(StrEnum):
    """What a line of a capture is. Only BODY, HEADING and LIST_ITEM are the article's text."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    CAPTION = "caption"
    CREDIT = "credit"
    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list item"
    TEASER = "teaser"
    RELATED = "related"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    FEED = "feed"
    COMMENT = "comment"
    NAVIGATION = "navigation"
    LEGAL = "legal"
    BIOGRAPHY = "biography"
    ADVERTISEMENT = "advertisement"
    BOILERPLATE = "boilerplate"
    BLANK = "blank"


TEXT_KINDS = frozenset({Kind.BODY, Kind.HEADING, Kind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the capture without its line end, what it is, and the rule that decided.

    `number` counts from 1. `rule` is a short plain phrase for readers ("ends with a credit in
    brackets"). The lines of a text, in order and with one newline between them, are the text.
    """

    number: int
    span: Span
    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A fact and where it comes from: words of the capture, the markup of a saved page, or the sidecar."""

    value: T
    evidence: Span | Literal["markup", "sidecar"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency that the article credits, as what, and where it does so first."""

    name: str
    role: Literal["photograph", "text"]
    evidence: Span | Literal["sidecar"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about itself; `None` or `()` where nobody states it.

    `published` is ISO 8601 as far as it is stated ("2024-11-27T19:33"; no zone is invented).
    `language` is a BCP 47 primary tag that was detected, or the sidecar's word.
    """

    headline: Stated[str] | None = None
    byline: Stated[tuple[str, ...]] | None = None
    published: Stated[str] | None = None
    outlet: Stated[str] | None = None
    agencies: tuple[Agency, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article's own text: a BODY, HEADING or LIST_ITEM line."""

    span: Span
    kind: Kind = Kind.BODY


# --- mentions and statements --------------------------------------------------------------------

Via = Literal["name", "alias", "surname", "title", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an actor is named or meant.

    `span` is the name alone; `form` the name with the title that stands before it. `actor` is an
    actor's id, or `None` where the words fit several and nothing nearby decides.
    """

    span: Span
    form: Span
    actor: str | None
    via: Via


StatementKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that an article reports someone as saying.

    `spans` are the content, several where the cue interrupts it. `speaker` is the words the article
    uses ("he"), `speaker_text` the name they stand for, or those words again. `actor` is set where
    the speaker is a followed person, `office_of` where it is an office that speaks for one.
    `chain` are the carriers between the speaker and the article, nearest first.
    """

    spans: tuple[Span, ...]
    kind: StatementKind
    cue: Span | None
    speaker: Span | None
    speaker_text: str
    actor: str | None = None
    office_of: str | None = None
    chain: tuple[Span, ...] = ()
    hedges: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """An article's record that someone did not say, disclose, confirm or answer something.

    `span` runs over the clause, the one who was silent included.
    """

    span: Span
    cue: Span
    speaker: Span | None
    speaker_text: str
    actor: str | None = None
    office_of: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One source after every stage that looks at it alone.

    `id` is the source's name within its story. `sentences` cover the BODY and LIST_ITEM paragraphs,
    in order. `statements_read` is false where the language is one whose statements are not read.
    """

    id: str
    capture: Capture
    sidecar: Sidecar
    metadata: Metadata
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    silences: tuple[Silence, ...] = ()
    statements_read: bool = True

    @property
    def text(self) -> str:
        """The one text that every span of this article points into."""
        return self.capture.text

    @property
    def body(self) -> tuple[Span, ...]:
        """The spans of the paragraphs."""
        return tuple(p.span for p in self.paragraphs)


# --- comparison and timeline --------------------------------------------------------------------

MarkKind = Literal["figure", "attribution", "hedge", "denial"]
Coverage = Literal["all", "some", "one"]
Difference = Literal["figures", "attribution", "hedge", "denial"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words inside a cell that carry a figure, an attribution, a hedge or a denial."""

    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says on a point: whole sentences, in order, with what is marked in them.

    `words` are the differing words that stand above the sentence, if the comparison or the editor
    names them.
    """

    source: str
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the story's articles report, with each article's own sentences for it.

    `label` is the editor's, or `None`: then the words of `anchor` (a source's id and a span) stand
    for it. `differs` lists how the cells differ; `copy` is true where two of them share nearly the
    same wording.
    """

    id: str
    label: str | None
    anchor: tuple[str, Span]
    coverage: Coverage
    cells: tuple[Cell, ...]
    differs: tuple[Difference, ...] = ()
    copy: bool = False
    note: str | None = None

    def cell(self, source: str) -> Cell | None:
        """Return what the source with this id says on the point, or None."""
        return next((c for c in self.cells if c.source == source), None)


@dataclass(frozen=True, slots=True)
class CuratedPoint:
    """An editor's word on one point of a story, from `story.yml`.

    `id` is either an id that the comparison gave, or a new one. `sentences` gives, for each source,
    the exact sentences of the cell and replaces what was found for that source; a source mapped to
    `()` has no cell. `merge` takes in the cells of other points, which then vanish. `words` are the
    differing words of a source's cell. `differs` replaces the differences found.
    """

    id: str
    label: str | None = None
    sentences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    merge: tuple[str, ...] = ()
    words: Mapping[str, Span] = field(default_factory=dict)
    differs: tuple[Difference, ...] | None = None
    hide: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A sentence that gives a date, and how the date was read.

    `date` is ISO 8601 as precise as it is known ("2024-11-18", "2024-10"), `None` where the article
    does not let it be known. `reading` tells a reader how ("'Wednesday', read from the date of
    publication, 2024-11-27"), or why not.
    """

    source: str
    sentence: Span
    expression: Span
    date: str | None
    reading: str


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

    def article(self, source: str) -> Article:
        """Return the article with this id; KeyError if the story has none."""
        for article in self.articles:
            if article.id == source:
                return article
        raise KeyError(source)


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the site shows."""

    title: str
    standfirst: str | None
    owner: str | None
    contact: str | None
    corrections: str | None
    actors: tuple[Actor, ...]
    stories: tuple[Story, ...]
