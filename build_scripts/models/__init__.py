"""Define the immutable values that the stages pass to each other; import them from here.

All offsets are half-open, in characters of one source's decoded text (`Capture.text`), so any words that
the site shows can be cut from that text and checked against it. An unknown value is `None`, never a guess.

The modules, and the stages that make their values:

- `articles`: `pipeline` fills an `Article` stage by stage: `captures` and `cleaning` label the lines,
  `metadata` gives the facts, `text` the sentences, `people` the mentions and unlisted names, `statements`
  the statements and silences.
- `problems`: every stage that reads what a user wrote makes a `Problem`, or raises `UserError` if it cannot
  go on; these are imported from `models.problems`.
- `proposals`: `people.not_followed` makes the proposals of people to follow.
- `sources`: `captures` makes a `Capture`, `source_files` everything else that is written under `sources/`.
- `spans`: every stage that reads text makes spans.
- `stories`: `comparison` makes the points, the timeline and the shared wordings; `source_files` reads the
  curated points and site corrections; `pipeline` assembles the stories and the publication.
- `title_clause`: `text` finds the clauses of a sentence that can be a title.
"""

from __future__ import annotations

from build_scripts.models.articles import (
    FACT_KINDS,
    TEXT_KINDS,
    AgencyCredit,
    Article,
    Line,
    LineKind,
    Mention,
    MentionVia,
    Metadata,
    Paragraph,
    PersonClue,
    Silence,
    StatedFact,
    Statement,
    StatementKind,
    UnlistedName,
)
from build_scripts.models.proposals import ActorProposal, NameOccurrence
from build_scripts.models.sentences import Sentence, SentenceFeatures, TitleClause, VerbTense, VerbTime
from build_scripts.models.sources import Actor, Capture, LineOverride, Rights, Role, Sidecar
from build_scripts.models.spans import Span
from build_scripts.models.stories import (
    ComparedValues,
    Coverage,
    CuratedPoint,
    DateBasis,
    DatedFact,
    DifferenceKind,
    EditKind,
    Grade,
    MarkedWords,
    MarkKind,
    Point,
    PointCell,
    PointTitle,
    Publication,
    SentencePair,
    SharedWording,
    SiteCorrection,
    SourceSentence,
    Story,
    ValueRelation,
    WithdrawnSource,
)

__all__ = [
    "FACT_KINDS",
    "TEXT_KINDS",
    "Actor",
    "ActorProposal",
    "AgencyCredit",
    "Article",
    "Capture",
    "ComparedValues",
    "Coverage",
    "CuratedPoint",
    "DateBasis",
    "DatedFact",
    "DifferenceKind",
    "EditKind",
    "Grade",
    "Line",
    "LineKind",
    "LineOverride",
    "MarkKind",
    "MarkedWords",
    "Mention",
    "MentionVia",
    "Metadata",
    "NameOccurrence",
    "Paragraph",
    "PersonClue",
    "Point",
    "PointCell",
    "PointTitle",
    "Publication",
    "Rights",
    "Role",
    "Sentence",
    "SentenceFeatures",
    "SentencePair",
    "SharedWording",
    "Sidecar",
    "Silence",
    "SiteCorrection",
    "SourceSentence",
    "Span",
    "StatedFact",
    "Statement",
    "StatementKind",
    "Story",
    "TitleClause",
    "UnlistedName",
    "ValueRelation",
    "VerbTense",
    "VerbTime",
    "WithdrawnSource",
]
