"""Quotations and titles of works in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Span
from build_scripts.text.quotations import find_quotations, is_quoted_title

QUOTATIONS = [
    ("“Go,” she said, “now.”", ["“Go,”", "“now.”"]),
    ('He said "go" and "stay".', ['"go"', '"stay"']),
    ("''Go,'' she said.", ["''Go,''"]),
    ("„Geh“, sagte sie.", ["„Geh“"]),
    ("« Va », dit-elle.", ["« Va »"]),
    ("«Va», dit-elle.", ["«Va»"]),
    ("‘I don’t know,’ he said.", ["‘I don’t know,’"]),
    ("'It is bad,' he said.", ["'It is bad,'"]),
    ("The players' union and Roe's boat.", []),
    ('It is 5" wide and "big".', ['"big"']),
    ("An “open mark and no end.", []),
    ("“She said ‘no’ to me,” he said.", ["“She said ‘no’ to me,”"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations(text, expected):
    assert [q.extract(text) for q in find_quotations(text, (Span(0, len(text)),))] == expected


def test_speech_continued_in_the_next_paragraph_ends_with_its_own():
    text = "Roe said: “We go.\n“We go now.”"
    found = find_quotations(text, (Span(0, 17), Span(18, len(text))))
    assert [q.extract(text) for q in found] == ["“We go.", "“We go now.”"]


def test_speech_closed_in_the_next_paragraph_covers_both():
    text = 'Roe said, "We go.\nWe go now." They left.\nHe is 5" tall.\nIt is "big".'
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n"), len(text) + 1]
    paragraphs = tuple(Span(a, b - 1) for a, b in pairwise(starts))
    assert [q.extract(text) for q in find_quotations(text, paragraphs)] == [
        '"We go.',
        'We go now."',
        '"big"',
    ]


@pytest.mark.parametrize(
    ("piece", "expected"),
    [('"', 500_000), ("“", 0), ("“a” ", 250_000), ("“a\n", 333_332), ('"a.\nb"\n', 285_714), ("'a ", 0)],
)
def test_a_million_marks_take_linear_time(piece, expected):
    text = piece * (1_000_000 // len(piece))
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
    paragraphs = tuple(Span(a, b - 1) for a, b in pairwise([*starts, len(text) + 1]) if b - 1 > a)
    found = find_quotations(text, paragraphs)
    assert len(found) == expected
    assert all(a.end <= b.start for a, b in pairwise(found))


TITLES = [
    ("“The Harbour Is Closed,”", True),
    ("“A Boat of One's Own”", True),
    ("“The harbour is closed”", False),
    ("“CLOSE THE HARBOUR”", False),
    ("“Go Home!”", False),
    ("“Go Home.”", False),
    ("“The Long Way Home.”", True),
    ("“”", False),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_of_works(text, expected):
    assert is_quoted_title(text, Span(0, len(text))) is expected


@given(st.text(alphabet="ab \"'“”‘’«».,„", max_size=80))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text):
    found = find_quotations(text, (Span(0, len(text)),))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
