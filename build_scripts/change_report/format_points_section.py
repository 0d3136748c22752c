"""Write a report's section on the points that new sources share with others, in Markdown for GitHub.

What contradicts is told in full; the rest is folded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from build_scripts.change_report.github_markdown import format_folded, format_github_text, format_limited_list
from build_scripts.change_report.point_relations import PointRelationKind
from build_scripts.change_report.report_limits import MAX_CONFLICTS, MAX_NAMES, ReportLimits
from build_scripts.change_report.source_summary import SourceSummary, quote_permitted_text
from build_scripts.change_report.story_points import PointSide, SharedPoint, find_shared_points
from build_scripts.models import PointCell, Span
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.format_values import format_count

WITHHELD_WORDS = "*not shown, because of the source’s rights*"
MAX_NAME_LENGTH = 60
"""Characters of a source's name, at most."""
FOLDED_HEADINGS: dict[PointRelationKind, tuple[str, str]] = {
    "precision": ("More or less exact on", "one figure is more exact than another"),
    "telling": ("Tells differently", "credited to others, more or less certain, or not confirmed"),
    "confirms": ("Confirms", "other sources report the same"),
}


def format_points_section(summaries: Sequence[SourceSummary], limits: ReportLimits) -> str | None:
    """Return the section on the points that new sources of one story share; None if they share none."""
    view = summaries[0].story_view
    points = find_shared_points(view, summaries)
    if not points:
        return None
    return "\n".join(_PointWriter(view, {summary.source.id for summary in summaries}, limits).write(points))


class _PointWriter:
    """Writes the points of a story; sources in `new` are marked where there are others."""

    def __init__(self, view: StoryView, new: Collection[str], limits: ReportLimits) -> None:
        self._view = view
        self._limits = limits
        self._marked = new if any(source.id not in new for source in view.sources) else ()

    def write(self, points: Sequence[SharedPoint]) -> Iterator[str]:
        """Yield the lines of the section."""
        yield f"### Points of {format_github_text(self._view.story.title)}"
        conflicts = [point for point in points if point.kind == "contradicts"]
        if conflicts:
            number = format_count(len(conflicts) + sum(point.repetitions for point in conflicts), "point")
            yield ""
            yield f"**Contradicts** {number} (both cannot be true: two figures, or a claim and its denial):"
            yield ""
            yield from self._list_points(conflicts, MAX_CONFLICTS)
        for kind, (heading, meaning) in FOLDED_HEADINGS.items():
            found = [point for point in points if point.kind == kind]
            if found:
                summary = f"<b>{heading}</b> {format_count(len(found), 'point')} ({meaning})"
                yield from format_folded(summary, self._list_points(found, self._limits.points))

    def _list_points(self, points: Sequence[SharedPoint], most: int) -> Iterator[str]:
        for point in points[:most]:
            yield from self._format_point(point)
        yield from format_limited_list(points[most:], lambda _: "", 0)

    def _format_point(self, shared: SharedPoint) -> Iterator[str]:
        """Yield a point: who reports it, or its sides and then who else reports it."""
        quoted, label = self._format_label(shared)
        # Other headings say how the sources differ.
        tags = f" ({', '.join(shared.tags)})" if shared.kind == "telling" else ""
        unread = [cell for cell in shared.cells if cell.source in shared.point.unreviewed]
        notes = f"; not yet reviewed: {self._name_sources(unread)}" if unread else ""
        if possible := len(shared.point.possible):
            notes += f"; perhaps also in {format_count(possible, 'other source')}"
        if shared.repetitions:
            notes += f"; the same on {format_count(shared.repetitions, 'more point', 'more points')}"
        others = self._name_sources(shared.cells_beside_sides)
        if not shared.sides:
            yield f"- {label}{tags}: {others}{notes}"
            return
        yield f"- {label}{tags}{f'; also in {others}' if others else ''}{notes}"
        for side in shared.sides:
            yield f"  - {self._format_side(side, quoted)}"

    def _format_label(self, shared: SharedPoint) -> tuple[Span | None, str]:
        """Return a point's label, title or a sentence that may be shown, and the sentence's span."""
        if shared.point.label:
            return None, format_github_text(shared.point.label)
        title = self._view.join_title_words(shared.point)
        if title is not None:
            return None, f"“{format_github_text(title, self._limits.quote)}”"
        places = [shared.point.anchor, *((cell.source, cell.spans[0]) for cell in shared.cells)]
        for source, span in places:
            words = quote_permitted_text(self._view.sources_by_id[source], span)
            if words is not None:
                return span, f"“{format_github_text(words, self._limits.quote)}”"
        return None, WITHHELD_WORDS

    def _format_side(self, side: PointSide, quoted: Span | None) -> str:
        """Return the words of a side, who has them, and a sentence, unless that is the point's label."""
        first = side.cells[0]
        source = self._view.sources_by_id[first.source]
        words = quote_permitted_text(source, side.words) if side.words else None
        names = self._name_sources(side.cells)
        shown = f"**{format_github_text(words, self._limits.quote)}**: {names}" if words else names
        if any(quoted in cell.spans for cell in side.cells):
            return shown
        spans = [span for span in first.spans if side.words and span.covers(side.words)] or first.spans
        sentence = quote_permitted_text(source, spans[0])
        if sentence is None:
            return f"{shown}: {WITHHELD_WORDS}"
        return f"{shown}: “{format_github_text(sentence, self._limits.quote)}”"

    def _name_sources(self, cells: Sequence[PointCell]) -> str:
        names = [self._name_source(cell.source) for cell in cells[:MAX_NAMES]]
        left_out = len(cells) - MAX_NAMES
        return ", ".join(names) + (f" and {left_out} more" if left_out > 0 else "")

    def _name_source(self, source_id: str) -> str:
        source = self._view.sources_by_id[source_id]
        new = ", new" if source_id in self._marked else ""
        return (
            f"{format_github_text(source.letter)} ({format_github_text(source.name, MAX_NAME_LENGTH)}{new})"
        )
