"""Values of one article: its lines, facts, mentions and statements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from build_scripts.models.sentences import Sentence
from build_scripts.models.sources import Capture, Sidecar
from build_scripts.models.spans import Span

T = TypeVar("T")


class LineKind(StrEnum):
    """The kinds of lines of a capture: TEXT_KINDS are the article's text, FACT_KINDS its stated facts."""

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


TEXT_KINDS = frozenset({LineKind.BODY, LineKind.HEADING, LineKind.LIST_ITEM})
FACT_KINDS = frozenset({LineKind.HEADLINE, LineKind.BYLINE, LineKind.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the capture without its line end, its kind, and the rule that decided the kind.

    `number` counts from 1. `rule` is a short plain phrase for readers ("ends with a credit in
    brackets"). A text equals its lines in order, joined by newlines.
    """

    number: int
    span: Span
    kind: LineKind
    rule: str


@dataclass(frozen=True, slots=True)
class StatedFact(Generic[T]):
    """A fact and its evidence: words of the capture, the markup of a saved page, or the sidecar."""

    value: T
    evidence: Span | Literal["markup", "sidecar"]


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """A news agency that the article credits, for the text or a photograph, and the first credit."""

    name: str
    role: Literal["photograph", "text"]
    evidence: Span | Literal["sidecar"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The facts that a source states about itself; `None` or `()` if unknown.

    `published` and `updated` are ISO 8601 as far as stated ("2024-11-27T19:33"; no zone is invented).
    `language` is the detected BCP 47 primary tag, or the sidecar's value. `dateline` is the place that opens
    the text, as written ("STRELSAU"); an agency in the dateline is among `agencies`. If a page dates only its
    last change, `published` and `updated` are both that day, with the same span.
    """

    headline: StatedFact[str] | None = None
    byline: StatedFact[tuple[str, ...]] | None = None
    published: StatedFact[str] | None = None
    outlet: StatedFact[str] | None = None
    agencies: tuple[AgencyCredit, ...] = ()
    language: str | None = None
    updated: StatedFact[str] | None = None
    dateline: StatedFact[str] | None = None

    @property
    def is_dated_by_last_change(self) -> bool:
        """Whether the only date that the capture states is the date of its last change."""
        if self.published is None or self.updated is None or not isinstance(self.updated.evidence, Span):
            return False
        return self.published.evidence == self.updated.evidence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article's own text: a BODY, HEADING or LIST_ITEM line."""

    span: Span
    kind: LineKind = LineKind.BODY


MentionVia = Literal["name", "alias", "surname", "given", "title", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text names an actor or refers to one.

    `span` is the name alone, `span_with_title` the name with a title before it. `actor` is the actor's id, or
    `None` if the words fit several actors and the context does not decide.
    """

    span: Span
    span_with_title: Span
    actor: str | None
    via: MentionVia


StatementKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that an article attributes to a speaker.

    `spans` are the content: several if the cue interrupts it. `speaker` are the words that the article uses
    ("he"), `speaker_text` is the name they refer to, or the same words. `actor` is the id of the speaker if
    that is a followed person, `office_of` the id of the person whose office speaks. `chain` is the
    attribution chain between the speaker and the article, nearest first.
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
    """An article's report that a speaker did not say, disclose, confirm or answer something.

    `span` is the clause, including the speaker.
    """

    span: Span
    cue: Span
    speaker: Span | None
    speaker_text: str
    actor: str | None = None
    office_of: str | None = None


PersonClue = Literal[
    "title",
    "described",
    "age",
    "who",
    "initial",
    "syllables",
    "alone",
    "said",
    "acts",
    "he",
    "agent",
    "person",
    "other",
    "the",
    "thing",
    "maker",
    "place",
    "within",
    "work",
]


@dataclass(frozen=True, slots=True)
class UnlistedName:
    """A name that may be a person's and belongs to no listed actor, with all its occurrences.

    `name` is its fullest form, `title` a title before the name or in apposition to it, there or elsewhere in
    the article. `spans` are all occurrences in order, including those of the surname alone. `clues` are the
    reasons for and against a person's name; `statement_count` is the number of statements whose speaker has
    the name.
    """

    name: Span
    title: Span | None
    spans: tuple[Span, ...]
    clues: frozenset[PersonClue]
    statement_count: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One source after all stages that analyse a single article.

    `id` is the source's name within its story. `sentences` cover the BODY and LIST_ITEM paragraphs, in
    order. `statements_read` is false if statements are not extracted in the article's language. `is_read` is
    false of a source that a fault of the program kept from being read: it has no text, and only the facts of
    its sidecar.
    """

    id: str
    capture: Capture
    sidecar: Sidecar
    metadata: Metadata
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    silences: tuple[Silence, ...] = ()
    statements_read: bool = True
    unlisted_names: tuple[UnlistedName, ...] = ()
    is_read: bool = True

    @property
    def text(self) -> str:
        """The text that every span of this article refers to."""
        return self.capture.text

    @property
    def sentence_spans(self) -> tuple[Span, ...]:
        """The spans of the sentences, in order."""
        return tuple(sentence.span for sentence in self.sentences)

    @property
    def paragraph_spans(self) -> tuple[Span, ...]:
        """The spans of the paragraphs, in order."""
        return tuple(p.span for p in self.paragraphs)
