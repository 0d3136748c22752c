"""Characters that nobody sees, in fields and in captures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.text.hidden_characters import (
    BIDI_CONTROLS,
    find_bidi_comment_problems,
    find_bidi_problems,
    find_forbidden_character,
)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe",
        "Zoë Müller-Łoś, naïve",
        "می\u200cرود",  # Persian
        "ക\u0d4d\u200d",  # Malayalam, at a word's end
        "क्\u200cष",  # Devanagari
        "\U0001f469\u200d\U0001f692",  # an emoji of two
        "❤\ufe0f\u200d\U0001f525",  # and one with a selector of its form
        "조선일보 朝日新聞",
        "葛\U000e0100",  # a form of an ideograph
    ],
)
def test_what_a_field_may_hold(text: str) -> None:
    assert find_forbidden_character(text) is None


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("a\u200cb", "\u200c"),
        ("\u200dJane", "\u200d"),
        ("Jane\u200d", "\u200d"),
        ("Ja\u00adne", "\u00ad"),
        ("\ufeffJane", "\ufeff"),
        ("Jane\u2060Roe", "\u2060"),
        ("Jane\U000e0041", "\U000e0041"),
        ("\u115f", "\u115f"),
        ("Jane\u2800Roe", "\u2800"),
        ("Jane\x1b[31m", "\x1b"),
        ("\ud800", "\ud800"),
        ("\ue000", "\ue000"),
        ("שלום\u200f", "\u200f"),
    ],
)
def test_what_a_field_may_not_hold(text: str, character: str) -> None:
    assert find_forbidden_character(text) == character


@given(st.text(max_size=8), st.sampled_from(sorted(BIDI_CONTROLS)), st.text(max_size=8))
def test_no_field_holds_what_turns_the_direction_of_writing(before: str, turn: str, after: str) -> None:
    assert find_forbidden_character(before + turn + after) is not None


def test_a_capture_that_turns_the_direction_is_told_once_for_each_such_character() -> None:
    text = "One\nTwo \u202egnp\u202c three \u202etxt\u202c\n"
    assert [str(problem) for problem in find_bidi_problems(text, "sources/talks/herald.txt")] == [
        f"sources/talks/herald.txt:2: warning: holds {name}, 2 times, which turns the direction of writing; "
        "see that the text reads as its page does; the site shows the letters as they stand"
        for name in ("U+202E RIGHT-TO-LEFT OVERRIDE", "U+202C POP DIRECTIONAL FORMATTING")
    ]
    assert list(find_bidi_problems("שלום\u200f עולם\u200e\n", "a.txt")) == []


def test_comments_alone_are_looked_at_and_in_a_time_that_grows_with_the_text() -> None:
    told = [
        str(problem)
        for problem in find_bidi_comment_problems('a: "\u202e#"\nb: c # d \u202e\n#\u2066\n', "a.yml")
    ]
    assert [line.partition(": ")[0] for line in told] == ["a.yml:2", "a.yml:3"]
    assert list(find_bidi_comment_problems("# " * 400_000, "a.yml")) == []  # quadratic, this would take hours
    assert list(find_bidi_comment_problems("#" * 400_000 + " \u202e" + "# " * 400_000, "a.yml")) != []
