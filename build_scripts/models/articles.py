"""What is known of one article, from its lines to who said what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from build_scripts.models.sources import Capture, Sidecar
from build_scripts.models.spans import Span

T = TypeVar("T")


class LineKind(StrEnum):
    """What a line of a capture is: TEXT_KINDS are the article, FACT_KINDS what it says of itself."""

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
    """One line of the capture without its line end, what it is, and the rule that decided.

    `number` counts from 1. `rule` is a short plain phrase for readers ("ends with a credit in
    brackets"). The lines of a text, in order and with one newline between them, are the text.
    """

    number: int
    span: Span
    kind: LineKind
    rule: str


@dataclass(frozen=True, slots=True)
class StatedFact(Generic[T]):
    """A fact and where it comes from: words of the capture, the markup of a saved page, or the sidecar."""

    value: T
    evidence: Span | Literal["markup", "sidecar"]


@dataclass(frozen=True, slots=True)
class AgencyCredit:
    """A news agency that the article credits, as what, and where it does so first."""

    name: str
    role: Literal["photograph", "text"]
    evidence: Span | Literal["sidecar"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about itself; `None` or `()` where nobody states it.

    `published` and `updated` are ISO 8601 as far as stated ("2024-11-27T19:33"; no zone is invented).
    `language` is a BCP 47 primary tag that was detected, or the sidecar's word. `dateline` is the place that
    opens the text, as written ("STRELSAU"); the agency that may stand beside it is among `agencies`.
    Where a page dates only its last change, `published` and `updated` are that day, with one span.
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
        """Whether the one date that the capture states is that of its last change."""
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
    """A place where an actor is named or meant.

    `span` is the name alone; `span_with_title` the name with the title that stands before it. `actor` is an
    actor's id, or `None` where the words fit several and nothing nearby decides.
    """

    span: Span
    span_with_title: Span
    actor: str | None
    via: MentionVia


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
    """A name that may be a person's and that is no listed actor's, with every place where it stands.

    `name` is its fullest form, `title` what stands before it there or elsewhere, if anything does.
    `spans` are in order, those of the family name alone among them. `clues` say why it may be a
    person's name, or why not; `statement_count` counts the statements whose speaker it is.
    """

    name: Span
    title: Span | None
    spans: tuple[Span, ...]
    clues: frozenset[PersonClue]
    statement_count: int = 0


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """What the parse tells of one sentence, for the comparison.

    `lemmas` are the base forms of its nouns and verbs, as often as they stand there; `dependencies` are pairs
    of words of which one depends on the other ("meet>delegation"). `clauses` are those that say something of
    their own, in order, each a part of the sentence; one may lie inside another. `name_words` are the words
    of its names as they stand there, but for those in capitals.
    """

    lemmas: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    clauses: tuple[Span, ...] = ()
    name_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, and what its parse tells: `features` is `None` where it was not parsed."""

    span: Span
    features: SentenceFeatures | None = None


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
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    silences: tuple[Silence, ...] = ()
    statements_read: bool = True
    unlisted_names: tuple[UnlistedName, ...] = ()

    @property
    def text(self) -> str:
        """The one text that every span of this article points into."""
        return self.capture.text

    @property
    def sentence_spans(self) -> tuple[Span, ...]:
        """The spans of the sentences, in their order."""
        return tuple(sentence.span for sentence in self.sentences)

    @property
    def paragraph_spans(self) -> tuple[Span, ...]:
        """The spans of the paragraphs."""
        return tuple(p.span for p in self.paragraphs)
