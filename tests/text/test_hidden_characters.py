"""Hidden characters: which there are, and where they are accepted, marked and read."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.text.hidden_characters import (
    BIDI_CONTROLS,
    BIDI_MARKS,
    HIDDEN_CHARACTER,
    JOINERS,
    find_forbidden_character,
    replace_idle_characters,
)
from build_scripts.text.normalize import normalize_text, remove_hidden_characters
from tests.helpers.paths import read_cases


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
def test_a_field_accepts(text: str) -> None:
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
def test_a_field_rejects(text: str, character: str) -> None:
    assert find_forbidden_character(text) == character


@given(st.text(max_size=8), st.sampled_from(sorted(BIDI_CONTROLS)), st.text(max_size=8))
def test_no_field_accepts_a_control_of_direction(before: str, turn: str, after: str) -> None:
    assert find_forbidden_character(before + turn + after) is not None


CASES = read_cases("hidden_characters")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_read_accepted_and_marked_by_one_table(case: dict[str, Any]) -> None:
    text = case["text"]
    assert normalize_text(text).text == remove_hidden_characters(text).replace("\u2800", " ") == case["read"]
    refused = find_forbidden_character(text)
    assert (refused and f"U+{ord(refused):04X}") == case["refused"]
    marked: list[str] = []
    replace_idle_characters(text, lambda c: marked.append(f"U+{ord(c):04X}") or "")
    assert marked == case["marked"]


def test_the_table_holds_unicodes_properties_and_no_character_of_ordinary_text() -> None:
    every = "".join(map(chr, range(0x110000)))
    hidden = set(HIDDEN_CHARACTER.findall(every))
    assert set(regex.findall(r"\p{Default_Ignorable_Code_Point}", every)) <= hidden
    assert set(regex.findall(r"\p{Bidi_Control}", every)) == BIDI_CONTROLS | BIDI_MARKS
    assert hidden >= BIDI_CONTROLS | BIDI_MARKS | JOINERS
    # No letter but the fillers, and no digit, sign or blank.
    assert {c for c in hidden if unicodedata.category(c) not in ("Cf", "Cn", "Mn")} == set(
        "\u115f\u1160\u3164\uffa0"
    )
