"""The surname in a full name that is not listed."""

import pytest

from build_scripts.people.name_forms import is_hyphenated_given_name
from build_scripts.people.not_followed.name_order import find_surname, is_syllabic_given_name


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Jane Roe", "Roe"),
        ("Roh Min-ho", "Roh"),
        ("Roh Min\u2010ho", "Roh"),
        ("Roh Min Ho", "Roh"),
        ("Jane Roe-Doe", "Roe-Doe"),
        ("Jane Anna-maria", "Anna-maria"),
    ],
)
def test_the_surname_is_found_by_the_shape_of_the_words(name: str, surname: str) -> None:
    assert find_surname(name.split()) == surname


@pytest.mark.parametrize(
    ("word", "hyphenated", "syllabic"),
    [("Min-ho", True, True), ("Anna-maria", True, False), ("Roe-Doe", False, False), ("Jane", False, False)],
)
def test_an_unlisted_given_name_also_needs_two_short_syllables(
    word: str, hyphenated: bool, syllabic: bool
) -> None:
    assert (is_hyphenated_given_name(word), is_syllabic_given_name(word)) == (hyphenated, syllabic)
