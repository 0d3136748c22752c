"""Compute findings that need all words of a source: its relations to points, its cut lines, known names."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.change_report.changed_files import SourceChange
from build_scripts.change_report.point_relations import PointRelation, find_new_point_relations
from build_scripts.cleaning.line_report import find_cut_sentences
from build_scripts.comparison.differences.pair_differences import PairComparer
from build_scripts.models import Span, Story


@dataclass(frozen=True, slots=True)
class SourceFindings:
    """Findings on one source as spans and numbers, so that they hold no words that may not be shown.

    `cut_sentence_lines` are the numbers of lines that were cut and may be text. `known_names` are the places
    of names of unlisted people that the story had before the change.
    """

    relations: tuple[PointRelation, ...]
    lost_relation_count: int
    cut_sentence_lines: tuple[int, ...]
    known_names: frozenset[Span]


def find_source_findings(
    change: SourceChange, before: Story | None, after: Story, pairs: PairComparer
) -> SourceFindings:
    """Return the findings on a source of the story `after`, compared with the story `before`.

    Both stories have all their words: they are not redacted.
    """
    source = change.ref[1]
    source_before = change.previous_ref[1] if change.previous_ref else ""
    relations, lost = find_new_point_relations(before, source_before, after, source, pairs)
    known = {name for proposal in (before.proposals if before else ()) for name in proposal.written_forms}
    return SourceFindings(
        relations,
        lost,
        find_cut_sentences(after.get_article(source)),
        frozenset(
            place.span
            for proposal in after.proposals
            if not known.isdisjoint(proposal.written_forms)
            for place in proposal.occurrences
            if place.source == source
        ),
    )
