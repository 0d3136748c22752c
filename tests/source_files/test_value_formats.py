"""Addresses and dates that a field may hold."""

import pytest

from build_scripts.source_files.yaml.value_formats import is_valid_date, is_valid_web_address
from tests.helpers.paths import read_cases

DATA = read_cases("source_files")


@pytest.mark.parametrize("address", DATA["addresses"]["good"])
def test_an_address_to_link_to(address: str) -> None:
    assert is_valid_web_address(address)


@pytest.mark.parametrize("address", DATA["addresses"]["bad"])
def test_an_address_that_is_no_web_page_or_could_do_harm(address: str) -> None:
    assert not is_valid_web_address(address)


@pytest.mark.parametrize("date", DATA["dates"]["good"], ids=str)
def test_a_date(date: object) -> None:
    assert is_valid_date(str(date))


@pytest.mark.parametrize("date", DATA["dates"]["bad"], ids=str)
def test_no_date(date: object) -> None:
    assert not is_valid_date(str(date))
