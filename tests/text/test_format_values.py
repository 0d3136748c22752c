"""Test counts, dates and hosts in words."""

import pytest

from build_scripts.text.format_values import extract_host, format_count, format_date, spell_out_number


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (None, None),
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-02", "2 March 2031"),
        ("2031-03-12T18:05", "12 March 2031, 18:05"),
        ("2031-12-31T18:05:09+02:00", "31 December 2031, 18:05:09+02:00"),
    ],
)
def test_days(date: str | None, words: str | None) -> None:
    assert format_date(date) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 sources"), (1, "1 source"), (2, "2 sources"), (1000, "1000 sources")]
)
def test_plurals(number: int, words: str) -> None:
    assert format_count(number, "source") == words


def test_a_few_things_may_have_another_plural() -> None:
    assert format_count(2, "story", "stories") == "2 stories"


@pytest.mark.parametrize(("number", "words"), [(0, "No"), (3, "Three"), (10, "Ten"), (11, "11")])
def test_numbers_at_the_beginning_of_a_heading(number: int, words: str) -> None:
    assert spell_out_number(number) == words


def test_the_host_of_an_address() -> None:
    assert extract_host("https://papers.example.org:8080/a?b#c") == "papers.example.org"
