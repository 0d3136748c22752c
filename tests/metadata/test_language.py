"""Detecting the language of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.metadata.language import detect_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("항구 통행료 인하", "ko"),
        ("港の通行料が下がる", "ja"),
        ("港口收费下降", "zh"),
        ("Λιμάνι", "el"),
        ("Гавань", None),  # one of several languages
        ("Hafen", None),
        ("港", None),
    ],
)
def test_a_short_text_has_a_language_only_if_its_script_has_one(text, tag):
    assert detect_language(text) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The ship owners of the harbour said on Tuesday that they would wait for the council.", "en"),
        ("Die Reeder im Hafen sagten am Dienstag, dass sie auf den Rat der Stadt warten wollten.", "de"),
        (
            "항구의 선주들은 화요일에 시의회의 결정을 기다리겠다고 밝혔다. 장관은 아무 말도 하지 않았다.",
            "ko",
        ),
        ("Too short", None),
        ("", None),
        ("12345 67890 !!! " * 20, None),
    ],
)
def test_a_language_is_detected_or_left_open(text, tag):
    assert detect_language(text) == tag


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text):
    tag = detect_language(text)
    assert tag is None or (tag.isascii() and tag.islower())
