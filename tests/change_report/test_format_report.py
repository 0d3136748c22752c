"""The length of a report."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.change_report.changed_files import PublicationChanges, SourceChange
from build_scripts.change_report.changed_pages import FileChanges
from build_scripts.change_report.format_report import ChangeReport, format_change_report
from build_scripts.change_report.point_relations import find_point_relations
from build_scripts.change_report.source_summary import (
    ListedPersonSummary,
    SourceSummary,
    StatementSummary,
    UnlistedPersonSummary,
)
from build_scripts.cleaning.line_report import count_lines_by_outcome
from build_scripts.comparison.differences.pair_differences import PairComparer
from build_scripts.models import Actor
from tests.helpers import stories


def test_a_report_is_never_longer_than_a_summary_may_be(tools):
    """There is too much of everything: sources are left out, and counted."""
    long = "Ruritania & Zenda <b> " * 40
    one = stories.article("herald", [f"{long} one.", f"{long} two."])
    view = stories.view([one], [], {"herald": "A"})
    summary = SourceSummary(
        SourceChange("new", ("talks", "herald"), "sources/talks/herald.txt"),
        view,
        view.sources[0],
        line_tally=count_lines_by_outcome(one.text, one.lines),
        word_count=9,
        line_tally_before=None,
        people=(ListedPersonSummary(Actor("roe", long), 1, (StatementSummary("direct", long, long),) * 50),)
        * 50,
        other_statement_count=1,
        unlisted_people=(UnlistedPersonSummary("<b> @jane", "*a post*", 2, "[Roe](b)", known_before=True),),
        relations=find_point_relations(view.story, "herald", PairComparer(tools.comparison_words)),
        lost_relation_count=0,
        cut_sentence_lines=(),
        warnings=(),
    )
    paths = tuple(f"/{long}{number}/" for number in range(500))
    whole = ChangeReport(
        "f" * 40,
        PublicationChanges((summary.change,) * 500, (), (), {}, ()),
        (summary,) * 500,
        (),
        (),
        (),
        (),
        {f"story-{number}": ({"sources": 0}, {"sources": 1}) for number in range(500)},
        {},
        FileChanges(paths, paths, paths),
        FileChanges((), (), ()),
    )
    text = format_change_report(whole, 200_000)
    assert 150_000 < len(text.encode()) <= 200_000
    shown_of_them = text.count("\n### New: ")
    assert 0 < shown_of_them < 500
    assert f"\n{500 - shown_of_them} more sources did not fit into this report.\n" in text
    assert "- and 460 more\n" in text
    # What the shortest lists leave out is counted.
    assert text.count("**People who are not listed:**\n\n- and 1 more\n") == shown_of_them
    nearly_nothing = replace(summary, people=(), relations=())
    small = replace(
        whole, source_summaries=(nearly_nothing,), page_changes=whole.other_file_changes, story_counts={}
    )
    name = "- `<b> @jane` (&#42;a post&#42;), 2 times; perhaps another spelling of &#91;Roe&#93;(b)\n"
    assert name in format_change_report(small)
    assert "did not fit" not in format_change_report(replace(whole, source_summaries=(summary,)), 200_000)
