"""The values that flow through the pipeline.

Every stage takes some of these and returns others; none changes one. All offsets are half-open, in
characters of one source's decoded text (`Capture.text`), so that any words the site shows can be cut
from that text and checked against it. What is unknown is `None`, never a guess.
"""

from __future__ import annotations

from build_scripts.models.articles import (
    FACT_KINDS,
    TEXT_KINDS,
    Agency,
    Article,
    Clue,
    Kind,
    Line,
    Mention,
    Metadata,
    Paragraph,
    Sentence,
    Silence,
    Stated,
    Statement,
    StatementKind,
    Units,
    Unlisted,
    Via,
)
from build_scripts.models.proposals import Place, Proposal
from build_scripts.models.sources import Actor, Capture, Correction, Rights, Role, Sidecar
from build_scripts.models.spans import Span
from build_scripts.models.stories import (
    Amendment,
    Basis,
    Cell,
    Coverage,
    CuratedPoint,
    DatedFact,
    Difference,
    Edit,
    Mark,
    MarkKind,
    Point,
    Publication,
    Shared,
    Story,
    Withdrawn,
)

__all__ = [
    "FACT_KINDS",
    "TEXT_KINDS",
    "Actor",
    "Agency",
    "Amendment",
    "Article",
    "Basis",
    "Capture",
    "Cell",
    "Clue",
    "Correction",
    "Coverage",
    "CuratedPoint",
    "DatedFact",
    "Difference",
    "Edit",
    "Kind",
    "Line",
    "Mark",
    "MarkKind",
    "Mention",
    "Metadata",
    "Paragraph",
    "Place",
    "Point",
    "Proposal",
    "Publication",
    "Rights",
    "Role",
    "Sentence",
    "Shared",
    "Sidecar",
    "Silence",
    "Span",
    "Stated",
    "Statement",
    "StatementKind",
    "Story",
    "Units",
    "Unlisted",
    "Via",
    "Withdrawn",
]
