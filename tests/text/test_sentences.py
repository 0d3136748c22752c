"""Sentences: a table of cases, and properties of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Span
from build_scripts.text.sentences import load_abbreviations, split_sentences
from tests.helpers.paths import read_cases

CASES = read_cases("sentences")
KNOWLEDGE = load_abbreviations()
PROSE = st.lists(
    st.sampled_from(
        [
            "Roe",
            "said",
            "U.S.",
            "“Go",
            "now.”",
            '"',
            "'s",
            "J.",
            "27",
            "…",
            "no!",
            "그는",
            "。",
            " ",
            "\t",
            "’",
        ]
    ),
    max_size=40,
).map(" ".join)


def split(text):
    return split_sentences(text, Span(0, len(text)), KNOWLEDGE)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case):
    assert [s.extract(case["text"]) for s in split(case["text"])] == case["sentences"]


@given(st.text() | PROSE)
def test_sentences_are_in_order_and_cover_every_character_that_is_not_blank(text):
    spans = split(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.extract(text) == s.extract(text).strip() for s in spans)
    assert "".join("".join(s.extract(text) for s in spans).split()) == "".join(text.split())


@given(PROSE, PROSE)
def test_a_paragraph_is_split_the_same_at_any_offset(before, text):
    shift = len(before) + 1
    moved = split_sentences(f"{before}\n{text}", Span(shift, shift + len(text)), KNOWLEDGE)
    assert tuple(Span(s.start - shift, s.end - shift) for s in moved) == split(text)
