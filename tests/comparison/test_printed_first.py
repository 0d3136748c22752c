"""Which of two sources that share wording printed it first. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.evidence.printed_first import find_printed_first, parse_time_range
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.models import Span, StatedFact
from tests.helpers.build_articles import build_article

WIRE = "The envoys of Zenda walked slowly along the old stone quay before the rain began to fall."


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2030-03-14T10:00+01:00", "2030-03-14T10:01+01:00", "herald"),
        ("2030-03-14T10:00+01:00", "2030-03-14T08:59Z", "post"),
        ("2030-03-14T10:00Z", "2030-03-14T10:00Z", None),
        ("2030-03-14T10:00:00Z", "2030-03-14T10:00:01Z", "herald"),
        # Without a zone a time may be in any zone; times more than a day apart decide all the same.
        ("2030-03-14T10:00", "2030-03-14T18:00", None),
        ("2030-03-14T10:00", "2030-03-15T13:00", "herald"),
        ("2030-03-14", "2030-03-15", None),
        ("2030-03-14", "2030-03-17", "herald"),
        ("2030-03", "2030-05", "herald"),
        ("2030", "2030-05", None),
        ("2031", "2029", "post"),
        ("2030-03-14T10:00Z", None, None),
        ("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "herald"),
    ],
)
def test_stated_times_decide_who_printed_first(one: str | None, other: str | None, first: str | None) -> None:
    articles = build_article("herald", WIRE, published=one), build_article("post", WIRE, published=other)
    assert find_printed_first(*articles) == first
    assert find_printed_first(*reversed(articles)) == first
    assert [run.printed_first for run in find_shared_wordings(articles)] == [first]


def test_an_article_dated_by_its_last_change_is_never_surely_later() -> None:
    changed, plain = build_article("herald", WIRE), build_article("post", WIRE, published="2030-03-20")
    day = StatedFact("2030-03-14", Span(0, 3))
    changed = replace(changed, metadata=replace(changed.metadata, published=day, updated=day))
    assert changed.metadata.is_dated_by_last_change
    assert find_printed_first(changed, plain) == "herald"
    plain = build_article("post", WIRE, published="2030-03-01")
    assert find_printed_first(changed, plain) is None


@given(st.datetimes().filter(lambda time: 1 < time.year < 9999), st.integers(-12 * 60, 14 * 60))
def test_a_time_range_contains_the_time_that_is_meant(local: datetime, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    there = local.replace(tzinfo=zone).astimezone(UTC)
    second = there.toordinal() * 86400 + there.hour * 3600 + there.minute * 60 + there.second
    known = local.replace(tzinfo=zone).isoformat(timespec="minutes")
    for stated in (known, known[:16], known[:10], known[:7], known[:4]):
        found = parse_time_range(stated)
        assert found is not None
        assert found[0] <= second < found[1]


@pytest.mark.parametrize("stated", ["", "then", "2030-13", "2030-02-30", "2030-02-30T10:00Z", "0000-01-01"])
def test_other_text_has_no_time_range(stated: str) -> None:
    assert parse_time_range(stated) is None
