"""The values that flow through the pipeline.

Every stage takes some of these and returns others; none changes one. All offsets are half-open, in
characters of one source's decoded text (`Capture.text`), so that any words the site shows can be cut
from that text and checked against it. What is unknown is `None`, never a guess.
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
    Sentence,
    SentenceFeatures,
    Silence,
    StatedFact,
    Statement,
    StatementKind,
    UnlistedName,
)
from build_scripts.models.proposals import ActorProposal, NameOccurrence
from build_scripts.models.sources import Actor, Capture, LineOverride, Rights, Role, Sidecar
from build_scripts.models.spans import Span
from build_scripts.models.stories import (
    Coverage,
    CuratedPoint,
    DateBasis,
    DatedFact,
    DifferenceKind,
    EditKind,
    MarkedWords,
    MarkKind,
    Point,
    PointCell,
    Publication,
    SharedWording,
    SiteCorrection,
    SourceSentence,
    Story,
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
    "Coverage",
    "CuratedPoint",
    "DateBasis",
    "DatedFact",
    "DifferenceKind",
    "EditKind",
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
    "Publication",
    "Rights",
    "Role",
    "Sentence",
    "SentenceFeatures",
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
    "UnlistedName",
    "WithdrawnSource",
]
