"""The length of a report."""

from __future__ import annotations

from dataclasses import replace

from build_scripts.change_report import write_report as markdown
from build_scripts.change_report.changed_files import Changes, SourceChange
from build_scripts.change_report.changed_pages import Files
from build_scripts.change_report.point_relations import relations
from build_scripts.change_report.source_summary import Account, Person, Said, Stranger
from build_scripts.cleaning.line_report import tally
from build_scripts.comparison.compare import Pairs
from build_scripts.models import Actor
from tests.helpers import stories


def test_a_report_is_never_longer_than_a_summary_may_be(tools):
    """Of everything there is too much: sources are left out, and counted."""
    long = "Ruritania & Zenda <b> " * 40
    one = stories.article("herald", [f"{long} one.", f"{long} two."])
    view = stories.view([one], [], {"herald": "A"})
    account = Account(
        SourceChange("new", ("talks", "herald"), "sources/talks/herald.txt"),
        view,
        view.sources[0],
        kept=tally(one.text, one.lines),
        words=9,
        before=None,
        people=(Person(Actor("roe", long), 1, (Said("direct", long, long),) * 50),) * 50,
        others_said=1,
        strangers=(Stranger("<b> @jane", "*a post*", 2, "[Roe](b)", known=True),),
        relations=relations(view.story, "herald", Pairs(tools.comparing)),
        relations_lost=0,
        warnings=(),
    )
    paths = tuple(f"/{long}{number}/" for number in range(500))
    whole = markdown.Report(
        "f" * 40,
        Changes((account.change,) * 500, (), (), {}, ()),
        (account,) * 500,
        (),
        (),
        (),
        {f"story-{number}": ({"sources": 0}, {"sources": 1}) for number in range(500)},
        {},
        Files(paths, paths, paths),
        Files((), (), ()),
    )
    told = markdown.write(whole, 200_000)
    assert 150_000 < len(told.encode()) <= 200_000
    shown_of_them = told.count("\n### New: ")
    assert 0 < shown_of_them < 500
    assert f"\n{500 - shown_of_them} sources more had no room in this report.\n" in told
    assert "- and 460 more\n" in told
    name = "- `<b> @jane` (&#42;a post&#42;), 2 times; perhaps another spelling of &#91;Roe&#93;(b)\n"
    assert told.count(name) == shown_of_them
    assert markdown.write(replace(whole, accounts=(account,)), 200_000).count("had no room") == 0
