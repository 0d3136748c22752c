"""Mentions: a table of cases, and properties of any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Actor, Role, Span
from build_scripts.people.mentions import find_mentions
from build_scripts.people.name_forms import build_name_index, load_name_words
from tests.helpers.paths import read_cases

CASES = read_cases("mentions")
NAME_WORDS = load_name_words()


def actor(data):
    roles = tuple(Role(**r) for r in data.get("roles", ()))
    return Actor(
        data["id"],
        data["name"],
        tuple(data.get("aliases", ())),
        roles,
        tuple(data.get("offices", ())),
        followed=data.get("followed", True),
        ambiguous=tuple(data.get("ambiguous", ())),
    )


def find(text, actors):
    names = build_name_index(actors, NAME_WORDS)
    return find_mentions(text, (Span(0, len(text)),), names, NAME_WORDS)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case):
    text = case["text"]
    found = [
        {
            "words": m.span.extract(text),
            "form": m.span_with_title.extract(text),
            "actor": m.actor,
            "via": m.via,
        }
        for m in find(text, tuple(map(actor, case["actors"])))
    ]
    assert found == [{"form": m["words"], "actor": None, **m} for m in case["mentions"]]


ACTORS = (
    Actor("jane", "Jane Roe", ("J. Roe",)),
    Actor("roh", "Roh Min-ho", ("Roh",)),
    Actor("odd", "X", ("", "…")),
)
PROSE = st.lists(
    st.sampled_from(
        ["Jane", "Roe", "Roe's", "Roh", "Min-ho", "Min", "President", "office", ".", ",", "é", "\u0301", "\n"]
    ),
    max_size=30,
).map(" ".join)


@given(st.text() | PROSE)
def test_mentions_are_in_order_and_inside_the_text(text):
    found = find(text, ACTORS)
    assert all(
        0 <= m.span_with_title.start <= m.span.start < m.span.end == m.span_with_title.end <= len(text)
        for m in found
    )
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=60))
def test_any_list_of_names_compiles(names, text):
    find(text, tuple(Actor(str(n), name, (name[::-1],)) for n, name in enumerate(names)))
