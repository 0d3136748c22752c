"""Whose a statement is: what several say is nobody's alone, and a pronoun fits whom it means."""

import pytest

from build_scripts import analysis
from build_scripts.models import Actor, Sidecar

ACTORS = (Actor("roe", "Jane Roe"), Actor("velaro", "Anto Velaro"), Actor("doe", "John Doe"))
OPENING = "Jane Roe and Anto Velaro met John Doe in Strelsau on Monday.\n\n"


@pytest.fixture(scope="module")
def tools():
    return analysis.load_tools()


def speakers(text, tools):
    """Return the speaker's words, the actor and the office's actor of each statement."""
    cleaned = analysis.clean((OPENING + text).encode(), "herald.txt", Sidecar(), tools, plain=True)
    article = analysis.article("herald", cleaned, ACTORS, tools)
    return [(s.speaker_text, s.actor, s.office_of) for s in article.statements]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Roe and Velaro said the harbour would open soon.", "Roe and Velaro"),
        ("Jane Roe, Anto Velaro and others warned that time was short.", "Jane Roe, Anto Velaro and others"),
        ("Harbour Minister Jane Roe and Mayor Anto Velaro announced that the ships had gone.", None),
        ("Roe, along with Velaro, said the sea was calm.", None),
        ("Roe as well as Velaro said it was fine.", None),
        ("Roe's and Velaro's offices said nothing was agreed.", None),
        ("Both ministers said the talks were good.", "Both ministers"),
        ("The two said they would meet again.", "The two"),
    ],
)
def test_what_several_say_is_nobody_s(text, said, tools):
    found = speakers(text, tools)
    assert [s[1:] for s in found] == [(None, None)]
    assert said in {None, found[0][0]}


def test_what_one_says_of_several_is_theirs(tools):
    assert speakers("Jane Roe, the minister and mayor, said it rained.", tools) == [("Jane Roe", "roe", None)]


def test_a_pronoun_leads_to_the_pronoun_before_it(tools):
    found = speakers(
        "John Doe said the mole was broken. He claimed that the pier was old. He added that it had rained.",
        tools,
    )
    assert [s[1] for s in found] == ["doe", "doe", "doe"]


def test_she_is_nobody_who_is_a_man(tools):
    found = speakers("John Doe's letter was long. She said that it had rained.", tools)
    assert "doe" not in [s[1] for s in found]


def test_a_post_that_one_person_holds_speaks_for_them(tools):
    found = speakers("Mayor Jane Roe came late. The mayor said that the pier was old.", tools)
    assert found == [("Jane Roe", "roe", None)]
