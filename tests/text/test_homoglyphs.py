"""Letters that look like letters of another script."""

from __future__ import annotations

import pytest

from build_scripts.text.homoglyphs import describe_first_homoglyph


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("J\u0430ne Roe", "U+0430 CYRILLIC SMALL LETTER A"),
        ("Штр\u0065льзау", "U+0065 LATIN SMALL LETTER E"),
        ("Str\u0395lsau", "U+0395 GREEK CAPITAL LETTER EPSILON"),
        ("The Str\u0435lsau Herald", "U+0435 CYRILLIC SMALL LETTER IE"),
        ("\uff2aane", "U+FF2A FULLWIDTH LATIN CAPITAL LETTER J"),
        ("\U0001d5a9ane", "U+1D5A9 MATHEMATICAL SANS-SERIF CAPITAL J"),
        ("Jane \u0420\u043e\u0441", "U+0420 CYRILLIC CAPITAL LETTER ER"),  # each letter has a twin in Latin
        ("Jane \u0410. Roe", "U+0410 CYRILLIC CAPITAL LETTER A"),
    ],
)
def test_a_homoglyph_is_described(text: str, letter: str) -> None:
    said = describe_first_homoglyph(text)
    assert said is not None
    assert letter in said


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe",
        "Zoë Müller-Łoś",
        "Джейн Роу",
        "Τζέιν Ρόου",
        "Jane (Джейн) Roe",
        "朝日新聞 Digital",
        "KBS뉴스",
        "ひらがなカタカナ漢字ABC",
        "β-carotene",
        "factor α",
        "Радио NSN: А и Б",
        "ТАСС",
        "3 Ω",
        "ﬁne ªº",
        "",
    ],
)
def test_ordinary_words_have_no_homoglyphs(text: str) -> None:
    assert describe_first_homoglyph(text) is None
