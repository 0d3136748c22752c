"""Ids, web addresses and dates that a field may have."""

import pytest

from build_scripts.source_files.yaml.value_formats import (
    find_identifier_fault,
    is_valid_date,
    is_valid_web_address,
)
from tests.helpers.paths import read_cases

DATA = read_cases("source_files")


@pytest.mark.parametrize("name", ["a", "0", "jane-roe", "con-2", "herald2"])
def test_a_valid_id(name: str) -> None:
    assert find_identifier_fault(name) is None


@pytest.mark.parametrize(
    ("name", "message", "fix"),
    [
        ("Jane", "'Jane' is not a valid id", "use a-z, 0-9 and single hyphens"),
        ("", "'' is not a valid id", "use a-z, 0-9 and single hyphens"),
        ("a--b", "'a--b' is not a valid id", "use a-z, 0-9 and single hyphens"),
        ("v1.2", "'v1.2' is not a valid id", "use a-z, 0-9 and single hyphens"),
        (
            "herald.txt",
            "'herald.txt' is not a valid id",
            "use a-z, 0-9 and single hyphens, and leave out the file's ending",
        ),
        ("con", "'con' is a reserved name on Windows", "choose another name"),
        ("x" * 81, "the name has 81 characters", "use at most 80"),
    ],
)
def test_what_is_wrong_with_an_id(name: str, message: str, fix: str) -> None:
    assert find_identifier_fault(name) == (message, fix)


def test_an_id_at_the_address_of_another_page() -> None:
    fault = "'timeline' is the address of another page", "choose another name"
    assert find_identifier_fault("timeline", reserved={"timeline"}) == fault


def test_an_id_that_is_no_file_name_may_be_a_reserved_one() -> None:
    assert find_identifier_fault("con", is_file_name=False) is None


@pytest.mark.parametrize("address", DATA["addresses"]["good"])
def test_a_valid_web_address(address: str) -> None:
    assert is_valid_web_address(address)


@pytest.mark.parametrize("address", DATA["addresses"]["bad"])
def test_an_invalid_or_dangerous_web_address(address: str) -> None:
    assert not is_valid_web_address(address)


@pytest.mark.parametrize("date", DATA["dates"]["good"], ids=str)
def test_a_date_that_exists(date: object) -> None:
    assert is_valid_date(str(date))


@pytest.mark.parametrize("date", DATA["dates"]["bad"], ids=str)
def test_not_a_date(date: object) -> None:
    assert not is_valid_date(str(date))
