"""Pronouns and job titles that refer to an actor: a table of cases, and properties of any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.models import Actor, Role, Span
from build_scripts.people.coreference import find_coreferences
from build_scripts.people.mentions import find_mentions
from build_scripts.people.name_forms import build_name_index, load_name_words
from build_scripts.people.named_persons import load_person_words
from build_scripts.text.parser import load_parser
from build_scripts.text.sentences import load_abbreviations, split_sentences
from tests.helpers.paths import read_cases

CASES = read_cases("pronouns")
NAMES, WORDS, SPLIT = (
    load_name_words(),
    load_person_words(),
    load_abbreviations(),
)


@pytest.fixture(scope="module")
def parser():
    return load_parser()


def find(text, actors, roles, parser):
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Span(start, start + len(line)))
        start += len(line) + 1
    blocks = tuple(paragraphs)
    found = tuple(s for block in blocks for s in split_sentences(text, block, SPLIT))
    named = find_mentions(text, blocks, build_name_index(actors, NAMES), NAMES)
    return named, find_coreferences(text, blocks, found, named, roles, parser.parse(text, found), WORDS)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case, parser):
    actors = tuple(Actor(a["id"], a["name"]) for a in case["actors"])
    roles = {
        a["id"]: tuple(Role(r["title"], r.get("of")) for r in a.get("roles", ())) for a in case["actors"]
    }
    _, meant = find(case["text"], actors, roles, parser)
    found = [{"words": m.span.extract(case["text"]), "actor": m.actor, "via": m.via} for m in meant]
    assert found == case["meant"]


ACTORS = (Actor("jane", "Jane Roe"), Actor("john", "John Doe"))
PROSE = st.lists(
    st.sampled_from(
        ["Jane Roe", "John Doe", "Roe", "he", "she", "His", "said", "the mayor", "Mayor", "of", ".", ",", '"']
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(PROSE)
def test_coreferences_overlap_no_names_and_refer_to_named_actors(parser, text):
    named, meant = find(text, ACTORS, {"jane": (Role("Mayor"),)}, parser)
    everywhere = sorted((*named, *meant), key=lambda m: m.span)
    assert all(a.span.end <= b.span.start for a, b in pairwise(everywhere))
    assert {m.actor for m in meant} <= {m.actor for m in named}
