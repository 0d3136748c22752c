"""Test the chart above a timeline."""

from __future__ import annotations

import pytest

from build_scripts.pages.timeline_chart import build_timeline_chart


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "none"),
        (["2031-03-12", "2031-03-14"], "too few"),
        (["2011-05-01", "2031-03-12", "2031-03-13", "2031-03-14"], "heaped at the end"),
    ],
)
def test_a_scale_that_would_show_nothing_is_not_drawn(given: list[str], why: str) -> None:
    assert build_timeline_chart(None, given) is None, why


def test_a_scale_has_days_as_dots_and_months_as_bars_in_their_order() -> None:
    drawn = build_timeline_chart("2031-03-12", ["2031-01", "2031-01-20", "2031-03-12", "2031-02-03"])
    assert drawn is not None
    assert [(mark.end_x > mark.start_x, mark.is_story_date) for mark in drawn.marks] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    month, january, february, march = (mark.start_x for mark in drawn.marks)
    assert 0 < month < january < february < march < drawn.width
    assert [tick.name for tick in drawn.ticks] == ["Jan 2031", "Feb", "March"]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["2030-12", "2031-01-20", "2031-02"], ["Dec 2030", "Jan 2031", "Feb"]),
        (["2029", "2030", "2031-12"], ["2029", "2030", "2031"]),
        (
            ["0001", "5000-06", "9999-12-31"],
            ["1", "1112", "2223", "3334", "4445", "5556", "6667", "7778", "8889"],
        ),
    ],
)
def test_a_scale_names_its_months_or_years(given: list[str], names: list[str]) -> None:
    drawn = build_timeline_chart(None, given)
    assert drawn is not None
    assert [tick.name for tick in drawn.ticks] == names
