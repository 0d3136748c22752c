"""Timestamps in lines of a page."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.text.page_dates import find_timestamps, infer_date_order, load_timestamp_patterns
from tests.helpers.paths import read_cases

CASES = read_cases("metadata")
CALENDAR = load_timestamp_patterns()


@pytest.mark.parametrize(("tag", "line", "other", "day"), CASES["numbers"])
def test_the_order_of_a_date_of_numbers(tag, line, other, day):
    order = infer_date_order(f"{line}\n{other}", tag, CALENDAR)
    found = find_timestamps(line, CALENDAR, order)
    assert [t.iso for t in found] == ([day] if day else [])


@given(st.text(alphabet="0123456789./-: ,ynaMJ年月日apm+ZTſıİ٣", max_size=60))
def test_dates_found_anywhere_exist_and_do_not_overlap(text):
    found = find_timestamps(text, CALENDAR)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.iso.isascii() and 1900 <= int(t.iso[:4]) < 2100 for t in found)
